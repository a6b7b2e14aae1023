import type { Database } from '../platform/database.ts'
import type { PublicationKindName } from './publication-kind.ts'
import { hasNewerDraft, stateOf, type Publication } from './publication-queries.ts'
import type { PublicationStatus } from './publication-status.ts'

/** A publication as a line of work: where it stands and who saved it last. */
export type WorkRow = {
  id: string
  kind: PublicationKindName
  slug: string
  title: string
  savedBy: string | null
  savedAt: Date
  publication: Publication
} & Pick<PublicationStatus, 'state' | 'draft' | 'newerDraft'>

export type Work = {
  /** In review, and this person has no hand in it. */
  toReview: WorkRow[]
  /** In review, and waiting for somebody else. */
  awaitingOthers: WorkRow[]
  /** Drafts that this person owns or wrote on. */
  drafts: WorkRow[]
  /** Drafts that nobody owns or wrote on, such as those imported on the command line: anybody may take them up. */
  nobodysDrafts: WorkRow[]
  reviewDue: WorkRow[]
  scheduled: WorkRow[]
  recentlyPublished: WorkRow[]
}

const rowsOfEach = 20

/**
 * What there is to do, among the kinds that this person may write. `soon` is the day until which a
 * coming review is shown; `recent` the instant from which a publication is news.
 */
export async function findWork(
  database: Database,
  kinds: readonly PublicationKindName[],
  personId: string,
  days: { today: string; soon: string; recent: Date },
): Promise<Work> {
  if (kinds.length === 0) return noWork
  const { today, soon, recent } = days
  const own = ownWork(database, personId)
  const inReview = rows(database, kinds)
    .where('draft_state', '=', 'in-review')
    .where('scheduled_for', 'is', null)
    .orderBy('version.created_at')
  const toReview = inReview.where((is) => is.not(is.exists(own)))
  const awaitingOthers = inReview.where((is) => is.exists(own))
  const drafts = rows(database, kinds)
    .where('draft_state', '=', 'draft')
    .where((is) => is.or([is('owner_id', '=', personId), is.exists(own)]))
    .orderBy('version.created_at', 'desc')
  const nobodysDrafts = rows(database, kinds)
    .where('draft_state', '=', 'draft')
    .where('owner_id', 'is', null)
    .where((is) => is.not(is.exists(writtenByAnybody(database))))
    .orderBy('version.created_at', 'desc')
  const reviewDue = rows(database, kinds)
    .where('published_version', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where('review_due_on', '<=', soon)
    .orderBy('review_due_on')
  const scheduled = rows(database, kinds)
    .where('scheduled_for', 'is not', null)
    .orderBy('scheduled_for')
  const recentlyPublished = rows(database, kinds)
    .where('withdrawn_at', 'is', null)
    .where('published_at', '>=', recent)
    .orderBy('published_at', 'desc')
  const read = async (query: typeof inReview): Promise<WorkRow[]> =>
    (await query.orderBy('publication.id').execute()).map((row) => workRowOf(row, today))
  return {
    toReview: await read(toReview),
    awaitingOthers: await read(awaitingOthers),
    drafts: await read(drafts),
    nobodysDrafts: await read(nobodysDrafts),
    reviewDue: await read(reviewDue),
    scheduled: await read(scheduled),
    recentlyPublished: await read(recentlyPublished),
  }
}

const noWork: Work = {
  toReview: [],
  awaitingOthers: [],
  drafts: [],
  nobodysDrafts: [],
  reviewDue: [],
  scheduled: [],
  recentlyPublished: [],
}

function rows(database: Database, kinds: readonly PublicationKindName[]) {
  return database
    .selectFrom('publication')
    .innerJoin('publication_version as version', (join) =>
      join
        .onRef('version.publication_id', '=', 'publication.id')
        .onRef('version.number', '=', 'publication.latest_version'),
    )
    .selectAll('publication')
    .select(['version.title', 'version.created_by as saved_by', 'version.created_at as saved_at'])
    .where('kind', 'in', kinds)
    .limit(rowsOfEach)
}

// The same rule as hasWorkedOn, for many publications at once.
function ownWork(database: Database, personId: string) {
  return database
    .selectFrom('publication_version as written')
    .select('written.number')
    .whereRef('written.publication_id', '=', 'publication.id' as never)
    .where((is) =>
      is.or([
        is.and([
          is('written.created_by', '=', personId),
          is(
            'written.number',
            '>',
            is.fn.coalesce(is.ref('publication.published_version' as never), is.lit(0)) as never,
          ),
        ]),
        is(is.ref('publication.submitted_by' as never), '=', personId as never),
      ]),
    )
}

/** The versions after the published one that a person wrote. */
function writtenByAnybody(database: Database) {
  return database
    .selectFrom('publication_version as written')
    .select('written.number')
    .whereRef('written.publication_id', '=', 'publication.id' as never)
    .where('written.created_by', 'is not', null)
    .where((is) =>
      is(
        'written.number',
        '>',
        is.fn.coalesce(is.ref('publication.published_version' as never), is.lit(0)) as never,
      ),
    )
}

function workRowOf(
  row: Publication & { title: string; saved_by: string | null; saved_at: Date },
  today: string,
): WorkRow {
  const { title, saved_by: savedBy, saved_at: savedAt, ...publication } = row
  return {
    id: publication.id,
    kind: publication.kind,
    slug: publication.slug,
    title,
    savedBy,
    savedAt,
    publication,
    state: stateOf(publication, today),
    draft: publication.scheduled_for ? 'scheduled' : publication.draft_state,
    newerDraft: hasNewerDraft(publication),
  }
}
