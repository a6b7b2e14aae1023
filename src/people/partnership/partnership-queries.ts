import type { Generated } from 'kysely'
import { accents, type Accent } from '../../ui/site-context.ts'
import type { Database } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
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
      /** A name of `accents` in ui/site-context.ts. */
      accent: Generated<string>
    }
  }
}

export type Partnership = {
  id: string
  name: string
  shortName: string
  area: string
  accent: Accent
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
    .select([
      'id',
      'name',
      'short_name as shortName',
      'area',
      'accent',
      'nation',
      'is_demonstration as isDemonstration',
    ])
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return row
    ? { ...row, accent: accents.find((accent) => accent === row.accent) ?? 'heather' }
    : null
}

export type PartnershipDetails = Pick<
  Partnership,
  'name' | 'shortName' | 'area' | 'nation' | 'accent'
>

/** Names a partnership that was nameless, from `day` on. */
export async function insertPartnership(
  database: Database,
  details: PartnershipDetails,
  day: string,
): Promise<string> {
  const { shortName, ...rest } = details
  const { id } = await database
    .insertInto('partnership')
    .values({ ...rest, short_name: shortName, valid_from: day })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Says from now on what the partnership is called and how it is reached. */
export async function updatePartnership(
  database: Database,
  id: string,
  { shortName, ...rest }: PartnershipDetails,
): Promise<void> {
  await database
    .updateTable('partnership')
    .set({ ...rest, short_name: shortName })
    .where('id', '=', id)
    .execute()
}

/** Every name of every partnership here, for the words that a password must not be made of. */
export async function findPartnershipNames(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('partnership')
    .select(['name', 'short_name', 'area'])
    .execute()
  return rows.flatMap((row) => [row.name, row.short_name, row.area])
}
