import type { Generated } from 'kysely'
import type { Database } from '../platform/database.ts'

declare module '../platform/database.ts' {
  interface Tables {
    bulletin_sender: {
      only_one: Generated<boolean>
      postal_address: string
      contact_email: string
    }
  }
}

/** What stands at the foot of every bulletin; empty until somebody writes it. */
export type Sender = { postalAddress: string; contactEmail: string }

/** Who bulletins come from, as each mail has to say (PECR, regulation 23); empty before anybody wrote it. */
export async function findSender(database: Database): Promise<Sender> {
  const row = await database
    .selectFrom('bulletin_sender')
    .select(['postal_address as postalAddress', 'contact_email as contactEmail'])
    .executeTakeFirst()
  return row ?? { postalAddress: '', contactEmail: '' }
}

/** Says from now on who bulletins come from. */
export async function updateSender(database: Database, sender: Sender): Promise<void> {
  await database
    .updateTable('bulletin_sender')
    .set({ postal_address: sender.postalAddress, contact_email: sender.contactEmail })
    .execute()
}
