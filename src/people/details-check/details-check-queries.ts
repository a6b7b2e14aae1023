import type { Database } from '../../platform/database.ts'

/** Why somebody is asked to check their details before the time is up. */
export type DetailsReason = 'bounce' | 'organisation-merged' | 'imported' | 'officer'

/** Asks people to check their details at their next visit. Pass the transaction of the change that is the reason. */
export async function askForDetailsCheck(
  database: Database,
  request: { personIds: readonly string[]; because: DetailsReason; now: Date },
): Promise<void> {
  if (request.personIds.length === 0) return
  await database
    .updateTable('person')
    .set({ details_asked_at: request.now, details_asked_because: request.because })
    .where('id', 'in', [...request.personIds])
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
    .set({ details_confirmed_at: now, details_asked_at: null, details_asked_because: null })
    .where('id', '=', personId)
    .execute()
}
