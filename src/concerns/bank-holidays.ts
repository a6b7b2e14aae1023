import { addDays } from '../platform/calendar-days.ts'

export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland'

/**
 * Whether a calendar date (YYYY-MM-DD) is a bank holiday in a nation. Source: the Banking and Financial Dealings Act
 * 1971, schedule 1, with the days that custom and proclamation add or move. A day proclaimed after this was written
 * is not known here: a route can name it as a day on which it is closed.
 */
export function isBankHoliday(date: string, nation: Nation): boolean {
  return bankHolidays(Number(date.slice(0, 4)), nation).has(date)
}

const years = new Map<string, Set<string>>()

function bankHolidays(year: number, nation: Nation): Set<string> {
  const key = `${nation} ${year}`
  const known = years.get(key)
  if (known) return known
  const easter = easterSunday(year)
  const moved = movedOrAdded[year]
  const days = [
    ...christmasAndNewYear(year, nation),
    addDays(easter, -2),
    moved?.earlyMay ?? mondayFrom(`${year}-05-01`),
    moved?.spring ?? mondayFrom(`${year}-05-25`),
    ...(moved?.added ?? []),
    ...(nation === 'scotland'
      ? [mondayFrom(`${year}-08-01`), onWeekday(`${year}-11-30`)]
      : [addDays(easter, 1), mondayFrom(`${year}-08-25`)]),
    ...(nation === 'northern-ireland'
      ? [onWeekday(`${year}-03-17`), onWeekday(`${year}-07-12`)]
      : []),
  ]
  const made = new Set(days)
  years.set(key, made)
  return made
}

// Proclamations: VE Day 2020, the Platinum Jubilee and a state funeral 2022, a coronation 2023.
const movedOrAdded: Record<number, { earlyMay?: string; spring?: string; added?: string[] }> = {
  2020: { earlyMay: '2020-05-08' },
  2022: { spring: '2022-06-02', added: ['2022-06-03', '2022-09-19'] },
  2023: { added: ['2023-05-08'] },
}

/** Each moves to the next weekday that is free. */
function christmasAndNewYear(year: number, nation: Nation): string[] {
  const days: Record<number, [number, number]> = { 5: [25, 28], 6: [27, 28], 0: [26, 27] }
  const christmas = days[weekday(`${year}-12-25`)] ?? [25, 26]
  const newYear = onWeekday(`${year}-01-01`)
  const second = onWeekday(`${year}-01-02`)
  return [
    ...christmas.map((day) => `${year}-12-${day}`),
    newYear,
    ...(nation === 'scotland' ? [second === newYear ? addDays(second, 1) : second] : []),
  ]
}

const weekday = (date: string): number => new Date(`${date}T12:00Z`).getUTCDay()

/** The first Monday on or after a date. */
const mondayFrom = (date: string): string => addDays(date, (8 - weekday(date)) % 7)

/** The date itself, or the Monday after a weekend. */
function onWeekday(date: string): string {
  const day = weekday(date)
  return day === 6 ? addDays(date, 2) : day === 0 ? addDays(date, 1) : date
}

/** The Gregorian computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
