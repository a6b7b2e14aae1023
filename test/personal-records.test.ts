import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { personalRecords } from '../src/app.ts'
import { testDatabase } from './database.ts'

const database = await testDatabase()

test('every column that references a person says what becomes of it', async () => {
  const { rows } = await sql<{ column: string }>`
    select conrelid::regclass::text || '.' || attname as "column"
    from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any(conkey)
    where contype = 'f' and confrelid = 'person'::regclass`.execute(database)
  const inDatabase = rows.map(({ column }) => column).toSorted()
  const named = personalRecords.map(({ table, column }) => `${table}.${column}`).toSorted()
  assert.ok(inDatabase.length > 20)
  assert.deepEqual(named, inDatabase)
})
