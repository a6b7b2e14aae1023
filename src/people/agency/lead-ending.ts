import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { sendNotice } from '../people-notices.ts'
import { endRoles, lockRoster } from '../roster-queries.ts'
import { listLeadsWithoutWork, listOutlivedLeads } from './lead-ending-queries.ts'

/**
 * After where somebody works has changed: their role as a lead ends where they no longer work in the agency, below it or
 * above it, and they are told. Whatever ends affiliations calls it in its transaction. Row-level security asks the same
 * question, so that nothing shows in between.
 */
export async function endLeadingWithoutWork(
  services: Pick<Services, 'jobs' | 'clock'>,
  transaction: DatabaseTransaction,
  personIds: readonly string[],
  by: { id: string } | null,
): Promise<void> {
  const today = ukDate(services.clock.now())
  for (const lead of await listLeadsWithoutWork(transaction, personIds, today))
    await endLeading(services, transaction, lead, by)
}

/**
 * What ends with a day, ends: who was to leave by then, whose organisation is no longer part of what they lead, and
 * whatever else took the work away without a word to `endLeadingWithoutWork`.
 */
export async function endOutlivedLeading(
  services: Pick<Services, 'database' | 'jobs' | 'clock'>,
): Promise<void> {
  const { database, clock } = services
  for (const lead of await listOutlivedLeads(database, ukDate(clock.now())))
    await database.transaction().execute(async (transaction) => {
      await lockRoster(transaction)
      await endLeadingWithoutWork(services, transaction, [lead.personId], null)
    })
}

/** The role as the lead of one organisation ends now: in the audit log, and told to whoever had it. */
export async function endLeading(
  services: Pick<Services, 'jobs' | 'clock'>,
  transaction: DatabaseTransaction,
  { personId, organisationId }: { personId: string; organisationId: string },
  by: { id: string } | null,
): Promise<void> {
  const role = { role: 'agency-lead' as const, organisationId }
  const ended = await endRoles(transaction, personId, services.clock.now(), role)
  if (ended.length === 0) return
  await audit(transaction, {
    action: 'person.lead-ended',
    by: by?.id ?? null,
    subject: { kind: 'person', id: personId },
    details: { role: 'agency-lead', organisation: organisationId },
  })
  await sendNotice(services, transaction, { kind: 'agency-lead-ended', personId })
}
