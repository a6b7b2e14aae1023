import { sql, type Generated } from 'kysely'
import type { Database } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    passkey: {
      id: Generated<string>
      person_id: string
      credential_id: Buffer
      public_key: Buffer
      sign_count: number
      transports: string[]
      is_synced: boolean
      name: string
      created_at: Date
      last_used_at: Date | null
    }
    passkey_challenge: { hash: Buffer; expires_at: Date }
  }
}

/** A passkey as its owner sees it. */
export type OwnPasskey = {
  id: string
  credentialId: Buffer
  transports: string[]
  name: string
  isSynced: boolean
  createdAt: Date
  lastUsedAt: Date | null
}

/** The passkeys of a person, the oldest first. */
export async function listPasskeys(database: Database, personId: string): Promise<OwnPasskey[]> {
  const rows = await database
    .selectFrom('passkey')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    credentialId: row.credential_id,
    transports: row.transports,
    name: row.name,
    isSynced: row.is_synced,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }))
}

export type KnownPasskey = {
  id: string
  personId: string
  publicKey: Buffer
  signCount: number
}

/** The passkey with this credential, of somebody who may sign in; else null. */
export async function findPasskey(
  database: Database,
  credentialId: Buffer,
): Promise<KnownPasskey | null> {
  const row = await database
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person_id')
    .select(['passkey.id', 'passkey.person_id', 'passkey.public_key', 'passkey.sign_count'])
    .where('passkey.credential_id', '=', credentialId)
    .where('person.left_at', 'is', null)
    .where('person.merged_into_id', 'is', null)
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        personId: row.person_id,
        publicKey: row.public_key,
        signCount: row.sign_count,
      }
    : null
}

/** False where somebody has this credential already. */
export async function insertPasskey(
  database: Database,
  passkey: {
    personId: string
    credentialId: Buffer
    publicKey: Buffer
    signCount: number
    transports: string[]
    isSynced: boolean
    name: string
    now: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('passkey')
    .values({
      person_id: passkey.personId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      sign_count: passkey.signCount,
      transports: passkey.transports,
      is_synced: passkey.isSynced,
      name: passkey.name,
      created_at: passkey.now,
      last_used_at: null,
    })
    .onConflict((on) => on.column('credential_id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/**
 * Notes that a passkey was used. False where its count has not grown although it counts: then there are two of it.
 * One that does not count, as those that are kept in step between devices, stays at 0.
 */
export async function notePasskeyUse(
  database: Database,
  id: string,
  use: { signCount: number; isSynced: boolean; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('passkey')
    .set({ sign_count: use.signCount, is_synced: use.isSynced, last_used_at: use.now })
    .where('id', '=', id)
    .where(
      sql<boolean>`(sign_count < ${use.signCount} or (sign_count = 0 and ${use.signCount} = 0))`,
    )
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False where it is not one of this person's. */
export async function renamePasskey(
  database: Database,
  passkey: { id: string; personId: string; name: string },
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('passkey')
    .set({ name: passkey.name })
    .where('id', '=', passkey.id)
    .where('person_id', '=', passkey.personId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False where it is not one of this person's. */
export async function deletePasskey(
  database: Database,
  passkey: { id: string; personId: string },
): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom('passkey')
    .where('id', '=', passkey.id)
    .where('person_id', '=', passkey.personId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Removes every passkey of a person. Gives how many there were. */
export async function deletePasskeys(database: Database, personId: string): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('passkey')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Keeps a challenge as answered. False when it was before. */
export async function useChallenge(
  database: Database,
  challenge: { hash: Buffer; expiresAt: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('passkey_challenge')
    .values({ hash: challenge.hash, expires_at: challenge.expiresAt })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Forgets challenges that could no longer be answered. */
export async function removeEndedChallenges(database: Database, now: Date): Promise<void> {
  await database.deleteFrom('passkey_challenge').where('expires_at', '<', now).execute()
}
