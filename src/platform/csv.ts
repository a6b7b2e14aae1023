import { stringify } from 'csv-stringify/sync'

type Cell = string | number | boolean | null

/**
 * A file for a spreadsheet: UTF-8 with the mark that makes Excel read it so, and every cell that begins like a formula
 * made harmless. `columns` gives the keys in order with their headings.
 */
export function csvOf<Row extends Record<string, Cell>>(
  columns: Partial<Record<keyof Row & string, string>>,
  rows: readonly Row[],
): string {
  return stringify([...rows], {
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    columns: Object.entries(columns).map(([key, header]) => ({ key, header: String(header) })),
  })
}
