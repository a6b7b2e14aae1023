import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { account, appCode, frontDoor, lastMailTo } from '../../../test/people.ts'

const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const inStep = 30_000

test('an officer is in only after the second factor', async (t) => {
  const app = await testApp()
  const officer = await account(app, { roles: ['officer'], key })
  const door = frontDoor(app)

  await t.test('the password alone opens nothing', async () => {
    const answer = await door.post('/sign-in', { ...officer, next: '/manage/people' })
    assert.equal(answer.headers.get('location'), '/sign-in/second-factor?next=%2Fmanage%2Fpeople')
    for (const path of ['/account', '/manage/people', '/manage/audit', '/account/password'])
      assert.equal(
        (await door.get(path)).headers.get('location'),
        `/sign-in/second-factor?next=${encodeURIComponent(path)}`,
      )
    const posted = await door.post('/manage/people', { name: 'X', email: 'x@example.org' })
    const told = '/sign-in/second-factor?next=%2Fmanage%2Fpeople&not-carried-out=yes'
    assert.equal(posted.headers.get('location'), told)
    assert.match(await (await door.get(told)).text(), /what you sent just now was not carried out/)
    assert.equal((await door.get('/sign-in')).headers.get('location'), '/sign-in/second-factor')
  })

  await t.test('the password alone cannot put another second factor in its place', async () => {
    const begun = await door.post('/account/second-factor')
    assert.equal(begun.headers.get('location'), '/sign-in/second-factor')
    const shown = await door.get('/account/second-factor')
    assert.equal(shown.headers.get('location'), '/sign-in/second-factor')
    await app.database
      .insertInto('second_factor_setup')
      .values({
        person_id: officer.personId,
        secret_encrypted: Buffer.from('x'),
        started_at: app.clock.now(),
      })
      .execute()
    assert.equal((await door.get('/account/second-factor/confirmation')).status, 403)
    const confirmed = await door.post('/account/second-factor/confirmation', { code: '123456' })
    assert.equal(confirmed.status, 403)
  })

  await t.test('a wrong code is refused, the right one leads on', async () => {
    for (const code of ['000000', 'abc', '12345', '1234567', '٣٤٥٦٧٨']) {
      if (code === '1234567') app.clock.advance(10 * 60_000)
      const wrong = await door.post('/sign-in/second-factor', { code })
      assert.equal(wrong.status, 422, code)
      assert.match(await wrong.text(), /The code is not right/)
    }
    const empty = await door.post('/sign-in/second-factor', { code: ' ' })
    assert.match(await empty.text(), /Enter the code/)
    app.clock.advance(10 * 60_000)
    const code = appCode(key, app.clock.now())
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    const answer = await door.post('/sign-in/second-factor?next=%2Fmanage%2Fpeople', {
      code: spaced,
    })
    assert.equal(answer.headers.get('location'), '/manage/people')
    assert.equal((await door.get('/manage/people')).status, 200)
  })

  await t.test('a code works once; the next one works again', async () => {
    const second = frontDoor(app)
    await second.post('/sign-in', officer)
    const replayed = await second.post('/sign-in/second-factor', {
      code: appCode(key, app.clock.now()),
    })
    assert.equal(replayed.status, 422)
    assert.match(await replayed.text(), /has been used already/)
    app.clock.advance(inStep)
    const fresh = await second.post('/sign-in/second-factor', {
      code: appCode(key, app.clock.now()),
    })
    assert.equal(fresh.status, 303)
    // The code of before one that was used is refused too, although clocks may be a little off.
    const third = frontDoor(app)
    await third.post('/sign-in', officer)
    const older = await third.post('/sign-in/second-factor', {
      code: appCode(key, app.clock.now(), -1),
    })
    assert.equal(older.status, 422)
  })

  await t.test('one code sent twice at once lets one in', async () => {
    app.clock.advance(10 * inStep)
    const doors = [frontDoor(app), frontDoor(app), frontDoor(app), frontDoor(app)]
    for (const each of doors) await each.post('/sign-in', officer)
    const code = appCode(key, app.clock.now())
    const answers = await Promise.all(
      doors.map((each) => each.post('/sign-in/second-factor', { code })),
    )
    assert.equal(answers.filter(({ status }) => status === 303).length, 1)
  })

  await t.test('codes cannot be tried out', async () => {
    app.clock.advance(10 * 60_000)
    const guesser = frontDoor(app)
    await guesser.post('/sign-in', officer)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        guesser.post('/sign-in/second-factor', { code: String(100_000 + at) }),
      ),
    )
    assert.equal(answers.filter(({ status }) => status === 422).length, 5)
    const right = await guesser.post('/sign-in/second-factor', {
      code: appCode(key, app.clock.now()),
    })
    assert.equal(right.status, 429)
    app.clock.advance(6 * 60_000)
    const later = await guesser.post('/sign-in/second-factor', {
      code: appCode(key, app.clock.now()),
    })
    assert.equal(later.status, 303)
  })
})

test('a second factor is set up, used, changed and switched off', async (t) => {
  const app = await testApp()
  const officer = await account(app, { roles: ['officer'] })
  const door = frontDoor(app)
  let newKey = ''
  let codes: string[] = []

  await t.test('whoever needs one sets it up before anything else', async () => {
    await door.post('/sign-in', { ...officer, next: '/manage/audit' })
    const asked = await door.get('/sign-in/second-factor?next=%2Fmanage%2Faudit')
    assert.equal(asked.headers.get('location'), '/account/second-factor?next=%2Fmanage%2Faudit')
    assert.equal((await door.get('/manage/people')).status, 303)
    const page = await (await door.get('/account/second-factor')).text()
    assert.match(page, /Your role can change what the public reads/)
    const begun = await door.post('/account/second-factor?next=%2Fmanage%2Faudit')
    const confirmation = begun.headers.get('location')!
    assert.equal(confirmation, '/account/second-factor/confirmation?next=%2Fmanage%2Faudit')
    const html = await (await door.get(confirmation)).text()
    newKey = /class="cairn-key">([A-Z2-7 ]+)</.exec(html)![1]!.replaceAll(' ', '')
    assert.equal(newKey.length, 32)
    assert.match(html, /<svg class="cairn-qr" role="img"/)
    const wrong = await door.post(confirmation, { code: '000000' })
    assert.equal(wrong.status, 422)
    const again = await wrong.text()
    assert.match(again, new RegExp(newKey.slice(0, 4)))
    assert.match(again, /Use the 6-digit code that your app shows now for this site/)
    assert.doesNotMatch(again, /recovery code/, 'there are none yet')

    const before = door.cookie
    const done = await door.post(confirmation, { code: appCode(newKey, app.clock.now()) })
    assert.equal(done.status, 200)
    const recovery = await done.text()
    codes = [...recovery.matchAll(/<li>([0-9a-z]{4}(?:-[0-9a-z]{4}){3})<\/li>/g)].map(
      ([, code]) => code!,
    )
    assert.equal(codes.length, 10)
    assert.match(recovery, /href="\/manage\/audit"/)
    assert.notEqual(door.cookie, before)
    assert.equal((await door.get('/manage/audit')).status, 200)
    await app.runJobs()
    assert.match((await lastMailTo(app, officer.email))!.subject, /second factor has been set up/)
  })

  await t.test('neither key nor codes can be read from the database', async () => {
    const kept = JSON.stringify([
      await app.database.selectFrom('second_factor').selectAll().execute(),
      await app.database.selectFrom('recovery_code').selectAll().execute(),
      await app.database.selectFrom('audit_entry').selectAll().execute(),
    ])
    const bytes = Buffer.from(kept).toString('latin1')
    for (const secret of [newKey, ...codes]) assert.ok(!bytes.includes(secret))
    const { secret_encrypted: sealed } = await app.database
      .selectFrom('second_factor')
      .select('secret_encrypted')
      .executeTakeFirstOrThrow()
    assert.ok(!sealed.includes(newKey))
    assert.equal(app.services.secrets.unseal('second factor', sealed), newKey)
  })

  await t.test('the code that proved it cannot be used to sign in', async () => {
    const again = frontDoor(app)
    await again.post('/sign-in', officer)
    const replayed = await again.post('/sign-in/second-factor', {
      code: appCode(newKey, app.clock.now()),
    })
    assert.equal(replayed.status, 422)
  })

  await t.test('a recovery code lets in once, however it is typed', async () => {
    const typed = codes[0]!.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')
    const lost = frontDoor(app)
    await lost.post('/sign-in', officer)
    assert.equal((await lost.post('/sign-in/second-factor', { code: typed })).status, 303)
    assert.equal((await lost.get('/manage/audit')).status, 200)
    assert.match(await (await lost.get('/account')).text(), /9 recovery codes left/)
    const again = frontDoor(app)
    await again.post('/sign-in', officer)
    assert.equal((await again.post('/sign-in/second-factor', { code: codes[0]! })).status, 422)
    assert.equal((await again.post('/sign-in/second-factor', { code: codes[1]! })).status, 303)
    await app.runJobs()
    assert.match((await lastMailTo(app, officer.email))!.subject, /recovery code has been used/)
  })

  await t.test('somebody else’s recovery code does not', async () => {
    const other = await account(app, { roles: ['officer'], key })
    const thief = frontDoor(app)
    await thief.post('/sign-in', other)
    assert.equal((await thief.post('/sign-in/second-factor', { code: codes[2]! })).status, 422)
  })

  await t.test('new codes, another phone and switching off ask for the password', async () => {
    for (const [path, field] of [
      ['/account/recovery-codes', 'current-codes'],
      ['/account/second-factor', 'current-replace'],
    ] as const) {
      assert.match(await (await door.post(path)).text(), /Enter your password/)
      const wrong = await door.post(path, { [field]: 'not mine' })
      assert.equal(wrong.status, 422)
      assert.match(await wrong.text(), /This is not your password/)
    }
    const renewed = await door.post('/account/recovery-codes', {
      'current-codes': officer.password,
    })
    assert.equal(renewed.status, 200)
    const old = frontDoor(app)
    await old.post('/sign-in', officer)
    assert.equal((await old.post('/sign-in/second-factor', { code: codes[3]! })).status, 422)

    const begun = await door.post('/account/second-factor', {
      'current-replace': officer.password,
    })
    assert.equal(begun.headers.get('location'), '/account/second-factor/confirmation')
    // Until the new one has shown a code, the old one works.
    app.clock.advance(10 * 60_000)
    const still = frontDoor(app)
    await still.post('/sign-in', officer)
    const code = appCode(newKey, app.clock.now())
    assert.equal((await still.post('/sign-in/second-factor', { code })).status, 303)
  })

  await t.test(
    'who has a role that needs it cannot switch it off; a practitioner can',
    async () => {
      const refused = await door.post('/account/second-factor/removal', {
        'current-remove': officer.password,
      })
      assert.equal(refused.headers.get('location'), '/account/second-factor')
      const learner = await account(app, { key })
      const own = frontDoor(app)
      await own.post('/sign-in', learner)
      assert.equal(
        (await own.get('/account')).headers.get('location'),
        '/sign-in/second-factor?next=%2Faccount',
      )
      await own.post('/sign-in/second-factor', { code: appCode(key, app.clock.now()) })
      const off = await own.post('/account/second-factor/removal', {
        'current-remove': learner.password,
      })
      assert.equal(off.headers.get('location'), '/account?done=second-factor-off')
      const next = frontDoor(app)
      await next.post('/sign-in', learner)
      assert.equal((await next.get('/account')).status, 200)
    },
  )

  await t.test('with another secret of the installation a sentence says what to do', async () => {
    const moved = await account(app, { roles: ['officer'], key })
    await app.database
      .updateTable('second_factor')
      .set({ secret_encrypted: Buffer.alloc(60, 7) })
      .where('person_id', '=', moved.personId)
      .execute()
    const lost = frontDoor(app)
    await lost.post('/sign-in', moved)
    const answer = await lost.post('/sign-in/second-factor', { code: '123456' })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /the secret of this installation has changed/)
  })
})
