import { daysBetween } from '../../platform/calendar-days.ts'
import {
  monthOf,
  monthPattern,
  weekdayNames,
  weekdayOf,
  weekdayPattern,
} from '../../publishing/calendar-words.ts'
import {
  dayFrom,
  lastDayOf,
  longDay,
  longMonth,
  monthFrom,
  weekdayOfDay,
} from '../../publishing/plain-dates.ts'
import { findRelativeDates } from '../../publishing/relative-dates.ts'
import { timesNear, withSharedTimes, type SaidTimes } from './found-times.ts'

/** A date in a text, made absolute from the bulletin's month. */
export type FoundDate = {
  /** As it is written: "Tues 3rd Nov". */
  text: string
  at: number
  /** "3 November 2020", "16 to 20 November 2020", "October 2020"; null where nothing tells. */
  absolute: string | null
  /** First and last day, "2020-11-03"; null where nothing tells. */
  start: string | null
  end: string | null
  precision: 'day' | 'range' | 'month' | 'season' | 'week' | 'year' | 'unknown'
  /** The year or the month was not written: it comes from the bulletin's month. */
  fromMonth: boolean
  /** What is wrong with it: a day that does not exist, or falls on another weekday. */
  problem?: string
} & SaidTimes

const D = String.raw`(\d{1,2})(?:st|nd|rd|th|af|il|ydd|fed)?`
const W = String.raw`(?:(${weekdayPattern})(?:,|\s+the)?\s+)?(?:the\s+)?`
const M = String.raw`(${monthPattern})(?:\.(?=\s*[\d,]))?`
const Y = String.raw`(?:,?\s+((?:19|20)\d{2}|['’]\d{2})(?!\d))?`
const between = String.raw`\s*(?:-|–|—|to|until|till|through|and|&)\s*`
const range = String.raw`\s*(?:-|–|—|to|until|till|through|(?<=\s)(?:i|tan|hyd)(?=\s))\s*`
const start = String.raw`(?<![\p{L}\p{N}/.-])`

const pattern = (source: string): RegExp =>
  new RegExp(start + source + String.raw`(?![\p{L}\p{N}])`, 'giu')

type Reader = {
  pattern: RegExp
  read: (match: RegExpMatchArray, month: string | undefined) => Found | undefined
}
type Found = Omit<FoundDate, 'text' | 'at'>

const readers: Reader[] = [
  {
    // Thursday 31 October to Friday 6 November 2020
    pattern: pattern(`${W}${D}\\s+(?:of\\s+)?${M}${Y}${range}${W}${D}\\s+(?:of\\s+)?${M}${Y}`),
    read: ([, w1, d1, m1, y1, w2, d2, m2, y2], month) => {
      const last = dayNear(w2, d2!, m2!, y2, month)
      const first = dayNear(w1, d1!, m1!, y1 ?? (last && yearFor(last, m1!, m2!)), month)
      return first && last ? rangeOf(first, last, !y1 && !y2) : undefined
    },
  },
  {
    // 16 to 20 November; Mon 16th - Fri 20th Nov 2020
    pattern: pattern(`${W}${D}${range}${W}${D}\\s+(?:of\\s+)?${M}${Y}`),
    read: ([, w1, d1, w2, d2, m, y], month) => {
      const last = dayNear(w2, d2!, m!, y, month)
      const first = last && dayNear(w1, d1!, m!, last.slice(0, 4), month)
      return first && last ? rangeOf(first, last, !y) : undefined
    },
  },
  {
    // between 16 and 20 November
    pattern: pattern(`between\\s+${W}${D}\\s+and\\s+${W}${D}\\s+(?:of\\s+)?${M}${Y}`),
    read: ([, w1, d1, w2, d2, m, y], month) => {
      const last = dayNear(w2, d2!, m!, y, month)
      const first = last && dayNear(w1, d1!, m!, last.slice(0, 4), month)
      return first && last ? rangeOf(first, last, !y) : undefined
    },
  },
  {
    pattern: pattern(`${W}${D}\\s+(?:of\\s+|o\\s+)?${M}${Y}`),
    read: ([text, w, d, m, y], month) => singleDay(text!, w, dayNear(w, d!, m!, y, month), !y),
  },
  {
    // November 3rd; November 3, 2020
    pattern: pattern(
      `(?:(${weekdayPattern}),?\\s+)?${M}\\s+(?:(\\d{1,2})(?:st|nd|rd|th)${Y}|(\\d{1,2}),\\s+((?:19|20)\\d{2}))`,
    ),
    read: ([, w, m, d1, y1, d2, y2], month) =>
      dayOf(dayNear(w, (d1 ?? d2)!, m!, y1 ?? y2, month), !(y1 ?? y2)),
  },
  {
    pattern: pattern(String.raw`((?:19|20)\d{2})-(\d{2})-(\d{2})`),
    read: ([, y, m, d]) => dayOf(dayFrom(Number(y), Number(m), Number(d)), false),
  },
  {
    // 03/11/2020, 3.11.20: the day first, as in the UK
    pattern: pattern(String.raw`(\d{1,2})([/.])(\d{1,2})\2((?:19|20)?\d{2})`),
    read: ([, d, , m, y]) =>
      dayOf(dayFrom(y!.length === 2 ? 2000 + Number(y) : Number(y), Number(m), Number(d)), false),
  },
  {
    pattern: pattern(
      String.raw`(?:(?:early|mid|late)[\s-]+|(?:the\s+)?(?:start|end|beginning|middle)\s+of\s+)?${M}\s+((?:19|20)\d{2}|['’]\d{2})`,
    ),
    read: ([, m, y]) => monthlyOf(monthFrom(yearOf(y!), monthOf(m!)!), false),
  },
  {
    pattern: pattern(
      String.raw`(?:in|during|from|until|till|by|since|throughout|for|early|mid|late|(?:the\s+)?(?:start|end|beginning|month)\s+of|ym\s+mis)[\s-]+(?:(?:early|mid|late)[\s-]+|(?:the\s+)?(?:start|end|beginning)\s+of\s+)?${M}(?!\s+\d)`,
    ),
    read: ([text, m], month) =>
      /^for\s|^by\s/i.test(text!) && /^may$/i.test(m!)
        ? undefined
        : monthlyOf(monthNear(m!, month), true),
  },
  {
    pattern: pattern(String.raw`(spring|summer|autumn|winter)\s+((?:19|20)\d{2})`),
    read: ([text, season, y]) => seasonOf(text!, season!, Number(y)),
  },
]

/** "3, 10 and 17 November 2020": each day for itself. */
const listed = pattern(
  `${W}((?:${D.replace('(', '(?:')}(?:,\\s*|${between}))+)${W}${D}\\s+(?:of\\s+)?${M}${Y}`,
)

/**
 * Every date of a text in its order. `month` ("2020-10") is the bulletin's: it gives the year of
 * "3 November", checked against the weekday where one is written, and what "this month" means.
 * `sentOn` ("2020-10-20") is the day it was sent, where that is known: it gives "last week".
 */
export function findDates(
  text: string,
  month: string | undefined,
  sentOn: string | undefined = month,
): FoundDate[] {
  const found: FoundDate[] = []
  const isFree = (at: number, length: number): boolean =>
    found.every((date) => at + length <= date.at || date.at + date.text.length <= at)
  for (const match of text.matchAll(listed)) {
    if (/between\s$/i.test(text.slice(Math.max(0, match.index - 8), match.index))) continue
    const days = listedDays(match, month)
    const isPair = days.length === 2 && !/,|and|&/i.test(match[2]!)
    if (days.length > 1 && !isPair) found.push(...days)
  }
  for (const reader of readers) {
    for (const match of text.matchAll(reader.pattern)) {
      const read = isFree(match.index, match[0].length) ? reader.read(match, month) : undefined
      if (read) found.push({ text: match[0], at: match.index, ...read })
    }
  }
  for (const relative of findRelativeDates(text, sentOn)) {
    if (isFree(relative.at, relative.text.length)) found.push(relativeDate(relative))
  }
  const sorted = found.toSorted((one, other) => one.at - other.at)
  const timed = sorted.map((date) => ({ ...date, ...timesNear(text, date, sorted) }))
  return withSharedTimes(timed, text)
}

function listedDays(match: RegExpExecArray, month: string | undefined): FoundDate[] {
  const [, , list, , lastDay, m, y] = match
  const last = dayNear(undefined, lastDay!, m!, y, month)
  if (!last || !/,|and|&/i.test(list!)) return []
  const offset = match.index + match[0].indexOf(list!)
  const days = [...list!.matchAll(/\d{1,2}(?:st|nd|rd|th)?/g)].map((day) => ({
    text: day[0],
    at: offset + day.index,
    day: dayNear(undefined, /\d+/.exec(day[0])![0], m!, last.slice(0, 4), month),
  }))
  const tail = match[0].slice(match[0].indexOf(list!) + list!.length)
  days.push({ text: tail, at: offset + list!.length, day: last })
  return days.flatMap(({ text, at, day }) => {
    const read = dayOf(day, !y)
    return read ? [{ text, at, ...read }] : []
  })
}

function relativeDate(relative: ReturnType<typeof findRelativeDates>[number]): FoundDate {
  const base = { text: relative.text, at: relative.at, fromMonth: true }
  if (relative.start === undefined || relative.end === undefined) {
    return { ...base, absolute: null, start: null, end: null, precision: 'unknown' }
  }
  const days = daysBetween(relative.start, relative.end)
  const precision =
    days === 0 ? 'day' : days < 8 ? 'week' : days < 32 ? 'month' : days < 100 ? 'season' : 'year'
  const absolute = relative.suggestion!.replace(/^(?:in|on) /, '')
  return { ...base, absolute, start: relative.start, end: relative.end, precision }
}

/** A date that was written but names no day is kept, so that a person sees it. */
function singleDay(
  text: string,
  weekday: string | undefined,
  day: string | undefined,
  fromMonth: boolean,
): Found {
  const known = dayOf(day, fromMonth)
  if (!day || !known) {
    const isReal = Number(/\d+/.exec(text)![0]) <= 30
    const problem = isReal ? {} : { problem: `There is no ${text.replace(/\s+/g, ' ')}.` }
    return { absolute: null, start: null, end: null, precision: 'unknown', fromMonth, ...problem }
  }
  const isRight = weekday === undefined || weekdayOf(weekday) === weekdayOfDay(day)
  return isRight
    ? known
    : { ...known, problem: `${longDay(day)} is a ${weekdayNames[weekdayOfDay(day) - 1]}.` }
}

function seasonOf(text: string, season: string, year: number): Found {
  const first = { spring: 3, summer: 6, autumn: 9, winter: 12 }[season.toLowerCase()]!
  const start = monthFrom(year, first)
  const end = lastDayOf(monthFrom(first === 12 ? year + 1 : year, ((first + 1) % 12) + 1))
  return {
    absolute: text.toLowerCase(),
    start: `${start}-01`,
    end,
    precision: 'season',
    fromMonth: false,
  }
}

const yearOf = (year: string): number =>
  year.length === 4 ? Number(year) : 2000 + Number(year.slice(-2))

const yearFor = (last: string, firstMonth: string, lastMonth: string): string =>
  String(Number(last.slice(0, 4)) - (monthOf(firstMonth)! > monthOf(lastMonth)! ? 1 : 0))

/** The day; without a year the one nearest to the bulletin's month whose weekday is right. */
function dayNear(
  weekday: string | undefined,
  day: string,
  monthName: string,
  year: string | undefined,
  month: string | undefined,
): string | undefined {
  const monthNumber = monthOf(monthName)!
  if (year) return dayFrom(yearOf(year), monthNumber, Number(day))
  if (!month) return undefined
  const wanted = weekday === undefined ? undefined : weekdayOf(weekday)
  const about = `${month}-15`
  const candidates = [-1, 0, 1]
    .flatMap((years) => dayFrom(Number(month.slice(0, 4)) + years, monthNumber, Number(day)) ?? [])
    .toSorted((one, other) => distance(about, one) - distance(about, other))
  return (
    candidates.find((date) => wanted === undefined || weekdayOfDay(date) === wanted) ??
    candidates[0]
  )
}

/** Bulletins announce more than they report, so what is ahead counts as nearer. */
const distance = (from: string, to: string): number => {
  const days = daysBetween(from, to)
  return days >= 0 ? days : -days * 1.5
}

const monthNear = (name: string, month: string | undefined): string | undefined =>
  dayNear(undefined, '15', name, undefined, month)?.slice(0, 7)

function dayOf(day: string | undefined, fromMonth: boolean): Found | undefined {
  return day
    ? { absolute: longDay(day), start: day, end: day, precision: 'day', fromMonth }
    : undefined
}

function monthlyOf(month: string | undefined, fromMonth: boolean): Found | undefined {
  if (!month) return undefined
  const [first, last] = [`${month}-01`, lastDayOf(month)]
  return { absolute: longMonth(month), start: first, end: last, precision: 'month', fromMonth }
}

function rangeOf(first: string, last: string, fromMonth: boolean): Found | undefined {
  if (first >= last) return undefined
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7)
  const isOneYear = first.slice(0, 4) === last.slice(0, 4)
  const from = isOneMonth
    ? String(Number(first.slice(8)))
    : isOneYear
      ? longDay(first).slice(0, -5)
      : longDay(first)
  return {
    absolute: `${from} to ${longDay(last)}`,
    start: first,
    end: last,
    precision: 'range',
    fromMonth,
  }
}

/** "Tuesday 3 November 2020" */
export const dayWithWeekday = (day: string): string =>
  `${weekdayNames[weekdayOfDay(day) - 1]} ${longDay(day)}`
