import { sql } from 'kysely'
import { audit } from '../platform/audit.ts'
import { ukDate } from '../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import type { Job, Jobs } from '../platform/jobs.ts'
import { notify } from '../platform/notices.ts'
import type { PublicationKind } from './publication-kind.ts'
import {
  findLatest,
  findPublication,
  type Edition,
  type Publication,
  type PublicationAction,
} from './publication-queries.ts'
import { indexForSearch, removeFromSearch } from './search.ts'

export type { PublicationKind, PublicationKindName } from './publication-kind.ts'
export {
  findLatest,
  findPublication,
  findPublished,
  findVersion,
  findWithdrawn,
  hasNewerDraft,
  listLatest,
  listPublished,
  stateOf,
} from './publication-queries.ts'
export type {
  Edition,
  Publication,
  PublicationAction,
  PublicationState,
} from './publication-queries.ts'

export type Draft<Content> = { title: string; summary: string; content: Content; note?: string }

/** Who acts, and when. `by: null` is the system or the operator's command line. */
export type Act = { by: string | null; now: Date }

/** Makes a draft. The slug is the title's unless one is given, with a number where it is taken. */
export async function createDraft<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  draft: Draft<Content> & { slug?: string; historicNote?: string; imported?: boolean },
  act: Act,
): Promise<{ id: string; slug: string }> {
  return inTransaction(database, async (transaction) => {
    const slug = await freeSlug(transaction, kind, slugOf(draft.slug ?? draft.title))
    const { id } = await transaction
      .insertInto('publication')
      .values({
        kind: kind.kind,
        slug,
        owner_id: act.by,
        historic_note: draft.historicNote ?? null,
        created_at: act.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertVersion(transaction, kind, id, 1, draft, act)
    await record(
      transaction,
      kind,
      { id, version: 1 },
      draft.imported ? 'imported' : 'created',
      act,
    )
    return { id, slug }
  })
}

export type SaveRefusal = { ok: false; reason: 'changed-meanwhile'; latest: number }

/**
 * Keeps a new version; the published one stays as it is until this one is published. A version in review becomes a
 * draft again. `basedOn` is the version the writer began with: if somebody saved meanwhile, nothing is written.
 */
export async function saveDraft<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  publicationId: string,
  draft: Draft<Content> & { basedOn: number },
  act: Act,
): Promise<{ ok: true; version: number } | SaveRefusal> {
  return inTransaction(database, async (transaction) => {
    const publication = await lockPublication(transaction, publicationId)
    if (publication.latest_version !== draft.basedOn)
      return { ok: false, reason: 'changed-meanwhile', latest: publication.latest_version }
    const version = publication.latest_version + 1
    await insertVersion(transaction, kind, publicationId, version, draft, act)
    await transaction
      .updateTable('publication')
      .set({
        latest_version: version,
        draft_state: 'draft',
        submitted_by: null,
        scheduled_for: null,
        scheduled_by: null,
      })
      .where('id', '=', publicationId)
      .execute()
    return { ok: true, version }
  })
}

export type WorkflowRefusal = {
  ok: false
  reason: 'nothing-to-review' | 'not-in-review' | 'own-work' | 'not-published' | 'in-the-past'
}
type Outcome = { ok: true } | WorkflowRefusal

/** What its slice asks for is not there yet; `obstacles` are sentences. */
export type NotReady = { ok: false; reason: 'not-ready'; obstacles: string[] }

/** Asks another person to review the latest version. */
export async function submitForReview<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  publicationId: string,
  act: Act,
): Promise<Outcome | NotReady> {
  return inTransaction(database, async (transaction): Promise<Outcome | NotReady> => {
    const publication = await lockPublication(transaction, publicationId)
    if (publication.draft_state !== 'draft') return { ok: false, reason: 'nothing-to-review' }
    const edition = kind.obstaclesOf && (await findLatest(transaction, kind, publicationId))
    const obstacles = edition ? kind.obstaclesOf!(edition) : []
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

/**
 * Publishes the version in review, now or at an instant to come. Refused ('own-work') to whoever wrote or submitted
 * it: two people see each page before the public does.
 */
export async function publish<Content extends object>(
  database: Database,
  jobs: Pick<Jobs, 'enqueue'>,
  kind: PublicationKind<Content>,
  publicationId: string,
  options: { at?: Date; reviewDueOn?: string },
  act: Act,
): Promise<Outcome> {
  return inTransaction(database, async (transaction) => {
    const publication = await lockPublication(transaction, publicationId)
    if (publication.draft_state !== 'in-review') return { ok: false, reason: 'not-in-review' }
    if (act.by !== null && (await hasWorkedOn(transaction, publication, act.by)))
      return { ok: false, reason: 'own-work' }
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
    if (options.at <= act.now) return { ok: false, reason: 'in-the-past' }
    await transaction
      .updateTable('publication')
      .set({ scheduled_for: options.at, scheduled_by: act.by })
      .where('id', '=', publicationId)
      .execute()
    await jobs.enqueue(transaction, publishScheduled, { publicationId }, { startAfter: options.at })
    await record(
      transaction,
      kind,
      latestOf(publication),
      'scheduled',
      act,
      options.at.toISOString(),
    )
    return { ok: true }
  })
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
    if (!publication.scheduled_for) return { ok: false, reason: 'not-in-review' }
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
    if (publication.published_version === null || publication.withdrawn_at)
      return { ok: false, reason: 'not-published' }
    await transaction
      .updateTable('publication')
      .set({ withdrawn_at: act.now, withdrawn_reason: reason })
      .where('id', '=', publicationId)
      .execute()
    await kind.onWithdraw?.(transaction, publicationId)
    await removeFromSearch(transaction, publicationId)
    await record(
      transaction,
      kind,
      { id: publicationId, version: publication.published_version },
      'withdrawn',
      act,
      reason,
    )
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
    if (publication.published_version === null || publication.withdrawn_at)
      return { ok: false, reason: 'not-published' }
    if (nextReviewOn <= ukDate(act.now)) return { ok: false, reason: 'in-the-past' }
    await transaction
      .updateTable('publication')
      .set({ review_due_on: nextReviewOn })
      .where('id', '=', publicationId)
      .execute()
    await record(
      transaction,
      kind,
      { id: publicationId, version: publication.published_version },
      'reviewed',
      act,
      nextReviewOn,
    )
    await notify(transaction, 'published')
    return { ok: true }
  })
}

const publishScheduled = 'publication.publish-scheduled'

/** The jobs of publishing: the planned publication at its instant. */
export function publicationJobs(
  database: Database,
  clock: { now: () => Date },
  kinds: PublicationKind[],
): Job<never>[] {
  const job: Job<{ publicationId: string }> = {
    name: publishScheduled,
    work: async ({ publicationId }) => {
      const found = await findPublication(database, publicationId)
      const kind = kinds.find((candidate) => candidate.kind === found?.kind)
      if (!found || !kind) return
      await inTransaction(database, async (transaction) => {
        const publication = await lockPublication(transaction, publicationId)
        // Moved, taken back or already out: then another job, or none, is the right one.
        if (!publication.scheduled_for || publication.scheduled_for > clock.now()) return
        await makePublic(transaction, kind, publicationId, {
          by: publication.scheduled_by,
          now: clock.now(),
        })
      })
    },
  }
  return [job as Job<never>]
}

async function makePublic<Content extends object>(
  transaction: DatabaseTransaction,
  kind: PublicationKind<Content>,
  publicationId: string,
  act: Act,
): Promise<void> {
  await transaction
    .updateTable('publication')
    .set((is) => ({
      published_version: is.ref('latest_version'),
      draft_state: 'none',
      submitted_by: null,
      scheduled_for: null,
      scheduled_by: null,
      published_at: act.now,
      first_published_at: is.fn.coalesce('first_published_at', is.val(act.now)),
      withdrawn_at: null,
      withdrawn_reason: null,
    }))
    .where('id', '=', publicationId)
    .execute()
  const edition = (await findLatest(transaction, kind, publicationId)) as Edition<Content>
  await kind.onPublish?.(transaction, edition)
  await indexForSearch(transaction, kind, edition)
  await record(transaction, kind, { id: publicationId, version: edition.version }, 'published', act)
  await notify(transaction, 'published')
}

async function hasWorkedOn(
  transaction: DatabaseTransaction,
  publication: Publication,
  personId: string,
): Promise<boolean> {
  if (publication.submitted_by === personId) return true
  // Everyone who wrote since the version the public reads has a hand in what would be published.
  const row = await transaction
    .selectFrom('publication_version')
    .select('number')
    .where('publication_id', '=', publication.id)
    .where('number', '>', publication.published_version ?? 0)
    .where('created_by', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

async function insertVersion<Content extends object>(
  transaction: DatabaseTransaction,
  kind: PublicationKind<Content>,
  publicationId: string,
  number: number,
  draft: Draft<Content>,
  act: Act,
): Promise<void> {
  await transaction
    .insertInto('publication_version')
    .values({
      publication_id: publicationId,
      number,
      title: draft.title,
      summary: draft.summary,
      content: JSON.stringify(kind.schema.parse(draft.content)),
      created_by: act.by,
      created_at: act.now,
      note: draft.note ?? null,
    })
    .execute()
}

async function record(
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

function latestOf(publication: Publication): { id: string; version: number } {
  return { id: publication.id, version: publication.latest_version }
}

async function lockPublication(
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

/** A slug from words: lower case, accents and apostrophes gone, hyphens between, at most 60 characters. */
export function slugOf(words: string): string {
  const slug = words
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’‘]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return slug || 'untitled'
}

async function freeSlug(
  transaction: DatabaseTransaction,
  kind: PublicationKind,
  wanted: string,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext(${`slug ${kind.kind}`}))`.execute(transaction)
  const rows = await transaction
    .selectFrom('publication')
    .select('slug')
    .where('kind', '=', kind.kind)
    .where('slug', 'like', `${wanted}%`)
    .execute()
  const taken = new Set(rows.map((row) => row.slug))
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(slug)) return slug
  }
}

function inTransaction<T>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<T>,
): Promise<T> {
  return database.isTransaction
    ? work(database as DatabaseTransaction)
    : database.transaction().execute(work)
}
