import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/** The first key of the advisory locks by which a worker shows that it lives; the second is its number. */
const workerLocks = 7

/** A number of its own for this run, held by a lock that ends with the connection. */
export async function becomeWorker(connection: Database): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number from (select nextval('mailing_worker')::int as number) taken, pg_advisory_lock(${workerLocks}::int, number)`.execute(
    connection,
  )
  return rows[0]!.number
}

/** Gives up the number and its lock; the connection can serve others again. */
export async function endWorker(connection: Database, number: number): Promise<void> {
  await sql`select pg_advisory_unlock(${workerLocks}::int, ${number}::int)`.execute(connection)
}

/**
 * Rows that a worker was sending when it died: nobody knows whether those mails left. They are counted and go back
 * to the queue with the same Message-ID, or are held for a person. Returns how many.
 */
export async function recoverAbandoned(
  database: Database,
  mailingId: string,
  whenUnsure: 'resend' | 'hold',
): Promise<number> {
  const result = await sql`
    update mailing_delivery set
      state = case when ${whenUnsure} = 'resend' then 'queued' else 'ambiguous' end,
      claimed_by = null,
      times_unsure = times_unsure + 1
    where mailing_id = ${mailingId} and state = 'sending'
      and not exists (
        select from pg_locks
        where locktype = 'advisory' and classid = ${workerLocks} and objid = claimed_by and objsubid = 2 and granted
          and database = (select oid from pg_database where datname = current_database()))`.execute(
    database,
  )
  return Number(result.numAffectedRows ?? 0)
}

export type Claim = {
  subscriberId: string
  messageId: string
  attempts: number
  /** Null: not to be written to (any more); the row is done. */
  recipient: { email: string; unsubscribeToken: string } | null
}

/**
 * Takes the next row that is due, for this worker, while the mailing is on. Whether the person may still be written
 * to is asked in the same statement, so that an objection holds from the moment it is made. Null: nothing is due.
 */
export async function claimNext(
  connection: Database,
  mailingId: string,
  worker: number,
  now: Date,
): Promise<Claim | null> {
  const { rows } = await sql<{
    subscriber_id: string
    message_id: string
    attempts: number
    may_be_sent: boolean
    email: string | null
    unsubscribe_token: string
  }>`
    with next as (
      select delivery.subscriber_id, subscriber.email, subscriber.unsubscribe_token,
        subscriber.email is not null
          and exists (select from subscription
            where subscription.subscriber_id = subscriber.id and subscription.ended_at is null)
          and not exists (select from suppression where suppression.email_hash = email_hash(subscriber.email))
          as may_be_sent
      from mailing_delivery delivery
      join mailing on mailing.id = delivery.mailing_id and mailing.state = 'sending'
      join subscriber on subscriber.id = delivery.subscriber_id
      where delivery.mailing_id = ${mailingId} and delivery.state = 'queued' and delivery.next_attempt_at <= ${now}
      order by delivery.next_attempt_at, delivery.subscriber_id
      limit 1
      for update of delivery skip locked
    )
    update mailing_delivery delivery set
      state = case when next.may_be_sent then 'sending' else 'skipped' end,
      claimed_by = case when next.may_be_sent then ${worker}::int end,
      attempts = delivery.attempts + next.may_be_sent::int
    from next
    where delivery.mailing_id = ${mailingId} and delivery.subscriber_id = next.subscriber_id
    returning delivery.subscriber_id, delivery.message_id, delivery.attempts,
      next.may_be_sent, next.email, next.unsubscribe_token`.execute(connection)
  const row = rows[0]
  if (!row) return null
  return {
    subscriberId: row.subscriber_id,
    messageId: row.message_id,
    attempts: row.attempts,
    recipient: row.may_be_sent
      ? { email: row.email!, unsubscribeToken: row.unsubscribe_token }
      : null,
  }
}

export type Settlement =
  | { state: 'sent'; answer: null }
  | { state: 'failed'; answer: string }
  | { state: 'queued'; answer: string; at: Date; wasTried: boolean; isUnsure: boolean }
  | { state: 'ambiguous'; answer: string }

/** Writes down what became of a claimed row. False when it is no longer this worker's: it was taken for dead. */
export async function settle(
  database: Database,
  row: { mailingId: string; subscriberId: string; worker: number },
  result: Settlement,
  now: Date,
): Promise<boolean> {
  const isUnsure = result.state === 'ambiguous' || (result.state === 'queued' && result.isUnsure)
  const updated = await database
    .updateTable('mailing_delivery')
    .set((is) => ({
      state: result.state,
      answer: result.answer,
      claimed_by: null,
      ...(result.state === 'sent' ? { sent_at: now } : {}),
      ...(result.state === 'queued' ? { next_attempt_at: result.at } : {}),
      ...(result.state === 'queued' && !result.wasTried
        ? { attempts: is('attempts', '-', 1) }
        : {}),
      ...(isUnsure ? { times_unsure: is('times_unsure', '+', 1) } : {}),
    }))
    .where('mailing_id', '=', row.mailingId)
    .where('subscriber_id', '=', row.subscriberId)
    .where('state', '=', 'sending')
    .where('claimed_by', '=', row.worker)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Notes that a worker is at the mailing now, so that it is not taken for stuck. */
export async function showLife(database: Database, mailingId: string, now: Date): Promise<void> {
  await database
    .updateTable('mailing')
    .set({ active_at: now })
    .where('id', '=', mailingId)
    .execute()
}

/** The mail server cannot be used: nothing is sent before `retryAt`. */
export async function noteProblem(
  database: Database,
  mailingId: string,
  problem: { answer: string; since: Date; retryAt: Date },
): Promise<void> {
  await database
    .updateTable('mailing')
    .set({ problem: problem.answer, problem_since: problem.since, retry_at: problem.retryAt })
    .where('id', '=', mailingId)
    .where('state', '=', 'sending')
    .execute()
}

/** The mail server takes mails again. */
export async function clearProblem(database: Database, mailingId: string): Promise<void> {
  await database
    .updateTable('mailing')
    .set({ problem: null, problem_since: null, retry_at: null })
    .where('id', '=', mailingId)
    .execute()
}

/** What is left to do: rows due now, and whether any will be due later or are with another worker. */
export async function whatIsLeft(
  database: Database,
  mailingId: string,
  now: Date,
): Promise<{ due: number; open: number }> {
  const { rows } = await sql<{ due: number; open: number }>`
    select count(*) filter (where state = 'queued' and next_attempt_at <= ${now}) as due, count(*) as open
    from mailing_delivery where mailing_id = ${mailingId} and state in ('queued', 'sending')`.execute(
    database,
  )
  return rows[0]!
}

/** True for the one worker that finished it. */
export async function finishMailing(
  database: Database,
  mailingId: string,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update mailing set state = 'finished', finished_at = ${now}, problem = null, problem_since = null, retry_at = null
    where id = ${mailingId} and state = 'sending' and not exists (
      select from mailing_delivery where mailing_id = ${mailingId} and state in ('queued', 'sending'))`.execute(
    database,
  )
  return Number(numAffectedRows ?? 0) > 0
}

/** Mailings that should be going out, with something due or something a dead worker left, and no sign of life. */
export async function mailingsToResume(
  database: Database,
  now: Date,
  quietMs: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from mailing
    where state = 'sending' and active_at <= ${new Date(now.getTime() - quietMs)}
      and (retry_at is null or retry_at <= ${now})
      and (not exists (select from mailing_delivery where mailing_id = mailing.id and state in ('queued', 'sending'))
        or exists (select from mailing_delivery where mailing_id = mailing.id
          and (state = 'sending' or (state = 'queued' and next_attempt_at <= ${now}))))`.execute(
    database,
  )
  return rows.map(({ id }) => id)
}
