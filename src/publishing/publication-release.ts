import type { DatabaseTransaction } from '../platform/database.ts'
import { notify } from '../platform/notices.ts'
import type { PublicationKind } from './publication-kind.ts'
import { findLatest, type Edition } from './publication-queries.ts'
import { record, type Act } from './publication-records.ts'
import { indexForSearch } from './search.ts'

/** Puts the latest version before the public, in everything that shows it. No rule is asked here. */
export async function makePublic<Content extends object>(
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
