import { sql, type RawBuilder } from 'kysely'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { escapeLike } from '../platform/like-patterns.ts'

declare module '../platform/database.ts' {
  interface Tables {
    /** The words of people's names, and of organisations' names and places; triggers keep them. */
    person_name_word: { word: string }
    organisation_word: { word: string }
  }
}

/**
 * What a text of words as they are compared (`findable_words`) is like that has this one. One or two letters stand at
 * the beginning of a word, as they stand inside of nearly every one.
 */
export function patternOf(word: string): RawBuilder<string> {
  const escaped = escapeLike(word)
  return /^[\p{L}\p{N}]{1,2}$/u.test(word)
    ? sql<string>`'%' || findable_words(${escaped}) || '%'`
    : sql<string>`'%' || ltrim(findable_words(${escaped})) || '%'`
}

/**
 * For each word the nearest ones of organisations, or of people and where they work: one letter is wrong, or two change
 * places, or in longer words two letters are wrong. None for words of fewer than four letters.
 */
export async function nearWords(
  database: Database,
  words: readonly string[],
  of: 'organisations' | 'people',
): Promise<string[][]> {
  const asked = words.map((word, at) => ({ at, word })).filter(({ word }) => [...word].length >= 4)
  if (asked.length === 0) return words.map(() => [])
  const known =
    of === 'organisations'
      ? sql`organisation_word`
      : sql`(select word from person_name_word union all select word from organisation_word)`
  const { rows } = await sql<{ at: number; typed: string; word: string; distance: number }>`
    with typed as materialized (
      select at, ltrim(findable_words(word)) as word
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as given (at int, word text)
    ), near as materialized (
      select at, typed.word as typed, known.word, levenshtein_less_equal(known.word, typed.word, 2) as distance
      from typed join ${known} known
        on length(known.word) between length(typed.word) - 2 and length(typed.word) + 2
        -- Nobody mistypes the first letter, but for taking the second before it.
        and (left(known.word, 1) = left(typed.word, 1) or left(known.word, 2) = reverse(left(typed.word, 2)))
    )
    select * from near where distance between 1 and 2 order by distance, word limit 500`.execute(
    database,
  )
  return words.map((_word, at) => nearest(rows.filter((row) => row.at === at)))
}

function nearest(rows: { typed: string; word: string; distance: number }[]): string[] {
  const isNear = ({ typed, word, distance }: (typeof rows)[number]): boolean =>
    distance === 1 || typed.length >= 6 || lettersOf(typed) === lettersOf(word)
  const near = rows.filter(isNear)
  const swapped = near.filter(({ typed, word }) => lettersOf(typed) === lettersOf(word))
  const closest = [...swapped, ...near.filter(({ distance }) => distance === 1)]
  return [...new Set((closest.length > 0 ? closest : near).map(({ word }) => word))].slice(0, 5)
}

const lettersOf = (word: string): string => [...word].toSorted().join('')

/** Words of a name by which nobody is found any more go, once its record says another or was emptied. */
export async function forgetNameWords(
  transaction: DatabaseTransaction,
  name: string,
): Promise<void> {
  await sql`
    delete from person_name_word
    where word = any (regexp_split_to_array(findable_words(${name}), '[^[:alnum:]]+'))
      and not exists (select from findable_person where words like '%' || word || '%')`.execute(
    transaction,
  )
}
