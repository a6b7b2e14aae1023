import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

/** How somebody can sign in. */
export type WaysIn = {
  hasPassword: boolean
  /** An authenticator app. */
  hasApp: boolean
  passkeys: number
  /** Accounts of an agency whose sign-in is switched on. */
  linkedAccounts: number
}

/** All of somebody's ways in, in one look. */
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
