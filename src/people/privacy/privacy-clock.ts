/**
 * The clocks of the law, in calendar dates of the United Kingdom.
 *
 * A request about one's data is answered within one month of its receipt, which two further months can extend when it
 * is complex or one of many; the person is told of the extension and its reason within the first month (UK GDPR
 * article 12(3)). The Information Commissioner counts from the day of receipt to the same day of the next month, or its
 * last day where it has no such day (secondary source: published guidance as cited by others). Where that is a weekend
 * or bank holiday the next working day would do; Cairn shows the earlier day, which is never too late.
 *
 * A complaint is acknowledged "within the period of 30 days beginning when the complaint is received" (Data Protection
 * Act 2018 section 164A, put there by the Data (Use and Access) Act 2025 section 103, in force from 19 June 2026 by a
 * secondary source): the day of receipt is the first of the 30. It is answered "without undue delay"; the month that
 * Cairn shows there is an aim of its own.
 */

export type Clocks = { acknowledgeBy: string; answerBy: string }

/** The clocks of something received on this day (YYYY-MM-DD). */
export function clocksFrom(receivedOn: string): Clocks {
  return { acknowledgeBy: addDays(receivedOn, 29), answerBy: addMonths(receivedOn, 1) }
}

/** The last day for an answer once the time is extended: two further months. */
export function extendedAnswerBy(receivedOn: string): string {
  return addMonths(receivedOn, 3)
}

/** The same day so many months later, or the last day of a month that is too short. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const count = year * 12 + month - 1 + months
  const [newYear, newMonth] = [Math.floor(count / 12), count % 12]
  const days = daysIn(newYear, newMonth + 1)
  return [newYear, newMonth + 1, Math.min(day, days)]
    .map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0'))
    .join('-')
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days)
}

/** Days from one date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

export type ClockTone = 'overdue' | 'soon' | 'running' | 'stopped'

/** A clock as people read it; the words say everything that a colour says. */
export type ShownClock = {
  dueOn: string | null
  daysLeft: number | null
  tone: ClockTone
  words: string
}

/** Days before the end from which on officers are reminded. */
export const soonDays = 7

/** What is due next, or that nothing is. */
export function nextClock(
  request: {
    isOpen: boolean
    acknowledgeBy: string
    acknowledgedAt: Date | null
    answerBy: string
  },
  today: string,
): ShownClock {
  if (!request.isOpen) return { dueOn: null, daysLeft: null, tone: 'stopped', words: 'Ended' }
  const isAcknowledged = request.acknowledgedAt !== null
  const dueOn =
    isAcknowledged || request.answerBy < request.acknowledgeBy
      ? request.answerBy
      : request.acknowledgeBy
  const what = dueOn === request.acknowledgeBy && !isAcknowledged ? 'Acknowledge' : 'Answer'
  const daysLeft = daysBetween(today, dueOn)
  if (daysLeft < 0)
    return { dueOn, daysLeft, tone: 'overdue', words: `${what}: ${daysText(-daysLeft)} overdue` }
  const words = daysLeft === 0 ? `${what} today` : `${what}: ${daysText(daysLeft)} left`
  return { dueOn, daysLeft, tone: daysLeft <= soonDays ? 'soon' : 'running', words }
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const dayMs = 24 * 3600_000

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs)
}

function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}
