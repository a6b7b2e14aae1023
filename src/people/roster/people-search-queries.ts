import { sql, type RawBuilder } from 'kysely'
import type { Role } from '../../platform/access.ts'
import type { Database } from '../../platform/database.ts'
import type { DetailsState } from '../details-check/details-state.ts'
import { patternOf } from '../findable-word-queries.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    /** What people are found by; triggers keep it (migration 0019). */
    findable_person: {
      person_id: string
      name: string
      words: string
      has_left: boolean
      organisation_id: string | null
      other_organisation_ids: string[] | null
    }
  }
}

/** `none`: nothing to sign in with yet. `unsafe`: a role needs a second factor, and there is none. */
export const waysOfSigningIn = ['none', 'password', 'app', 'passkey', 'agency', 'unsafe'] as const
export type WayOfSigningIn = (typeof waysOfSigningIn)[number]

/** What a list of people is narrowed to, beside words. */
export type PeopleQuery = {
  now: Date
  /** The calendar date of `now`. */
  today: string
  state: 'current' | 'left' | 'all'
  /** Who has left on this day or later. */
  leftSince?: Date | undefined
  role?: Role | undefined
  details?: DetailsState | 'not-confirmed' | undefined
  sector?: string | undefined
  /** The organisation and those below it. */
  organisationId?: string | undefined
  signIn?: WayOfSigningIn | undefined
}

/** One word of a search, or several that would all do, with the organisations that have one of them. */
export type WordMatch = { words: string[]; organisationIds: string[] }

export type Matches = {
  /** A page of them, in the order of their names. */
  ids: string[]
  total: number
  /** There are more than `total`. */
  isMore: boolean
}

/**
 * A page of the people who match everything. Up to `exactUpTo` matches are found first and then put in order: no plan
 * for that reads more than the table once, and rare words go by their index. Where there are more, reading people in
 * the order of their names until the page is full is quick, because matches are frequent.
 */
export async function findMatches(
  database: Database,
  query: PeopleQuery,
  words: readonly WordMatch[],
  page: { offset: number; limit: number; exactUpTo: number },
): Promise<Matches> {
  const matching = matchingPeople(query, words)
  const { rows } = await sql<{ id: string; total: number }>`
    with few as materialized (select found.person_id, found.name ${matching} limit ${page.exactUpTo + 1})
    select person_id as id, (select count(*) from few) as total from few
    order by name, person_id limit ${page.limit} offset ${page.offset}`.execute(database)
  const total =
    rows[0]?.total ?? (page.offset > 0 ? await countFew(database, query, words, page) : 0)
  if (total <= page.exactUpTo) return { ids: rows.map(({ id }) => id), total, isMore: false }
  const { rows: inOrder } = await sql<{ id: string }>`
    select found.person_id as id ${matching}
    order by found.name, found.person_id limit ${page.limit} offset ${page.offset}`.execute(
    database,
  )
  return { ids: inOrder.map(({ id }) => id), total: page.exactUpTo, isMore: true }
}

/** Everyone who matches, in the order of their names, up to a limit. */
export async function findAllMatches(
  database: Database,
  query: PeopleQuery,
  words: readonly WordMatch[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with everyone as materialized (select found.person_id, found.name ${matchingPeople(query, words)})
    select person_id as id from everyone order by name, person_id limit ${limit}`.execute(database)
  return rows.map(({ id }) => id)
}

async function countFew(
  database: Database,
  query: PeopleQuery,
  words: readonly WordMatch[],
  { exactUpTo }: { exactUpTo: number },
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (select ${matchingPeople(query, words)} limit ${exactUpTo + 1}) few`.execute(
    database,
  )
  return rows[0]!.total
}

function matchingPeople(query: PeopleQuery, words: readonly WordMatch[]): RawBuilder<unknown> {
  const ofPerson = conditionsOnPerson(query)
  const conditions = [...conditionsOnEntry(query), ...ofPerson, ...words.map(conditionOfWord)]
  const join = ofPerson.length > 0 ? sql`join person on person.id = found.person_id` : sql``
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  return sql`from findable_person found ${join} ${where}`
}

function conditionOfWord({ words, organisationIds }: WordMatch): RawBuilder<unknown> {
  const conditions = words.map(isInWords)
  if (organisationIds.length > 0) conditions.push(worksAt(sql`${organisationIds}::uuid[]`))
  return sql`(${sql.join(conditions, sql` or `)})`
}

/** A whole address goes by what stands before its @: half of the register shares the rest, which would all be read. */
function isInWords(word: string): RawBuilder<unknown> {
  const local = word.slice(0, word.indexOf('@') + 1)
  return local.length > 3
    ? sql`(found.words like ${patternOf(local)} and strpos(found.words, ltrim(findable_words(${word}))) > 0)`
    : sql`found.words like ${patternOf(word)}`
}

const worksAt = (ids: RawBuilder<unknown>) =>
  sql`(found.organisation_id = any(${ids}) or found.other_organisation_ids && ${ids})`

function conditionsOnEntry(query: PeopleQuery): RawBuilder<unknown>[] {
  return [
    query.state === 'current' && sql`not found.has_left`,
    query.state === 'left' && sql`found.has_left`,
    // Whoever is erased has left as well; the empty record is nobody to find.
    query.state !== 'current' &&
      sql`not exists (select from person gone where gone.id = found.person_id and gone.erased_at is not null)`,
    query.role &&
      sql`exists (select from person_role held where held.person_id = found.person_id
        and held.role = ${query.role} and held.valid_to is null)`,
    query.sector &&
      sql`(found.organisation_id in (select id from organisation where agency_sector_code = ${query.sector})
        or (found.other_organisation_ids is not null
          and exists (select from organisation where id = any (found.other_organisation_ids)
            and agency_sector_code = ${query.sector})))`,
    query.organisationId &&
      worksAt(sql`array(select organisations_below(${query.organisationId}, ${query.today}))`),
    query.signIn && signsInBy(query.signIn),
  ].filter((condition) => typeof condition === 'object')
}

function conditionsOnPerson(query: PeopleQuery): RawBuilder<unknown>[] {
  return [
    query.leftSince && sql`person.left_at >= ${query.leftSince}`,
    query.details && sql`person.left_at is null and ${detailsAre(query.details, query.now)}`,
  ].filter((condition) => typeof condition === 'object')
}

function detailsAre(state: DetailsState | 'not-confirmed', now: Date): RawBuilder<unknown> {
  const is = sql`details_state_at(person.details_confirmed_at, person.details_asked_at, person.created_at, ${now})`
  return state === 'not-confirmed' ? sql`${is} <> 'confirmed'` : sql`${is} = ${state}`
}

function signsInBy(way: WayOfSigningIn): RawBuilder<unknown> {
  const has = {
    password: sql`exists (select from password kept where kept.person_id = found.person_id)`,
    app: sql`exists (select from second_factor kept where kept.person_id = found.person_id)`,
    passkey: sql`exists (select from passkey kept where kept.person_id = found.person_id)`,
    agency: sql`exists (select from linked_account kept where kept.person_id = found.person_id)`,
  }
  if (way === 'none')
    return sql`not ${has.password} and not ${has.passkey} and not ${has.agency} and not found.has_left`
  if (way === 'unsafe')
    // Few hold a role that asks for one: they are found first, by their index.
    return sql`found.person_id = any (array(select held.person_id from person_role held
        where held.valid_to is null
          and held.role = any (array(select asked.role from role_second_factor asked where asked.is_needed))))
      and not ${has.app} and not ${has.passkey} and not found.has_left`
  return has[way]
}

/**
 * For each set of words the organisations of which one has, or had, a name with one of them, a code that begins with
 * it, or it in the postcode.
 */
export async function organisationsWith(
  database: Database,
  choices: readonly (readonly string[])[],
): Promise<string[][]> {
  const found: Set<string>[] = choices.map(() => new Set())
  const parts = choices.flatMap((words, at) => words.map((word) => organisationsOf(word, at)))
  if (parts.length === 0) return []
  const { rows } = await sql<{
    at: number
    id: string
  }>`${sql.join(parts, sql` union all `)}`.execute(database)
  for (const { at, id } of rows) found[at]!.add(id)
  return found.map((ids) => [...ids])
}

function organisationsOf(word: string, at: number): RawBuilder<unknown> {
  const pattern = patternOf(word)
  const code = word.toUpperCase().replace(/[^A-Z0-9-]/g, '')
  const isLong = [...word].length >= 3
  const parts = [
    // One or two letters begin a word of a name only: as a postcode area they would stand for half of the county.
    isLong
      ? sql`select ${at}::int as at, organisation_id as id from findable_organisation where words like ${pattern}`
      : sql`select ${at}::int as at, organisation_id as id from organisation_name where ' ' || search_name like ${pattern}`,
    code.length >= 3 &&
      sql`select ${at}::int, organisation_id from organisation_code where starts_with(code, ${code})`,
  ]
  return sql.join(
    parts.filter((part) => part !== false),
    sql` union all `,
  )
}
