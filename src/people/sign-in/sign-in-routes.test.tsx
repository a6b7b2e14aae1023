import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { account, appCode, frontDoor } from '../../../test/people.ts'
import { ownPath } from './sign-in.ts'

const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

test('signing in with email address and password', async (t) => {
  const app = await testApp()
  const learner = await account(app)

  await t.test(
    'leads to the page that was asked for, with a cookie no script can read',
    async () => {
      const door = frontDoor(app)
      const asked = await door.get('/account')
      assert.equal(asked.status, 303)
      assert.equal(asked.headers.get('location'), '/sign-in?next=%2Faccount')
      const page = await (await door.get('/sign-in?next=%2Faccount')).text()
      assert.match(page, /name="next" value="\/account"/)
      const answer = await door.post('/sign-in', { ...learner, next: '/account' })
      assert.equal(answer.status, 303)
      assert.equal(answer.headers.get('location'), '/account')
      const cookie =
        answer.headers.getSetCookie().find((set) => set.startsWith('__Host-cairn=')) ?? ''
      assert.match(cookie, /^__Host-cairn=[\w-]{43}; /)
      for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'])
        assert.ok(cookie.includes(part), `${part} in ${cookie}`)
      assert.doesNotMatch(cookie, /Domain|Expires|Max-Age/)
      const own = await door.get('/account')
      assert.equal(own.status, 200)
      assert.equal(own.headers.get('cache-control'), 'no-store')
      assert.match(await own.text(), new RegExp(learner.email))
    },
  )

  await t.test('is possible in any letter case and with spaces around the address', async () => {
    const answer = await frontDoor(app).post('/sign-in', {
      email: `  ${learner.email.toUpperCase()} `,
      password: learner.password,
    })
    assert.equal(answer.status, 303)
  })

  await t.test('sends somebody who is signed in on to where they wanted to go', async () => {
    const door = frontDoor(app)
    await door.post('/sign-in', learner)
    const again = await door.get('/sign-in?next=/guidance')
    assert.equal(again.headers.get('location'), '/guidance')
    assert.equal((await door.get('/sign-in')).headers.get('location'), '/account')
  })

  await t.test('refuses a wrong password with the address kept and the password not', async () => {
    const answer = await frontDoor(app).post('/sign-in', {
      email: learner.email,
      password: 'not the right one',
    })
    const page = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(page, /<title>Error: Sign in/)
    assert.match(page, new RegExp(`value="${learner.email}"`))
    assert.doesNotMatch(page, /not the right one/)
    assert.equal(answer.headers.getSetCookie().length, 0)
  })

  await t.test('gives a sentence for whatever is typed', async () => {
    const typed: [string, string, RegExp][] = [
      ['', '', /Enter an email address/],
      ['nobody', 'x', /like name@example\.org/],
      ['a@b', 'x', /like name@example\.org/],
      [`${'a'.repeat(300)}@example.org`, 'x', /254 characters or fewer/],
      ['a@example.org\r\nBcc: b@example.org', 'x', /like name@example\.org/],
      ['<script>@example.org', 'x', /like name@example\.org/],
      [learner.email, '', /Enter your password/],
      ['somebody@example.org', 'x'.repeat(100_000), /is not right/],
    ]
    for (const [email, password, sentence] of typed) {
      const answer = await frontDoor(app).post('/sign-in', { email, password })
      assert.equal(answer.status, 422, email.slice(0, 50))
      assert.match(await answer.text(), sentence)
    }
    const twice = await frontDoor(app).post('/sign-in', {
      email: [learner.email, 'b@example.org'],
      password: [learner.password, 'x'],
    })
    assert.equal(twice.status, 422)
  })
})

test('nobody learns from an answer whether an account exists', async () => {
  const app = await testApp()
  const known = await account(app)
  const leaver = await account(app)
  const invited = await account(app, { password: null })
  await app.database
    .updateTable('person')
    .set({ left_at: app.clock.now() })
    .where('id', '=', leaver.personId)
    .execute()
  const told = async (path: string, form: Record<string, string>) => {
    const answer = await frontDoor(app).post(path, form)
    const text = (await answer.text()).replaceAll(form['email']!, 'THE ADDRESS')
    return { status: answer.status, text, cookies: answer.headers.getSetCookie() }
  }
  const wrong = await told('/sign-in', { email: known.email, password: 'wrong password' })
  assert.equal(wrong.status, 422)
  for (const email of ['stranger@example.org', leaver.email, invited.email])
    assert.deepEqual(await told('/sign-in', { email, password: known.password }), wrong)
  // The control: a difference would be seen.
  assert.notDeepEqual(await told('/sign-in', known), wrong)

  const asked = await told('/sign-in/new-password', { email: known.email })
  assert.equal(asked.status, 303)
  for (const email of ['stranger@example.org', leaver.email])
    assert.deepEqual(await told('/sign-in/new-password', { email }), asked)
})

test('after signing in nobody is led to another site', async () => {
  const app = await testApp()
  const learner = await account(app)
  const elsewhere = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    'https://evil.example',
    'https:evil.example',
    'http:/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '?x',
    ' /account',
    '/ /evil.example',
    '/\u0000/evil.example',
    '//localhost:3000@evil.example',
    '/sign-in?next=/sign-in',
    '/sign-out',
    `/${'a'.repeat(3000)}`,
    '',
  ]
  for (const next of elsewhere) {
    assert.equal(ownPath(next), null, JSON.stringify(next))
    const answer = await frontDoor(app).post('/sign-in', { ...learner, next })
    assert.equal(answer.headers.get('location'), '/account', JSON.stringify(next))
  }
  for (const next of [
    '/account',
    '/guidance?nation=wales',
    '/a/b%2F%2Fc?d=//e',
    '/./%09//a',
    '/search?q=é',
  ])
    assert.ok(ownPath(next)?.startsWith('/'), next)
})

test('a session is new at each step and cannot be chosen from outside', async (t) => {
  const app = await testApp()
  const officer = await account(app, { roles: ['officer'], key })
  const planted = `__Host-cairn=${'A'.repeat(43)}`

  await t.test('a planted cookie is not taken over', async () => {
    const door = frontDoor(app)
    door.cookie = planted
    await door.post('/sign-in', officer)
    assert.notEqual(door.cookie, planted)
    const thief = frontDoor(app)
    thief.cookie = planted
    assert.equal((await thief.get('/sign-in/second-factor')).status, 303)
  })

  await t.test('the cookie of before the second factor is worth nothing after it', async () => {
    const door = frontDoor(app)
    await door.post('/sign-in', officer)
    const before = door.cookie
    await door.post('/sign-in/second-factor', { code: appCode(key, app.clock.now()) })
    assert.notEqual(door.cookie, before)
    assert.equal((await door.get('/account')).status, 200)
    const thief = frontDoor(app)
    thief.cookie = before
    assert.equal((await thief.get('/account')).headers.get('location'), '/sign-in?next=%2Faccount')
  })

  await t.test('signing out ends it, also for a copy of the cookie', async () => {
    const learner = await account(app)
    const door = frontDoor(app)
    await door.post('/sign-in', learner)
    const copy = frontDoor(app)
    copy.cookie = door.cookie
    assert.equal((await copy.get('/account')).status, 200)
    const out = await door.post('/sign-out')
    assert.equal(out.status, 303)
    assert.equal(out.headers.get('clear-site-data'), '"cache"')
    assert.equal(door.cookie, '')
    assert.equal((await copy.get('/account')).status, 303)
    assert.equal((await door.post('/sign-out')).status, 303)
    // Nothing acts on GET.
    const other = frontDoor(app)
    await other.post('/sign-in', learner)
    assert.equal((await other.get('/sign-out')).status, 404)
    assert.equal((await other.get('/account')).status, 200)
  })
})

test('guessing a password is slow', async (t) => {
  const app = await testApp(undefined, { CAIRN_TRUSTED_PROXIES: '1' })
  const learner = await account(app)
  const from = (address: string) => frontDoor(app, { 'x-forwarded-for': address })
  const wrong = { email: learner.email, password: 'a wrong guess' }

  await t.test('after five wrong ones the right one waits too, from anywhere', async () => {
    for (let at = 0; at < 5; at += 1)
      assert.equal((await from(`192.0.2.${at}`).post('/sign-in', wrong)).status, 422)
    const paused = await from('192.0.2.9').post('/sign-in', learner)
    assert.equal(paused.status, 429)
    assert.match(await paused.text(), /Wait 5 minutes, then try again/)
  })

  await t.test('somebody unknown is paused in the same words', async () => {
    const unknown = { email: 'stranger@example.org', password: 'a guess' }
    for (let at = 0; at < 5; at += 1) await from(`192.0.2.${at}`).post('/sign-in', unknown)
    const paused = await from('192.0.2.9').post('/sign-in', unknown)
    assert.equal(paused.status, 429)
    assert.match(await paused.text(), /Wait 5 minutes, then try again/)
  })

  await t.test('after the pause the right one is let in, and counting begins anew', async () => {
    app.clock.advance(5 * 60_000 + 1)
    assert.equal((await from('192.0.2.9').post('/sign-in', learner)).status, 303)
    for (let at = 0; at < 5; at += 1)
      assert.equal((await from('192.0.2.9').post('/sign-in', wrong)).status, 422)
  })

  await t.test('twenty a day are enough, and the sentence says what to do', async () => {
    const other = await account(app)
    const guess = { email: other.email, password: 'a wrong guess' }
    let refused = 0
    for (let at = 0; at < 40; at += 1) {
      app.clock.advance(5 * 60_000 + 1)
      const answer = await from(`198.51.100.${at}`).post('/sign-in', guess)
      if (answer.status === 429) refused += 1
    }
    assert.equal(refused, 20)
    const told = await (await from('198.51.100.99').post('/sign-in', other)).text()
    assert.match(told, /choose a new password: we send a code to your email address/)
    app.clock.advance(24 * 3600_000)
    assert.equal((await from('198.51.100.99').post('/sign-in', other)).status, 303)
  })

  await t.test(
    'whoever has signed in here before is not shut out by guesses from elsewhere',
    async () => {
      const owner = await account(app)
      const guess = { email: owner.email, password: 'a wrong guess' }
      const home = from('192.0.2.77')
      const first = await home.post('/sign-in', owner)
      const set = first.headers.getSetCookie().find((cookie) => cookie.includes('cairn-device'))
      assert.match(
        set ?? '',
        /^__Host-cairn-device=.*Max-Age=15552000.*HttpOnly; Secure; SameSite=Lax/,
      )
      const device = set!.split(';')[0]!
      for (let at = 0; at < 6; at += 1) await from(`198.51.100.${at}`).post('/sign-in', guess)
      assert.equal((await from('192.0.2.77').post('/sign-in', owner)).status, 429, 'the control')
      const withDevice = (cookie: string, form: Record<string, string>) =>
        app.request('/sign-in', { form, headers: { 'x-forwarded-for': '192.0.2.77', cookie } })
      assert.equal((await withDevice(device, owner)).status, 303)
      assert.equal((await withDevice(device.slice(0, -3), owner)).status, 429, 'a forged one')
      const another = await account(app)
      for (let at = 0; at < 6; at += 1)
        await from(`198.51.100.${at}`).post('/sign-in', { ...guess, email: another.email })
      assert.equal((await withDevice(device, another)).status, 429, 'not for another account')
      for (let at = 0; at < 5; at += 1) await withDevice(device, guess)
      assert.equal(
        (await withDevice(device, owner)).status,
        429,
        'a stolen device may not guess on',
      )
    },
  )

  await t.test('guesses sent at once are counted at once', async () => {
    const other = await account(app)
    const guess = { email: other.email, password: 'a wrong guess' }
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => from(`203.0.113.${at}`).post('/sign-in', guess)),
    )
    assert.equal(answers.filter(({ status }) => status === 422).length, 5)
  })
})
