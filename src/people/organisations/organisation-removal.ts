import { sql } from 'kysely'
import type { DatabaseTransaction } from '../../platform/database.ts'

/**
 * Removes an organisation that was to open on a day for a plan that is taken back. False, with nothing changed, where it
 * opens on another day or anything else refers to it: then it stays, and an officer decides.
 */
export async function removeUnopened(
  transaction: DatabaseTransaction,
  id: string,
  openingOn: string,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from organisation where id = ${id} and opened_on = ${openingOn} and not is_host
      and state = 'listed' and closed_on is null`.execute(transaction)
  if (rows.length === 0) return false
  await sql`savepoint removal`.execute(transaction)
  try {
    await transaction.deleteFrom('organisation_name').where('organisation_id', '=', id).execute()
    await transaction.deleteFrom('organisation_code').where('organisation_id', '=', id).execute()
    await transaction.deleteFrom('organisation').where('id', '=', id).execute()
  } catch (error) {
    if (!isReferredTo(error)) throw error
    await sql`rollback to savepoint removal`.execute(transaction)
    return false
  }
  await sql`release savepoint removal`.execute(transaction)
  return true
}

// What refers to an organisation does so by a foreign key, so that the database knows all of it.
function isReferredTo(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503'
}
