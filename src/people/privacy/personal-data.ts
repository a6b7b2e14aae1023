import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { PersonalRecord } from '../personal-records.ts'
import { countRecords, readColumns } from './personal-data-queries.ts'

/** Whose data it is. An address counts as theirs only where they have proved it. */
export type DataSubject = { id: string; name: string; email: string; emailIsProved: boolean }

/** One record, flat: by the machine-readable names of `fields`. */
export type PersonalRow = Record<string, string | number | boolean | Date | null>

/** A kind of record about a person, as their copy of it shows it. */
export type PersonalSection = {
  /** Stable: the name in the file. */
  key: string
  title: string
  /** Why it is kept, in plain words. */
  why: string
  /** Names in the file, with what people call them. */
  fields: Record<string, string>
  /** The columns of the register that this reads, as `table.column`. */
  covers: readonly string[]
  /** Nothing of anybody else, and no secret. */
  read: (database: Database, subject: DataSubject) => Promise<PersonalRow[]>
}

/** What a slice does for the rights of people beyond its columns in the register. */
export type SliceData = {
  sections: PersonalSection[]
  /**
   * Columns of the register, as `table.column`, whose rows can be shown as they are: by these columns with their titles.
   * Never a hash or a key, and nothing about somebody else.
   */
  columns?: Record<string, { why: string; fields: Record<string, string> }>
  erasing?: SliceErasing[]
  /** What somebody still holds here, for whoever marks them as a leaver: "Courses they are on". */
  stillHeld?: (
    database: Database,
    personId: string,
  ) => Promise<{ title: string; entries: number }[]>
}

/** What an erasure takes out that no column of the register names: an address without an account, words in a text. */
export type SliceErasing = {
  /** What happens, for the person: "Your subscription to the bulletin ends". */
  title: string
  count: (database: Database, subject: DataSubject) => Promise<number>
  erase: (transaction: DatabaseTransaction, subject: DataSubject, now: Date) => Promise<void>
}

/** Everything that is kept of people: the register and what the slices say. Put together in app.ts. */
export type PersonalData = { records: readonly PersonalRecord[]; slices: readonly SliceData[] }

export type ReadSection = Pick<PersonalSection, 'key' | 'title' | 'why' | 'fields'> & {
  rows: PersonalRow[]
}

/** Records of a person that neither a reader nor the register's own columns would show. */
export function findUnreadRecords({ records, slices }: PersonalData): string[] {
  const covered = coveredColumns(slices)
  const shown = shownColumns(slices)
  return records
    .filter(({ kind }) => kind === 'own')
    .map(({ table, column }) => `${table}.${column}`)
    .filter((column) => !covered.has(column) && !shown[column])
}

/** Everything about a person, section by section; empty ones too, as that nothing is kept is an answer as well. */
export async function readPersonalData(
  database: Database,
  data: PersonalData,
  subject: DataSubject,
): Promise<ReadSection[]> {
  const covered = coveredColumns(data.slices)
  const open = data.records.filter(({ table, column }) => !covered.has(`${table}.${column}`))
  const sections: ReadSection[] = []
  for (const section of data.slices.flatMap(({ sections: own }) => own))
    sections.push({ ...described(section), rows: await section.read(database, subject) })
  const shown = shownColumns(data.slices)
  for (const record of open.filter(({ kind }) => kind === 'own')) {
    const columns = shown[`${record.table}.${record.column}`] ?? { why: '', fields: {} }
    sections.push(await readRecord(database, record, columns, subject))
  }
  return [...sections, await readTraces(database, open, subject)]
}

function described({ key, title, why, fields }: PersonalSection) {
  return { key, title, why, fields }
}

function coveredColumns(slices: readonly SliceData[]): Set<string> {
  return new Set(slices.flatMap(({ sections }) => sections.flatMap(({ covers }) => covers)))
}

function shownColumns(slices: readonly SliceData[]): NonNullable<SliceData['columns']> {
  return Object.assign({}, ...slices.map(({ columns }) => columns))
}

/** A table of the register read by the columns that it lends. */
async function readRecord(
  database: Database,
  record: PersonalRecord,
  { why, fields }: { why: string; fields: Record<string, string> },
  subject: DataSubject,
): Promise<ReadSection> {
  const rows = await readColumns(database, record, Object.keys(fields), subject.id)
  return {
    key: keyOf(record),
    title: record.title,
    why,
    fields,
    rows,
  }
}

/** `former-name`; with the column where a table names people in several. */
export function keyOf({ table, column }: Pick<PersonalRecord, 'table' | 'column'>): string {
  const name = column === 'person_id' ? table : `${table}_${column}`
  return name.replaceAll('_', '-')
}

async function readTraces(
  database: Database,
  records: readonly PersonalRecord[],
  subject: DataSubject,
): Promise<ReadSection> {
  const rows: PersonalRow[] = []
  for (const record of records.filter(({ kind }) => kind === 'trace')) {
    const entries = await countRecords(database, record, subject.id)
    if (entries > 0) rows.push({ what: record.title, entries })
  }
  return {
    key: 'traces',
    title: 'Where you stand as who did something',
    why: 'So that it can be told who decided what. What it was done to may be about other people, so only the number is given.',
    fields: { what: 'What', entries: 'How many' },
    rows,
  }
}
