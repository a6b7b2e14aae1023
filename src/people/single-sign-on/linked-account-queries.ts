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

/** Unlinks every account of an agency from a person. */
export async function deleteLinkedAccounts(database: Database, personId: string): Promise<void> {
  await database.deleteFrom('linked_account').where('person_id', '=', personId).execute()
}
