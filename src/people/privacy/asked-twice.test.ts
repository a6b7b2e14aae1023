import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'

test('a complaint without an account that is sent again is the same one', async () => {
  const app = await testApp()
  const complaint = {
    details: 'You wrote to my old address',
    wantsAnswer: 'yes',
    email: 'cross@example.org',
    name: '',
  }
  const complain = async (changed: Record<string, string> = {}) =>
    (await app.request('/privacy/complaint', { form: { ...complaint, ...changed } })).headers.get(
      'location',
    )!
  const first = await complain()
  assert.match(first, /^\/privacy\/complaint\/[0-9a-f-]{36}$/)
  // Sent again after Back, and twice at once by two presses of the button.
  assert.equal(await complain(), first)
  const [one, other] = await Promise.all([
    complain({ details: 'Another matter' }),
    complain({ details: 'Another matter' }),
  ])
  assert.equal(one, other)
  assert.notEqual(one, first)
  const count = async () => {
    const { rows } = await app.database
      .selectFrom('privacy_request')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    return rows
  }
  assert.equal(await count(), 2)
  // The controls: another address, another name, no answer wanted, and the same words on another day are others.
  const others = [
    await complain({ email: 'other@example.org' }),
    await complain({ name: 'Other Person' }),
    await complain({ wantsAnswer: 'no', email: '' }),
  ]
  app.clock.advance(61 * 60_000)
  others.push(await complain())
  assert.equal(new Set([first, one, ...others]).size, 6)
  assert.equal(await count(), 6)
})

test('what is asked under an account is one request, also when it is sent twice at once', async () => {
  const app = await testApp()
  const as = await app.signIn('practitioner')
  const ask = async (form: Record<string, string>) =>
    (await app.request('/account/data/request', { as, form })).headers
      .get('location')!
      .split('?')[0]
  for (const kind of ['correction', 'complaint', 'objection', 'erasure']) {
    const asked = { kind, details: `The same of ${kind}` }
    const places = await Promise.all([ask(asked), ask(asked), ask(asked)])
    assert.match(places[0]!, /^\/account\/data\/requests\//)
    assert.equal(new Set(places).size, 1, kind)
  }
  assert.notEqual(
    await ask({ kind: 'correction', details: 'My name' }),
    await ask({ kind: 'correction', details: 'My email address' }),
  )
})
