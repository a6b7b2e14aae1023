import type { Generated } from 'kysely'
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

/** Removes every passkey of a person. Gives how many there were. */
export async function deletePasskeys(database: Database, personId: string): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('passkey')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
