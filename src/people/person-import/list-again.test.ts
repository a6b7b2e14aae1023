import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../../test/app.ts'
import { insertImport, insertLines, assessLines } from './person-import-queries.ts'

const lines = 3000

const list = Array.from({ length: lines }, (_, at) => ({
  line: at + 2,
  reason: null,
  name: `Ann New${at}`,
  email: `ann${at}@beck.example`,
  organisation: null,
  organisationId: null,
  jobTitle: null,
  jobRoleCode: null,
  managerName: null,
  managerEmail: null,
}))

test('a list of thousands is compared line by line, also once an earlier one is known to the planner', async () => {
  const app = await testApp()
  const add = async (database = app.database) => {
    const now = app.clock.now()
    const id = await insertImport(database, { fileName: 'list.csv', notes: [], by: null, now })
    await insertLines(database, id, list)
    return id
  }
  await assessLines(app.database, await add(), '2020-10-20')
  // The database does this by itself a minute later.
  await sql`analyze person_import_line`.execute(app.database)
  const read = await app.database.transaction().execute(async (transaction) => {
    await assessLines(transaction, await add(transaction), '2020-10-20')
    const { rows } = await sql<{ rows: number }>`
      select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_user_tables
      where relname = 'person_import_line'`.execute(transaction)
    return rows[0]!.rows
  })
  assert.ok(read < 100 * lines, `${read} rows were read of ${lines} lines`)
})
