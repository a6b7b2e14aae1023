import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

/** One line of the spreadsheet of people. */
export type ExportedPerson = {
  name: string
  email: string
  emailProved: string
  organisation: string | null
  organisationCode: string | null
  sector: string | null
  jobTitle: string | null
  jobRole: string | null
  manager: string | null
  managerEmail: string | null
  roles: string | null
  details: string | null
  detailsConfirmed: string | null
  lastSignedIn: string | null
  added: string
  left: string | null
}

/** These people as lines of a spreadsheet, in the order given. A leaver's organisation is where they were last. */
export async function listForExport(
  database: Database,
  ids: readonly string[],
  { now, today }: { now: Date; today: string },
): Promise<ExportedPerson[]> {
  const day = (column: string) =>
    sql`to_char(${sql.ref(column)} at time zone 'Europe/London', 'YYYY-MM-DD')`
  const { rows } = await sql<ExportedPerson>`
    select person.name, person.email,
      case when person.email_verified_at is null then 'no' else 'yes' end as "emailProved",
      organisation_name_on(organisation.id, ${today}) as organisation,
      (select upper(scheme) || ' ' || code from organisation_code where organisation_id = organisation.id
       order by array_position(array['urn', 'ods'], scheme), scheme, code limit 1) as "organisationCode",
      agency_sector.name as sector, work.job_title as "jobTitle", job_role.name as "jobRole",
      work.line_manager_name as manager, work.line_manager_email as "managerEmail",
      (select string_agg(distinct role, ', ') from person_role
       where person_role.person_id = person.id and valid_to is null) as roles,
      case when person.left_at is null then
        details_state_at(person.details_confirmed_at, person.details_asked_at, person.created_at, ${now}) end as details,
      ${day('person.details_confirmed_at')} as "detailsConfirmed",
      ${day('person.last_signed_in_at')} as "lastSignedIn",
      ${day('person.created_at')} as added, ${day('person.left_at')} as left
    from unnest(${[...ids]}::uuid[]) with ordinality as chosen (id, place)
    join person on person.id = chosen.id
    left join lateral (
      select * from affiliation where affiliation.person_id = person.id and is_main
        and (valid_to is null or person.left_at is not null)
      order by valid_to desc nulls first, valid_from desc limit 1
    ) work on true
    left join organisation on organisation.id = work.organisation_id
    left join agency_sector on agency_sector.code = organisation.agency_sector_code
    left join job_role on job_role.code = work.job_role_code
    order by chosen.place`.execute(database)
  return rows
}
