import { isSameAddress } from '../../platform/email-address.ts'
import { FileRefusal, type CsvRow } from '../../platform/csv-rows.ts'
import { personName } from '../person-forms.ts'
import { reachableEmail, workEmail } from '../work-email.ts'

/** More people come in several files: a page that names every line stays readable, and a check takes seconds. */
export const mostLines = 50_000

/** A line as it was understood, or with the reason for which it is refused. */
export type PersonLine = {
  line: number
  name: string | null
  email: string | null
  /** As the file says it. */
  organisation: string | null
  organisationCode: string | null
  sector: string | null
  jobTitle: string | null
  jobRole: string | null
  managerName: string | null
  managerEmail: string | null
  reason: string | null
}

type Column = Exclude<keyof PersonLine, 'line' | 'reason'> | 'firstName' | 'lastName'

/** Headings that mean each column; case, spaces and hyphens do not matter. */
export const headings: Record<Column, string[]> = {
  name: ['name', 'full name', 'employee name'],
  firstName: ['first name', 'forename', 'given name'],
  lastName: ['last name', 'surname', 'family name'],
  email: ['email', 'email address', 'work email', 'work email address'],
  organisation: [
    'organisation',
    'organization',
    'organisation name',
    'employer',
    'school',
    'agency',
  ],
  organisationCode: ['organisation code', 'code', 'urn', 'ods', 'ods code', 'ukprn'],
  sector: ['sector', 'agency sector'],
  jobTitle: ['job title', 'job', 'position', 'post'],
  jobRole: ['job role', 'role', 'what they do'],
  managerName: ['manager', 'line manager', 'manager name', 'line manager name'],
  managerEmail: [
    'manager email',
    'line manager email',
    'manager email address',
    'line manager email address',
  ],
}

const plain = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll('e-mail', 'email')
    .replace(/[\s_-]+/g, ' ')
    .trim()

export type Columns = { at: Map<number, Column>; unknown: string[] }

/** Which column is which. Refuses a file whose first line does not say. */
export function columnsOf(heading: CsvRow): Columns {
  const known = new Map(
    Object.entries(headings).flatMap(([column, names]) =>
      names.map((name) => [name, column as Column]),
    ),
  )
  const at = new Map<number, Column>()
  const unknown: string[] = []
  for (const [index, cell] of heading.cells.entries()) {
    const column = known.get(plain(cell))
    if (!column) {
      if (cell.trim()) unknown.push(cell.trim().slice(0, 60))
    } else if ([...at.values()].includes(column)) {
      throw new FileRefusal(`Two columns are called “${cell.trim().slice(0, 60)}”. Leave one`)
    } else at.set(index, column)
  }
  const has = (column: Column): boolean => [...at.values()].includes(column)
  if (!has('email') || !(has('name') || (has('firstName') && has('lastName'))))
    throw new FileRefusal(
      'The first line must name the columns, with “Name” and “Email address” among them',
    )
  return { at, unknown }
}

const ownEmail = workEmail()

/** Reads one line by the rules of the forms. */
export function readLine(row: CsvRow, columns: Columns): PersonLine {
  const cell = cellsOf(row, columns)
  const whole = cell.name ?? ([cell.firstName, cell.lastName].filter(Boolean).join(' ') || null)
  const problems: string[] = []
  const name = read(personName, whole ?? '', problems)
  const email = read(ownEmail, cell.email ?? '', problems)
  const managerName = cell.managerName
    ? read(personName, cell.managerName, problems, 'Line manager: ')
    : null
  const managerEmail = cell.managerEmail
    ? read(reachableEmail, cell.managerEmail, problems, 'Line manager: ')
    : null
  if (managerEmail && !cell.managerName) problems.push('Give the name of the line manager too')
  if (managerEmail && email && isSameAddress(managerEmail, email))
    problems.push('The line manager has the address of the person')
  if ((cell.jobTitle ?? '').length > 200)
    problems.push('Use a job title of 200 characters or fewer')
  return {
    line: row.line,
    name: name ?? shortened(whole),
    email: email ?? shortened(cell.email),
    organisation: shortened(cell.organisation),
    organisationCode: shortened(cell.organisationCode),
    sector: shortened(cell.sector),
    jobTitle: shortened(cell.jobTitle),
    jobRole: shortened(cell.jobRole),
    managerName,
    managerEmail,
    reason: problems.length > 0 ? problems.map((problem) => `${problem}.`).join(' ') : null,
  }
}

type Cells = Partial<Record<Column, string | null>>

function cellsOf(row: CsvRow, columns: Columns): Cells {
  const cells: Cells = {}
  for (const [index, column] of columns.at)
    // A file that came out of here marks what could be a formula with an apostrophe.
    cells[column] =
      (row.cells[index] ?? '')
        .replace(/^'(?=[=+\-@])/, '')
        .replace(/\s+/g, ' ')
        .trim() || null
  return cells
}

const shortened = (words: string | null | undefined): string | null => words?.slice(0, 200) || null

type Rule<Value> = {
  safeParse: (
    typed: string,
  ) => { success: true; data: Value } | { success: false; error: { issues: { message: string }[] } }
}

function read<Value>(
  rule: Rule<Value>,
  typed: string,
  problems: string[],
  about = '',
): Value | null {
  const parsed = rule.safeParse(typed)
  if (parsed.success) return parsed.data
  problems.push(`${about}${parsed.error.issues[0]?.message ?? 'This cannot be read'}`)
  return null
}
