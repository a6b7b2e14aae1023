import { monthPattern, weekdayPattern } from '../../publishing/calendar-words.ts'
import { isText } from './source-pieces.ts'
import type { Piece, TextPiece } from './source-pieces.ts'

/** One item as it was found: its own heading, the heading of the section it stands in, its text. */
export type FoundItem = { heading?: string; section?: string; pieces: TextPiece[] }
export type FoundItems = {
  items: FoundItem[]
  introduction: TextPiece[]
  masthead: string[]
  how: string
}

/** Whether a line is a bulletin's name: "Safeguarding bulletin – March 2023". */
export const namesBulletin = (line: string): boolean =>
  /news|bulletin|briefing|round-?up|update|digest|bwletin|cylchlythyr/i.test(line)

/**
 * Cuts a bulletin into its items: at separators, then at headings, else where the subject changes.
 * `subject` is the mail's: where it names the bulletin, no item's heading has to.
 */
export function findItems(pieces: Piece[], subject?: string): FoundItems {
  const { masthead, rest } = withoutMasthead(pieces, subject)
  const segments = splitAt(rest, ({ type }) => type === 'rule')
  const isSeparated = segments.length > 1
  const cut = segments.flatMap((segment) => itemsOfSegment(segment, isSeparated))
  const { introduction, items } = withoutIntroduction(cut)
  const how = isSeparated
    ? 'separator lines'
    : items.some(({ heading }) => heading)
      ? 'headings'
      : 'changes of subject'
  return { items, introduction, masthead, how }
}

const wordsIn = (pieces: Piece[]): number =>
  pieces.filter(isText).reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)

function splitAt(pieces: Piece[], isCut: (piece: Piece) => boolean): Piece[][] {
  const segments: Piece[][] = [[]]
  for (const piece of pieces) {
    if (isCut(piece)) segments.push([])
    else segments.at(-1)!.push(piece)
  }
  return segments.filter((segment) => segment.some(isText))
}

const mastheadWords =
  /\b(?:news(?:letter)?|e-?news|bulletin|e-?bulletin|briefing|round-?up|update|digest|issue|edition|volume|cylchlythyr|bwletin|rhifyn)\b/i
const bodyName =
  /\b(?:Partnership|Safeguarding (?:Children )?Board|Safeguarding Children|Child Protection Committee|Safeguarding Executive|Panel|Bwrdd Diogelu)\b/i
const dateWords = new RegExp(
  String.raw`(?<![\p{L}])(?:${monthPattern}|${weekdayPattern}|spring|summer|autumn|winter|term|half|issue|edition|volume|vol|no|number|rhifyn|week|ending)(?![\p{L}])`,
  'giu',
)

/** "Friday 5 February 2021", "Winter 2021 | December 2021", "Issue 12 – May 2021". */
const isDateOnly = (text: string): boolean =>
  /\d/.test(text) &&
  !/\p{L}/u.test(text.replace(dateWords, '').replace(/(?<=\d)(?:st|nd|rd|th)/g, ''))

/** The name of the bulletin, its sender, number and date, before anything is told. */
function withoutMasthead(
  pieces: Piece[],
  subject: string | undefined,
): { masthead: string[]; rest: Piece[] } {
  const masthead: string[] = []
  let at = 0
  for (; at < pieces.length && masthead.length < 6; at += 1) {
    const piece = pieces[at]!
    if (!isText(piece)) continue
    if (!isMastheadLine(piece, masthead.length) || isItemHeading(pieces, at, subject)) break
    masthead.push(piece.text)
  }
  if (masthead.length === 0) return { masthead, rest: pieces }
  // All of a very short text is no masthead.
  return wordsIn(pieces.slice(at)) < 8
    ? { masthead: [], rest: pieces }
    : { masthead, rest: pieces.slice(at) }
}

/** "Neglect briefing" under a subject that names the bulletin: one heading among others with a text of its own. */
function isItemHeading(pieces: Piece[], at: number, subject: string | undefined): boolean {
  const piece = pieces[at]!
  if (piece.type !== 'heading' || !subject || !namesBulletin(subject)) return false
  const words = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  if (words(subject).includes(words(piece.text)) || words(piece.text).includes(words(subject)))
    return false
  const later = pieces.slice(at + 1)
  const next = later.find(isText)
  const hasEqual = later.some((other) => other.type === 'heading' && other.rank === piece.rank)
  return hasEqual && next?.type === 'text' && !bodyName.test(piece.text) && !isDateOnly(piece.text)
}

function isMastheadLine({ text, type }: TextPiece, before: number): boolean {
  const words = text.split(/\s+/).length
  if (text.length > 120 || words > 16 || /[.!?]$/.test(text)) return false
  if (isDateOnly(text)) return true
  if (/^(?:issue|edition|volume|number|no\.?|rhifyn)\s*[\d|:]/i.test(text)) return true
  const isTitle =
    mastheadWords.test(text) &&
    (bodyName.test(text) || /(?:19|20)\d{2}|\d/.test(text) || before === 0)
  const names =
    bodyName.test(text) &&
    words <= 9 &&
    !/\b(?:launch|train|course|campaign|review|guidance|survey|join|new)\w*\b/i.test(text)
  return isTitle
    ? !/\b(?:launch|train|course|campaign)\w*\b/i.test(text) || type === 'heading'
    : names
}

/** A heading for a part of an item, not for an item. */
const partHeading =
  /^(?:who|what|when|where|why|how|is|are|can|do|does|the )\b.{0,70}\?$|^(?:when|where|who|what|why|how|date|dates|time|times|venue|location|cost|price|costs|booking|how to book|to book|book|contact|contact us|contact details|details|further (?:information|details|reading)|more information|find out more|background|introduction|overview|summary|aims?|objectives|learning (?:outcomes|objectives)|audience|target audience|who should attend|trainers?|speakers?|programme|agenda|resources|links|useful links|next steps|key (?:messages|points|dates|findings)|eligibility|requirements|registration|enrolment|download(?:s)?|see also|related)\s*:?$/i

function itemsOfSegment(segment: Piece[], isSeparated: boolean, section?: string): FoundItem[] {
  const ranks = segment.flatMap((piece) =>
    piece.type === 'heading' && !partHeading.test(piece.text) ? piece.rank : [],
  )
  const rank = dividingRank(segment, ranks, isSeparated)
  if (rank === undefined)
    return isSeparated || section ? itemOf(segment, section) : bySubject(segment)
  const parts = splitBefore(
    segment,
    (piece) => piece.type === 'heading' && piece.rank === rank && !partHeading.test(piece.text),
  )
  return parts.flatMap((part) => {
    const [first, ...rest] = part
    if (first?.type !== 'heading' || first.rank !== rank) return itemOf(part, section)
    return isSection(first, rest, rank)
      ? itemsOfSegment(rest, true, first.text)
      : itemOf(part, section)
  })
}

/** The strongest rank whose headings divide the segment into more than one item with words of its own. */
function dividingRank(segment: Piece[], ranks: number[], isSeparated: boolean): number | undefined {
  const isSole = (rank: number): boolean => ranks.filter((other) => other === rank).length === 1
  for (const rank of [...new Set(ranks)].toSorted((one, other) => one - other)) {
    const first = segment.find(isText)
    const startsWithIt = first?.type === 'heading' && first.rank === rank
    if (!isSole(rank)) return rank
    // Between separators one heading at the start is the item's title; what is below are its parts.
    if (isSeparated && startsWithIt && wordsIn(segment) < 400) return undefined
    // A title over everything divides nothing; look below it.
    const hasMoreBelow = ranks.some((other) => other > rank)
    if (!(startsWithIt && hasMoreBelow)) return rank
  }
  return undefined
}

/** A heading followed at once by headings below it that have text: "Training", then two courses. */
function isSection(heading: TextPiece, rest: Piece[], rank: number): boolean {
  const texts = rest.filter(isText)
  const own = texts.findIndex((piece) => piece.type === 'heading')
  if (own === -1) return false
  const below = texts.filter(
    (piece) => piece.type === 'heading' && piece.rank > rank && !partHeading.test(piece.text),
  )
  const isBare = wordsIn(texts.slice(0, own)) === 0
  const looksLikeSection =
    /^(?:[\p{L}&,/ -]{3,40})$/u.test(heading.text) && sectionWords.test(heading.text)
  return below.length > 0 && isBare && (below.length > 1 || looksLikeSection)
}

const sectionWords =
  /^(?:(?:national|local|other|latest|upcoming|our|partner|safeguarding|general|regional)\s+)*(?:news|training|events?|guidance|campaigns?|resources|policy|policies|procedures|updates?|learning|research|courses|workshops|dates|national|local|partners?|opportunities|vacancies|jobs|consultations?|newyddion|hyfforddiant|digwyddiadau|canllawiau|ymgyrchoedd)\b/i

function splitBefore(pieces: Piece[], isStart: (piece: Piece) => boolean): Piece[][] {
  const parts: Piece[][] = [[]]
  for (const piece of pieces) {
    if (isStart(piece)) parts.push([])
    parts.at(-1)!.push(piece)
  }
  return parts.filter((part) => part.some(isText))
}

function itemOf(pieces: Piece[], section?: string): FoundItem[] {
  const texts = pieces.filter(isText)
  const [first, ...rest] = texts
  if (!first) return []
  const named = section ? { section } : {}
  // A label above the title ("TRAINING", then the course) says what kind the item is of.
  const second = rest[0]
  if (
    first.type === 'heading' &&
    second?.type === 'heading' &&
    rest.length > 1 &&
    sectionWords.test(first.text)
  ) {
    return [{ section: first.text, heading: second.text, pieces: rest.slice(1) }]
  }
  if (first.type === 'heading' && rest.length > 0)
    return [{ ...named, heading: first.text, pieces: rest }]
  // A heading with nothing under it tells nothing, unless it is a sentence.
  if (rest.length === 0 && first.type === 'heading' && first.text.split(/\s+/).length < 6) return []
  return [{ ...named, pieces: texts }]
}

const goesOn =
  /^(?:please|further|for (?:more|further|any)|more information|read|see|to (?:book|register|find out|enrol|apply|sign up|access|take part|download|request|join)|book|click|visit|download|this |these |those |it |it['’]s |they |their |he |she |you |your |we (?:hope|will|would|also|look|ask|encourage)|our (?:website|web page|page|team|thanks)|if |the (?:course|campaign|event|session|training|guidance|report|webinar|workshop|conference|survey|resource|programme|project|team|service|page|day|aim|closing|deadline)|both |details|contact|email|e-mail|call|places|spaces|dates?|time|times|venue|where|when|cost|also|in addition|as well|alongside|there (?:is|are)|participants|practitioners can|attendees|delegates|content|topics|sessions? (?:will|are)|and |but |or |however|follow|watch|share|use |what |who |how |closing|deadline|attached|\()/i

const ordinary = new Set(
  'The This That These Those They There Then You Your We Our It If In On At To For From And But With Please All Any More New Children Child Young People Parents Carers Safeguarding Partnership Board Training Read See Book Contact Council County City Borough Police January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Teams Zoom'.split(
    ' ',
  ),
)

/** Without separators and headings: a paragraph that neither goes on nor shares a name begins an item. */
function bySubject(segment: Piece[]): FoundItem[] {
  const items: TextPiece[][] = []
  let afterGap = true
  for (const piece of segment) {
    if (!isText(piece)) {
      afterGap = true
      continue
    }
    const current = items.at(-1)
    const isNew = current === undefined || startsItem(piece, current, afterGap)
    if (isNew) items.push([piece])
    else current.push(piece)
    afterGap = false
  }
  return items.flatMap((item) => itemOf(item))
}

function startsItem(piece: TextPiece, current: TextPiece[], afterGap: boolean): boolean {
  if (piece.type === 'heading') return true
  const isProse = piece.block.type === 'paragraph' && piece.text.split(/\s+/).length >= 8
  const last = current.at(-1)!
  if (current.every(({ type }) => type === 'heading') || last.text.endsWith(':')) return false
  if (!isProse || goesOn.test(piece.text)) return false
  return afterGap || !sharesName(piece.text, current.map(({ text }) => text).join(' '))
}

function sharesName(text: string, other: string): boolean {
  const names = (words: string): Set<string> =>
    new Set(
      [...words.matchAll(/(?<!^)(?<![.!?]\s)\p{Lu}[\p{L}'’]{2,}/gu)]
        .map(([name]) => name)
        .filter((name) => !ordinary.has(name)),
    )
  const others = names(other)
  return [...names(text)].some((name) => others.has(name))
}

/** A welcome before the first item is the bulletin's introduction. */
function withoutIntroduction(items: FoundItem[]): {
  items: FoundItem[]
  introduction: TextPiece[]
} {
  const [first, ...rest] = items
  const text = first?.pieces.map((piece) => piece.text).join(' ') ?? ''
  const isTitled =
    first?.heading !== undefined &&
    !/^(?:welcome|introduction|foreword|editorial|croeso|a (?:word|message|note) from|from the|hello)\b/i.test(
      first.heading,
    )
  const welcomes =
    /^(?:welcome\b|croeso\b|thank you for reading|in this (?:issue|edition|month|bulletin|newsletter)|this (?:month['’]s|edition|issue|bulletin|newsletter|is the)|here is (?:the|our|your)|please find|we hope|hello\b)/i
  if (!first || rest.length === 0 || isTitled) return { items, introduction: [] }
  const isIntroduction = first.heading !== undefined || welcomes.test(text)
  return isIntroduction ? { items: rest, introduction: first.pieces } : { items, introduction: [] }
}
