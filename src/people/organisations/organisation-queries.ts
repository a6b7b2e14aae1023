import { sql, type ColumnType, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    agency_sector: { code: string; name: string; position: number }
    organisation: {
      id: Generated<string>
      agency_sector_code: string
      postcode: string | null
      is_host: Generated<boolean>
      opened_on: string | null
      /** The first day on which it was no more. */
      closed_on: string | null
      created_at: ColumnType<Date, Date | undefined, Date>
      state: Generated<OrganisationState>
      requested_by: string | null
      requested_at: Date | null
      place: string | null
      /** As the register that it comes from calls it: "Academy converter". */
      legal_form: string | null
      /** The listed one that a requested one turned out to be. */
      matched_to_id: string | null
      /** Told by whoever asked for it to be listed. */
      website: string | null
    }
    organisation_code: { scheme: CodeScheme; code: string; organisation_id: string }
    organisation_domain: { domain: string; organisation_id: string }
    organisation_name: {
      organisation_id: string
      name: string
      valid_from: string
      valid_to: string | null
    }
  }
}

/** `requested`: somebody registered with it and it was not listed. */
export type OrganisationState = 'listed' | 'requested' | 'refused'

/** The registers whose codes we know. */
export type CodeScheme = 'urn' | 'ods' | 'ukprn' | 'charity' | 'company' | 'local'

export type Sector = { code: string; name: string }

export type Organisation = {
  id: string
  /** The name it has today, or had last. */
  name: string
  sector: Sector
  state: OrganisationState
  legalForm: string | null
  place: string | null
  postcode: string | null
  isHost: boolean
  openedOn: string | null
  closedOn: string | null
  /** Who does its work since it closed. */
  successors: { id: string; name: string }[]
  /** People who have it as their main organisation today. */
  people: number
}

export type OrganisationName = { name: string; validFrom: string; validTo: string | null }

/** One organisation, or null. */
export async function findOrganisation(
  database: Database,
  today: string,
  id: string,
): Promise<Organisation | null> {
  const row = await organisationQuery(database, today)
    .where('organisation.id', '=', id)
    .executeTakeFirst()
  return row ? organisationFrom(row) : null
}

/** Until the transaction ends nobody else changes the register: two people must not add or end the same organisation. */
export async function lockOrganisations(transaction: DatabaseTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(7133706)`.execute(transaction)
}

/** All its names, the newest first. */
export async function listOrganisationNames(
  database: Database,
  id: string,
): Promise<OrganisationName[]> {
  return database
    .selectFrom('organisation_name')
    .select(['name', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('organisation_id', '=', id)
    .orderBy('valid_from', 'desc')
    .execute()
}

/**
 * A listed organisation that has this name now or will have it, whatever its capitals, or null. Schools of one name
 * with different postcodes are different ones.
 */
export async function findOrganisationNamed(
  database: Database,
  organisation: { name: string; postcode: string | null; not?: readonly string[] },
  today: string,
): Promise<{ id: string } | null> {
  const { name, postcode, not = [] } = organisation
  const row = await database
    .selectFrom('organisation_name')
    .innerJoin('organisation', 'organisation.id', 'organisation_name.organisation_id')
    .select('organisation.id')
    .where(sql<boolean>`lower(name collate "und-x-icu") = lower(${name} collate "und-x-icu")`)
    .where('organisation.state', '=', 'listed')
    .where((is) => is.or([is('valid_to', 'is', null), is('valid_to', '>', today)]))
    .$if(postcode !== null, (query) =>
      query.where((is) => is.or([is('postcode', 'is', null), is('postcode', '=', postcode)])),
    )
    .$if(not.length > 0, (query) => query.where('organisation.id', 'not in', [...not]))
    .executeTakeFirst()
  return row ?? null
}

/** These organisations as `findOrganisation` gives them, in no order. */
export async function findOrganisationsById(
  database: Database,
  today: string,
  ids: readonly string[],
): Promise<Organisation[]> {
  if (ids.length === 0) return []
  const rows = await organisationQuery(database, today)
    .where('organisation.id', 'in', [...ids])
    .execute()
  return rows.map(organisationFrom)
}

function organisationQuery(database: Database, today: string) {
  return database
    .selectFrom('organisation')
    .innerJoin('agency_sector', 'agency_sector.code', 'organisation.agency_sector_code')
    .select([
      'organisation.id',
      'organisation.state',
      'organisation.legal_form',
      'organisation.place',
      'organisation.postcode',
      'organisation.is_host',
      'organisation.opened_on',
      'organisation.closed_on',
      'agency_sector.code as sector_code',
      'agency_sector.name as sector_name',
      sql<string>`organisation_name_on(organisation.id, ${today})`.as('name'),
      sql<{ id: string; name: string }[]>`
        coalesce((select jsonb_agg(jsonb_build_object('id', next.organisation_id,
            'name', organisation_name_on(next.organisation_id, ${today})) order by next.organisation_id)
          from organisation_succession_part last
          join organisation_succession_part next
            on next.succession_id = last.succession_id and next.side = 'to'
          where last.organisation_id = organisation.id and last.side = 'from'), '[]'::jsonb)`.as(
        'successors',
      ),
    ])
    .select((is) =>
      is
        .selectFrom('affiliation')
        .innerJoin('person', 'person.id', 'affiliation.person_id')
        .whereRef('affiliation.organisation_id', '=', 'organisation.id')
        .where('affiliation.valid_to', 'is', null)
        .where('person.left_at', 'is', null)
        .where('person.merged_into_id', 'is', null)
        .select(({ fn }) => fn.count<number>('affiliation.person_id').distinct().as('people'))
        .as('people'),
    )
}

type OrganisationRow = Awaited<ReturnType<ReturnType<typeof organisationQuery>['execute']>>[number]

function organisationFrom(row: OrganisationRow): Organisation {
  return {
    id: row.id,
    name: row.name,
    sector: { code: row.sector_code, name: row.sector_name },
    state: row.state,
    legalForm: row.legal_form,
    place: row.place,
    postcode: row.postcode,
    isHost: row.is_host,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    successors: row.successors,
    people: row.people ?? 0,
  }
}

/** Adds an organisation to the register, still without a name. Gives its id. */
export async function insertOrganisation(
  database: Database,
  organisation: {
    sectorCode: string
    postcode: string | null
    openedOn: string
    place?: string | null
    legalForm?: string | null
  },
): Promise<string> {
  const { id } = await database
    .insertInto('organisation')
    .values({
      agency_sector_code: organisation.sectorCode,
      postcode: organisation.postcode,
      place: organisation.place ?? null,
      legal_form: organisation.legalForm ?? null,
      opened_on: organisation.openedOn,
      closed_on: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Corrects what has no dates. */
export async function updateOrganisation(
  database: Database,
  id: string,
  details: {
    sectorCode: string
    postcode: string | null
    place: string | null
    legalForm: string | null
  },
): Promise<void> {
  await database
    .updateTable('organisation')
    .set({
      agency_sector_code: details.sectorCode,
      postcode: details.postcode,
      place: details.place,
      legal_form: details.legalForm,
    })
    .where('id', '=', id)
    .execute()
}

/** Moves organisations to another sector, also for the past. */
export async function setSectors(
  database: Database,
  ids: readonly string[],
  sectorCode: string,
): Promise<void> {
  await database
    .updateTable('organisation')
    .set({ agency_sector_code: sectorCode })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
}

/** A name from a day on, without an end. */
export async function insertOrganisationName(
  database: Database,
  organisationId: string,
  name: string,
  validFrom: string,
): Promise<void> {
  await database
    .insertInto('organisation_name')
    .values({ organisation_id: organisationId, name, valid_from: validFrom, valid_to: null })
    .execute()
}

/** The name that has no end yet ends with the day before. */
export async function endNameOn(
  database: Database,
  organisationId: string,
  day: string,
): Promise<void> {
  await database
    .updateTable('organisation_name')
    .set({ valid_to: day })
    .where('organisation_id', '=', organisationId)
    .where('valid_to', 'is', null)
    .execute()
}

/** The name that begins on this day goes, and the one that ended with it has no end again. */
export async function removeLastName(
  database: Database,
  organisationId: string,
  validFrom: string,
): Promise<void> {
  await database
    .deleteFrom('organisation_name')
    .where('organisation_id', '=', organisationId)
    .where('valid_from', '=', validFrom)
    .execute()
  await database
    .updateTable('organisation_name')
    .set({ valid_to: null })
    .where('organisation_id', '=', organisationId)
    .where('valid_to', '=', validFrom)
    .execute()
}

/** Today's names by id. */
export async function nameOrganisations(
  database: Database,
  ids: readonly string[],
  today: string,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await database
    .selectFrom('organisation')
    .select(['id', sql<string>`organisation_name_on(id, ${today})`.as('name')])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
