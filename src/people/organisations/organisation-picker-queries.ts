import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { isUuid } from '../../platform/identifiers.ts'
import type { OrganisationState } from './organisation-queries.ts'
import { findMatches, type Match } from './organisation-search-queries.ts'

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
  const matches = await findMatches(database, words, today)
  const found = await describeOrganisations(database, matches, today, which)
  return { found: found.slice(0, mostFound), more: found.length > mostFound }
}

/** Organisations to which the domain of an address belongs, or a domain above it; the nearest domain counts. */
export async function suggestOrganisations(
  database: Database,
  email: string,
  today: string,
): Promise<FoundOrganisation[]> {
  const domains = domainsOf(email)
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

/** The domain of an address and those above it, but for the last label alone. */
export function domainsOf(email: string): string[] {
  const labels = email
    .slice(email.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.')
  return labels.slice(0, -1).map((_label, at) => labels.slice(at).join('.'))
}

/**
 * The organisations that were found, in the order given, as lists and pickers show them on a day: each once, with those
 * that follow a closed one in its place.
 */
export async function describeOrganisations(
  database: Database,
  given: readonly Match[],
  today: string,
  which: Which = {},
): Promise<FoundOrganisation[]> {
  const [described] = await describeEach(database, [given], today, which)
  return described!
}

/** The same for several lists at once, in one query. */
export async function describeEach(
  database: Database,
  lists: readonly (readonly Match[])[],
  today: string,
  { states = ['listed'], withPlanned = false }: Which = {},
): Promise<FoundOrganisation[][]> {
  const ids = [...new Set(lists.flat().map(({ id }) => id))]
  if (ids.length === 0) return lists.map(() => [])
  const next = (id: RawBuilder<unknown>) => sql`array(
    select follows.organisation_id
    from organisation_succession_part ended
    join organisation_succession succession
      on succession.id = ended.succession_id and succession.takes_effect_on <= ${today}
    join organisation_succession_part follows on follows.succession_id = succession.id and follows.side = 'to'
    where ended.organisation_id = ${id} and ended.side = 'from')`
  const { rows } = await sql<
    Omit<FoundOrganisation, 'foundAs'> & { first: string; before: string | null }
  >`
    with recursive followed (first, id, next) as (
      select id, id, ${next(sql`given.id`)} from unnest(${ids}::uuid[]) as given (id)
      union
      select first, follower, ${next(sql`follower`)} from followed, unnest(next) as follower
    )
    select * from (
      select first, told.*, case when first <> told.id then organisation_name_on(first, ${today}) end as before
      from followed
      cross join lateral (
        select organisation.id, organisation_name_on(organisation.id, ${today}) as name, agency_sector.name as sector,
          place, postcode, case when closed_on <= ${today} then closed_on end as "closedOn"
        from organisation join agency_sector on agency_sector.code = agency_sector_code
        where organisation.id = followed.id and state in (${sql.join(states)})
          and (${withPlanned}::boolean or opened_on is null or opened_on <= ${today})
        -- By row and not by a join, so that the index finds them whatever the planner expects.
        offset 0
      ) told
      where next = '{}'
    ) described order by name collate "und-x-icu"`.execute(database)
  return lists.map((given) => {
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
  })
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
