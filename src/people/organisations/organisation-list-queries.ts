import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { likeContaining } from '../../platform/like-patterns.ts'
import { findOrganisationsById, type Organisation } from './organisation-queries.ts'

export type OrganisationFilter = {
  /** Words of any name that it has or had, its place, postcode, codes, domains, or of whom it belongs to. */
  words?: string | undefined
  sector?: string | undefined
  state?: 'open' | 'planned' | 'closed' | 'all' | undefined
  page?: number | undefined
}

export const organisationsOnPage = 50

/**
 * Listed organisations a page at a time, in the order of today's names; of what was typed the very name comes first, and
 * then names that begin so.
 */
export async function listOrganisations(
  database: Database,
  today: string,
  filter: OrganisationFilter,
): Promise<{ organisations: Organisation[]; total: number }> {
  const page = await matching(database, today, filter)
    .select(['organisation.id', sql<number>`count(*) over ()`.as('total')])
    .orderBy(nearness(filter.words), 'desc')
    .orderBy(nameOn(today))
    .orderBy('organisation.id')
    .limit(organisationsOnPage)
    .offset(((filter.page ?? 1) - 1) * organisationsOnPage)
    .execute()
  const found = await findOrganisationsById(
    database,
    today,
    page.map(({ id }) => id),
  )
  const byId = new Map(found.map((organisation) => [organisation.id, organisation]))
  return { organisations: page.map(({ id }) => byId.get(id)!), total: page[0]?.total ?? 0 }
}

/** All that a filter finds, in the order of today's names. At most `limit`. */
export async function listOrganisationIds(
  database: Database,
  today: string,
  filter: OrganisationFilter,
  limit: number,
): Promise<string[]> {
  const rows = await matching(database, today, filter)
    .select('organisation.id')
    .orderBy(nameOn(today))
    .orderBy('organisation.id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

// Most have a name of the day, which a join finds faster than the function that knows the rest too.
const nameOn = (today: string) =>
  sql`coalesce(named.name, organisation_name_on(organisation.id, ${today})) collate "und-x-icu"`

const nearness = (words: string | undefined) => {
  const typed = wordsOf(words).join(' ')
  return sql`case when ${typed} = '' then 0
    when named.search_name = search_form(${typed}) then 2
    when starts_with(named.search_name, search_form(${typed})) then 1
    else 0 end`
}

function matching(database: Database, today: string, filter: OrganisationFilter) {
  let query = database
    .selectFrom('organisation')
    .leftJoin('organisation_name as named', (join) =>
      join
        .onRef('named.organisation_id', '=', 'organisation.id')
        .on('named.valid_from', '<=', today)
        .on((is) => is.or([is('named.valid_to', 'is', null), is('named.valid_to', '>', today)])),
    )
    .where('organisation.state', '=', 'listed')
  if (filter.state === undefined || filter.state === 'open')
    query = query
      .where((is) => is.or([is('closed_on', 'is', null), is('closed_on', '>', today)]))
      .where((is) => is.or([is('opened_on', 'is', null), is('opened_on', '<=', today)]))
  if (filter.state === 'planned') query = query.where('opened_on', '>', today)
  if (filter.state === 'closed') query = query.where('closed_on', '<=', today)
  if (filter.sector) query = query.where('agency_sector_code', '=', filter.sector)
  for (const word of wordsOf(filter.words))
    query = query.where('organisation.id', 'in', organisationsWith(word, today))
  return query
}

/** Every organisation of which one of the things it is looked for by contains the word. */
function organisationsWith(word: string, today: string) {
  const pattern = likeContaining(word)
  const bare = likeContaining(word.replaceAll(/[^\p{L}\p{N}]/gu, '') || word)
  return sql<string>`(
    select organisation_id from organisation_name where search_name like search_form(${pattern})
    union all
    select id from organisation
      where search_place like search_form(${pattern}) or search_place like search_form(${bare})
    union all
    select organisation_id from organisation_code where code = upper(${word}) or scheme || ':' || code = ${schemed(word)}
    union all
    select organisation_id from organisation_domain where domain like lower(${pattern})
    union all
    select link.organisation_id from organisation_name
      join organisation_parent link on link.parent_id = organisation_name.organisation_id
        and link.valid_from <= ${today} and (link.valid_to is null or link.valid_to > ${today})
      where search_name like search_form(${pattern}))`
}

/** `urn:123456` as codes are written. */
const schemed = (word: string): string =>
  word.replace(/^([a-z]+):(.*)$/i, (_, scheme: string, code: string) =>
    [scheme.toLowerCase(), code.toUpperCase()].join(':'),
  )

function wordsOf(text: string | undefined): string[] {
  return (text ?? '').trim().split(/\s+/).filter(Boolean).slice(0, 6)
}
