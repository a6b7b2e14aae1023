import { sql } from 'kysely'
import type { Role } from '../../platform/access.ts'
import type { Database } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    role_second_factor: { role: Role; is_needed: boolean }
  }
}

/**
 * In a query on `person`: does a role of theirs need a second factor? One look at two small tables, so that it can be
 * part of the query that every request makes.
 */
export const roleNeedsSecondFactor = sql<boolean>`exists (
  select from person_role held join role_second_factor asked on asked.role = held.role
  where held.person_id = person.id and held.valid_to is null and asked.is_needed)`

export type RoleSecondFactor = {
  role: Role
  isNeeded: boolean
  /** People here now who hold the role. */
  people: number
  /** Of these, who cannot get in without a second factor. */
  enforced: number
  /** Of these, who have an authenticator app or a passkey. */
  setUp: number
}

/** Which roles need a second factor, and how far it has come. */
export async function listRoleSecondFactors(database: Database): Promise<RoleSecondFactor[]> {
  const { rows } = await sql<RoleSecondFactor>`
    select policy.role, policy.is_needed as "isNeeded", count(holder.id)::int as people,
      count(holder.id) filter (where holder.needs or holder.has_app)::int as enforced,
      count(holder.id) filter (where holder.has_app or holder.has_passkey)::int as "setUp"
    from role_second_factor policy
    left join (
      select distinct person.id, kept.role, ${roleNeedsSecondFactor} as needs,
        exists (select from second_factor where second_factor.person_id = person.id) as has_app,
        exists (select from passkey where passkey.person_id = person.id) as has_passkey
      from person_role kept join person on person.id = kept.person_id
      where kept.valid_to is null and person.left_at is null and person.merged_into_id is null
    ) holder on holder.role = policy.role
    group by policy.role, policy.is_needed`.execute(database)
  return rows
}

/** Does one of these roles need a second factor? */
export async function needsSecondFactor(
  database: Database,
  roles: readonly Role[],
): Promise<boolean> {
  if (roles.length === 0) return false
  const needed = await database
    .selectFrom('role_second_factor')
    .select('role')
    .where('role', 'in', [...roles])
    .where('is_needed', '=', true)
    .limit(1)
    .executeTakeFirst()
  return needed !== undefined
}

/** False where it was so before. */
export async function setSecondFactorNeeded(
  database: Database,
  role: Role,
  isNeeded: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('role_second_factor')
    .set({ is_needed: isNeeded })
    .where('role', '=', role)
    .where('is_needed', '!=', isNeeded)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
