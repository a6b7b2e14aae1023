import { sql } from 'kysely'
import { personalRecords } from '../src/app.ts'
import type { Database } from '../src/platform/database.ts'

type Column = { table: string; column: string; type: string; isGenerated: boolean }

export type Plant = {
  personId: string
  /** Every other identifier, so that what belongs together is joined. */
  uuid: string
  number: number
  /** In every text, with the name of its column. */
  words: string
  /** Given values, by `table.column`. */
  values?: Record<string, string>
}

/** Tables that get no row: they keep themselves, or hold the people that the rows are about. */
const leftAlone = new Set(['migration', 'audit_entry', 'person'])

/**
 * One row in every table, whatever its rules: those go first, as the database is thrown away after the test. Every
 * column of the register is the person.
 */
export async function plantRows(database: Database, plant: Plant): Promise<string[]> {
  await dropRules(database)
  const people = new Set(personalRecords.map(({ table, column }) => `${table}.${column}`))
  const columns = await listColumns(database)
  const tables = [...new Set(columns.map(({ table }) => table))].filter(
    (table) => !leftAlone.has(table),
  )
  for (const table of tables) {
    const own = columns.filter((column) => column.table === table && !column.isGenerated)
    const values = own.map((column) =>
      people.has(`${table}.${column.column}`)
        ? sql`${plant.personId}::uuid`
        : valueFor(column, plant),
    )
    await sql`
      insert into ${sql.table(table)} (${sql.join(own.map(({ column }) => sql.ref(column)))})
      overriding system value values (${sql.join(values)}) on conflict do nothing`.execute(database)
  }
  return tables
}

function valueFor({ table, column, type }: Column, plant: Plant) {
  const given = plant.values?.[`${table}.${column}`]
  if (given !== undefined) return sql`${given}::text`
  const words = `${plant.words}-${table}-${column}`
  switch (type) {
    case 'uuid':
      return sql`${plant.uuid}::uuid`
    case 'bytea':
      return sql`convert_to(${words}, 'UTF8')`
    case 'bool':
      return sql`true`
    case 'int2':
    case 'int4':
    case 'int8':
      return sql`${plant.number}::int`
    case 'date':
      return sql`date '2020-10-01' + ${plant.number}::int`
    case 'timestamptz':
      return sql`timestamptz '2020-10-01T12:00:00Z'`
    case 'json':
    case 'jsonb':
      return sql`jsonb_build_object('planted', ${words}::text)`
    case '_uuid':
      return sql`array[${plant.uuid}::uuid]`
    case '_text':
      return sql`array[${words}::text]`
    default:
      return sql`${words}::text`
  }
}

async function listColumns(database: Database): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select relname as "table", attname as "column", typname as type, attgenerated <> '' as "isGenerated"
    from pg_attribute join pg_class on pg_class.oid = attrelid join pg_type on pg_type.oid = atttypid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
    order by relname, attnum`.execute(database)
  return rows
}

async function dropRules(database: Database): Promise<void> {
  await sql`do $$ declare rule record; begin
    for rule in select conrelid::regclass as of_table, conname from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('f', 'c', 'x')
      order by array_position(array['f', 'c', 'x'], contype::text) loop
      execute format('alter table %s drop constraint %I', rule.of_table, rule.conname);
    end loop;
    for rule in select tgrelid::regclass as of_table from pg_trigger join pg_class on pg_class.oid = tgrelid
      where relnamespace = 'public'::regnamespace and not tgisinternal and relname <> 'audit_entry' loop
      execute format('alter table %s disable trigger user', rule.of_table);
    end loop;
  end $$`.execute(database)
}

/** Where a text stands in any table, the job queue's too, whatever its capitals: `table.column`. */
export async function findEverywhere(database: Database, words: string): Promise<string[]> {
  const { rows: columns } = await sql<{ schema: string; table: string; column: string }>`
    select nspname as schema, relname as "table", attname as "column"
    from pg_attribute join pg_class on pg_class.oid = attrelid join pg_namespace on pg_namespace.oid = relnamespace
      join pg_type on pg_type.oid = atttypid
    where nspname in ('public', 'pgboss') and relkind = 'r' and attnum > 0 and not attisdropped
      and typname in ('text', 'varchar', 'json', 'jsonb', '_text')`.execute(database)
  const found: string[] = []
  for (const { schema, table, column } of columns) {
    const { rows } = await sql<{ here: boolean }>`
      select exists (select from ${sql.table(`${schema}.${table}`)}
        where position(lower(${words}) in lower(${sql.ref(column)}::text)) > 0) as here`.execute(
      database,
    )
    if (rows[0]?.here) found.push(`${schema === 'public' ? '' : 'pgboss.'}${table}.${column}`)
  }
  return found
}
