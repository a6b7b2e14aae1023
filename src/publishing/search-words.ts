import { sameMeaning, subjectWords } from './subject-words.ts'

/** Longest query that is looked at, in characters and in words. */
export const searchLimits = { characters: 200, words: 16 }

/** A part of a query: words that stand alone, or a term with the terms that mean the same. */
export type SearchPart =
  | { kind: 'word'; word: string }
  | { kind: 'term'; term: string; same: string[] }

/** Words of a query in order: letters and digits, so that nothing in them is syntax. */
export function wordsOfQuery(query: string): string[] {
  return (
    (
      query
        .normalize('NFKC')
        .slice(0, searchLimits.characters)
        .toLowerCase()
        // "it’s" is one word for people and two for the index; both halves are found.
        .match(/[\p{L}\p{N}]{1,40}/gu) ?? []
    ).slice(0, searchLimits.words)
  )
}

/** What a term is replaced by, as far as the search must know. */
export type LinkedTerm = { id: string; label: string; replacedBy: string | null }

/** The registry's terms with the short and long forms that everybody knows. */
export function withSameMeaning(terms: readonly LinkedTerm[]): LinkedTerm[] {
  const ours = sameMeaning.flatMap(([short, ...long]) => [
    { id: `same ${short}`, label: short!, replacedBy: null },
    ...long.map((label) => ({ id: `same ${label}`, label, replacedBy: `same ${short}` })),
  ])
  return [...terms, ...ours]
}

/** Words that are as they were meant, however much they look like others. */
export function wordsNotToCorrect(terms: readonly LinkedTerm[]): Set<string> {
  return new Set([...subjectWords, ...terms.flatMap(({ label }) => wordsOfQuery(label))])
}

/**
 * The query with its terms found: "peer on peer abuse" is the term peer-on-peer, which child-on-child
 * means too, and the word abuse. Hyphens, spaces and a plural s make no difference.
 */
export function partsOfQuery(words: readonly string[], terms: readonly LinkedTerm[]): SearchPart[] {
  const known = termGroups(terms)
  const parts: SearchPart[] = []
  for (let at = 0; at < words.length;) {
    const found = known.find(({ words: label }) =>
      label.every((word, offset) => singular(words[at + offset] ?? '') === singular(word)),
    )
    if (found) parts.push({ kind: 'term', term: found.label, same: found.same })
    else parts.push({ kind: 'word', word: words[at]! })
    at += found ? found.words.length : 1
  }
  return parts
}

type KnownTerm = { label: string; words: string[]; same: string[] }

/** Each label with all others of its line of successors, the longest first. */
function termGroups(terms: readonly LinkedTerm[]): KnownTerm[] {
  const groupOf = new Map(terms.map(({ id }) => [id, id]))
  const root = (id: string): string => {
    const parent = groupOf.get(id)
    return parent === undefined || parent === id ? id : root(parent)
  }
  for (const { id, replacedBy } of terms) {
    if (replacedBy && groupOf.has(replacedBy)) groupOf.set(root(id), root(replacedBy))
  }
  // Nations and lists name the same term: what it stands beside in one holds for the other.
  const byLabel = new Map<string, string>()
  for (const { id, label } of terms) {
    const known = byLabel.get(label.toLowerCase())
    if (known === undefined) byLabel.set(label.toLowerCase(), id)
    else groupOf.set(root(id), root(known))
  }
  const groups = Map.groupBy(terms, ({ id }) => root(id))
  const known = [...groups.values()].flatMap((group) => {
    const labels = [...new Map(group.map(({ label }) => [label.toLowerCase(), label])).values()]
    return labels.map((label) => ({
      label,
      words: wordsOfQuery(label),
      same: labels.filter((other) => other !== label),
    }))
  })
  return known
    .filter(({ words, same }) => words.length > 0 && same.length > 0)
    .toSorted((one, other) => other.words.length - one.words.length)
}

const singular = (word: string): string => (word.length > 3 ? word.replace(/s$/, '') : word)

const urgentWords = new Set(
  `help helpline emergency urgent 999 101 112 999s police ambulance danger dangerous unsafe scared
  afraid frightened abuse abused abusing abuser report reporting concern concerns concerned worried
  worry hurt hurting hit hits hitting beaten bruise bruises rape raped molested assault assaulted
  groomed grooming touching suicide suicidal kill die dying selfharm overdose neglect neglected
  nspcc childline referral mash disclose disclosure disclosed runaway missing sexting nudes nude
  blackmail blackmailed blackmailing threatened threatening threats stalked stalking`
    .split(/\s+/)
    .filter(Boolean),
)

/**
 * Does the query read like somebody who needs to report or needs help now: such a word, or a phone
 * number? Then the way to report stands above everything that was found.
 */
export function isUrgent(query: string): boolean {
  const words = wordsOfQuery(query)
  if (words.some((word) => urgentWords.has(word))) return true
  if (/self.?harm|social worker|who (?:do|can|should) i (?:call|tell|ring)/i.test(query))
    return true
  const digits = query.replace(/[\s()+.-]/g, '')
  return /^\d{3,15}$/.test(digits)
}
