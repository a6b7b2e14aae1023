import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../test/app.ts'
import { audit } from './audit.ts'
import { checkAuditLog, sealAuditLog } from './audit-seal.ts'

const { services, database } = await testApp()
const subject = { kind: 'campaign', id: '1' }
const write = () => audit(database, { action: 'campaign.published', by: null, subject })

/** Somebody who owns the database and goes round the triggers. */
async function tamper(statement: string): Promise<void> {
  await database.connection().execute(async (connection) => {
    await sql`set session_replication_role = replica`.execute(connection)
    await sql.raw(statement).execute(connection)
    await sql`set session_replication_role = origin`.execute(connection)
  })
}

test('a log whose end was cut off is found out by its seal', async (t) => {
  for (let time = 0; time < 5; time += 1) await write()
  await sealAuditLog(services)
  await sealAuditLog(services)
  await write()
  const whole = await checkAuditLog(services)
  assert.deepEqual([whole.firstBroken, whole.brokenSeal, whole.lastSeal?.number], [null, null, 5])

  await t.test('the end is cut off: the chain alone does not show it, the seal does', async () => {
    await tamper('delete from audit_entry where number > 3')
    const cut = await checkAuditLog(services)
    assert.deepEqual([cut.firstBroken, cut.brokenSeal?.number], [null, 5])
  })

  await t.test('written anew up to the same number, it is still another end', async () => {
    for (let time = 0; time < 3; time += 1) await write()
    const anew = await checkAuditLog(services)
    assert.deepEqual([anew.firstBroken, anew.brokenSeal?.number], [null, 5])
  })

  await t.test('a seal that fits the new end needs the secret', async () => {
    await tamper(
      'update audit_seal set entry_hash = (select hash from audit_entry where number = 5)',
    )
    assert.equal((await checkAuditLog(services)).brokenSeal?.number, 5)
  })
})
