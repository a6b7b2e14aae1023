import type { DatabaseTransaction } from '../../platform/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { hasSession } from '../../platform/sessions.ts'
import { lockPeople } from '../person-queries.ts'

/**
 * Holds the record of somebody who is about to change how they sign in. Throws a Forbidden when their session has ended
 * since the request began: hashing takes a while, and whatever ends sessions ends other ways in too, which a new one
 * must not outlive.
 */
export async function holdOwnSession(
  transaction: DatabaseTransaction,
  personId: string,
  session: Buffer,
): Promise<void> {
  await lockPeople(transaction, [personId])
  if (!(await hasSession(transaction, session)))
    throw new Forbidden('set up a way in after the session', endedMeanwhile)
}

const endedMeanwhile =
  'You have been signed out meanwhile, so this was not carried out. Sign in and try again.'
