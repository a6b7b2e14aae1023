import type { SignedInPerson } from '../../platform/access.ts'
import type { Database } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { changeOrganisations, recordChanges } from './organisation-changes.ts'
import { findOrganisationsById, setSectors } from './organisation-queries.ts'
import { refuseParents, setParentsIn, type ParentRefusal } from './organisations.ts'
import { findLastParents } from './parent-queries.ts'

/** What is done to many organisations at once. */
export type BulkChange =
  | { action: 'sector'; sectorCode: string }
  | { action: 'parent'; parentId: string | null; from: string }

/** As many as one can answer for at once. */
export const mostTogether = 1000

export type BulkLine = {
  id: string
  name: string
  before: string
  /** Why it stays as it is; null where it changes. */
  stays: 'same' | ParentRefusal['reason'] | null
}

/** What would become of each, before anything does. */
export async function previewTogether(
  database: Database,
  ids: readonly string[],
  change: BulkChange,
  today: string,
): Promise<BulkLine[]> {
  const found = await findOrganisationsById(database, today, ids)
  const byId = new Map(found.map((organisation) => [organisation.id, organisation]))
  const organisations = ids.flatMap((id) => byId.get(id) ?? [])
  if (change.action === 'sector')
    return organisations.map(({ id, name, sector }) => ({
      id,
      name,
      before: sector.name,
      stays: sector.code === change.sectorCode ? 'same' : null,
    }))
  const parents = await findLastParents(database, ids, today)
  const refusals = await refuseParents(database, ids, change, today)
  return organisations.map(({ id, name }) => {
    const parent = parents.get(id)
    const before = parent && parent.validTo === null ? parent.name : 'Nobody'
    return { id, name, before, stays: refusals.get(id)?.reason ?? null }
  })
}

/** Does it to all that it can be done to, in one go. Gives how many changed. */
export async function changeTogether(
  services: Services,
  ids: readonly string[],
  change: BulkChange,
  by: SignedInPerson,
): Promise<number> {
  return changeOrganisations(services, async (transaction, today) => {
    const lines = await previewTogether(transaction, ids, change, today)
    const changing = lines.filter(({ stays }) => stays === null).map(({ id }) => id)
    if (change.action === 'parent') await setParentsIn(transaction, changing, change, { by, today })
    else {
      await setSectors(transaction, changing, change.sectorCode)
      const details = { fields: ['sector'] }
      await recordChanges(transaction, 'organisation.corrected', changing, by, details)
    }
    return changing.length
  })
}
