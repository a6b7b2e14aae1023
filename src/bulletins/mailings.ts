import { randomUUID } from 'node:crypto'
import { audit } from '../platform/audit.ts'
import type { Database } from '../platform/database.ts'
import type { Services } from '../platform/web.ts'
import { findPublication, findVersion, type Edition } from '../publishing/publishing.ts'
import type { BulletinContent } from './bulletin-content.ts'
import { bulletinKind } from './bulletin-kind.tsx'
import { prepareBulletin } from './bulletin-mail.ts'
import { troubleOf } from './delivery-outcome.ts'
import {
  continueMailing as setSending,
  deleteUnsentMailing,
  insertMailing,
  queueDeliveries,
  requeueMissed,
  stopMailing as setStopped,
} from './mailing-queries.ts'
import { messageFor } from './mailing-worker.ts'

export const sendMailingJob = 'mailing.send'

type Sending = Pick<Services, 'database' | 'clock' | 'jobs'> & { config: { publicUrl: string } }

/** The version the public reads, or null. Only this one can be sent. */
export async function findPublishedById(
  database: Database,
  publicationId: string,
): Promise<Edition<BulletinContent> | null> {
  const publication = await findPublication(database, publicationId)
  if (!publication || publication.published_version === null || publication.withdrawn_at)
    return null
  return findVersion(database, bulletinKind, publicationId, publication.published_version)
}

export type SendRefusal = {
  ok: false
  reason:
    | 'not-published'
    | 'changed-meanwhile'
    | 'not-ready'
    | 'already-sent'
    | 'nobody'
    | 'other-count'
}

/**
 * Freezes the published version as a mail, writes a row for everyone who gets the bulletin now, and asks the worker
 * to begin. `expected` is what the person confirmed: another version or another number of people, and nothing is sent.
 */
export async function startMailing(
  services: Sending,
  publicationId: string,
  expected: { version: number; recipients: number; whenUnsure: 'resend' | 'hold' },
  by: string,
): Promise<{ ok: true; id: string } | SendRefusal> {
  const { database, clock, jobs, config } = services
  const edition = await findPublishedById(database, publicationId)
  if (!edition) return { ok: false, reason: 'not-published' }
  if (edition.version !== expected.version) return { ok: false, reason: 'changed-meanwhile' }
  const { compiled, readiness, replyTo, partnershipName } = await prepareBulletin(services, edition)
  if (readiness.some(({ blocks }) => blocks !== 'nothing'))
    return { ok: false, reason: 'not-ready' }
  return database.transaction().execute(async (transaction) => {
    const id = await insertMailing(transaction, {
      ...compiled,
      publicationId,
      version: edition.version,
      fromName: partnershipName,
      replyTo,
      whenUnsure: expected.whenUnsure,
      by,
      now: clock.now(),
    })
    if (!id) return { ok: false, reason: 'already-sent' }
    const domain = new URL(config.publicUrl).hostname
    const recipients = await queueDeliveries(transaction, id, domain, clock.now())
    if (recipients !== expected.recipients || recipients === 0) {
      await deleteUnsentMailing(transaction, id)
      return { ok: false, reason: recipients === 0 ? 'nobody' : 'other-count' }
    }
    await record(transaction, 'mailing.started', id, by, { publicationId, recipients })
    await jobs.enqueue(transaction, sendMailingJob, { mailingId: id })
    return { ok: true, id }
  })
}

/** Nothing more is claimed from now on; the one mail that is on its way still arrives. */
export async function stopMailing(services: Sending, id: string, by: string): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    if (await setStopped(transaction, id, 'person'))
      await record(transaction, 'mailing.stopped', id, by)
  })
}

/** Goes on with those who are still waiting. Also ends the wait for a mail server that did not answer. */
export async function continueMailing(services: Sending, id: string, by: string): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    if (!(await setSending(transaction, id, services.clock.now()))) return
    await record(transaction, 'mailing.continued', id, by)
    await services.jobs.enqueue(transaction, sendMailingJob, { mailingId: id })
  })
}

/** Sends again to exactly those who missed it: the refused and the undecided. Returns how many. */
export async function resendToMissed(services: Sending, id: string, by: string): Promise<number> {
  return services.database.transaction().execute(async (transaction) => {
    const missed = await requeueMissed(transaction, id, services.clock.now())
    if (missed === 0) return 0
    await setSending(transaction, id, services.clock.now())
    await record(transaction, 'mailing.resent', id, by, { missed })
    await services.jobs.enqueue(transaction, sendMailingJob, { mailingId: id })
    return missed
  })
}

/** One mail exactly as subscribers would get it, marked in the subject; its unsubscribe link unsubscribes nobody. */
export async function sendTest(
  services: Pick<Services, 'database' | 'clock' | 'mail'> & { config: { publicUrl: string } },
  edition: Edition<BulletinContent>,
  to: string,
  by: string,
): Promise<{ ok: true } | { ok: false; answer: string }> {
  const { compiled, replyTo, partnershipName } = await prepareBulletin(services, edition)
  const mailing = {
    subject: `Test: ${compiled.subject}`,
    html_segments: compiled.html,
    text_segments: compiled.text,
    from_name: partnershipName,
    reply_to: replyTo,
  }
  const recipient = { email: to, unsubscribeToken: 'test' }
  const messageId = `${randomUUID()}@${new URL(services.config.publicUrl).hostname}`
  try {
    await services.mail.send(messageFor(mailing, messageId, recipient, services.config.publicUrl))
  } catch (error) {
    return { ok: false, answer: troubleOf(error).answer }
  }
  await audit(services.database, {
    action: 'bulletin.tested',
    by,
    subject: { kind: 'bulletin', id: edition.publication.id },
    details: { version: edition.version },
  })
  return { ok: true }
}

async function record(
  database: Database,
  action: string,
  id: string,
  by: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await audit(database, { action, by, subject: { kind: 'mailing', id }, details })
}
