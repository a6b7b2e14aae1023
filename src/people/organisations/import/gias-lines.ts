import { dayAfter } from '../../../platform/calendar-days.ts'
import type { CsvRow } from '../../../platform/csv-rows.ts'
import { columnsByName, type ColumnNames } from './register-columns.ts'
import { liesIn, type Area } from './register-area.ts'
import {
  codeText,
  readDate,
  readName,
  readPostcode,
  readText,
  LineRefusal,
  type ReadLine,
  type RegisterLine,
} from './register-line.ts'

/** `edubasealldata` of Get Information about Schools; columns by name, as it adds some every year. */
const columns = {
  urn: ['URN'],
  name: ['EstablishmentName'],
  type: ['TypeOfEstablishment (name)', 'TypeOfEstablishment'],
  status: ['EstablishmentStatus (name)', 'EstablishmentStatus'],
  openDate: ['OpenDate'],
  closeDate: ['CloseDate'],
  town: ['Town'],
  postcode: ['Postcode'],
  authorityCode: ['LA (code)'],
  authorityName: ['LA (name)', 'LA'],
  trustCode: ['Trusts (code)', 'TrustCode'],
  trustName: ['Trusts (name)', 'Trusts'],
  ukprn: ['UKPRN'],
} satisfies ColumnNames

const needed = ['urn', 'name', 'status', 'postcode'] as const

/** Types that are no schools or colleges. All others of this register are. */
const sectorOfType: Record<string, string> = {
  'local authority nursery school': 'early-years',
  "children's centre": 'early-years',
  "children's centre linked site": 'early-years',
  'secure units': 'youth-justice',
}

const open = new Set(['open', 'open, but proposed to close'])
const notOpenYet = new Set(['proposed to open', 'pending approval', 'rejected opening'])

/** Reads the rows of the file. `today`: what closed before is passed over later, where it is not in the register. */
export function giasReader(header: readonly string[], area: Area | null) {
  const at = columnsByName(header, columns, needed)
  const trusts = new Set<string>()
  return function* read(row: CsvRow): Generator<ReadLine> {
    const cell = (column: keyof typeof columns): string => row.cells[at[column] ?? -1] ?? ''
    const place = {
      postcode: cell('postcode'),
      authorityCode: cell('authorityCode'),
      authorityName: cell('authorityName'),
    }
    const status = cell('status').trim().toLowerCase()
    if (!liesIn(area, place) || notOpenYet.has(status)) return void (yield { kind: 'elsewhere' })
    const urn = cell('urn').trim()
    if (!/^\d{5,7}$/.test(urn))
      throw new LineRefusal(`The URN “${urn.slice(0, 20)}” is not a number of six digits.`)
    if (!open.has(status) && status !== 'closed')
      throw new LineRefusal(
        status === ''
          ? 'The file does not say whether it is open.'
          : `The status “${cell('status').trim().slice(0, 60)}” says neither that it is open nor that it is closed.`,
      )
    const trust = trustOf(cell('trustCode'), cell('trustName'), row.line)
    if (trust && !trusts.has(trust.codes[0]!)) {
      trusts.add(trust.codes[0]!)
      yield { kind: 'organisation', organisation: trust }
    }
    const type = readText(cell('type'), 'type', 100)
    const ukprn = cell('ukprn').trim()
    const lastDay = readDate(cell('closeDate'), 'close date')
    yield {
      kind: 'organisation',
      organisation: {
        line: row.line,
        part: 0,
        name: readName(cell('name')),
        sectorCode: sectorOfType[type?.toLowerCase() ?? ''] ?? 'education',
        legalForm: type,
        postcode: readPostcode(place.postcode),
        place: readText(cell('town'), 'town', 200),
        openedOn: readDate(cell('openDate'), 'open date'),
        // Registers give the last day; we keep the first one without.
        closedOn: lastDay && dayAfter(lastDay),
        closedWithoutDay: status === 'closed' && !lastDay,
        codes: [
          codeText('urn', urn),
          ...(/^1\d{7}$/.test(ukprn) ? [codeText('ukprn', ukprn)] : []),
        ],
        parent: trust?.codes[0] ?? null,
        domains: [],
      },
    }
  }
}

/** A trust stands in the lines of its schools only. */
function trustOf(code: string, name: string, line: number): RegisterLine | null {
  const number = code.trim()
  if (!/^\d{1,8}$/.test(number) || name.trim() === '') return null
  return {
    line,
    part: 1,
    name: readName(name),
    sectorCode: 'education',
    legalForm: 'Academy trust',
    postcode: null,
    place: null,
    openedOn: null,
    closedOn: null,
    codes: [codeText('local', `GIAS-TRUST-${number}`)],
    parent: null,
    domains: [],
  }
}
