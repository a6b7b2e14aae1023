import type { ColumnType, Generated } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { ImportedBulletin } from './imported-bulletin.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    bulletin_import: {
      id: Generated<string>
      file_name: string
      sha256: string
      reading: ColumnType<ImportedBulletin | null, string, null>
      created_by: string | null
      created_at: Date
      imported_at: ColumnType<Date | null, null | undefined, Date>
      publication_id: string | null
    }
  }
}

/** A file that was read; `reading` is there until drafts are made of it. */
export type BulletinImport = {
  id: string
  fileName: string
  sha256: string
  reading: ImportedBulletin | null
  importedAt: Date | null
  /** The bulletin that was made of it, if it is still there. */
  publicationId: string | null
}

/** Keeps what was read from a file. Gives the id of the import. */
export async function insertImport(
  database: Database,
  file: { fileName: string; sha256: string; reading: ImportedBulletin },
  act: { by: string | null; now: Date },
): Promise<string> {
  const { id } = await database
    .insertInto('bulletin_import')
    .values({
      file_name: file.fileName,
      sha256: file.sha256,
      // PostgreSQL keeps no NUL in a text, wherever in a file it came from.
      reading: JSON.stringify(file.reading).replaceAll(String.raw`\u0000`, ''),
      created_by: act.by,
      created_at: act.now,
      publication_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** An import by its id; `lock` keeps others from making a bulletin of it until the transaction ends. */
export async function findImport(
  database: Database,
  id: string,
  options: { lock?: boolean } = {},
): Promise<BulletinImport | null> {
  let query = database.selectFrom('bulletin_import').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row ? importOf(row) : null
}

/** The last time this very file was made into drafts, or null. */
export async function findEarlierImport(
  database: Database,
  sha256: string,
): Promise<BulletinImport | null> {
  const row = await database
    .selectFrom('bulletin_import')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('imported_at', 'is not', null)
    .orderBy('imported_at', 'desc')
    .executeTakeFirst()
  return row ? importOf(row) : null
}

/** Drafts were made: what was found is in them now. */
export async function closeImport(
  database: Database,
  id: string,
  made: { publicationId: string; now: Date },
): Promise<void> {
  await database
    .updateTable('bulletin_import')
    .set({ reading: null, imported_at: made.now, publication_id: made.publicationId })
    .where('id', '=', id)
    .execute()
}

/** Readings of which nobody made anything. */
export async function forgetImportsBefore(database: Database, instant: Date): Promise<void> {
  await database
    .deleteFrom('bulletin_import')
    .where('imported_at', 'is', null)
    .where('created_at', '<', instant)
    .execute()
}

function importOf(row: {
  id: string
  file_name: string
  sha256: string
  reading: ImportedBulletin | null
  imported_at: Date | null
  publication_id: string | null
}): BulletinImport {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    reading: row.reading,
    importedAt: row.imported_at,
    publicationId: row.publication_id,
  }
}
