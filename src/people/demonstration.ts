import type { Database } from '../platform/database.ts'
import { Refusal } from '../platform/errors.ts'
import { revokeSessions } from '../platform/sessions.ts'
import { listDemonstrationPeopleWithPassword } from './demonstration-queries.ts'
import { deleteCredentials } from './sign-in/credential-queries.ts'

/** Does somebody of the demonstration, whose password is printed, still get in here? */
export async function hasDemonstrationSignIns(database: Database): Promise<boolean> {
  return (await listDemonstrationPeopleWithPassword(database)).length > 0
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
    const people = await listDemonstrationPeopleWithPassword(transaction)
    for (const id of people) {
      await revokeSessions(transaction, id)
      await deleteCredentials(transaction, id)
    }
    return people.length
  })
}
