import { addressForm } from '../platform/email-address.ts'
import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { endSubscription, erasePersonalData, suppress } from './subscriber-queries.ts'

/** Subscriptions, and requests for one, of an address. */
export async function listSubscriptionsBy(database: Database, email: string) {
  const { rows } = await sql<{
    email: string
    name: string | null
    job_role: string | null
    what: string
    wording: string | null
    from: Date
    until: Date | null
    bulletins: number
  }>`
    select subscriber.email, subscriber.name, subscriber.job_role, 'Subscription' as what,
      (select wording from consent_record where subscriber_id = subscriber.id order by at desc limit 1) as wording,
      subscription.started_at as "from", subscription.ended_at as until,
      (select count(*) from mailing_delivery sent where sent.subscriber_id = subscriber.id and sent.state = 'sent') as bulletins
    from subscriber join subscription on subscription.subscriber_id = subscriber.id
    where address_form(subscriber.email) = address_form(${email})
    union all
    select email, name, job_role, 'Asked for, not confirmed', wording, asked_at, null, 0
    from subscription_request where address_form(email) = address_form(${email})
    order by 6`.execute(database)
  return rows
}

/** Ends what an address gets, takes it out everywhere, and keeps a one-way code so that nobody adds it again. */
export async function forgetAddress(
  transaction: DatabaseTransaction,
  email: string,
  now: Date,
): Promise<void> {
  await transaction
    .deleteFrom('subscription_request')
    .where(sql`address_form(email)`, '=', addressForm(email))
    .execute()
  await suppress(transaction, email, 'removed', now)
  const subscriber = await transaction
    .selectFrom('subscriber')
    .select('id')
    .where(sql`address_form(email)`, '=', addressForm(email))
    .executeTakeFirst()
  if (!subscriber) return
  await endSubscription(transaction, { id: subscriber.id }, 'removed', now)
  await erasePersonalData(transaction, { id: subscriber.id }, now)
  // A mail server's answer often repeats the address.
  await transaction
    .updateTable('mailing_delivery')
    .set({ answer: null })
    .where('subscriber_id', '=', subscriber.id)
    .execute()
}

/** Answers of mail servers about mailings that ended before an instant. */
export async function countMailServerAnswers(database: Database, before: Date): Promise<number> {
  const { rows } = await sql<{ answers: number }>`
    select count(*) as answers from mailing_delivery delivery join mailing on mailing.id = delivery.mailing_id
    where mailing.finished_at < ${before} and delivery.answer is not null`.execute(database)
  return rows[0]?.answers ?? 0
}

/** Removes what mail servers answered, which can name people, from mailings that ended before. Gives how many. */
export async function forgetMailServerAnswers(database: Database, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update mailing_delivery set answer = null
    where answer is not null and mailing_id in (select id from mailing where finished_at < ${before})`.execute(
    database,
  )
  return Number(numAffectedRows ?? 0n)
}
