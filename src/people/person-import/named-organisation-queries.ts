import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { readCode } from '../organisations/code-queries.ts'

/** What a line says of where somebody works. */
export type NamedPlace = { name: string | null; code: string | null; sector: string | null }

export type PlaceFound = { ok: true; organisationId: string } | { ok: false; reason: string }

type Candidate = {
  at: number
  id: string
  sector: string
  isOpen: boolean
  isName: boolean
}

/**
 * The organisations of a list, each asked for once: by its code where there is one, else by a name that it has or had,
 * told apart by the sector.
 */
export async function findPlaces(
  database: Database,
  places: readonly NamedPlace[],
  today: string,
): Promise<PlaceFound[]> {
  const asked = places.map(({ name, code }, at) => ({
    at,
    name,
    // Beside the name of the organisation some files give its code only, as the organisations' own file does.
    ...codeOf(code ?? (name?.includes(':') && readCode(name) ? name : null)),
  }))
  const { rows } = await sql<Candidate>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as given (at int, name text, scheme text, code text)
    ), found as (
      select at, organisation_code.organisation_id as id, true as is_name
      from asked join organisation_code using (code)
      where asked.scheme is null or asked.scheme = organisation_code.scheme
      union all
      select at, named.organisation_id, named.valid_to is null or named.valid_to > ${today}::date
      from asked join organisation_name named on named.search_name = search_form(regexp_replace(asked.name, '\\s+', ' ', 'g'))
      where asked.code is null
    )
    select at, organisation.id, agency_sector.name as sector, bool_or(is_name) as "isName",
      organisation.closed_on is null or organisation.closed_on > ${today}::date as "isOpen"
    from found
    join organisation on organisation.id = found.id and organisation.state = 'listed'
    join agency_sector on agency_sector.code = organisation.agency_sector_code
    group by at, organisation.id, agency_sector.code`.execute(database)
  const byPlace = Map.groupBy(rows, ({ at }) => at)
  return places.map((place, at) => chooseFrom(place, byPlace.get(at) ?? []))
}

function codeOf(typed: string | null): { scheme: string | null; code: string | null } {
  const [, scheme, code] =
    /^(?:(urn|ods|ukprn|charity|company|local)[ :-]*)?(.+)$/i.exec(typed ?? '') ?? []
  return {
    scheme: scheme?.toLowerCase() ?? null,
    code: code?.toUpperCase().replaceAll(/\s+/g, '') ?? null,
  }
}

function chooseFrom(place: NamedPlace, candidates: Candidate[]): PlaceFound {
  const said = place.code ? `the code “${place.code}”` : `“${place.name}”`
  const ofSector = candidates.filter(
    ({ sector }) => !place.sector || sector.toLowerCase() === place.sector.toLowerCase(),
  )
  const open = ofSector.filter(({ isOpen }) => isOpen)
  // A name that another bore before is whose it is today.
  const named = open.filter(({ isName }) => isName)
  const [one, ...others] = named.length > 0 ? named : open
  if (one && others.length === 0) return { ok: true, organisationId: one.id }
  if (one)
    return {
      ok: false,
      reason: `Several organisations are called ${said}. Give the code of the right one.`,
    }
  if (ofSector.length > 0)
    return {
      ok: false,
      reason: `The organisation with ${said} has closed. Give the one that does its work now.`,
    }
  return {
    ok: false,
    reason: `No organisation of the register has ${said}${place.sector ? ' in this sector' : ''}.`,
  }
}
