import { sql, type ColumnType, type Generated, type Selectable } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { PublicationKind, PublicationKindName } from './publication-kind.ts'

type Moment = ColumnType<Date, Date | undefined, Date>

interface PublicationTable {
  id: Generated<string>
  kind: PublicationKindName
  slug: string
  language: Generated<'en' | 'cy'>
  latest_version: Generated<number>
  published_version: number | null
  draft_state: Generated<'none' | 'draft' | 'in-review'>
  submitted_by: string | null
  scheduled_for: Date | null
  scheduled_by: string | null
  review_due_on: string | null
  review_reminded_for: string | null
  owner_id: string | null
  /** Said on a page that speaks of another time: readers must not rely on it today. */
  historic_note: string | null
  /** Said on a page that was invented to show the product. */
  demonstration_note: string | null
  created_at: Moment
  first_published_at: Date | null
  published_at: Date | null
  withdrawn_at: Date | null
  withdrawn_reason: string | null
}

export type PublicationAction =
  | 'created'
  | 'submitted'
  | 'returned'
  | 'scheduled'
  | 'unscheduled'
  | 'published'
  | 'withdrawn'
  | 'restored'
  | 'reviewed'
  | 'imported'

declare module '../platform/database.ts' {
  interface Tables {
    publication: PublicationTable
    publication_version: {
      publication_id: string
      number: number
      title: string
      summary: string
      content: ColumnType<unknown, string, string>
      created_by: string | null
      created_at: Moment
      note: string | null
    }
    publication_event: {
      id: Generated<number>
      publication_id: string
      version: number
      action: PublicationAction
      person_id: string | null
      at: Moment
      note: string | null
    }
    search_entry: {
      publication_id: string
      kind: PublicationKindName
      path: string
      title: string
      summary: string
      body: string
      language: string
      published_at: Date
      making: Generated<number>
      document: ColumnType<string, never, never>
    }
    search_word: { word: string }
    term: {
      id: Generated<string>
      label: string
      nation: 'england' | 'wales' | 'scotland' | 'northern-ireland'
      agency_sector_code: string | null
      valid_from: string | null
      valid_to: string | null
      replaced_by: string | null
      note: string | null
    }
  }
}

export type Publication = Selectable<PublicationTable>

/** One version of a publication with what its slice stores. */
export type Edition<Content = unknown> = {
  publication: Publication
  version: number
  title: string
  summary: string
  content: Content
  createdBy: string | null
  createdAt: Date
}

/** The page the public reads at this address, or null. */
export async function findPublished<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  slug: string,
): Promise<Edition<Content> | null> {
  const rows = await editions(database, 'published_version')
    .where('publication.kind', '=', kind.kind)
    .where('publication.slug', '=', slug)
    .where('publication.withdrawn_at', 'is', null)
    .execute()
  return rows[0] ? editionOf(kind, rows[0]) : null
}

/** A withdrawn page's address: it answers 410 with the reason. */
export async function findWithdrawn(
  database: Database,
  kind: PublicationKindName,
  slug: string,
): Promise<Publication | null> {
  const row = await database
    .selectFrom('publication')
    .selectAll()
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .where('withdrawn_at', 'is not', null)
    .executeTakeFirst()
  return row ?? null
}

/** All that the public can read of one kind, newest first. */
export async function listPublished<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
): Promise<Edition<Content>[]> {
  const rows = await editions(database, 'published_version')
    .where('publication.kind', '=', kind.kind)
    .where('publication.withdrawn_at', 'is', null)
    .orderBy('publication.published_at', 'desc')
    .orderBy('publication.id')
    .execute()
  return rows.map((row) => editionOf(kind, row))
}

/** What the workspace edits: the newest version, published or not. */
export async function findLatest<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  publicationId: string,
): Promise<Edition<Content> | null> {
  const rows = await editions(database, 'latest_version')
    .where('publication.kind', '=', kind.kind)
    .where('publication.id', '=', publicationId)
    .execute()
  return rows[0] ? editionOf(kind, rows[0]) : null
}

/** All of one kind in the workspace, last changed first. */
export async function listLatest<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
): Promise<Edition<Content>[]> {
  const rows = await editions(database, 'latest_version')
    .where('publication.kind', '=', kind.kind)
    .orderBy('version.created_at', 'desc')
    .orderBy('publication.id')
    .execute()
  return rows.map((row) => editionOf(kind, row))
}

/** One version, whatever its state; for comparing and for what was sent. */
export async function findVersion<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  publicationId: string,
  number: number,
): Promise<Edition<Content> | null> {
  const rows = await editions(database, sql.lit(number))
    .where('publication.kind', '=', kind.kind)
    .where('publication.id', '=', publicationId)
    .execute()
  return rows[0] ? editionOf(kind, rows[0]) : null
}

/** The row alone, for routes that serve all kinds. */
export async function findPublication(
  database: Database,
  publicationId: string,
): Promise<Publication | null> {
  return (
    (await database
      .selectFrom('publication')
      .selectAll()
      .where('id', '=', publicationId)
      .executeTakeFirst()) ?? null
  )
}

/** What was planned for an instant that is past, and is not out. */
export async function listDue(database: Database, now: Date): Promise<{ id: string }[]> {
  return database
    .selectFrom('publication')
    .select('id')
    .where('scheduled_for', '<=', now)
    .orderBy('scheduled_for')
    .execute()
}

export type PublicationState =
  | 'draft'
  | 'in-review'
  | 'scheduled'
  | 'published'
  | 'review-due'
  | 'withdrawn'

/** The one word for where a publication stands. `today` is YYYY-MM-DD. A published page with a newer draft is "published"; see `hasNewerDraft`. */
export function stateOf(publication: Publication, today: string): PublicationState {
  if (publication.withdrawn_at) return 'withdrawn'
  if (publication.published_version !== null)
    return publication.review_due_on !== null && publication.review_due_on <= today
      ? 'review-due'
      : 'published'
  if (publication.scheduled_for) return 'scheduled'
  return publication.draft_state === 'in-review' ? 'in-review' : 'draft'
}

/** Whether something was written since what is published. */
export function hasNewerDraft(publication: Publication): boolean {
  return (
    publication.published_version !== null &&
    publication.latest_version > publication.published_version
  )
}

function editions(
  database: Database,
  which: 'published_version' | 'latest_version' | ReturnType<typeof sql.lit<number>>,
) {
  return database
    .selectFrom('publication')
    .innerJoin('publication_version as version', (join) =>
      join
        .onRef('version.publication_id', '=', 'publication.id')
        .on(
          'version.number',
          '=',
          (is) => (typeof which === 'string' ? is.ref(`publication.${which}`) : which) as never,
        ),
    )
    .selectAll('publication')
    .select([
      'version.number as version',
      'version.title',
      'version.summary',
      'version.content',
      'version.created_by',
      'version.created_at as version_created_at',
    ])
}

function editionOf<Content extends object>(
  kind: PublicationKind<Content>,
  row: Publication & {
    version: number
    title: string
    summary: string
    content: unknown
    created_by: string | null
    version_created_at: Date
  },
): Edition<Content> {
  const {
    version,
    title,
    summary,
    content,
    created_by: createdBy,
    version_created_at: createdAt,
    ...publication
  } = row
  return {
    publication,
    version,
    title,
    summary,
    content: kind.schema.parse(content),
    createdBy,
    createdAt,
  }
}
