import { sql } from 'kysely'
import { ukDate } from '../../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { placeStays, type Stay } from './carried-affiliations.ts'
import { insertStays } from './request-decision-queries.ts'

/** Somebody who has an organisation today or will, with whether it is their main one. */
export type PersonThere = {
  personId: string
  name: string
  organisationId: string
  isMain: boolean
}

/** People who are at these organisations today or will be; leavers are not. */
export async function listPeopleThere(
  database: Database,
  organisationIds: readonly string[],
  today: string,
): Promise<PersonThere[]> {
  if (organisationIds.length === 0) return []
  return database
    .selectFrom('affiliation')
    .innerJoin('person', 'person.id', 'affiliation.person_id')
    .select([
      'person.id as personId',
      'person.name',
      'affiliation.organisation_id as organisationId',
      'affiliation.is_main as isMain',
    ])
    .where('affiliation.organisation_id', 'in', [...organisationIds])
    .where((is) =>
      is.or([is('affiliation.valid_to', 'is', null), is('affiliation.valid_to', '>', today)]),
    )
    .whereRef('affiliation.valid_to', 'is distinct from', 'affiliation.valid_from')
    .where('person.left_at', 'is', null)
    .where('person.merged_into_id', 'is', null)
    .orderBy(sql`person.name collate "und-x-icu"`)
    .orderBy('person.id')
    .execute()
}

/**
 * Ends what holds today or later at organisations that end on `day`, and begins it at the one that follows. Nothing is
 * deleted: learning of before keeps the affiliation that it has. Gives the people who moved.
 */
export async function carryAffiliationsOver(
  transaction: DatabaseTransaction,
  move: { from: readonly string[]; to: string; day: string; today: string },
): Promise<string[]> {
  const moving = await stays(transaction, move.from, move.today)
  if (moving.length === 0) return []
  const people = new Set(moving.map(({ personId }) => personId))
  const settled = (await stays(transaction, [move.to], move.day)).filter(({ personId }) =>
    people.has(personId),
  )
  const { added, ends } = placeStays(moving, settled, move.day)
  const ended = [
    ...moving.map(({ id }) => ({ id, until: move.day })),
    ...[...ends].map(([id, until]) => ({ id, until })),
  ]
  await sql`
    update affiliation set valid_to = greatest(valid_from, ended.until)
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as ended (id uuid, until date)
    where affiliation.id = ended.id`.execute(transaction)
  await insertStays(transaction, added, move.to)
  return [...people]
}

/** Affiliations at these organisations that hold on a day or later; nobody else changes them meanwhile. */
async function stays(
  transaction: DatabaseTransaction,
  organisationIds: readonly string[],
  day: string,
): Promise<Stay[]> {
  return transaction
    .selectFrom('affiliation')
    .select([
      'id',
      'person_id as personId',
      'is_main as isMain',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .where('organisation_id', 'in', [...organisationIds])
    .where((is) => is.or([is('valid_to', 'is', null), is('valid_to', '>', day)]))
    .whereRef('valid_to', 'is distinct from', 'valid_from')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Whoever belongs to an organisation that ends belongs to `to` from the day on; to nobody where there is none. */
export async function carryLinksOver(
  transaction: DatabaseTransaction,
  move: { from: readonly string[]; to: string | null; day: string },
): Promise<void> {
  const { from, to, day } = move
  const { rows: links } = await sql<{ child: string; since: string; until: string | null }>`
    with recursive above (id, during) as (
      select ${to}::uuid, daterange(${day}, null) where ${to}::uuid is not null
      union all
      select link.parent_id, above.during * daterange(link.valid_from, link.valid_to)
      from above join organisation_parent link on link.organisation_id = above.id
        and daterange(link.valid_from, link.valid_to) && above.during
    )
    select organisation_id as child, greatest(valid_from, ${day}::date) as since, valid_to as until
    from organisation_parent
    where parent_id in (${sql.join(from)}) and (valid_to is null or valid_to > ${day})
      and organisation_id not in (${sql.join(from)})
      -- Whoever follows, and whoever is above that one, cannot come below it.
      and organisation_id not in (select id from above)`.execute(transaction)
  await sql`
    delete from organisation_parent
    where (parent_id in (${sql.join(from)}) or organisation_id in (${sql.join(from)})) and valid_from >= ${day}`.execute(
    transaction,
  )
  await sql`
    update organisation_parent set valid_to = ${day}
    where (parent_id in (${sql.join(from)}) or organisation_id in (${sql.join(from)}))
      and (valid_to is null or valid_to > ${day})`.execute(transaction)
  if (!to || links.length === 0) return
  await sql`
    insert into organisation_parent (organisation_id, parent_id, valid_from, valid_to)
    select child, ${to}::uuid, since, until
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link (child uuid, since date, until date)`.execute(
    transaction,
  )
}

/** The one that follows has the e-mail domains too, so that they suggest it to whoever registers. */
export async function carryDomainsOver(
  transaction: DatabaseTransaction,
  move: { from: readonly string[]; to: string },
): Promise<void> {
  await sql`
    insert into organisation_domain (domain, organisation_id)
    select domain, ${move.to}::uuid from organisation_domain where organisation_id in (${sql.join(move.from)})
    on conflict do nothing`.execute(transaction)
}

export type LeadThere = { personId: string; name: string; organisationId: string }

/** Agency leads of these organisations. */
export async function listLeads(
  database: Database,
  organisationIds: readonly string[],
): Promise<LeadThere[]> {
  if (organisationIds.length === 0) return []
  const rows = await database
    .selectFrom('person_role')
    .innerJoin('person', 'person.id', 'person_role.person_id')
    .select(['person.id as personId', 'person.name', 'person_role.organisation_id'])
    .where('person_role.role', '=', 'agency-lead')
    .where('person_role.organisation_id', 'in', [...organisationIds])
    .where('person_role.valid_to', 'is', null)
    .where('person.left_at', 'is', null)
    .where('person.merged_into_id', 'is', null)
    .orderBy('person.name')
    .execute()
  return rows.map(({ organisation_id, ...lead }) => ({ ...lead, organisationId: organisation_id! }))
}

/** People who led what this organisation took over, and do not lead it: an officer decides whether they shall. */
export async function listProposedLeads(
  database: Database,
  organisationId: string,
  now: Date,
): Promise<(LeadThere & { organisationName: string })[]> {
  const proposedFor = new Date(now.getTime() - 180 * 24 * 3600_000)
  const { rows } = await sql<LeadThere & { organisationName: string }>`
    select distinct person.id as "personId", person.name, before.organisation_id as "organisationId",
      organisation_name_on(before.organisation_id, ${ukDate(now)}) as "organisationName"
    from organisation_succession_part here
    join organisation_succession succession on succession.id = here.succession_id
    join organisation_succession_part before on before.succession_id = succession.id and before.side = 'from'
    join person_role led on led.organisation_id = before.organisation_id and led.role = 'agency-lead'
    join person on person.id = led.person_id and person.left_at is null
      and person.merged_into_id is null
    where here.organisation_id = ${organisationId} and here.side = 'to' and succession.done_at is not null
      -- Who led it to the end, not who gave the role back long before.
      and (led.valid_to is null or led.valid_to >= succession.done_at)
      and succession.done_at > ${proposedFor}
      and not exists (select from person_role leads where leads.person_id = person.id
        and leads.role = 'agency-lead' and leads.organisation_id = here.organisation_id)
    order by person.name`.execute(database)
  return rows
}

/**
 * Has anybody ever been at an organisation or below it who was not below `from`? Then a lead of `from` who is carried
 * over would see people whom they did not see before.
 */
export async function hasPeopleBeside(
  database: Database,
  place: { organisationId: string; from: string; today: string },
): Promise<boolean> {
  const { organisationId, from, today } = place
  const { rows } = await sql<{ has: boolean }>`
    with beside as (
      select id from organisations_below(${organisationId}, ${today}) as below (id)
      except select id from organisations_below(${from}, ${today}) as known (id)
    )
    select exists (select from affiliation where organisation_id in (select id from beside)) as has`.execute(
    database,
  )
  return rows[0]!.has
}
