import { sql, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    former_name: { id: Generated<string>; person_id: string; name: string; until: Date }
  }
}

/** Another name from now on. The one before is kept with its end, unless it was never right. */
export async function replaceName(
  transaction: DatabaseTransaction,
  change: { personId: string; name: string; now: Date; isCorrection: boolean },
): Promise<void> {
  const { personId, name, now } = change
  if (!change.isCorrection)
    await transaction
      .insertInto('former_name')
      .columns(['person_id', 'name', 'until'])
      .expression((is) =>
        is
          .selectFrom('person')
          .select(['id', 'name', sql<Date>`${now}::timestamptz`.as('until')])
          .where('id', '=', personId),
      )
      .execute()
  await transaction.updateTable('person').set({ name }).where('id', '=', personId).execute()
}

/** The name somebody had at a moment, for what was made out to them then; '' for nobody. */
export async function findNameAt(
  database: Database,
  personId: string,
  moment: Date,
): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`
    select person_name_at(${personId}, ${moment}) as name`.execute(database)
  return rows[0]?.name ?? ''
}

/** Names somebody had before, the last one first. */
export async function listFormerNames(
  database: Database,
  personId: string,
): Promise<{ name: string; until: Date }[]> {
  return database
    .selectFrom('former_name')
    .select(['name', 'until'])
    .where('person_id', '=', personId)
    .orderBy('until', 'desc')
    .execute()
}
