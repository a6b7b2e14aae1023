import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    organisation_parent: {
      organisation_id: string
      parent_id: string
      valid_from: string
      /** The first day on which it belonged elsewhere. */
      valid_to: string | null
    }
  }
}

/** An organisation and all that belong to it on a day, however deep. */
export async function listOrganisationsBelow(
  database: Database,
  organisationId: string,
  day: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from organisations_below(${organisationId}, ${day}) as below (id)`.execute(database)
  return rows.map(({ id }) => id)
}

export type OrganisationParent = {
  id: string
  name: string
  validFrom: string
  validTo: string | null
}

/** All it belongs or belonged to, the newest first, under the names of today. */
export async function listParents(
  database: Database,
  organisationId: string,
  today: string,
): Promise<OrganisationParent[]> {
  return database
    .selectFrom('organisation_parent')
    .select(['parent_id as id', 'valid_from as validFrom', 'valid_to as validTo'])
    .select(sql<string>`organisation_name_on(parent_id, ${today})`.as('name'))
    .where('organisation_id', '=', organisationId)
    .orderBy('valid_from', 'desc')
    .execute()
}

/** Organisations that belong to it on a day, directly. */
export async function listChildren(
  database: Database,
  organisationId: string,
  day: string,
): Promise<{ id: string; name: string }[]> {
  return database
    .selectFrom('organisation_parent')
    .select('organisation_id as id')
    .select(sql<string>`organisation_name_on(organisation_id, ${day})`.as('name'))
    .where('parent_id', '=', organisationId)
    .where('valid_from', '<=', day)
    .where((is) => is.or([is('valid_to', 'is', null), is('valid_to', '>', day)]))
    .orderBy(sql`organisation_name_on(organisation_id, ${day}) collate "und-x-icu"`)
    .execute()
}

/** What each belongs to, or belonged to last, by its id. */
export async function findLastParents(
  database: Database,
  organisationIds: readonly string[],
  today: string,
): Promise<Map<string, OrganisationParent>> {
  const rows = await database
    .selectFrom('organisation_parent')
    .distinctOn('organisation_id')
    .select(['organisation_id', 'parent_id as id', 'valid_from as validFrom'])
    .select('valid_to as validTo')
    .select(sql<string>`organisation_name_on(parent_id, ${today})`.as('name'))
    .where(sql<boolean>`organisation_id = any(${[...organisationIds]}::uuid[])`)
    .orderBy('organisation_id')
    .orderBy('valid_from', 'desc')
    .execute()
  return new Map(rows.map(({ organisation_id: id, ...parent }) => [id, parent]))
}

/** From a day on they belong to another one; to nobody with null. What was planned for later is no more. */
export async function insertParents(
  transaction: DatabaseTransaction,
  organisationIds: readonly string[],
  parent: { parentId: string | null; from: string },
): Promise<void> {
  const { parentId, from } = parent
  const theirs = sql<boolean>`organisation_id = any(${[...organisationIds]}::uuid[])`
  await transaction
    .deleteFrom('organisation_parent')
    .where(theirs)
    .where('valid_from', '>=', from)
    .execute()
  await transaction
    .updateTable('organisation_parent')
    .set({ valid_to: from })
    .where(theirs)
    .where((is) => is.or([is('valid_to', 'is', null), is('valid_to', '>', from)]))
    .execute()
  if (parentId && organisationIds.length > 0)
    await transaction
      .insertInto('organisation_parent')
      .values(
        organisationIds.map((id) => ({
          organisation_id: id,
          parent_id: parentId,
          valid_from: from,
          valid_to: null,
        })),
      )
      .execute()
}

/** An organisation and all that it belongs to, however far up, on any day from `from` on. */
export async function listAbove(
  database: Database,
  organisationId: string,
  from: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with recursive above (id, during) as (
      select ${organisationId}::uuid, daterange(${from}, null)
      union all
      select link.parent_id, above.during * daterange(link.valid_from, link.valid_to)
      from above join organisation_parent link on link.organisation_id = above.id
        and daterange(link.valid_from, link.valid_to) && above.during
    )
    select distinct id from above`.execute(database)
  return new Set(rows.map(({ id }) => id))
}
