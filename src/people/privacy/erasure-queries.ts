import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { PersonalRecord } from '../personal-records.ts'
import type { DataSubject } from './personal-data.ts'
import { erasedDomain } from './privacy-letters.ts'

/** The person, held until the transaction ends; null for nobody and for a record that is erased already. */
export async function lockPerson(
  transaction: DatabaseTransaction,
  personId: string,
): Promise<(DataSubject & { leftAt: Date | null }) | null> {
  const row = await transaction
    .selectFrom('person')
    .select(['id', 'name', 'email', 'email_verified_at', 'left_at'])
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  const { id, name, email } = row
  return { id, name, email, emailIsProved: row.email_verified_at !== null, leftAt: row.left_at }
}

/** Records that were merged into this one, or into one of those. */
export async function listMergedRecords(database: Database, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive merged as (
      select id from person where merged_into_id = ${personId}
      union select person.id from person join merged on person.merged_into_id = merged.id
    )
    select id from merged`.execute(database)
  return rows.map(({ id }) => id)
}

/** Organisations of which this person is the only lead who has not left. */
export async function listOrganisationsLedAlone(
  database: Database,
  personId: string,
  today: string,
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select organisation_name_on(led.organisation_id, ${today}) as name
    from person_role led
    where led.person_id = ${personId} and led.role = 'agency-lead' and led.valid_to is null
      and led.organisation_id is not null
      and not exists (
        select from person_role other join person on person.id = other.person_id
        where other.role = 'agency-lead' and other.organisation_id = led.organisation_id
          and other.valid_to is null and other.person_id <> led.person_id and person.left_at is null)
    order by 1`.execute(database)
  return rows.map(({ name }) => name)
}

/** Deletes the rows of a table of the register, or clears its column. */
export async function eraseRecord(
  transaction: DatabaseTransaction,
  record: PersonalRecord,
  personId: string,
): Promise<void> {
  const [table, column] = [sql.table(record.table), sql.ref(record.column)]
  if (record.erasure === 'delete')
    await sql`delete from ${table} where ${column} = ${personId}`.execute(transaction)
  if (record.erasure === 'clear')
    await sql`update ${table} set ${column} = null where ${column} = ${personId}`.execute(
      transaction,
    )
}

/** What is left of somebody: a row without a name, which nobody can be written to or sign in with. */
export async function emptyPerson(
  transaction: DatabaseTransaction,
  personId: string,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('person')
    .set({
      name: erasedName,
      email: `erased-${personId}${erasedDomain}`,
      email_verified_at: null,
      last_signed_in_at: null,
      left_at: sql<Date>`coalesce(left_at, ${now})`,
      details_confirmed_at: null,
      details_asked_at: null,
      details_asked_because: null,
      erased_at: now,
    })
    .where('id', '=', personId)
    .execute()
}

export const erasedName = 'Erased record'

/** Tables in which people name their line manager. */
const managedIn = ['affiliation', 'registration', 'person_import_line'] as const

/** As somebody's line manager they stand in records of others; their own manager is named for them alone. */
export async function clearJobAndManager(
  transaction: DatabaseTransaction,
  subject: DataSubject,
): Promise<void> {
  for (const table of managedIn) {
    await sql`
      update ${sql.table(table)} set line_manager_name = null, line_manager_email = null
      where ${isManagedBy(subject)}`.execute(transaction)
  }
  await transaction
    .updateTable('affiliation')
    .set({ job_title: null, line_manager_name: null, line_manager_email: null })
    .where('person_id', '=', subject.id)
    .execute()
}

/** Records that say who the person's manager is, or name the person as one. */
export async function countManaged(database: Database, subject: DataSubject): Promise<number> {
  let entries = 0
  for (const table of managedIn) {
    const { rows } = await sql<{ entries: number }>`
      select count(*) as entries from ${sql.table(table)} where ${isManagedBy(subject)}`.execute(
      database,
    )
    entries += rows[0]?.entries ?? 0
  }
  const { own } = await database
    .selectFrom('affiliation')
    .select(({ fn }) => fn.countAll<number>().as('own'))
    .where('person_id', '=', subject.id)
    .where((is) =>
      is.or([is('job_title', 'is not', null), is('line_manager_name', 'is not', null)]),
    )
    .executeTakeFirstOrThrow()
  return entries + own
}

function isManagedBy({ email, name }: DataSubject) {
  return sql<boolean>`(address_form(line_manager_email) = address_form(${email})
    or line_manager_email is null and lower(line_manager_name) = lower(${name}))`
}

/** Tables in which an address waits, for minutes or days, for somebody to go on. */
const waitingRooms = [
  'pending_account',
  'registration',
  'password_request',
  'person_import_line',
] as const

/** How many entries hold an address for somebody to go on: a registration, a code, a line of an import. */
export async function countWaiting(database: Database, email: string): Promise<number> {
  let waiting = 0
  for (const table of waitingRooms) {
    const { rows } = await sql<{ entries: number }>`
      select count(*) as entries from ${sql.table(table)} where address_form(email) = address_form(${email})`.execute(
      database,
    )
    waiting += rows[0]?.entries ?? 0
  }
  return waiting
}

/** Removes those entries. */
export async function removeWaiting(
  transaction: DatabaseTransaction,
  email: string,
): Promise<void> {
  for (const table of waitingRooms)
    await sql`delete from ${sql.table(table)} where address_form(email) = address_form(${email})`.execute(
      transaction,
    )
}
