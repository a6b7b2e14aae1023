import type { SignedInPerson } from '../../platform/access.ts'
import type { Services } from '../../platform/web.ts'
import { detailsPaths } from '../people-paths.ts'
import { homeOf } from '../sign-in/sign-in.ts'
import { findCheckRecord } from './details-check-queries.ts'
import { detailsStateOf } from './details-state.ts'

/** "Later" holds so long, unless the details become overdue or somebody asks. */
const putOffForMs = 7 * 24 * 3600_000

/**
 * Where somebody goes who has just signed in: to what they asked for, or home. The details check stands before it once
 * where it is due, and each time where it is overdue; it can be put off, so that nobody is locked out.
 */
export async function pathAfterSignIn(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  person: Pick<SignedInPerson, 'id' | 'roles'>,
  next: string | null,
): Promise<string> {
  const path = next ?? homeOf(person)
  // The check is part of enrolling, and the page of the details is the check.
  const [pathname = ''] = path.split('?')
  if (/^\/(?:account\/details(?:\/|$)|training\/[^/]+\/enrol$)/.test(pathname)) return path
  const record = await findCheckRecord(database, person.id)
  const now = clock.now()
  const state = record && detailsStateOf(record, now)
  const isPutOff =
    state === 'due' &&
    record?.putOffAt !== null &&
    record!.putOffAt.getTime() > now.getTime() - putOffForMs
  return !state || state === 'confirmed' || isPutOff ? path : detailsPaths.show(path)
}
