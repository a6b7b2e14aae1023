import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { PublicationKindName } from './publication-kind.ts'

export type ReviewDue = {
  id: string
  kind: PublicationKindName
  title: string
  dueOn: string
  /** The owner, else whoever published it last. */
  carerId: string | null
}

/**
 * Public pages whose review date has come and for which nobody was told of this date yet. They are
 * held until the transaction ends, so that two workers do not take the same ones.
 */
export async function takeReviewsDue(
  transaction: Database,
  today: string,
  limit: number,
): Promise<ReviewDue[]> {
  const { rows } = await sql<ReviewDue>`
    select publication.id, kind, version.title, review_due_on as "dueOn",
      coalesce(owner_id, (
        select person_id from publication_event
        where publication_id = publication.id and action = 'published' order by id desc limit 1
      )) as "carerId"
    from publication join publication_version version
      on version.publication_id = publication.id and version.number = published_version
    where withdrawn_at is null and review_due_on <= ${today}::date
      and review_reminded_for is distinct from review_due_on
    order by review_due_on, publication.id limit ${limit}
    for update of publication skip locked`.execute(transaction)
  return rows
}

/** Remembers that the owner was told of this date. */
export async function markReminded(transaction: Database, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await transaction
    .updateTable('publication')
    .set((is) => ({ review_reminded_for: is.ref('review_due_on') }))
    .where('id', 'in', ids)
    .execute()
}
