import type { CourseSession } from './course-queries.ts'

export type CalendarEvent = Pick<
  CourseSession,
  'id' | 'startsAt' | 'endsAt' | 'place' | 'cancelledAt' | 'sequence' | 'changedAt'
> & { title: string; address: string }

/**
 * An iCalendar file (RFC 5545) in the time zone Europe/London, so that a session keeps its hour in
 * every calendar when the clocks change. `host` makes the identifiers unique in the world.
 */
export function sessionCalendar(name: string, host: string, events: CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cairn//Training//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Europe/London',
    ...londonTime,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${event.id}@${host}`,
      `SEQUENCE:${event.sequence}`,
      `DTSTAMP:${utc(event.changedAt)}`,
      `LAST-MODIFIED:${utc(event.changedAt)}`,
      `DTSTART;TZID=Europe/London:${london(event.startsAt)}`,
      `DTEND;TZID=Europe/London:${london(event.endsAt)}`,
      `SUMMARY:${escaped(event.title)}`,
      `LOCATION:${escaped(event.place)}`,
      `URL:${event.address}`,
      `STATUS:${event.cancelledAt ? 'CANCELLED' : 'CONFIRMED'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

// The rules since 1996: the last Sundays of March and October at 1:00 UTC.
const londonTime = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:BST',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** "20201117T133000Z" */
function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** The clock on the wall in London: "20201117T133000". */
function london(instant: Date): string {
  const wall = instant.toLocaleString('sv-SE', { timeZone: 'Europe/London' })
  return wall.replaceAll(/[-:]/g, '').replace(' ', 'T')
}

function escaped(words: string): string {
  return words.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n')
}

/** Lines have at most 75 octets; the next begins with a space. A character is never cut in two. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    const limit = parts.length === 0 ? 75 : 74
    if (Buffer.byteLength(part + character) > limit) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].join('\r\n ')
}
