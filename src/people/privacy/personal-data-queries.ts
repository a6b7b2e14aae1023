import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { PersonalRecord } from '../personal-records.ts'

/** Somebody's details as they are kept. */
export function readDetails(database: Database, id: string) {
  return database
    .selectFrom('person')
    .select([
      'name',
      'email',
      'email_verified_at as email_proved_at',
      'created_at as added_at',
      'last_signed_in_at',
      'left_at',
      'details_confirmed_at',
      'details_asked_at',
    ])
    .where('id', '=', id)
    .execute()
}

/** Where somebody works and worked, under the name that the organisation had when it began. */
export function readAffiliations(database: Database, id: string) {
  return database
    .selectFrom('affiliation')
    .leftJoin('job_role', 'job_role.code', 'affiliation.job_role_code')
    .select([
      'affiliation.job_title',
      'job_role.name as role',
      'affiliation.is_main',
      'affiliation.valid_from as from',
      // The last day, as every page says it; the column has the first day after.
      sql<string | null>`(affiliation.valid_to - 1)::text`.as('until'),
    ])
    .select(
      sql<string>`organisation_name_on(affiliation.organisation_id, affiliation.valid_from)`.as(
        'organisation',
      ),
    )
    .select(
      sql<boolean>`coalesce(line_manager_name, line_manager_email) is not null`.as(
        'line_manager_named',
      ),
    )
    .where('affiliation.person_id', '=', id)
    .orderBy('affiliation.valid_from')
    .execute()
}

/** Roles that somebody holds or held. */
export function readRoles(database: Database, id: string) {
  return database
    .selectFrom('person_role')
    .select(['role', 'valid_from', 'valid_to'])
    .select(
      sql<
        string | null
      >`organisation_name_on(organisation_id, (valid_from at time zone 'Europe/London')::date)`.as(
        'organisation',
      ),
    )
    .where('person_id', '=', id)
    .orderBy('valid_from')
    .execute()
}

/** What somebody asked about their data. */
export function readRequests(database: Database, id: string) {
  return database
    .selectFrom('privacy_request')
    .select([
      'reference',
      'kind',
      'details',
      'received_at',
      'acknowledged_at',
      'answer_by',
      'extension_reason',
      'state',
      'outcome',
      'ended_at',
    ])
    .where('person_id', '=', id)
    .orderBy('received_at')
    .execute()
}

/** A table of the register read by these columns; nothing where none is lent. */
export async function readColumns(
  database: Database,
  record: Pick<PersonalRecord, 'table' | 'column'>,
  columns: readonly string[],
  personId: string,
) {
  if (columns.length === 0) return []
  const { rows } = await sql<Record<string, string | number | boolean | Date | null>>`
    select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(record.table)}
    where ${sql.ref(record.column)} = ${personId} order by 1`.execute(database)
  return rows
}

/** How many rows of a table of the register name this person. */
export async function countRecords(
  database: Database,
  record: Pick<PersonalRecord, 'table' | 'column'>,
  personId: string,
): Promise<number> {
  const { rows } = await sql<{ entries: number }>`
    select count(*) as entries from ${sql.table(record.table)}
    where ${sql.ref(record.column)} = ${personId}`.execute(database)
  return rows[0]?.entries ?? 0
}

/** Whose data a person's is; null for nobody, and for a record that is erased. */
export async function findDataSubject(
  database: Database,
  personId: string,
): Promise<{ id: string; name: string; email: string; emailIsProved: boolean } | null> {
  const row = await database
    .selectFrom('person')
    .select(['id', 'name', 'email', 'email_verified_at'])
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { id, name, email } = row
  return { id, name, email, emailIsProved: row.email_verified_at !== null }
}
