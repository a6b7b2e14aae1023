import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import type { PublicationKind } from './publication-kind.ts'
import { findVersion, type Publication } from './publication-queries.ts'
import { inTransaction, lockPublication, record, type Act } from './publication-records.ts'
import { freeSlug, slugOf } from './slug.ts'

export type Draft<Content> = { title: string; summary: string; content: Content; note?: string }

/** Makes a draft. The slug is the title's unless one is given, with a number where it is taken. */
export async function createDraft<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  draft: Draft<Content> & {
    slug?: string
    historicNote?: string
    demonstrationNote?: string
    imported?: boolean
  },
  act: Act,
): Promise<{ id: string; slug: string }> {
  return inTransaction(database, async (transaction) => {
    const slug = await freeSlug(transaction, kind.kind, slugOf(draft.slug ?? draft.title))
    const { id } = await transaction
      .insertInto('publication')
      .values({
        kind: kind.kind,
        slug,
        owner_id: act.by,
        historic_note: draft.historicNote ?? null,
        demonstration_note: draft.demonstrationNote ?? null,
        created_at: act.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await insertVersion(transaction, kind, id, 1, draft, act)
    const action = draft.imported ? 'imported' : 'created'
    await record(transaction, kind, { id, version: 1 }, action, act)
    return { id, slug }
  })
}

/** Somebody saved since the version one began with; `latest` is theirs. */
export type SaveRefusal = { ok: false; reason: 'changed-meanwhile'; latest: number }

/**
 * Keeps a new version; the published one stays as it is until this one is published. A version in
 * review becomes a draft again, and a planned publication is taken back. `basedOn` is the version
 * the writer began with: if somebody saved meanwhile, nothing is written. Nothing is written either
 * when the draft is what is stored already; then `version` is the one that stands.
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
    if (await isStored(transaction, kind, publication, draft))
      return { ok: true, version: publication.latest_version }
    return {
      ok: true,
      version: await addVersion(transaction, kind, publication, draft, act),
    }
  })
}

/** Makes an old version the newest one again, as a draft. Throws NotFound for a version that is none. */
export async function restoreVersion<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  publicationId: string,
  restored: { version: number; basedOn: number },
  act: Act,
): Promise<{ ok: true; version: number } | SaveRefusal> {
  return inTransaction(database, async (transaction) => {
    const publication = await lockPublication(transaction, publicationId)
    if (publication.latest_version !== restored.basedOn)
      return { ok: false, reason: 'changed-meanwhile', latest: publication.latest_version }
    const old = await findVersion(transaction, kind, publicationId, restored.version)
    if (!old) throw new NotFound('version')
    const note = `Version ${restored.version} again`
    const draft = { title: old.title, summary: old.summary, content: old.content, note }
    const version = await addVersion(transaction, kind, publication, draft, act)
    await record(
      transaction,
      kind,
      { id: publicationId, version },
      'restored',
      act,
      String(restored.version),
    )
    return { ok: true, version }
  })
}

async function addVersion<Content extends object>(
  transaction: DatabaseTransaction,
  kind: PublicationKind<Content>,
  publication: Publication,
  draft: Draft<Content>,
  act: Act,
): Promise<number> {
  const { id } = publication
  const version = publication.latest_version + 1
  await insertVersion(transaction, kind, id, version, draft, act)
  await transaction
    .updateTable('publication')
    .set({
      latest_version: version,
      draft_state: 'draft',
      submitted_by: null,
      scheduled_for: null,
      scheduled_by: null,
    })
    .where('id', '=', id)
    .execute()
  if (publication.scheduled_for)
    await record(transaction, kind, { id, version: version - 1 }, 'unscheduled', act)
  return version
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
      note: draft.note || null,
    })
    .execute()
}

async function isStored<Content extends object>(
  transaction: DatabaseTransaction,
  kind: PublicationKind<Content>,
  publication: Publication,
  draft: Draft<Content>,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('publication_version')
    .select('number')
    .where('publication_id', '=', publication.id)
    .where('number', '=', publication.latest_version)
    .where('title', '=', draft.title)
    .where('summary', '=', draft.summary)
    .where('content', '=', sql<string>`${JSON.stringify(kind.schema.parse(draft.content))}::jsonb`)
    .executeTakeFirst()
  return row !== undefined
}
