import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

/** Why somebody is asked to check their details before the time is up. */
export type DetailsReason = 'bounce' | 'organisation-merged' | 'imported' | 'officer'

/**
 * Asks people to check their details at their next visit. Pass the transaction of the change that is the reason. Whoever
 * was asked and has not confirmed stays asked since then.
 */
export async function askForDetailsCheck(
  database: Database,
  request: { personIds: readonly string[]; because: DetailsReason; now: Date },
): Promise<void> {
  if (request.personIds.length === 0) return
  await database
    .updateTable('person')
    .set({
      details_asked_at: sql<Date>`coalesce(details_asked_at, ${request.now}::timestamptz)`,
      details_asked_because: request.because,
      details_put_off_at: null,
    })
    .where(sql<boolean>`id = any(${[...request.personIds]}::uuid[])`)
    .execute()
}

/** The person said that everything is right. */
export async function confirmDetails(
  database: Database,
  personId: string,
  now: Date,
): Promise<void> {
  await database
    .updateTable('person')
    .set({
      details_confirmed_at: now,
      details_asked_at: null,
      details_asked_because: null,
      details_due_told_at: null,
      details_overdue_told_at: null,
      details_put_off_at: null,
    })
    .where('id', '=', personId)
    .execute()
}
