import type { RouteReference, RouteView } from '../concerns/concerns.ts'
import type { RichTextReferences } from '../publishing/rich-text-view.tsx'
import type { Edition } from '../publishing/publishing.ts'
import {
  phaseOn,
  timeOf,
  type Audience,
  type CampaignContent,
  type CampaignPhase,
  type CampaignTime,
} from './campaign-content.ts'
import type { Supporter } from './coalition-queries.ts'

/** A campaign on a day, ready to be shown. */
export type CampaignView = {
  slug: string
  title: string
  summary: string
  content: CampaignContent
  historicNote: string | null
  demonstrationNote: string | null
  time: CampaignTime
  /** The phase of the day, or null. */
  phase: CampaignPhase | null
  today: string
  supporters: Supporter[]
  /** Where its parts are: the public addresses, or those of a preview. */
  paths: { show: string; audience: (audience: Audience) => string; support: string }
  references: RichTextReferences
  routes: RouteView[]
  /** For plain texts, in which a route is written `{{route:KEY}}`. */
  routeReferences: Map<string, RouteReference>
  /** An edition that the public does not read. */
  isPreview: boolean
}

/** All that the pages of a campaign show, from its edition and what else is known of it. */
export function viewCampaign(
  edition: Edition<CampaignContent>,
  more: Omit<
    CampaignView,
    | 'slug'
    | 'title'
    | 'summary'
    | 'content'
    | 'historicNote'
    | 'demonstrationNote'
    | 'time'
    | 'phase'
  >,
): CampaignView {
  const { publication, title, summary, content } = edition
  return {
    slug: publication.slug,
    title,
    summary,
    content,
    historicNote: publication.historic_note,
    demonstrationNote: publication.demonstration_note,
    time: timeOf(content, more.today),
    phase: phaseOn(content, more.today),
    ...more,
  }
}

/** A ready-to-use text with names and numbers of today in place of `{{route:KEY}}`. */
export function materialText(text: string, references: Map<string, RouteReference>): string {
  return text.replaceAll(/\{\{route:([a-z0-9-]{1,64})\}\}/g, (_, key: string) => {
    const route = references.get(key)
    return route ? [route.name, route.phone ?? route.webAddress].filter(Boolean).join(' ') : '999'
  })
}
