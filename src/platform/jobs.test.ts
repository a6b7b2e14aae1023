import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atEnd, testDatabaseUrl } from '../../test/database.ts'
import { openDatabase } from './database.ts'
import { openJobs, type Job } from './jobs.ts'
import { openLog } from './log.ts'

async function worker(databaseUrl: string, jobs: Job<never>[], lines: string[] = []) {
  const opened = openJobs(
    databaseUrl,
    openLog('info', (line) => lines.push(line)),
  )
  await opened.start(jobs, { work: true })
  atEnd(() => opened.stop())
  return opened
}

async function until(holds: () => boolean): Promise<void> {
  for (let time = 0; time < 300 && !holds(); time += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  assert.ok(holds())
}

test('background work', async (t) => {
  const databaseUrl = await testDatabaseUrl()
  const database = openDatabase(databaseUrl)
  atEnd(() => database.destroy())
  const done: unknown[] = []
  const lines: string[] = []
  let failures = 0
  const jobs = await worker(
    databaseUrl,
    [
      { name: 'letter.send', work: async (data: object) => void done.push(data) },
      {
        name: 'letter.lose',
        retries: 0,
        work: async () => {
          failures += 1
          throw new Error('Ann ann@practice.example')
        },
      },
    ] as Job<never>[],
    lines,
  )

  await t.test('begins when the transaction that asked for it is committed', async () => {
    await database.transaction().execute(async (transaction) => {
      await jobs.enqueue(transaction, 'letter.send', { to: 1 })
      await new Promise((resolve) => setTimeout(resolve, 100))
      assert.deepEqual(done, [])
    })
    await until(() => done.length === 1)
    assert.deepEqual(done, [{ to: 1 }])
  })

  await t.test('does not begin when the transaction is undone', async () => {
    const undone = database.transaction().execute(async (transaction) => {
      await jobs.enqueue(transaction, 'letter.send', { to: 'nobody' })
      throw new Error('undone')
    })
    await assert.rejects(undone, /undone/)
    await jobs.enqueue(database, 'letter.send', { to: 2 })
    await until(() => done.length === 2)
    assert.deepEqual(done.at(-1), { to: 2 })
  })

  await t.test('waits for its time', async () => {
    await jobs.enqueue(database, 'letter.send', { to: 'later' }, { startAfter: new Date(2100, 1) })
    await jobs.enqueue(database, 'letter.send', { to: 3 })
    await until(() => done.length === 3)
    assert.deepEqual(done.at(-1), { to: 3 })
  })

  await t.test(
    'that fails is logged without what the error says, which may name a person',
    async () => {
      await jobs.enqueue(database, 'letter.lose', {})
      await until(() => failures === 1 && lines.some((line) => line.includes('job.failed')))
      assert.ok(lines.some((line) => line.includes('job.done')))
      assert.doesNotMatch(lines.join(''), /Ann|practice/)
    },
  )
})

test('quick work', async (t) => {
  const databaseUrl = await testDatabaseUrl()
  const database = openDatabase(databaseUrl)
  atEnd(() => database.destroy())
  const done: number[] = []
  let mayFail = true
  const jobs = await worker(databaseUrl, [
    {
      name: 'code.send',
      isQuick: true,
      retries: 1,
      work: async ({ number }: { number: number }) => {
        if (number === 7 && mayFail) {
          mayFail = false
          throw new Error('the mail server hung up')
        }
        done.push(number)
      },
    },
  ] as Job<never>[])

  await t.test(
    'is all done in one go, each by itself: one that fails is tried again alone',
    async () => {
      const numbers = Array.from({ length: 40 }, (_, at) => at)
      await database.transaction().execute(async (transaction) => {
        for (const number of numbers) await jobs.enqueue(transaction, 'code.send', { number })
      })
      // At one for each look at the queue this would take twenty seconds and more.
      await until(() => done.length >= 39)
      await until(() => done.length === 40)
      assert.deepEqual(
        done.toSorted((one, other) => one - other),
        numbers,
      )
      assert.equal(done.at(-1), 7)
    },
  )
})
