import { monthOf, monthPattern } from '../../publishing/calendar-words.ts'
import { longMonth, monthAfter, monthFrom } from '../../publishing/plain-dates.ts'
import { findDates } from './found-dates.ts'
import { isText } from './source-pieces.ts'
import type { Piece } from './source-pieces.ts'

/** Which month a bulletin is of, and the sentence that says how it is known. */
export type BulletinMonth = { month: string; reason: string; isCertain: boolean }

/**
 * Reads the month from, in this order: the title and first lines, the mail's subject, the file's
 * name, the day the mail was sent, the dates of the items.
 */
export function readMonth(source: {
  pieces: Piece[]
  subject: string | undefined
  pageTitle: string | undefined
  sentOn: string | undefined
  fileName: string
}): BulletinMonth | undefined {
  const texts = source.pieces.filter(isText).map(({ text }) => text)
  const head = texts
    .slice(0, 6)
    .find((text) => text.length <= 160 && monthIn(text) && isMasthead(text))
  if (head) return certain(monthIn(head)!, `The first lines say “${short(head)}”.`)
  const said = [source.subject, source.pageTitle].find((title) => title && monthIn(title))
  if (said) return certain(monthIn(said)!, `Its title says “${short(said)}”.`)
  const named = monthInFileName(source.fileName)
  if (named) return checked(named, `The file’s name is “${short(source.fileName)}”`, texts)
  if (source.sentOn) {
    const month = source.sentOn.slice(0, 7)
    return checked(month, `The e-mail was sent in ${longMonth(month)}`, texts)
  }
  return fromItems(texts)
}

const certain = (month: string, reason: string): BulletinMonth => ({
  month,
  reason,
  isCertain: true,
})

/** What stands outside the text is not certain where no day in it is near: a file may be named, a mail forwarded later. */
function checked(month: string, reason: string, texts: string[]): BulletinMonth {
  const dated = daysIn(texts)
  const isNear = ({ start }: DatedWords): boolean =>
    start.slice(0, 7) >= monthAfter(month, -1) && start.slice(0, 7) <= monthAfter(month, 6)
  const [other] = dated
  if (!other || dated.some(isNear)) return certain(month, `${reason}.`)
  return {
    month,
    reason: `${reason}, but an item says “${short(other.words)}”.`,
    isCertain: false,
  }
}

const short = (text: string): string =>
  text.length > 80 ? `${text.slice(0, 79)}…` : text.replace(/\s+/g, ' ')

const monthYear = new RegExp(
  String.raw`(?<![\p{L}])(${monthPattern})\.?,?\s+((?:19|20)\d{2})`,
  'iu',
)

function monthIn(text: string): string | undefined {
  const found = monthYear.exec(text)
  if (found) return monthFrom(Number(found[2]), monthOf(found[1]!)!)
  const day = findDates(text, undefined).find(
    ({ precision, start }) => precision === 'day' && start,
  )
  return day?.start?.slice(0, 7)
}

/** "Newsletter October 2020", "Issue 12 | 5 November 2020", "October 2020": no sentence about something. */
const isMasthead = (text: string): boolean =>
  /news|bulletin|issue|edition|update|briefing|round-?up|digest|bwletin|cylchlythyr|rhifyn|vol(?:ume)?\b/i.test(
    text,
  )
    ? !/\b(?:launched|held|published|will|from)\b/i.test(text)
    : text.replace(monthYear, '').replace(/[^\p{L}]/gu, '').length <= 40 &&
      !/[.!?]\s|\b(?:on|by|from|until|before)\b/i.test(text)

function monthInFileName(fileName: string): string | undefined {
  const name = fileName.replace(/\.[^.]*$/, '').replace(/[_-]+/g, ' ')
  const numbers =
    /(?<!\d)((?:19|20)\d{2})\s?(0[1-9]|1[0-2])(?:\s?(?:0[1-9]|[12]\d|3[01]))?(?!\d)/.exec(name)
  if (numbers) return monthFrom(Number(numbers[1]), Number(numbers[2]))
  const reversed = /(?<!\d)(?:\d{1,2} )?(0?[1-9]|1[0-2])[ .]((?:19|20)\d{2})(?!\d)/.exec(name)
  const words = new RegExp(
    String.raw`(?<![\p{L}])(${monthPattern})\s?((?:19|20)?\d{2})(?!\d)`,
    'iu',
  ).exec(name)
  if (words)
    return monthFrom(
      Number(words[2]!.length === 2 ? `20${words[2]}` : words[2]),
      monthOf(words[1]!)!,
    )
  return reversed ? monthFrom(Number(reversed[2]), Number(reversed[1])) : undefined
}

const past =
  /\b(?:launched|was|were|has|have|had|went|took place|published|held|announced|started|began|opened|since)\b/i

/**
 * Items report what was and announce what comes: the month is that of the last day in the past, or
 * else of the first day to come.
 */
function fromItems(texts: string[]): BulletinMonth | undefined {
  const dated = daysIn(texts)
  const behind = dated
    .filter(({ words }) => past.test(words))
    .toSorted((a, b) => (a.start < b.start ? 1 : -1))
  const ahead = dated.toSorted((a, b) => (a.start < b.start ? -1 : 1))
  const chosen = behind[0] ?? ahead[0]
  if (!chosen) return undefined
  const month = chosen.start.slice(0, 7)
  const reason = `An item says “${short(chosen.words)}”; the text does not name its month otherwise.`
  return { month, reason, isCertain: false }
}

type DatedWords = { start: string; words: string }

/** The days that are written with their year, each with the words around it. */
function daysIn(texts: string[]): DatedWords[] {
  return texts.flatMap((text) =>
    findDates(text, undefined)
      .filter(
        ({ start, precision, fromMonth }) =>
          start && !fromMonth && (precision === 'day' || precision === 'range'),
      )
      .map((date) => ({ start: date.start!, words: wordsAround(text, date.at, date.text.length) })),
  )
}

function wordsAround(text: string, at: number, length: number): string {
  const before =
    text
      .slice(0, at)
      .split(/(?<=[.!?])\s|\n/)
      .at(-1) ?? ''
  const after = text.slice(at + length).split(/(?<=[.!?])\s|\n/)[0] ?? ''
  return `${before.slice(-60).replace(before.length > 60 ? /^\S*\s/ : /^/, '')}${text.slice(at, at + length)}${after.slice(0, 80)}`.trim()
}
