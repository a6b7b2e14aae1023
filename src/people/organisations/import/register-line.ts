import { writeCode, type Code } from '../code-queries.ts'

/** The registers that a file can come from. */
export const registerFormats = ['gias', 'ods', 'csv'] as const
export type RegisterFormat = (typeof registerFormats)[number]

export const formatNames: Record<RegisterFormat, string> = {
  gias: 'Schools: Get Information about Schools (GIAS)',
  ods: 'NHS: Organisation Data Service (ODS)',
  csv: 'A CSV file with our own columns',
}

/** An organisation as a line of a file tells it. */
export type RegisterLine = {
  line: number
  /** 0: the line itself. 1: the trust that a school's line names, which has no line of its own. */
  part: 0 | 1
  name: string
  sectorCode: string
  legalForm: string | null
  postcode: string | null
  place: string | null
  openedOn: string | null
  /** The first day on which it is no longer there. */
  closedOn: string | null
  /** It is closed, and its register does not say since when. */
  closedWithoutDay?: boolean
  codes: string[]
  /** The code (`urn:123456`) or the name of whom it belongs to. */
  parent: string | null
  domains: string[]
}

/** What came of a line of the file. */
export type ReadLine =
  | { kind: 'organisation'; organisation: RegisterLine }
  /** Of another place than the one that was asked for, or not open yet. */
  | { kind: 'elsewhere' }
  | { kind: 'refused'; line: number; name: string; reason: string }
  /** A sentence on what had to be assumed of the file. */
  | { kind: 'note'; note: string }

/** Thrown by whatever reads a cell; caught where the line is known. */
export class LineRefusal extends Error {
  override name = 'LineRefusal'
}

/** A code as forms and files write it: "urn:123456". */
export const codeText = (scheme: Code['scheme'], code: string): string =>
  writeCode({ scheme, code })

/** A name as it is kept, or why it cannot be one. */
export function readName(typed: string): string {
  const name = withoutGuard(typed).replace(/\s+/g, ' ').trim()
  if (name === '') throw new LineRefusal('It has no name.')
  if (name.length > 200) throw new LineRefusal('The name has more than 200 characters.')
  if (/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u.test(name))
    throw new LineRefusal('The name contains characters that cannot be seen.')
  if (!/[\p{L}\p{N}]/u.test(name)) throw new LineRefusal('The name has no letter.')
  if (name.startsWith('=') && !typed.startsWith("'"))
    throw new LineRefusal('The name begins like a formula of a spreadsheet.')
  return name
}

/** A short text, or null for none. */
export function readText(typed: string, what: string, most: number): string | null {
  const text = withoutGuard(typed)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (text.length > most) throw new LineRefusal(`The ${what} has more than ${most} characters.`)
  return text || null
}

/** Upper case with one space before the last three characters, or null for none. */
export function readPostcode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  if (code === '') return null
  if (!/^(GIR0AA|[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2})$/.test(code))
    throw new LineRefusal(`“${typed.trim().slice(0, 20)}” is not a UK postcode.`)
  return `${code.slice(0, -3)} ${code.slice(-3)}`
}

/** What we write before a formula so that a spreadsheet does not run it. */
function withoutGuard(typed: string): string {
  return /^'[=+\-@\t\r]/.test(typed) ? typed.slice(1) : typed
}

/** A date in one of the ways in which files write it, day first; null for none. */
export function readDate(typed: string, what: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  const [, year, month, day] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const [, first, second, last] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  if (year) return realDate(text, what, [year, month!, day!])
  if (!last)
    throw new LineRefusal(
      `The ${what} “${text.slice(0, 30)}” is not a date. Write it like 2020-09-01 or 01/09/2020.`,
    )
  if (Number(second) > 12 && Number(first) <= 12)
    throw new LineRefusal(
      `The ${what} “${text}” has the month first. Write the day first: ${second}/${first}/${last}.`,
    )
  return realDate(text, what, [last, second!, first!])
}

function realDate(
  text: string,
  what: string,
  [year, month, day]: [string, string, string],
): string {
  if (year < '1000' || year > '2999')
    throw new LineRefusal(`The ${what} “${text}” is not between the years 1000 and 2999.`)
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isReal =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day)
  if (!isReal) throw new LineRefusal(`The ${what} “${text}” is no day of the calendar.`)
  return date.toISOString().slice(0, 10)
}
