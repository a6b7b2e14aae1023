/** Where the time comes from. Tests give their own. */
export type Clock = { now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock for tests and benchmarks: stands still until it is moved. */
export function steppedClock(
  start: string,
): Clock & { set: (instant: string) => void; advance: (ms: number) => void } {
  let current = new Date(start)
  return {
    now: () => current,
    set: (instant) => {
      current = new Date(instant)
    },
    advance: (ms) => {
      current = new Date(current.getTime() + ms)
    },
  }
}

// Made once: to make one takes far longer than to use it, and some requests ask for many dates.
const ukDates = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

/** The calendar date in the United Kingdom at an instant, as YYYY-MM-DD. */
export function ukDate(instant: Date): string {
  return ukDates.format(instant)
}
