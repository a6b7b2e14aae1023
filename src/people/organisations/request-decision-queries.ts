import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { countRequestedOrganisations } from './organisation-request-queries.ts'
import { placeStays, type Stay } from './carried-affiliations.ts'

export type OrganisationRequest = {
  id: string
  name: string
  sector: { code: string; name: string }
  postcode: string | null
  place: string | null
  website: string | null
  requestedAt: Date
  /** Whoever works there: the one who asked, and colleagues who asked for the same. */
  people: { id: string; name: string; email: string }[]
}

export const requestsOnPage = 20

/** What waits for a decision a page at a time, the first asked for first. */
export async function listRequests(
  database: Database,
  page: number,
): Promise<{ requests: OrganisationRequest[]; total: number }> {
  const rows = await requestQuery(database)
    .orderBy('requested_at')
    .orderBy('organisation.id')
    .limit(requestsOnPage)
    .offset((page - 1) * requestsOnPage)
    .execute()
  return { requests: rows.map(requestFrom), total: await countRequestedOrganisations(database) }
}

/** One that waits for a decision, or null. */
export async function findRequest(
  database: Database,
  id: string,
): Promise<OrganisationRequest | null> {
  const row = await requestQuery(database).where('organisation.id', '=', id).executeTakeFirst()
  return row ? requestFrom(row) : null
}

function requestQuery(database: Database) {
  return database
    .selectFrom('organisation')
    .innerJoin('agency_sector', 'agency_sector.code', 'organisation.agency_sector_code')
    .innerJoin('organisation_name', (join) =>
      join
        .onRef('organisation_name.organisation_id', '=', 'organisation.id')
        .on('organisation_name.valid_to', 'is', null),
    )
    .select([
      'organisation.id',
      'organisation_name.name',
      'agency_sector.code',
      'agency_sector.name as sector',
      'postcode',
      'place',
      'website',
      sql<Date>`coalesce(requested_at, organisation.created_at)`.as('requestedAt'),
      sql<OrganisationRequest['people']>`
        coalesce((select jsonb_agg(distinct jsonb_build_object('id', person.id, 'name', person.name, 'email', person.email))
          from person where person.left_at is null and (person.id = organisation.requested_by or person.id in (
            select person_id from affiliation where affiliation.organisation_id = organisation.id))), '[]'::jsonb)`.as(
        'people',
      ),
    ])
    .where('state', '=', 'requested')
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof requestQuery>['execute']>>[number]

function requestFrom({ code, sector, ...row }: RequestRow): OrganisationRequest {
  return { ...row, sector: { code, name: sector } }
}

/** A requested one that is listed from now on, as it is or corrected. It never had another name. */
export async function listRequested(
  transaction: DatabaseTransaction,
  id: string,
  corrected: {
    name: string
    sectorCode: string
    postcode: string | null
    place: string | null
    legalForm: string | null
  },
): Promise<void> {
  await transaction
    .updateTable('organisation_name')
    .set({ name: corrected.name })
    .where('organisation_id', '=', id)
    .where('valid_to', 'is', null)
    .execute()
  await transaction
    .updateTable('organisation')
    .set({
      state: 'listed',
      agency_sector_code: corrected.sectorCode,
      postcode: corrected.postcode,
      place: corrected.place,
      legal_form: corrected.legalForm,
    })
    .where('id', '=', id)
    .execute()
}

/** It is not listed: it is another one under another name, or none that can be. */
export async function refuseRequested(
  transaction: DatabaseTransaction,
  id: string,
  matchedToId: string | null,
): Promise<void> {
  await transaction
    .updateTable('organisation')
    .set({ state: 'refused', matched_to_id: matchedToId })
    .where('id', '=', id)
    .execute()
}

/**
 * Whoever works at the requested organisation works at the listed one, and always did: it was the same one under
 * another name. So the affiliations are corrected, and what was learned stays with them.
 */
export async function correctAffiliations(
  transaction: DatabaseTransaction,
  requestedId: string,
  listedId: string,
): Promise<void> {
  const stays = (organisationId: string) =>
    sql<Stay>`
      select id, person_id as "personId", is_main as "isMain", valid_from as "validFrom", valid_to as "validTo"
      from affiliation where organisation_id = ${organisationId} and valid_to is distinct from valid_from
      order by id for update`.execute(transaction)
  const { rows: moving } = await stays(requestedId)
  const there = (await stays(listedId)).rows
  // Who is at both is there once; all others keep the very row that their learning knows.
  const both = new Set(there.map(({ personId }) => personId))
  const doubled = moving.filter(({ personId }) => both.has(personId))
  const alone = moving.filter(({ personId }) => !both.has(personId))
  if (alone.length > 0)
    await transaction
      .updateTable('affiliation')
      .set({ organisation_id: listedId })
      .where(
        'id',
        'in',
        alone.map(({ id }) => id),
      )
      .execute()
  if (doubled.length === 0) return
  const settled = there.filter(({ personId }) => doubled.some((row) => row.personId === personId))
  const { added, ends } = placeStays(doubled, settled, '0001-01-01')
  const ended = [
    ...doubled.map(({ id, validFrom }) => ({ id, until: validFrom })),
    ...[...ends].map(([id, until]) => ({ id, until })),
  ]
  await sql`
    update affiliation set valid_to = ended.until
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as ended (id uuid, until date)
    where affiliation.id = ended.id`.execute(transaction)
  await insertStays(transaction, added, listedId)
}

/** New affiliations that take all but organisation, dates and rank from others. */
export async function insertStays(
  transaction: DatabaseTransaction,
  added: readonly Stay[],
  organisationId: string,
): Promise<void> {
  await sql`
    insert into affiliation (person_id, organisation_id, job_title, is_main, valid_from, valid_to, job_role_code,
      line_manager_name, line_manager_email)
    select before.person_id, ${organisationId}::uuid, before.job_title, stay."isMain", stay."validFrom",
      stay."validTo", before.job_role_code, before.line_manager_name, before.line_manager_email
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb)
      as stay (id uuid, "isMain" boolean, "validFrom" date, "validTo" date)
    join affiliation before on before.id = stay.id`.execute(transaction)
}
