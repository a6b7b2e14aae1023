import { sql, type Generated, type RawBuilder } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    person_import: {
      id: Generated<string>
      file_name: string
      notes: string[]
      made_by: string | null
      made_at: Date
      invites: Generated<boolean>
      started_by: string | null
      started_at: Date | null
      finished_at: Date | null
      duplicates: number | null
      counts: Generated<unknown>
    }
    person_import_line: {
      import_id: string
      line: number
      outcome: LineOutcome
      reason: string | null
      name: string | null
      email: string | null
      organisation: string | null
      organisation_id: string | null
      job_title: string | null
      job_role_code: string | null
      line_manager_name: string | null
      line_manager_email: string | null
      person_id: string | null
      changes: Generated<string[]>
      done_at: Date | null
      left_out: string | null
    }
  }
}

/** What comes of a line. */
export type LineOutcome = 'new' | 'change' | 'unchanged' | 'refused'

export type ImportCounts = Record<LineOutcome, number>

export type PersonImport = {
  id: string
  fileName: string
  notes: string[]
  madeAt: Date
  invites: boolean
  startedBy: string | null
  startedAt: Date | null
  finishedAt: Date | null
  duplicates: number | null
  counts: ImportCounts
  /** Lines that are done, and those that were left out in the end. Once finished, they no longer stand in the counts. */
  done: number
  leftOut: number
}

/** A line to keep, before it is compared with who is known. */
export type StagedLine = {
  line: number
  reason: string | null
  name: string | null
  email: string | null
  organisation: string | null
  organisationId: string | null
  jobTitle: string | null
  jobRoleCode: string | null
  managerName: string | null
  managerEmail: string | null
}

/** Begins an import of people. Gives its id. */
export async function insertImport(
  database: Database,
  made: { fileName: string; notes: string[]; by: string | null; now: Date },
): Promise<string> {
  const { id } = await database
    .insertInto('person_import')
    .values({
      file_name: made.fileName,
      notes: sql<string[]>`${made.notes}::text[]` as never,
      made_by: made.by,
      made_at: made.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps the lines of an import: to be looked up, or refused where they have a reason. */
export async function insertLines(
  database: Database,
  importId: string,
  lines: readonly StagedLine[],
): Promise<void> {
  await sql`
    insert into person_import_line (import_id, line, outcome, reason, name, email, organisation, organisation_id,
      job_title, job_role_code, line_manager_name, line_manager_email)
    select ${importId}, line, case when reason is null then 'new' else 'refused' end, reason, name, email,
      organisation, "organisationId", "jobTitle", "jobRoleCode", "managerName", "managerEmail"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as staged (line int, reason text, name text, email text,
      organisation text, "organisationId" uuid, "jobTitle" text, "jobRoleCode" text, "managerName" text,
      "managerEmail" text)`.execute(database)
}

/** Says of each line that was not refused what would come of it, as the register is now. */
export async function assessLines(
  database: Database,
  importId: string,
  today: string,
): Promise<void> {
  // The planner has to know of thousands of new lines: by what it knew before, it would read all of them for each.
  await sql`analyze person_import_line`.execute(database)
  await sql`
    update person_import_line kept
    set outcome = assessed.outcome, reason = assessed.reason, changes = assessed.changes, person_id = assessed.person_id
    from (${assessment(importId, today)}) assessed
    where kept.import_id = ${importId} and kept.line = assessed.line and kept.outcome <> 'refused'`.execute(
    database,
  )
}

/** Of each line: whom it is about, and what it would change. What is empty in the file stays as it is. */
export function assessment(
  importId: string,
  today: string,
  lines?: readonly number[],
): RawBuilder<unknown> {
  const only = lines ? sql`and given.line = any (${[...lines]}::int[])` : sql``
  return sql`
    select line, person_id, changes, reason,
      case when reason is not null then 'refused' when person_id is null then 'new'
        when cardinality(changes) > 0 then 'change' else 'unchanged' end as outcome
    from (
      select given.line, person.id as person_id,
        array_remove(array[
          case when person.id is not null and given.name <> person.name then 'name' end,
          case when person.id is not null and given.organisation_id is not null
            and given.organisation_id is distinct from main.organisation_id then 'organisation' end,
          case when main.id is not null and (given.job_title <> coalesce(main.job_title, '')
            or given.job_role_code <> coalesce(main.job_role_code, '')) then 'job' end,
          case when main.id is not null and (given.line_manager_name <> coalesce(main.line_manager_name, '')
            or address_form(given.line_manager_email) <> address_form(coalesce(main.line_manager_email, ''))) then 'line manager' end
        ], null) as changes,
        case
          when person.merged_into_id is not null
            then 'This address is of a record that was merged into another. Use the address of that one.'
          when person.left_at is not null
            then 'This person has left. Open their record and say that they are back, or leave the line out.'
          when given.organisation_id is null and main.id is null
            and coalesce(given.job_title, given.job_role_code, given.line_manager_name) is not null
            then 'Give the organisation too: what somebody does belongs to where they do it.'
          when exists (select from affiliation other
            where other.person_id = person.id and other.organisation_id = given.organisation_id and not other.is_main
              and (other.valid_to is null or other.valid_to > ${today}::date))
            then 'This person works there already beside their main employer. Change their record by itself.'
        end as reason
      from person_import_line given
      left join person on address_form(person.email) = address_form(given.email)
      left join affiliation main on main.person_id = person.id and main.is_main and main.valid_to is null
      where given.import_id = ${importId} and given.outcome <> 'refused' ${only}
    ) compared`
}

/** Counts what came of the lines, and keeps that with the import. */
export async function countLines(database: Database, importId: string): Promise<ImportCounts> {
  const { rows } = await sql<ImportCounts>`
    select count(*) filter (where outcome = 'new')::int as new,
      count(*) filter (where outcome = 'change')::int as change,
      count(*) filter (where outcome = 'unchanged')::int as unchanged,
      count(*) filter (where outcome = 'refused')::int as refused
    from person_import_line where import_id = ${importId}`.execute(database)
  const counts = rows[0]!
  await database
    .updateTable('person_import')
    .set({ counts: JSON.stringify(counts) })
    .where('id', '=', importId)
    .execute()
  return counts
}

/** One import with how far it is, or null. */
export async function findImport(database: Database, id: string): Promise<PersonImport | null> {
  const [found] = await listImports(database, { id, limit: 1 })
  return found ?? null
}

/** Imports, the newest first. */
export async function listImports(
  database: Database,
  { id, limit }: { id?: string; limit: number },
): Promise<PersonImport[]> {
  const { rows } = await sql<PersonImport>`
    select id, file_name as "fileName", notes, made_at as "madeAt", invites, started_by as "startedBy",
      started_at as "startedAt", finished_at as "finishedAt", duplicates, counts,
      (select count(*) from person_import_line where import_id = person_import.id and done_at is not null) as done,
      coalesce((counts ->> 'leftOut')::int, (select count(*)::int from person_import_line
        where import_id = person_import.id and left_out is not null)) as "leftOut"
    from person_import ${id ? sql`where id = ${id}` : sql``}
    order by made_at desc, id limit ${limit}`.execute(database)
  return rows
}

export type ImportLine = {
  line: number
  name: string | null
  email: string | null
  organisation: string | null
  reason: string | null
  changes: string[]
  /** What the register says of the person now, where it knows them. */
  currentName: string | null
  currentOrganisation: string | null
}

/** Lines of one outcome in their order; `left-out` are those that were not done in the end, and only there. */
export async function listLines(
  database: Database,
  importId: string,
  outcome: LineOutcome | 'left-out',
  { limit, today }: { limit: number; today: string },
): Promise<ImportLine[]> {
  return database
    .selectFrom('person_import_line as given')
    .leftJoin('person', 'person.id', 'given.person_id')
    .leftJoin('affiliation as main', (join) =>
      join
        .onRef('main.person_id', '=', 'given.person_id')
        .on('main.is_main', '=', true)
        .on('main.valid_to', 'is', null),
    )
    .select(['line', 'given.name', 'given.email', 'organisation', 'changes'])
    .select((is) => is.fn.coalesce('left_out', 'reason').as('reason'))
    .select('person.name as currentName')
    .select(
      sql<string | null>`organisation_name_on(main.organisation_id, ${today}::date)`.as(
        'currentOrganisation',
      ),
    )
    .where('import_id', '=', importId)
    .$if(outcome === 'left-out', (query) => query.where('left_out', 'is not', null))
    .$if(outcome !== 'left-out', (query) =>
      query.where('left_out', 'is', null).where('outcome', '=', outcome as LineOutcome),
    )
    .orderBy('line')
    .limit(limit)
    .execute()
}

/** Somebody says that it is to be done. False when it has begun already. */
export async function startImport(
  transaction: DatabaseTransaction,
  importId: string,
  start: { by: string | null; invites: boolean; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('person_import')
    .set({ started_by: start.by, started_at: start.now, invites: start.invites })
    .where('id', '=', importId)
    .where('started_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Forgets one that has not begun. */
export async function deleteImport(database: Database, importId: string): Promise<void> {
  await database
    .deleteFrom('person_import')
    .where('id', '=', importId)
    .where('started_at', 'is', null)
    .execute()
}

/** What was read goes a week after it was done, or checked and left; the counts of what was done stay. */
export async function removeOldLines(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 7 * 24 * 3600_000)
  await sql`delete from person_import where started_at is null and made_at < ${before}`.execute(
    database,
  )
  await sql`
    delete from person_import_line where import_id in (
      select id from person_import where finished_at < ${before})`.execute(database)
}

/** Keeps the counts of what was done in the end, as the lines go. False when another worker was quicker. */
export async function finishImport(
  transaction: DatabaseTransaction,
  importId: string,
  duplicates: number,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('person_import')
    .set({
      finished_at: now,
      duplicates,
      counts: sql`counts || (
        select jsonb_build_object('leftOut', count(*),
          'new', (counts ->> 'new')::int - count(*) filter (where outcome = 'new'),
          'change', (counts ->> 'change')::int - count(*) filter (where outcome = 'change'))
        from person_import_line where import_id = ${importId} and left_out is not null)`,
    })
    .where('id', '=', importId)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
