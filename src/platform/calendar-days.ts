/** Counting with calendar dates ("2020-10-01"), which have no time zone. */

const dayMs = 24 * 3600_000

/** The date so many days later; earlier where the number is negative. */
export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * dayMs).toISOString().slice(0, 10)
}

/** The first day on which something that has this last day is over. */
export function dayAfter(date: string): string {
  return addDays(date, 1)
}

/** The last day of something that ends with the first day after. */
export function dayBefore(date: string): string {
  return addDays(date, -1)
}

/** The same day so many months later, or the last day of a month that is too short. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`
}

/** Days from one date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs)
}
