import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { account, appCode, frontDoor, lastMailTo } from '../../../test/people.ts'

const fresh = 'curlew ribbon granite tea'

async function askForCode(app: TestApp, email: string): Promise<{ path: string; code: string }> {
  const asked = await frontDoor(app).post('/sign-in/new-password', { email })
  assert.equal(asked.status, 303)
  await app.runJobs()
  const mail = await lastMailTo(app, email, 'is your code')
  return {
    path: asked.headers.get('location')!,
    code: /^ {4}(\d{6})$/m.exec(mail?.text ?? '')?.[1] ?? '',
  }
}

test('a forgotten password is replaced with a code from an email', async (t) => {
  const app = await testApp()
  const learner = await account(app)

  await t.test('the code sets a new one, signs in, and ends every other session', async () => {
    const old = frontDoor(app)
    await old.post('/sign-in', learner)
    const { path, code } = await askForCode(app, learner.email)
    assert.match(path, /^\/sign-in\/new-password\/[0-9a-f-]{36}$/)
    const door = frontDoor(app)
    assert.match(await (await door.get(path)).text(), /Check your email/)
    const done = await door.post(path, {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
      password: fresh,
    })
    assert.equal(done.headers.get('location'), '/account')
    assert.equal((await door.get('/account')).status, 200)
    assert.equal((await old.get('/account')).status, 303)
    assert.equal((await frontDoor(app).post('/sign-in', learner)).status, 422)
    const signedIn = await frontDoor(app).post('/sign-in', { ...learner, password: fresh })
    assert.equal(signedIn.status, 303)
    await app.runJobs()
    assert.match((await lastMailTo(app, learner.email))!.subject, /password has been changed/)
  })

  await t.test(
    'a code works once, for ten minutes, and only the newest request of a person',
    async () => {
      const first = await askForCode(app, learner.email)
      const second = await askForCode(app, learner.email)
      const crossed = await frontDoor(app).post(first.path, { code: second.code, password: fresh })
      assert.equal(crossed.status, first.code === second.code ? 303 : 422)
      const used = await frontDoor(app).post(second.path, { code: second.code, password: fresh })
      assert.equal(used.status, 303)
      for (const { path, code } of [first, second]) {
        const again = await frontDoor(app).post(path, { code, password: fresh })
        assert.equal(again.status, 410)
        assert.match(await again.text(), /This can no longer be used/)
      }
      app.clock.advance(16 * 60_000)
      const late = await askForCode(app, learner.email)
      app.clock.advance(10 * 60_000)
      assert.equal((await frontDoor(app).get(late.path)).status, 410)
      const expired = await frontDoor(app).post(late.path, { code: late.code, password: fresh })
      assert.equal(expired.status, 410)
    },
  )

  await t.test('a weak password or a missing code does not use the code up', async () => {
    app.clock.advance(16 * 60_000)
    const { path, code } = await askForCode(app, learner.email)
    const door = frontDoor(app)
    const tries: [Record<string, string>, RegExp][] = [
      [{ code, password: 'short' }, /must be 12 characters or more/],
      [{ code, password: 'unbelievable' }, /lists of common passwords/],
      [{ code, password: 'AccountHolder99' }, /mostly a name/],
      [{ code, password: '' }, /Enter a password/],
      [{ code: '', password: fresh }, /Enter the code/],
      [{ code: '12 34', password: fresh }, /6-digit code/],
      [{ code, password: 'x'.repeat(129) }, /128 characters or fewer/],
      [{ code, password: 'aaaaaaaaaaaaaa' }, /repeats itself/],
    ]
    for (const [form, sentence] of tries) {
      const refused = await door.post(path, form)
      assert.equal(refused.status, 422)
      const page = await refused.text()
      assert.match(page, sentence)
      if (form['password']) assert.ok(!page.includes(`"${form['password']}"`))
    }
    assert.match(
      await (await door.post(path, { code, password: 'short' })).text(),
      new RegExp(`value="${code}"`),
    )
    assert.equal((await door.post(path, { code, password: fresh })).status, 303)
  })

  await t.test('a code cannot be tried out, one after the other or at once', async () => {
    app.clock.advance(16 * 60_000)
    const one = await askForCode(app, learner.email)
    const other = one.code === '000000' ? '000001' : '000000'
    const answers: number[] = []
    for (let at = 0; at < 8; at += 1)
      answers.push((await frontDoor(app).post(one.path, { code: other, password: fresh })).status)
    assert.deepEqual(answers, [422, 422, 422, 422, 410, 410, 410, 410])
    const right = await frontDoor(app).post(one.path, { code: one.code, password: fresh })
    assert.equal(right.status, 410)
    assert.match(await right.text(), /wrong too many times/)

    const two = await askForCode(app, learner.email)
    const guesses = Array.from({ length: 40 }, (_, at) => String(at).padStart(6, '0')).filter(
      (code) => code !== two.code,
    )
    const atOnce = await Promise.all(
      guesses.map((code) => frontDoor(app).post(two.path, { code, password: fresh })),
    )
    assert.equal(atOnce.filter(({ status }) => status === 422).length, 4)
    assert.equal(atOnce.filter(({ status }) => status === 410).length, guesses.length - 4)
  })

  await t.test('an address gets at most three codes in a quarter of an hour', async () => {
    const other = await account(app)
    for (let at = 0; at < 3; at += 1) await askForCode(app, other.email)
    const fourth = await frontDoor(app).post('/sign-in/new-password', { email: other.email })
    assert.equal(fourth.status, 429)
    assert.match(await fourth.text(), /Use the newest email, or wait 15 minutes/)
    const { mails } = await app.database
      .selectFrom('development_mail')
      .select(({ fn }) => fn.countAll<number>().as('mails'))
      .where('recipient', '=', other.email)
      .executeTakeFirstOrThrow()
    assert.equal(mails, 3)
  })

  await t.test('nobody gets mail that nobody here has asked for', async () => {
    app.clock.advance(16 * 60_000)
    const stranger = await frontDoor(app).post('/sign-in/new-password', {
      email: 'stranger@example.org',
    })
    await app.runJobs()
    assert.equal(await lastMailTo(app, 'stranger@example.org'), undefined)
    const path = stranger.headers.get('location')!
    const guess = await frontDoor(app).post(path, { code: '123456', password: fresh })
    assert.equal(guess.status, 422)
    assert.match(await guess.text(), /The code is not right/)
  })

  await t.test('what is no request is gone, not an error', async () => {
    for (const id of ['x', '00000000-0000-0000-0000-000000000000', '%00', "';drop table person"]) {
      const path = `/sign-in/new-password/${encodeURIComponent(id)}`
      assert.equal((await frontDoor(app).get(path)).status, 410, id)
      const posted = await frontDoor(app).post(path, { code: '123456', password: fresh })
      assert.equal(posted.status, 410, id)
      assert.equal(
        (await frontDoor(app).get(`/sign-in/set-up/${encodeURIComponent(id)}`)).status,
        410,
      )
    }
  })

  await t.test('the code is in the mail and nowhere else', async () => {
    app.clock.advance(16 * 60_000)
    const other = await account(app)
    const { code } = await askForCode(app, other.email)
    assert.match(code, /^\d{6}$/)
    const kept = JSON.stringify(
      await app.database.selectFrom('password_request').selectAll().execute(),
    )
    assert.ok(!kept.includes(code))
  })
})

test('a new password does not get round the second factor', async () => {
  const app = await testApp()
  const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const officer = await account(app, { roles: ['officer'], key })
  const { path, code } = await askForCode(app, officer.email)
  const door = frontDoor(app)
  const done = await door.post(path, { code, password: fresh })
  assert.equal(done.headers.get('location'), '/sign-in/second-factor')
  assert.equal((await door.get('/manage/people')).status, 303)
  await door.post('/sign-in/second-factor', { code: appCode(key, app.clock.now()) })
  assert.equal((await door.get('/manage/people')).status, 200)
})

test('a pause for wrong passwords ends with a new password', async () => {
  const app = await testApp()
  const learner = await account(app)
  for (let at = 0; at < 6; at += 1)
    await frontDoor(app).post('/sign-in', { email: learner.email, password: 'wrong' })
  assert.equal((await frontDoor(app).post('/sign-in', learner)).status, 429)
  const { path, code } = await askForCode(app, learner.email)
  await frontDoor(app).post(path, { code, password: fresh })
  const answer = await frontDoor(app).post('/sign-in', { ...learner, password: fresh })
  assert.equal(answer.status, 303)
})

test('a changed password ends the other sessions and keeps this one', async () => {
  const app = await testApp()
  const learner = await account(app)
  const [here, there] = [frontDoor(app), frontDoor(app)]
  await here.post('/sign-in', learner)
  await there.post('/sign-in', learner)
  const wrong = await here.post('/account/password', { current: 'nope', password: fresh })
  assert.equal(wrong.status, 422)
  assert.equal((await there.get('/account')).status, 200)
  const weak = await here.post('/account/password', {
    current: learner.password,
    password: 'dragonfootball',
  })
  assert.match(await weak.text(), /harder to guess/)
  const done = await here.post('/account/password', { current: learner.password, password: fresh })
  assert.equal(done.headers.get('location'), '/account?done=password')
  assert.equal((await here.get('/account')).status, 200)
  assert.equal((await there.get('/account')).status, 303)
})

test('signing out everywhere else ends the other sessions', async () => {
  const app = await testApp()
  const learner = await account(app)
  const [here, there] = [frontDoor(app), frontDoor(app)]
  await here.post('/sign-in', learner)
  await there.post('/sign-in', learner)
  assert.match(await (await here.get('/account')).text(), /Sign out everywhere else/)
  await here.post('/account/sessions/end')
  assert.equal((await there.get('/account')).status, 303)
  assert.match(await (await here.get('/account')).text(), /signed in nowhere else/)
})
