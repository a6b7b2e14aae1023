import { audit } from '../platform/audit.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import type { PublicationKind } from './publication-kind.ts'
import type { Publication, PublicationAction } from './publication-queries.ts'

/** Who acts, and when. `by: null` is the system or the operator's command line. */
export type Act = { by: string | null; now: Date }

/** The publication's row, held until the transaction ends. Throws NotFound. */
export async function lockPublication(
  transaction: DatabaseTransaction,
  publicationId: string,
): Promise<Publication> {
  const row = await transaction
    .selectFrom('publication')
    .selectAll()
    .where('id', '=', publicationId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('publication')
  return row
}

/** Writes what was done into the publication's history and into the audit log. */
export async function record(
  transaction: DatabaseTransaction,
  kind: PublicationKind,
  of: { id: string; version: number },
  action: PublicationAction,
  act: Act,
  note?: string,
): Promise<void> {
  await transaction
    .insertInto('publication_event')
    .values({
      publication_id: of.id,
      version: of.version,
      action,
      person_id: act.by,
      at: act.now,
      note: note ?? null,
    })
    .execute()
  await audit(transaction, {
    action: `${kind.kind}.${action}`,
    by: act.by,
    subject: { kind: kind.kind, id: of.id },
    details: { version: of.version, ...(note ? { note } : {}) },
  })
}

/** The id and the number of the latest version, which a change is based on. */
export function latestOf(publication: Publication): { id: string; version: number } {
  return { id: publication.id, version: publication.latest_version }
}

/** Runs in the caller's transaction where there is one. */
export function inTransaction<T>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<T>,
): Promise<T> {
  return database.isTransaction
    ? work(database as DatabaseTransaction)
    : database.transaction().execute(work)
}
