import type { Database } from '../../platform/database.ts'
import { ukDate } from '../../platform/clock.ts'
import { listLeads, listProposedLeads } from './carry-over-queries.ts'
import { listCodes, listDomains, listDomainSharers } from './code-queries.ts'
import type { OrganisationFile } from './organisation-page.tsx'
import { listOrganisationNames, type Organisation } from './organisation-queries.ts'
import { listChildren, listParents } from './parent-queries.ts'
import { findSuccessionFrom, listSuccessionsInto } from './succession-queries.ts'

/** Everything that the register knows of an organisation. */
export async function openFile(
  database: Database,
  organisation: Organisation,
  now: Date,
): Promise<OrganisationFile> {
  const { id } = organisation
  const today = ukDate(now)
  return {
    organisation,
    names: await listOrganisationNames(database, id),
    codes: await listCodes(database, id),
    domains: await listDomains(database, id),
    sharers: await listDomainSharers(database, id, today),
    parents: await listParents(database, id, today),
    children: await listChildren(database, id, today),
    ending: await findSuccessionFrom(database, id, today),
    tookOver: await listSuccessionsInto(database, id, today),
    leads: await listLeads(database, [id]),
    proposedLeads: await listProposedLeads(database, id, now),
  }
}
