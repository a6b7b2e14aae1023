import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    organisation_parent: {
      organisation_id: string
      parent_id: string
      valid_from: string
      /** The first day on which it belonged elsewhere. */
      valid_to: string | null
    }
  }
}

/** An organisation and all that belong to it on a day, however deep. */
export async function listOrganisationsBelow(
  database: Database,
  organisationId: string,
  day: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from organisations_below(${organisationId}, ${day}) as below (id)`.execute(database)
  return rows.map(({ id }) => id)
}
