import type { Database } from '../platform/database.ts'
import { campaignPaths } from '../campaigns/campaigns.ts'
import { guidancePaths } from '../guidance/guidance.ts'
import { learningPaths } from '../learning/learning.ts'
import { namePublications, type PublicationName } from '../publishing/publishing.ts'
import type { BulletinContent } from './bulletin-content.ts'

/** What the link to a page says: what it is, and its name. */
export function linkWords({ kind, title }: PublicationName): string {
  const verbs: Record<string, string> = {
    campaign: 'See the campaign',
    guidance: 'Read the guidance',
    course: 'Go to the course',
  }
  return `${verbs[kind] ?? 'Read'}: ${title}`
}

/** What a bulletin's item can lead to. */
export type LinkedPage = PublicationName & { path: string }

const pathOf: Record<string, (slug: string) => string> = {
  campaign: campaignPaths.show,
  guidance: guidancePaths.show,
  course: learningPaths.course,
}

/** Every campaign, guidance page and course, public or not, for the editor to choose from. */
export async function listLinkablePages(database: Database): Promise<LinkedPage[]> {
  return (await namePublications(database, { kinds: ['campaign', 'guidance', 'course'] })).map(
    withPath,
  )
}

/** The pages that these items lead to, by publication id. */
export async function findLinkedPages(
  database: Database,
  contents: BulletinContent[],
): Promise<Map<string, LinkedPage>> {
  const ids = contents.flatMap(({ items }) =>
    items.flatMap(({ linkedPublicationId }) => linkedPublicationId ?? []),
  )
  const pages = await namePublications(database, { ids: [...new Set(ids)] })
  return new Map(pages.map((page) => [page.id, withPath(page)]))
}

const withPath = (page: PublicationName): LinkedPage => ({
  ...page,
  path: pathOf[page.kind]?.(page.slug) ?? '/',
})
