import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { likeContaining } from '../platform/like-patterns.ts'
import type { Basis } from './subscriber-queries.ts'

/** Somebody who gets the bulletin. */
export type ListedSubscriber = {
  id: string
  email: string
  name: string | null
  jobRole: string | null
  sector: string | null
  since: Date
  basis: Basis | null
}

export const subscribersPerPage = 50

/** Those who get the bulletin and whose address, name or role holds the words; by address. */
export async function searchSubscribers(
  database: Database,
  search: { words: string; page: number },
): Promise<{ rows: ListedSubscriber[]; total: number }> {
  const rows = await subscribed(database, search.words)
    .orderBy(sql`lower(subscriber.email) collate "C"`)
    .limit(subscribersPerPage)
    .offset((search.page - 1) * subscribersPerPage)
    .execute()
  const { total } = await subscribed(database, search.words)
    .clearSelect()
    .select((is) => is.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { rows: rows as ListedSubscriber[], total }
}

/** Everybody who is subscribed, by address, without pages. */
export async function allSubscribers(database: Database): Promise<ListedSubscriber[]> {
  return (await subscribed(database, '')
    .orderBy(sql`lower(subscriber.email) collate "C"`)
    .execute()) as ListedSubscriber[]
}

/** One of those who get the bulletin, with the proof of why. */
export async function findSubscriber(
  database: Database,
  id: string,
): Promise<{
  subscriber: ListedSubscriber
  consents: { at: Date; basis: Basis; source: 'form' | 'addition'; wording: string }[]
} | null> {
  const subscriber = await subscribed(database, '')
    .where('subscriber.id', '=', id)
    .executeTakeFirst()
  if (!subscriber) return null
  const consents = await database
    .selectFrom('consent_record')
    .select(['at', 'basis', 'source', 'wording'])
    .where('subscriber_id', '=', id)
    .orderBy('at', 'desc')
    .execute()
  return { subscriber: subscriber as ListedSubscriber, consents }
}

export type SubscriberCounts = {
  subscribed: number
  waiting: number
  unsubscribedIn30Days: number
  bySector: { name: string; count: number }[]
}

/** How many are subscribed, have not yet confirmed, and left within the last 30 days; by sector too. */
export async function countSubscribers(database: Database, now: Date): Promise<SubscriberCounts> {
  const since = new Date(now.getTime() - 30 * 24 * 3600_000)
  const { rows } = await sql<{ subscribed: number; waiting: number; gone: number }>`
    select
      (select count(*) from subscription where ended_at is null) as subscribed,
      (select count(*) from subscription_request) as waiting,
      (select count(*) from subscription where ended_because = 'unsubscribed' and ended_at > ${since}) as gone`.execute(
    database,
  )
  const bySector = await database
    .selectFrom('subscription')
    .innerJoin('subscriber', 'subscriber.id', 'subscription.subscriber_id')
    .leftJoin('agency_sector', 'agency_sector.code', 'subscriber.agency_sector_code')
    .select((is) => [
      is.fn.coalesce('agency_sector.name', sql.lit('Not said')).as('name'),
      is.fn.countAll<number>().as('count'),
    ])
    .where('subscription.ended_at', 'is', null)
    .groupBy(['agency_sector.name', 'agency_sector.position'])
    .orderBy(sql`agency_sector.position nulls last`)
    .execute()
  const counts = rows[0]!
  return {
    subscribed: counts.subscribed,
    waiting: counts.waiting,
    unsubscribedIn30Days: counts.gone,
    bySector,
  }
}

function subscribed(database: Database, words: string) {
  const pattern = likeContaining(words.toLowerCase().trim())
  let query = database
    .selectFrom('subscriber')
    .innerJoin('subscription', (join) =>
      join
        .onRef('subscription.subscriber_id', '=', 'subscriber.id')
        .on('subscription.ended_at', 'is', null),
    )
    .leftJoin('agency_sector', 'agency_sector.code', 'subscriber.agency_sector_code')
    .select((is) => [
      'subscriber.id',
      'subscriber.email',
      'subscriber.name',
      'subscriber.job_role as jobRole',
      'agency_sector.name as sector',
      'subscription.started_at as since',
      is
        .selectFrom('consent_record')
        .select('consent_record.basis')
        .whereRef('consent_record.subscriber_id', '=', 'subscriber.id')
        .orderBy('consent_record.at', 'desc')
        .limit(1)
        .as('basis'),
    ])
    .where('subscriber.email', 'is not', null)
  if (words.trim() !== '')
    query = query.where(
      sql<boolean>`lower(coalesce(subscriber.email, '') || ' ' || coalesce(subscriber.name, '')) like ${pattern}`,
    )
  return query
}
