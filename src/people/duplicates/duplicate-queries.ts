import { sql, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { DuplicateReason } from './duplicate-reasons.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    duplicate_pair: {
      id: Generated<string>
      one_id: string
      other_id: string
      score: number
      reasons: string[]
      found_at: Date
      dismissed_at: Date | null
      dismissed_by: string | null
    }
  }
}

/** What is shown of each of two records. */
export type ComparedRecord = {
  id: string
  name: string
  /** The last one first, without the one of today. */
  formerNames: string[]
  email: string
  emailVerifiedAt: Date | null
  createdAt: Date
  lastSignedInAt: Date | null
  leftAt: Date | null
}

export type DuplicatePair = {
  id: string
  score: number
  reasons: DuplicateReason[]
  foundAt: Date
  dismissedAt: Date | null
  one: ComparedRecord
  other: ComparedRecord
}

export const pairsOnPage = 25

/** Pairs that wait for a decision, or those that were dismissed; the surest first. */
export async function listDuplicatePairs(
  database: Database,
  filter: { dismissed?: boolean; page?: number },
): Promise<{ pairs: DuplicatePair[]; total: number }> {
  const rows = await pairQuery(database)
    .where('pair.dismissed_at', filter.dismissed ? 'is not' : 'is', null)
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('pair.score', 'desc')
    .orderBy('pair.id')
    .limit(pairsOnPage)
    .offset(((filter.page ?? 1) - 1) * pairsOnPage)
    .execute()
  return { pairs: rows.map(pairFrom), total: rows[0]?.total ?? 0 }
}

/** How many pairs wait for a decision. */
export async function countDuplicatePairs(database: Database): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from duplicate_pair
    join person as one on one.id = one_id and one.merged_into_id is null
    join person as other on other.id = other_id and other.merged_into_id is null
    where dismissed_at is null`.execute(database)
  return rows[0]!.waiting
}

/** Two records that may be one person, by the id of the pair. */
export async function findDuplicatePair(
  database: Database,
  id: string,
): Promise<DuplicatePair | null> {
  const row = await pairQuery(database).where('pair.id', '=', id).executeTakeFirst()
  return row ? pairFrom(row) : null
}

/** The pair of two records; made where somebody compares two that the finder did not. */
export async function pairOf(
  transaction: DatabaseTransaction,
  ids: readonly [string, string],
  now: Date,
): Promise<string> {
  const [oneId, otherId] = ids.toSorted() as [string, string]
  await transaction
    .insertInto('duplicate_pair')
    .values({
      one_id: oneId,
      other_id: otherId,
      score: 0,
      reasons: [],
      found_at: now,
      dismissed_at: null,
      dismissed_by: null,
    })
    .onConflict((on) => on.doNothing())
    .execute()
  const { id } = await transaction
    .selectFrom('duplicate_pair')
    .select('id')
    .where('one_id', '=', oneId)
    .where('other_id', '=', otherId)
    .executeTakeFirstOrThrow()
  return id
}

/** Says that these are two people, or takes that back. False when it was so before. */
export async function setDismissed(
  transaction: DatabaseTransaction,
  id: string,
  dismissal: { by: string; at: Date } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('duplicate_pair')
    .set({ dismissed_at: dismissal?.at ?? null, dismissed_by: dismissal?.by ?? null })
    .where('id', '=', id)
    .where('dismissed_at', dismissal ? 'is' : 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function pairQuery(database: Database) {
  return database
    .selectFrom('duplicate_pair as pair')
    .innerJoin('person as one', 'one.id', 'pair.one_id')
    .innerJoin('person as other', 'other.id', 'pair.other_id')
    .where('one.merged_into_id', 'is', null)
    .where('other.merged_into_id', 'is', null)
    .where('one.erased_at', 'is', null)
    .where('other.erased_at', 'is', null)
    .select(['pair.id', 'score', 'reasons', 'found_at', 'dismissed_at'])
    .select([
      'one.id as one_id',
      'one.name as one_name',
      formerNamesOf('one').as('one_former_names'),
      'one.email as one_email',
      'one.email_verified_at as one_verified',
      'one.created_at as one_created',
      'one.last_signed_in_at as one_signed_in',
      'one.left_at as one_left',
      'other.id as other_id',
      'other.name as other_name',
      formerNamesOf('other').as('other_former_names'),
      'other.email as other_email',
      'other.email_verified_at as other_verified',
      'other.created_at as other_created',
      'other.last_signed_in_at as other_signed_in',
      'other.left_at as other_left',
    ])
}

const formerNamesOf = (record: 'one' | 'other') => sql<string[]>`array(
  select former_name.name from former_name
  where person_id = ${sql.ref(`${record}.id`)} and former_name.name <> ${sql.ref(`${record}.name`)}
  order by until desc)`

type PairRow = Awaited<ReturnType<ReturnType<typeof pairQuery>['execute']>>[number]

function pairFrom(row: PairRow): DuplicatePair {
  return {
    id: row.id,
    score: row.score,
    reasons: row.reasons as DuplicateReason[],
    foundAt: row.found_at,
    dismissedAt: row.dismissed_at,
    one: {
      id: row.one_id,
      name: row.one_name,
      formerNames: row.one_former_names,
      email: row.one_email,
      emailVerifiedAt: row.one_verified,
      createdAt: row.one_created,
      lastSignedInAt: row.one_signed_in,
      leftAt: row.one_left,
    },
    other: {
      id: row.other_id,
      name: row.other_name,
      formerNames: row.other_former_names,
      email: row.other_email,
      emailVerifiedAt: row.other_verified,
      createdAt: row.other_created,
      lastSignedInAt: row.other_signed_in,
      leftAt: row.other_left,
    },
  }
}
