import type { Generated } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { isUuid } from '../../platform/identifiers.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    sign_in_provider: {
      id: Generated<string>
      name: string
      issuer: string
      client_id: string | null
      client_secret_sealed: Buffer | null
      email_domains: string[]
      has_second_factor: Generated<boolean>
      is_enabled: Generated<boolean>
      created_at: Date
    }
    provider_visit: {
      state_hash: Buffer
      provider_id: string
      browser_hash: Buffer
      nonce: string
      code_verifier: string
      next: string | null
      expires_at: Date
    }
  }
}

/** An agency that signs its own people in. */
export type Provider = {
  id: string
  name: string
  /** Its address, as it calls itself. Stays for good, because accounts are known by it. */
  issuer: string
  clientId: string | null
  clientSecretSealed: Buffer | null
  emailDomains: string[]
  /** It asks for a second factor itself. */
  hasSecondFactor: boolean
  isEnabled: boolean
}

/** What the sign-in page says of a provider. */
export type ProviderChoice = { id: string; name: string; emailDomains: string[] }

/** The agencies whose accounts are taken, with how many people have linked one. */
export async function listProviders(
  database: Database,
): Promise<(Provider & { people: number })[]> {
  const rows = await database
    .selectFrom('sign_in_provider')
    .selectAll()
    .select((is) =>
      is
        .selectFrom('linked_account')
        .whereRef('linked_account.issuer', '=', 'sign_in_provider.issuer')
        .select(({ fn }) => fn.countAll<number>().as('people'))
        .as('people'),
    )
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...providerFrom(row), people: row.people ?? 0 }))
}

/** Providers that people can choose now. */
export async function listProviderChoices(database: Database): Promise<ProviderChoice[]> {
  return database
    .selectFrom('sign_in_provider')
    .select(['id', 'name', 'email_domains as emailDomains'])
    .where('is_enabled', '=', true)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Null also for what is no identifier. */
export async function findProvider(database: Database, id: string): Promise<Provider | null> {
  if (!isUuid(id)) return null
  const row = await database
    .selectFrom('sign_in_provider')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? providerFrom(row) : null
}

/** Its id; null where this issuer is here already. */
export async function insertProvider(
  database: Database,
  provider: { name: string; issuer: string; now: Date },
): Promise<string | null> {
  const row = await database
    .insertInto('sign_in_provider')
    .values({
      name: provider.name,
      issuer: provider.issuer,
      client_id: null,
      client_secret_sealed: null,
      email_domains: [],
      created_at: provider.now,
    })
    .onConflict((on) => on.column('issuer').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Changes an agency's provider; the issuer stays, because accounts are known by it. */
export async function updateProvider(
  database: Database,
  id: string,
  change: {
    name: string
    clientId: string
    clientSecretSealed: Buffer
    emailDomains: string[]
    hasSecondFactor: boolean
  },
): Promise<void> {
  await database
    .updateTable('sign_in_provider')
    .set({
      name: change.name,
      client_id: change.clientId,
      client_secret_sealed: change.clientSecretSealed,
      email_domains: change.emailDomains,
      has_second_factor: change.hasSecondFactor,
    })
    .where('id', '=', id)
    .execute()
}

/** False where it was so before. */
export async function setProviderEnabled(
  database: Database,
  id: string,
  isEnabled: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('sign_in_provider')
    .set({ is_enabled: isEnabled })
    .where('id', '=', id)
    .where('is_enabled', '!=', isEnabled)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type Visit = { nonce: string; codeVerifier: string; next: string | null }

/** Somebody goes to a provider and is to come back. */
export async function insertVisit(
  database: Database,
  visit: Visit & {
    stateHash: Buffer
    providerId: string
    browser: Buffer
    expiresAt: Date
  },
): Promise<void> {
  await database
    .insertInto('provider_visit')
    .values({
      state_hash: visit.stateHash,
      provider_id: visit.providerId,
      browser_hash: visit.browser,
      nonce: visit.nonce,
      code_verifier: visit.codeVerifier,
      next: visit.next,
      expires_at: visit.expiresAt,
    })
    .execute()
}

/** The visit that ends here: of this state, to this provider, from this browser, and in time. It ends once. */
export async function takeVisit(
  database: Database,
  visit: { stateHash: Buffer; providerId: string; browser: Buffer; now: Date },
): Promise<Visit | null> {
  const row = await database
    .deleteFrom('provider_visit')
    .where('state_hash', '=', visit.stateHash)
    .where('provider_id', '=', visit.providerId)
    .where('browser_hash', '=', visit.browser)
    .where('expires_at', '>', visit.now)
    .returning(['nonce', 'code_verifier', 'next'])
    .executeTakeFirst()
  return row ? { nonce: row.nonce, codeVerifier: row.code_verifier, next: row.next } : null
}

/** Forgets who did not come back. */
export async function removeEndedVisits(database: Database, now: Date): Promise<void> {
  await database.deleteFrom('provider_visit').where('expires_at', '<', now).execute()
  await database.deleteFrom('pending_account').where('expires_at', '<', now).execute()
}

type ProviderRow = {
  id: string
  name: string
  issuer: string
  client_id: string | null
  client_secret_sealed: Buffer | null
  email_domains: string[]
  has_second_factor: boolean
  is_enabled: boolean
}

function providerFrom(row: ProviderRow): Provider {
  return {
    id: row.id,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    clientSecretSealed: row.client_secret_sealed,
    emailDomains: row.email_domains,
    hasSecondFactor: row.has_second_factor,
    isEnabled: row.is_enabled,
  }
}
