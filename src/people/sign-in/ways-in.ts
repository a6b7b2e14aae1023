import type { SignedInPerson } from '../../platform/access.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { lockPeople } from '../person-queries.ts'
import { needsSecondFactor } from './second-factor-policy-queries.ts'
import { findWaysIn, type WaysIn } from './ways-in-queries.ts'

/** Has this person a second factor of any kind? */
export async function hasSecondFactor(database: Database, personId: string): Promise<boolean> {
  const { hasApp, passkeys } = await findWaysIn(database, personId)
  return hasApp || passkeys > 0
}

/** It is the last way in, or the last second factor of somebody whose role needs one. */
export type LastWayIn = 'last-way-in' | 'last-second-factor'

/**
 * Why a person cannot do without some of their ways in; null where they can. Pass the transaction of the change: their
 * record is locked, so that two removals at once do not take both.
 */
export async function whyNotWithout(
  transaction: DatabaseTransaction,
  person: Pick<SignedInPerson, 'id' | 'roles'>,
  without: Partial<WaysIn>,
): Promise<LastWayIn | null> {
  await lockPeople(transaction, [person.id])
  const ways = await findWaysIn(transaction, person.id)
  const passkeys = ways.passkeys - (without.passkeys ?? 0)
  const linkedAccounts = ways.linkedAccounts - (without.linkedAccounts ?? 0)
  if (!ways.hasPassword && passkeys <= 0 && linkedAccounts <= 0) return 'last-way-in'
  const loses = without.passkeys !== undefined && passkeys <= 0 && !ways.hasApp
  return loses && (await needsSecondFactor(transaction, person.roles)) ? 'last-second-factor' : null
}
