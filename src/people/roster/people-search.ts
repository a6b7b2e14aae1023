import type { Database } from '../../platform/database.ts'
import { nearWords } from '../findable-word-queries.ts'
import {
  findAllMatches,
  findMatches,
  organisationsWith,
  type Matches,
  type PeopleQuery,
  type WordMatch,
} from './people-search-queries.ts'

/** The list shows the exact number up to here, and then "more than". */
export const exactUpTo = 1000

export type FoundPeople = Matches & {
  /** Words that nobody has, with the ones that were looked for in their place. */
  corrected: { typed: string; instead: string[] }[]
}

/**
 * People by anything: each word has to stand in the name of today or of before, the e-mail address, what they do, or in a name, the code or
 * the postcode of where they work. When that finds nobody, nearly right words are looked for.
 */
export async function searchPeople(
  database: Database,
  query: PeopleQuery,
  typed: string | undefined,
  page: { offset: number; limit: number },
): Promise<FoundPeople> {
  const words = wordsOf(typed)
  const asTyped = await matchesOf(
    database,
    words.map((word) => [word]),
  )
  const found = await findMatches(database, query, asTyped, { ...page, exactUpTo })
  if (found.total > 0) return { ...found, corrected: [] }
  const near = await correctionsOf(database, words)
  if (near.corrected.length === 0) return { ...found, corrected: [] }
  const nearby = await findMatches(database, query, near.matches, { ...page, exactUpTo })
  return { ...nearby, corrected: nearby.total > 0 ? near.corrected : [] }
}

/** Everyone whom the same search finds, in the order of their names, up to a limit. */
export async function findEveryone(
  database: Database,
  query: PeopleQuery,
  typed: string | undefined,
  limit: number,
): Promise<string[]> {
  const words = wordsOf(typed)
  const asTyped = await matchesOf(
    database,
    words.map((word) => [word]),
  )
  const ids = await findAllMatches(database, query, asTyped, limit)
  if (ids.length > 0) return ids
  const near = await correctionsOf(database, words)
  return near.corrected.length > 0 ? findAllMatches(database, query, near.matches, limit) : []
}

async function correctionsOf(
  database: Database,
  words: string[],
): Promise<{ corrected: FoundPeople['corrected']; matches: WordMatch[] }> {
  const near = await nearWords(database, words, 'people')
  return {
    corrected: words.flatMap((word, at) =>
      near[at]!.length > 0 ? [{ typed: word, instead: near[at]! }] : [],
    ),
    matches: await matchesOf(
      database,
      words.map((word, at) => [word, ...near[at]!]),
    ),
  }
}

/** The words of a search: at most eight, without what joins them. */
export function wordsOf(typed: string | undefined): string[] {
  return (typed ?? '')
    .normalize('NFKC')
    .replace(/[\p{C}“”"(),;:/]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word.replace(/['’‘ʼ`´-]/g, '') !== '')
    .slice(0, 8)
    .map((word) => word.slice(0, 60))
}

async function matchesOf(database: Database, choices: string[][]): Promise<WordMatch[]> {
  const organisations = await organisationsWith(database, choices)
  return choices.map((words, at) => ({ words, organisationIds: organisations[at]! }))
}
