import { sql } from 'kysely'
import type { SignedInPerson } from '../../platform/access.ts'
import type { Database } from '../../platform/database.ts'
import { needsSecondFactor } from './second-factor-policy-queries.ts'

/** How somebody can sign in. */
export type WaysIn = {
  hasPassword: boolean
  /** An authenticator app. */
  hasApp: boolean
  passkeys: number
  /** Accounts of an agency whose sign-in is switched on. */
  linkedAccounts: number
}

export async function findWaysIn(database: Database, personId: string): Promise<WaysIn> {
  const { rows } = await sql<WaysIn>`
    select exists (select from password where person_id = person.id) as "hasPassword",
      exists (select from second_factor where person_id = person.id) as "hasApp",
      (select count(*)::int from passkey where person_id = person.id) as passkeys,
      (select count(*)::int from linked_account join sign_in_provider using (issuer)
        where person_id = person.id and is_enabled) as "linkedAccounts"
    from person where person.id = ${personId}`.execute(database)
  return rows[0] ?? { hasPassword: false, hasApp: false, passkeys: 0, linkedAccounts: 0 }
}

/** Has this person a second factor of any kind? */
export async function hasSecondFactor(database: Database, personId: string): Promise<boolean> {
  const { hasApp, passkeys } = await findWaysIn(database, personId)
  return hasApp || passkeys > 0
}

/** It is the last way in, or the last second factor of somebody whose role needs one. */
export type LastWayIn = 'last-way-in' | 'last-second-factor'

/** Until the transaction ends nobody else changes this person's ways in. */
export async function lockWaysIn(transaction: Database, personId: string): Promise<void> {
  await sql`select from person where id = ${personId} for update`.execute(transaction)
}

/**
 * Why a person cannot do without some of their ways in; null where they can. Pass the transaction of the change: their
 * record is locked, so that two removals at once do not take both.
 */
export async function whyNotWithout(
  transaction: Database,
  person: Pick<SignedInPerson, 'id' | 'roles'>,
  without: Partial<WaysIn>,
): Promise<LastWayIn | null> {
  await lockWaysIn(transaction, person.id)
  const ways = await findWaysIn(transaction, person.id)
  const passkeys = ways.passkeys - (without.passkeys ?? 0)
  const linkedAccounts = ways.linkedAccounts - (without.linkedAccounts ?? 0)
  if (!ways.hasPassword && passkeys <= 0 && linkedAccounts <= 0) return 'last-way-in'
  const loses = without.passkeys !== undefined && passkeys <= 0 && !ways.hasApp
  return loses && (await needsSecondFactor(transaction, person.roles)) ? 'last-second-factor' : null
}
