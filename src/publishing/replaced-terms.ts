import { longDay, longMonth } from './plain-dates.ts'

/**
 * A word of the field with the time and nation it holds in. `replacedBy` is the successor's label;
 * dates are days, months or years ("2022", "2022-09", "2022-09-01").
 */
export type Term = {
  label: string
  nation: string
  sector?: string | null
  validFrom?: string | null
  validTo?: string | null
  replacedBy?: string | null
}

export type FoundTerm = {
  at: number
  text: string
  replacement: string
  nationName: string
  /** "2022", or undefined when it is not known. */
  since: string | undefined
  /** The text was published while the old word still held. */
  wasRightThen: boolean
}

const nationNames: Record<string, string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}

/** Where a text uses words that have a successor, whatever their hyphens, case and number. */
export function findReplacedTerms(
  text: string,
  terms: Term[],
  options: { nation?: string | undefined; publishedOn?: string | undefined },
): FoundTerm[] {
  const found = terms.flatMap((term) => {
    const elsewhere = options.nation !== undefined && term.nation !== options.nation
    if (!term.replacedBy || elsewhere) return []
    return [...text.matchAll(termPattern(term.label))].map((match) => ({
      at: match.index,
      text: match[0],
      replacement: term.replacedBy!,
      nationName: nationNames[term.nation] ?? term.nation,
      since: term.validTo ? said(term.validTo) : undefined,
      wasRightThen: Boolean(
        options.publishedOn &&
        term.validTo &&
        options.publishedOn < term.validTo.slice(0, options.publishedOn.length),
      ),
    }))
  })
  // The longest of overlapping terms is the one that is meant.
  return found
    .toSorted((one, other) => one.at - other.at || other.text.length - one.text.length)
    .filter((term, at, all) =>
      all
        .slice(0, at)
        .every((b) => b.at + b.text.length <= term.at || b.nationName !== term.nationName),
    )
}

const said = (date: string): string =>
  date.length === 10 ? longDay(date) : date.length === 7 ? longMonth(date) : date

function termPattern(label: string): RegExp {
  const parts = label.trim().split(/[\s\u2010-\u2013-]+/)
  const isAcronym = parts.length === 1 && /^[A-Z]{2,}$/.test(label)
  const joined = parts
    .map((part, at) => (at === parts.length - 1 ? plural(part, isAcronym) : escaped(part)))
    .join(String.raw`[\s\u00a0\u2010-\u2013-]{1,2}`)
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}-])${joined}(?![\p{L}\p{N}])`,
    isAcronym ? 'gu' : 'giu',
  )
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const irregular: Record<string, string> = { child: 'child(?:ren)?', person: '(?:person|people)' }

function plural(word: string, isAcronym: boolean): string {
  const base = escaped(word)
  if (isAcronym) return `${base}(?:['’]?s)?`
  const known = irregular[word.toLowerCase()]
  if (known) return `${known}(?:['’]s)?`
  return /[^aeiou]y$/i.test(word)
    ? `${base.slice(0, -1)}(?:y|ies)(?:['’]s)?`
    : `${base}(?:e?s)?(?:['’]s?)?`
}
