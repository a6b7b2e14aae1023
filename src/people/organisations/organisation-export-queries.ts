import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

export type ExportedOrganisation = {
  name: string
  sector: string
  postcode: string
  place: string
  /** A code of whom it belongs to; where that has none, its name. */
  parent: string
  codes: string
  opened: string
  closed: string
  domains: string
  legalForm: string
}

/** These organisations in their order, as the columns of our own CSV tell them. */
export async function listForExport(
  database: Database,
  ids: readonly string[],
  today: string,
): Promise<ExportedOrganisation[]> {
  const { rows } = await sql<ExportedOrganisation>`
    select organisation_name_on(organisation.id, ${today}) as name, agency_sector_code as sector,
      coalesce(postcode, '') as postcode, coalesce(place, '') as place,
      coalesce((select scheme || ':' || code from organisation_code where organisation_id = parent.id
        order by scheme, code limit 1), organisation_name_on(parent.id, ${today}), '') as parent,
      coalesce((select string_agg(scheme || ':' || code, '; ' order by scheme, code) from organisation_code
        where organisation_id = organisation.id), '') as codes,
      coalesce(opened_on::text, '') as opened, coalesce(closed_on::text, '') as closed,
      coalesce((select string_agg(domain, '; ' order by domain) from organisation_domain
        where organisation_id = organisation.id), '') as domains,
      coalesce(legal_form, '') as "legalForm"
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, position)
    join organisation using (id)
    cross join lateral (select organisation_parent_on(organisation.id, ${today}) as id) parent
    order by position`.execute(database)
  return rows
}
