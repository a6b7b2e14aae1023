import { sql, type Generated } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { detailsStateOf, type DetailsState } from '../details-check/details-state.ts'
import { contains } from '../person-queries.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    roster_review: {
      id: Generated<string>
      organisation_id: string
      reviewed_by: string
      reviewed_at: Date
      people: number
    }
  }
}

/** Of these, everything but the reviews is meant to be asked within `asAgencyLead`: row-level security narrows it. */

export type AgencyOrganisation = { id: string; name: string; sector: string; people: number }

/** Somebody who works in an agency, as its lead sees them. */
export type AgencyPerson = {
  id: string
  name: string
  email: string
  organisation: { id: string; name: string }
  affiliationId: string
  jobTitle: string | null
  jobRole: string | null
  since: string
  details: DetailsState
  detailsConfirmedAt: Date | null
}

/** The organisations that are led, with how many work there on the day. */
export async function listAgencyOrganisations(
  database: Database,
  day: string,
): Promise<AgencyOrganisation[]> {
  return database
    .selectFrom('organisation')
    .innerJoin('agency_sector', 'agency_sector.code', 'organisation.agency_sector_code')
    .select([
      'organisation.id',
      sql<string>`organisation_name_on(organisation.id, ${day})`.as('name'),
      'agency_sector.name as sector',
    ])
    .select((is) =>
      is
        .selectFrom('affiliation')
        .innerJoin('person', 'person.id', 'affiliation.person_id')
        .whereRef('affiliation.organisation_id', '=', 'organisation.id')
        .where(holdsOn(day))
        .select(({ fn }) => fn.count<number>('affiliation.person_id').distinct().as('people'))
        .as('people'),
    )
    .orderBy(sql`organisation_name_on(organisation.id, ${day}) collate "und-x-icu"`)
    .orderBy('organisation.id')
    .$narrowType<{ people: number }>()
    .execute()
}

/** Who works in them on the day, by name; somebody with two jobs there stands twice. */
export async function listAgencyPeople(
  database: Database,
  day: string,
  now: Date,
  filter: {
    words?: string | undefined
    organisationId?: string | undefined
    personId?: string
  } = {},
): Promise<AgencyPerson[]> {
  const rows = await database
    .selectFrom('affiliation')
    .innerJoin('person', 'person.id', 'affiliation.person_id')
    .leftJoin('job_role', 'job_role.code', 'affiliation.job_role_code')
    .select([
      'person.id',
      'person.name',
      'person.email',
      'person.created_at',
      'person.details_confirmed_at',
      'person.details_asked_at',
      'affiliation.id as affiliation_id',
      'affiliation.organisation_id',
      'affiliation.job_title',
      'affiliation.valid_from',
      'job_role.name as job_role',
      sql<string>`organisation_name_on(affiliation.organisation_id, ${day})`.as('organisation'),
    ])
    .where(holdsOn(day))
    .$if(Boolean(filter.personId), (query) => query.where('person.id', '=', filter.personId!))
    .$if(Boolean(filter.organisationId), (query) =>
      query.where('affiliation.organisation_id', '=', filter.organisationId!),
    )
    .$if(Boolean(filter.words?.trim()), (query) =>
      query.where((is) =>
        is.or([
          contains('person.name', filter.words!.trim()),
          contains('person.email', filter.words!.trim()),
        ]),
      ),
    )
    .orderBy(sql`person.name collate "und-x-icu"`)
    .orderBy('person.id')
    .orderBy('affiliation.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    organisation: { id: row.organisation_id, name: row.organisation },
    affiliationId: row.affiliation_id,
    jobTitle: row.job_title,
    jobRole: row.job_role,
    since: row.valid_from,
    details: detailsStateOf(
      {
        detailsConfirmedAt: row.details_confirmed_at,
        detailsAskedAt: row.details_asked_at,
        createdAt: row.created_at,
      },
      now,
    ),
    detailsConfirmedAt: row.details_confirmed_at,
  }))
}

function holdsOn(day: string) {
  return sql<boolean>`affiliation.valid_from <= ${day} and (affiliation.valid_to is null or affiliation.valid_to > ${day})`
}

/** The organisations of which somebody holds the role of lead, without those below them. */
export async function listLedOrganisations(
  database: Database,
  personId: string,
): Promise<string[]> {
  const rows = await database
    .selectFrom('person_role')
    .select('organisation_id')
    .where('person_id', '=', personId)
    .where('role', '=', 'agency-lead')
    .where('valid_to', 'is', null)
    .execute()
  return rows.map((row) => row.organisation_id).filter((id) => id !== null)
}

/** When the list of each organisation was last said to be right. */
export async function findLastReviews(
  database: Database,
  organisationIds: string[],
): Promise<Map<string, Date>> {
  if (organisationIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('roster_review')
    .select(['organisation_id', sql<Date>`max(reviewed_at)`.as('at')])
    .where('organisation_id', 'in', organisationIds)
    .groupBy('organisation_id')
    .execute()
  return new Map(rows.map((row) => [row.organisation_id, row.at]))
}

/** Keeps that the lists of these organisations were looked through, and how many people they had. */
export async function insertReviews(
  database: Database,
  reviews: { organisationId: string; people: number }[],
  by: { personId: string; now: Date },
): Promise<void> {
  if (reviews.length === 0) return
  await database
    .insertInto('roster_review')
    .values(
      reviews.map(({ organisationId, people }) => ({
        organisation_id: organisationId,
        reviewed_by: by.personId,
        reviewed_at: by.now,
        people,
      })),
    )
    .execute()
}
