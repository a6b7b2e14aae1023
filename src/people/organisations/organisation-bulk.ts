import type { SignedInPerson } from '../../platform/access.ts'
import type { Database } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { changeOrganisations, recordChange } from './organisation-changes.ts'
import { findOrganisationsById, setSector, type Organisation } from './organisation-queries.ts'
import { refuseParent, setParentIn, type ParentRefusal } from './organisations.ts'
import { listParents } from './parent-queries.ts'

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
  const lines: BulkLine[] = []
  for (const id of ids) {
    const organisation = byId.get(id)
    if (organisation) lines.push(await lineOf(database, organisation, change, today))
  }
  return lines
}

async function lineOf(
  database: Database,
  organisation: Organisation,
  change: BulkChange,
  today: string,
): Promise<BulkLine> {
  const { id, name, sector } = organisation
  if (change.action === 'sector') {
    const stays = sector.code === change.sectorCode ? ('same' as const) : null
    return { id, name, before: sector.name, stays }
  }
  const [parent] = await listParents(database, id, today)
  const refusal = await refuseParent(database, id, change, today)
  const before = parent && parent.validTo === null ? parent.name : 'Nobody'
  return { id, name, before, stays: refusal?.reason ?? null }
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
    let changed = 0
    for (const { id, stays } of lines) {
      if (stays) continue
      if (change.action === 'parent') {
        // One that moved before it may have made this one impossible.
        if (await setParentIn(transaction, id, change, { by, today })) continue
      } else {
        await setSector(transaction, id, change.sectorCode)
        await recordChange(transaction, 'organisation.corrected', id, by, { fields: ['sector'] })
      }
      changed += 1
    }
    return changed
  })
}
