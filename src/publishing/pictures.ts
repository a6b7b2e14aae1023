import { audit } from '../platform/audit.ts'
import type { Database } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import { keepFile, removeFile, type FileStore } from '../platform/files.ts'
import { inTransaction, type Act } from './publication-records.ts'
import { picturePaths } from './picture-paths.ts'
import {
  findPicture,
  findPicturesById,
  listPictureUses,
  type PictureUse,
} from './picture-queries.ts'
import { readPicture, type PictureRefusal } from './picture-content.ts'
import type { RichTextReferences } from './rich-text-view.tsx'
import { slugOf } from './slug.ts'

/** Keeps an uploaded picture, cleaned; `description` says what it shows to people who cannot see it. */
export async function addPicture(
  database: Database,
  store: FileStore,
  upload: { name: string; content: Buffer; description: string },
  act: Act,
): Promise<{ ok: true; id: string } | PictureRefusal> {
  const read = readPicture(upload.content, upload.name)
  if (!read.ok) return read
  const name = `${slugOf(upload.name.replace(/\.[^.]*$/, ''))}.${read.type.replace('image/', '')}`
  return inTransaction(database, async (transaction) => {
    const file = { name, mediaType: read.type, content: read.content }
    const { id } = await keepFile(transaction, store, file)
    await transaction
      .insertInto('picture')
      .values({
        file_id: id,
        description: upload.description,
        width: read.width,
        height: read.height,
        uploaded_by: act.by,
        uploaded_at: act.now,
      })
      .execute()
    const subject = { kind: 'picture', id }
    await audit(transaction, { action: 'picture.added', by: act.by, subject, details: { name } })
    return { ok: true, id }
  })
}

/** Says anew what a picture shows. Places that show it already keep their own words. Throws NotFound. */
export async function describePicture(
  database: Database,
  id: string,
  description: string,
  act: Act,
): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const changed = await transaction
      .updateTable('picture')
      .set({ description })
      .where('file_id', '=', id)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw new NotFound('picture')
    const subject = { kind: 'picture', id }
    await audit(transaction, { action: 'picture.described', by: act.by, subject })
  })
}

/** Removes a picture for good; refused while a public page or a newest draft shows it. Throws NotFound. */
export async function removePicture(
  database: Database,
  store: FileStore,
  id: string,
  act: Act,
): Promise<{ ok: true } | { ok: false; reason: 'in-use'; uses: PictureUse[] }> {
  return inTransaction(database, async (transaction) => {
    const picture = await findPicture(transaction, id)
    if (!picture) throw new NotFound('picture')
    const uses = await listPictureUses(transaction, id)
    if (uses.length > 0) return { ok: false, reason: 'in-use', uses }
    await transaction.deleteFrom('picture').where('file_id', '=', id).execute()
    await removeFile(transaction, store, id)
    const subject = { kind: 'picture', id }
    const details = { name: picture.name }
    await audit(transaction, { action: 'picture.removed', by: act.by, subject, details })
    return { ok: true }
  })
}

/** For `<RichText references={{ file }}>`: the pictures in the texts of an edition's content. */
export async function pictureResolver(
  database: Database,
  content: unknown,
): Promise<NonNullable<RichTextReferences['file']>> {
  const found = await findPicturesById(database, fileIdsIn(content))
  const byId = new Map(
    found.map((picture) => [
      picture.id,
      { address: picturePaths.file(picture), width: picture.width, height: picture.height },
    ]),
  )
  return (id) => byId.get(id)
}

/** Documents lie at any depth of a content, which only its slice knows; a picture looks the same in all. */
function fileIdsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('fileId' in value && typeof value.fileId === 'string') return [value.fileId]
  return Object.values(value).flatMap(fileIdsIn)
}
