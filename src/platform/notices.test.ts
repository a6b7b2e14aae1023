import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { atEnd, testDatabaseUrl } from '../../test/database.ts'
import { openDatabase } from './database.ts'
import { openLog } from './log.ts'
import { listenForNotices, notify } from './notices.ts'

async function until(holds: () => boolean): Promise<void> {
  for (let time = 0; time < 200 && !holds(); time += 1)
    await new Promise((resolve) => setTimeout(resolve, 25))
  assert.ok(holds())
}

test('notices reach every process', async (t) => {
  const url = await testDatabaseUrl()
  const database = openDatabase(url)
  atEnd(() => database.destroy())
  const listener = () => {
    const heard: string[] = []
    let gaps = 0
    const { stop } = listenForNotices(url, openLog('silent'), {
      notice: (notice) => heard.push(notice),
      gap: () => (gaps += 1),
    })
    atEnd(stop)
    return { heard, gaps: () => gaps }
  }
  const two = [listener(), listener()]
  await until(() => two.every(({ gaps }) => gaps() === 1))

  await t.test('when the transaction of the change is committed', async () => {
    await database.transaction().execute((transaction) => notify(transaction, 'published'))
    await until(() => two.every(({ heard }) => heard.length === 1))
    assert.deepEqual(two[0]!.heard, ['published'])
  })

  await t.test('not when it is undone', async () => {
    const undone = database.transaction().execute(async (transaction) => {
      await notify(transaction, 'published')
      throw new Error('undone')
    })
    await assert.rejects(undone, /undone/)
    await notify(database, 'published')
    await until(() => two.every(({ heard }) => heard.length >= 2))
    assert.equal(two[0]!.heard.length, 2)
  })

  await t.test('again after the connection broke, and the gap is told', async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'cairn notices' and datname = current_database()`.execute(database)
    await until(() => two.every(({ gaps }) => gaps() === 2))
    await notify(database, 'published')
    await until(() => two.every(({ heard }) => heard.length === 3))
  })
})
