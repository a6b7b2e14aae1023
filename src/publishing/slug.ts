import { sql } from 'kysely'
import type { DatabaseTransaction } from '../platform/database.ts'
import type { PublicationKindName } from './publication-kind.ts'

/** A slug from words: lower case, accents and apostrophes gone, hyphens between, at most 60 characters. */
export function slugOf(words: string): string {
  const slug = words
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’‘]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return slug || 'untitled'
}

/** The wanted slug, or the first free one with a number behind it. */
export async function freeSlug(
  transaction: DatabaseTransaction,
  kind: PublicationKindName,
  wanted: string,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext(${`slug ${kind}`}))`.execute(transaction)
  const rows = await transaction
    .selectFrom('publication')
    .select('slug')
    .where('kind', '=', kind)
    .where('slug', 'like', `${wanted}%`)
    .execute()
  const taken = new Set(rows.map((row) => row.slug))
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(slug)) return slug
  }
}
