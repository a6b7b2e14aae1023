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

/** From a day on it belongs to another one; to nobody with null. What was planned for later is no more. */
export async function insertParent(
  transaction: DatabaseTransaction,
  organisationId: string,
  parent: { parentId: string | null; from: string },
): Promise<void> {
  await transaction
    .deleteFrom('organisation_parent')
    .where('organisation_id', '=', organisationId)
    .where('valid_from', '>=', parent.from)
    .execute()
  await transaction
    .updateTable('organisation_parent')
    .set({ valid_to: parent.from })
    .where('organisation_id', '=', organisationId)
    .where((is) => is.or([is('valid_to', 'is', null), is('valid_to', '>', parent.from)]))
    .execute()
  if (parent.parentId)
    await transaction
      .insertInto('organisation_parent')
      .values({
        organisation_id: organisationId,
        parent_id: parent.parentId,
        valid_from: parent.from,
        valid_to: null,
      })
      .execute()
}

/** Would it come to be above itself, on any day from `from` on? */
export async function isBelow(
  database: Database,
  organisationId: string,
  parentId: string,
  from: string,
): Promise<boolean> {
  const { rows } = await sql<{ below: boolean }>`
    with recursive above (id, during) as (
      select ${parentId}::uuid, daterange(${from}, null)
      union all
      select link.parent_id, above.during * daterange(link.valid_from, link.valid_to)
      from above join organisation_parent link on link.organisation_id = above.id
        and daterange(link.valid_from, link.valid_to) && above.during
    )
    select exists (select from above where id = ${organisationId}) as below`.execute(database)
  return rows[0]!.below
}
