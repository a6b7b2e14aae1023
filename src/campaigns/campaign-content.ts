import { z } from 'zod'
import { cleanDocument, type RichTextDocument } from '../publishing/rich-text.ts'

import { campaignArtNames, type CampaignArtName } from '../ui/illustrations.tsx'

export const audiences = ['young-people', 'parents', 'carers', 'practitioners'] as const
export type Audience = (typeof audiences)[number]
export const audienceNames: Record<Audience, string> = {
  'young-people': 'Young people',
  parents: 'Parents',
  carers: 'Carers',
  practitioners: 'Practitioners',
}

/** A part of the campaign with one theme. Dates are YYYY-MM-DD, '' while they are not known. */
export type CampaignPhase = {
  theme: string
  startsOn: string
  endsOn: string
  text: RichTextDocument
}

/** What one audience reads, in its own voice. `routeKeys` name ways to report in the registry. */
export type AudienceText = {
  audience: Audience
  /** The page's heading, such as "Somebody is there for you". */
  heading: string
  introduction: string
  text: RichTextDocument
  signs: RichTextDocument
  whatToDo: RichTextDocument
  routeKeys: string[]
}

export const partnerRoles = ['safeguarding-partner', 'campaign-partner', 'supporter'] as const
export type PartnerRole = (typeof partnerRoles)[number]
export type CampaignPartner = { name: string; role: PartnerRole; webAddress: string | null }

export const partnerRoleNames: Record<PartnerRole, string> = {
  'safeguarding-partner': 'Safeguarding partners',
  'campaign-partner': 'Campaign partners',
  supporter: 'Supporters',
}

export const materialKinds = [
  'social-post',
  'newsletter',
  'intranet',
  'school-message',
  'talk',
] as const
export type MaterialKind = (typeof materialKinds)[number]

export const materialKindNames: Record<MaterialKind, string> = {
  'social-post': 'Social media post',
  newsletter: 'Newsletter paragraph',
  intranet: 'Intranet item',
  'school-message': 'Message to parents',
  talk: 'Talk for a meeting',
}

/** A text that is ready to be used as it is; `audience: null` is for everybody. */
export type Material = {
  title: string
  kind: MaterialKind
  audience: Audience | null
  text: string
}

/** Something that happens on a day. Times are as people write them: "12:15pm to 1pm". */
export type CampaignActivity = {
  title: string
  on: string
  time: string
  place: string
  text: string
}

/** What a version of a campaign holds beside its title and summary. */
export type CampaignContent = {
  /** One of our own pictures. */
  picture: CampaignArtName
  aim: string
  startsOn: string
  endsOn: string
  /** What one thing everybody should do. The address is within this site, or http(s). */
  callToAction: { text: string; address: string }
  introduction: RichTextDocument
  /** In order. Phases say when each of them has its time. */
  themes: string[]
  keyMessages: string[]
  phases: CampaignPhase[]
  audiences: AudienceText[]
  channels: string[]
  partners: CampaignPartner[]
  hashtags: string[]
  activities: CampaignActivity[]
  /** How to support and promote the campaign. */
  support: RichTextDocument
  materials: Material[]
  /** Who at the partnership hears of new supporters. */
  contactEmail: string
}

const document = z.unknown().default(null).transform(cleanDocument)
const text = z.string().default('')
const date = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2})?$/)
  .default('')
const texts = z.array(z.string()).default([])

/** Completes what is stored: a draft may lack anything; `campaignReadiness` says what is missing. */
export const campaignSchema: z.ZodType<CampaignContent> = z.object({
  picture: z.enum(campaignArtNames).default('lantern'),
  aim: text,
  startsOn: date,
  endsOn: date,
  callToAction: z.object({ text, address: text }).default({ text: '', address: '' }),
  introduction: document,
  themes: texts,
  keyMessages: texts,
  phases: z
    .array(z.object({ theme: text, startsOn: date, endsOn: date, text: document }))
    .default([]),
  audiences: z
    .array(
      z.object({
        audience: z.enum(audiences),
        heading: text,
        introduction: text,
        text: document,
        signs: document,
        whatToDo: document,
        routeKeys: texts,
      }),
    )
    .default([]),
  channels: texts,
  partners: z
    .array(
      z.object({
        name: z.string(),
        role: z.enum(partnerRoles).default('supporter'),
        webAddress: z.string().nullable().default(null),
      }),
    )
    .default([]),
  hashtags: texts,
  activities: z
    .array(z.object({ title: text, on: date, time: text, place: text, text }))
    .default([]),
  support: document,
  materials: z
    .array(
      z.object({
        title: text,
        kind: z.enum(materialKinds).default('social-post'),
        audience: z.enum(audiences).nullable().default(null),
        text,
      }),
    )
    .default([]),
  contactEmail: text,
})

/** A campaign with nothing in it yet: drafts and imports begin here and give what is known. */
export function newCampaign(known: Partial<CampaignContent> = {}): CampaignContent {
  return { ...campaignSchema.parse({}), ...known }
}

/** An audience with nothing written for it yet. */
export function newAudienceText(
  audience: Audience,
  known: Partial<AudienceText> = {},
): AudienceText {
  const nothing = cleanDocument(null)
  return {
    audience,
    heading: '',
    introduction: '',
    text: nothing,
    signs: nothing,
    whatToDo: nothing,
    routeKeys: [],
    ...known,
  }
}

export type CampaignTime = 'to-come' | 'now' | 'past'

/** Where a day stands in a period. Both its days count. A period without dates is to come. */
export function timeOf(period: { startsOn: string; endsOn: string }, today: string): CampaignTime {
  if (period.startsOn === '' || today < period.startsOn) return 'to-come'
  return period.endsOn !== '' && today > period.endsOn ? 'past' : 'now'
}

/** The phase of a day, or null between and outside phases. */
export function phaseOn(content: CampaignContent, today: string): CampaignPhase | null {
  return content.phases.find((phase) => timeOf(phase, today) === 'now') ?? null
}

/** What a campaign says to one audience; null where it says nothing. */
export function audienceTextOf(content: CampaignContent, audience: Audience): AudienceText | null {
  return content.audiences.find((one) => one.audience === audience) ?? null
}
