import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { isUuid } from '../platform/identifiers.ts'

declare module '../platform/database.ts' {
  interface Tables {
    picture: {
      file_id: string
      description: string
      width: number
      height: number
      uploaded_by: string | null
      uploaded_at: Date
    }
  }
}

/** A picture as the workspace lists it. */
export type Picture = {
  id: string
  name: string
  mediaType: string
  bytes: number
  description: string
  width: number
  height: number
  uploadedBy: string | null
  uploadedAt: Date
}

/** A page of the library, latest first. */
export async function listPictures(
  database: Database,
  page: { limit: number; offset: number },
): Promise<Picture[]> {
  return pictures(database)
    .orderBy('uploaded_at', 'desc')
    .orderBy('file_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
}

/** How many pictures the library has. */
export async function countPictures(database: Database): Promise<number> {
  const row = await database
    .selectFrom('picture')
    .select((is) => is.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** A picture by the id of its file. */
export async function findPicture(database: Database, id: string): Promise<Picture | null> {
  return (await pictures(database).where('file_id', '=', id).executeTakeFirst()) ?? null
}

/** Those of these ids that are pictures: for drawing a page. */
export async function findPicturesById(database: Database, ids: string[]): Promise<Picture[]> {
  const wanted = [...new Set(ids)].filter((id) => isUuid(id))
  if (wanted.length === 0) return []
  return pictures(database).where('file_id', 'in', wanted).execute()
}

export type PictureUse = { publicationId: string; title: string; isPublic: boolean }

/** Publications that show it: in the version the public reads, or in the newest. */
export async function listPictureUses(database: Database, id: string): Promise<PictureUse[]> {
  // The id is random and quoted as a whole, so that finding it in the text is finding it.
  const { rows } = await sql<PictureUse>`
    select publication.id as "publicationId", max(version.title) as title,
      bool_or(version.number = published_version and withdrawn_at is null) as "isPublic"
    from publication join publication_version version on version.publication_id = publication.id
      and version.number in (latest_version, published_version)
    where version.content::text like ${`%"${id}"%`}
    group by publication.id order by 2`.execute(database)
  return rows
}

function pictures(database: Database) {
  return database
    .selectFrom('picture')
    .innerJoin('file', 'file.id', 'picture.file_id')
    .select([
      'file.id',
      'file.name',
      'file.media_type as mediaType',
      'file.bytes',
      'picture.description',
      'picture.width',
      'picture.height',
      'picture.uploaded_by as uploadedBy',
      'picture.uploaded_at as uploadedAt',
    ])
}
