import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { Hono } from 'hono'
import { testApp } from '../../test/app.ts'
import { findSession, removeExpiredSessions, revokeSessions, startSession } from './sessions.ts'

test('sessions', async (t) => {
  const { database, clock, signIn } = await testApp()
  const { personId, cookie } = await signIn('practitioner')
  const token = cookie.split('=')[1]!

  const door = new Hono()
  door.get('/find', async (c) => c.json((await findSession(c, database, clock)) !== null))
  door.get('/start', async (c) => {
    await startSession(c, database, clock, personId, { secondFactorPassed: false })
    return c.text('')
  })
  const holds = async (sent: string): Promise<boolean> =>
    (await door.request('https://localhost/find', { headers: { cookie: sent } })).json()
  const stored = () =>
    database.selectFrom('session').selectAll().where('person_id', '=', personId).execute()

  await t.test('only the hash of the token is stored', async () => {
    const [row] = await stored()
    assert.deepEqual(row?.token_hash, createHash('sha256').update(token).digest())
    assert.equal(Buffer.from(token, 'base64url').length, 32)
    assert.ok(!JSON.stringify(await stored()).includes(token))
    assert.equal(await holds(cookie), true)
  })

  await t.test('a token that was made up, or the hash itself, opens nothing', async () => {
    assert.equal(await holds(`__Host-cairn=${'A'.repeat(43)}`), false)
    const [row] = await stored()
    assert.equal(await holds(`__Host-cairn=${row!.token_hash.toString('base64url')}`), false)
    assert.equal(await holds(`cairn=${token}`), false)
  })

  await t.test('the cookie is of this host only, and no script reads it', async () => {
    const set = (await door.request('https://localhost/start')).headers.get('set-cookie') ?? ''
    assert.match(set, /^__Host-cairn=/)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
      assert.ok(set.includes(part))
    assert.doesNotMatch(set, /Domain/i)
  })

  await t.test('a new token comes with each step of a sign-in, and the old one ends', async () => {
    const again = await door.request('https://localhost/start', { headers: { cookie } })
    const next = again.headers.getSetCookie().at(-1)!.split(';')[0]!
    assert.notEqual(next, cookie)
    assert.equal(await holds(cookie), false)
    assert.equal(await holds(next), true)
  })

  const begin = async (): Promise<string> =>
    (await door.request('https://localhost/start')).headers.get('set-cookie')!.split(';')[0]!

  await t.test('12 idle hours end it; use keeps it, for a week at most', async () => {
    const [idle, used] = [await begin(), await begin()]
    for (let hours = 0; hours < 13; hours += 1) {
      clock.advance(3600_000)
      assert.equal(await holds(used), true)
    }
    assert.equal(await holds(idle), false)
    for (let day = 0; day < 15; day += 1) {
      clock.advance(11 * 3600_000)
      await holds(used)
    }
    assert.equal(await holds(used), false)
  })

  await t.test('it is touched at most once a minute', async () => {
    const held = await begin()
    const seen = async () => (await stored()).at(-1)?.last_seen_at.toISOString()
    const first = await seen()
    clock.advance(30_000)
    await holds(held)
    assert.equal(await seen(), first)
    clock.advance(31_000)
    await holds(held)
    assert.notEqual(await seen(), first)
  })

  await t.test('revoking ends every session of the person but the one that is kept', async () => {
    const [kept, ended] = [await begin(), await begin()]
    const keptHash = createHash('sha256').update(kept.split('=')[1]!).digest()
    await revokeSessions(database, personId, { exceptTokenHash: keptHash })
    assert.deepEqual([await holds(kept), await holds(ended)], [true, false])
    await revokeSessions(database, personId)
    assert.equal(await holds(kept), false)
  })

  await t.test('what has ended is removed, what has not stays', async () => {
    const old = await begin()
    clock.advance(13 * 3600_000)
    const young = await begin()
    await removeExpiredSessions(database, clock)
    assert.equal((await stored()).length, 1)
    assert.deepEqual([await holds(old), await holds(young)], [false, true])
  })
})
