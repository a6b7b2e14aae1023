import { sql, type Selectable } from 'kysely'
import type { Database, Tables } from '../../platform/database.ts'
import { isUuid } from '../../platform/identifiers.ts'

export type PasswordRequest = {
  id: string
  kind: 'code' | 'link' | 'address' | 'registration'
  personId: string | null
  /** Where the code goes, which it proves; null for a link, and where nobody has the address that was typed. */
  email: string | null
  secretHash: Buffer | null
  attempts: number
  expiresAt: Date
  usedAt: Date | null
}

/** Keeps that somebody asked for a link or code, for so many minutes, before one is made. Gives its id. */
export async function addPasswordRequest(
  database: Database,
  request: {
    kind: PasswordRequest['kind']
    personId: string | null
    email?: string
    registrationId?: string
    now: Date
    minutes: number
  },
): Promise<string> {
  const { id } = await database
    .insertInto('password_request')
    .values({
      kind: request.kind,
      person_id: request.personId,
      email: request.email ?? null,
      registration_id: request.registrationId ?? null,
      secret_hash: null,
      created_at: request.now,
      expires_at: new Date(request.now.getTime() + request.minutes * 60_000),
      used_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Null also for what is no identifier at all. */
export async function findPasswordRequest(
  database: Database,
  id: string,
): Promise<PasswordRequest | null> {
  if (!isUuid(id)) return null
  const row = await database
    .selectFrom('password_request')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? requestFrom(row) : null
}

/** The newest request of a registration, which alone can prove its address. */
export async function findRegistrationRequest(
  database: Database,
  registrationId: string,
): Promise<(PasswordRequest & { createdAt: Date }) | null> {
  const row = await database
    .selectFrom('password_request')
    .selectAll()
    .where('registration_id', '=', registrationId)
    .orderBy('created_at', 'desc')
    .orderBy('expires_at', 'desc')
    .executeTakeFirst()
  return row ? { ...requestFrom(row), createdAt: row.created_at } : null
}

function requestFrom(row: Selectable<Tables['password_request']>): PasswordRequest {
  return {
    id: row.id,
    kind: row.kind,
    personId: row.person_id,
    email: row.email,
    secretHash: row.secret_hash,
    attempts: row.attempts,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  }
}

/** The hash of the code that was sent. */
export async function keepCode(database: Database, id: string, secretHash: Buffer): Promise<void> {
  await database
    .updateTable('password_request')
    .set({ secret_hash: secretHash })
    .where('id', '=', id)
    .execute()
}

/**
 * Counts one try at an open request and gives it; null when it is over or has been tried `most` times. Counted before
 * the code is compared, so that guesses sent at the same moment count as well.
 */
export async function takeTry(
  database: Database,
  id: string,
  most: number,
  now: Date,
): Promise<{ attempts: number } | null> {
  const row = await database
    .updateTable('password_request')
    .set((is) => ({ attempts: is('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('attempts', '<', most)
    .returning('attempts')
    .executeTakeFirst()
  return row ?? null
}

/** The try was right, so it does not count. */
export async function giveTryBack(database: Database, id: string): Promise<void> {
  await database
    .updateTable('password_request')
    .set((is) => ({ attempts: is('attempts', '-', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Uses the request up, and with it all others of the person. False when it was used before. */
export async function usePasswordRequest(
  database: Database,
  id: string,
  now: Date,
): Promise<boolean> {
  const used = await database
    .updateTable('password_request')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  if (!used) return false
  await database
    .updateTable('password_request')
    .set({ used_at: now })
    .where('person_id', '=', used.person_id)
    .where('used_at', 'is', null)
    .execute()
  return true
}

/** The address is proved, if it is still the person's; false when it is another by now. */
export async function markEmailProved(
  database: Database,
  personId: string,
  email: string,
  now: Date,
): Promise<boolean> {
  const row = await database
    .updateTable('person')
    .set((is) => ({ email_verified_at: is.fn.coalesce('email_verified_at', is.val(now)) }))
    .where('id', '=', personId)
    .where(sql<boolean>`address_form(email) = address_form(${email})`)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends every open request of somebody: what was sent to an address they no longer have works no more. */
export async function endPasswordRequests(
  database: Database,
  personId: string,
  now: Date,
): Promise<void> {
  await database
    .updateTable('password_request')
    .set({ used_at: now })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute()
}

/** Removes requests that ended more than a day ago. */
export async function removeEndedRequests(database: Database, now: Date): Promise<void> {
  await database
    .deleteFrom('password_request')
    .where('expires_at', '<', new Date(now.getTime() - 24 * 3600_000))
    .execute()
}
