import type { Database } from '../platform/database.ts'
import type { PublicationKindName } from './publication-kind.ts'

/** What others say of a publication that they lead to. */
export type PublicationName = {
  id: string
  kind: PublicationKindName
  slug: string
  /** Of the public version; without one, of the newest. */
  title: string
  isPublic: boolean
}

/** Names of publications, whatever their kind: these ones, or all of some kinds, by title. */
export async function namePublications(
  database: Database,
  which: { ids: string[] } | { kinds: PublicationKindName[] },
): Promise<PublicationName[]> {
  const wanted = 'ids' in which ? which.ids : which.kinds
  if (wanted.length === 0) return []
  const rows = await database
    .selectFrom('publication')
    .innerJoin('publication_version as version', (join) =>
      join
        .onRef('version.publication_id', '=', 'publication.id')
        .on((is) =>
          is(
            'version.number',
            '=',
            is.fn.coalesce('publication.published_version', 'publication.latest_version'),
          ),
        ),
    )
    .select([
      'publication.id',
      'kind',
      'slug',
      'version.title',
      'published_version',
      'withdrawn_at',
    ])
    .where('ids' in which ? 'publication.id' : 'publication.kind', 'in', wanted as never)
    .orderBy('version.title')
    .orderBy('publication.id')
    .execute()
  return rows.map(({ id, kind, slug, title, published_version, withdrawn_at }) => ({
    id,
    kind,
    slug,
    title,
    isPublic: published_version !== null && withdrawn_at === null,
  }))
}
