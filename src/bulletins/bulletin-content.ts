import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { comparedText } from '../publishing/compared-words.ts'
import {
  cleanDocument,
  emptyDocument,
  isEmptyDocument,
  type RichTextDocument,
} from '../publishing/rich-text.ts'
import { safeAddress } from '../publishing/rich-text-addresses.ts'

export const bulletinItemKinds = ['campaign', 'guidance', 'training', 'news', 'event'] as const
export type BulletinItemKind = (typeof bulletinItemKinds)[number]

export const itemKindNames: Record<BulletinItemKind, string> = {
  campaign: 'Campaign',
  guidance: 'Guidance',
  training: 'Training',
  news: 'News',
  event: 'Event',
}

/** `href` is null where an imported text said "here" and the address was lost: the checks ask for it. */
export type BulletinLink = { text: string; href: string | null }

export type BulletinItem = {
  /** Stays the same while the item is edited and moved. */
  id: string
  kind: BulletinItemKind
  title: string
  text: RichTextDocument
  /** Shown below the text, each on a line of its own. */
  links: BulletinLink[]
  /** The campaign, guidance page or course that the item leads to. */
  linkedPublicationId: string | null
  /** Why the import took it for this kind, in a sentence; null where a person wrote the item. */
  importReason: string | null
}

export type BulletinContent = {
  /** YYYY-MM */
  month: string
  introduction: RichTextDocument
  items: BulletinItem[]
  /** A closing word of the sender, such as whom to write to. */
  senderNote: RichTextDocument
}

export const bulletinLimits = { items: 30, links: 10, title: 150, linkText: 200 }

const richText = z.unknown().transform(cleanDocument)

const link = z.object({
  text: z.string().trim().min(1).max(bulletinLimits.linkText),
  href: z
    .string()
    .nullish()
    .transform((href) => safeAddress(href) ?? null),
})

const item = z.object({
  id: z.string().min(1).max(64),
  kind: z.enum(bulletinItemKinds),
  title: z.string().trim().max(bulletinLimits.title),
  text: richText,
  links: z.array(link).max(bulletinLimits.links).default([]),
  linkedPublicationId: z.uuid().nullish().default(null),
  importReason: z.string().max(1000).nullish().default(null),
})

/** Checks and completes what a version stores; addresses that no page may carry become null. */
export const bulletinSchema: z.ZodType<BulletinContent> = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  introduction: richText,
  items: z.array(item).max(bulletinLimits.items),
  senderNote: richText,
}) as unknown as z.ZodType<BulletinContent>

/** An item to begin with; give what is known. */
export function newItem(given: Partial<BulletinItem> & { kind: BulletinItemKind }): BulletinItem {
  return {
    id: randomUUID().slice(0, 8),
    title: '',
    text: emptyDocument,
    links: [],
    linkedPublicationId: null,
    importReason: null,
    ...given,
  }
}

/** Every rich text with the place it stands at, as the editor's labels say. */
export function bulletinTexts(
  content: BulletinContent,
): { where: string; document: RichTextDocument; title?: string; linksBeside?: BulletinLink[] }[] {
  return [
    { where: 'Introduction', document: content.introduction },
    ...content.items.map((one, at) => ({
      where: placeOf(one, at),
      document: one.text,
      title: one.title,
      linksBeside: one.links,
    })),
    { where: 'Note from the sender', document: content.senderNote },
  ].filter(({ document }) => !isEmptyDocument(document))
}

/** "Item 2: Training goes live" */
export function placeOf(one: BulletinItem, at: number): string {
  return `Item ${at + 1}: ${one.title || 'no title yet'}`
}

/** Labelled plain texts, in order: how two versions are compared. */
export function bulletinFields(content: BulletinContent): { label: string; text: string }[] {
  return [
    { label: 'Month', text: monthName(content.month) },
    { label: 'Introduction', text: comparedText(content.introduction) },
    ...content.items.flatMap((one, at) => {
      const label = `Item ${at + 1}`
      return [
        { label: `${label}, title`, text: `${itemKindNames[one.kind]}: ${one.title}` },
        { label: `${label}, text`, text: comparedText(one.text) },
        ...(one.links.length > 0
          ? [{ label: `${label}, links`, text: one.links.map(linkAsText).join('\n') }]
          : []),
      ]
    }),
    { label: 'Note from the sender', text: comparedText(content.senderNote) },
  ]
}

const linkAsText = ({ text, href }: BulletinLink): string => `${text}: ${href ?? 'no address yet'}`

/** "October 2020" of "2020-10". */
export function monthName(month: string): string {
  return new Date(`${month}-01T12:00:00Z`).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
