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
