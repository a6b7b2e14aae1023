import type { ColumnType } from 'kysely'
import type { Database } from '../platform/database.ts'

declare module '../platform/database.ts' {
  interface Tables {
    demonstration_part: { name: string; added_at: ColumnType<Date, Date | undefined, never> }
  }
}

/** People of the demonstration who have not left and can sign in with a password. */
export async function listDemonstrationPeopleWithPassword(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('person')
    .innerJoin('password', 'password.person_id', 'person.id')
    .select('person.id')
    .where('person.is_demonstration', '=', true)
    .where('person.left_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** Is it somebody of the demonstration? */
export async function isDemonstrationPerson(
  database: Database,
  personId: string,
): Promise<boolean> {
  const row = await database
    .selectFrom('person')
    .select('is_demonstration')
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.is_demonstration ?? false
}
