import type { ColumnType } from 'kysely'
import type { Database } from '../platform/database.ts'
import { Refusal } from '../platform/errors.ts'
import { revokeSessions } from '../platform/sessions.ts'
import { deleteCredentials } from './sign-in/credential-queries.ts'

declare module '../platform/database.ts' {
  interface Tables {
    demonstration_part: { name: string; added_at: ColumnType<Date, Date | undefined, never> }
  }
}

/** Does somebody of the demonstration, whose password is printed, still get in here? */
export async function hasDemonstrationSignIns(database: Database): Promise<boolean> {
  return (await demonstrationPeopleWithPassword(database)).length > 0
}

/** Before production serves anything: throws a Refusal where the demonstration's sign-ins still work. */
export async function refuseDemonstrationSignIns(database: Database): Promise<void> {
  if (!(await hasDemonstrationSignIns(database))) return
  throw new Refusal(
    'This database holds the demonstration, whose passwords everybody knows. For production use an empty database, or close the demonstration sign-ins with: npm run cairn -- close-demonstration',
  )
}

/** Takes away every way in of the demonstration's people. Gives how many had one. Their records stay. */
export async function closeDemonstrationSignIns(database: Database): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const people = await demonstrationPeopleWithPassword(transaction)
    for (const id of people) {
      await revokeSessions(transaction, id)
      await deleteCredentials(transaction, id)
    }
    return people.length
  })
}

async function demonstrationPeopleWithPassword(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('person')
    .innerJoin('password', 'password.person_id', 'person.id')
    .select('person.id')
    .where('person.is_demonstration', '=', true)
    .where('person.left_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}
