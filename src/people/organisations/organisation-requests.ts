import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { countAttempt, takeBackAttempt } from '../../platform/throttle.ts'
import type { Services } from '../../platform/web.ts'
import { placeOf } from '../people-notices.ts'
import { listOfficerIds } from '../roster-queries.ts'
import { listWorkspacePeople } from '../workspace-people-queries.ts'
import {
  findOrganisation,
  insertOrganisationName,
  lockOrganisations,
} from './organisation-queries.ts'
import { organisationRequestEmail } from './organisation-request-emails.tsx'
import {
  countRequestedOrganisations,
  findRequestedTwin,
  insertRequestedOrganisation,
} from './organisation-request-queries.ts'

export const organisationRequestJob = 'people.tell-officer-of-organisation-request'

/** A job for each officer, so that a letter that fails is tried again without the others. */
export type OrganisationRequestLetter = { organisationId: string; officerId: string }

/** Each officer gets no more letters of this kind a day; each says how many wait. */
const noticesADay = { attempts: 10, windowMs: 24 * 3600_000 }

/** What is told of an organisation that is not listed. */
export type UnlistedOrganisation = {
  name: string
  sectorCode: string
  postcode: string | null
  place: string | null
  website: string | null
}

/**
 * Somebody works at an organisation that is not listed. It gets a record at once, which nobody else can choose until an
 * officer has listed it, and the officers are told. The one that a colleague asked for before is used again. Pass the
 * transaction in which the person is affiliated to it.
 */
export async function requestOrganisation(
  services: Pick<Services, 'clock' | 'jobs'>,
  transaction: DatabaseTransaction,
  organisation: UnlistedOrganisation,
  by: { id: string },
): Promise<string> {
  // As for every change of the register: two people must not ask for the same one at once.
  await lockOrganisations(transaction)
  const twin = await findRequestedTwin(transaction, organisation)
  if (twin) return twin
  const now = services.clock.now()
  const id = await insertRequestedOrganisation(transaction, { ...organisation, by: by.id, now })
  await insertOrganisationName(transaction, id, organisation.name, ukDate(now))
  await audit(transaction, {
    action: 'organisation.requested',
    by: by.id,
    subject: { kind: 'organisation', id },
    details: { name: organisation.name },
  })
  for (const officerId of await listOfficerIds(transaction)) {
    const letter: OrganisationRequestLetter = { organisationId: id, officerId }
    await services.jobs.enqueue(transaction, organisationRequestJob, letter)
  }
  return id
}

/** The work of the job. Who is no officer any more gets nothing, nor does anybody once it has been decided. */
export async function tellOfOrganisationRequest(
  services: Services,
  { organisationId, officerId }: OrganisationRequestLetter,
): Promise<void> {
  const { database, clock, mail } = services
  const organisation = await findOrganisation(database, ukDate(clock.now()), organisationId)
  const officers = await listWorkspacePeople(database, ['officer'])
  const officer = officers.find(({ id }) => id === officerId)
  if (organisation?.state !== 'requested' || !officer) return
  const waiting = await countRequestedOrganisations(database)
  const email = organisationRequestEmail({
    ...(await placeOf(services)),
    officer: officer.name,
    name: organisation.name,
    waiting,
  })
  const key = `organisation-request notices to ${officerId}`
  const { allowed } = await countAttempt(database, clock, key, noticesADay)
  if (!allowed) return
  try {
    await mail.send({ to: officer.email, ...email })
  } catch (error) {
    // Only what was sent counts; the job tries again.
    await takeBackAttempt(database, key)
    throw error
  }
}
