import { dayAfter } from '../../../platform/calendar-days.ts'
import { FileRefusal, type CsvRow } from '../../../platform/csv-rows.ts'
import { liesIn, type Area } from './register-area.ts'
import {
  codeText,
  LineRefusal,
  readDate,
  readName,
  readPostcode,
  type ReadLine,
} from './register-line.ts'

/** The fixed columns of the files of the NHS Organisation Data Service, which have no heading line. */
const columns = {
  code: 0,
  name: 1,
  addressLines: [4, 5, 6, 7, 8],
  postcode: 9,
  openDate: 10,
  closeDate: 11,
  status: 12,
  parent: 14,
  setting: 25,
} as const

type Kind = { legalForm: string; sectorCode: string }
const health = (legalForm: string): Kind => ({ legalForm, sectorCode: 'health' })

/** Each file holds one kind. */
const kindOfFile: Record<string, Kind> = {
  epraccur: health('GP practice'),
  ebranchs: health('GP branch surgery'),
  etr: health('NHS trust'),
  ets: health('NHS trust site'),
  ect: health('Care trust'),
  ectsite: health('Care trust site'),
  eicb: health('Integrated care board'),
  edispensary: health('Pharmacy'),
  egdpprac: health('Dental practice'),
  eopthq: health('Optician'),
  eoptsite: health('Optician'),
  ephp: health('Independent health provider'),
  ephpsite: health('Independent health provider site'),
  ehospice: { legalForm: 'Hospice', sectorCode: 'vcfse' },
  ecarehomehq: { legalForm: 'Care home', sectorCode: 'other' },
  ecarehomesite: { legalForm: 'Care home', sectorCode: 'other' },
  eschools: { legalForm: 'School', sectorCode: 'education' },
  eprison: { legalForm: 'Prison', sectorCode: 'probation' },
  eauth: { legalForm: 'Local authority', sectorCode: 'council' },
}

/** What prescribes in the file of practices (epraccur) and is none; a practice is 4. */
const kindOfSetting: Record<string, Kind> = {
  0: health('Other prescriber'),
  1: health('Walk-in centre'),
  2: health('Out-of-hours service'),
  3: health('Walk-in centre and out-of-hours service'),
  8: health('Public health service'),
  9: health('Community health service'),
  10: health('Hospital service'),
  11: health('Optician'),
  12: health('Urgent and emergency care'),
  13: { legalForm: 'Hospice', sectorCode: 'vcfse' },
  14: { legalForm: 'Care home', sectorCode: 'other' },
  15: health('Border Force health service'),
  16: health('Young offender institution health service'),
  17: health('Secure training centre health service'),
  18: health('Secure children’s home health service'),
  19: health('Immigration removal centre health service'),
  20: health('Court health service'),
  21: health('Police custody health service'),
  22: health('Sexual assault referral centre'),
  24: health('Justice estate health service'),
  25: health('Prison health service'),
}

/** Where the file's name says nothing, the form of the code tells most kinds. */
const kindOfCode: [RegExp, Kind][] = [
  [/^R[A-Z0-9]{2}$/, health('NHS trust')],
  [/^R[A-Z0-9]{4}$/, health('NHS trust site')],
  [/^Q[A-Z0-9]{2}$/, health('Integrated care board')],
  [/^V\d{5}$/, health('Dental practice')],
  [/^F[A-Z0-9]{4}$/, health('Pharmacy')],
  [/^[A-HJ-PWY]\d{5}$/, health('GP practice')],
  [/^EE\d{6}$/, { legalForm: 'School', sectorCode: 'education' }],
]

/** Of the status of a practice. */
const [proposed, closed] = ['P', 'C']

/** Reads the rows of a file; `fileName` tells which kind it holds. */
export function odsReader(fileName: string, area: Area | null) {
  const ofFile = kindOfFile[/^[a-z]+/.exec(fileName.toLowerCase())?.[0] ?? '']
  return function* read(row: CsvRow): Generator<ReadLine> {
    const cell = (at: number): string => (row.cells[at] ?? '').trim()
    if (row.line === 1 && row.cells.length < 12)
      throw new FileRefusal(
        `The first line has ${row.cells.length} ${row.cells.length === 1 ? 'column' : 'columns'}. A file of the ODS has 12 or more, in a fixed order: download one of its predefined reports, such as epraccur, and not what a search found`,
      )
    // Some programs write a heading over these files.
    if (row.line === 1 && /^[a-z_ ]*code$/i.test(cell(columns.code))) return
    if (row.cells.length < 12)
      throw new LineRefusal(
        `It has ${row.cells.length} columns. A line of an ODS file has 12 or more.`,
      )
    const status = cell(columns.status).toUpperCase()
    if (!liesIn(area, { postcode: cell(columns.postcode) }) || status === proposed)
      return void (yield { kind: 'elsewhere' })
    const code = cell(columns.code).toUpperCase()
    if (!/^[A-Z0-9]{3,10}$/.test(code))
      throw new LineRefusal(`“${code.slice(0, 20)}” is no ODS code.`)
    const kind =
      (ofFile === kindOfFile['epraccur'] ? kindOfSetting[cell(columns.setting)] : undefined) ??
      ofFile ??
      kindOfCode.find(([form]) => form.test(code))?.[1] ??
      health('NHS organisation')
    const lastDay = readDate(cell(columns.closeDate), 'close date')
    const parent = cell(columns.parent).toUpperCase()
    const town = columns.addressLines.map(cell).filter(Boolean).at(-2)
    yield {
      kind: 'organisation',
      organisation: {
        line: row.line,
        part: 0,
        name: inSmallLetters(readName(cell(columns.name))),
        ...kind,
        postcode: readPostcode(cell(columns.postcode)),
        place: town ? inSmallLetters(town) : null,
        openedOn: readDate(cell(columns.openDate), 'open date'),
        // Registers give the last day; we keep the first one without.
        closedOn: lastDay && dayAfter(lastDay),
        closedWithoutDay: status === closed && !lastDay,
        codes: [codeText('ods', code)],
        parent: /^[A-Z0-9]{3,10}$/.test(parent) && parent !== code ? codeText('ods', parent) : null,
        domains: [],
      },
    }
  }
}

const small = new Set(['and', 'at', 'by', 'for', 'in', 'of', 'on', 'the', 'to', 'with'])
const capital = /^(nhs|gp|icb|ccg|uk|hmp|cic|ii|iii|iv|dr|st)$/

/** These files shout: "THE OLD SURGERY" is "The Old Surgery". What is not all capitals stays. */
export function inSmallLetters(name: string): string {
  if (name !== name.toUpperCase()) return name
  return name.toLowerCase().replace(/[\p{L}\p{N}’']+/gu, (word, at: number) => {
    if (capital.test(word)) return /^(dr|st)$/.test(word) ? begin(word) : word.toUpperCase()
    return at > 0 && small.has(word) ? word : begin(word)
  })
}

/** "O'NEIL" is O'Neil and "MCKAY" McKay. */
const begin = (word: string): string =>
  word.replace(/^((?:[od]['’]|mc)?)(\p{L}.*)$/u, (_, before: string, rest: string) =>
    before && rest.length > 1 ? initial(before) + initial(rest) : initial(word),
  )

const initial = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
