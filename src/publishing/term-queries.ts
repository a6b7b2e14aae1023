import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Term } from './replaced-terms.ts'

export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland'

/** A word of the field as the workspace lists it. */
export type TermRow = {
  id: string
  label: string
  nation: Nation
  sector: string | null
  validFrom: string | null
  validTo: string | null
  replacedBy: string | null
  replacedByLabel: string | null
  note: string | null
}

/** Every term with its successor's label, by nation and label. */
export async function listTerms(database: Database): Promise<TermRow[]> {
  return terms(database)
    .orderBy('term.nation')
    .orderBy(sql`term.label collate "und-x-icu"`)
    .execute()
}

/** A term by its id. */
export async function findTerm(database: Database, id: string): Promise<TermRow | null> {
  return (await terms(database).where('term.id', '=', id).executeTakeFirst()) ?? null
}

/** The terms as the editor checks read them. */
export async function termsToCheck(database: Database): Promise<Term[]> {
  const rows = await terms(database).execute()
  return rows.map(({ replacedByLabel, ...term }) => ({ ...term, replacedBy: replacedByLabel }))
}

function terms(database: Database) {
  return database
    .selectFrom('term')
    .leftJoin('term as successor', 'successor.id', 'term.replaced_by')
    .select([
      'term.id',
      'term.label',
      'term.nation',
      'term.agency_sector_code as sector',
      'term.valid_from as validFrom',
      'term.valid_to as validTo',
      'term.replaced_by as replacedBy',
      'successor.label as replacedByLabel',
      'term.note',
    ])
}
