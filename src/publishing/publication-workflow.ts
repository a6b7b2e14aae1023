import { ukDate } from '../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import type { Jobs } from '../platform/jobs.ts'
import { notify } from '../platform/notices.ts'
import { publishPlanned } from './publication-jobs.ts'
import type { PublicationKind } from './publication-kind.ts'
import { findLatest, type Edition, type Publication } from './publication-queries.ts'
import {
  inTransaction,
  latestOf,
  lockPublication,
  record,
  type Act,
} from './publication-records.ts'
import { picturesWithoutDescription } from './rich-text-pictures.ts'
import { removeFromSearch } from './search.ts'
import { makePublic } from './publication-release.ts'

export type WorkflowRefusal = {
  ok: false
  reason:
    | 'nothing-to-review'
    | 'not-in-review'
    | 'own-work'
    | 'not-published'
    | 'in-the-past'
    | 'not-planned'
    | 'changed-meanwhile'
}
type Outcome = { ok: true } | WorkflowRefusal

/** What its slice asks for is not there yet; `obstacles` are sentences. */
export type NotReady = { ok: false; reason: 'not-ready'; obstacles: string[] }

/** Asks another person to review the latest version. A withdrawn page can come back as it was. */
export async function submitForReview<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  publicationId: string,
  act: Act,
): Promise<Outcome | NotReady> {
  return inTransaction(database, async (transaction): Promise<Outcome | NotReady> => {
    const publication = await lockPublication(transaction, publicationId)
    if (!isReviewable(publication)) return { ok: false, reason: 'nothing-to-review' }
    const edition = (await findLatest(transaction, kind, publicationId))!
    const obstacles = obstaclesOf(kind, edition)
    if (obstacles.length > 0) return { ok: false, reason: 'not-ready', obstacles }
    await transaction
      .updateTable('publication')
      .set({ draft_state: 'in-review', submitted_by: act.by })
      .where('id', '=', publicationId)
      .execute()
    await record(transaction, kind, latestOf(publication), 'submitted', act)
    return { ok: true }
  })
}

/** Is there something that another person could be asked to review? */
export function isReviewable(publication: Publication): boolean {
  return (
    publication.draft_state === 'draft' ||
    (publication.withdrawn_at !== null && publication.draft_state === 'none')
  )
}

/** What must be put right before a review: what the slice says, and pictures nobody described. */
export function obstaclesOf<Content extends object>(
  kind: PublicationKind<Content>,
  edition: Edition<Content>,
): string[] {
  const undescribed = kind
    .textsOf(edition.content)
    .filter(({ document }) => picturesWithoutDescription(document) > 0)
    .map(({ where }) => `Describe each picture in “${where}” for people who cannot see it`)
  return [...(kind.obstaclesOf?.(edition) ?? []), ...undescribed]
}

/** Gives a version in review back to its author, with what should change. */
export async function returnToAuthor(
  database: Database,
  kind: PublicationKind,
  publicationId: string,
  note: string,
  act: Act,
): Promise<Outcome> {
  return inTransaction(database, async (transaction) => {
    const publication = await lockPublication(transaction, publicationId)
    if (publication.draft_state !== 'in-review') return { ok: false, reason: 'not-in-review' }
    await transaction
      .updateTable('publication')
      .set({ draft_state: 'draft', submitted_by: null, scheduled_for: null, scheduled_by: null })
      .where('id', '=', publicationId)
      .execute()
    await record(transaction, kind, latestOf(publication), 'returned', act, note)
    return { ok: true }
  })
}

export type PublishOptions = {
  /** An instant to come; now when left out. */
  at?: Date
  /** When the page is to be read again, YYYY-MM-DD. */
  reviewDueOn?: string
  /** The version the reviewer has read: refused ('changed-meanwhile') when there is a newer one. */
  seenVersion?: number
}

/**
 * Publishes the version in review, now or at an instant to come. Refused ('own-work') to whoever
 * wrote or submitted it: two people see each page before the public does.
 */
export async function publish<Content extends object>(
  database: Database,
  jobs: Pick<Jobs, 'enqueue'>,
  kind: PublicationKind<Content>,
  publicationId: string,
  options: PublishOptions,
  act: Act,
): Promise<Outcome> {
  return inTransaction(database, async (transaction) => {
    const publication = await lockPublication(transaction, publicationId)
    const refusal = await refusalToPublish(transaction, publication, options, act)
    if (refusal) return refusal
    if (options.reviewDueOn)
      await transaction
        .updateTable('publication')
        .set({ review_due_on: options.reviewDueOn })
        .where('id', '=', publicationId)
        .execute()
    if (!options.at) {
      await makePublic(transaction, kind, publicationId, act)
      return { ok: true }
    }
    await transaction
      .updateTable('publication')
      .set({ scheduled_for: options.at, scheduled_by: act.by })
      .where('id', '=', publicationId)
      .execute()
    await jobs.enqueue(transaction, publishPlanned, { publicationId }, { startAfter: options.at })
    const at = options.at.toISOString()
    await record(transaction, kind, latestOf(publication), 'scheduled', act, at)
    return { ok: true }
  })
}

async function refusalToPublish(
  transaction: DatabaseTransaction,
  publication: Publication,
  { at, reviewDueOn, seenVersion = publication.latest_version }: PublishOptions,
  act: Act,
): Promise<WorkflowRefusal | null> {
  if (seenVersion !== publication.latest_version) return { ok: false, reason: 'changed-meanwhile' }
  if (publication.draft_state !== 'in-review') return { ok: false, reason: 'not-in-review' }
  if (act.by !== null && (await hasWorkedOn(transaction, publication, act.by)))
    return { ok: false, reason: 'own-work' }
  const isPast = (at && at <= act.now) || (reviewDueOn && reviewDueOn <= ukDate(act.now))
  return isPast ? { ok: false, reason: 'in-the-past' } : null
}

/** Takes back a planned publication; the version stays in review. */
export async function unschedule(
  database: Database,
  kind: PublicationKind,
  publicationId: string,
  act: Act,
): Promise<Outcome> {
  return inTransaction(database, async (transaction) => {
    const publication = await lockPublication(transaction, publicationId)
    if (!publication.scheduled_for) return { ok: false, reason: 'not-planned' }
    await transaction
      .updateTable('publication')
      .set({ scheduled_for: null, scheduled_by: null })
      .where('id', '=', publicationId)
      .execute()
    await record(transaction, kind, latestOf(publication), 'unscheduled', act)
    return { ok: true }
  })
}

/** Takes a page from the public; its address answers with the reason. */
export async function withdraw(
  database: Database,
  kind: PublicationKind,
  publicationId: string,
  reason: string,
  act: Act,
): Promise<Outcome> {
  return inTransaction(database, async (transaction) => {
    const publication = await lockPublication(transaction, publicationId)
    const version = publicVersionOf(publication)
    if (version === null) return { ok: false, reason: 'not-published' }
    await transaction
      .updateTable('publication')
      .set({ withdrawn_at: act.now, withdrawn_reason: reason })
      .where('id', '=', publicationId)
      .execute()
    await kind.onWithdraw?.(transaction, publicationId)
    await removeFromSearch(transaction, publicationId)
    await record(transaction, kind, { id: publicationId, version }, 'withdrawn', act, reason)
    await notify(transaction, 'published')
    return { ok: true }
  })
}

/** Says that a published page was read again and holds, until the next date (YYYY-MM-DD). */
export async function markReviewed(
  database: Database,
  kind: PublicationKind,
  publicationId: string,
  nextReviewOn: string,
  act: Act,
): Promise<Outcome> {
  return inTransaction(database, async (transaction) => {
    const publication = await lockPublication(transaction, publicationId)
    const version = publicVersionOf(publication)
    if (version === null) return { ok: false, reason: 'not-published' }
    if (nextReviewOn <= ukDate(act.now)) return { ok: false, reason: 'in-the-past' }
    await transaction
      .updateTable('publication')
      .set({ review_due_on: nextReviewOn })
      .where('id', '=', publicationId)
      .execute()
    await record(transaction, kind, { id: publicationId, version }, 'reviewed', act, nextReviewOn)
    await notify(transaction, 'published')
    return { ok: true }
  })
}

/** The version the public reads now, or null. */
export function publicVersionOf(publication: Publication): number | null {
  return publication.withdrawn_at ? null : publication.published_version
}

/** Has this person a hand in what would be published: wrote a version since the public one, or submitted it? */
export async function hasWorkedOn(
  database: Database,
  publication: Publication,
  personId: string,
): Promise<boolean> {
  if (publication.submitted_by === personId) return true
  const row = await database
    .selectFrom('publication_version')
    .select('number')
    .where('publication_id', '=', publication.id)
    .where('number', '>', publication.published_version ?? 0)
    .where('created_by', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}
