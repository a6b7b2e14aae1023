import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../test/database.ts'
import { audit, auditEach, firstBrokenAuditEntry } from './audit.ts'
import type { Database } from './database.ts'

const entry = (id: number) => ({
  action: 'campaign.published',
  by: null,
  subject: { kind: 'campaign', id: String(id) },
  details: { note: 'ß "quoted" \\ back' },
})

/** Somebody who owns the database and goes round the trigger. */
async function tamper(database: Database, statement: string): Promise<void> {
  await database.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection)
    await sql.raw(statement).execute(connection)
    await sql`set session_replication_role = origin`.execute(connection)
  })
}

test('the audit log', async (t) => {
  const database = await testDatabase()
  for (let id = 1; id <= 20; id += 1) await audit(database, entry(id))

  await t.test('is whole after ordinary use', async () => {
    assert.equal(await firstBrokenAuditEntry(database), null)
  })

  await t.test('has no fork when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, id) => audit(database, entry(100 + id))))
    assert.equal(await firstBrokenAuditEntry(database), null)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit_entry`.execute(
      database,
    )
    assert.equal(rows[0]?.n, 40)
  })

  await t.test('forgets what was undone with its transaction', async () => {
    const undone = database.transaction().execute(async (transaction) => {
      await audit(transaction, entry(999))
      throw new Error('undone')
    })
    await assert.rejects(undone, /undone/)
    assert.equal(await firstBrokenAuditEntry(database), null)
  })

  await t.test('refuses change and deletion', async () => {
    for (const statement of [
      `update audit_entry set action = 'x' where number = 3`,
      'delete from audit_entry where number = 3',
      'truncate audit_entry',
    ])
      await assert.rejects(sql.raw(statement).execute(database), /append-only/)
  })

  const columns = {
    at: `at + interval '1 second'`,
    person_id: 'gen_random_uuid()',
    action: `action || 'x'`,
    subject_kind: `'guidance'`,
    subject_id: `'another'`,
    details: `'{}'`,
    previous_hash: `'\\x00'`,
    hash: `sha256('forged')`,
  }
  for (const [column, value] of Object.entries(columns)) {
    await t.test(`shows that ${column} was changed round the guard`, async () => {
      await tamper(
        database,
        `create table kept_entry as select * from audit_entry where number = 7`,
      )
      await tamper(database, `update audit_entry set ${column} = ${value} where number = 7`)
      assert.equal(await firstBrokenAuditEntry(database), 7)
      await tamper(
        database,
        `delete from audit_entry where number = 7; insert into audit_entry select * from kept_entry; drop table kept_entry`,
      )
      assert.equal(await firstBrokenAuditEntry(database), null)
    })
  }

  await t.test('shows that an entry was taken out', async () => {
    await tamper(database, 'delete from audit_entry where number = 11')
    assert.equal(await firstBrokenAuditEntry(database), 12)
  })
})

test('each entry finds the end of the log by its number, though the planner believes it empty', async () => {
  const database = await testDatabase()
  await sql`vacuum analyze audit_entry`.execute(database)
  const read = await database.transaction().execute(async (transaction) => {
    const ids = Array.from({ length: 1000 }, (_, id) => String(id))
    const { action, by, details } = entry(0)
    await auditEach(transaction, { action, by, subjectKind: 'campaign', details }, ids)
    const { rows } = await sql<{ rows: number }>`
      select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_user_tables
      where relname = 'audit_entry'`.execute(transaction)
    return rows[0]!.rows
  })
  assert.ok(read < 5000, `${read} entries were read to write 1000`)
})
