import { addressForm } from './email-address.ts'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A mail that was kept because no mail server is configured. */
export type KeptMail = {
  id: number
  at: Date
  messageId: string
  sender: string
  recipient: string
  subject: string
  text: string
  html: string | null
  headers: Record<string, string>
}

export const keptPerPage = 50

/** The newest first; `before` is the id of the last one of the page before. */
export async function listKeptMails(
  database: Database,
  before: number | null,
): Promise<Pick<KeptMail, 'id' | 'at' | 'recipient' | 'subject'>[]> {
  let query = database
    .selectFrom('development_mail')
    .select(['id', 'at', 'recipient', 'subject'])
    .orderBy('id', 'desc')
    .limit(keptPerPage)
  if (before !== null) query = query.where('id', '<', before)
  return query.execute()
}

/** A mail that was kept in place of being sent, by its number. */
export async function findKeptMail(database: Database, id: number): Promise<KeptMail | null> {
  const row = await database
    .selectFrom('development_mail')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    at: row.at,
    messageId: row.message_id,
    sender: row.sender,
    recipient: row.recipient,
    subject: row.subject,
    text: row.body_text,
    html: row.body_html,
    headers: row.headers as unknown as Record<string, string>,
  }
}

/** How many mails to this address are kept. */
export async function countKeptMailTo(database: Database, recipient: string): Promise<number> {
  const { mails } = await database
    .selectFrom('development_mail')
    .select(({ fn }) => fn.countAll<number>().as('mails'))
    .where(sql`address_form(recipient)`, '=', addressForm(recipient))
    .executeTakeFirstOrThrow()
  return mails
}

/** Forgets the mails to this address. */
export async function removeKeptMailTo(database: Database, recipient: string): Promise<void> {
  await database
    .deleteFrom('development_mail')
    .where(sql`address_form(recipient)`, '=', addressForm(recipient))
    .execute()
}

/** Mails from before an instant: how many there are. */
export async function countKeptMailBefore(database: Database, before: Date): Promise<number> {
  const { mails } = await database
    .selectFrom('development_mail')
    .select(({ fn }) => fn.countAll<number>().as('mails'))
    .where('at', '<', before)
    .executeTakeFirstOrThrow()
  return mails
}

/** Removes kept mails from before. Gives how many. */
export async function removeKeptMailBefore(database: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('development_mail')
    .where('at', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
