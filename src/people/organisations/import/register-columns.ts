import { FileRefusal } from '../../../platform/csv-rows.ts'

/** What a column may be called, for each that we read. */
export type ColumnNames = Record<string, readonly string[]>

/** Where each column stands; those that are needed and missing are told. */
export function columnsByName<Names extends ColumnNames>(
  header: readonly string[],
  names: Names,
  needed: readonly (keyof Names)[],
): Partial<Record<keyof Names, number>> {
  const found = header.map(plain)
  const at: Partial<Record<keyof Names, number>> = {}
  for (const [column, called] of Object.entries(names)) {
    const place = called.map((name) => found.indexOf(plain(name))).find((index) => index >= 0)
    if (place !== undefined) at[column as keyof Names] = place
  }
  const missing = needed.filter((column) => at[column] === undefined)
  if (missing.length > 0) {
    const wanted = missing.map((column) => `“${names[column]![0]}”`).join(', ')
    const has = header
      .filter((name) => name.trim())
      .slice(0, 8)
      .map((name) => `“${name.trim().slice(0, 40)}”`)
      .join(', ')
    throw new FileRefusal(
      `The first line must name the columns, and ${wanted} ${missing.length === 1 ? 'is' : 'are'} missing. It has ${has || 'nothing'}`,
    )
  }
  return at
}

/** What the heading names that is none of these columns. */
export function unknownColumns(header: readonly string[], names: ColumnNames): string[] {
  const known = new Set(Object.values(names).flat().map(plain))
  return header.map((name) => name.trim()).filter((name) => name && !known.has(plain(name)))
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')
