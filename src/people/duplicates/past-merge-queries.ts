import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { ChangedRow, MergeRecord, MergeTold, MovedRow } from './merge-queries.ts'

export type PastMerge = MergeRecord & {
  id: string
  number: number
  keptId: string
  mergedId: string
  mergedBy: string
  mergedAt: Date
  told: MergeTold
  undoneAt: Date | null
  undoneBy: string | null
  /** The record that the kept one was merged into since. */
  keptWentInto: string | null
}

export const mergesOnPage = 25

/** Keeps what a merge changed, so that it can be undone. Gives its id. */
export async function insertMerge(
  transaction: DatabaseTransaction,
  merge: {
    keptId: string
    mergedId: string
    by: string
    now: Date
    record: MergeRecord
    told: MergeTold
  },
): Promise<string> {
  const { id } = await transaction
    .insertInto('person_merge')
    .values({
      kept_id: merge.keptId,
      merged_id: merge.mergedId,
      merged_by: merge.by,
      merged_at: merge.now,
      moved: JSON.stringify(merge.record.moved),
      changed: JSON.stringify(merge.record.changed),
      told: JSON.stringify(merge.told),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Merges, the last first. */
export async function listMerges(
  database: Database,
  page: number,
): Promise<{ merges: PastMerge[]; total: number }> {
  const rows = await mergeQuery(database)
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('number', 'desc')
    .limit(mergesOnPage)
    .offset((page - 1) * mergesOnPage)
    .execute()
  return { merges: rows.map(mergeFrom), total: rows[0]?.total ?? 0 }
}

/** A merge by its id, an undone one too. */
export async function findMerge(database: Database, id: string): Promise<PastMerge | null> {
  const row = await mergeQuery(database).where('person_merge.id', '=', id).executeTakeFirst()
  return row ? mergeFrom(row) : null
}

/** The merge by which a record went into another. */
export async function findMergeOfRecord(
  database: Database,
  mergedId: string,
): Promise<string | null> {
  const row = await database
    .selectFrom('person_merge')
    .select('id')
    .where('merged_id', '=', mergedId)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Merges into the same record that came after this one and still hold. */
export async function listLaterMerges(database: Database, merge: PastMerge): Promise<PastMerge[]> {
  const rows = await mergeQuery(database)
    .where('kept_id', '=', merge.keptId)
    .where('undone_at', 'is', null)
    .where('number', '>', merge.number)
    .execute()
  return rows.map(mergeFrom)
}

/** Notes who undid a merge, and when. */
export async function setUndone(
  transaction: DatabaseTransaction,
  id: string,
  undone: { by: string; now: Date },
): Promise<void> {
  await transaction
    .updateTable('person_merge')
    .set({ undone_at: undone.now, undone_by: undone.by })
    .where('id', '=', id)
    .execute()
}

/** Once a merge can no longer be undone, or has been, nobody needs to know which values it changed. */
export async function forgetWhatMergesChanged(
  database: Database,
  mergedBefore: Date,
): Promise<void> {
  await database
    .updateTable('person_merge')
    .set({
      moved: '[]',
      changed: '[]',
      // They name an address; how many rows moved does not.
      told: sql`jsonb_set(told, '{sentences}', '[]')`,
    })
    .where((is) => is.or([is('merged_at', '<', mergedBefore), is('undone_at', 'is not', null)]))
    .where(sql<boolean>`(moved <> '[]' or changed <> '[]')`)
    .execute()
}

function mergeQuery(database: Database) {
  return database
    .selectFrom('person_merge')
    .innerJoin('person as kept', 'kept.id', 'person_merge.kept_id')
    .select([
      'person_merge.id',
      'number',
      'kept_id',
      'merged_id',
      'merged_by',
      'merged_at',
      'moved',
      'changed',
      'told',
      'undone_at',
      'undone_by',
      'kept.merged_into_id as went_into',
    ])
}

type MergeRow = Awaited<ReturnType<ReturnType<typeof mergeQuery>['execute']>>[number]

function mergeFrom(row: MergeRow): PastMerge {
  return {
    id: row.id,
    number: row.number,
    keptId: row.kept_id,
    mergedId: row.merged_id,
    mergedBy: row.merged_by,
    mergedAt: row.merged_at,
    moved: row.moved as MovedRow[],
    changed: row.changed as ChangedRow[],
    told: row.told as MergeTold,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
    keptWentInto: row.went_into,
  }
}
