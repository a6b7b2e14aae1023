export type ClockTime = { hour: number; minute: number }

/**
 * A time of day as people type it: "9am", "9.30 am", "12:15pm", "14:00", "0930", "midday",
 * "midnight". Null when it is none. A bare number ("9") could mean either half of the day: null.
 */
export function readClockTime(typed: string): ClockTime | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, '')
  if (text === 'midday' || text === 'noon') return { hour: 12, minute: 0 }
  if (text === 'midnight') return { hour: 0, minute: 0 }
  const half = /^(\d{1,2})(?:[:.](\d{2}))?([ap])\.?m\.?$/.exec(text)
  if (half) {
    const [hour, minute] = [Number(half[1]), Number(half[2] ?? 0)]
    if (hour < 1 || hour > 12 || minute > 59) return null
    return { hour: (hour % 12) + (half[3] === 'p' ? 12 : 0), minute }
  }
  const whole = /^(\d{1,2})[:.](\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text)
  if (!whole) return null
  const [hour, minute] = [Number(whole[1]), Number(whole[2])]
  return hour > 23 || minute > 59 ? null : { hour, minute }
}

export type UkInstant =
  | { ok: true; instant: Date }
  /** `skipped`: the clocks went forward over it. `repeated`: the clocks went back, it came twice. */
  | { ok: false; reason: 'skipped' | 'repeated' }

/** The instant at which clocks in the United Kingdom show a date (YYYY-MM-DD) and a time. */
export function instantOfUkTime(date: string, time: ClockTime): UkInstant {
  const wall = `${date}T${two(time.hour)}:${two(time.minute)}`
  // British Summer Time is one hour ahead of Greenwich, and never anything else since 1972.
  const candidates = [0, 1]
    .map((hoursAhead) => new Date(new Date(`${wall}Z`).getTime() - hoursAhead * 3600_000))
    .filter((instant) => ukWallTime(instant) === wall)
  const [instant, another] = candidates
  if (!instant) return { ok: false, reason: 'skipped' }
  return another ? { ok: false, reason: 'repeated' } : { ok: true, instant }
}

/** What a clock in the United Kingdom shows, as YYYY-MM-DDTHH:MM. */
export function ukWallTime(instant: Date): string {
  return formatter.format(instant).replace(', ', 'T')
}

const formatter = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const two = (number: number): string => String(number).padStart(2, '0')
