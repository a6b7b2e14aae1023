import { audit } from '../platform/audit.ts'
import type { Database } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import { listAgencySectors } from '../people/people.ts'
import {
  closeAddition,
  findAddition,
  insertAddition,
  knownAddresses,
  type Addition,
} from './addition-queries.ts'
import { checkLines } from './subscriber-csv.ts'
import { beginSubscription, recordConsent, type Basis } from './subscriber-queries.ts'

export { findAddition, type Addition } from './addition-queries.ts'

/** Looks at a pasted or uploaded list and keeps the result for the second step. Adds nobody. */
export async function checkAddition(
  database: Database,
  list: { text: string; basis: Basis; provenance: string; collectedOn: string },
  by: string,
  now: Date,
): Promise<string> {
  const { accepted, refused } = checkLines(list.text, list.basis, await listAgencySectors(database))
  const known = await knownAddresses(
    database,
    accepted.map(({ email }) => email),
  )
  const said = {
    subscribed: 'Gets the bulletin already.',
    suppressed: 'Unsubscribed or was removed. Only the person can subscribe again.',
  }
  const addition: Pick<Addition, 'basis' | 'provenance' | 'collectedOn' | 'accepted' | 'refused'> =
    {
      basis: list.basis,
      provenance: list.provenance,
      collectedOn: list.collectedOn,
      accepted: accepted.filter(({ email }) => !known.has(email)),
      refused: [
        ...refused,
        ...accepted.flatMap(({ line, email }) => {
          const how = known.get(email)
          return how ? [{ line, email, reason: said[how] }] : []
        }),
      ].toSorted((one, other) => one.line - other.line),
    }
  return insertAddition(database, addition, by, now)
}

/**
 * Makes subscribers of the lines that were found good, with the provenance as proof. Whoever unsubscribed, or was
 * added by somebody else, since the check is left out. A second press adds nobody.
 */
export async function addSubscribers(
  database: Database,
  additionId: string,
  by: string,
  now: Date,
): Promise<{ added: number }> {
  return database.transaction().execute(async (transaction) => {
    const addition = await findAddition(transaction, additionId, { lock: true })
    if (!addition) throw new NotFound('addition')
    if (addition.addedAt) return { added: addition.addedCount ?? 0 }
    const known = await knownAddresses(
      transaction,
      addition.accepted.map(({ email }) => email),
    )
    let added = 0
    for (const line of addition.accepted) {
      if (known.has(line.email)) continue
      const { id, isNew } = await beginSubscription(transaction, line, now)
      if (!isNew) continue
      const { basis, provenance: wording } = addition
      await recordConsent(
        transaction,
        { subscriberId: id, source: 'addition', basis, wording, additionId, recordedBy: by },
        now,
      )
      added += 1
    }
    await closeAddition(transaction, additionId, added, now)
    await audit(transaction, {
      action: 'subscribers.added',
      by,
      subject: { kind: 'subscriber_addition', id: additionId },
      details: { added },
    })
    return { added }
  })
}
