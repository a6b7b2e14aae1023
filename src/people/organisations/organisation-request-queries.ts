import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { FoundOrganisation } from './organisation-picker-queries.ts'
import { describeOrganisations } from './organisation-picker-queries.ts'

/**
 * Organisations that a name most likely means, under today's name or a former one: the listed ones, and those that
 * others have asked for under this very name. "School", "primary" and the like make no other name.
 */
export async function findSameOrganisations(
  database: Database,
  name: string,
  today: string,
): Promise<FoundOrganisation[]> {
  const { rows } = await sql<{ id: string; name: string; state: string; likeness: number }>`
    select organisation.id, named.name, organisation.state,
      similarity(search_form(${name}), named.search_name) as likeness
    from organisation_names_like(search_form(${name})) alike
    join organisation on organisation.id = alike.organisation_id and organisation.state in ('listed', 'requested')
    join organisation_name named
      on named.organisation_id = alike.organisation_id and named.valid_from = alike.valid_from
    order by likeness desc`.execute(database)
  const wanted = nameKey(name)
  const same = rows.filter(
    (row) =>
      nameKey(row.name) === wanted || (row.state === 'listed' && row.likeness >= nearlyTheSame),
  )
  const found = await describeOrganisations(
    database,
    same.map((row) => ({ id: row.id, matched: row.name })),
    today,
    { states: ['listed', 'requested'] },
  )
  return found.filter(({ closedOn }) => closedOn === null).slice(0, 8)
}

const nearlyTheSame = 0.75

/** The requested or listed organisation of exactly this name and postcode: two colleagues ask for the same one. */
export async function findRequestedTwin(
  database: Database,
  organisation: { name: string; postcode: string | null; sectorCode: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select organisation.id, named.name
    from organisation_name named join organisation on organisation.id = named.organisation_id
    where named.search_name = search_form(${organisation.name})
      and organisation.state = 'requested' and organisation.closed_on is null
      and organisation.agency_sector_code = ${organisation.sectorCode}
      and organisation.postcode is not distinct from ${organisation.postcode}
    order by organisation.requested_at limit 1`.execute(database)
  return rows[0]?.id ?? null
}

/** Adds an organisation that somebody asked for; it is not listed before somebody decides. Gives its id. */
export async function insertRequestedOrganisation(
  database: Database,
  organisation: {
    sectorCode: string
    postcode: string | null
    place: string | null
    website: string | null
    by: string
    now: Date
  },
): Promise<string> {
  const { id } = await database
    .insertInto('organisation')
    .values({
      agency_sector_code: organisation.sectorCode,
      postcode: organisation.postcode,
      place: organisation.place,
      website: organisation.website,
      opened_on: null,
      closed_on: null,
      state: 'requested',
      requested_by: organisation.by,
      requested_at: organisation.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What waits to be listed, the first asked for first. */
export async function countRequestedOrganisations(database: Database): Promise<number> {
  const { waiting } = await database
    .selectFrom('organisation')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('state', '=', 'requested')
    .executeTakeFirstOrThrow()
  return waiting
}

/** Of what waits to be listed, how many somebody has asked for. */
export async function countRequestedBy(database: Database, personId: string): Promise<number> {
  const { waiting } = await database
    .selectFrom('organisation')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('state', '=', 'requested')
    .where('requested_by', '=', personId)
    .executeTakeFirstOrThrow()
  return waiting
}

/** The words of a name that tell it from others, in one order. */
export function nameKey(name: string): string {
  return tellingWords(name).toSorted().join(' ')
}

/** The same words in the order of the name. */
export function tellingWords(name: string): string[] {
  const all = name
    .normalize('NFKD')
    .replace(/\([^)]*\)|\p{M}|['’.]/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (word === 'saint' ? 'st' : word))
  const telling = all.filter((word) => !commonWords.has(word))
  return telling.length > 0 ? telling : all
}

const commonWords = new Set(
  'the of and a an at in school schools primary academy ltd limited cic plc llp'.split(' '),
)
