import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { isUuid } from '../../platform/identifiers.ts'
import { escapeLike, likeContaining } from '../../platform/like-patterns.ts'
import type { OrganisationState } from './organisation-queries.ts'

/** An organisation to choose, as the picker shows it. */
export type FoundOrganisation = {
  id: string
  /** Today's name. */
  name: string
  sector: string
  place: string | null
  postcode: string | null
  /** The former name, or the closed organisation that it follows, under which it was found. */
  foundAs: string | null
  /** It has closed and nobody follows it, so that it cannot be chosen. */
  closedOn: string | null
}

/** Which may be chosen: listed ones that have opened, unless said otherwise. */
type Which = {
  states?: readonly OrganisationState[]
  /** Those too that open on a day to come. */
  withPlanned?: boolean
}

/** As many as one can look over; whoever does not find theirs types more of the name. */
const mostFound = 10

/**
 * Listed organisations by the words of a name they have or had, by place, postcode or code; nearly right words find
 * too. In the place of one that has closed stand those that follow it. `more`: there are others.
 */
export async function searchOrganisations(
  database: Database,
  typed: string,
  today: string,
  which: Which = {},
): Promise<{ found: FoundOrganisation[]; more: boolean }> {
  const words = wordsOf(typed)
  if (words.length === 0) return { found: [], more: false }
  const exact = await matches(database, words, today)
  const near = exact.length < 3 ? await nearMatches(database, words) : []
  const all = [...exact, ...near]
  const found = await describeOrganisations(database, all, today, which)
  return { found: found.slice(0, mostFound), more: found.length > mostFound }
}

/** Organisations to which the domain of an address belongs, or a domain above it; the nearest domain counts. */
export async function suggestOrganisations(
  database: Database,
  email: string,
  today: string,
): Promise<FoundOrganisation[]> {
  const labels = email
    .slice(email.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.')
  const domains = labels.slice(0, -1).map((_label, at) => labels.slice(at).join('.'))
  if (domains.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from organisation_domain
    where domain = (select nearest.domain from organisation_domain nearest
      where nearest.domain in (${sql.join(domains)}) order by length(nearest.domain) desc limit 1)
    limit 50`.execute(database)
  const found = await describeOrganisations(
    database,
    rows.map(({ id }) => ({ id, matched: null })),
    today,
  )
  return found.filter(({ closedOn }) => closedOn === null).slice(0, mostFound)
}

/** The organisation of an id, or those that follow it where it has closed; none for one that nobody may choose. */
export async function findChosenOrganisations(
  database: Database,
  id: string,
  today: string,
  which: Which = {},
): Promise<FoundOrganisation[]> {
  if (!isUuid(id)) return []
  return describeOrganisations(database, [{ id: id.toLowerCase(), matched: null }], today, which)
}

type Match = { id: string; matched: string | null }

// Every word has to stand in a name, the place or the postcode, or one of them is a code. The best come first: a code,
// the whole name, its beginning, words that begin as typed; open ones before closed, today's name before a former one.
async function matches(database: Database, words: string[], today: string): Promise<Match[]> {
  const whole = words.join(' ')
  const everyWord = sql.join(
    words.map((word) => {
      const pattern = likeContaining(word)
      return sql`organisation.id in (
        select organisation_id from organisation_name where search_name like search_form(${pattern})
        union all select id from organisation where search_place like search_form(${pattern}))`
    }),
    sql` and `,
  )
  const beginnings = sql.join(
    words.map((word) => {
      const pattern = `% ${escapeLike(word)}%`
      return sql`(' ' || named.search_name like search_form(${pattern}))::int`
    }),
    sql` + `,
  )
  const { rows } = await sql<Match>`
    select id, (array_agg(name order by score desc))[1] as matched from (
      select organisation.id, named.name,
        (named.search_name = search_form(${whole}))::int * 100
        + starts_with(named.search_name, search_form(${whole}))::int * 50
        + 10 * (${beginnings})
        + (named.valid_to is null or named.valid_to > ${today})::int * 4
        + (organisation.closed_on is null or organisation.closed_on > ${today})::int * 8
        - length(named.name) / 50.0 as score
      from organisation join organisation_name named on named.organisation_id = organisation.id
      where organisation.state = 'listed' and ${everyWord}
      union all
      select organisation_id, null, 1000 from organisation_code
      join organisation on organisation.id = organisation_id
      where code in (${sql.join(words.map((word) => word.toUpperCase()))}) and organisation.state = 'listed'
    ) scored
    group by id order by max(score) desc, id limit 30`.execute(database)
  return rows
}

// Each word counts by itself, so that a second one that is nearly right decides between two that share the first.
async function nearMatches(database: Database, words: string[]): Promise<Match[]> {
  const likeness = sql.join(
    words.map((word) => sql`word_similarity(search_form(${word}), named.search_name)`),
    sql` + `,
  )
  const { rows } = await sql<Match>`
    select organisation.id, named.name as matched
    from organisation_names_like(search_form(${words.join(' ')})) alike
    join organisation on organisation.id = alike.organisation_id and organisation.state = 'listed'
    join organisation_name named
      on named.organisation_id = alike.organisation_id and named.valid_from = alike.valid_from
    order by ${likeness} desc, length(named.name) limit 30`.execute(database)
  return rows
}

// In the order given, each once, with those that follow a closed one in its place.
/** The organisations that were found, in the order given, as lists and pickers show them on a day. */
export async function describeOrganisations(
  database: Database,
  given: readonly Match[],
  today: string,
  { states = ['listed'], withPlanned = false }: Which = {},
): Promise<FoundOrganisation[]> {
  if (given.length === 0) return []
  const ids = [...new Set(given.map(({ id }) => id))]
  const { rows } = await sql<
    Omit<FoundOrganisation, 'foundAs'> & { first: string; before: string }
  >`
    with recursive followed (first, id) as (
      select id, id from organisation where id in (${sql.join(ids)})
      union
      select followed.first, follows.organisation_id
      from followed
      join organisation_succession_part ended on ended.organisation_id = followed.id and ended.side = 'from'
      join organisation_succession succession
        on succession.id = ended.succession_id and succession.takes_effect_on <= ${today}
      join organisation_succession_part follows on follows.succession_id = succession.id and follows.side = 'to'
    )
    select followed.first, organisation.id, organisation_name_on(organisation.id, ${today}) as name,
      organisation_name_on(followed.first, ${today}) as before, agency_sector.name as sector, place, postcode,
      case when closed_on <= ${today} then closed_on end as "closedOn"
    from followed
    join organisation using (id)
    join agency_sector on agency_sector.code = organisation.agency_sector_code
    where organisation.state in (${sql.join(states)})
    and (${withPlanned}::boolean or opened_on is null or opened_on <= ${today})
    and not exists (
      select from organisation_succession_part ended
      join organisation_succession succession
        on succession.id = ended.succession_id and succession.takes_effect_on <= ${today}
      join organisation_succession_part follows on follows.succession_id = succession.id and follows.side = 'to'
      where ended.organisation_id = organisation.id and ended.side = 'from')
    order by name collate "und-x-icu"`.execute(database)
  const found = new Map<string, FoundOrganisation>()
  for (const { id, matched } of given)
    for (const { first, before, ...organisation } of rows.filter((row) => row.first === id)) {
      if (found.has(organisation.id)) continue
      const knownAs = matched ?? before
      const isOther =
        first !== organisation.id || (matched !== null && matched !== organisation.name)
      found.set(organisation.id, { ...organisation, foundAs: isOther ? knownAs : null })
    }
  return [...found.values()]
}

// A code may come with the name of its register.
function wordsOf(typed: string): string[] {
  const words = typed
    .normalize('NFKC')
    .replace(/[\p{Cc}"“”(),;]/gu, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => word.slice(0, 60))
  const hasCode = words.some((word) => /^\d{5,8}$/.test(word))
  return words.filter((word) => !hasCode || !/^(urn|ods|ukprn|code)$/i.test(word)).slice(0, 6)
}
