import {
  audiences,
  newAudienceText,
  newCampaign,
  type CampaignContent,
} from '../../campaigns/campaigns.ts'
import { emptyGuidance, type GuidanceContent, type SeeAlsoKind } from '../../guidance/guidance.ts'
import {
  emptyCourse,
  emptyModule,
  type CourseContent,
  type Delivery,
} from '../../learning/learning.ts'
import { plainTextOf, type RichTextDocument } from '../../publishing/rich-text.ts'
import {
  bulletinLimits,
  newItem,
  type BulletinItem,
  type BulletinItemKind,
} from '../bulletin-content.ts'
import { dayWithWeekday } from './found-dates.ts'
import type { ImportedItem } from './imported-bulletin.ts'
import { sentencesIn } from './listed-words.ts'
import { cut } from './item-titles.ts'

/** An item as a person confirmed it: the kind and title may be others than were found. */
export type ConfirmedItem = { found: ImportedItem; kind: BulletinItemKind; title: string }

/** What a page's summary begins with: the item's first sentence. */
export const summaryOf = ({ found }: ConfirmedItem): string =>
  cut(sentencesIn(plainTextOf(found.text))[0]?.text ?? '', 200)

/** A draft campaign with what the item tells; what it does not tell is left for a person. */
export function campaignContentOf({ found }: ConfirmedItem): CampaignContent {
  const details = found.campaign
  const known = { introduction: found.text }
  if (!details) return newCampaign(known)
  return newCampaign({
    ...known,
    startsOn: details.startsOn ?? '',
    endsOn: details.endsOn ?? '',
    themes: details.themes,
    phases: details.themes.map((theme, at) => ({
      theme,
      startsOn: at === 0 ? (details.startsOn ?? '') : '',
      endsOn: '',
      text: textDocument([]),
    })),
    audiences: audiences
      .filter((audience) => details.audiences.includes(audience.replace('-', ' ')))
      .map((audience) => newAudienceText(audience)),
    channels: details.channels,
    partners: details.partners.map((name) => ({
      name,
      role: 'campaign-partner',
      webAddress: null,
    })),
    hashtags: hashtagsOf(plainTextOf(found.text)),
  })
}

/** The name of a campaign that stands in the text, where the item itself has no heading. */
export const campaignTitleOf = ({ found, title }: ConfirmedItem): string =>
  found.titleFrom === 'text' ? (found.campaign?.name ?? title) : title

const hashtagsOf = (text: string): string[] => [
  ...new Set(text.match(/(?<![\p{L}\p{N}&/])#\p{L}[\p{L}\p{N}_]{2,}/gu) ?? []),
]

const seeAlsoKind: Record<string, SeeAlsoKind> = {
  'news story': 'news-story',
  'see also': 'guidance',
}

/** A draft guidance page: a section for each that is named, or one with the item's text. */
export function guidanceContentOf({ found, title }: ConfirmedItem): GuidanceContent {
  const details = found.guidance
  const sections = (details?.sections ?? []).map((section) => ({
    title: capitalised(section),
    text: textDocument([]),
    nation: null,
  }))
  return {
    ...emptyGuidance,
    publisher: details?.publisher ?? '',
    sections: sections.length > 0 ? sections : [{ title, text: found.text, nation: null }],
    seeAlso: (details?.seeAlso ?? []).map((entry) => ({
      title: entry.title,
      publisher: entry.source ?? details?.publisher ?? '',
      address: entry.href,
      kind: seeAlsoKind[entry.relation] ?? 'resource',
    })),
  }
}

const deliveryOf: Record<string, Delivery> = {
  blended: 'blended',
  online: 'online',
  'live online': 'live',
  'face to face': 'live',
}

/** A draft course. Which framework its level belongs to, only a person knows. */
export function courseContentOf({ found, title }: ConfirmedItem): CourseContent {
  const details = found.course
  if (!details) return { ...emptyCourse, howToEnrol: found.text }
  return {
    ...emptyCourse,
    bandLabel: details.bandLabel ?? '',
    delivery: details.delivery ? deliveryOf[details.delivery]! : null,
    howToEnrol: textDocument([...details.enrolment, ...details.whereAndWhen]),
    outsideAgencies: textDocument(details.outsideAgencies),
    detailsCheck: textDocument(details.detailsCheck),
    modules:
      details.sessions.length === 0
        ? []
        : [
            {
              ...emptyModule,
              key: 'live-session',
              kind: 'live-session',
              title,
              minutes: 0,
              text: textDocument(details.sessions.map(sessionLine)),
            },
          ],
  }
}

function sessionLine(session: { day: string; startTime: string | null; endTime: string | null }) {
  const time = [session.startTime, session.endTime].filter(Boolean).join(' to ')
  return time ? `${dayWithWeekday(session.day)}, ${time}` : dayWithWeekday(session.day)
}

/** The item itself. A link that the text promised and did not have waits for its address. */
export function bulletinItemOf(
  item: ConfirmedItem,
  linkedPublicationId: string | null,
): BulletinItem {
  const { found, kind, title } = item
  const isFound = kind === found.kind
  return newItem({
    kind,
    title: cut(title, bulletinLimits.title),
    text: found.text,
    links: found.missingLinks.slice(0, bulletinLimits.links).map(({ target, promise }) => ({
      text: cut(target ?? wordsOf(promise), bulletinLimits.linkText),
      href: null,
    })),
    linkedPublicationId,
    importReason: isFound ? found.kindReason : null,
  })
}

/** "… the instructions to enrol on this course here": without the words that only point. */
const wordsOf = (promise: string): string =>
  capitalised(
    promise
      .replace(/^…\s*/, '')
      .replace(
        /^(?:(?:can|may) be found|is available|are available|found|available)\s+(?:on|at|in|from)\s+(?:the\s+|our\s+)?/i,
        '',
      )
      .replace(/^(?:you can|please)\s+(?:access|find|read|see|download|get)\s+/i, '')
      .replace(/\s+(?:here|yma)$/i, ''),
  ) || 'Link'

const capitalised = (words: string): string =>
  words.replace(/^\p{Ll}/u, (first) => first.toUpperCase()).trim()

const textDocument = (paragraphs: string[]): RichTextDocument => ({
  type: 'doc',
  content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})
