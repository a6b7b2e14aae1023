import type { Database } from '../platform/database.ts'
import {
  countFound,
  findAlike,
  findByTitle,
  findCompletions,
  findEntries,
  hasIndexedWords,
  indexQuery,
  listLinkedTerms,
  marks,
  type IndexQuery,
  type SearchKind,
  type SearchRow,
} from './search-queries.ts'
import { isUrgent, partsOfQuery, wordsOfQuery, type SearchPart } from './search-words.ts'
import { probablyMeant } from './spelling.ts'

export type { SearchKind } from './search-queries.ts'

/** Text with what was found in it. */
export type MarkedText = { text: string; isFound: boolean }[]

export type SearchResult = {
  kind: SearchKind
  path: string
  title: MarkedText
  excerpt: MarkedText
  publishedAt: Date | null
  isHistoric: boolean
}

export type SearchAnswer = {
  /** What was looked for, as it was typed. */
  query: string
  /** What was looked for instead, when the typed words are in no page. */
  corrected: string | null
  /** Only some of the words were found: no page has all of them. */
  isPartial: boolean
  /** Terms looked for beside a typed one: "child-on-child" for "peer-on-peer". */
  alsoTerms: { typed: string; same: string[] }[]
  results: SearchResult[]
  total: number
  counts: Map<SearchKind, number>
  page: number
  pages: number
  /** The way to report stands above everything. */
  isUrgent: boolean
}

const resultsPerPage = 10
const lastPage = 50

export type SearchQuestion = {
  query: string
  kind?: SearchKind | null
  page?: number
  /** Look for the words exactly as they are typed. */
  asTyped?: boolean
}

/** Searches everything published. Keeps no trace of what was looked for. */
export async function searchSite(
  database: Database,
  { query, kind = null, page = 1, asTyped = false }: SearchQuestion,
): Promise<SearchAnswer> {
  const words = wordsOfQuery(query)
  const empty = { ...emptyAnswer, query: query.trim(), isUrgent: isUrgent(query) }
  if (words.length === 0) return empty
  const terms = await listLinkedTerms(database)
  const asked = await ask(database, words, partsOfQuery(words, terms), asTyped, (corrected) =>
    partsOfQuery(corrected, terms),
  )
  if (!asked) {
    const rows = await findByTitle(database, words.join(' '), resultsPerPage)
    return { ...empty, results: rows.map(resultOf), total: rows.length, pages: 1 }
  }
  const { counts } = asked
  const total = kind ? (counts.get(kind) ?? 0) : sum(counts)
  const pages = Math.max(1, Math.min(lastPage, Math.ceil(total / resultsPerPage)))
  const current = Math.min(Math.max(1, page), pages)
  const rows =
    total === 0
      ? []
      : await findEntries(database, asked.query, {
          kind,
          limit: resultsPerPage,
          offset: (current - 1) * resultsPerPage,
        })
  return {
    ...empty,
    corrected: asked.corrected,
    isPartial: asked.isPartial,
    alsoTerms: asked.parts.flatMap((part) =>
      part.kind === 'term' ? [{ typed: part.term, same: part.same }] : [],
    ),
    results: rows.map(resultOf),
    total,
    counts,
    page: current,
    pages,
  }
}

const emptyAnswer: Omit<SearchAnswer, 'query' | 'isUrgent'> = {
  corrected: null,
  isPartial: false,
  alsoTerms: [],
  results: [],
  total: 0,
  counts: new Map(),
  page: 1,
  pages: 1,
}

type Asked = {
  query: IndexQuery
  parts: SearchPart[]
  counts: Map<SearchKind, number>
  corrected: string | null
  isPartial: boolean
}

/**
 * All words; if no page has them, the words that were probably meant; if that finds nothing either,
 * some of the words. Null when no word is one that the index keeps.
 */
async function ask(
  database: Database,
  words: string[],
  parts: SearchPart[],
  asTyped: boolean,
  partsOf: (words: string[]) => SearchPart[],
): Promise<Asked | null> {
  const all = await askFor(database, parts, 'all')
  if (!all) return null
  if (sum(all.counts) > 0) return { ...all, parts, corrected: null, isPartial: false }
  const corrected = asTyped ? null : await correct(database, words)
  const meant = corrected && partsOf(corrected)
  const better = meant && (await askFor(database, meant, 'all'))
  if (better && sum(better.counts) > 0)
    return { ...better, parts: meant, corrected: corrected.join(' '), isPartial: false }
  const loose = meant ?? parts
  const some = loose.length > 1 ? await askFor(database, loose, 'some') : null
  if (!some || sum(some.counts) === 0) return { ...all, parts, corrected: null, isPartial: false }
  const said = meant ? corrected.join(' ') : null
  return { ...some, parts: loose, corrected: said, isPartial: true }
}

async function askFor(
  database: Database,
  parts: SearchPart[],
  wanted: 'all' | 'some',
): Promise<{ query: IndexQuery; counts: Map<SearchKind, number> } | null> {
  const typed = parts.flatMap((part) => (part.kind === 'word' ? [part.word] : []))
  const query = indexQuery(parts, await findCompletions(database, typed), wanted)
  if (!(await hasIndexedWords(database, query))) return null
  return { query, counts: await countFound(database, query) }
}

/** The words with those replaced that no page has and that look like one some page has; null when there are none. */
async function correct(database: Database, words: string[]): Promise<string[] | null> {
  const alike = await findAlike(database, words)
  const corrected = words.map((word) => probablyMeant(word, alike.get(word) ?? []) ?? word)
  return corrected.some((word, at) => word !== words[at]) ? corrected : null
}

const sum = (counts: Map<SearchKind, number>): number =>
  [...counts.values()].reduce((total, count) => total + count, 0)

function resultOf(row: SearchRow): SearchResult {
  const hasFound = (text: string): boolean => text.includes(marks.start)
  // The summary says what a page is; passages say why it was found.
  const isSummary = hasFound(row.summary) || !hasFound(row.passages)
  const excerpt = isSummary ? row.summary : `… ${row.passages.replace(/\s*\n\s*/g, ' · ')} …`
  return {
    kind: row.kind,
    path: row.path,
    title: markedText(row.title),
    excerpt: markedText(excerpt),
    publishedAt: row.published_at,
    isHistoric: row.historic_note !== null,
  }
}

/** Splits at the marks; a mark without its partner ends with the text. */
export function markedText(text: string): MarkedText {
  return text
    .split(marks.start)
    .flatMap((piece, at) => {
      if (at === 0) return [{ text: piece.replaceAll(marks.end, ''), isFound: false }]
      const [found = '', ...rest] = piece.split(marks.end)
      return [
        { text: found, isFound: true },
        { text: rest.join(''), isFound: false },
      ]
    })
    .filter((piece) => piece.text !== '')
}
