import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { escapeLike } from '../../platform/like-patterns.ts'
import { nearWords, patternOf } from '../findable-word-queries.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    /** What organisations are found by; triggers keep it (migration 0028). */
    findable_organisation: {
      organisation_id: string
      words: string
      is_listed: boolean
      closed_on: string | null
    }
  }
}

/** An organisation, and the name it was found by; null for a code. */
export type Match = { id: string; matched: string | null }
type Scored = Match & { score: number }

/** A word that was typed, and those that it may be mistyped for. */
type Choice = readonly [string, ...string[]]
/** How much of what was typed stands in a text of `findable_organisation`, or in such a text of a single name. */
type Likeness = (text: RawBuilder<unknown>) => RawBuilder<unknown>

/** What a name that is just as typed has at least; a code has more. */
const veryName = 100

/** A word that stands in more names tells nothing. */
const mostTelling = 200

/**
 * Listed organisations by words of a name they have or had, by place, postcode or code, the best first; nearly right
 * words find too.
 */
export async function findMatches(
  database: Database,
  words: readonly string[],
  today: string,
): Promise<Match[]> {
  const exact = await matchesOf(
    database,
    words.map((word) => [word]),
    today,
  )
  if (exact.length >= 3 || exact.some(({ score }) => score >= veryName)) return exact
  const near = await nearWords(database, words, 'organisations')
  const choices = words.map((word, at): Choice => [word, ...near[at]!])
  const isMistyped = choices.some(({ length }) => length > 1)
  const all = isMistyped ? [...exact, ...(await matchesOf(database, choices, today))] : exact
  return all.length > 0 ? all : findAlike(database, choices, today)
}

// Every word, or one that it may be mistyped for, has to stand in a name, the place or the postcode, or it is a code.
async function matchesOf(
  database: Database,
  choices: readonly Choice[],
  today: string,
): Promise<Scored[]> {
  const typed = choices.map(([word]) => word)
  const { rows: coded } = await sql<Scored>`
    select organisation_id as id, null as matched, 1000 as score
    from organisation_code join findable_organisation using (organisation_id)
    where is_listed and code in (${sql.join(typed.map((word) => word.toUpperCase()))})`.execute(
    database,
  )
  const name = sql`e'\n' || findable_words(${escapeLike(typed.join(' '))})`
  const likeness: Likeness = (text) => {
    const begun = choices.map((choice) => {
      const begins = anyOf(
        choice,
        (word) => sql`${text} like '%' || findable_words(${escapeLike(word)}) || '%'`,
      )
      return sql`${begins}::int * 10`
    })
    return sql`(${text} like '%' || ${name} || e'\n%')::int * ${sql.lit(veryName)}
      + (${text} like '%' || ${name} || '%')::int * 50 + ${sql.join(begun, sql` + `)}`
  }
  const all = sql.join(choices.map(stands), sql` and `)
  return [...coded, ...(await bestOf(database, all, likeness, today))]
}

// When nothing has all the words: what has the two that tell most, or words that are like them.
async function findAlike(
  database: Database,
  choices: readonly Choice[],
  today: string,
): Promise<Scored[]> {
  const counts = choices.map(
    (choice, at) => sql`
      select ${at}::int as at, count(*) as names
      from (select from findable_organisation where ${stands(choice)} limit ${mostTelling + 1}) few`,
  )
  const { rows: telling } = await sql<{ at: number }>`
    select at from (${sql.join(counts, sql` union all `)}) counted
    where names <= ${mostTelling} order by names, at limit 2`.execute(database)
  if (telling.length === 0) return []
  const alike = telling.map(({ at }) => {
    const [typed, instead] = choices[at]!
    return sql`select organisation_id from organisation_names_like(search_form(${instead ?? typed}))`
  })
  // Each word counts by itself, so that a second one that is nearly right decides between two that share the first.
  const likeness: Likeness = (text) =>
    sql.join(
      choices.map(([word]) => sql`word_similarity(ltrim(findable_words(${word})), ${text}) * 10`),
      sql` + `,
    )
  const among = sql`organisation_id in (${sql.join(alike, sql` union all `)})`
  return bestOf(database, among, likeness, today)
}

// Of what is as much alike: open ones before closed, today's name before a former one, short names before long ones.
async function bestOf(
  database: Database,
  condition: RawBuilder<unknown>,
  likeness: Likeness,
  today: string,
): Promise<Scored[]> {
  const { rows } = await sql<Scored>`
    select candidate.id, named.name as matched, candidate.is_open * 8 + named.score as score
    from (
      select * from (
        select organisation_id as id, words, (closed_on is null or closed_on > ${today})::int as is_open
        from findable_organisation where is_listed and ${condition}
      ) found
      order by is_open * 8 + ${likeness(sql`words`)} desc, length(words), id limit 100
    ) candidate
    cross join lateral (
      select name, ${likeness(sql`text`)} + is_current * 4 - length(name) / 50.0::float8 as score
      from (
        select name, (valid_to is null or valid_to > ${today})::int as is_current,
          split_part(candidate.words, e'\n', 1) || e'\n' || findable_words(name) || e'\n' as text
        from organisation_name where organisation_id = candidate.id
        -- Or the text would be made anew for each comparison.
        offset 0
      ) told
      order by score desc limit 1
    ) named
    order by score desc, id limit 30`.execute(database)
  return rows
}

const stands = (choice: Choice) => anyOf(choice, (word) => sql`words like ${patternOf(word)}`)

const anyOf = (choice: Choice, of: (word: string) => RawBuilder<unknown>) =>
  sql`(${sql.join(choice.map(of), sql` or `)})`
