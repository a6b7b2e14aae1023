import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/** Where a person works or worked, with the organisation's name of that day and the sector it counts for. */
export type Affiliation = {
  id: string
  personId: string
  organisationId: string
  organisationName: string
  sectorCode: string
  sectorName: string
  jobTitle: string | null
  /** The organisation that runs the register; everyone else is an outside agency. */
  isHost: boolean
}

/** The main affiliation of a person on a day (YYYY-MM-DD), or null for somebody who has none. */
export async function findMainAffiliation(
  database: Database,
  personId: string,
  day: string,
): Promise<Affiliation | null> {
  const row = await affiliations(database, day)
    .where('affiliation.person_id', '=', personId)
    .where('affiliation.is_main', '=', true)
    .where('affiliation.valid_from', '<=', day)
    .where((is) =>
      is.or([is('affiliation.valid_to', 'is', null), is('affiliation.valid_to', '>', day)]),
    )
    .orderBy('affiliation.valid_from', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** These affiliations, past ones too, under the names of a day. */
export async function listAffiliations(
  database: Database,
  ids: string[],
  day: string,
): Promise<Affiliation[]> {
  if (ids.length === 0) return []
  return affiliations(database, day).where('affiliation.id', 'in', ids).execute()
}

export async function listAgencySectors(
  database: Database,
): Promise<{ code: string; name: string }[]> {
  return database.selectFrom('agency_sector').select(['code', 'name']).orderBy('position').execute()
}

// An organisation that has no name on the day (it closed, or opened later) keeps the nearest one.
function affiliations(database: Database, day: string) {
  return database
    .selectFrom('affiliation')
    .innerJoin('organisation', 'organisation.id', 'affiliation.organisation_id')
    .innerJoin('agency_sector', 'agency_sector.code', 'organisation.agency_sector_code')
    .innerJoinLateral(
      (is) =>
        is
          .selectFrom('organisation_name')
          .select('organisation_name.name')
          .whereRef('organisation_name.organisation_id', '=', 'organisation.id')
          .orderBy(
            sql`daterange(organisation_name.valid_from, organisation_name.valid_to) @> ${day}::date`,
            'desc',
          )
          .orderBy('organisation_name.valid_from', 'desc')
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .select([
      'affiliation.id',
      'affiliation.person_id as personId',
      'affiliation.organisation_id as organisationId',
      'named.name as organisationName',
      'agency_sector.code as sectorCode',
      'agency_sector.name as sectorName',
      'affiliation.job_title as jobTitle',
      'organisation.is_host as isHost',
    ])
}
