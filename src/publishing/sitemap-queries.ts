import type { Database } from '../platform/database.ts'

/** The address of everything the public can read, with when it last changed. At most what one sitemap may hold. */
export async function listPublicPaths(
  database: Database,
): Promise<{ path: string; changedAt: Date }[]> {
  return database
    .selectFrom('search_entry')
    .select(['path', 'published_at as changedAt'])
    .orderBy('published_at', 'desc')
    .orderBy('path')
    .limit(49_000)
    .execute()
}
