import { NotFound } from '../../platform/errors.ts'
import { todayOf, type AppContext } from '../../platform/web.ts'
import { findOrganisation, type Organisation } from './organisation-queries.ts'

/** The organisation whose id is in the address. */
export async function organisationOf(c: AppContext): Promise<Organisation> {
  const organisation = await findOrganisation(c.var.database, todayOf(c), c.req.param('id') ?? '')
  if (!organisation) throw new NotFound('there is no such organisation')
  return organisation
}
