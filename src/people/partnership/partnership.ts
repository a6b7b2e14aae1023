import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import { notify } from '../../platform/notices.ts'
import type { Services } from '../../platform/web.ts'
import { lockRoster } from '../roster-queries.ts'
import {
  findPartnershipOf,
  insertPartnership,
  updatePartnership,
  type PartnershipDetails,
} from './partnership-queries.ts'

/**
 * Names the partnership, or corrects what it is called. One that splits or merges gets a database of its own, as each
 * is its own data controller. Every public page is made anew.
 */
export async function savePartnership(
  services: Services,
  details: PartnershipDetails,
  by: SignedInPerson,
): Promise<void> {
  const today = ukDate(services.clock.now())
  await services.database.transaction().execute(async (transaction) => {
    // Two officers who name it at the same moment make one partnership.
    await lockRoster(transaction)
    const known = await findPartnershipOf(transaction, today)
    if (known) await updatePartnership(transaction, known.id, details)
    const id = known?.id ?? (await insertPartnership(transaction, details, today))
    await audit(transaction, {
      action: known ? 'partnership.changed' : 'partnership.named',
      by: by.id,
      subject: { kind: 'partnership', id },
      details: { name: details.name, before: known?.name ?? null },
    })
    await notify(transaction, 'published')
  })
}
