import { sql, type Generated } from 'kysely'
import type { Database } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    agency_lead_request: {
      id: Generated<string>
      person_id: string
      organisation_id: string
      reason: string
      requested_at: Date
      decided_at: Date | null
      decided_by: string | null
      approved: boolean | null
      decision_note: string | null
    }
  }
}

/** Somebody who asked to lead their agency and waits for an answer. */
export type LeadRequest = {
  id: string
  person: { id: string; name: string; email: string; jobTitle: string | null }
  organisation: { id: string; name: string }
  /** Who leads it already. */
  leads: string[]
  reason: string
  requestedAt: Date
  /** Do they still work there? */
  worksThere: boolean
}

/** False when they have asked already. */
export async function insertLeadRequest(
  database: Database,
  request: { personId: string; organisationId: string; reason: string; now: Date },
): Promise<boolean> {
  const row = await database
    .insertInto('agency_lead_request')
    .values({
      person_id: request.personId,
      organisation_id: request.organisationId,
      reason: request.reason,
      requested_at: request.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The organisations for which somebody has asked and waits. */
export async function listOpenRequestsOf(database: Database, personId: string): Promise<string[]> {
  const rows = await database
    .selectFrom('agency_lead_request')
    .select('organisation_id')
    .where('person_id', '=', personId)
    .where('decided_at', 'is', null)
    .execute()
  return rows.map((row) => row.organisation_id)
}

/** The listed organisations in which somebody works on a day. */
export async function listWorkplaces(
  database: Database,
  personId: string,
  day: string,
): Promise<{ id: string; name: string }[]> {
  return database
    .selectFrom('affiliation')
    .innerJoin('organisation', 'organisation.id', 'affiliation.organisation_id')
    .select([
      'organisation.id',
      sql<string>`organisation_name_on(organisation.id, ${day})`.as('name'),
    ])
    .distinct()
    .where('affiliation.person_id', '=', personId)
    .where('affiliation.valid_from', '<=', day)
    .where((is) =>
      is.or([is('affiliation.valid_to', 'is', null), is('affiliation.valid_to', '>', day)]),
    )
    .where('organisation.state', '=', 'listed')
    .execute()
}

/** What waits for the partnership, the oldest first. */
export async function listLeadRequests(database: Database, day: string): Promise<LeadRequest[]> {
  const rows = await database
    .selectFrom('agency_lead_request as request')
    .innerJoin('person', 'person.id', 'request.person_id')
    .leftJoin('affiliation', (join) =>
      join
        .onRef('affiliation.person_id', '=', 'request.person_id')
        .onRef('affiliation.organisation_id', '=', 'request.organisation_id')
        .on(sql<boolean>`daterange(affiliation.valid_from, affiliation.valid_to) @> ${day}::date`),
    )
    .select([
      'request.id',
      'request.reason',
      'request.requested_at',
      'request.organisation_id',
      'person.id as person_id',
      'person.name',
      'person.email',
      'affiliation.job_title',
      sql<boolean>`affiliation.id is not null`.as('works_there'),
      sql<string>`organisation_name_on(request.organisation_id, ${day})`.as('organisation'),
      sql<
        string[]
      >`array(select leader.name from person_role held join person leader on leader.id = held.person_id
        where held.role = 'agency-lead' and held.organisation_id = request.organisation_id and held.valid_to is null
          and leader.merged_into_id is null
        order by leader.name)`.as('leads'),
    ])
    .where('request.decided_at', 'is', null)
    .where('person.left_at', 'is', null)
    .where('person.merged_into_id', 'is', null)
    .orderBy('request.requested_at')
    .orderBy('request.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    person: { id: row.person_id, name: row.name, email: row.email, jobTitle: row.job_title },
    organisation: { id: row.organisation_id, name: row.organisation },
    leads: row.leads,
    reason: row.reason,
    requestedAt: row.requested_at,
    worksThere: row.works_there,
  }))
}

/** Whose request it is and for what, while it is open. */
export async function findOpenLeadRequest(
  database: Database,
  id: string,
): Promise<{ personId: string; organisationId: string } | null> {
  const row = await database
    .selectFrom('agency_lead_request')
    .select(['person_id as personId', 'organisation_id as organisationId'])
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Decides a request that is open; null when somebody else has, or there is none. */
export async function decideLeadRequest(
  database: Database,
  id: string,
  decision: { approved: boolean; note: string | null; by: string; now: Date },
): Promise<{ personId: string; organisationId: string } | null> {
  const row = await database
    .updateTable('agency_lead_request')
    .set({
      approved: decision.approved,
      decision_note: decision.note,
      decided_by: decision.by,
      decided_at: decision.now,
    })
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .returning(['person_id as personId', 'organisation_id as organisationId'])
    .executeTakeFirst()
  return row ?? null
}

/** How many wait, for the desk. */
export async function countLeadRequests(database: Database): Promise<number> {
  const { waiting } = await database
    .selectFrom('agency_lead_request')
    .innerJoin('person', 'person.id', 'agency_lead_request.person_id')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('decided_at', 'is', null)
    .where('person.left_at', 'is', null)
    .where('person.merged_into_id', 'is', null)
    .executeTakeFirstOrThrow()
  return waiting
}
