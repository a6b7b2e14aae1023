import { ukDate } from '../../platform/clock.ts'
import { csvStreamOf, type CsvColumns } from '../../platform/csv.ts'
import type { AppContext } from '../../platform/web.ts'
import { csvColumns } from './import/csv-lines.ts'
import { listForExport, type ExportedOrganisation } from './organisation-export-queries.ts'

// The very columns of the import, so that what comes out can go in.
const columns: CsvColumns<ExportedOrganisation> = csvColumns

const batch = 2000

/** Answers with these organisations as a file for a spreadsheet. */
export function sendOrganisations(c: AppContext, ids: readonly string[]): Response {
  const { database, services } = c.var
  const today = ukDate(services.clock.now())
  async function* batches(): AsyncGenerator<ExportedOrganisation[]> {
    for (let at = 0; at < ids.length; at += batch)
      yield await listForExport(database, ids.slice(at, at + batch), today)
  }
  c.header('Content-Disposition', `attachment; filename="organisations-${today}.csv"`)
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Cache-Control', 'no-store')
  return c.body(csvStreamOf(columns, batches()))
}
