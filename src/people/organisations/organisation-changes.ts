import { audit, auditEach } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import { findOrganisation, lockOrganisations, type Organisation } from './organisation-queries.ts'

/** Changes of the register wait for each other: two people must not add or end the same organisation twice. */
export async function changeOrganisations<T>(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  work: (transaction: DatabaseTransaction, today: string) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    await lockOrganisations(transaction)
    return work(transaction, ukDate(clock.now()))
  })
}

/** The organisation as it is within the change; throws NotFound for none. */
export async function organisationOrNotFound(
  transaction: DatabaseTransaction,
  id: string,
  today: string,
): Promise<Organisation> {
  const organisation = await findOrganisation(transaction, today, id)
  if (!organisation) throw new NotFound('there is no such organisation')
  return organisation
}

/** `by` is null for what Cairn does on the day, and for the command line. */
export async function recordChange(
  transaction: DatabaseTransaction,
  action: string,
  id: string,
  by: { id: string } | null,
  details: Record<string, unknown> = {},
): Promise<void> {
  await audit(transaction, {
    action,
    by: by?.id ?? null,
    subject: { kind: 'organisation', id },
    details,
  })
}

/** The same for many that were changed in one way, in their order. */
export async function recordChanges(
  transaction: DatabaseTransaction,
  action: string,
  ids: readonly string[],
  by: { id: string } | null,
  details: Record<string, unknown> = {},
): Promise<void> {
  const entry = { action, by: by?.id ?? null, subjectKind: 'organisation', details }
  await auditEach(transaction, entry, ids)
}
