import type { SignedInPerson } from '../../platform/access.ts'
import { Conflict } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import {
  changeOrganisations,
  organisationOrNotFound,
  recordChange,
} from './organisation-changes.ts'
import {
  endNameOn,
  findOrganisationNamed,
  insertOrganisationName,
  listOrganisationNames,
  removeLastName,
  type OrganisationName,
} from './organisation-queries.ts'

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
  return changeOrganisations(services, async (transaction, today) => {
    const organisation = await organisationOrNotFound(transaction, id, today)
    if (organisation.closedOn && organisation.closedOn <= name.from)
      return { ok: false as const, reason: 'closed' as const }
    const [last] = await listOrganisationNames(transaction, id)
    if (last?.name === name.name) return { ok: false as const, reason: 'same' as const }
    const { postcode } = organisation
    const known = await findOrganisationNamed(
      transaction,
      { name: name.name, postcode, not: [id] },
      today,
    )
    if (known) return { ok: false as const, reason: 'known' as const, id: known.id }
    if (last && last.validFrom >= name.from)
      return { ok: false as const, reason: 'too-early' as const, from: last.validFrom }
    await endNameOn(transaction, id, name.from)
    await insertOrganisationName(transaction, id, name.name, name.from)
    await recordChange(transaction, 'organisation.renamed', id, by, { ...name, before: last?.name })
    return { ok: true as const }
  })
}

/** The name that can be taken back, latest first: it begins today or later, and another one stands before it. */
export function nameToTakeBack(
  [last, before]: readonly OrganisationName[],
  today: string,
): OrganisationName | null {
  return last && before && last.validFrom >= today ? last : null
}

/** A name that was planned, or mistyped today, goes; the one before it goes on. */
export async function takeNameBack(
  services: Services,
  id: string,
  by: SignedInPerson,
): Promise<void> {
  await changeOrganisations(services, async (transaction, today) => {
    const { postcode } = await organisationOrNotFound(transaction, id, today)
    const names = await listOrganisationNames(transaction, id)
    const last = nameToTakeBack(names, today)
    if (!last) throw new Conflict('This organisation has no name that can be taken back any more.')
    const before = names[1]!.name
    const known = { name: before, postcode, not: [id] }
    if (await findOrganisationNamed(transaction, known, today))
      throw new Conflict(`Another organisation is called ${before} by now.`)
    await removeLastName(transaction, id, last.validFrom)
    const details = { name: last.name, from: last.validFrom, before }
    await recordChange(transaction, 'organisation.name-taken-back', id, by, details)
  })
}
