import { sql, type ColumnType, type Generated } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { deletePasskeys } from '../passkeys/passkey-queries.ts'
import { deleteLinkedAccounts } from '../single-sign-on/linked-account-queries.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    password: {
      person_id: string
      hash: string
      changed_at: ColumnType<Date, Date | undefined, Date>
    }
    second_factor: {
      person_id: string
      secret_encrypted: Buffer
      confirmed_at: Date
      last_step: number | null
    }
    second_factor_setup: { person_id: string; secret_encrypted: Buffer; started_at: Date }
    recovery_code: { person_id: string; hash: Buffer; used_at: Date | null }
    password_request: {
      id: Generated<string>
      kind: 'code' | 'link' | 'address' | 'registration'
      person_id: string | null
      email: string | null
      registration_id: string | null
      secret_hash: Buffer | null
      attempts: Generated<number>
      created_at: Date
      expires_at: Date
      used_at: Date | null
    }
  }
}

/**
 * The person who signs in with this e-mail address, and the hash of their password. Null for nobody and for a leaver.
 * The address of a merged record leads to the one that was kept, with the ways in of that one alone.
 */
export async function findCredentials(
  database: Database,
  email: string,
): Promise<{ personId: string; name: string; email: string; hash: string | null } | null> {
  const row = await database
    .selectFrom('person as known')
    .innerJoin('person', (join) =>
      join.on(sql<boolean>`person.id = coalesce(known.merged_into_id, known.id)`),
    )
    .leftJoin('password', 'password.person_id', 'person.id')
    .select(['person.id', 'person.name', 'person.email', 'password.hash'])
    .where(sql<boolean>`address_form(known.email) = address_form(${email})`)
    .where('person.left_at', 'is', null)
    .executeTakeFirst()
  return row ? { personId: row.id, name: row.name, email: row.email, hash: row.hash } : null
}

/** The hash of somebody's password; null when none is set. */
export async function findPasswordHash(
  database: Database,
  personId: string,
): Promise<string | null> {
  const row = await database
    .selectFrom('password')
    .select('hash')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.hash ?? null
}

/** Keeps a new hash in place of the one before. */
export async function savePasswordHash(
  database: Database,
  personId: string,
  hash: string,
  now: Date,
): Promise<void> {
  await database
    .insertInto('password')
    .values({ person_id: personId, hash, changed_at: now })
    .onConflict((on) => on.column('person_id').doUpdateSet({ hash, changed_at: now }))
    .execute()
}

/** Notes a sign-in; the roster shows the last one. */
export async function noteSignIn(database: Database, personId: string, now: Date): Promise<void> {
  await database
    .updateTable('person')
    .set({ last_signed_in_at: now })
    .where('id', '=', personId)
    .execute()
}

export type SecondFactor = { sealed: Buffer; confirmedAt: Date; lastStep: number | null }

/** Somebody's authenticator app, with its secret still sealed. */
export async function findSecondFactor(
  database: Database,
  personId: string,
): Promise<SecondFactor | null> {
  const row = await database
    .selectFrom('second_factor')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row
    ? { sealed: row.secret_encrypted, confirmedAt: row.confirmed_at, lastStep: row.last_step }
    : null
}

/** Uses up the code of a time step. False when it, or a later one, has been used before. */
export async function useStep(
  database: Database,
  personId: string,
  step: number,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('second_factor')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where((is) => is.or([is('last_step', 'is', null), is('last_step', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Uses up a recovery code. False when there is no such code or it has been used. */
export async function useRecoveryCode(
  database: Database,
  personId: string,
  hash: Buffer,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('person_id', '=', personId)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** How many recovery codes are unused. */
export async function countRecoveryCodes(database: Database, personId: string): Promise<number> {
  const { left } = await database
    .selectFrom('recovery_code')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}

/** New recovery codes in place of all that were there. */
export async function replaceRecoveryCodes(
  database: Database,
  personId: string,
  hashes: Buffer[],
): Promise<void> {
  await database.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
  await database
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ person_id: personId, hash, used_at: null })))
    .execute()
}

/** An authenticator app that is being set up and not yet confirmed. */
export async function findSecondFactorSetup(
  database: Database,
  personId: string,
): Promise<{ sealed: Buffer; startedAt: Date } | null> {
  const row = await database
    .selectFrom('second_factor_setup')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row ? { sealed: row.secret_encrypted, startedAt: row.started_at } : null
}

/** Begins setting up an authenticator app; one that was begun before is dropped. */
export async function saveSecondFactorSetup(
  database: Database,
  personId: string,
  sealed: Buffer,
  now: Date,
): Promise<void> {
  await database
    .insertInto('second_factor_setup')
    .values({ person_id: personId, secret_encrypted: sealed, started_at: now })
    .onConflict((on) =>
      on.column('person_id').doUpdateSet({ secret_encrypted: sealed, started_at: now }),
    )
    .execute()
}

/** The key that was being set up becomes the second factor. `step` is that of the code which proved it. */
export async function saveSecondFactor(
  database: Database,
  personId: string,
  factor: { sealed: Buffer; now: Date; step: number | null },
): Promise<void> {
  const values = {
    secret_encrypted: factor.sealed,
    confirmed_at: factor.now,
    last_step: factor.step,
  }
  await database
    .insertInto('second_factor')
    .values({ person_id: personId, ...values })
    .onConflict((on) => on.column('person_id').doUpdateSet(values))
    .execute()
  await database.deleteFrom('second_factor_setup').where('person_id', '=', personId).execute()
}

/** Removes the authenticator app, and the recovery codes where no passkey needs them. False when there was none. */
export async function deleteSecondFactor(database: Database, personId: string): Promise<boolean> {
  await database.deleteFrom('second_factor_setup').where('person_id', '=', personId).execute()
  const { numDeletedRows } = await database
    .deleteFrom('second_factor')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  await dropIdleRecoveryCodes(database, personId)
  return numDeletedRows === 1n
}

/** Recovery codes stand in for an app or a passkey; where there is neither, they are removed. */
export async function dropIdleRecoveryCodes(database: Database, personId: string): Promise<void> {
  await sql`
    delete from recovery_code code where person_id = ${personId}
      and not exists (select from second_factor app where app.person_id = code.person_id)
      and not exists (select from passkey where passkey.person_id = code.person_id)`.execute(
    database,
  )
}

/** Removes everything by which somebody could sign in. */
export async function deleteCredentials(database: Database, personId: string): Promise<void> {
  await deletePasskeys(database, personId)
  await deleteSecondFactor(database, personId)
  await deleteLinkedAccounts(database, personId)
  await database.deleteFrom('password').where('person_id', '=', personId).execute()
  await database.deleteFrom('password_request').where('person_id', '=', personId).execute()
}
