import { sql } from 'kysely'
import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import {
  endNameOn,
  findOrganisation,
  findOrganisationNamed,
  insertOrganisation,
  insertOrganisationName,
  listOrganisationNames,
  type Organisation,
} from './organisation-queries.ts'
import { deleteSuccessionOf, insertSuccession, listSuccessionsInto } from './succession-queries.ts'

export type NewOrganisation = {
  name: string
  sectorCode: string
  postcode: string | null
  /** The day from which it is known under this name, YYYY-MM-DD. */
  openedOn: string
}

/** Adds an organisation under its first name. */
export async function addOrganisation(
  services: Services,
  organisation: NewOrganisation,
  by: SignedInPerson,
): Promise<{ ok: true; id: string } | { ok: false; reason: 'known'; id: string }> {
  return change(services, async (transaction, today) => {
    const known = await findOrganisationNamed(transaction, organisation.name, today)
    if (known) return { ok: false as const, reason: 'known' as const, id: known.id }
    const id = await insertOrganisation(transaction, organisation)
    await insertOrganisationName(transaction, id, organisation.name, organisation.openedOn)
    await record(transaction, 'organisation.added', id, by, { name: organisation.name })
    return { ok: true as const, id }
  })
}

export type RenameRefusal =
  | { reason: 'known'; id: string }
  | { reason: 'same' }
  | { reason: 'closed' }
  /** A name is known from `from`, so the new one can only begin after it. */
  | { reason: 'too-early'; from: string }

/** Gives an organisation another name from a day on. What happened before keeps the name of its day. */
export async function renameOrganisation(
  services: Services,
  id: string,
  name: { name: string; from: string },
  by: SignedInPerson,
): Promise<{ ok: true } | ({ ok: false } & RenameRefusal)> {
  return change(services, async (transaction, today) => {
    const organisation = await organisationOrNotFound(transaction, id, today)
    if (organisation.closedOn && organisation.closedOn <= name.from)
      return { ok: false as const, reason: 'closed' as const }
    const [last] = await listOrganisationNames(transaction, id)
    if (last?.name === name.name) return { ok: false as const, reason: 'same' as const }
    const known = await findOrganisationNamed(transaction, name.name, today)
    if (known && known.id !== id)
      return { ok: false as const, reason: 'known' as const, id: known.id }
    if (last && last.validFrom >= name.from)
      return { ok: false as const, reason: 'too-early' as const, from: last.validFrom }
    await endNameOn(transaction, id, name.from)
    await insertOrganisationName(transaction, id, name.name, name.from)
    await record(transaction, 'organisation.renamed', id, by, { ...name, before: last?.name })
    return { ok: true as const }
  })
}

export type ClosureRefusal =
  | { reason: 'closed'; on: string }
  | { reason: 'host' }
  | { reason: 'too-early'; openedOn: string }
  | { reason: 'own-successor' }
  | { reason: 'successor-closed'; on: string }
  /** It took over another one on that day, so it cannot have closed before. */
  | { reason: 'follows'; on: string }

/** Closes an organisation from a day on, and names who does its work since. Its people keep their records. */
export async function closeOrganisation(
  services: Services,
  id: string,
  closure: { on: string; successorId: string | null },
  by: SignedInPerson,
): Promise<{ ok: true } | ({ ok: false } & ClosureRefusal)> {
  return change(services, async (transaction, today) => {
    const organisation = await organisationOrNotFound(transaction, id, today)
    if (organisation.closedOn)
      return { ok: false as const, reason: 'closed' as const, on: organisation.closedOn }
    if (organisation.isHost) return { ok: false as const, reason: 'host' as const }
    if (organisation.openedOn && organisation.openedOn >= closure.on)
      return {
        ok: false as const,
        reason: 'too-early' as const,
        openedOn: organisation.openedOn,
      }
    if (closure.successorId === id) return { ok: false as const, reason: 'own-successor' as const }
    if (closure.successorId) {
      // Open on that day: with this, who follows whom can never run in a circle.
      const successor = await organisationOrNotFound(transaction, closure.successorId, today)
      if (successor.closedOn && successor.closedOn <= closure.on)
        return {
          ok: false as const,
          reason: 'successor-closed' as const,
          on: successor.closedOn,
        }
    }
    const [follows] = await listSuccessionsInto(transaction, id)
    if (follows && follows.on >= closure.on)
      return { ok: false as const, reason: 'follows' as const, on: follows.on }
    await insertSuccession(transaction, {
      kind: closure.successorId ? 'merger' : 'closure',
      on: closure.on,
      from: [id],
      to: closure.successorId ? [closure.successorId] : [],
      by: by.id,
      now: services.clock.now(),
    })
    await record(transaction, 'organisation.closed', id, by, { on: closure.on })
    return { ok: true as const }
  })
}

/** Opens one again that was closed by mistake. */
export async function reopenOrganisation(
  services: Services,
  id: string,
  by: SignedInPerson,
): Promise<void> {
  await change(services, async (transaction, today) => {
    const organisation = await organisationOrNotFound(transaction, id, today)
    if (!organisation.closedOn) return
    await deleteSuccessionOf(transaction, id)
    await record(transaction, 'organisation.reopened', id, by)
  })
}

// One change at a time: the register is small, and two people must not add the same organisation twice.
async function change<T>(
  { database, clock }: Services,
  work: (transaction: DatabaseTransaction, today: string) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(7133706)`.execute(transaction)
    return work(transaction, ukDate(clock.now()))
  })
}

async function organisationOrNotFound(
  transaction: DatabaseTransaction,
  id: string,
  today: string,
): Promise<Organisation> {
  const organisation = await findOrganisation(transaction, today, id)
  if (!organisation) throw new NotFound('there is no such organisation')
  return organisation
}

async function record(
  transaction: DatabaseTransaction,
  action: string,
  id: string,
  by: SignedInPerson,
  details: Record<string, unknown> = {},
): Promise<void> {
  await audit(transaction, { action, by: by.id, subject: { kind: 'organisation', id }, details })
}
