import { sql, type Generated } from 'kysely'
import type { Database } from './database.ts'

interface AuditEntryTable {
  number: Generated<number>
  at: Generated<Date>
  person_id: string | null
  action: string
  subject_kind: string
  subject_id: string | null
  details: Generated<unknown>
  previous_hash: Generated<Buffer>
  hash: Generated<Buffer>
}

declare module './database.ts' {
  interface Tables {
    audit_entry: AuditEntryTable
  }
}

export type AuditEntry = {
  /** Past tense with its noun: `campaign.published`. */
  action: string
  /** Who did it; null for the system and the operator's command line. */
  by: string | null
  subject: { kind: string; id: string | null }
  details?: Record<string, unknown>
}

/** Writes one entry. Give the transaction of the change itself. The table's trigger chains it by SHA-256 to the one before. */
export async function audit(database: Database, entry: AuditEntry): Promise<void> {
  await database
    .insertInto('audit_entry')
    .values({
      action: entry.action,
      person_id: entry.by,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute()
}

/** One entry for each of many subjects, in their order; what was done was the same. */
export async function auditEach(
  database: Database,
  entry: Omit<AuditEntry, 'subject'> & { subjectKind: string },
  subjectIds: readonly string[],
): Promise<void> {
  await sql`
    insert into audit_entry (action, person_id, subject_kind, subject_id, details)
    select ${entry.action}, ${entry.by}::uuid, ${entry.subjectKind}, id, ${JSON.stringify(entry.details ?? {})}::jsonb
    from unnest(${[...subjectIds]}::text[]) with ordinality as subject (id, position) order by position`.execute(
    database,
  )
}

/** Many entries of one change. Give the transaction last of all: until it ends, nobody else's entry can be written. */
export async function auditAll(database: Database, entries: readonly AuditEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += 1000)
    await database
      .insertInto('audit_entry')
      .values(
        entries.slice(at, at + 1000).map((entry) => ({
          action: entry.action,
          person_id: entry.by,
          subject_kind: entry.subject.kind,
          subject_id: entry.subject.id,
          details: JSON.stringify(entry.details ?? {}),
        })),
      )
      .execute()
}

/** Walks the whole chain in the database. Returns the number of the first entry that was changed or follows a gap, or null when all is whole. */
export async function firstBrokenAuditEntry(database: Database): Promise<number | null> {
  const { rows } = await sql<{ number: number }>`
    select number from (
      select number, hash, previous_hash,
        lag(hash, 1, '\\x'::bytea) over (order by number) as expected_previous,
        audit_entry_hash(audit_entry.*) as expected_hash,
        number - lag(number, 1, 0::bigint) over (order by number) as step
      from audit_entry
    ) chained
    where previous_hash <> expected_previous or hash <> expected_hash or step <> 1
    order by number limit 1`.execute(database)
  return rows[0]?.number ?? null
}

export type AuditFilter = {
  /** Done by one of these people. */
  by?: readonly string[] | undefined
  /** About things of this kind, or about one of them. */
  subjectKind?: string | undefined
  subjectId?: string | undefined
  from?: Date | undefined
  /** Up to but not including. */
  until?: Date | undefined
  /** Entries before this number, for the next page. */
  before?: number | undefined
}

export type RecordedEntry = {
  number: number
  at: Date
  action: string
  by: string | null
  subject: { kind: string; id: string | null }
  details: Record<string, unknown>
}

/** Entries, the newest first. */
export async function listAuditEntries(
  database: Database,
  filter: AuditFilter,
  limit: number,
): Promise<RecordedEntry[]> {
  const rows = await database
    .selectFrom('audit_entry')
    .select(['number', 'at', 'action', 'person_id', 'subject_kind', 'subject_id', 'details'])
    .$if(filter.by !== undefined, (query) =>
      filter.by!.length === 0
        ? query.where(sql<boolean>`false`)
        : query.where('person_id', 'in', [...filter.by!]),
    )
    .$if(Boolean(filter.subjectKind), (query) =>
      query.where('subject_kind', '=', filter.subjectKind!),
    )
    .$if(Boolean(filter.subjectId), (query) => query.where('subject_id', '=', filter.subjectId!))
    .$if(Boolean(filter.from), (query) => query.where('at', '>=', filter.from!))
    .$if(Boolean(filter.until), (query) => query.where('at', '<', filter.until!))
    .$if(filter.before !== undefined, (query) => query.where('number', '<', filter.before!))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    at: row.at,
    action: row.action,
    by: row.person_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    details: (row.details ?? {}) as Record<string, unknown>,
  }))
}

/** What kinds of things the log is about. */
export async function listAuditSubjectKinds(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('audit_entry')
    .select('subject_kind')
    .distinct()
    .orderBy('subject_kind')
    .execute()
  return rows.map((row) => row.subject_kind)
}

/** How many entries there are. */
export async function countAuditEntries(database: Database): Promise<number> {
  const { entries } = await database
    .selectFrom('audit_entry')
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .executeTakeFirstOrThrow()
  return entries
}
