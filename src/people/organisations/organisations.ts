import type { SignedInPerson } from '../../platform/access.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { listAgencySectors } from '../affiliations/affiliation-queries.ts'
import { deleteDomain, insertDomain, setCodes, type Code } from './code-queries.ts'
import { refuseDomain, type DomainRefusal } from './domain-rules.ts'
import {
  changeOrganisations,
  organisationOrNotFound,
  recordChange,
  recordChanges,
} from './organisation-changes.ts'
import {
  findOrganisation,
  findOrganisationNamed,
  insertOrganisation,
  insertOrganisationName,
  updateOrganisation,
} from './organisation-queries.ts'
import { findLastParents, insertParents, listAbove } from './parent-queries.ts'

export type NewOrganisation = {
  name: string
  sectorCode: string
  postcode: string | null
  place?: string | null
  legalForm?: string | null
  /** The day from which it is known under this name, YYYY-MM-DD. */
  openedOn: string
}

/** Adds an organisation under its first name. */
export async function addOrganisation(
  services: Services,
  organisation: NewOrganisation,
  by: SignedInPerson,
): Promise<{ ok: true; id: string } | { ok: false; reason: 'known'; id: string }> {
  return changeOrganisations(services, async (transaction, today) => {
    const known = await findOrganisationNamed(transaction, organisation, today)
    if (known) return { ok: false as const, reason: 'known' as const, id: known.id }
    return { ok: true as const, id: await addOrganisationIn(transaction, organisation, by, today) }
  })
}

/** The same within a change of the register. */
export async function addOrganisationIn(
  transaction: DatabaseTransaction,
  organisation: NewOrganisation,
  by: { id: string } | null,
  today: string,
): Promise<string> {
  const id = await insertOrganisation(transaction, organisation)
  await insertOrganisationName(transaction, id, organisation.name, organisation.openedOn)
  await recordChange(transaction, 'organisation.added', id, by, {
    name: organisation.name,
    ...(organisation.openedOn > today ? { opensOn: organisation.openedOn } : {}),
  })
  return id
}

export type OrganisationDetails = {
  sectorCode: string
  postcode: string | null
  place: string | null
  legalForm: string | null
  codes: Code[]
}

/** Corrects what has no dates. A code of another organisation is refused. */
export async function correctOrganisation(
  services: Services,
  id: string,
  details: OrganisationDetails,
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'code-taken'; code: Code; id: string }> {
  return changeOrganisations(services, async (transaction, today) => {
    const before = await organisationOrNotFound(transaction, id, today)
    const codes = await setCodes(transaction, id, details.codes)
    if (!codes.ok) return { ok: false as const, reason: 'code-taken' as const, ...codes.taken }
    await updateOrganisation(transaction, id, details)
    const fields = [
      before.sector.code !== details.sectorCode && 'sector',
      before.postcode !== details.postcode && 'postcode',
      before.place !== details.place && 'place',
      before.legalForm !== details.legalForm && 'legal form',
      codes.changed && 'codes',
    ].filter((field) => field !== false)
    if (fields.length > 0)
      await recordChange(transaction, 'organisation.corrected', id, by, { fields })
    return { ok: true as const }
  })
}

export type ParentRefusal =
  | { reason: 'itself' }
  | { reason: 'circle' }
  | { reason: 'parent-closed'; on: string }
  | { reason: 'same' }

/** From a day on it belongs to another one, or with null to nobody. */
export async function setParent(
  services: Services,
  id: string,
  parent: { parentId: string | null; from: string },
  by: SignedInPerson,
): Promise<{ ok: true } | ({ ok: false } & ParentRefusal)> {
  return changeOrganisations(services, async (transaction, today) => {
    await organisationOrNotFound(transaction, id, today)
    const refusal = await setParentIn(transaction, id, parent, { by, today })
    return refusal ? { ok: false as const, ...refusal } : { ok: true as const }
  })
}

/** Why each of them cannot belong to another one from a day on; null where it can. */
export async function refuseParents(
  database: Database,
  ids: readonly string[],
  { parentId, from }: { parentId: string | null; from: string },
  today: string,
): Promise<Map<string, ParentRefusal | null>> {
  const lasts = await findLastParents(database, ids, today)
  const parent = parentId ? await findOrganisation(database, today, parentId) : null
  const above = parentId ? await listAbove(database, parentId, from) : new Set<string>()
  const refusalOf = (id: string): ParentRefusal | null => {
    if (parentId === id) return { reason: 'itself' }
    const last = lasts.get(id)
    const lastId = last && last.validTo === null && last.validFrom <= from ? last.id : null
    if (lastId === parentId) return { reason: 'same' }
    if (parent?.closedOn && parent.closedOn <= from)
      return { reason: 'parent-closed', on: parent.closedOn }
    return above.has(id) ? { reason: 'circle' } : null
  }
  return new Map(ids.map((id) => [id, refusalOf(id)]))
}

/** The same within a change of the register. Gives why not, or null when it is done. */
export async function setParentIn(
  transaction: DatabaseTransaction,
  id: string,
  parent: { parentId: string | null; from: string },
  { by, today }: { by: { id: string } | null; today: string },
): Promise<ParentRefusal | null> {
  const refusal = (await refuseParents(transaction, [id], parent, today)).get(id) ?? null
  if (!refusal) await setParentsIn(transaction, [id], parent, { by, today })
  return refusal
}

/**
 * Sets it for all of these, none of which may be refused. They cannot make each other impossible: a circle would need
 * one of them above the parent, and that one is refused before.
 */
export async function setParentsIn(
  transaction: DatabaseTransaction,
  ids: readonly string[],
  parent: { parentId: string | null; from: string },
  { by, today }: { by: { id: string } | null; today: string },
): Promise<void> {
  const { parentId, from } = parent
  await insertParents(transaction, ids, parent)
  const name = parentId ? (await organisationOrNotFound(transaction, parentId, today)).name : null
  await recordChanges(transaction, 'organisation.parent-set', ids, by, { parent: name, from })
}

/** An e-mail domain of its own. Addresses there suggest the organisation to whoever registers. */
export async function addDomain(
  services: Services,
  id: string,
  domain: string,
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: DomainRefusal | 'has-it' }> {
  const refusal = refuseDomain(domain)
  if (refusal) return { ok: false, reason: refusal }
  return changeOrganisations(services, async (transaction, today) => {
    await organisationOrNotFound(transaction, id, today)
    if (!(await insertDomain(transaction, id, domain)))
      return { ok: false as const, reason: 'has-it' as const }
    await recordChange(transaction, 'organisation.domain-added', id, by, { domain })
    return { ok: true as const }
  })
}

/** The domain suggests this organisation no more. */
export async function removeDomain(
  services: Services,
  id: string,
  domain: string,
  by: SignedInPerson,
): Promise<void> {
  await changeOrganisations(services, async (transaction) => {
    if (await deleteDomain(transaction, id, domain))
      await recordChange(transaction, 'organisation.domain-removed', id, by, { domain })
  })
}

/** Sectors go by a short list, so a form's choice is checked against it. */
export async function isSector(
  services: Pick<Services, 'database'>,
  code: string,
): Promise<boolean> {
  return (await listAgencySectors(services.database)).some((sector) => sector.code === code)
}
