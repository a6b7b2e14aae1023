import { dayBefore } from '../platform/calendar-days.ts'
import type { Language } from './words/words.ts'

/**
 * Dates and times as people in the United Kingdom write them. A calendar date is a string
 * `2020-10-01` and has no time zone; an instant is a `Date` or a string with a time, shown as the
 * clock on the wall in London showed it.
 */
export type CalendarDate = string
export type Instant = Date | string

/** "until 30 September 2020", of what has ended by the first day after: 1 October */
export function formatUntil(validTo: CalendarDate): string {
  return `until ${formatDate(dayBefore(validTo))}`
}

/** "1 October 2020" */
export function formatDate(date: CalendarDate | Date, language: Language = 'en'): string {
  return format(date, language, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** "Thursday 1 October 2020" */
export function formatDateWithDay(date: CalendarDate | Date, language: Language = 'en'): string {
  return `${format(date, language, { weekday: 'long' })} ${formatDate(date, language)}`
}

/** "October 2020" */
export function formatMonth(date: CalendarDate | Date, language: Language = 'en'): string {
  return format(date, language, { month: 'long', year: 'numeric' })
}

/** "1 to 3 October 2020", "28 September to 2 October 2020", "20 December 2020 to 4 January 2021" */
export function formatDateRange(
  from: CalendarDate | Date,
  to: CalendarDate | Date,
  language: Language = 'en',
): string {
  const last = formatDate(to, language)
  const first = formatDate(from, language)
  if (first === last) return last
  const [firstDay, firstMonth, firstYear] = first.split(' ')
  const [, lastMonth, lastYear] = last.split(' ')
  const joint = language === 'cy' ? 'i' : 'to'
  if (firstYear !== lastYear) return `${first} ${joint} ${last}`
  if (firstMonth !== lastMonth) return `${firstDay} ${firstMonth} ${joint} ${last}`
  return `${firstDay} ${joint} ${last}`
}

/** "9am", "12:15pm", "midday", "midnight" in London. */
export function formatTime(instant: Instant, language: Language = 'en'): string {
  const [hour, minute] = clockInLondon(instant)
  if (minute === 0 && hour === 0) return language === 'cy' ? 'hanner nos' : 'midnight'
  if (minute === 0 && hour === 12) return language === 'cy' ? 'hanner dydd' : 'midday'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** "1pm to 3:30pm" */
export function formatTimeRange(from: Instant, to: Instant, language: Language = 'en'): string {
  const joint = language === 'cy' ? 'i' : 'to'
  return `${formatTime(from, language)} ${joint} ${formatTime(to, language)}`
}

/** "1 October 2020 at 1pm" */
export function formatDateTime(instant: Instant, language: Language = 'en'): string {
  const joint = language === 'cy' ? 'am' : 'at'
  return `${formatDate(new Date(instant), language)} ${joint} ${formatTime(instant, language)}`
}

/** The calendar date on which an instant fell in London, for `<time datetime>` and date fields. */
export function calendarDateOf(instant: Instant): CalendarDate {
  const parts = formatter('en', { day: '2-digit', month: '2-digit', year: 'numeric' })
    .formatToParts(new Date(instant))
    .map(({ type, value }) => [type, value])
  const { year, month, day } = Object.fromEntries(parts) as Record<string, string>
  return `${year}-${month}-${day}`
}

/**
 * The date typed into three fields: a calendar date, `''` when all are empty, and `null` when it is
 * no real date. Months may be numbers or English names ("10", "oct", "October").
 */
export function readDateParts(parts: {
  day: string
  month: string
  year: string
}): CalendarDate | null {
  const [day, month, year] = [parts.day, parts.month, parts.year].map((part) => part.trim()) as [
    string,
    string,
    string,
  ]
  if (!day && !month && !year) return ''
  const monthNumber = /^\d{1,2}$/.test(month) ? Number(month) : monthByName(month)
  if (!/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year) || !monthNumber) return null
  const date = new Date(Date.UTC(Number(year), monthNumber - 1, Number(day)))
  // JavaScript takes the years 0 to 99 for those of the last century.
  const isReal =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === monthNumber - 1 &&
    date.getUTCDate() === Number(day)
  return isReal ? date.toISOString().slice(0, 10) : null
}

/** The three fields for a calendar date. */
export function datePartsOf(date: CalendarDate): { day: string; month: string; year: string } {
  const [year = '', month = '', day = ''] = date.split('-')
  return { day: day && String(Number(day)), month: month && String(Number(month)), year }
}

const monthNames =
  'january february march april may june july august september october november december'.split(' ')

function monthByName(name: string): number {
  if (name.length < 3) return 0
  return monthNames.findIndex((month) => month.startsWith(name.toLowerCase())) + 1
}

function clockInLondon(instant: Instant): [hour: number, minute: number] {
  const [hour, minute] = formatter('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .format(new Date(instant))
    .split(':')
  return [Number(hour), Number(minute)]
}

// A calendar date is put at noon, so that no time zone can move it to another day.
function format(
  date: CalendarDate | Date,
  language: Language,
  options: Intl.DateTimeFormatOptions,
): string {
  const instant =
    date instanceof Date ? date : new Date(date.length === 10 ? `${date}T12:00Z` : date)
  return formatter(language, options).format(instant)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language === 'cy' ? 'cy-GB' : 'en-GB', {
    ...options,
    timeZone: 'Europe/London',
  })
  formatters.set(key, made)
  return made
}
