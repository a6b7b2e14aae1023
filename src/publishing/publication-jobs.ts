import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Job } from '../platform/jobs.ts'
import type { PublicationKind } from './publication-kind.ts'
import { findPublication, listDue } from './publication-queries.ts'
import { inTransaction, lockPublication } from './publication-records.ts'
import { makePublic } from './publication-release.ts'

export const publishPlanned = 'publication.publish-planned'

/** The jobs of publishing: the planned publication at its instant. */
export function publicationJobs(
  database: Database,
  clock: Clock,
  kinds: PublicationKind[],
): Job<never>[] {
  const planned: Job<{ publicationId: string }> = {
    name: publishPlanned,
    work: ({ publicationId }) => publishIfDue(database, clock, kinds, publicationId),
  }
  // Finds what the job above missed: a restored backup, a clock a second behind, a queue that was emptied.
  const missed: Job = {
    name: 'publication.publish-missed',
    schedule: '*/5 * * * *',
    work: async () => {
      for (const { id } of await listDue(database, clock.now()))
        await publishIfDue(database, clock, kinds, id)
    },
  }
  return [planned as Job<never>, missed as Job<never>]
}

async function publishIfDue(
  database: Database,
  clock: Clock,
  kinds: PublicationKind[],
  publicationId: string,
): Promise<void> {
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
}
