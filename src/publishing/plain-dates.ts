import { monthNames } from './calendar-words.ts'

/** Days as "2020-10-01" and months as "2020-10": dates of texts, without a clock or a time zone. */
export const monthFormat = /^\d{4}-(?:0[1-9]|1[0-2])$/

const two = (number: number): string => String(number).padStart(2, '0')

/** The day, or undefined where the calendar has none (31 November). */
export function dayFrom(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal && year >= 1900 && year <= 2200 ? `${year}-${two(month)}-${two(day)}` : undefined
}

export const monthFrom = (year: number, month: number): string => `${year}-${two(month)}`

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
const iso = (date: Date): string => date.toISOString().slice(0, 10)

export function addDays(day: string, days: number): string {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + days)
  return iso(date)
}

/** Months later, on the same day of the month or the last that it has. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = [
    Number(day.slice(0, 4)),
    Number(day.slice(5, 7)),
    Number(day.slice(8)),
  ]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${iso(first).slice(0, 8)}${two(Math.min(date, last))}`
}

export const monthAfter = (month: string, months: number): string =>
  addMonths(`${month}-01`, months).slice(0, 7)

export const lastDayOf = (month: string): string => addDays(`${monthAfter(month, 1)}-01`, -1)

/** 1 (Monday) to 7. */
export const weekdayOfDay = (day: string): number => ((utc(day).getUTCDay() + 6) % 7) + 1

export const daysBetween = (from: string, to: string): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)

/** "1 October 2020" */
export const longDay = (day: string): string =>
  `${Number(day.slice(8))} ${longMonth(day.slice(0, 7))}`

/** "October 2020" */
export const longMonth = (month: string): string =>
  `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
