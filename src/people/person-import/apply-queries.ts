import { sql, type RawBuilder } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { DetailsReason } from '../details-check/details-check-queries.ts'
import { assessment } from './person-import-queries.ts'

/** Why whoever is added or changed by a list is asked to check their details. */
export const because: DetailsReason = 'imported'

export type LineToDo = { line: number; outcome: 'new' | 'change' }

/** The next lines to do, held until the transaction ends. Two workers never do the same. */
export async function takeLines(
  transaction: DatabaseTransaction,
  importId: string,
  limit: number,
): Promise<number[]> {
  await sql`select from person_import where id = ${importId} for update`.execute(transaction)
  const { rows } = await sql<{ line: number }>`
    select line from person_import_line
    where import_id = ${importId} and outcome in ('new', 'change') and done_at is null
    order by line limit ${limit}`.execute(transaction)
  return rows.map(({ line }) => line)
}

/** Leaves out lines of which something else would come now than the check said. Gives those that hold. */
export async function keepAsChecked(
  transaction: DatabaseTransaction,
  importId: string,
  lines: readonly number[],
  { now, today }: { now: Date; today: string },
): Promise<LineToDo[]> {
  await sql`
    update person_import_line kept
    set done_at = ${now}, left_out = 'Somebody changed this person after the list was checked. Import the line again.'
    from (${assessment(importId, today, lines)}) assessed
    where kept.import_id = ${importId} and kept.line = assessed.line
      and (kept.outcome, kept.changes, kept.person_id)
        is distinct from (assessed.outcome, assessed.changes, assessed.person_id)`.execute(
    transaction,
  )
  const { rows } = await sql<LineToDo>`
    select line, outcome from person_import_line
    where import_id = ${importId} and line = any (${[...lines]}::int[]) and done_at is null
    order by line`.execute(transaction)
  return rows
}

/**
 * Makes records of new people with where they work, who are asked to check their details from the beginning. Gives their
 * ids. In one statement, so that what people are found by is written once, with their work in it.
 */
export async function addPeople(
  transaction: DatabaseTransaction,
  importId: string,
  lines: readonly number[],
  { by, now, today }: { by: string | null; now: Date; today: string },
): Promise<string[]> {
  const mine = sql`given.import_id = ${importId} and given.line = any (${[...lines]}::int[])`
  const { rows } = await sql<{ id: string }>`
    with mine as materialized (
      select * from person_import_line given where ${mine}
    ), added as (
      insert into person (name, email, created_at, details_asked_at, details_asked_because)
      select name, email, ${now}::timestamptz, ${now}::timestamptz, ${because} from mine order by line
      returning id, email
    ), placed as (
      insert into affiliation (person_id, organisation_id, is_main, valid_from, job_title, job_role_code,
        line_manager_name, line_manager_email)
      select added.id, organisation_id, true, ${today}::date, job_title, job_role_code, line_manager_name,
        line_manager_email
      from mine join added on address_form(added.email) = address_form(mine.email) where organisation_id is not null
    ), held as (
      insert into person_role (person_id, role, granted_by, valid_from)
      select id, 'practitioner', ${by}::uuid, ${now}::timestamptz from added
    )
    select id from added`.execute(transaction)
  await sql`
    update person_import_line given set person_id = person.id
    from person where ${mine} and address_form(person.email) = address_form(given.email)`.execute(
    transaction,
  )
  return rows.map(({ id }) => id)
}

/** Changes what the list says otherwise. What was so until today stays with its days. Gives whom, by what changed. */
export async function changePeople(
  transaction: DatabaseTransaction,
  importId: string,
  lines: readonly number[],
  { now, today }: { now: Date; today: string },
): Promise<{ changes: string[]; personIds: string[] }[]> {
  const mine = sql`given.import_id = ${importId} and given.line = any (${[...lines]}::int[])`
  await sql`
    insert into former_name (person_id, name, until)
    select person.id, person.name, ${now} from person_import_line given join person on person.id = given.person_id
    where ${mine} and 'name' = any (given.changes)`.execute(transaction)
  await sql`
    update person set name = given.name from person_import_line given
    where ${mine} and person.id = given.person_id and 'name' = any (given.changes)`.execute(
    transaction,
  )
  await changeWork(transaction, mine, today)
  const { rows } = await sql<{ changes: string[]; personIds: string[] }>`
    select changes, array_agg(person_id order by line) as "personIds" from person_import_line given
    where ${mine} group by changes`.execute(transaction)
  return rows
}

async function changeWork(
  transaction: DatabaseTransaction,
  mine: RawBuilder<unknown>,
  today: string,
): Promise<void> {
  // As it is and as it will be; at another employer nothing is carried over.
  const { rows } = await sql`
    select given.person_id, coalesce(given.organisation_id, main.organisation_id) as organisation_id, main.id as main_id,
      coalesce(given.job_title, case when stays then main.job_title end) as job_title,
      coalesce(given.job_role_code, case when stays then main.job_role_code end) as job_role_code,
      coalesce(given.line_manager_name, case when stays then main.line_manager_name end) as line_manager_name,
      case when given.line_manager_name is null and stays then main.line_manager_email
        else given.line_manager_email end as line_manager_email
    from person_import_line given
    left join affiliation main on main.person_id = given.person_id and main.is_main and main.valid_to is null
    cross join lateral (select 'organisation' <> all (given.changes) as stays) kept
    where ${mine} and given.changes && array['organisation', 'job', 'line manager']`.execute(
    transaction,
  )
  const work = JSON.stringify(rows)
  await sql`
    update affiliation set valid_to = greatest(valid_from, ${today}::date)
    where id in (select main_id from jsonb_to_recordset(${work}::jsonb) as was (main_id uuid))`.execute(
    transaction,
  )
  await sql`
    insert into affiliation (person_id, organisation_id, is_main, valid_from, job_title, job_role_code,
      line_manager_name, line_manager_email)
    select person_id, organisation_id, true, ${today}::date, job_title, job_role_code, line_manager_name,
      line_manager_email
    from jsonb_to_recordset(${work}::jsonb) as will (person_id uuid, organisation_id uuid, job_title text,
      job_role_code text, line_manager_name text, line_manager_email text)`.execute(transaction)
}

/** These lines of an import are carried out. */
export async function markDone(
  transaction: DatabaseTransaction,
  importId: string,
  lines: readonly number[],
  now: Date,
): Promise<void> {
  await sql`
    update person_import_line set done_at = ${now}
    where import_id = ${importId} and line = any (${[...lines]}::int[])`.execute(transaction)
}

/** Everyone whom the import added or changed. */
export async function listImportedPeople(database: Database, importId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from person_import_line
    where import_id = ${importId} and done_at is not null and left_out is null and person_id is not null`.execute(
    database,
  )
  return rows.map(({ id }) => id)
}
