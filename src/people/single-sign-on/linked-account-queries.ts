import type { Database } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    linked_account: {
      issuer: string
      subject: string
      person_id: string
      email: string | null
      linked_at: Date
      last_used_at: Date | null
    }
    pending_account: {
      browser_hash: Buffer
      issuer: string
      subject: string
      email: string | null
      next: string | null
      proved_at: Date
      expires_at: Date
    }
  }
}

/** An account of an agency, by what cannot be claimed by somebody else. */
export type AgencyAccount = { issuer: string; subject: string }

export type LinkedAccount = {
  providerId: string
  providerName: string
  isEnabled: boolean
  email: string | null
  linkedAt: Date
  lastUsedAt: Date | null
}

/** The agency accounts that a person signs in with. */
export async function listLinkedAccounts(
  database: Database,
  personId: string,
): Promise<LinkedAccount[]> {
  return database
    .selectFrom('linked_account')
    .innerJoin('sign_in_provider', 'sign_in_provider.issuer', 'linked_account.issuer')
    .select([
      'sign_in_provider.id as providerId',
      'sign_in_provider.name as providerName',
      'sign_in_provider.is_enabled as isEnabled',
      'linked_account.email',
      'linked_account.linked_at as linkedAt',
      'linked_account.last_used_at as lastUsedAt',
    ])
    .where('linked_account.person_id', '=', personId)
    .orderBy('sign_in_provider.name')
    .execute()
}

/** Whose account this is, if they may sign in. */
export async function findLinkedPerson(
  database: Database,
  { issuer, subject }: AgencyAccount,
): Promise<string | null> {
  const row = await database
    .selectFrom('linked_account')
    .innerJoin('person', 'person.id', 'linked_account.person_id')
    .select('person.id')
    .where('linked_account.issuer', '=', issuer)
    .where('linked_account.subject', '=', subject)
    .where('person.left_at', 'is', null)
    .where('person.merged_into_id', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

/** False where the account is linked already, with this person or with somebody else. */
export async function insertLinkedAccount(
  database: Database,
  account: AgencyAccount & { personId: string; email: string | null; now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('linked_account')
    .values({
      issuer: account.issuer,
      subject: account.subject,
      person_id: account.personId,
      email: account.email,
      linked_at: account.now,
      last_used_at: null,
    })
    .onConflict((on) => on.columns(['issuer', 'subject']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Somebody signed in with this account of their agency. */
export async function noteLinkedAccountUse(
  database: Database,
  { issuer, subject }: AgencyAccount,
  now: Date,
): Promise<void> {
  await database
    .updateTable('linked_account')
    .set({ last_used_at: now })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute()
}

/** Unlinks a person's account of one provider. False where there is none. */
export async function deleteLinkedAccount(
  database: Database,
  account: { issuer: string; personId: string },
): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom('linked_account')
    .where('issuer', '=', account.issuer)
    .where('person_id', '=', account.personId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Unlinks every account of an agency from a person. */
export async function deleteLinkedAccounts(database: Database, personId: string): Promise<void> {
  await database.deleteFrom('linked_account').where('person_id', '=', personId).execute()
}

/** What a browser proved at a provider, and is not linked with anybody yet. */
export type PendingAccount = AgencyAccount & {
  providerId: string
  providerName: string
  email: string | null
  next: string | null
}

/** Keeps it for this browser, in place of another one. */
export async function savePendingAccount(
  database: Database,
  pending: AgencyAccount & {
    browser: Buffer
    email: string | null
    next: string | null
    now: Date
    expiresAt: Date
  },
): Promise<void> {
  const values = {
    issuer: pending.issuer,
    subject: pending.subject,
    email: pending.email,
    next: pending.next,
    proved_at: pending.now,
    expires_at: pending.expiresAt,
  }
  await database
    .insertInto('pending_account')
    .values({ browser_hash: pending.browser, ...values })
    .onConflict((on) => on.column('browser_hash').doUpdateSet(values))
    .execute()
}

/** The account of an agency with which this browser came, before it is linked, while that holds. */
export async function findPendingAccount(
  database: Database,
  browser: Buffer,
  now: Date,
): Promise<PendingAccount | null> {
  const row = await database
    .selectFrom('pending_account')
    .innerJoin('sign_in_provider', 'sign_in_provider.issuer', 'pending_account.issuer')
    .select([
      'sign_in_provider.id as providerId',
      'sign_in_provider.name as providerName',
      'pending_account.issuer',
      'pending_account.subject',
      'pending_account.email',
      'pending_account.next',
    ])
    .where('pending_account.browser_hash', '=', browser)
    .where('pending_account.expires_at', '>', now)
    .where('sign_in_provider.is_enabled', '=', true)
    .executeTakeFirst()
  return row ?? null
}

/** It is linked now, or not wanted. False where it was gone before. */
export async function deletePendingAccount(database: Database, browser: Buffer): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom('pending_account')
    .where('browser_hash', '=', browser)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
