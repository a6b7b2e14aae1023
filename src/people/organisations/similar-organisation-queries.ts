import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { describeEach, domainsOf, type FoundOrganisation } from './organisation-picker-queries.ts'
import { tellingWords } from './organisation-request-queries.ts'
import type { OrganisationRequest } from './request-decision-queries.ts'
import type { Match } from './organisation-search-queries.ts'

/** As many as an officer looks over beside a request. */
const mostSimilar = 6

/**
 * Listed organisations that each of the requests may mean, the likeliest first: by a name of today or before, by the
 * postcode, and by the domain of whoever works there. For all of them in two queries.
 */
export async function findSimilarToEach(
  database: Database,
  requests: readonly OrganisationRequest[],
  today: string,
): Promise<FoundOrganisation[][]> {
  if (requests.length === 0) return []
  const asked = requests.map(({ name, postcode, people }, at) => ({
    at,
    name,
    telling: lookedFor(name),
    postcode,
    addresses: people.slice(0, 3).map(({ email }) => domainsOf(email)),
  }))
  // A name that is nearly the same outweighs a postcode or a domain; two signs together outweigh one.
  const { rows } = await sql<Match & { at: number }>`
    select asked.at, candidate.id, candidate.matched
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as asked (at int, name text, telling text, postcode text, addresses jsonb)
    cross join lateral (
      select sign.id, (array_agg(sign.name order by sign.likeness desc nulls last))[1] as matched,
        coalesce(max(sign.likeness), 0) + (count(distinct sign.kind) filter (where sign.kind <> 'name')) * 0.5 as score
      from (
        select organisation_id as id, 'name' as kind, named.name, greatest(
          similarity(search_form(asked.name), named.search_name),
          word_similarity(search_form(asked.telling), named.search_name) * 0.8) as likeness
        from organisation_names_like(search_form(asked.telling)) alike
        join organisation_name named using (organisation_id, valid_from)
        where word_similarity(search_form(asked.telling), named.search_name) >= 0.5
        union all
        select id, 'postcode', null, null from organisation
        where search_place like '%' || search_form(replace(asked.postcode, ' ', '')) || '%'
        union all
        select owned.organisation_id, 'domain', null, null
        from jsonb_array_elements(asked.addresses) as address (domains)
        cross join lateral (
          select domain from organisation_domain
          where domain in (select jsonb_array_elements_text(address.domains))
          order by length(domain) desc limit 1
        ) nearest
        join organisation_domain owned on owned.domain = nearest.domain
      ) sign
      join organisation on organisation.id = sign.id and organisation.state = 'listed'
      group by sign.id order by score desc, sign.id limit 20
    ) candidate
    order by asked.at, candidate.score desc, candidate.id`.execute(database)
  const matches = requests.map((_request, at) => rows.filter((row) => row.at === at))
  const described = await describeEach(database, matches, today)
  return described.map((found) =>
    found.filter(({ closedOn }) => closedOn === null).slice(0, mostSimilar),
  )
}

/**
 * What a name is looked for by. Half the register are church schools: by those words each would be like every other, and
 * every name would have to be compared.
 */
function lookedFor(name: string): string {
  const telling = tellingWords(name)
  const few = telling.filter((word) => !kindsOfSchool.has(word))
  return (few.length > 0 ? few : telling).join(' ')
}

const kindsOfSchool = new Set(
  'church england ce cofe catholic roman rc voluntary aided controlled infant infants junior nursery secondary high community college trust'.split(
    ' ',
  ),
)
