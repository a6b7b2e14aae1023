import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { steppedClock } from './clock.ts'
import { clearAttempts, countAttempt, removeEndedWindows } from './throttle.ts'

const limit = { attempts: 3, windowMs: 60_000 }

test('what is tried too often is held back', async (t) => {
  const database = await testDatabase()
  const clock = steppedClock('2020-10-20T09:00:00Z')
  const tryIt = (key: string) => countAttempt(database, clock, key, limit)

  await t.test('three are allowed, the fourth is not, and is told when', async () => {
    for (let time = 0; time < 3; time += 1) assert.equal((await tryIt('a')).allowed, true)
    clock.advance(20_000)
    assert.deepEqual(await tryIt('a'), { allowed: false, retryAfterMs: 40_000 })
    assert.equal((await tryIt('b')).allowed, true)
  })

  await t.test('when the window has ended it begins again', async () => {
    clock.advance(40_000)
    assert.deepEqual(await tryIt('a'), { allowed: true, retryAfterMs: 60_000 })
  })

  await t.test('a success forgets the attempts', async () => {
    for (let time = 0; time < 5; time += 1) await tryIt('c')
    await clearAttempts(database, 'c')
    assert.equal((await tryIt('c')).allowed, true)
  })

  await t.test('many at the same moment get no more than the limit', async () => {
    const tries = await Promise.all(Array.from({ length: 30 }, () => tryIt('d')))
    assert.equal(tries.filter(({ allowed }) => allowed).length, 3)
  })

  await t.test('ended windows are removed, running ones stay', async () => {
    clock.advance(60_001)
    await tryIt('e')
    await removeEndedWindows(database, clock)
    const left = await database.selectFrom('throttle').select('key').execute()
    assert.deepEqual(left, [{ key: 'e' }])
  })
})
