import { z } from 'zod'
import { addDays } from '../platform/calendar-days.ts'
import { listed } from '../ui/counts-and-lists.ts'
import { isBankHoliday, type Nation } from './bank-holidays.ts'

/** Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** Times of a clock on a wall in the United Kingdom, "08:30"; "24:00" is the end of the day. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const weekday = z.union([1, 2, 3, 4, 5, 6, 7].map((day) => z.literal(day as Weekday)))

/** When somebody answers. */
export const RouteHours = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always') }),
  z.object({
    kind: z.literal('weekly'),
    /** A period that closes before it opens goes on past midnight. */
    periods: z
      .array(z.object({ days: z.array(weekday).min(1), opens: clockTime, closes: clockTime }))
      .min(1),
    onBankHolidays: z.enum(['closed', 'as-usual']),
    /** Other days on which it is closed. */
    closedOn: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).default([]),
  }),
  z.object({ kind: z.literal('when-closed'), routeKey: z.string() }),
  z.object({ kind: z.literal('published-elsewhere') }),
])
export type RouteHours = z.output<typeof RouteHours>
type WeeklyHours = Extract<RouteHours, { kind: 'weekly' }>

type WithHours = { key: string; hours: RouteHours; nation: Nation | null }

/** A wall-clock moment in the United Kingdom. */
export type WallTime = { date: string; minute: number }

export type Openness =
  | { state: 'open'; until: WallTime | null }
  | { state: 'closed'; opensAt: WallTime | null }
  | { state: 'unknown' }

/** Whether somebody answers now, and until or from when. `routes` are those that hold today, for hours that depend on another's. */
export function opennessOf(route: WithHours, routes: WithHours[], now: Date): Openness {
  const { hours } = route
  if (hours.kind === 'always') return { state: 'open', until: null }
  if (hours.kind === 'published-elsewhere') return { state: 'unknown' }
  const wall = wallTimeOf(now)
  if (hours.kind === 'weekly') {
    const spells = spellsOf(hours, route.nation ?? 'england', wall.date)
    const current = spells.find((spell) => spell.from <= key(wall) && key(wall) < spell.to)
    if (current) {
      // Seven days without a gap: there is no closing time to speak of.
      const isEndless = current.to > addDays(wall.date, 8)
      return { state: 'open', until: isEndless ? null : wallOf(current.to) }
    }
    const next = spells.find((spell) => spell.from > key(wall))
    return { state: 'closed', opensAt: next ? wallOf(next.from) : null }
  }
  const other = routes.find(({ key }) => key === hours.routeKey)
  if (!other || other.hours.kind === 'when-closed') return { state: 'unknown' }
  const opposite = opennessOf(other, routes, now)
  if (opposite.state === 'open') return { state: 'closed', opensAt: opposite.until }
  if (opposite.state === 'closed') return { state: 'open', until: opposite.opensAt }
  return opposite
}

/** The date and minute that clocks in the United Kingdom show. */
function wallTimeOf(instant: Date): WallTime {
  const parts = Object.fromEntries(
    londonClock.formatToParts(instant).map(({ type, value }) => [type, value]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  }
}

const londonClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

// Moments as text that sorts: "2020-10-20 0540".
const key = ({ date, minute }: WallTime): string => `${date} ${String(minute).padStart(4, '0')}`
const wallOf = (text: string): WallTime => ({
  date: text.slice(0, 10),
  minute: Number(text.slice(11)),
})

/** The times it is open from yesterday to two weeks ahead, in order; spells that touch are one. */
function spellsOf(
  hours: WeeklyHours,
  nation: Nation,
  today: string,
): { from: string; to: string }[] {
  const spells: { from: string; to: string }[] = []
  for (let ahead = -1; ahead <= 15; ahead += 1) {
    const date = addDays(today, ahead)
    if (hours.closedOn.includes(date)) continue
    if (hours.onBankHolidays === 'closed' && isBankHoliday(date, nation)) continue
    for (const { opens, closes } of hours.periods.filter(({ days }) =>
      days.includes(dayOf(date)),
    )) {
      const end = minutes(closes) > minutes(opens) ? date : addDays(date, 1)
      const to =
        minutes(closes) === 1440
          ? { date: addDays(date, 1), minute: 0 }
          : { date: end, minute: minutes(closes) }
      spells.push({ from: key({ date, minute: minutes(opens) }), to: key(to) })
    }
  }
  spells.sort((one, other) => one.from.localeCompare(other.from))
  return spells.reduce<typeof spells>((joined, spell) => {
    const last = joined.at(-1)
    if (last && spell.from <= last.to) last.to = spell.to > last.to ? spell.to : last.to
    else joined.push({ ...spell })
    return joined
  }, [])
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const dayOf = (date: string): Weekday =>
  (((new Date(`${date}T12:00Z`).getUTCDay() + 6) % 7) + 1) as Weekday

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** "Monday to Thursday, 8am to 5pm. Friday, 8am to 4:30pm. Closed on bank holidays." Empty where nothing is known. */
export function describeHours(route: WithHours, routes: (WithHours & { name: string })[]): string {
  const { hours } = route
  switch (hours.kind) {
    case 'always':
      return 'Every day, day and night.'
    case 'published-elsewhere':
      return 'Its opening hours are on its own website.'
    case 'when-closed': {
      const other = routes.find(({ key }) => key === hours.routeKey)
      return other
        ? `Whenever ${other.name} is closed: evenings, nights, weekends and bank holidays.`
        : ''
    }
    case 'weekly':
      return [
        ...hours.periods.map(
          ({ days, opens, closes }) =>
            `${describeDays(days)}, ${describeTime(minutes(opens))} to ${describeTime(minutes(closes))}.`,
        ),
        hours.onBankHolidays === 'closed' ? 'Closed on bank holidays.' : 'Bank holidays too.',
      ].join(' ')
  }
}

function describeDays(days: Weekday[]): string {
  const sorted = days.toSorted((one, other) => one - other)
  const first = sorted[0]!
  const last = sorted.at(-1)!
  if (sorted.length === 7) return 'Every day'
  if (sorted.length > 2 && last - first === sorted.length - 1)
    return `${dayNames[first - 1]} to ${dayNames[last - 1]}`
  return listed(sorted.map((day) => dayNames[day - 1]!))
}

/** "8am", "4:30pm", "midday", "midnight". */
function describeTime(minute: number): string {
  if (minute % 1440 === 0) return 'midnight'
  if (minute === 720) return 'midday'
  const hour = Math.floor(minute / 60)
  const past = minute % 60
  return `${hour % 12 || 12}${past ? `:${String(past).padStart(2, '0')}` : ''}${hour < 12 ? 'am' : 'pm'}`
}

/** "at 5pm", "tomorrow at 8am", "on Monday at 8am", "on Tuesday 29 December at 8am", seen from `now`. */
export function describeMoment(moment: WallTime, now: Date): string {
  const today = wallTimeOf(now).date
  // The end of today is midnight, not tomorrow at midnight.
  if (moment.minute === 0 && moment.date === addDays(today, 1)) return 'at midnight'
  const at = `at ${describeTime(moment.minute)}`
  if (moment.date === today) return at
  if (moment.date === addDays(today, 1)) return `tomorrow ${at}`
  const name = dayNames[dayOf(moment.date) - 1]!
  if (moment.date < addDays(today, 7)) return `on ${name} ${at}`
  const day = new Date(`${moment.date}T12:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  return `on ${name} ${day} ${at}`
}
