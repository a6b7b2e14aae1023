import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { listPublished } from '../publishing/publishing.ts'
import type { CampaignArtName } from '../ui/illustrations.tsx'
import { timeOf, type CampaignTime } from './campaign-content.ts'
import { campaignKind } from './campaign-kind.ts'
import { campaignPaths } from './campaign-paths.ts'
import { listRunning } from './campaign-queries.ts'

/** A campaign as other pages announce it. Dates are YYYY-MM-DD. */
export type CampaignNews = {
  title: string
  summary: string
  path: string
  picture: CampaignArtName
  time: CampaignTime
  startsOn: string
  endsOn: string
  /** The phase of today. */
  phase: { theme: string; endsOn: string } | null
  /** It speaks of another time. */
  isHistoric: boolean
}

/** The published campaigns: running ones first, then those to come, then past ones, each the newest first. */
export async function campaignNews(database: Database, now: Date): Promise<CampaignNews[]> {
  const today = ukDate(now)
  const [editions, running] = await Promise.all([
    listPublished(database, campaignKind),
    listRunning(database, today),
  ])
  const order = ['now', 'to-come', 'past']
  return editions
    .map(({ publication, title, summary, content }) => {
      const now = running.find(({ publicationId }) => publicationId === publication.id)
      return {
        title,
        summary,
        path: campaignPaths.show(publication.slug),
        picture: content.picture,
        time: now ? ('now' as const) : timeOf(content, today),
        startsOn: content.startsOn,
        endsOn: content.endsOn,
        phase: now?.phase ?? null,
        isHistoric: publication.historic_note !== null,
      }
    })
    .toSorted(
      (one, other) =>
        order.indexOf(one.time) - order.indexOf(other.time) ||
        other.startsOn.localeCompare(one.startsOn),
    )
}
