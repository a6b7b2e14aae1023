import {
  sql,
  type ColumnType,
  type ExpressionBuilder,
  type Generated,
  type Selectable,
} from 'kysely'
import type { Database, Tables } from '../platform/database.ts'
import type { Segments } from './mailing-segments.ts'

export type MailingState = 'sending' | 'stopped' | 'finished'
export type StopReason = 'person' | 'late' | 'refusals' | 'unreachable'
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'ambiguous' | 'skipped'

interface MailingTable {
  id: Generated<string>
  publication_id: string
  version: number
  subject: string
  html_segments: ColumnType<Segments, string, never>
  text_segments: ColumnType<Segments, string, never>
  state: Generated<MailingState>
  stopped_because: StopReason | null
  from_name: string
  reply_to: string
  when_unsure: 'resend' | 'hold'
  started_by: string | null
  started_at: Date
  active_at: Date
  finished_at: Date | null
  problem: string | null
  problem_since: Date | null
  retry_at: Date | null
}

declare module '../platform/database.ts' {
  interface Tables {
    mailing: MailingTable
    mailing_delivery: {
      mailing_id: string
      subscriber_id: string
      state: Generated<DeliveryState>
      message_id: string
      attempts: Generated<number>
      times_unsure: Generated<number>
      next_attempt_at: Date
      claimed_by: number | null
      sent_at: Date | null
      answer: string | null
    }
  }
}

export type Mailing = Selectable<MailingTable>

/** Null where this version has a mailing already: a second click never sends twice. */
export async function insertMailing(
  database: Database,
  mailing: {
    publicationId: string
    version: number
    subject: string
    html: Segments
    text: Segments
    fromName: string
    replyTo: string
    whenUnsure: 'resend' | 'hold'
    by: string
    now: Date
  },
): Promise<string | null> {
  const row = await database
    .insertInto('mailing')
    .values({
      publication_id: mailing.publicationId,
      version: mailing.version,
      subject: mailing.subject,
      html_segments: JSON.stringify(mailing.html),
      text_segments: JSON.stringify(mailing.text),
      from_name: mailing.fromName,
      reply_to: mailing.replyTo,
      when_unsure: mailing.whenUnsure,
      started_by: mailing.by,
      started_at: mailing.now,
      active_at: mailing.now,
      stopped_because: null,
      finished_at: null,
      problem: null,
      problem_since: null,
      retry_at: null,
    })
    .onConflict((on) => on.columns(['publication_id', 'version']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** One row for each who gets the bulletin now; returns how many. */
export async function queueDeliveries(
  database: Database,
  mailingId: string,
  messageIdDomain: string,
  now: Date,
): Promise<number> {
  const result = await sql`
    insert into mailing_delivery (mailing_id, subscriber_id, message_id, next_attempt_at)
    select ${mailingId}, subscriber.id, gen_random_uuid() || '@' || ${messageIdDomain}::text, ${now}
    from subscriber
    join subscription on subscription.subscriber_id = subscriber.id and subscription.ended_at is null
    where not exists (select from suppression where email_hash = email_hash(subscriber.email))
    on conflict do nothing`.execute(database)
  return Number(result.numAffectedRows ?? 0)
}

/** How many a mailing begun now would go to. */
export async function countRecipients(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from subscriber
    join subscription on subscription.subscriber_id = subscriber.id and subscription.ended_at is null
    where not exists (select from suppression where email_hash = email_hash(subscriber.email))`.execute(
    database,
  )
  return rows[0]!.count
}

/** A mailing by its id. */
export async function findMailing(database: Database, id: string): Promise<Mailing | null> {
  const row = await database
    .selectFrom('mailing')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Every sending of any version of a bulletin, newest first. */
export async function listMailings(database: Database, publicationId: string): Promise<Mailing[]> {
  return database
    .selectFrom('mailing')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .orderBy('started_at', 'desc')
    .execute()
}

/** The newest sending of each bulletin: what the list of bulletins says. */
export async function latestMailings(
  database: Database,
): Promise<
  { publicationId: string; id: string; version: number; state: MailingState; startedAt: Date }[]
> {
  return database
    .selectFrom('mailing')
    .distinctOn('publication_id')
    .select([
      'publication_id as publicationId',
      'id',
      'version',
      'state',
      'started_at as startedAt',
    ])
    .orderBy('publication_id')
    .orderBy('started_at', 'desc')
    .execute()
}

export type DeliveryCounts = Record<DeliveryState, number> & { total: number; timesUnsure: number }

/** How many mails of a mailing are in each state; `unsure` counts how often nobody knew whether one had left. */
export async function countDeliveries(
  database: Database,
  mailingId: string,
): Promise<DeliveryCounts> {
  const rows = await database
    .selectFrom('mailing_delivery')
    .select((is) => [
      'state',
      is.fn.countAll<number>().as('count'),
      is.fn.sum<number>('times_unsure').as('unsure'),
    ])
    .where('mailing_id', '=', mailingId)
    .groupBy('state')
    .execute()
  const counts: DeliveryCounts = {
    queued: 0,
    sending: 0,
    sent: 0,
    failed: 0,
    ambiguous: 0,
    skipped: 0,
    total: 0,
    timesUnsure: 0,
  }
  for (const row of rows) {
    counts[row.state] = row.count
    counts.total += row.count
    counts.timesUnsure += Number(row.unsure)
  }
  return counts
}

/** A delivery of one state, for the page that says who missed it. */
export type ListedDelivery = {
  subscriberId: string
  email: string | null
  state: DeliveryState
  attempts: number
  timesUnsure: number
  answer: string | null
}

/** The mails of a mailing in these states, at most `limit`. */
export async function listDeliveries(
  database: Database,
  mailingId: string,
  states: DeliveryState[],
  limit: number,
): Promise<ListedDelivery[]> {
  return database
    .selectFrom('mailing_delivery')
    .innerJoin('subscriber', 'subscriber.id', 'mailing_delivery.subscriber_id')
    .select([
      'subscriber.id as subscriberId',
      'subscriber.email',
      'state',
      'attempts',
      'times_unsure as timesUnsure',
      'answer',
    ])
    .where('mailing_id', '=', mailingId)
    .where('state', 'in', states)
    .orderBy('state')
    .orderBy('subscriber.email')
    .limit(limit)
    .execute()
}

/** Undoes `insertMailing` and `queueDeliveries` in their own transaction. */
export async function deleteUnsentMailing(database: Database, mailingId: string): Promise<void> {
  await database.deleteFrom('mailing_delivery').where('mailing_id', '=', mailingId).execute()
  await database.deleteFrom('mailing').where('id', '=', mailingId).execute()
}

/** Begins again with exactly those who missed it; returns how many. */
export async function requeueMissed(
  database: Database,
  mailingId: string,
  now: Date,
): Promise<number> {
  const result = await database
    .updateTable('mailing_delivery')
    .set({ state: 'queued', attempts: 0, next_attempt_at: now })
    .where('mailing_id', '=', mailingId)
    .where('state', 'in', ['failed', 'ambiguous'])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Stops a mailing that is being sent. False: it was not. */
export async function stopMailing(
  database: Database,
  mailingId: string,
  because: StopReason,
): Promise<boolean> {
  const result = await database
    .updateTable('mailing')
    .set({ state: 'stopped', stopped_because: because, retry_at: null })
    .where('id', '=', mailingId)
    .where('state', '=', 'sending')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Goes on with a mailing that was stopped, or has mails left. False: there is nothing to go on with. */
export async function continueMailing(
  database: Database,
  mailingId: string,
  now: Date,
): Promise<boolean> {
  const result = await database
    .updateTable('mailing')
    .set({
      state: 'sending',
      stopped_because: null,
      finished_at: null,
      active_at: now,
      problem: null,
      problem_since: null,
      retry_at: null,
    })
    .where('id', '=', mailingId)
    .where((is) => is.or([is('state', '=', 'stopped'), is.exists(openDeliveries(is, mailingId))]))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function openDeliveries(is: ExpressionBuilder<Tables, 'mailing'>, mailingId: string) {
  return is
    .selectFrom('mailing_delivery')
    .select('mailing_delivery.subscriber_id')
    .where('mailing_delivery.mailing_id', '=', mailingId)
    .where('mailing_delivery.state', 'in', ['queued', 'sending'])
}
