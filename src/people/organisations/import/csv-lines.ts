import type { CsvRow } from '../../../platform/csv-rows.ts'
import { codeHint, readCode, writeCode } from '../code-queries.ts'
import { domainOf, refuseDomain } from '../domain-rules.ts'
import { liesIn, type Area } from './register-area.ts'
import { columnsByName, unknownColumns, type ColumnNames } from './register-columns.ts'
import {
  LineRefusal,
  readDate,
  readName,
  readPostcode,
  readText,
  type ReadLine,
} from './register-line.ts'

/** Our own columns, in and out. `legal form` may be missing, as everything but name and sector. */
export const csvColumns = {
  name: 'name',
  sector: 'sector',
  postcode: 'postcode',
  place: 'place',
  parent: 'parent',
  codes: 'codes',
  opened: 'opened',
  closed: 'closed',
  domains: 'domains',
  legalForm: 'legal form',
} as const

const columns = Object.fromEntries(
  Object.entries(csvColumns).map(([key, heading]) => [key, [heading]]),
) as Record<keyof typeof csvColumns, string[]> satisfies ColumnNames

/** A sentence on the columns of a file that have none of our names: else what stands there is lost without a word. */
export function unusedColumns(header: readonly string[]): string[] {
  const unused = unknownColumns(header, columns).map((name) => `“${name.slice(0, 40)}”`)
  if (unused.length === 0) return []
  const more = unused.length > 10 ? ` and ${unused.length - 10} more` : ''
  return [`These columns are not used: ${unused.slice(0, 10).join(', ')}${more}.`]
}

export type SectorChoice = { code: string; name: string }

/** Reads the rows of a file with our own columns. */
export function csvReader(
  header: readonly string[],
  area: Area | null,
  sectors: readonly SectorChoice[],
) {
  const at = columnsByName(header, columns, ['name', 'sector'])
  return function* read(row: CsvRow): Generator<ReadLine> {
    const cell = (column: keyof typeof csvColumns): string => row.cells[at[column] ?? -1] ?? ''
    if (!liesIn(area, { postcode: cell('postcode') })) return void (yield { kind: 'elsewhere' })
    const openedOn = readDate(cell('opened'), 'day it opened')
    const closedOn = readDate(cell('closed'), 'day it closed')
    yield {
      kind: 'organisation',
      organisation: {
        line: row.line,
        part: 0,
        name: readName(cell('name')),
        sectorCode: sectorOf(cell('sector'), sectors),
        legalForm: readText(cell('legalForm'), 'legal form', 100),
        postcode: readPostcode(cell('postcode')),
        place: readText(cell('place'), 'place', 200),
        openedOn,
        closedOn,
        codes: listOf(cell('codes')).map(codeOf),
        parent: parentOf(cell('parent')),
        domains: listOf(cell('domains')).map(ownDomain),
      },
    }
  }
}

const listOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[;,\n]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

function sectorOf(typed: string, sectors: readonly SectorChoice[]): string {
  const wanted = typed.trim().toLowerCase()
  const sector = sectors.find(({ code, name }) => code === wanted || name.toLowerCase() === wanted)
  if (sector) return sector.code
  const known = sectors.map(({ code }) => code).join(', ')
  throw new LineRefusal(
    wanted === ''
      ? `It has no sector. There are: ${known}.`
      : `There is no sector “${typed.trim().slice(0, 40)}”. There are: ${known}.`,
  )
}

function codeOf(typed: string): string {
  const code = readCode(typed)
  if (!code) throw new LineRefusal(`“${typed.slice(0, 40)}” is no code. ${codeHint(typed)}.`)
  return writeCode(code)
}

function parentOf(typed: string): string | null {
  const code = readCode(typed)
  return code ? writeCode(code) : readText(typed, 'parent', 200)
}

function ownDomain(typed: string): string {
  const domain = domainOf(typed)
  const refusal = refuseDomain(domain)
  if (refusal === 'no-domain') throw new LineRefusal(`“${typed.slice(0, 40)}” is no email domain.`)
  if (refusal === 'shared')
    throw new LineRefusal(`${domain} is shared by many, so it cannot be the domain of one.`)
  return domain
}
