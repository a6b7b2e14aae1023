import { audit } from '../platform/audit.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import type { Jobs } from '../platform/jobs.ts'
import { forgetAdditionsBefore } from './addition-queries.ts'
import { forgetImportsBefore } from './import/import-queries.ts'
import {
  beginSubscription,
  endSubscription,
  erasePersonalData,
  findRequest,
  forgetRequestsBefore,
  giveToken,
  isSubscribed,
  liftSuppression,
  noteRequest,
  recordConsent,
  suppress,
  takeRequest,
  type SubscriberDetails,
  type SubscriptionRequest,
} from './subscriber-queries.ts'

const hourMs = 3600_000

/** Nobody gets more than this because somebody else typed their address. */
export const requestLimits = { everyMs: 24 * hourMs, atMost: 3, forgottenAfterMs: 7 * 24 * hourMs }

/** After this the name and address of whoever unsubscribed are taken out of the database. */
const keptAfterEndMs = 30 * 24 * hourMs

/** What people agree to; kept with each confirmation as it was then. */
export const consentWording =
  'Send me the safeguarding partnership’s bulletin by e-mail. I can unsubscribe at any time from any bulletin.'

export const askForConfirmation = 'subscription.ask'

/**
 * Somebody typed an address into the form. Nothing tells whether it is known: at most one mail goes to it, by a job,
 * and the page is the same in every case.
 */
export async function requestSubscription(
  database: Database,
  jobs: Pick<Jobs, 'enqueue'>,
  details: SubscriberDetails,
  now: Date,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const asked = { ...details, wording: consentWording }
    const requestId = await noteRequest(transaction, asked, now, requestLimits)
    if (requestId) await jobs.enqueue(transaction, askForConfirmation, { requestId })
  })
}

/** What the mail to somebody who asked should say; null when the request is gone. */
export async function prepareConfirmation(
  database: Database,
  requestId: string,
): Promise<{ email: string; already: true } | { email: string; token: string } | null> {
  const given = await giveToken(database, requestId)
  if (!given) return null
  const { email } = given.request
  // The request stays, without effect, so that the limits hold for known addresses too.
  return (await isSubscribed(database, email))
    ? { email, already: true }
    : { email, token: given.token }
}

/** The request that a link in a mail belongs to, or null: answered, older than seven days, or made up. */
export async function findSubscriptionRequest(
  database: Database,
  token: string,
  now: Date,
): Promise<SubscriptionRequest | null> {
  return findRequest(database, token, new Date(now.getTime() - requestLimits.forgottenAfterMs))
}

/** The person pressed the button: the subscription begins, with proof, and an earlier objection is lifted. */
export async function confirmSubscription(
  database: Database,
  token: string,
  now: Date,
): Promise<{ ok: true; email: string } | { ok: false; reason: 'not-found' }> {
  return database.transaction().execute(async (transaction) => {
    const notBefore = new Date(now.getTime() - requestLimits.forgottenAfterMs)
    const request = await takeRequest(transaction, token, notBefore)
    if (!request) return { ok: false, reason: 'not-found' }
    await liftSuppression(transaction, request.email)
    const details: SubscriberDetails = {
      email: request.email,
      name: request.name,
      jobRole: request.job_role,
      agencySectorCode: request.agency_sector_code,
    }
    const { id } = await beginSubscription(transaction, details, now)
    await recordConsent(
      transaction,
      { subscriberId: id, source: 'form', basis: 'consent', wording: request.wording },
      now,
    )
    await record(transaction, 'subscription.confirmed', id, null)
    return { ok: true, email: request.email }
  })
}

/** By the link or the mail program's button. Harmless when repeated or when the token names nobody. */
export async function unsubscribe(database: Database, token: string, now: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const subscriber = await endSubscription(transaction, { token }, 'unsubscribed', now)
    if (!subscriber?.email) return
    await suppress(transaction, subscriber.email, 'unsubscribed', now)
    await record(transaction, 'subscription.ended', subscriber.id, null)
  })
}

/** By the business unit: ends the subscription and takes the personal data out; the address stays suppressed. */
export async function removeSubscriber(
  database: Database,
  id: string,
  by: string,
  now: Date,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const subscriber = await endSubscription(transaction, { id }, 'removed', now)
    if (!subscriber?.email) return
    await suppress(transaction, subscriber.email, 'removed', now)
    await erasePersonalData(transaction, { id }, now)
    await record(transaction, 'subscriber.removed', id, by)
  })
}

/** The nightly tidying: unanswered requests after seven days, personal data of those who left after thirty. */
export async function forgetWhatIsOver(
  database: Database,
  now: Date,
): Promise<{ requests: number; subscribers: number }> {
  await forgetAdditionsBefore(database, new Date(now.getTime() - 24 * hourMs))
  await forgetImportsBefore(database, new Date(now.getTime() - 7 * 24 * hourMs))
  return {
    requests: await forgetRequestsBefore(
      database,
      new Date(now.getTime() - requestLimits.forgottenAfterMs),
    ),
    subscribers: await erasePersonalData(
      database,
      { endedBefore: new Date(now.getTime() - keptAfterEndMs) },
      now,
    ),
  }
}

async function record(
  transaction: DatabaseTransaction,
  action: string,
  id: string,
  by: string | null,
): Promise<void> {
  await audit(transaction, { action, by, subject: { kind: 'subscriber', id } })
}
