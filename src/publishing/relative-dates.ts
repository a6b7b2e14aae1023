import { addDays, addMonths } from '../platform/calendar-days.ts'
import { countOf, countPattern, weekdayNames, weekdayOf, weekdayPattern } from './calendar-words.ts'
import { lastDayOf, longDay, longMonth, monthAfter, weekdayOfDay } from './plain-dates.ts'

/**
 * Words whose meaning moves with the day they are read: "earlier this month", "yesterday". `start`
 * and `end` (days) and `suggestion` are there when the date of publication tells what is meant.
 */
export type RelativeDate = {
  at: number
  text: string
  start?: string
  end?: string
  /** Words that could stand instead: "in October 2020". */
  suggestion?: string
}

/** When a text is published: a day ("2020-10-20") or only its month ("2020-10"). */
export type PublicationDate = string

/** Words whose meaning moves, by where they stand; with the day of publication also what they mean. */
export function findRelativeDates(text: string, published?: PublicationDate): RelativeDate[] {
  const found: RelativeDate[] = []
  for (const rule of rules) {
    for (const match of text.matchAll(rule.pattern)) {
      const meaning = published === undefined ? undefined : rule.meaning(match, published)
      found.push({ at: match.index, text: match[0], ...meaning })
    }
  }
  // "earlier this month" is found once, not also as "this month".
  return found
    .toSorted((one, other) => one.at - other.at || other.text.length - one.text.length)
    .filter((date, at, all) => !all.slice(0, at).some((b) => b.at + b.text.length > date.at))
}

type Meaning = { start: string; end: string; suggestion: string } | undefined
type Rule = {
  pattern: RegExp
  meaning: (match: RegExpMatchArray, published: PublicationDate) => Meaning
}

const steps: Record<string, number> = { this: 0, last: -1, previous: -1, next: 1, coming: 1 }
const stepOf = (word: string): number => steps[word.toLowerCase()] ?? 0
const dayOf = (published: PublicationDate): string | undefined =>
  published.length === 10 ? published : undefined
const monthOfDate = (published: PublicationDate): string => published.slice(0, 7)

const wholeMonth = (month: string): Meaning => ({
  start: `${month}-01`,
  end: lastDayOf(month),
  suggestion: `in ${longMonth(month)}`,
})
const wholeYear = (year: string): Meaning => ({
  start: `${year}-01-01`,
  end: `${year}-12-31`,
  suggestion: `in ${year}`,
})
const oneDay = (day: string | undefined): Meaning =>
  day === undefined ? undefined : { start: day, end: day, suggestion: `on ${longDay(day)}` }
const weekOf = (day: string | undefined, weeks: number): Meaning => {
  if (day === undefined) return undefined
  const start = addDays(day, 1 - weekdayOfDay(day) + weeks * 7)
  return { start, end: addDays(start, 6), suggestion: `in the week of ${longDay(start)}` }
}

const seasons = ['spring', 'summer', 'autumn', 'winter'] as const
function seasonOf(name: string, step: number, published: PublicationDate): Meaning {
  const first = 3 + 3 * seasons.indexOf(name.toLowerCase() as (typeof seasons)[number])
  const [year, month] = [Number(published.slice(0, 4)), Number(published.slice(5, 7))]
  const startOf = (ofYear: number): string => `${ofYear}-${String(first).padStart(2, '0')}-01`
  const starts = [-2, -1, 0, 1].map((years) => startOf(year + years))
  const now = `${year}-${String(month).padStart(2, '0')}-01`
  const past = starts.findLast((start) => addMonths(start, 3) <= now)
  const ahead = starts.find((start) => start > now)
  const current = starts.find((start) => addMonths(start, 3) > now)
  const start = step < 0 ? past : step > 0 ? ahead : current
  if (start === undefined) return undefined
  const end = addDays(addMonths(start, 3), -1)
  const years =
    start.slice(0, 4) === end.slice(0, 4)
      ? start.slice(0, 4)
      : `${start.slice(0, 4)}–${end.slice(2, 4)}`
  return { start, end, suggestion: `in ${name.toLowerCase()} ${years}` }
}

function shifted(
  count: number | undefined,
  unit: string,
  sign: number,
  published: string,
): Meaning {
  const day = dayOf(published)
  if (count === undefined) return undefined
  if (/^month/i.test(unit)) return wholeMonth(monthAfter(monthOfDate(published), sign * count))
  if (/^year/i.test(unit)) return wholeYear(String(Number(published.slice(0, 4)) + sign * count))
  if (day === undefined) return undefined
  return /^day/i.test(unit) ? oneDay(addDays(day, sign * count)) : weekOf(day, sign * count)
}

function namedDay(match: RegExpMatchArray, published: PublicationDate): Meaning {
  const day = dayOf(published)
  const weekday = weekdayOf(match[2]!)
  if (day === undefined || weekday === undefined) return undefined
  const ahead = (weekday - weekdayOfDay(day) + 7) % 7
  const step = stepOf(match[1]!)
  const date = addDays(
    day,
    step < 0 ? (ahead === 0 ? -7 : ahead - 7) : ahead === 0 && step > 0 ? 7 : ahead,
  )
  return { start: date, end: date, suggestion: `on ${weekdayNames[weekday - 1]} ${longDay(date)}` }
}

const word = (source: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${source})(?![\p{L}\p{N}])`, 'giu')
const vague: Rule['meaning'] = () => undefined

const rules: Rule[] = [
  {
    pattern: word(
      String.raw`(?:(?:earlier|later|at the (?:start|end) of|during)\s+)?(this|last|next)\s+month`,
    ),
    meaning: (match, published) =>
      wholeMonth(monthAfter(monthOfDate(published), stepOf(match[1]!))),
  },
  {
    pattern: word(String.raw`(?:(?:earlier|later)\s+)?(this|last|next)\s+year`),
    meaning: (match, published) =>
      wholeYear(String(Number(published.slice(0, 4)) + stepOf(match[1]!))),
  },
  {
    pattern: word(String.raw`(?:(?:earlier|later)\s+)?(this|last|next)\s+week(?:end)?`),
    meaning: (match, published) => weekOf(dayOf(published), stepOf(match[1]!)),
  },
  {
    pattern: word(
      String.raw`(?:earlier|later)\s+today|yesterday|today(?!['’]s)|tomorrow|tonight|(this)\s+(?:morning|afternoon|evening)`,
    ),
    meaning: (match, published) => {
      const day = dayOf(published)
      const days = /yesterday/i.test(match[0]) ? -1 : /tomorrow/i.test(match[0]) ? 1 : 0
      return oneDay(day && addDays(day, days))
    },
  },
  {
    pattern: word(String.raw`(this|last|next|this coming)\s+(${weekdayPattern})`),
    meaning: namedDay,
  },
  {
    pattern: word(String.raw`(this|last|next)\s+(spring|summer|autumn|winter)`),
    meaning: (match, published) => seasonOf(match[2]!, stepOf(match[1]!), published),
  },
  {
    pattern: word(String.raw`(${countPattern})\s+(days?|weeks?|months?|years?)\s+ago`),
    meaning: (match, published) => shifted(countOf(match[1]!), match[2]!, -1, published),
  },
  {
    pattern: word(String.raw`in\s+(${countPattern})\s+(days?|weeks?|months?|years?)['’]?\s+time`),
    meaning: (match, published) => shifted(countOf(match[1]!), match[2]!, 1, published),
  },
  {
    pattern: word(
      String.raw`(?:in|over|during|within)\s+the\s+(?:coming|next few|past few|last few)\s+(?:days|weeks|months)|in\s+the\s+near\s+future|at\s+the\s+moment|at\s+present|currently|recently|in\s+recent\s+(?:days|weeks|months)|(this|last|next)\s+(?:half[- ])?term|shortly(?!\s+(?:after|before))`,
    ),
    meaning: vague,
  },
  {
    pattern: /(?<!\bas )(?<!\btoo )(?<![\p{L}-])soon(?!\s+(?:as|after|became))(?![\p{L}])/giu,
    meaning: vague,
  },
]
