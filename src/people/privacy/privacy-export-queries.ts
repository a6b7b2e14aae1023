import { sql, type Selectable } from 'kysely'
import type { Database, DatabaseTransaction, Tables } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    privacy_export: {
      privacy_request_id: string
      person_id: string
      content: Buffer
      made_by: string | null
      made_at: Date
      checked_at: Date | null
      released_at: Date | null
      expires_at: Date
    }
  }
}

/** The file of a request, without what is in it. */
export type ExportState = Omit<Selectable<Tables['privacy_export']>, 'content'> & { bytes: number }

/** Keeps the file of a request, in the place of the one before. */
export async function saveExport(
  transaction: DatabaseTransaction,
  file: {
    requestId: string
    personId: string
    content: Buffer
    by: string
    now: Date
    expiresAt: Date
  },
): Promise<void> {
  const row = {
    person_id: file.personId,
    content: file.content,
    made_by: file.by,
    made_at: file.now,
    checked_at: null,
    released_at: null,
    expires_at: file.expiresAt,
  }
  await transaction
    .insertInto('privacy_export')
    .values({ privacy_request_id: file.requestId, ...row })
    .onConflict((on) => on.column('privacy_request_id').doUpdateSet(row))
    .execute()
}

/** The file of a request while it can be fetched, or null. */
export async function findExport(
  database: Database,
  requestId: string,
  now: Date,
): Promise<ExportState | null> {
  const row = await database
    .selectFrom('privacy_export')
    .select([
      'privacy_request_id',
      'person_id',
      'made_by',
      'made_at',
      'checked_at',
      'released_at',
      'expires_at',
    ])
    .select(sql<number>`length(content)`.as('bytes'))
    .where('privacy_request_id', '=', requestId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ?? null
}

/** The same with what is in it. */
export async function readExport(
  database: Database,
  requestId: string,
  now: Date,
): Promise<{ content: Buffer; personId: string; releasedAt: Date | null } | null> {
  const row = await database
    .selectFrom('privacy_export')
    .select(['content', 'person_id', 'released_at'])
    .where('privacy_request_id', '=', requestId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? { content: row.content, personId: row.person_id, releasedAt: row.released_at } : null
}

/** Notes that somebody looked it through, or released it. */
export async function markExport(
  transaction: DatabaseTransaction,
  requestId: string,
  change: { checked_at?: Date; released_at?: Date; expires_at?: Date },
): Promise<void> {
  await transaction
    .updateTable('privacy_export')
    .set(change)
    .where('privacy_request_id', '=', requestId)
    .execute()
}

/** Files whose time is over. */
export async function removeEndedExports(database: Database, now: Date): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('privacy_export')
    .where('expires_at', '<=', now)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
