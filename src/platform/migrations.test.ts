import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client } from 'pg'
import { testDatabaseUrl } from '../../test/database.ts'
import { Refusal } from './errors.ts'
import { migrate, readMigrations, refuseOtherVersion } from './migrations.ts'

const ours = readMigrations()
const last = ours.at(-1)!
const one = (sql: string, number = last.number + 1) => ({
  number,
  name: `${number}-more.sql`,
  sql,
  checksum: `sum of ${sql}`,
})

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows as Record<string, unknown>[]
}

const refusal = (pattern: RegExp) => (error: unknown) =>
  error instanceof Refusal && pattern.test(error.message)

test('migrations are numbered without gaps or doubles, and named', () => {
  assert.ok(ours.length >= 2)
  assert.deepEqual(
    ours.map(({ number }) => number),
    ours.map((_, index) => index + 1),
  )
  for (const { name } of ours) assert.match(name, /^\d{4}-[a-z0-9-]+\.sql$/)
})

test('what is pending is applied once', async () => {
  const url = await testDatabaseUrl()
  const more = one('create table more (id int)')
  assert.deepEqual(await migrate(url, [...ours, more]), [more.name])
  assert.deepEqual(await migrate(url, [...ours, more]), [])
})

test('two processes that start together take turns', async () => {
  const url = await testDatabaseUrl()
  const more = one('create table more (id int); select pg_sleep(0.2)')
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url, [...ours, more])))
  assert.equal(applied.flat().length, 1)
})

test('a migration that fails is undone whole, and those before it stay', async () => {
  const url = await testDatabaseUrl()
  const good = one('create table good (id int)')
  const bad = one('create table half (id int); select 1/0', last.number + 2)
  await assert.rejects(migrate(url, [...ours, good, bad]), refusal(/failed and was undone.*zero/))
  const tables = await ask(
    url,
    `select tablename from pg_tables where tablename in ('good', 'half')`,
  )
  assert.deepEqual(tables, [{ tablename: 'good' }])
  const mended = { ...bad, sql: 'create table half (id int)' }
  assert.deepEqual(await migrate(url, [...ours, good, mended]), [bad.name])
})

test('a database from a newer version is refused and left alone', async () => {
  const url = await testDatabaseUrl()
  await migrate(url, [...ours, one('create table newer (id int)')])
  await assert.rejects(migrate(url, ours), refusal(/from a newer version of Cairn.*Nothing/))
  await assert.rejects(refuseOtherVersion(url, ours), refusal(/newer version/))
})

test('a migration that was changed after it was applied is refused', async () => {
  const url = await testDatabaseUrl()
  const changed = ours.map((migration) =>
    migration === last ? { ...migration, checksum: 'other' } : migration,
  )
  await assert.rejects(migrate(url, changed), refusal(/other content.*Nothing was changed/))
  assert.deepEqual(await migrate(url, ours), [])
})

test('a command refuses to join a product of another version', async () => {
  const url = await testDatabaseUrl()
  await refuseOtherVersion(url, ours)
  await assert.rejects(
    refuseOtherVersion(url, [...ours, one('select 1')]),
    refusal(/older version/),
  )
})

test('the database of another program is refused; an empty one is not', async () => {
  const url = await testDatabaseUrl()
  await ask(url, 'drop schema public cascade; create schema public; create table invoice (id int)')
  await assert.rejects(migrate(url, ours), refusal(/another program \(such as "invoice"\)/))
  assert.deepEqual(await ask(url, `select to_regclass('schema_migration') as t`), [{ t: null }])
  await ask(url, 'drop table invoice')
  assert.equal((await migrate(url, ours)).length, ours.length)
})

test('a database that does not answer is a sentence without the password', async () => {
  await assert.rejects(migrate('postgres://u:hush@127.0.0.1:1/d'), (error: Error) => {
    assert.match(error.message, /^The database cannot be reached: .*Check DATABASE_URL\.$/)
    assert.doesNotMatch(error.message, /hush/)
    return error instanceof Refusal
  })
})
