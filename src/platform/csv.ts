import { setImmediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'

type Cell = string | number | boolean | null

/** The keys of a row in the order of the columns, with their headings. */
export type CsvColumns<Row> = Partial<Record<keyof Row & string, string>>

/**
 * A file for a spreadsheet: UTF-8 with the mark that makes Excel read it so, and every cell that begins like a formula
 * made harmless. `columns` gives the keys in order with their headings.
 */
export function csvOf<Row extends Record<string, Cell>>(
  columns: CsvColumns<Row>,
  rows: readonly Row[],
): string {
  return linesOf(columns, rows, { isFirst: true })
}

/** The same, written while it is read, so that a long list is never in memory as a whole. */
export function csvStreamOf<Row extends Record<string, Cell>>(
  columns: CsvColumns<Row>,
  batches: AsyncIterator<readonly Row[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isFirst = true
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await batches.next()
      if (!done || isFirst)
        controller.enqueue(encoder.encode(linesOf(columns, done ? [] : value, { isFirst })))
      isFirst = false
      if (done) controller.close()
    },
  })
}

/** The same of rows that are there already: some hundred thousand of them, written at once, would hold everybody up. */
export function longCsvOf<Row extends Record<string, Cell>>(
  columns: CsvColumns<Row>,
  rows: readonly Row[],
): ReadableStream<Uint8Array> {
  async function* batches(): AsyncGenerator<readonly Row[]> {
    for (let at = 0; at < rows.length; at += 1000) {
      yield rows.slice(at, at + 1000)
      await setImmediate()
    }
  }
  return csvStreamOf(columns, batches())
}

function linesOf<Row extends Record<string, Cell>>(
  columns: CsvColumns<Row>,
  rows: readonly Row[],
  { isFirst }: { isFirst: boolean },
): string {
  return stringify([...rows], {
    header: isFirst,
    bom: isFirst,
    escape_formulas: true,
    record_delimiter: 'windows',
    columns: Object.entries(columns).map(([key, header]) => ({ key, header: String(header) })),
  })
}
