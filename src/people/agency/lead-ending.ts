import { sql } from 'kysely'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { sendNotice } from '../people-notices.ts'
import { endRoles } from '../roster-queries.ts'

/**
 * After somebody has left an employer: their role as a lead ends where they no longer work in the agency, below it or
 * above it, and they are told. Row-level security asks the same question, so that nothing shows in between.
 */
export async function endLeadingWithoutWork(
  services: Pick<Services, 'jobs' | 'clock'>,
  transaction: DatabaseTransaction,
  personIds: readonly string[],
  by: { id: string } | null,
): Promise<void> {
  const now = services.clock.now()
  const { rows } = await sql<{ personId: string; organisationId: string }>`
    select person_id as "personId", organisation_id as "organisationId" from person_role
    where role = 'agency-lead' and valid_to is null and organisation_id is not null
      and person_id = any (${[...personIds]}::uuid[])
      and not leads_while_working(person_id, organisation_id, ${ukDate(now)})
    order by person_id, organisation_id`.execute(transaction)
  for (const lead of rows) await endLeading(services, transaction, lead, by)
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
