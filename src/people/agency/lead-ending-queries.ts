import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

export type Lead = { personId: string; organisationId: string }

/** Of these people who leads what they work in no more, nor below it or above it. */
export async function listLeadsWithoutWork(
  transaction: DatabaseTransaction,
  personIds: readonly string[],
  today: string,
): Promise<Lead[]> {
  const { rows } = await sql<Lead>`
    select person_id as "personId", organisation_id as "organisationId" from person_role
    where role = 'agency-lead' and valid_to is null and organisation_id is not null
      and person_id = any (${[...personIds]}::uuid[])
      and not leads_while_working(person_id, organisation_id, ${today})
    order by person_id, organisation_id`.execute(transaction)
  return rows
}

/**
 * Who leads what they worked in when they were made its lead, or later, and do no more today. Whoever has yet to begin
 * there is not among them.
 */
export async function listOutlivedLeads(database: Database, today: string): Promise<Lead[]> {
  const { rows } = await sql<Lead>`
    select held.person_id as "personId", held.organisation_id as "organisationId"
    from person_role held join person on person.id = held.person_id
    where held.role = 'agency-lead' and held.valid_to is null and held.organisation_id is not null
      and person.merged_into_id is null
      and not leads_while_working(held.person_id, held.organisation_id, ${today})
      and exists (
        select from (
          select (held.valid_from at time zone 'Europe/London')::date as day
          union all
          select valid_to - 1 from affiliation
          where affiliation.person_id = held.person_id and valid_to > valid_from and valid_to <= ${today}
        ) as days
        where leads_while_working(held.person_id, held.organisation_id, days.day))
    order by held.person_id, held.organisation_id`.execute(database)
  return rows
}
