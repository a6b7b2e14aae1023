import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { roleNeedsSecondFactor } from '../sign-in/second-factor-policy-queries.ts'

export type RosterStates = {
  askedForSecondFactor: number
  withoutSecondFactor: number
  left: number
}

/** How many people are in each state that somebody has to look at. */
export async function countRosterStates(
  database: Database,
  leftSince: Date,
): Promise<RosterStates> {
  const { rows } = await sql<RosterStates>`
    with asked as (
      select exists (select from second_factor kept where kept.person_id = person.id)
        or exists (select from passkey kept where kept.person_id = person.id) as has_one
      from person
      where left_at is null and merged_into_id is null
        and id in (select person_id from person_role join role_second_factor using (role)
          where valid_to is null and is_needed)
        and ${roleNeedsSecondFactor}
    )
    select
      (select count(*) from asked)::int as "askedForSecondFactor",
      (select count(*) from asked where not has_one)::int as "withoutSecondFactor",
      (select count(*) from person where left_at >= ${leftSince} and merged_into_id is null)::int as left`.execute(
    database,
  )
  return rows[0]!
}
