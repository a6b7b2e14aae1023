import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { DataSubject } from './personal-data.ts'

// Taking out of requests what was said in them; that they were made and answered stays.

/**
 * At an erasure: requests keep kind, dates and outcome's code, and no words. A complaint without an account that is open
 * keeps what it needs to be answered: what was said, and the address once it is proved.
 */
export async function eraseOwnWords(
  transaction: DatabaseTransaction,
  subject: Pick<DataSubject, 'id' | 'email' | 'emailIsProved'>,
): Promise<number> {
  const isOpenComplaint = sql<boolean>`(person_id is null and state = 'open')`
  const isTheirs = sql<boolean>`address_form(email) = address_form(${subject.email})`
  if (subject.emailIsProved)
    await transaction
      .updateTable('privacy_request')
      .set({ name: null, email: null, code_hash: null, code_expires_at: null })
      .where(isOpenComplaint)
      .where('email_proved_at', 'is', null)
      .where(isTheirs)
      .execute()
  const ids = await transaction
    .updateTable('privacy_request')
    .set(withoutWords)
    .where((is) =>
      is.or([
        is('person_id', '=', subject.id),
        // Somebody else's complaint, where nobody has proved that the address is theirs.
        ...(subject.emailIsProved ? [is.and([is.not(isOpenComplaint), isTheirs])] : []),
      ]),
    )
    .returning('id')
    .execute()
  await removeNotes(
    transaction,
    ids.map(({ id }) => id),
  )
  return ids.length
}

/** Ended before an instant and still with words. */
export async function findRequestsWithWords(
  database: Database,
  before: Date,
): Promise<{ id: string; reference: string }[]> {
  return database
    .selectFrom('privacy_request')
    .select(['id', 'reference'])
    .where('state', '<>', 'open')
    .where('ended_at', '<', before)
    .where((is) =>
      is.or([
        is('details', 'is not', null),
        is('name', 'is not', null),
        is('email', 'is not', null),
        is('outcome', 'is not', null),
      ]),
    )
    .orderBy('ended_at')
    .execute()
}

/** Removes the words, names and notes of requests; that they were made and answered stays. */
export async function takeWordsFrom(
  transaction: DatabaseTransaction,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await transaction
    .updateTable('privacy_request')
    .set(withoutWords)
    .where('id', 'in', [...ids])
    .execute()
  await removeNotes(transaction, ids)
}

async function removeNotes(
  transaction: DatabaseTransaction,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await transaction
    .deleteFrom('privacy_request_note')
    .where('privacy_request_id', 'in', [...ids])
    .execute()
}

const withoutWords = {
  details: null,
  name: null,
  email: null,
  code_hash: null,
  code_expires_at: null,
  outcome: null,
}
