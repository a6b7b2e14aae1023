import type { Database } from '../platform/database.ts'
import { campaignKind } from '../campaigns/campaigns.ts'
import { guidanceKind } from '../guidance/guidance.ts'
import { courseKind } from '../learning/learning.ts'
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
export type LinkedPage = PublicationName & {
  /** Where the public reads it; nobody finds anything there while it is not public. */
  path: string
  /** Where it is written. */
  editPath: string
}

const linkableKinds = { campaign: campaignKind, guidance: guidanceKind, course: courseKind }
const kindNames = Object.keys(linkableKinds) as (keyof typeof linkableKinds)[]

/** Every campaign, guidance page and course, public or not, for the editor to choose from. */
export async function listLinkablePages(database: Database): Promise<LinkedPage[]> {
  return (await namePublications(database, { kinds: kindNames })).flatMap(withPaths)
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
  return new Map(pages.flatMap(withPaths).map((page) => [page.id, page]))
}

function withPaths(page: PublicationName): LinkedPage[] {
  const name = kindNames.find((kind) => kind === page.kind)
  if (!name) return []
  const kind = linkableKinds[name]
  return [{ ...page, path: kind.path(page.slug), editPath: kind.editPath(page.id) }]
}
