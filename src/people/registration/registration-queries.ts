import type { UnlistedOrganisation } from '../organisations/organisation-requests.ts'
import { sql, type ColumnType, type Generated, type Selectable } from 'kysely'
import type { Database, DatabaseTransaction, Tables } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    registration: {
      id: Generated<string>
      token_hash: Buffer
      name: string
      email: string
      next: string | null
      created_at: Date
      expires_at: Date
      proved_at: Date | null
      organisation_id: string | null
      new_organisation: ColumnType<NewOrganisation | null, string | null, string | null>
      job_title: string | null
      job_role_code: string | null
      line_manager_name: string | null
      line_manager_email: string | null
      has_no_line_manager: Generated<boolean>
      password_hash: string | null
      wants_passkey: Generated<boolean>
      person_id: string | null
      completed_at: Date | null
    }
  }
}

/** An organisation that is not listed, as somebody told it who is registering. */
export type NewOrganisation = UnlistedOrganisation

/** What somebody has told so far who is registering. */
export type Registration = {
  id: string
  name: string
  email: string
  next: string | null
  isProved: boolean
  organisationId: string | null
  newOrganisation: NewOrganisation | null
  jobTitle: string | null
  jobRoleCode: string | null
  lineManager: { name: string; email: string } | null
  hasNoLineManager: boolean
  passwordHash: string | null
  /** In the place of a password; the device makes it once the person is in. */
  wantsPasskey: boolean
  /** Who came of it, once it is done. */
  completed: { personId: string; at: Date } | null
}

const keptHours = 24

/** A new registration, or the one that this browser's form began before: a form sent twice begins one. */
export async function insertRegistration(
  database: Database,
  registration: {
    tokenHash: Buffer
    name: string
    email: string
    next: string | null
    now: Date
  },
): Promise<{ id: string; isNew: boolean }> {
  const { tokenHash, name, email, next, now } = registration
  const inserted = await database
    .insertInto('registration')
    .values({
      token_hash: tokenHash,
      name,
      email,
      next,
      created_at: now,
      expires_at: new Date(now.getTime() + keptHours * 3600_000),
    })
    .onConflict((on) => on.column('token_hash').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { id: inserted.id, isNew: true }
  const known = await database
    .selectFrom('registration')
    .select('id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirstOrThrow()
  return { id: known.id, isNew: false }
}

/** The registration of a browser, or null where it began none or more than a day ago. */
export async function findRegistration(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<Registration | null> {
  const row = await database
    .selectFrom('registration')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? registrationFrom(row) : null
}

/** A registration by its id, also one that is over. */
export async function findRegistrationById(
  database: Database,
  id: string,
): Promise<Registration | null> {
  const row = await database
    .selectFrom('registration')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? registrationFrom(row) : null
}

/** The same, held until the end of the transaction, so that it can be completed once only. */
export async function lockRegistration(
  transaction: DatabaseTransaction,
  id: string,
): Promise<Registration | null> {
  const row = await transaction
    .selectFrom('registration')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? registrationFrom(row) : null
}

/** Another address has still to be proved, and the password was checked against the one before. */
export async function updateIdentity(
  database: Database,
  id: string,
  identity: { name: string; email: string; next: string | null; isNewEmail: boolean },
): Promise<void> {
  const { name, email, next, isNewEmail } = identity
  await database
    .updateTable('registration')
    .set({
      name,
      ...(next ? { next } : {}),
      ...(isNewEmail ? { email, proved_at: null, password_hash: null } : {}),
    })
    .where('id', '=', id)
    .where('completed_at', 'is', null)
    .execute()
}

export type Answers = {
  proved_at: Date
  organisation_id: string | null
  new_organisation: NewOrganisation | null
  job_title: string
  job_role_code: string
  line_manager_name: string | null
  line_manager_email: string | null
  has_no_line_manager: boolean
  password_hash: string | null
  wants_passkey: boolean
}

/** Keeps the answers of a step. */
export async function keepAnswers(
  database: Database,
  id: string,
  { new_organisation: newOrganisation, ...answers }: Partial<Answers>,
): Promise<void> {
  await database
    .updateTable('registration')
    .set({
      ...answers,
      ...(newOrganisation === undefined
        ? {}
        : { new_organisation: newOrganisation && JSON.stringify(newOrganisation) }),
    })
    .where('id', '=', id)
    .where('completed_at', 'is', null)
    .execute()
}

/** It is done. What the person's own record says now is not kept here as well. */
export async function completeRegistrationRow(
  database: Database,
  id: string,
  done: { personId: string; now: Date },
): Promise<void> {
  await database
    .updateTable('registration')
    .set({
      person_id: done.personId,
      completed_at: done.now,
      password_hash: null,
      new_organisation: null,
      line_manager_name: null,
      line_manager_email: null,
    })
    .where('id', '=', id)
    .execute()
}

/** Removes what ended a day after it began, and shortly after it was completed. */
export async function removeEndedRegistrations(database: Database, now: Date): Promise<void> {
  await database
    .deleteFrom('registration')
    .where((is) =>
      is.or([
        is('expires_at', '<', now),
        is('completed_at', '<', new Date(now.getTime() - 15 * 60_000)),
      ]),
    )
    .execute()
}

/**
 * Who has an address already. `unfinished`: an officer added them and nobody ever got in, so that whoever proves the
 * address may finish it. Somebody with a second factor got in, by a link if not by the address.
 */
export type AddressOwner =
  | { state: 'nobody' }
  | { state: 'unfinished'; personId: string; name: string }
  | { state: 'known' | 'left' | 'merged'; personId: string; name: string }

/** Who has an address; large and small letters are the same. */
export async function findAddressOwner(database: Database, email: string): Promise<AddressOwner> {
  const row = await database
    .selectFrom('person')
    .leftJoin('second_factor', 'second_factor.person_id', 'person.id')
    .select([
      'person.id',
      'person.name',
      'person.left_at',
      'person.merged_into_id',
      'person.email_verified_at',
      'person.last_signed_in_at',
      'second_factor.confirmed_at',
    ])
    .where(sql<boolean>`address_form(person.email) = address_form(${email})`)
    .executeTakeFirst()
  if (!row) return { state: 'nobody' }
  const isUntouched = !row.email_verified_at && !row.last_signed_in_at && !row.confirmed_at
  const owner = { personId: row.id, name: row.name }
  if (row.merged_into_id) return { state: 'merged', ...owner }
  if (row.left_at) return { state: 'left', ...owner }
  return isUntouched ? { state: 'unfinished', ...owner } : { state: 'known', ...owner }
}

function registrationFrom(row: Selectable<Tables['registration']>): Registration {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    next: row.next,
    isProved: row.proved_at !== null,
    organisationId: row.organisation_id,
    newOrganisation: row.new_organisation,
    jobTitle: row.job_title,
    jobRoleCode: row.job_role_code,
    lineManager:
      row.line_manager_name && row.line_manager_email
        ? { name: row.line_manager_name, email: row.line_manager_email }
        : null,
    hasNoLineManager: row.has_no_line_manager,
    passwordHash: row.password_hash,
    wantsPasskey: row.wants_passkey,
    completed:
      row.person_id && row.completed_at ? { personId: row.person_id, at: row.completed_at } : null,
  }
}
