import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../../platform/database.ts'

declare module '../../../platform/database.ts' {
  interface Tables {
    organisation_import_refusal: {
      import_id: string
      line: number
      part: number
      name: string
      reason: string
    }
  }
}

export type RefusedLine = { line: number; name: string; reason: string }

/** Keeps lines that cannot be read, with the reasons. */
export async function insertRefusals(
  transaction: DatabaseTransaction,
  importId: string,
  refused: readonly RefusedLine[],
): Promise<void> {
  if (refused.length === 0) return
  await sql`
    insert into organisation_import_refusal (import_id, line, part, name, reason)
    select ${importId}::uuid, line, 0, name, reason
    from jsonb_to_recordset(${JSON.stringify(refused)}::jsonb) as told (line int, name text, reason text)
    on conflict do nothing`.execute(transaction)
}

/** What the check refused is kept when the lines of the file go. */
export async function keepRefusals(
  transaction: DatabaseTransaction,
  importId: string,
): Promise<void> {
  await sql`
    insert into organisation_import_refusal (import_id, line, part, name, reason)
    select import_id, line, part, name, coalesce(reason, '') from organisation_import_line
    where import_id = ${importId} and outcome = 'refused'
    on conflict do nothing`.execute(transaction)
}

/** The lines that are refused, those that cannot be read among them, in the order of the file. */
export async function listRefused(
  database: Database,
  importId: string,
  limit?: number,
): Promise<RefusedLine[]> {
  const { rows } = await sql<RefusedLine>`
    select line, name, reason from (
      select line, part, name, reason from organisation_import_refusal where import_id = ${importId}
      union all
      select line, part, name, coalesce(reason, '') from organisation_import_line
      where import_id = ${importId} and outcome = 'refused'
    ) told order by line, part limit ${limit ?? null}`.execute(database)
  return rows
}

/** Of files that were not carried out nothing stays. */
export async function removeRefusals(database: Database, readBefore: Date): Promise<void> {
  await database
    .deleteFrom('organisation_import_refusal')
    .where('import_id', 'in', (is) =>
      is
        .selectFrom('organisation_import')
        .select('id')
        .where('state', '=', 'failed')
        .where('read_at', '<', readBefore),
    )
    .execute()
}
