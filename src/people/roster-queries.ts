import { sql } from 'kysely'
import type { Role } from '../platform/access.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import {
  beginAffiliation,
  endAffiliation,
  lockAffiliations,
  reviseAffiliation,
} from './affiliations/affiliation-queries.ts'
import { findPersonByEmail } from './person-queries.ts'

/**
 * Changes of the roster wait for each other: two officers cannot remove one another at once, nor add somebody twice.
 */
export async function lockRoster(transaction: DatabaseTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(7133705)`.execute(transaction)
}

/** Adds a person whose address nobody has proved. Gives their id. */
export async function insertPerson(
  transaction: DatabaseTransaction,
  person: { name: string; email: string; now: Date },
): Promise<string> {
  const { id } = await transaction
    .insertInto('person')
    .values({
      name: person.name,
      email: person.email,
      email_verified_at: null,
      created_at: person.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A new address has still to be proved. */
export async function updateEmail(
  transaction: DatabaseTransaction,
  id: string,
  change: { email: string; isNewEmail: boolean },
): Promise<void> {
  await transaction
    .updateTable('person')
    .set({
      email: change.email,
      ...(change.isNewEmail ? { email_verified_at: null } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** An address that its owner has just proved. `taken`: somebody else has it, a leaver perhaps. */
export async function setProvedEmail(
  transaction: DatabaseTransaction,
  id: string,
  email: string,
  now: Date,
): Promise<'set' | 'taken'> {
  await lockRoster(transaction)
  const known = await findPersonByEmail(transaction, email)
  if (known && known.id !== id) return 'taken'
  await transaction
    .updateTable('person')
    .set({ email, email_verified_at: now })
    .where('id', '=', id)
    .execute()
  return 'set'
}

/**
 * The main employer from `today` on; null for none. What somebody does at the same one stays, but for the title; other
 * employers stay as they are.
 */
export async function setMainAffiliation(
  transaction: DatabaseTransaction,
  personId: string,
  affiliation: { organisationId: string | null; jobTitle: string | null; today: string },
): Promise<void> {
  const { organisationId, jobTitle, today } = affiliation
  const held = await lockAffiliations(transaction, personId)
  const main = held.find(({ isMain }) => isMain)
  const there = held.find((each) => each.organisationId === organisationId)
  if (main && main !== there) await endAffiliation(transaction, main.id, today)
  if (there) await reviseAffiliation(transaction, there, { jobTitle, isMain: true }, today)
  else if (organisationId)
    await beginAffiliation(transaction, {
      personId,
      organisationId,
      isMain: true,
      jobTitle,
      jobRoleCode: null,
      lineManager: null,
      from: today,
    })
}

/** Every affiliation ends with the day before; one that begins later, or today, never was. */
export async function endAffiliations(
  transaction: DatabaseTransaction,
  personId: string,
  today: string,
): Promise<void> {
  for (const { id } of await lockAffiliations(transaction, personId))
    await endAffiliation(transaction, id, today)
}

/** False when the person has it already. */
export async function insertRole(
  transaction: DatabaseTransaction,
  role: {
    personId: string
    role: Role
    organisationId: string | null
    by: string | null
    now: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('person_role')
    .values({
      person_id: role.personId,
      role: role.role,
      organisation_id: role.organisationId,
      granted_by: role.by,
      valid_from: role.now,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Ends a role of today; all roles when none is named. Gives the roles that ended. */
export async function endRoles(
  transaction: DatabaseTransaction,
  personId: string,
  now: Date,
  only?: { role: Role; organisationId: string | null },
): Promise<Role[]> {
  const rows = await transaction
    .updateTable('person_role')
    .set({ valid_to: now })
    .where('person_id', '=', personId)
    .where('valid_to', 'is', null)
    .$if(Boolean(only), (query) =>
      query
        .where('role', '=', only!.role)
        .where('organisation_id', 'is not distinct from', only!.organisationId),
    )
    .returning('role')
    .execute()
  return rows.map(({ role }) => role)
}

/** Officers who have not left, for what all of them are told. */
export async function listOfficerIds(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('person_role')
    .innerJoin('person', 'person.id', 'person_role.person_id')
    .select('person.id')
    .distinct()
    .where('role', '=', 'officer')
    .where('valid_to', 'is', null)
    .where('person.left_at', 'is', null)
    .where('person.merged_into_id', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many officers have not left. */
export async function countOfficers(database: Database): Promise<number> {
  return (await listOfficerIds(database)).length
}

/** Sets or clears the moment of leaving. False when it was so before. */
export async function setLeftAt(
  transaction: DatabaseTransaction,
  personId: string,
  leftAt: Date | null,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('person')
    .set({ left_at: leftAt })
    .where('id', '=', personId)
    .where('left_at', leftAt ? 'is' : 'is not', null)
    // An erased record is nobody's any more.
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
