import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { askForDuplicates } from '../duplicates/duplicates.ts'
import { findPersonByEmail, lockPeople } from '../person-queries.ts'
import {
  askForDetailsCheck,
  confirmDetails,
  findCheckRecord,
  markEmailUnproved,
  type DetailsReason,
} from './details-check-queries.ts'
import { replaceName } from './former-name-queries.ts'
import { findPersonDetails, type PersonDetails } from './own-details.ts'

export type CheckRefusal = 'changed' | 'gaps'

/** Are these the details that the page showed, and is nothing missing? */
export async function checkShownDetails(
  database: Database,
  shown: { personId: string; fingerprint: string; now: Date },
): Promise<{ ok: true; details: PersonDetails } | { ok: false; reason: CheckRefusal }> {
  const details = await findPersonDetails(database, shown.personId, shown.now)
  if (!details || details.fingerprint !== shown.fingerprint) return { ok: false, reason: 'changed' }
  if (details.gaps.length > 0) return { ok: false, reason: 'gaps' }
  return { ok: true, details }
}

/** "Everything is right": the person says so of what their page showed. */
export async function confirmOwnDetails(
  { database, clock }: Services,
  by: SignedInPerson,
  fingerprint: string,
): Promise<{ ok: true } | { ok: false; reason: CheckRefusal }> {
  const now = clock.now()
  return database.transaction().execute(async (transaction) => {
    const checked = await checkShownDetails(transaction, { personId: by.id, fingerprint, now })
    if (!checked.ok) return checked
    await confirmDetails(transaction, by.id, now)
    await audit(transaction, {
      action: 'person.details-confirmed',
      by: by.id,
      subject: { kind: 'person', id: by.id },
    })
    return { ok: true }
  })
}

/** An officer asks somebody to look at their details. */
export async function askPersonToCheck(
  { database, clock }: Services,
  personId: string,
  by: SignedInPerson,
): Promise<void> {
  await database
    .transaction()
    .execute((transaction) =>
      ask(transaction, { personId, because: 'officer', by: by.id, now: clock.now() }),
    )
}

/**
 * A mail to this address was refused for good because nobody is there. Whoever has it is asked to check their details,
 * and the address has to be proved again. Nothing happens for an address that nobody has, or twice for one round.
 */
export async function noteBounce(database: Database, email: string, now: Date): Promise<boolean> {
  const person = await findPersonByEmail(database, email)
  if (!person || person.hasLeft) return false
  return database.transaction().execute(async (transaction) => {
    await lockPeople(transaction, [person.id])
    const record = await findCheckRecord(transaction, person.id)
    if (record?.detailsAskedBecause === 'bounce') return false
    await markEmailUnproved(transaction, person.id)
    await ask(transaction, { personId: person.id, because: 'bounce', by: null, now })
    return true
  })
}

async function ask(
  transaction: DatabaseTransaction,
  asked: { personId: string; because: DetailsReason; by: string | null; now: Date },
): Promise<void> {
  const { personId, because, by, now } = asked
  await askForDetailsCheck(transaction, { personIds: [personId], because, now })
  await audit(transaction, {
    action: 'person.details-asked',
    by,
    subject: { kind: 'person', id: personId },
    details: { because },
  })
}

/** Another name from now on; certificates keep the name of their day. Only officers correct those. */
export async function changeName(
  services: Services,
  personId: string,
  name: string,
  by: SignedInPerson,
): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    const before = await findCheckRecord(transaction, personId)
    if (!before || before.name === name) return
    const now = services.clock.now()
    await replaceName(transaction, { personId, name, now, isCorrection: false })
    await askForDuplicates(services, transaction, [personId])
    await audit(transaction, {
      action: 'person.name-changed',
      by: by.id,
      subject: { kind: 'person', id: personId },
    })
  })
}
