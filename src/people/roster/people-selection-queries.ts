import { sql, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    people_selection: {
      id: Generated<string>
      person_ids: string[]
      made_by: string
      made_at: Date
    }
    people_change: {
      id: string
      action: string
      people: number
      done_by: string
      done_at: Date
    }
  }
}

/** Keeps who was chosen. */
export async function insertSelection(
  database: Database,
  selection: { personIds: string[]; by: string; now: Date },
): Promise<string> {
  const { id } = await database
    .insertInto('people_selection')
    .values({
      person_ids: sql<string[]>`${selection.personIds}::uuid[]` as never,
      made_by: selection.by,
      made_at: selection.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Who was chosen; null where it was somebody else who chose, or too long ago. */
export async function findSelection(
  database: Database,
  id: string,
  by: string,
): Promise<{ id: string; personIds: string[] } | null> {
  const row = await database
    .selectFrom('people_selection')
    .select(['id', 'person_ids'])
    .where('id', '=', id)
    .where('made_by', '=', by)
    .executeTakeFirst()
  return row ? { id: row.id, personIds: row.person_ids } : null
}

/** Removes selections and the reports of changes from before. */
export async function removeSelectionsBefore(database: Database, moment: Date): Promise<void> {
  await database.deleteFrom('people_selection').where('made_at', '<', moment).execute()
  await database.deleteFrom('people_change').where('done_at', '<', moment).execute()
}

/** Notes that a change is done; false when it was done before, as its form was sent twice. */
export async function insertChange(
  transaction: DatabaseTransaction,
  change: { id: string; action: string; people: number; by: string; now: Date },
): Promise<boolean> {
  const row = await transaction
    .insertInto('people_change')
    .values({
      id: change.id,
      action: change.action,
      people: change.people,
      done_by: change.by,
      done_at: change.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What was done under this number, and to how many. */
export async function findChange(
  database: Database,
  id: string,
  by: string,
): Promise<{ action: string; people: number } | null> {
  const row = await database
    .selectFrom('people_change')
    .select(['action', 'people'])
    .where('id', '=', id)
    .where('done_by', '=', by)
    .executeTakeFirst()
  return row ?? null
}
