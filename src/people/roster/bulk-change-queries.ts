import { sql, type RawBuilder } from 'kysely'
import type { Role } from '../../platform/access.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

/** What can be done to many at once, with what it needs to know. */
export type BulkChange =
  | { action: 'details-check' }
  | { action: 'move'; organisationId: string; from: string }
  | { action: 'leaving' }
  | { action: 'role-given'; role: Role }
  | { action: 'role-taken'; role: Role }

/** Somebody who was chosen, and why the change would leave them out, if it would. */
export type Assessed = {
  id: string
  name: string
  email: string
  organisation: string | null
  leftOut: string | null
}

/** What the change would do to each who was chosen, in the order of their names. */
export async function assessChange(
  database: Database,
  personIds: readonly string[],
  change: BulkChange,
  { by, today }: { by: string; today: string },
): Promise<Assessed[]> {
  const { rows } = await sql<Assessed>`
    select person.id, person.name, person.email, organisation_name_on(main.organisation_id, ${today}) as organisation,
      case
        when person.merged_into_id is not null then 'Was merged into another record'
        when ${change.action} = 'leaving' and person.id = ${by}::uuid
          then 'This is you. Another officer marks you as a leaver'
        when person.left_at is not null then 'Has left'
        ${reasonsOf(change)}
      end as "leftOut"
    from person
    left join affiliation main on main.person_id = person.id and main.is_main and main.valid_to is null
    where person.id = any (${[...personIds]}::uuid[])
    order by person.name collate "und-x-icu", person.id`.execute(database)
  return rows
}

function reasonsOf(change: BulkChange): RawBuilder<unknown> {
  switch (change.action) {
    case 'details-check':
      return sql`when person.details_asked_at is not null then 'Has been asked already'`
    case 'leaving':
      return sql``
    case 'role-given':
      return sql`when ${holds(change.role)} then 'Has the role already'`
    case 'role-taken':
      return sql`when not ${holds(change.role)} then 'Does not have the role'`
    case 'move':
      return sql`
        when main.organisation_id = ${change.organisationId} then 'Works there already'
        when main.valid_from > ${change.from}::date
          then 'Began where they are now on ' || to_char(main.valid_from, 'FMDD FMMonth YYYY') || ', after that day'
        when exists (select from affiliation other
          where other.person_id = person.id and other.id is distinct from main.id
            and (other.is_main or other.organisation_id = ${change.organisationId})
            and daterange(other.valid_from, other.valid_to) && daterange(${change.from}::date, null))
          then 'Is recorded for days after that day already. Change their record by itself'`
  }
}

const holds = (role: Role) =>
  sql`exists (select from person_role held where held.person_id = person.id
    and held.role = ${role} and held.valid_to is null)`

/** Main employer from a day on: job, role and manager stay as they are, as the whole team moves. */
export async function movePeople(
  transaction: DatabaseTransaction,
  personIds: readonly string[],
  to: { organisationId: string; from: string },
): Promise<void> {
  const { rows: ended } = await sql<{ id: string }>`
    update affiliation set valid_to = ${to.from}::date
    where person_id = any (${[...personIds]}::uuid[]) and is_main and valid_to is null returning id`.execute(
    transaction,
  )
  await sql`
    insert into affiliation (person_id, organisation_id, is_main, valid_from, job_title, job_role_code,
      line_manager_name, line_manager_email)
    select chosen.id, ${to.organisationId}, true, ${to.from}::date, before.job_title, before.job_role_code,
      before.line_manager_name, before.line_manager_email
    from unnest(${[...personIds]}::uuid[]) chosen (id)
    left join affiliation before
      on before.person_id = chosen.id and before.id = any (${ended.map(({ id }) => id)}::uuid[])`.execute(
    transaction,
  )
}

/** Leaving, but for the ways in: moment, roles and places of work. Gives who had something to sign in with. */
export async function setLeftTogether(
  transaction: DatabaseTransaction,
  personIds: readonly string[],
  { now, today }: { now: Date; today: string },
): Promise<string[]> {
  const ids = sql`${[...personIds]}::uuid[]`
  await sql`update person set left_at = ${now} where id = any (${ids}) and left_at is null`.execute(
    transaction,
  )
  await sql`update person_role set valid_to = ${now} where person_id = any (${ids}) and valid_to is null`.execute(
    transaction,
  )
  await sql`
    update affiliation set valid_to = greatest(valid_from, ${today}::date)
    where person_id = any (${ids}) and valid_to is null`.execute(transaction)
  const { rows } = await sql<{ id: string }>`
    select id from person where id = any (${ids}) and (
      exists (select from password kept where kept.person_id = person.id)
      or exists (select from password_request kept where kept.person_id = person.id)
      or exists (select from passkey kept where kept.person_id = person.id)
      or exists (select from linked_account kept where kept.person_id = person.id)
      or exists (select from second_factor kept where kept.person_id = person.id)
      or exists (select from second_factor_setup kept where kept.person_id = person.id))`.execute(
    transaction,
  )
  return rows.map(({ id }) => id)
}

/** Gives all of them a role; who has it keeps the one they have. */
export async function giveRoleTogether(
  transaction: DatabaseTransaction,
  personIds: readonly string[],
  given: { role: Role; by: string; now: Date },
): Promise<void> {
  await sql`
    insert into person_role (person_id, role, granted_by, valid_from)
    select id, ${given.role}, ${given.by}, ${given.now} from unnest(${[...personIds]}::uuid[]) chosen (id)
    on conflict do nothing`.execute(transaction)
}

/** Ends a role of all of them. */
export async function takeRoleTogether(
  transaction: DatabaseTransaction,
  personIds: readonly string[],
  taken: { role: Role; now: Date },
): Promise<void> {
  await sql`
    update person_role set valid_to = ${taken.now}
    where person_id = any (${[...personIds]}::uuid[]) and role = ${taken.role} and valid_to is null`.execute(
    transaction,
  )
}
