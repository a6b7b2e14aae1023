import { randomUUID } from 'node:crypto'
import { createTransport, type Transporter } from 'nodemailer'
import type { Generated } from 'kysely'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import { Refusal } from './errors.ts'

interface DevelopmentMailTable {
  id: Generated<number>
  at: Generated<Date>
  message_id: string
  sender: string
  recipient: string
  subject: string
  body_text: string
  body_html: string | null
  headers: string
}

declare module './database.ts' {
  interface Tables {
    development_mail: DevelopmentMailTable
  }
}

export type MailMessage = {
  to: string
  /** Shown instead of the name in MAIL_FROM; the address stays. */
  fromName?: string
  subject: string
  text: string
  html?: string
  /** Fixed by the sender where a second copy must be recognisable, else made here. Without angle brackets. */
  messageId?: string
  /** Extra headers such as List-Unsubscribe. */
  headers?: Record<string, string>
}

/** Sends one message. Resolves when the server has taken it; rejects with an error whose `responseCode` is the SMTP code. */
export type MailTransport = {
  kind: 'smtp' | 'development'
  send: (message: MailMessage) => Promise<{ messageId: string }>
  close: () => void
}

/** Before production serves: throws a Refusal where codes, notices and bulletins would reach nobody. */
export function refuseProductionWithoutMail({
  environment,
  smtpUrl,
}: Pick<Config, 'environment' | 'smtpUrl'>): void {
  if (environment === 'production' && !smtpUrl)
    throw new Refusal(
      'SMTP_URL is not set. In production codes, notices and bulletins have to reach people. Set it like smtp://user:password@host:587.',
    )
}

/** SMTP where SMTP_URL is given, else a table that is read at /development/mail. */
export function openMail(
  config: { smtpUrl: string | null; mailFrom: string; publicUrl: string },
  database: Database,
): MailTransport {
  const domain = new URL(config.publicUrl).hostname
  const complete = (message: MailMessage) => ({
    ...message,
    messageId: message.messageId ?? `${randomUUID()}@${domain}`,
  })
  return config.smtpUrl
    ? smtpMail(
        createTransport({
          url: config.smtpUrl,
          pool: true,
          maxConnections: 2,
          // A server that hangs holds up no more than one mail for a minute.
          connectionTimeout: 20_000,
          greetingTimeout: 20_000,
          socketTimeout: 60_000,
          disableFileAccess: true,
          disableUrlAccess: true,
        } as object) as Transporter,
        config.mailFrom,
        complete,
      )
    : developmentMail(database, config.mailFrom, complete)
}

function smtpMail(
  transporter: Transporter,
  from: string,
  complete: (message: MailMessage) => MailMessage & { messageId: string },
): MailTransport {
  return {
    kind: 'smtp',
    close: () => transporter.close(),
    send: async (message) => {
      const { messageId, fromName, headers = {}, ...rest } = complete(message)
      refuseLineBreaks([
        message.to,
        fromName ?? '',
        message.subject,
        messageId,
        ...Object.entries(headers).flat(),
      ])
      await transporter.sendMail({
        ...rest,
        from: fromName ? { name: fromName, address: addressOf(from) } : from,
        messageId: `<${messageId}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      })
      return { messageId }
    },
  }
}

function developmentMail(
  database: Database,
  from: string,
  complete: (message: MailMessage) => MailMessage & { messageId: string },
): MailTransport {
  return {
    kind: 'development',
    close: () => {},
    send: async (message) => {
      const { messageId, to, fromName, subject, text, html, headers = {} } = complete(message)
      refuseLineBreaks([to, fromName ?? '', subject, messageId, ...Object.entries(headers).flat()])
      await database
        .insertInto('development_mail')
        .values({
          message_id: messageId,
          sender: senderOf(from, fromName),
          recipient: to,
          subject,
          body_text: text,
          body_html: html ?? null,
          headers: JSON.stringify(headers),
        })
        .execute()
      return { messageId }
    },
  }
}

/** The sender as people read it: "Name <address>". */
export function senderOf(mailFrom: string, fromName?: string): string {
  return fromName ? `${fromName} <${addressOf(mailFrom)}>` : mailFrom
}

const addressOf = (mailFrom: string): string => /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom

// A header with a line break in it could carry further headers.
function refuseLineBreaks(values: string[]): void {
  // oxlint-disable-next-line no-control-regex
  if (values.some((value) => /[\r\n\u0000]/.test(value)))
    // As the mail library marks a message that can never be sent, so that nobody waits for the server.
    throw Object.assign(new Error('a mail header contains a line break'), { code: 'EMESSAGE' })
}
