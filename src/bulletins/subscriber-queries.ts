import { addressForm } from '../platform/email-address.ts'
import { createHash, randomBytes } from 'node:crypto'
import { sql, type ColumnType, type Generated, type Selectable } from 'kysely'
import type { Database } from '../platform/database.ts'

type Moment = ColumnType<Date, Date | undefined, Date>

export type Basis = 'consent' | 'corporate'
export type SuppressionReason = 'unsubscribed' | 'removed'

interface SubscriberTable {
  id: Generated<string>
  email: string | null
  name: string | null
  job_role: string | null
  agency_sector_code: string | null
  unsubscribe_token: string
  created_at: Moment
  removed_at: Date | null
}

interface SubscriptionRequestTable {
  id: Generated<string>
  email: string
  name: string | null
  job_role: string | null
  agency_sector_code: string | null
  wording: string
  token_hash: Buffer | null
  asks: Generated<number>
  asked_at: Date
}

declare module '../platform/database.ts' {
  interface Tables {
    subscriber: SubscriberTable
    subscription: {
      id: Generated<string>
      subscriber_id: string
      list: Generated<'bulletin'>
      started_at: Moment
      ended_at: Date | null
      ended_because: SuppressionReason | null
    }
    consent_record: {
      id: Generated<string>
      subscriber_id: string
      at: Moment
      source: 'form' | 'addition'
      basis: Basis
      subscriber_type: 'individual' | 'corporate'
      wording: string
      addition_id: string | null
      recorded_by: string | null
    }
    subscription_request: SubscriptionRequestTable
    suppression: { email_hash: Buffer; reason: SuppressionReason; at: Moment }
  }
}

/** What is known of somebody who asks for, or gets, the bulletin. The address is in lower case. */
export type SubscriberDetails = {
  email: string
  name: string | null
  jobRole: string | null
  agencySectorCode: string | null
}

export type SubscriptionRequest = Selectable<SubscriptionRequestTable>

const hashOf = (value: string): Buffer => createHash('sha256').update(value).digest()
const newToken = (): string => randomBytes(24).toString('base64url')

/** Whether an address, in small letters, gets the bulletin. */
export async function isSubscribed(database: Database, email: string): Promise<boolean> {
  const row = await database
    .selectFrom('subscription')
    .innerJoin('subscriber', 'subscriber.id', 'subscription.subscriber_id')
    .select('subscription.id')
    .where('subscription.ended_at', 'is', null)
    .where(sql`address_form(subscriber.email)`, '=', email)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Notes that somebody asked, and returns the id of the request if a mail may go out for it: the first, or a day
 * after the last and at most three unanswered. One statement, so that a thousand at once make one mail.
 */
export async function noteRequest(
  database: Database,
  asked: SubscriberDetails & { wording: string },
  now: Date,
  limits: { everyMs: number; atMost: number },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into subscription_request (email, name, job_role, agency_sector_code, wording, asked_at)
    values (${asked.email}, ${asked.name}, ${asked.jobRole}, ${asked.agencySectorCode}, ${asked.wording}, ${now})
    on conflict (address_form(email)) do update set
      name = excluded.name, job_role = excluded.job_role, agency_sector_code = excluded.agency_sector_code,
      wording = excluded.wording, asked_at = excluded.asked_at, asks = subscription_request.asks + 1
    where subscription_request.asked_at <= ${new Date(now.getTime() - limits.everyMs)}
      and subscription_request.asks < ${limits.atMost}
    returning id`.execute(database)
  return rows[0]?.id ?? null
}

/** The request with a fresh token, whose hash replaces the one before; null when it was answered or forgotten. */
export async function giveToken(
  database: Database,
  requestId: string,
): Promise<{ request: SubscriptionRequest; token: string } | null> {
  const token = newToken()
  const request = await database
    .updateTable('subscription_request')
    .set({ token_hash: hashOf(token) })
    .where('id', '=', requestId)
    .returningAll()
    .executeTakeFirst()
  return request ? { request, token } : null
}

/** The request of a token that was asked for after `notBefore`. */
export async function findRequest(
  database: Database,
  token: string,
  notBefore: Date,
): Promise<SubscriptionRequest | null> {
  return (
    (await database
      .selectFrom('subscription_request')
      .selectAll()
      .where('token_hash', '=', hashOf(token))
      .where('asked_at', '>', notBefore)
      .executeTakeFirst()) ?? null
  )
}

/** Takes the request away: whoever gets it back is the one who answers it. */
export async function takeRequest(
  database: Database,
  token: string,
  notBefore: Date,
): Promise<SubscriptionRequest | null> {
  return (
    (await database
      .deleteFrom('subscription_request')
      .where('token_hash', '=', hashOf(token))
      .where('asked_at', '>', notBefore)
      .returningAll()
      .executeTakeFirst()) ?? null
  )
}

/** Removes requests that nobody confirmed. Gives how many. */
export async function forgetRequestsBefore(database: Database, instant: Date): Promise<number> {
  const result = await database
    .deleteFrom('subscription_request')
    .where('asked_at', '<=', instant)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** The subscriber with this address, made if there is none, with a running subscription. */
export async function beginSubscription(
  database: Database,
  details: SubscriberDetails,
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const { id } = await database
    .insertInto('subscriber')
    .values({
      email: details.email,
      name: details.name,
      job_role: details.jobRole,
      agency_sector_code: details.agencySectorCode,
      unsubscribe_token: newToken(),
      created_at: now,
      removed_at: null,
    })
    .onConflict((on) =>
      on.expression(sql`address_form(email)`).doUpdateSet((is) => ({
        name: sql<string | null>`coalesce(excluded.name, ${is.ref('subscriber.name')})`,
        job_role: sql<string | null>`coalesce(excluded.job_role, ${is.ref('subscriber.job_role')})`,
        agency_sector_code: sql<
          string | null
        >`coalesce(excluded.agency_sector_code, ${is.ref('subscriber.agency_sector_code')})`,
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  const begun = await database
    .insertInto('subscription')
    .values({ subscriber_id: id, started_at: now, ended_at: null, ended_because: null })
    .onConflict((on) =>
      on.columns(['subscriber_id', 'list']).where('ended_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return { id, isNew: begun !== undefined }
}

/** Keeps by what right somebody is written to, and the words they agreed to (UK GDPR, article 7(1)). */
export async function recordConsent(
  database: Database,
  record: {
    subscriberId: string
    source: 'form' | 'addition'
    basis: Basis
    wording: string
    additionId?: string
    recordedBy?: string
  },
  now: Date,
): Promise<void> {
  await database
    .insertInto('consent_record')
    .values({
      subscriber_id: record.subscriberId,
      at: now,
      source: record.source,
      basis: record.basis,
      subscriber_type: record.basis === 'corporate' ? 'corporate' : 'individual',
      wording: record.wording,
      addition_id: record.additionId ?? null,
      recorded_by: record.recordedBy ?? null,
    })
    .execute()
}

/** Ends the running subscription of whoever holds this token; null when the token names nobody. */
export async function endSubscription(
  database: Database,
  who: { token: string } | { id: string },
  because: SuppressionReason,
  now: Date,
): Promise<{ id: string; email: string | null } | null> {
  const subscriber = await database
    .selectFrom('subscriber')
    .select(['id', 'email'])
    .where('token' in who ? 'unsubscribe_token' : 'id', '=', 'token' in who ? who.token : who.id)
    .forUpdate()
    .executeTakeFirst()
  if (!subscriber) return null
  await database
    .updateTable('subscription')
    .set({ ended_at: now, ended_because: because })
    .where('subscriber_id', '=', subscriber.id)
    .where('ended_at', 'is', null)
    .execute()
  return subscriber
}

/** From now on no list writes to this address. */
export async function suppress(
  database: Database,
  email: string,
  reason: SuppressionReason,
  now: Date,
): Promise<void> {
  await database
    .insertInto('suppression')
    .values({ email_hash: hashOf(addressForm(email)), reason, at: now })
    .onConflict((on) => on.column('email_hash').doUpdateSet({ reason, at: now }))
    .execute()
}

/** Only a fresh confirmation by the person lifts it. */
export async function liftSuppression(database: Database, email: string): Promise<void> {
  await database
    .deleteFrom('suppression')
    .where('email_hash', '=', hashOf(addressForm(email)))
    .execute()
}

/** Takes name, address and role away from subscribers whose subscription is over; counts and proof of consent stay. */
export async function erasePersonalData(
  database: Database,
  which: { id: string } | { endedBefore: Date },
  now: Date,
): Promise<number> {
  let query = database
    .updateTable('subscriber')
    .set({ email: null, name: null, job_role: null, removed_at: now })
    .where('removed_at', 'is', null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('subscription')
            .select('subscription.id')
            .whereRef('subscription.subscriber_id', '=', 'subscriber.id')
            .where((of) =>
              'endedBefore' in which
                ? of.or([of('ended_at', 'is', null), of('ended_at', '>', which.endedBefore)])
                : of('ended_at', 'is', null),
            ),
        ),
      ),
    )
  if ('id' in which) query = query.where('id', '=', which.id)
  const result = await query.executeTakeFirst()
  return Number(result.numUpdatedRows)
}
