import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { Refusal } from './errors.ts'
import { projectFolder } from './project.ts'

type Migration = { number: number; name: string; sql: string; checksum: string }

/** Migrations are plain SQL files `migrations/0001-name.sql`, applied in order, each in a transaction, never changed afterwards. */
export function readMigrations(folder = join(projectFolder, 'migrations')): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8')
      return {
        number: Number(file.slice(0, 4)),
        name: file,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      }
    })
}

/**
 * Brings the database to this version and returns the names of what was applied.
 * Two processes that start together take turns (advisory lock). Throws a Refusal, with nothing changed, for a
 * database from a newer version or one whose applied migrations differ from ours.
 */
export async function migrate(url: string, migrations = readMigrations()): Promise<string[]> {
  return connected(url, async (client) => {
    await refuseOldServer(client)
    await client.query('select pg_advisory_lock(7133702)')
    const applied = await readApplied(client)
    refuseUnknown(applied, migrations)
    const pending = pendingOf(applied, migrations)
    if (applied.length === 0) await refuseForeign(client)
    await client.query(`create table if not exists schema_migration (
      number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  })
}

/** Throws a Refusal unless the database is at exactly this version. Changes nothing. */
export async function refuseOtherVersion(
  url: string,
  migrations = readMigrations(),
): Promise<void> {
  await connected(url, async (client) => {
    const applied = await readApplied(client)
    refuseUnknown(applied, migrations)
    if (pendingOf(applied, migrations).length > 0)
      throw new Refusal(
        'The database is from an older version of Cairn, and that version is running. Stop it and start this one first.',
      )
  })
}

type Applied = Pick<Migration, 'number' | 'name' | 'checksum'>

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'cairn migrate',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {})
  await client.connect().catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      `The database cannot be reached: ${error.message || error.code}. Check DATABASE_URL.`,
    )
  })
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

async function readApplied(client: Client): Promise<Applied[]> {
  const found = await client.query(`select to_regclass('schema_migration') is not null as there`)
  if (!found.rows[0].there) return []
  const { rows } = await client.query<Applied>(
    'select number, name, checksum from schema_migration order by number',
  )
  return rows
}

function pendingOf(applied: Applied[], migrations: Migration[]): Migration[] {
  return migrations.filter((migration) => !applied.some((row) => row.number === migration.number))
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    `select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version`,
  )
  if (Number(rows[0]?.server_version_num) < 150_000)
    throw new Refusal(
      `The database server is PostgreSQL ${rows[0]?.server_version}. Cairn needs 15 or newer.`,
    )
}

// A slip in DATABASE_URL must not put our tables among those of another program.
async function refuseForeign(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'schema_migration'
        and not exists (select 1 from pg_depend where objid = pg_class.oid and deptype = 'e')
      order by 1 limit 1`,
  )
  if (rows[0])
    throw new Refusal(
      `The database holds tables of another program (such as "${rows[0].name}"). Give Cairn a database of its own. Nothing was changed.`,
    )
}

function refuseUnknown(applied: Applied[], known: Migration[]): void {
  const last = known.at(-1)?.number ?? 0
  const newer = applied.find((row) => row.number > last)
  if (newer) {
    throw new Refusal(
      `The database is from a newer version of Cairn (it has ${newer.name}). Run that version, or restore an older backup. Nothing was changed.`,
    )
  }
  const changed = applied.find(
    (row) => known.find((migration) => migration.number === row.number)?.checksum !== row.checksum,
  )
  if (changed) {
    throw new Refusal(
      `The migration ${changed.name} was applied to this database with other content than this version has. Nothing was changed.`,
    )
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(
      'insert into schema_migration (number, name, checksum) values ($1, $2, $3)',
      [migration.number, migration.name, migration.checksum],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Refusal(
      `The migration ${migration.name} failed and was undone: ${(error as Error).message}`,
    )
  }
}
