import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import { csvStreamOf, type CsvColumns } from '../../platform/csv.ts'
import type { AppContext } from '../../platform/web.ts'
import { listForExport, type ExportedPerson } from './people-export-queries.ts'

/** The columns of the spreadsheet, in their order. */
const columns: CsvColumns<ExportedPerson> = {
  name: 'Name',
  email: 'Email address',
  emailProved: 'Email proved',
  organisation: 'Organisation',
  organisationCode: 'Organisation code',
  sector: 'Sector',
  jobTitle: 'Job title',
  jobRole: 'Job role',
  manager: 'Line manager',
  managerEmail: 'Line manager email',
  roles: 'Roles',
  details: 'Details',
  detailsConfirmed: 'Details confirmed on',
  lastSignedIn: 'Last signed in on',
  added: 'Added on',
  left: 'Left on',
}

const peopleInBatch = 2000

/** Answers with these people as a file, and writes into the audit log who took it. */
export async function sendPeople(
  c: AppContext,
  ids: readonly string[],
  details: Record<string, unknown>,
): Promise<Response> {
  const { database, services, person } = c.var
  const now = services.clock.now()
  const today = ukDate(now)
  await audit(database, {
    action: 'people.exported',
    by: person!.id,
    subject: { kind: 'people', id: null },
    details: { ...details, people: ids.length },
  })
  async function* batches(): AsyncGenerator<ExportedPerson[]> {
    for (let at = 0; at < ids.length; at += peopleInBatch)
      yield await listForExport(database, ids.slice(at, at + peopleInBatch), { now, today })
  }
  c.header('Content-Disposition', `attachment; filename="people-${today}.csv"`)
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Cache-Control', 'no-store')
  return c.body(csvStreamOf(columns, batches()))
}
