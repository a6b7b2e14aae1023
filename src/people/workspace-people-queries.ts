import type { Role } from '../platform/access.ts'
import type { Database } from '../platform/database.ts'

const workspaceRoles: readonly Role[] = ['officer', 'communications', 'training-coordinator']

/** Everybody of the business unit, or of these roles, by name. */
export async function listWorkspacePeople(
  database: Database,
  roles: readonly Role[] = workspaceRoles,
): Promise<{ id: string; name: string; email: string }[]> {
  return database
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('left_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .where((is) =>
      is.exists(
        is
          .selectFrom('person_role')
          .select('person_role.id')
          .whereRef('person_role.person_id', '=', 'person.id')
          .where('person_role.valid_to', 'is', null)
          .where('person_role.role', 'in', [...roles]),
      ),
    )
    .orderBy('name')
    .orderBy('id')
    .execute()
}
