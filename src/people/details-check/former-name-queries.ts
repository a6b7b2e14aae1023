import { sql, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { forgetNameWords } from '../findable-word-queries.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    former_name: { id: Generated<string>; person_id: string; name: string; until: Date }
  }
}

/**
 * Another name from now on. The one before is kept with its end, unless it was never right: then nothing is left of it
 * by which an erasure would find it later, and so its words go at once.
 */
export async function replaceName(
  transaction: DatabaseTransaction,
  change: { personId: string; name: string; now: Date; isCorrection: boolean },
): Promise<void> {
  const { personId, name, now } = change
  const { name: before } = await transaction
    .selectFrom('person')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  if (!change.isCorrection)
    await transaction
      .insertInto('former_name')
      .values({ person_id: personId, name: before, until: now })
      .execute()
  await transaction.updateTable('person').set({ name }).where('id', '=', personId).execute()
  if (change.isCorrection) await forgetNameWords(transaction, before)
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

/** By person, what these people were called before, the last name first; nothing for whoever has one name. */
export async function formerNamesOf(
  database: Database,
  personIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (personIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('former_name')
    .select(['person_id', sql<string[]>`array_agg(name order by until desc)`.as('names')])
    .where('person_id', 'in', [...personIds])
    .groupBy('person_id')
    .execute()
  return new Map(rows.map(({ person_id, names }) => [person_id, names]))
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
