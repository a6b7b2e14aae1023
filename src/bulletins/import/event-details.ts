import type { FoundDate } from './found-dates.ts'
import { sentencesIn } from './listed-words.ts'

/** What an item about an event tells. */
export type EventDetails = {
  startsOn: string | null
  endsOn: string | null
  startTime: string | null
  endTime: string | null
  venue: string | null
  /** The last day to book or reply. */
  bookBy: string | null
}

/** What an item tells of an event: its day and times, the place, and until when to book. */
export function eventDetails({ text, dates }: { text: string; dates: FoundDate[] }): EventDetails {
  const known = dates.filter(
    ({ start, precision }) => start !== null && (precision === 'day' || precision === 'range'),
  )
  const deadline = known.find((date) => isDeadline(text, date))
  const day =
    known.find((date) => date !== deadline && date.startTime) ??
    known.find((date) => date !== deadline)
  return {
    startsOn: day?.start ?? null,
    endsOn: day?.end ?? null,
    startTime: day?.startTime ?? null,
    endTime: day?.endTime ?? null,
    venue: venueOf(text),
    bookBy: deadline?.start ?? null,
  }
}

const isDeadline = (text: string, date: FoundDate): boolean =>
  /\b(?:deadline|closing date|rsvp|closes?|closing|bookings? opens?)\b[^.\n]{0,30}$|\b(?:by|before|no later than)\s+(?:(?:the|noon|midday|end|of|on|\d[\w.:]*)\s+)*$/i.test(
    text.slice(Math.max(0, date.at - 45), date.at),
  )

function venueOf(text: string): string | null {
  const labelled = /^(?:venue|where|location|place|lleoliad)\s*[:–-]\s*([^\n]{3,120})/im.exec(
    text,
  )?.[1]
  if (labelled) return labelled.trim().replace(/[.;]$/, '')
  const online =
    /\b(?:via|on|over|by|using)\s+((?:Microsoft\s+|MS\s+)?(?:Teams|Zoom|Webex))\b/i.exec(text)?.[1]
  if (online) return online
  const place =
    /\b(?:at|to|in)\s+((?:the\s+)?\p{Lu}[\p{L}'’&-]*(?:\s+(?:\p{Lu}[\p{L}'’&-]*|of|and|the))*\s+(?:Hall|Centre|Hotel|House|College|School|Church|Library|Theatre|Stadium|Offices?|Club|Museum|Room|Campus|Rooms|Academy|Hub|Racecourse|Ground|Park|Theatre|Barn|Rooms|Chambers|Institute|Station)(?:,\s+\p{Lu}[\p{L}'’-]+)?)/u
  return (
    sentencesIn(text)
      .map(({ text: s }) => place.exec(s)?.[1])
      .find(Boolean) ?? null
  )
}
