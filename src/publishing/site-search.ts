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
import { fixedEntries, type FixedEntry } from './search-fixed-entries.ts'
import {
  isUrgent,
  partsOfQuery,
  withSameMeaning,
  wordsNotToCorrect,
  wordsOfQuery,
  type LinkedTerm,
  type SearchPart,
} from './search-words.ts'
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
  /** What may have been meant, where that is not sure: looked for only when somebody says so. */
  offered: string | null
  /** Only some of the words were found: no page has all of them. */
  isPartial: boolean
  /** Those of the words that no page has, where only some were found. */
  missing: string[]
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
  /** What is published and is no publication. */
  beside?: readonly FixedEntry[]
}

/** Searches everything published. Keeps no trace of what was looked for. */
export async function searchSite(
  database: Database,
  { query, kind = null, page = 1, asTyped = false, beside = fixedEntries }: SearchQuestion,
): Promise<SearchAnswer> {
  const words = wordsOfQuery(query)
  const empty = { ...emptyAnswer, query: query.trim(), isUrgent: isUrgent(query) }
  if (words.length === 0) return empty
  const terms = withSameMeaning(await listLinkedTerms(database))
  const asked = await ask({ database, terms, beside }, words, asTyped)
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
          beside,
        })
  return {
    ...empty,
    corrected: asked.corrected,
    offered: asked.offered,
    isPartial: asked.isPartial,
    missing: asked.missing,
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
  offered: null,
  isPartial: false,
  missing: [],
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
} & Pick<SearchAnswer, 'corrected' | 'offered' | 'isPartial' | 'missing'>

type Library = { database: Database; terms: LinkedTerm[]; beside: readonly FixedEntry[] }

/**
 * All words; if no page has them, the words that were surely meant; if that finds nothing either,
 * some of the words. Null when no word is one that the index keeps.
 */
async function ask(library: Library, words: string[], asTyped: boolean): Promise<Asked | null> {
  const said = { corrected: null, offered: null, isPartial: false, missing: [] }
  const parts = partsOfQuery(words, library.terms)
  const all = await askFor(library, parts, 'all')
  if (!all) return null
  if (sum(all.counts) > 0) return { ...all, ...said }
  const guess = asTyped ? null : await guessWords(library, words)
  const meant = guess && partsOfQuery(guess.words, library.terms)
  const better = meant && (await askFor(library, meant, 'all'))
  const finds = Boolean(better && sum(better.counts) > 0)
  const other = guess ? guess.words.join(' ') : null
  if (better && finds && guess?.isSure) return { ...better, ...said, corrected: other }
  const offered = finds && !guess?.isSure ? other : null
  const loose = meant && guess?.isSure ? meant : parts
  const some = loose.length > 1 ? await askFor(library, loose, 'some') : null
  if (!some || sum(some.counts) === 0) return { ...all, ...said, offered }
  const missing = await partsWithoutPage(library, loose)
  const corrected = guess?.isSure ? other : null
  return { ...some, corrected, offered, isPartial: true, missing }
}

async function askFor(
  { database, beside }: Library,
  parts: SearchPart[],
  wanted: 'all' | 'some',
): Promise<Pick<Asked, 'query' | 'parts' | 'counts'> | null> {
  const typed = parts.flatMap((part) => (part.kind === 'word' ? [part.word] : []))
  const query = indexQuery(parts, await findCompletions(database, typed), wanted)
  if (!(await hasIndexedWords(database, query))) return null
  return { query, parts, counts: await countFound(database, query, beside) }
}

async function partsWithoutPage(library: Library, parts: SearchPart[]): Promise<string[]> {
  const missing: string[] = []
  for (const part of parts) {
    const asked = await askFor(library, [part], 'all')
    if (asked && sum(asked.counts) === 0) missing.push(part.kind === 'term' ? part.term : part.word)
  }
  return missing
}

/**
 * The words with those replaced that no page has and that look like one some page has; null when
 * there are none. Words of the field stay: a page about them may be missing, but they are no slips.
 */
async function guessWords(
  { database, terms, beside }: Library,
  words: string[],
): Promise<{ words: string[]; isSure: boolean } | null> {
  const kept = wordsNotToCorrect(terms)
  const unknown = words.filter((word) => !kept.has(word))
  const alike = unknown.length > 0 ? await findAlike(database, unknown, beside) : new Map()
  const meant = words.map((word) => probablyMeant(word, alike.get(word) ?? []))
  if (meant.every((one) => one === null)) return null
  return {
    words: words.map((word, at) => meant[at]?.word ?? word),
    isSure: meant.every((one) => one === null || one.isSure),
  }
}

const sum = (counts: Map<SearchKind, number>): number =>
  [...counts.values()].reduce((total, count) => total + count, 0)

function resultOf(row: SearchRow): SearchResult {
  const hasFound = (text: string): boolean => text.includes(marks.start)
  // The summary says what a page is; passages say why it was found.
  const isSummary =
    hasFound(row.summary) ||
    !hasFound(row.passages) ||
    (row.kind === 'report' && hasFound(row.title))
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
