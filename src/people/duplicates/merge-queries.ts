import { sql, type Generated } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

/**
 * The one place that writes to tables of every slice. A merge has to take along whatever any of them keeps of a person;
 * if each slice did so by itself, the next one would forget. So the tables and columns come from the lists of personal
 * records, which a test compares with the database, and nothing here knows what a row means: rows are named by their
 * primary key, values are read and written as jsonb. What needs to be understood is asked of its slice beforehand.
 */

/** A row's primary key. */
export type RowKey = Record<string, unknown>
export type MovedRow = { table: string; column: string; key: RowKey }
/** Values of one row that are changed together. */
export type WantedChange = { table: string; key: RowKey; after: Record<string, unknown> }
export type ChangedRow = WantedChange & { before: Record<string, unknown> }

/** What a merge is remembered by. */
export type MergeRecord = { moved: MovedRow[]; changed: ChangedRow[] }

export type MergeTold = {
  /** What went with it, as the list of personal records calls it, and how many rows. */
  moves: { title: string; count: number }[]
  /** What cannot go, because the kept record has the same. */
  stays: { title: string; count: number }[]
  sentences: string[]
}

declare module '../../platform/database.ts' {
  interface Tables {
    person_merge: {
      id: Generated<string>
      number: Generated<number>
      kept_id: string
      merged_id: string
      merged_by: string
      merged_at: Date
      moved: unknown
      changed: unknown
      told: unknown
      undone_at: Date | null
      undone_by: string | null
    }
  }
}

/** Gives every row that names one person in a column to another. A row that the other has alike stays behind. */
export async function moveRows(
  transaction: DatabaseTransaction,
  where: { table: string; column: string },
  ids: { from: string; to: string; except?: readonly RowKey[] },
): Promise<{ moved: RowKey[]; stayed: RowKey[] }> {
  const { table, column } = where
  const key = await keyOf(transaction, table)
  const held = (ids.except ?? []).map((row) => JSON.stringify(row))
  const all = await sql<{ key: RowKey }>`
    select ${key} as key from ${sql.table(table)} as of_row where ${sql.ref(column)} = ${ids.from} for update`.execute(
    transaction,
  )
  const rows = all.rows.map((row) => row.key)
  const wanted = rows.filter((row) => !held.includes(JSON.stringify(row)))
  const stayed = rows.filter((row) => held.includes(JSON.stringify(row)))
  if (wanted.length === 0) return { moved: [], stayed }
  const together = await giveRows(transaction, where, { ...ids, keys: wanted })
  if (together) return { moved: together, stayed }
  const moved: RowKey[] = []
  for (const row of wanted) {
    const given = await giveRows(transaction, where, { ...ids, keys: [row] })
    if (given) moved.push(...given)
    else stayed.push(row)
  }
  return { moved, stayed }
}

/**
 * Gives rows from one person to another where they still are the first one's. Null, and nothing done, where a rule of
 * the table refuses it.
 */
export async function giveRows(
  transaction: DatabaseTransaction,
  { table, column }: { table: string; column: string },
  { from, to, keys }: { from: string; to: string; keys: readonly RowKey[] },
): Promise<RowKey[] | null> {
  const columns = await keyColumnsOf(transaction, table)
  const key = await keyOf(transaction, table)
  return unlessRefused(transaction, async () => {
    const { rows } = await sql<{ key: RowKey }>`
      update ${sql.table(table)} as of_row set ${sql.ref(column)} = ${to}
      from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(keys)}::jsonb) as wanted
      where ${sql.join(
        columns.map((each) => sql`of_row.${sql.ref(each)} = wanted.${sql.ref(each)}`),
        sql` and `,
      )} and of_row.${sql.ref(column)} = ${from}
      returning ${key} as key`.execute(transaction)
    return rows.map((row) => row.key)
  })
}

/** Changes values of one row. Gives what they were; null where they were so already or the row is gone. */
export async function changeRow(
  transaction: DatabaseTransaction,
  { table, key, after }: WantedChange,
): Promise<ChangedRow | null> {
  const before = await valuesOf(transaction, table, key, Object.keys(after))
  if (!before || sameValues(before, after)) return null
  await setValues(transaction, table, key, after)
  const now = await valuesOf(transaction, table, key, Object.keys(after))
  // As the database says them, which is how an undo compares them.
  return { table, key, before, after: now! }
}

/** Puts values back where they are still those that were set. `kept` where they were changed since, or a rule refuses. */
export async function restoreRow(
  transaction: DatabaseTransaction,
  { table, key, before, after }: ChangedRow,
): Promise<'restored' | 'kept' | 'refused'> {
  const now = await valuesOf(transaction, table, key, Object.keys(after))
  // An address and its proof go together, also where it was proved since.
  const compared = 'email' in after ? { email: after['email'] } : after
  if (!now || !sameValues(now, compared)) return 'kept'
  const done = await unlessRefused(transaction, () => setValues(transaction, table, key, before))
  return done === null ? 'refused' : 'restored'
}

/** Values of one row as jsonb; null where it is gone. */
export async function valuesOf(
  database: Database,
  table: string,
  key: RowKey,
  columns: string[],
): Promise<Record<string, unknown> | null> {
  const { rows } = await sql<{ values: Record<string, unknown> }>`
    select jsonb_build_object(${sql.join(columns.flatMap((each) => [sql.lit(each), sql`of_row.${sql.ref(each)}`]))}) as values
    from ${sql.table(table)} as of_row, jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(key)}::jsonb) as wanted
    where ${sql.join(
      Object.keys(key).map((each) => sql`of_row.${sql.ref(each)} = wanted.${sql.ref(each)}`),
      sql` and `,
    )}`.execute(database)
  return rows[0]?.values ?? null
}

async function setValues(
  transaction: DatabaseTransaction,
  table: string,
  key: RowKey,
  values: Record<string, unknown>,
): Promise<true> {
  await sql`
    update ${sql.table(table)} as of_row
    set ${sql.join(Object.keys(values).map((each) => sql`${sql.ref(each)} = given.${sql.ref(each)}`))}
    from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify({ ...values })}::jsonb) as given,
      jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(key)}::jsonb) as wanted
    where ${sql.join(
      Object.keys(key).map((each) => sql`of_row.${sql.ref(each)} = wanted.${sql.ref(each)}`),
      sql` and `,
    )}`.execute(transaction)
  return true
}

const keyColumns = new Map<string, string[]>()

async function keyColumnsOf(database: Database, table: string): Promise<string[]> {
  const known = keyColumns.get(table)
  if (known) return known
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_index
    join pg_attribute on attrelid = indrelid and attnum = any(indkey)
    where indrelid = ${table}::regclass and indisprimary order by attnum`.execute(database)
  if (rows.length === 0) throw new Error(`${table} has no primary key, so its rows cannot be moved`)
  const columns = rows.map(({ name }) => name)
  keyColumns.set(table, columns)
  return columns
}

async function keyOf(database: Database, table: string) {
  const columns = await keyColumnsOf(database, table)
  return sql`jsonb_build_object(${sql.join(columns.flatMap((each) => [sql.lit(each), sql`of_row.${sql.ref(each)}`]))})`
}

/** Null where a unique or exclusion rule refuses the work; what was done before it stands. */
async function unlessRefused<Result>(
  transaction: DatabaseTransaction,
  work: () => Promise<Result>,
): Promise<Result | null> {
  await sql`savepoint before_rule`.execute(transaction)
  try {
    const result = await work()
    await sql`release savepoint before_rule`.execute(transaction)
    return result
  } catch (error) {
    if (!['23505', '23P01'].includes((error as { code?: string }).code ?? '')) throw error
    await sql`rollback to savepoint before_rule`.execute(transaction)
    return null
  }
}

function sameValues(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return Object.keys(other).every(
    (column) => JSON.stringify(one[column] ?? null) === JSON.stringify(other[column] ?? null),
  )
}
