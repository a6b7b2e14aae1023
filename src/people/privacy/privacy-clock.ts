import { addDays, addMonths, daysBetween } from '../../platform/calendar-days.ts'

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
