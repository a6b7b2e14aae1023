import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../platform/database.ts'
import { likeContaining } from '../platform/like-patterns.ts'
import type { PublicationKindName } from './publication-kind.ts'
import { fixedEntries, type FixedEntry } from './search-fixed-entries.ts'
import type { LinkedTerm, SearchPart } from './search-words.ts'

/** `report` is the fixed pages on how to report. */
export type SearchKind = PublicationKindName | 'report'

export type SearchRow = {
  kind: SearchKind
  path: string
  /** Title, summary and passages of the body with marks (see `marks`) around what was found. */
  title: string
  summary: string
  passages: string
  published_at: Date | null
  historic_note: string | null
}

/** Stand around found words. Stored texts hold no control characters, so nothing else can look like them. */
export const marks = { start: '\u0001', end: '\u0002' }

const english = sql.lit('english')

/** A query of the index. `all` asks for every part, `some` for any of them. */
export type IndexQuery = RawBuilder<unknown>

/**
 * Builds the index query. Words also match as beginnings ("exploit" finds "exploitation"); a word
 * that is the beginning of known words finds those too, as their stems may differ from it.
 */
export function indexQuery(
  parts: readonly SearchPart[],
  completions: ReadonlyMap<string, string[]>,
  wanted: 'all' | 'some',
): IndexQuery {
  const joiner = wanted === 'all' ? sql` && ` : sql` || `
  const queries = parts.map((part) =>
    part.kind === 'term'
      ? anyOf([part.term, ...part.same].map(phrase))
      : anyOf([
          sql`to_tsquery(${english}, ${`${part.word}:*`})`,
          ...(completions.get(part.word) ?? []).map(phrase),
        ]),
  )
  return sql`(${sql.join(queries, joiner)})`
}

// Hyphens would ask for the compound as well, which a text with spaces does not have.
function phrase(words: string): RawBuilder<unknown> {
  return sql`phraseto_tsquery(${english}, ${words.replace(/[^\p{L}\p{N}]+/gu, ' ')})`
}

function anyOf(queries: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(${sql.join(queries, sql` || `)})`
}

/** How many entries of each kind the query finds, those beside the index among them. */
export async function countFound(
  database: Database,
  query: IndexQuery,
  beside: readonly FixedEntry[],
): Promise<Map<SearchKind, number>> {
  const { rows } = await sql<{ kind: SearchKind; found: number }>`
    with asked as (select ${query} as query)
    select kind, count(*)::int as found from (
      select kind from search_entry, asked where document @@ query
      union all
      select 'report' from ${fixedTable(beside)}, asked where document @@ query
    ) matching group by kind`.execute(database)
  return new Map(rows.map(({ kind, found }) => [kind, found]))
}

/** One page of what the query finds, the best first, with the found words marked. */
export async function findEntries(
  database: Database,
  query: IndexQuery,
  options: EntryOptions,
): Promise<SearchRow[]> {
  return (await entries(query, options).execute(database)).rows
}

type EntryOptions = {
  kind: SearchKind | null
  limit: number
  offset: number
  beside: readonly FixedEntry[]
}

/** The statement behind findEntries; a test asks the database how it would run it. */
export function entries(query: IndexQuery, { kind, limit, offset, beside }: EntryOptions) {
  return sql<SearchRow>`
    with asked as (select ${query} as query),
    best as (
      select publication_id, kind, path, title, summary, body, published_at,
        ts_rank_cd(document, query, 1) as rank
      from search_entry, asked
      where document @@ query and (${kind}::text is null or kind = ${kind})
      union all
      select null, 'report', path, title, summary, body, null,
        ts_rank_cd(document, query, 1) * case when is_part then 1 else 2 end
      from ${fixedTable(beside)}, asked
      where document @@ query and (${kind}::text is null or ${kind} = 'report')
      order by rank desc, published_at desc nulls first, path
      limit ${limit} offset ${offset}
    )
    select best.kind, best.path, best.published_at, publication.historic_note,
      ts_headline(${english}, best.title, query, ${`${around}, HighlightAll=true`}) as title,
      ts_headline(${english}, best.summary, query, ${`${around}, HighlightAll=true`}) as summary,
      ts_headline(${english}, best.body, query, ${`${around}, MaxFragments=2, MaxWords=28, MinWords=12, FragmentDelimiter=" … "`}) as passages
    from best cross join asked left join publication on publication.id = best.publication_id
    order by best.rank desc, best.published_at desc nulls first, best.path`
}

const around = `StartSel="${marks.start}", StopSel="${marks.end}"`

// What a part of a page says counts less than its name: many ways to report say "child".
const fixedTable = (beside: readonly FixedEntry[]) => sql`(
  select path, title, summary, coalesce(entry.text, '') as body, coalesce("isPart", false) as is_part,
    setweight(to_tsvector(${english}, title), 'A')
    || setweight(to_tsvector(${english}, summary), case when "isPart" then 'D'::"char" else 'B'::"char" end)
    || setweight(to_tsvector(${english}, words), 'C')
    || setweight(to_tsvector(${english}, coalesce(entry.text, '')), 'D') as document
  from jsonb_to_recordset(${JSON.stringify(beside)}::jsonb)
    as entry(path text, title text, summary text, words text, text text, "isPart" boolean)
) as fixed`

/** Is there a word in it that the index knows at all? "who is it" has none. */
export async function hasIndexedWords(database: Database, query: IndexQuery): Promise<boolean> {
  const { rows } = await sql<{ nodes: number }>`select numnode(${query}) as nodes`.execute(database)
  return rows[0]!.nodes > 0
}

/** Titles that hold the words as they were typed: for queries of nothing but everyday words. */
export async function findByTitle(
  database: Database,
  typed: string,
  limit: number,
): Promise<SearchRow[]> {
  const pattern = likeContaining(typed)
  const { rows } = await sql<SearchRow>`
    select search_entry.kind, path, title, summary, '' as passages, search_entry.published_at, historic_note
    from search_entry join publication on publication.id = publication_id
    where title ilike ${pattern}
    order by search_entry.published_at desc limit ${limit}`.execute(database)
  return rows
}

/** Known words that begin with each of these, at most five each; none for everyday words ("for"). */
export async function findCompletions(
  database: Database,
  words: readonly string[],
): Promise<Map<string, string[]>> {
  if (words.length === 0) return new Map()
  const { rows } = await sql<{ typed: string; word: string }>`
    select typed.word as typed, known.word
    from unnest(${words}::text[]) as typed(word),
      lateral (
        select word from search_word
        where word like typed.word || '%' and word <> typed.word
        order by length(word), word limit 5
      ) as known
    where length(typed.word) >= 3 and numnode(to_tsquery(${english}, typed.word)) > 0`.execute(
    database,
  )
  const found = Map.groupBy(rows, ({ typed }) => typed)
  return new Map([...found].map(([typed, list]) => [typed, list.map(({ word }) => word)]))
}

/** For each word that no text has, known words that look like it, the most alike first. */
export async function findAlike(
  database: Database,
  words: readonly string[],
  beside: readonly FixedEntry[],
): Promise<Map<string, string[]>> {
  return database.transaction().execute(async (transaction) => {
    // Swapped letters in a short word leave few trigrams in common; the distance decides afterwards.
    await sql`set local pg_trgm.similarity_threshold = 0.2`.execute(transaction)
    const { rows } = await sql<{ typed: string; word: string }>`
      with known_word as not materialized (
        select word from search_word
        union all select distinct lower(word) from unnest(${beside.map(textOfEntry)}::text[]) as texts(text),
          regexp_split_to_table(text, '[^[:alpha:]]+') as word
        where length(word) between 3 and 40)
      select typed.word as typed, known.word
      from unnest(${words}::text[]) as typed(word),
        lateral (
          select word from known_word
          where word % typed.word
          order by similarity(word, typed.word) desc, word limit 40
        ) as known
      where not exists (
        select from known_word where word like typed.word || '%'
      )`.execute(transaction)
    const found = Map.groupBy(rows, ({ typed }) => typed)
    return new Map([...found].map(([typed, list]) => [typed, list.map(({ word }) => word)]))
  })
}

const textOfEntry = ({ title, summary, words, text }: FixedEntry): string =>
  [title, summary, words, text].join(' ')

/** Every term as the search links them. */
export async function listLinkedTerms(database: Database): Promise<LinkedTerm[]> {
  return database
    .selectFrom('term')
    .select(['id', 'label', 'replaced_by as replacedBy'])
    .orderBy(sql`label collate "und-x-icu"`)
    .execute()
}

/** Makes the list of known words anew, from what can be found now: words of withdrawn pages go. */
export async function rebuildSearchWords(database: Database): Promise<void> {
  const fixed = fixedEntries.map(textOfEntry)
  await database.transaction().execute(async (transaction) => {
    await sql`delete from search_word`.execute(transaction)
    await sql`
      insert into search_word (word)
      select distinct lower(word) from (
        select title || ' ' || summary || ' ' || body as text from search_entry
        union all select label from term
        union all select unnest(${fixed}::text[])
      ) texts, regexp_split_to_table(text, '[^[:alpha:]]+') as word
      where length(word) between 3 and 40
      on conflict do nothing`.execute(transaction)
  })
}
