import { sql, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../../../platform/database.ts'
import type { RegisterFormat, RegisterLine } from './register-line.ts'

export type Outcome = 'new' | 'changed' | 'closed' | 'unchanged' | 'passed-over' | 'refused'
export type Outcomes = Record<Outcome, number>

type ImportState = 'checked' | 'confirmed' | 'done' | 'failed'

declare module '../../../platform/database.ts' {
  interface Tables {
    organisation_import: {
      id: Generated<string>
      file_name: string
      sha256: string
      format: RegisterFormat
      area: string
      read_by: string | null
      read_at: Date
      state: Generated<ImportState>
      unreadable: number
      elsewhere: number
      notes: Generated<string[]>
      confirmed_by: string | null
      done_at: Date | null
      outcomes: Outcomes | null
    }
    organisation_import_line: {
      import_id: string
      line: number
      part: number
      name: string
      sector_code: string
      legal_form: string | null
      postcode: string | null
      place: string | null
      opened_on: string | null
      closed_on: string | null
      closed_without_day: Generated<boolean>
      codes: string[]
      parent: string | null
      domains: string[]
      organisation_id: string | null
      parent_id: string | null
      parent_line: number | null
      parent_part: number | null
      outcome: Outcome | null
      changes: string[]
      reason: string | null
    }
  }
}

export type OrganisationImport = {
  id: string
  fileName: string
  sha256: string
  format: RegisterFormat
  area: string
  readBy: string | null
  readAt: Date
  state: ImportState
  unreadable: number
  elsewhere: number
  notes: string[]
  doneAt: Date | null
  outcomes: Outcomes | null
}

/** Begins an import; `setReading` tells what the file held. Gives its id. */
export async function insertImport(
  transaction: DatabaseTransaction,
  given: { fileName: string; format: RegisterFormat; area: string; by: string | null; now: Date },
): Promise<string> {
  const { id } = await transaction
    .insertInto('organisation_import')
    .values({
      file_name: given.fileName,
      sha256: '',
      format: given.format,
      area: given.area,
      read_by: given.by,
      read_at: given.now,
      unreadable: 0,
      elsewhere: 0,
      confirmed_by: null,
      done_at: null,
      outcomes: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What the file of an import held: its hash, how many lines cannot be read or lie outside the area, what was assumed. */
export async function setReading(
  transaction: DatabaseTransaction,
  id: string,
  reading: { sha256: string; unreadable: number; elsewhere: number; notes: string[] },
): Promise<void> {
  await transaction
    .updateTable('organisation_import')
    .set({
      sha256: reading.sha256,
      unreadable: reading.unreadable,
      elsewhere: reading.elsewhere,
      notes: sql<string[]>`${reading.notes}::text[]` as never,
    })
    .where('id', '=', id)
    .execute()
}

/** Keeps some lines of the file, all at once. */
export async function insertLines(
  transaction: DatabaseTransaction,
  importId: string,
  lines: readonly RegisterLine[],
): Promise<void> {
  if (lines.length === 0) return
  await sql`
    insert into organisation_import_line (import_id, line, part, name, sector_code, legal_form, postcode, place,
      opened_on, closed_on, closed_without_day, codes, parent, domains)
    select ${importId}::uuid, line, part, name, "sectorCode", "legalForm", postcode, place, "openedOn", "closedOn",
      coalesce("closedWithoutDay", false), codes, parent, domains
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as told (line int, part smallint, name text,
      "sectorCode" text, "legalForm" text, postcode text, place text, "openedOn" date, "closedOn" date,
      "closedWithoutDay" boolean, codes text[], parent text, domains text[])`.execute(transaction)
}

/** One import; `lock` makes a second confirmation wait for the first. */
export async function findImport(
  database: Database,
  id: string,
  options: { lock?: boolean } = {},
): Promise<OrganisationImport | null> {
  const row = await database
    .selectFrom('organisation_import')
    .selectAll()
    .where('id', '=', id)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst()
  return row ? importFrom(row) : null
}

/** The latest imports that were carried out or should have been, the newest first. */
export async function listImports(
  database: Database,
  limit: number,
): Promise<OrganisationImport[]> {
  const rows = await database
    .selectFrom('organisation_import')
    .selectAll()
    .where((is) =>
      is.or([is('state', 'in', ['confirmed', 'done']), is('confirmed_by', 'is not', null)]),
    )
    .orderBy('read_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(importFrom)
}

type ImportRow = {
  id: string
  file_name: string
  sha256: string
  format: RegisterFormat
  area: string
  read_by: string | null
  read_at: Date
  state: ImportState
  unreadable: number
  elsewhere: number
  notes: string[]
  done_at: Date | null
  outcomes: Outcomes | null
}

function importFrom(row: ImportRow): OrganisationImport {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    format: row.format,
    area: row.area,
    readBy: row.read_by,
    readAt: row.read_at,
    state: row.state,
    unreadable: row.unreadable,
    elsewhere: row.elsewhere,
    notes: row.notes,
    doneAt: row.done_at,
    outcomes: row.outcomes,
  }
}

/** Moves an import to a state, with who confirmed it, when it was done and what came of it. */
export async function setImportState(
  database: Database,
  id: string,
  state: { state: ImportState; by?: string | null; doneAt?: Date; outcomes?: Outcomes },
): Promise<void> {
  await database
    .updateTable('organisation_import')
    .set({
      state: state.state,
      ...(state.by === undefined ? {} : { confirmed_by: state.by }),
      ...(state.doneAt ? { done_at: state.doneAt } : {}),
      ...(state.outcomes ? { outcomes: JSON.stringify(state.outcomes) as never } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** Gives up imports that nobody confirmed in time. */
export async function failUnconfirmed(database: Database, readBefore: Date): Promise<void> {
  await database
    .updateTable('organisation_import')
    .set({ state: 'failed' })
    .where('state', '=', 'checked')
    .where('read_at', '<', readBefore)
    .execute()
}

/** How many lines came to what. */
export async function countOutcomes(database: Database, importId: string): Promise<Outcomes> {
  const rows = await database
    .selectFrom('organisation_import_line')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('lines')])
    .where('import_id', '=', importId)
    .groupBy('outcome')
    .execute()
  const none = { new: 0, changed: 0, closed: 0, unchanged: 0, 'passed-over': 0, refused: 0 }
  return Object.assign(none, Object.fromEntries(rows.map(({ outcome, lines }) => [outcome, lines])))
}

export type CheckedLine = {
  line: number
  name: string
  outcome: Outcome
  changes: string[]
  reason: string | null
  organisationId: string | null
}

/** The first lines that came to something, for a person to look over. */
export async function listCheckedLines(
  database: Database,
  importId: string,
  outcome: Outcome,
  limit: number,
): Promise<CheckedLine[]> {
  const rows = await database
    .selectFrom('organisation_import_line')
    .select(['line', 'name', 'changes', 'reason', 'organisation_id as organisationId'])
    .where('import_id', '=', importId)
    .where('outcome', '=', outcome)
    .orderBy('line')
    .orderBy('part')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, outcome }))
}

/** Lines are of no use once they have been carried out, or nobody confirmed them within a week. */
export async function removeLines(
  database: Database,
  which: { importId: string } | { readBefore: Date },
): Promise<void> {
  await database
    .deleteFrom('organisation_import_line')
    .where('import_id', 'in', (is) =>
      is
        .selectFrom('organisation_import')
        .select('id')
        .where((where) =>
          'importId' in which
            ? where('id', '=', which.importId)
            : where('read_at', '<', which.readBefore),
        ),
    )
    .execute()
}
