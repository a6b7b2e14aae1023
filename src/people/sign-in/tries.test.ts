import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { signInTries } from './tries.ts'

test('one network has sixty failures in a quarter of an hour, whichever accounts it names', async () => {
  const { services, clock } = await testApp()
  const count = (email: string, address: string) =>
    signInTries(services, email, { address, device: null }).count()
  let paused = 0
  for (let at = 0; at < 70; at += 1)
    if (await count(`somebody-${at}@example.org`, `2001:db8:1:2::${at.toString(16)}`)) paused += 1
  assert.equal(paused, 10)
  assert.deepEqual(await count('another@example.org', '2001:db8:1:2::ffff'), {
    reason: 'pause',
    minutes: 15,
  })
  // The control: another network is not paused, nor this one after the quarter of an hour.
  assert.equal(await count('another@example.org', '2001:db8:1:3::1'), null)
  clock.advance(15 * 60_000 + 1)
  assert.equal(await count('another@example.org', '2001:db8:1:2::1'), null)
})

test('an office may sign in as often as it likes', async () => {
  const { services } = await testApp()
  for (let at = 0; at < 200; at += 1) {
    const tries = signInTries(services, `somebody-${at}@example.org`, {
      address: '192.0.2.1',
      device: null,
    })
    assert.equal(await tries.count(), null)
    await tries.forget()
  }
})

test('the table of tries holds no address that somebody typed', async () => {
  const { services, database } = await testApp()
  await signInTries(services, 'somebody@example.org', {
    address: '192.0.2.1',
    device: null,
  }).count()
  const rows = await database.selectFrom('throttle').select('key').execute()
  assert.equal(rows.length, 4)
  assert.ok(rows.every(({ key }) => !key.includes('somebody')))
})
