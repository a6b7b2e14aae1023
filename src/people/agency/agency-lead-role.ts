import { sql } from 'kysely'
import { isFullySignedIn, type AccessRule } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'

/** Sees the people of the agencies they lead, and no others. Officers have the workspace instead. */
export const leadAnAgency: AccessRule = {
  sentence: 'see the people of an agency they lead',
  allows: (person) => isFullySignedIn(person) && person.roles.includes('agency-lead'),
}

/**
 * Reads as the database role of agency leads: whatever `work` asks for, row-level security leaves only the people of
 * the agencies that this person leads today, and nothing can be written. Role and settings end with the transaction,
 * so the next user of the connection does not have them (a session-wide SET would stay in the pool).
 */
export async function asAgencyLead<Result>(
  services: Pick<Services, 'database' | 'clock'>,
  personId: string,
  work: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  const day = ukDate(services.clock.now())
  return services.database.transaction().execute(async (transaction) => {
    await sql`select set_config('cairn.person_id', ${personId}, true), set_config('cairn.day', ${day}, true),
      set_config('role', 'cairn_agency_lead', true)`.execute(transaction)
    return work(transaction)
  })
}
