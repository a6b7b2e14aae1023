import { ukDate } from '../../platform/clock.ts'
import { NotFound } from '../../platform/errors.ts'
import type { AppContext } from '../../platform/web.ts'
import { findOrganisation, type Organisation } from './organisation-queries.ts'

export function todayOf(c: AppContext): string {
  return ukDate(c.var.services.clock.now())
}

/** The organisation whose id is in the address. */
export async function organisationOf(c: AppContext): Promise<Organisation> {
  const organisation = await findOrganisation(c.var.database, todayOf(c), c.req.param('id') ?? '')
  if (!organisation) throw new NotFound('there is no such organisation')
  return organisation
}
