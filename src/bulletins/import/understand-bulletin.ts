import { checkText } from '../../publishing/editor-checks.ts'
import { HtmlTooLarge, titleOfHtml } from '../../publishing/rich-text-from-html.ts'
import { longDay, longMonth } from '../../publishing/plain-dates.ts'
import { cleanDocument, plainTextOf } from '../../publishing/rich-text.ts'
import type { Block, RichTextDocument } from '../../publishing/rich-text.ts'
import { bulletinLimits } from '../bulletin-content.ts'
import { withoutBoilerplate } from './boilerplate.ts'
import { readMonth } from './bulletin-month.ts'
import type { BulletinMonth } from './bulletin-month.ts'
import { campaignDetails, durationOf } from './campaign-details.ts'
import { courseDetails } from './course-details.ts'
import { eventDetails } from './event-details.ts'
import { readFileFormat } from './file-formats.ts'
import type { FileReading } from './file-formats.ts'
import { findItems, namesBulletin } from './find-items.ts'
import type { FoundItem, FoundItems } from './find-items.ts'
import { findDates } from './found-dates.ts'
import type { FoundDate } from './found-dates.ts'
import { guidanceDetails } from './guidance-details.ts'
import type {
  BulletinFile,
  BulletinReading,
  ImportedBulletin,
  ImportedItem,
} from './imported-bulletin.ts'
import { chooseKind } from './item-kinds.ts'
import { linksOf, promisedLinksOf, withLostLinks } from './item-links.ts'
import { composeTitle, cut, inTitleCase, longestTitle, titleFromHeading } from './item-titles.ts'
import { findOrganisations } from './organisations.ts'
import type { Organisation } from './organisations.ts'
import { isCapitals } from './line-looks.ts'
import { isText, piecesFrom } from './source-pieces.ts'
import type { Piece } from './source-pieces.ts'

/** The longest text that is looked through, in characters; a monthly bulletin has some 20,000. */
export const longestText = 400_000

const tooLong =
  'This file is far longer than a bulletin. Save the bulletin alone, as Word (.docx), plain text or an e-mail (.eml), and try again.'
const noText = 'There is no text of a bulletin in this file.'

/**
 * Reads a file from its bytes to the last check. Hostile files cost time and memory here: call it
 * through `readBulletin`, which bounds both.
 */
export async function understandBulletin(given: BulletinFile): Promise<BulletinReading> {
  const reading = await readFileFormat(given.bytes)
  if (!reading.ok) return reading
  if ((reading.file.text?.length ?? 0) > longestText) return { ok: false, reason: tooLong }
  try {
    const all = piecesFrom(reading.file)
    const words = all.filter(isText).map(({ text }) => text)
    if (words.join(' ').length > longestText) return { ok: false, reason: tooLong }
    if (!/(?:\p{L}{2,}[\s\S]*?){5}/u.test(words.join(' ').slice(0, 5000)))
      return { ok: false, reason: noText }
    const bulletin = understand(reading.file, all, given)
    return bulletin.items.length > 0 ? { ok: true, bulletin } : { ok: false, reason: noText }
  } catch (error) {
    if (error instanceof HtmlTooLarge) return { ok: false, reason: tooLong }
    throw error
  }
}

function understand(file: FileReading, all: Piece[], given: BulletinFile): ImportedBulletin {
  const { pieces, dropped } = withoutBoilerplate(all)
  const subject = subjectOf(file)
  const found = findItems(pieces, subject)
  const pageTitle = file.html === undefined ? undefined : titleOfHtml(file.html)
  const month = given.month
    ? { month: given.month, reason: 'Set by you.', isCertain: true }
    : (readMonth({
        pieces: all,
        subject,
        pageTitle,
        sentOn: file.sentOn,
        fileName: given.fileName,
      }) ?? null)
  const whole = all
    .filter(isText)
    .map(({ text }) => text)
    .join('\n')
  const organisations = findOrganisations(whole)
  const kept = found.items.slice(0, bulletinLimits.items)
  const left = found.items.slice(bulletinLimits.items).map((item) => ({
    text: cut(item.heading ?? item.pieces[0]?.text ?? '', 200),
    reason: `a bulletin holds ${bulletinLimits.items} items`,
  }))
  return {
    title: titleOf(subject, found, pageTitle, organisations, month),
    month,
    format: file.format,
    separatedBy: found.how,
    notes: file.notes,
    introduction: documentOf(found.introduction),
    items: kept.map((item) =>
      understandItem(item, { month, sentOn: dayWithin(month, file.sentOn), organisations }, given),
    ),
    organisations,
    dropped: [...dropped, ...left],
  }
}

const documentOf = (pieces: { block: Block }[]): RichTextDocument =>
  cleanDocument({ type: 'doc', content: pieces.map(({ block }) => block) })

/** The mail's subject, without what a mail program put before it. */
const subjectOf = ({ subject }: FileReading): string | undefined =>
  subject?.replace(/^(?:(?:fwd?|fw|re)\s*:\s*)+/i, '').trim() || undefined

/** The day a mail was sent tells what "last week" means, unless the bulletin is of another month. */
const dayWithin = (month: BulletinMonth | null, sentOn: string | undefined): string | undefined =>
  month && sentOn?.startsWith(month.month) ? sentOn : undefined

type Known = {
  month: BulletinMonth | null
  sentOn: string | undefined
  organisations: Organisation[]
}

function understandItem(
  found: FoundItem,
  { month, sentOn, organisations: known }: Known,
  given: BulletinFile,
): ImportedItem {
  const document = documentOf(found.pieces)
  const text = plainTextOf(document)
  const heading = found.heading ? titleFromHeading(found.heading, text) : undefined
  const dates = findDates(heading ? `${heading}\n${text}` : text, month?.month, sentOn)
  const hasTimedDay = dates.some(({ startTime }) => startTime !== undefined)
  const choice = chooseKind({ title: heading ?? '', text, section: found.section, hasTimedDay })
  const organisations = findOrganisations(heading ? `${heading}\n${text}` : text, known)
  const source = {
    title: heading ?? '',
    hasHeading: heading !== undefined,
    // Details read the heading too, as one of the item's lines: the dates' places are in it.
    text: heading ? `${heading}\n${text}` : text,
    dates,
    organisations,
    listItems: listItemsOf(document),
    links: linksOf(document),
    promised: withLostLinks(promisedLinksOf(document), found.pieces),
  }
  const details = {
    ...(choice.kind === 'campaign' ? { campaign: campaignDetails(source) } : {}),
    ...(choice.kind === 'guidance' ? { guidance: guidanceDetails(source) } : {}),
    ...(choice.kind === 'training' ? { course: courseDetails(source) } : {}),
    ...(choice.kind === 'event' ? { event: eventDetails(source) } : {}),
  }
  return {
    title: heading ?? composeTitle({ kind: choice.kind, text, ...details }),
    titleFrom: heading === undefined ? 'text' : 'heading',
    kind: choice.kind,
    kindReason: choice.reason,
    kindIsClose: choice.isClose,
    text: document,
    dates: [...dates, ...endDate(source.text, details.campaign?.endsOn)].toSorted(
      (one, other) => one.at - other.at,
    ),
    organisations,
    links: source.links,
    missingLinks: source.promised,
    checks: checkText({
      document,
      ...(heading === undefined ? {} : { title: heading }),
      ...(given.nation === undefined ? {} : { nation: given.nation }),
      ...(month ? { publishedOn: sentOn ?? month.month } : {}),
      terms: given.terms ?? [],
      routes: given.routes ?? [],
    }),
    ...details,
  }
}

/** "A twelve-month long campaign" is a date too: the day on which it ends. */
function endDate(text: string, endsOn: string | null | undefined): FoundDate[] {
  const duration = durationOf(text)
  if (!endsOn || !duration) return []
  const { text: words, at } = duration
  const absolute = `ends ${longDay(endsOn)}`
  return [
    { text: words, at, absolute, start: endsOn, end: endsOn, precision: 'day', fromMonth: false },
  ]
}

function listItemsOf(document: RichTextDocument): string[] {
  return document.content.flatMap((block) =>
    block.type === 'bulletList' || block.type === 'orderedList'
      ? block.content.map(
          (item) => plainTextOf({ type: 'doc', content: item.content }).split('\n')[0]!,
        )
      : [],
  )
}

function titleOf(
  subject: string | undefined,
  found: FoundItems,
  pageTitle: string | undefined,
  organisations: Organisation[],
  month: BulletinMonth | null,
): string {
  const masthead = found.masthead.map((line) => (isCapitals(line) ? inTitleCase(line) : line))
  const sender = organisations.find(({ name }) =>
    /Partnership|Board|Committee|Executive|Panel|SCP$/.test(name),
  )?.name
  const named = masthead.find(namesBulletin)
  const head = masthead.find((line) => line !== named && !/\d/.test(line)) ?? sender
  // "Bulletin" or "E-Bulletin, Issue 7" alone does not say whose.
  const whose =
    named &&
    head &&
    /^(?:(?:weekly|monthly|quarterly|termly|safeguarding|partnership)\s+)*(?:newsletter|e?-?bulletin|e?-?news|news|update|briefing|bwletin|cylchlythyr)\b(?!.*\b(?:of|from)\b)/i.test(
      named,
    ) &&
    !named.includes(head)
  const title =
    (subject && namesBulletin(subject) ? subject : undefined) ??
    (whose ? `${head}: ${named}` : named) ??
    subject ??
    masthead[0] ??
    pageTitle ??
    (sender ? `${sender} bulletin` : 'Bulletin')
  const hasYear = /(?:19|20)\d{2}/.test(title)
  const dated =
    month && !hasYear ? `${title.replace(/[\s,–-]+$/, '')}, ${longMonth(month.month)}` : title
  return cut(dated.replace(/\s+/g, ' '), longestTitle)
}
