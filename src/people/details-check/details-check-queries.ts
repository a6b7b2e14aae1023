import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { detailsStateOf, type DetailsState } from './details-state.ts'

/** Why somebody is asked to check their details before the time is up. */
export type DetailsReason = 'bounce' | 'organisation-merged' | 'imported' | 'officer'

/**
 * Asks people to check their details at their next visit. Pass the transaction of the change that is the reason. Whoever
 * was asked and has not confirmed stays asked since then.
 */
export async function askForDetailsCheck(
  database: Database,
  request: { personIds: readonly string[]; because: DetailsReason; now: Date },
): Promise<void> {
  if (request.personIds.length === 0) return
  await database
    .updateTable('person')
    .set({
      details_asked_at: sql<Date>`coalesce(details_asked_at, ${request.now}::timestamptz)`,
      details_asked_because: request.because,
      details_put_off_at: null,
    })
    .where(sql<boolean>`id = any(${[...request.personIds]}::uuid[])`)
    .execute()
}

/** The person said that everything is right. What they said later stands. */
export async function confirmDetails(
  database: Database,
  personId: string,
  now: Date,
): Promise<void> {
  await database
    .updateTable('person')
    .set({
      details_confirmed_at: now,
      details_asked_at: null,
      details_asked_because: null,
      details_due_told_at: null,
      details_overdue_told_at: null,
      details_put_off_at: null,
    })
    .where('id', '=', personId)
    .where((is) =>
      is.or([is('details_confirmed_at', 'is', null), is('details_confirmed_at', '<=', now)]),
    )
    .execute()
}

/** "Later": not asked after signing in for a week, unless it becomes overdue or somebody asks. */
export async function putOffDetails(
  database: Database,
  personId: string,
  now: Date,
): Promise<void> {
  await database
    .updateTable('person')
    .set({ details_put_off_at: now })
    .where('id', '=', personId)
    .execute()
}

/** Mail to it came back: it has to be proved again. */
export async function markEmailUnproved(database: Database, personId: string): Promise<void> {
  await database
    .updateTable('person')
    .set({ email_verified_at: null })
    .where('id', '=', personId)
    .execute()
}

/** What the details check knows of a person; null for nobody. */
export type CheckRecord = {
  personId: string
  name: string
  email: string
  emailVerifiedAt: Date | null
  createdAt: Date
  detailsConfirmedAt: Date | null
  detailsAskedAt: Date | null
  detailsAskedBecause: DetailsReason | null
  putOffAt: Date | null
  hasLeft: boolean
}

/** What is known of when somebody confirmed their details, and was asked. */
export async function findCheckRecord(
  database: Database,
  personId: string,
): Promise<CheckRecord | null> {
  const row = await database
    .selectFrom('person')
    .select([
      'id as personId',
      'name',
      'email',
      'email_verified_at as emailVerifiedAt',
      'created_at as createdAt',
      'details_confirmed_at as detailsConfirmedAt',
      'details_asked_at as detailsAskedAt',
      'details_asked_because as detailsAskedBecause',
      'details_put_off_at as putOffAt',
    ])
    .select((is) => is('left_at', 'is not', null).as('left'))
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!row) return null
  const { left, ...record } = row
  return { ...record, hasLeft: Boolean(left) }
}

/** What has become of an organisation that somebody works for. */
export type EmployerStanding = {
  organisationId: string
  /** `requested`: it was asked for and nobody has looked at it yet. */
  state: 'listed' | 'requested' | 'refused'
  closedOn: string | null
  /** Who does its work since it closed. */
  successors: { id: string; name: string }[]
}

/** How organisations stand on a day: listed or not, closed, and what followed on them. */
export async function findEmployerStandings(
  database: Database,
  organisationIds: readonly string[],
  today: string,
): Promise<Map<string, EmployerStanding>> {
  if (organisationIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('organisation')
    .select(['organisation.id as organisationId', 'organisation.state'])
    .select(
      sql<
        string | null
      >`case when organisation.closed_on <= ${today} then organisation.closed_on end`.as(
        'closedOn',
      ),
    )
    .select(
      sql<{ id: string; name: string }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', follows.organisation_id,
          'name', organisation_name_on(follows.organisation_id, ${today})))
        from organisation_succession_part ended
        join organisation_succession_part follows
          on follows.succession_id = ended.succession_id and follows.side = 'to'
        where ended.organisation_id = organisation.id and ended.side = 'from'), '[]'::jsonb)`.as(
        'successors',
      ),
    )
    .where('organisation.id', 'in', [...organisationIds])
    .execute()
  return new Map(rows.map((row) => [row.organisationId, row]))
}

/** The state of each of these people's details, by id, in one question: for reports of any part. */
export async function detailsStatesOf(
  database: Database,
  personIds: readonly string[],
  now: Date,
): Promise<Map<string, { state: DetailsState; confirmedAt: Date | null }>> {
  if (personIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('person')
    .select([
      'id',
      'details_confirmed_at as detailsConfirmedAt',
      'details_asked_at as detailsAskedAt',
      'created_at as createdAt',
    ])
    .where(sql<boolean>`id = any(${[...new Set(personIds)]}::uuid[])`)
    .execute()
  return new Map(
    rows.map(({ id, ...asked }) => [
      id,
      { state: detailsStateOf(asked, now), confirmedAt: asked.detailsConfirmedAt },
    ]),
  )
}

/**
 * Takes people whose details have become due or overdue and who have not been told so, and marks them as told. Whoever
 * never signed in has an invitation instead, and an address that mail came back from is not written to.
 */
export async function takePeopleToRemind(
  transaction: DatabaseTransaction,
  now: Date,
  most: number,
): Promise<{ personId: string; state: 'due' | 'overdue' }[]> {
  const { rows } = await sql<{ personId: string; state: 'due' | 'overdue' }>`
    with told as (
      select id, details_state_at(details_confirmed_at, details_asked_at, created_at, ${now}) as state
      from person
      where left_at is null and merged_into_id is null and last_signed_in_at is not null
        and details_asked_because is distinct from 'bounce'
        and details_due_at(details_confirmed_at, details_asked_at, created_at) <= ${now}
        and (details_due_told_at is null
          or (details_overdue_told_at is null and details_due_at(details_confirmed_at, details_asked_at, created_at)
            <= ${now}::timestamptz - interval '720 hours'))
      order by id limit ${most} for update skip locked
    )
    update person set details_due_told_at = coalesce(details_due_told_at, ${now}),
      details_overdue_told_at = case when told.state = 'overdue' then ${now}::timestamptz else details_overdue_told_at end
    from told where told.id = person.id
    returning person.id as "personId", told.state`.execute(transaction)
  return rows
}

type DetailsCounts = Record<DetailsState, number> & { people: number }

/** How many people's details are confirmed, due and overdue, of how many who are here. */
export async function countDetailsStates(database: Database, now: Date): Promise<DetailsCounts> {
  const rows = await database
    .selectFrom('person')
    .select((is) => [
      sql<DetailsState>`details_state_at(details_confirmed_at, details_asked_at, created_at, ${now})`.as(
        'state',
      ),
      is.fn.countAll<number>().as('people'),
    ])
    .where('left_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .groupBy('state')
    .execute()
  const counts = { confirmed: 0, due: 0, overdue: 0, people: 0 }
  for (const { state, people } of rows) {
    counts[state] += people
    counts.people += people
  }
  return counts
}
