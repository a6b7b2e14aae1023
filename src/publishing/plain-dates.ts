import { addDays, addMonths } from '../platform/calendar-days.ts'
import { monthNames } from './calendar-words.ts'

/** Days as "2020-10-01" and months as "2020-10": dates of texts, without a clock or a time zone. */

/** What a month is written like. */
export const monthFormat = /^\d{4}-(?:0[1-9]|1[0-2])$/

const two = (number: number): string => String(number).padStart(2, '0')

/** The day, or undefined where the calendar has none (31 November). */
export function dayFrom(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal && year >= 1900 && year <= 2200 ? `${year}-${two(month)}-${two(day)}` : undefined
}

/** "2020-10" of 2020 and 10. */
export const monthFrom = (year: number, month: number): string => `${year}-${two(month)}`

/** The month so many months later. */
export const monthAfter = (month: string, months: number): string =>
  addMonths(`${month}-01`, months).slice(0, 7)

/** The last day of a month. */
export const lastDayOf = (month: string): string => addDays(`${monthAfter(month, 1)}-01`, -1)

/** 1 (Monday) to 7. */
export const weekdayOfDay = (day: string): number =>
  ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

/** "1 October 2020" */
export const longDay = (day: string): string =>
  `${Number(day.slice(8))} ${longMonth(day.slice(0, 7))}`

/** "October 2020" */
export const longMonth = (month: string): string =>
  `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
