import { z } from 'zod'
import { cleanDocument, type RichTextDocument } from '../publishing/rich-text.ts'
import { nations, type Nation } from './nations.ts'

/** A part of a page. `nation: null` is for everywhere; else it is read in that nation only. */
export type GuidanceSection = { title: string; text: RichTextDocument; nation: Nation | null }

/** What one nation does or says in its own way. `instrumentIds` name rows of `legal_instrument`. */
export type NationPart = {
  nation: Nation
  /** The word used there for what the page is about; '' when it is the page's own. */
  term: string
  differs: RichTextDocument
  instrumentIds: string[]
}

export const seeAlsoKinds = ['news-story', 'guidance', 'resource'] as const
export type SeeAlsoKind = (typeof seeAlsoKinds)[number]
export const seeAlsoKindNames: Record<SeeAlsoKind, string> = {
  'news-story': 'News story',
  guidance: 'Guidance',
  resource: 'Resource',
}

/** Something to read elsewhere. A draft may lack the address; a published page may not. */
export type SeeAlso = {
  title: string
  publisher: string
  address: string | null
  kind: SeeAlsoKind
}

/** What a version of a guidance page holds beside its title and summary. */
export type GuidanceContent = {
  /** Whose guidance this is about, such as NSPCC Learning; '' for the partnership's own. */
  publisher: string
  /** Slugs of `guidance_topic`. */
  topics: string[]
  /** Who it is for, as a sentence. */
  audience: string
  sections: GuidanceSection[]
  nations: NationPart[]
  seeAlso: SeeAlso[]
}

/** A page with nothing in it yet: drafts and imports begin here. */
export const emptyGuidance: GuidanceContent = {
  publisher: '',
  topics: [],
  audience: '',
  sections: [],
  nations: [],
  seeAlso: [],
}

const document = z.unknown().default(null).transform(cleanDocument)

/** Completes what is stored: a version written before a field existed is still read. */
export const guidanceSchema: z.ZodType<GuidanceContent> = z.object({
  publisher: z.string().default(''),
  topics: z.array(z.string()).default([]),
  audience: z.string().default(''),
  sections: z
    .array(
      z.object({
        title: z.string().default(''),
        text: document,
        nation: z.enum(nations).nullable().default(null),
      }),
    )
    .default([]),
  nations: z
    .array(
      z.object({
        nation: z.enum(nations),
        term: z.string().default(''),
        differs: document,
        instrumentIds: z.array(z.uuid()).default([]),
      }),
    )
    .default([]),
  seeAlso: z
    .array(
      z.object({
        title: z.string(),
        publisher: z.string().default(''),
        address: z.string().nullable().default(null),
        kind: z.enum(seeAlsoKinds).default('resource'),
      }),
    )
    .default([]),
})

/** What is read in one nation: its own sections among those for everywhere, in order. */
export function sectionsIn(content: GuidanceContent, nation: Nation): GuidanceSection[] {
  return content.sections.filter((section) => section.nation === null || section.nation === nation)
}

/** What guidance says for one nation; null where it says nothing. */
export function partOf(content: GuidanceContent, nation: Nation): NationPart | null {
  return content.nations.find((part) => part.nation === nation) ?? null
}
