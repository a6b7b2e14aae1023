import { randomBytes } from 'node:crypto'
import { after } from 'node:test'
import { Client } from 'pg'
import { PgBoss } from 'pg-boss'
import { openDatabase, type Database } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrations.ts'

const template = 'cairn_template'

/** Makes the migrated database that every test file gets a copy of, with the tables of the job queue. */
export async function makeTemplateDatabase(url: string): Promise<void> {
  await maintain(url, `create database ${template}`)
  const templateUrl = named(url, template)
  await migrate(templateUrl)
  const boss = new PgBoss({ connectionString: templateUrl })
  await boss.start()
  await boss.stop({ graceful: false })
  await maintain(url, `alter database ${template} with is_template true allow_connections false`)
}

const closers: (() => unknown)[] = []

/** Runs after the tests of the file, the last given first: what uses a database is closed before it is dropped. */
export function atEnd(close: () => unknown): void {
  if (closers.length === 0) {
    after(async () => {
      for (const closer of closers.splice(0).toReversed()) await closer()
    })
  }
  closers.push(close)
}

/** The address of a fresh database for this test file; dropped after its tests. */
export async function testDatabaseUrl(): Promise<string> {
  const server = process.env['CAIRN_TEST_DATABASE_URL']
  if (!server) throw new Error('run the tests with npm test')
  const name = `test_${randomBytes(6).toString('hex')}`
  await maintain(server, `create database ${name} template ${template}`)
  atEnd(() => maintain(server, `drop database if exists ${name} with (force)`))
  return named(server, name)
}

/** The same on a server whose locale knows the capitals of every script, as most servers of others do; migrated. */
export async function testDatabaseOfLocale(locale = 'C.UTF-8'): Promise<Database> {
  const server = process.env['CAIRN_TEST_DATABASE_URL']
  if (!server) throw new Error('run the tests with npm test')
  const name = `test_${randomBytes(6).toString('hex')}`
  await maintain(
    server,
    `create database ${name} template template0 locale_provider builtin builtin_locale '${locale}'`,
  )
  atEnd(() => maintain(server, `drop database if exists ${name} with (force)`))
  await migrate(named(server, name))
  const database = openDatabase(named(server, name), { connections: 5 })
  atEnd(() => database.destroy())
  return database
}

/** A fresh database for this test file, opened. */
export async function testDatabase(): Promise<Database> {
  const database = openDatabase(await testDatabaseUrl(), { connections: 5 })
  atEnd(() => database.destroy())
  return database
}

function named(url: string, name: string): string {
  return url.replace(/\/[^/]*$/, `/${name}`)
}

async function maintain(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: named(url, 'postgres') })
  await client.connect()
  // Only one copy of a template can be made at a time; the others wait here instead of failing.
  await client.query('select pg_advisory_lock(1)')
  await client.query(statement)
  await client.end()
}
