import type { Database } from '../platform/database.ts'
import type { PublicationAction } from './publication-queries.ts'

export type VersionRow = {
  number: number
  title: string
  savedBy: string | null
  savedAt: Date
  note: string | null
}

/** Every version of a publication, newest first, without its content. */
export async function listVersions(
  database: Database,
  publicationId: string,
): Promise<VersionRow[]> {
  return database
    .selectFrom('publication_version')
    .select(['number', 'title', 'created_by as savedBy', 'created_at as savedAt', 'note'])
    .where('publication_id', '=', publicationId)
    .orderBy('number', 'desc')
    .execute()
}

export type EventRow = {
  version: number
  action: PublicationAction
  by: string | null
  at: Date
  note: string | null
}

/** What happened to a publication, newest first. */
export async function listEvents(database: Database, publicationId: string): Promise<EventRow[]> {
  return database
    .selectFrom('publication_event')
    .select(['version', 'action', 'person_id as by', 'at', 'note'])
    .where('publication_id', '=', publicationId)
    .orderBy('id', 'desc')
    .execute()
}
