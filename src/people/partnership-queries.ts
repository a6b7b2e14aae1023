import type { Generated } from 'kysely'
import type { Database } from '../platform/database.ts'

declare module '../platform/database.ts' {
  interface Tables {
    partnership: {
      id: Generated<string>
      name: string
      short_name: string
      area: string
      nation: 'england' | 'wales' | 'scotland' | 'northern-ireland'
      valid_from: string
      valid_to: string | null
      is_demonstration: Generated<boolean>
    }
  }
}

export type Partnership = {
  name: string
  shortName: string
  nation: 'england' | 'wales' | 'scotland' | 'northern-ireland'
  isDemonstration: boolean
}

/** The partnership on a day (YYYY-MM-DD): the one that holds then, else the last one before. */
export async function findPartnershipOf(
  database: Database,
  day: string,
): Promise<Partnership | null> {
  const row = await database
    .selectFrom('partnership')
    .select(['name', 'short_name as shortName', 'nation', 'is_demonstration as isDemonstration'])
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** Every name of every partnership here, for the words that a password must not be made of. */
export async function findPartnershipNames(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('partnership')
    .select(['name', 'short_name', 'area'])
    .execute()
  return rows.flatMap((row) => [row.name, row.short_name, row.area])
}
