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
    .sort()
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
  const client = new Client({
    connectionString: url,
    application_name: 'cairn migrate',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {})
  await client.connect().catch((error: Error) => {
    throw new Refusal(
      `The database cannot be reached: ${error.message || (error as NodeJS.ErrnoException).code}. Check DATABASE_URL.`,
    )
  })
  try {
    await client.query('select pg_advisory_lock(7133702)')
    await client.query(`create table if not exists schema_migration (
      number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
      'select * from schema_migration order by number',
    )
    refuseUnknown(rows, migrations)
    const pending = migrations.filter(
      (migration) => !rows.some((row) => row.number === migration.number),
    )
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await client.end().catch(() => {})
  }
}

function refuseUnknown(
  applied: { number: number; name: string; checksum: string }[],
  known: Migration[],
): void {
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
