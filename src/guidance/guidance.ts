import type { Database } from '../platform/database.ts'
import { listPublished } from '../publishing/publishing.ts'
import { guidanceKind } from './guidance-kind.ts'
import { guidancePaths } from './guidance-paths.ts'

/** Guidance pages, their topics and the law they name: what other slices may use. */
export {
  emptyGuidance,
  type GuidanceContent,
  type GuidanceSection,
  type SeeAlso,
  type SeeAlsoKind,
} from './guidance-content.ts'
export { guidanceKind } from './guidance-kind.ts'
export type { Nation } from './nations.ts'
export { keepInstrument } from './legal-instruments.ts'

/** A guidance page as other pages announce it. */
export type GuidanceNews = {
  title: string
  summary: string
  path: string
  publishedAt: Date
  /** It speaks of another time: nobody is to rely on it today. */
  isHistoric: boolean
}

/** The guidance that was published last, the newest first; what is historic only after all that holds. */
export async function latestGuidance(database: Database, most: number): Promise<GuidanceNews[]> {
  const editions = await listPublished(database, guidanceKind)
  const holding = editions.filter(({ publication }) => publication.historic_note === null)
  const historic = editions.filter(({ publication }) => publication.historic_note !== null)
  return [...holding, ...historic].slice(0, most).map(({ publication, title, summary }) => ({
    title,
    summary,
    path: guidancePaths.show(publication.slug),
    publishedAt: publication.published_at!,
    isHistoric: publication.historic_note !== null,
  }))
}
