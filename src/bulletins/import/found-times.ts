/** "10:00", where a date's sentence says a time. */
export type SaidTimes = { startTime?: string; endTime?: string }

/** A date where it stands in the text. */
type PlacedDate = { text: string; at: number; start: string | null; precision: string }

const clock = String.raw`(\d{1,2})(?:[.:](\d{2}))?\s*([ap]\.?m\.?|noon|midday)?`
const timeRange = new RegExp(
  String.raw`(?<![\d/.:£])${clock}\s*(?:-|–|—|to|until|till)\s*${clock}(?![\d/%]|\p{L})`,
  'giu',
)
const timeAlone =
  /(?<![\d/.:£])(?:(\d{1,2})(?:[.:](\d{2}))?\s*([ap]\.?m\.?|noon|midday)|([01]?\d|2[0-3]):([0-5]\d))(?![\d/%]|\p{L})/giu

/** The times said in the date's sentence or right after it, when no other date stands between. */
export function timesNear(text: string, date: PlacedDate, all: readonly PlacedDate[]): SaidTimes {
  if (date.precision !== 'day') return {}
  const [from, to] = [date.at, date.at + date.text.length]
  const others = all.filter((other) => other.at !== date.at && other.start !== date.start)
  const before = text.slice(
    Math.max(0, from - 80, ...others.filter((o) => o.at < from).map((o) => o.at + o.text.length)),
    from,
  )
  const after = text.slice(
    to,
    Math.min(to + 100, ...others.filter((o) => o.at > to).map((o) => o.at)),
  )
  const near = `${/[^\n]*$/
    .exec(before)![0]
    .split(/[.!?]\s+(?=\p{Lu})/u)
    .at(-1)!} ; ${withTimeLine(after)}`
  return firstTimes(near)
}

/** Up to the end of the sentence, and on where the next words are "Time: 10am". */
function withTimeLine(after: string): string {
  const end = /[.!?]\s+(?=\p{Lu})|\n/u.exec(after)
  if (!end) return after
  const rest = after.slice(end.index + end[0].length)
  return /^\s*(?:times?|amser|from|at)\b/i.test(rest)
    ? `${after.slice(0, end.index)} ${withTimeLine(rest)}`
    : after.slice(0, end.index)
}

function firstTimes(near: string): SaidTimes {
  for (const match of near.matchAll(timeRange)) {
    const end = timeOf(match[4]!, match[5], match[6])
    const begin = timeOf(match[1]!, match[2], match[3] ?? halfOf(match[1]!, match[4]!, match[6]))
    const hasMark = [match[2], match[3], match[5], match[6]].some((mark) => mark !== undefined)
    if (hasMark && begin && end && begin < end) return { startTime: begin, endTime: end }
  }
  for (const match of near.matchAll(timeAlone)) {
    const begin = timeOf((match[1] ?? match[4])!, match[2] ?? match[5], match[3])
    if (begin) return { startTime: begin }
  }
  return {}
}

/** "3, 10 and 17 November at 2pm": what is said of the last is said of all. */
export function withSharedTimes<Dated extends PlacedDate & SaidTimes>(
  dates: readonly Dated[],
  text: string,
): Dated[] {
  return dates.reduceRight<Dated[]>((later, date) => {
    const next = later[0]
    const between = next ? text.slice(date.at + date.text.length, next.at) : ''
    const isShared =
      next?.startTime &&
      !date.startTime &&
      date.precision === 'day' &&
      /^\s*(?:,|and|&|or|,\s*and)?\s*$/i.test(between)
    const times = isShared
      ? { startTime: next.startTime!, ...(next.endTime ? { endTime: next.endTime } : {}) }
      : {}
    return [{ ...date, ...times }, ...later]
  }, [])
}

/** "2-4pm" begins in the afternoon, "10-1pm" in the morning. */
const halfOf = (from: string, to: string, half: string | undefined): string | undefined =>
  half && Number(from) < Number(to) && Number(to) !== 12
    ? half
    : half && /^p/i.test(half)
      ? 'am'
      : half

function timeOf(hour: string, minute = '00', half?: string): string | undefined {
  let hours = Number(hour)
  if (half && /^p/i.test(half) && hours < 12) hours += 12
  if (half && /^a/i.test(half) && hours === 12) hours = 0
  return hours < 24 && Number(minute) < 60
    ? `${String(hours).padStart(2, '0')}:${minute}`
    : undefined
}
