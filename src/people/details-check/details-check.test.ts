import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp, type TestApp, type Visitor } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { account, frontDoor, lastMailTo } from '../../../test/people.ts'
import { pathAfterSignIn } from './after-sign-in.ts'
import { askForDetailsCheck, confirmDetails, detailsStatesOf } from './details-check-queries.ts'
import { noteBounce } from './details-check.ts'
import { remindOfDetails } from './details-jobs.ts'
import { detailsStateOf } from './details-state.ts'

const day = 24 * 3600_000

async function employed(app: TestApp, personId: string, roleCode: string | null = 'teacher') {
  const organisationId = await listOrganisation(app, { names: [['Fell School', '1990-01-01']] })
  const { id } = await app.database
    .insertInto('affiliation')
    .values({
      person_id: personId,
      organisation_id: organisationId,
      valid_from: '2015-01-01',
      job_role_code: roleCode,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { affiliationId: id, organisationId }
}

/** A record that was made before the clock's now, as tests make them in the future. */
async function madeOn({ database }: TestApp, personId: string, date: string): Promise<void> {
  await database
    .updateTable('person')
    .set({ created_at: new Date(date), last_signed_in_at: new Date(date) })
    .where('id', '=', personId)
    .execute()
}

const stateOf = async ({ database, clock }: TestApp, personId: string) =>
  (await detailsStatesOf(database, [personId], clock.now())).get(personId)?.state

const read = async (app: TestApp, path: string, as: Visitor) =>
  (await app.request(path, { as })).text()

const shownOn = (page: string) => /name="shown" value="([^"]+)"/.exec(page)?.[1]

test('the database and the program say the same of every moment', async () => {
  const { database } = await testApp()
  const now = new Date('2021-06-01T12:00:00Z')
  const ago = (days: number) => new Date(now.getTime() - days * day)
  const moments = [null, ...[0, 1, 29, 30, 31, 179, 180, 181, 209, 210, 211, 400].map(ago)]
  const seen = new Set<string>()
  for (const detailsConfirmedAt of moments)
    for (const detailsAskedAt of moments)
      for (const createdAt of [ago(0), ago(30), ago(500)]) {
        const { rows } = await sql<{ state: string }>`
          select details_state_at(${detailsConfirmedAt}, ${detailsAskedAt}, ${createdAt}, ${now}) as state`.execute(
          database,
        )
        const state = detailsStateOf({ detailsConfirmedAt, detailsAskedAt, createdAt }, now)
        assert.equal(
          rows[0]!.state,
          state,
          JSON.stringify([detailsConfirmedAt, detailsAskedAt, createdAt]),
        )
        seen.add(state)
      }
  assert.equal(seen.size, 3)
})

test('confirmed details become due after 180 days and overdue after 30 more', async () => {
  const app = await testApp()
  const { personId } = await app.signIn('practitioner')
  await confirmDetails(app.database, personId, app.clock.now())
  const states = []
  for (const days of [0, 179, 1, 29, 1]) {
    app.clock.advance(days * day)
    states.push(await stateOf(app, personId))
  }
  assert.deepEqual(states, ['confirmed', 'confirmed', 'due', 'due', 'overdue'])
  await askForDetailsCheck(app.database, {
    personIds: [personId],
    because: 'officer',
    now: app.clock.now(),
  })
  assert.equal(await stateOf(app, personId), 'overdue', 'asking does not put off')
  await confirmDetails(app.database, personId, app.clock.now())
  assert.equal(await stateOf(app, personId), 'confirmed')
})

test('everything is right: one page, one button', async (t) => {
  const app = await testApp()
  const jo = await app.signIn('practitioner')
  await madeOn(app, jo.personId, '2020-10-01')

  await t.test(
    'there is no button while something is missing, and the page says what',
    async () => {
      const page = await read(app, '/account/details', jo)
      assert.match(page, /Add where you work/)
      assert.equal(shownOn(page), undefined)
      const { affiliationId } = await employed(app, jo.personId, null)
      const withoutRole = await read(app, '/account/details', jo)
      assert.match(withoutRole, /Choose what you do at Fell School/)
      assert.equal(shownOn(withoutRole), undefined)
      await app.database
        .updateTable('affiliation')
        .set({ job_role_code: 'teacher' })
        .where('id', '=', affiliationId)
        .execute()
    },
  )

  await t.test('what was confirmed is what the page showed', async () => {
    const shown = shownOn(await read(app, '/account/details', jo))!
    await app.database
      .updateTable('person')
      .set({ name: 'Somebody Else' })
      .where('id', '=', jo.personId)
      .execute()
    const confirm = (form: Record<string, string>) =>
      app.request('/account/details/confirmation', { as: jo, form })
    for (const form of [{ shown }, { shown: '' }, { '': '' }, { shown: '\u0000' }]) {
      const stale = await confirm(form as Record<string, string>)
      assert.equal(stale.status, 422)
      assert.match(await stale.text(), /have changed since you opened this page/)
    }
    assert.equal(await stateOf(app, jo.personId), 'due')
    const now = shownOn(await read(app, '/account/details', jo))!
    const done = await confirm({ shown: now, next: '/training' })
    assert.equal(done.headers.get('location'), '/training')
    assert.equal(await stateOf(app, jo.personId), 'confirmed')
    const elsewhere = await confirm({ shown: now, next: '//evil.example' })
    assert.equal(elsewhere.headers.get('location'), '/account/details?done=confirmed')
  })
})

test('due: asked once after signing in, and put off; overdue: asked each time; never locked out', async () => {
  const app = await testApp()
  const jo = await account(app)
  await employed(app, jo.personId)
  await confirmDetails(app.database, jo.personId, app.clock.now())
  const signIn = async (next = '') => {
    const door = frontDoor(app)
    const answer = await door.post('/sign-in', { email: jo.email, password: jo.password, next })
    return { door, to: answer.headers.get('location') }
  }
  assert.equal((await signIn()).to, '/account')
  app.clock.advance(181 * day)
  const asked = await signIn('/training')
  assert.equal(asked.to, '/account/details?next=%2Ftraining')
  const page = await (await asked.door.get(asked.to!)).text()
  assert.match(page, /Are your details right\?/)
  assert.match(page, /Later/)
  const shown = await (await asked.door.get('/account')).text()
  assert.match(shown, /Please check your details/)
  const later = await asked.door.post('/account/details/later', { next: '/training' })
  assert.equal(later.headers.get('location'), '/training')
  assert.equal((await signIn()).to, '/account', 'put off')
  app.clock.advance(8 * day)
  assert.match((await signIn()).to!, /^\/account\/details/, 'not forgotten')
  app.clock.advance(30 * day)
  for (const visit of ['first', 'second']) {
    const { door, to } = await signIn()
    assert.match(to!, /^\/account\/details/, `overdue at the ${visit} visit`)
    await door.post('/account/details/later', { next: '/account' })
    assert.equal((await door.get('/account/learning')).status, 200, 'not locked out')
  }
})

test('mail that comes back asks for the details; once a round, and for nobody that is not here', async () => {
  const app = await testApp()
  const { database, clock } = app
  const jo = await app.signIn('practitioner')
  await employed(app, jo.personId)
  await confirmDetails(database, jo.personId, clock.now())
  assert.equal(await noteBounce(database, 'nobody@example.org', clock.now()), false)
  assert.equal(await stateOf(app, jo.personId), 'confirmed')
  assert.equal(await noteBounce(database, jo.email.toUpperCase(), clock.now()), true)
  assert.equal(await noteBounce(database, jo.email, clock.now()), false)
  assert.equal(await stateOf(app, jo.personId), 'due')
  const page = await read(app, '/account/details', jo)
  assert.match(page, /An email to you came back/)
  assert.match(page, /Not proved/)
  const shown = shownOn(page)!
  await app.request('/account/details/confirmation', { as: jo, form: { shown } })
  assert.equal(await stateOf(app, jo.personId), 'confirmed')
})

test('one reminder when due and one when overdue, to nobody else', async () => {
  const app = await testApp()
  const { database, clock } = app
  const people = {
    jo: await app.signIn('practitioner'),
    confirmed: await app.signIn('practitioner'),
    left: await app.signIn('practitioner'),
    bounced: await app.signIn('practitioner'),
    invited: await app.signIn('practitioner'),
  }
  for (const { personId } of Object.values(people)) await madeOn(app, personId, '2020-10-01')
  await confirmDetails(database, people.confirmed.personId, new Date('2020-12-01T00:00:00Z'))
  await noteBounce(database, people.bounced.email, clock.now())
  const set = (personId: string, values: object) =>
    database.updateTable('person').set(values).where('id', '=', personId).execute()
  await set(people.left.personId, { left_at: clock.now() })
  await set(people.invited.personId, { last_signed_in_at: null })
  const round = async () => {
    const before = await mails()
    await remindOfDetails(app.services)
    await app.runJobs()
    return (await mails()).slice(before.length)
  }
  const mails = () =>
    database
      .selectFrom('development_mail')
      .select(['recipient', 'subject', 'body_text'])
      .orderBy('id')
      .execute()

  const [first, ...others] = await round()
  assert.deepEqual(
    [first?.recipient, first?.subject, others],
    [people.jo.email, 'Please check your details', []],
  )
  assert.match(first!.body_text, /\/account\/details/)
  assert.doesNotMatch(first!.body_text, /token|confirmation/)
  assert.deepEqual(await round(), [])
  clock.advance(31 * day)
  assert.deepEqual(
    (await round()).map(({ recipient, subject }) => [recipient, subject]),
    [[people.jo.email, 'Your details are still to be checked']],
  )
  clock.advance(60 * day)
  assert.deepEqual(await round(), [])
  await confirmDetails(database, people.jo.personId, clock.now())
  clock.advance(181 * day)
  assert.ok(
    (await round()).some(({ recipient }) => recipient === people.jo.email),
    'a new round',
  )
})

test('another address is proved by a code', async (t) => {
  const app = await testApp()
  const jo = await account(app)
  const door = frontDoor(app)
  await door.post('/sign-in', jo)
  const elsewhere = frontDoor(app)
  await elsewhere.post('/sign-in', jo)
  const ask = async (email: string) => {
    const answer = await door.post('/account/details/email', { email })
    const to = answer.headers.get('location')
    if (!to) return { page: '', code: '', text: await answer.text(), status: answer.status }
    await app.runJobs()
    const mail = await lastMailTo(app, email)
    return { page: to, code: /\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '', text: '', status: 303 }
  }
  const emailNow = async () =>
    (
      await app.database
        .selectFrom('person')
        .select('email')
        .where('id', '=', jo.personId)
        .executeTakeFirstOrThrow()
    ).email
  // After ten minutes an address is changed only by whoever gives the password once more.
  const later = async (milliseconds: number) => {
    app.clock.advance(milliseconds)
    await door.post('/account/proof', { current: jo.password })
  }
  const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000')

  await t.test('what is no own work address is refused with the reason', async () => {
    for (const [email, sentence] of [
      ['', /Enter an email address/],
      [jo.email.toUpperCase(), /is your email address already/],
      ['office@fellside-school.example', /shared|several people/i],
      ['x'.repeat(10_000), /email address/],
    ] as const) {
      const refused = await ask(email)
      assert.equal(refused.status, 422, email.slice(0, 40))
      assert.match(refused.text, sentence)
    }
  })

  await t.test('the mail greets nobody: words of a name reach no stranger', async () => {
    await app.database
      .updateTable('person')
      .set({ name: 'Claim Your Prize' })
      .where('id', '=', jo.personId)
      .execute()
    await ask('stranger@new-place.example')
    const mail = await lastMailTo(app, 'stranger@new-place.example')
    assert.match(mail?.text ?? '', /Type this code/)
    assert.doesNotMatch(`${mail?.subject}${mail?.text}`, /Prize/)
  })

  await t.test('wrong codes count, the fifth ends it, and nothing has changed', async () => {
    const { page, code } = await ask('first@new-place.example')
    for (let at = 0; at < 4; at += 1) {
      const wrong = await door.post(page, { code: wrongOf(code) })
      assert.equal(wrong.status, 422)
      assert.match(await wrong.text(), /The code is not right/)
    }
    assert.equal((await door.post(page, { code: wrongOf(code) })).status, 410)
    assert.equal((await door.post(page, { code })).status, 410)
    assert.equal(await emailNow(), jo.email)
  })

  await t.test('a code is over after ten minutes, and is no other account’s', async () => {
    const { page, code } = await ask('second@new-place.example')
    const other = await account(app)
    const stranger = frontDoor(app)
    await stranger.post('/sign-in', other)
    assert.equal((await stranger.get(page)).status, 410)
    assert.equal((await stranger.post(page, { code })).status, 410)
    await later(11 * 60_000)
    assert.equal((await door.post(page, { code })).status, 410)
    assert.equal((await door.get(page)).status, 410)
    assert.equal(await emailNow(), jo.email)
  })

  await t.test('an address of another account gets a mail that says so, and no code', async () => {
    await later(3600_000)
    const other = await account(app)
    const { page } = await ask(other.email)
    const shown = await (await door.get(page)).text()
    assert.match(shown, /is on its way/)
    assert.match((await lastMailTo(app, other.email))!.subject, /has an account already/)
    assert.equal((await door.post(page, { code: '123456' })).status, 422)
  })

  await t.test(
    'the right code: this session goes on, others end, both addresses are told',
    async () => {
      await later(3600_000)
      const { page, code } = await ask('jo@new-place.example')
      assert.equal((await elsewhere.get('/account')).status, 200)
      const done = await door.post(page, { code: `${code.slice(0, 3)} ${code.slice(3)}` })
      assert.equal(done.headers.get('location'), '/account/details?done=email')
      assert.equal(await emailNow(), 'jo@new-place.example')
      assert.equal((await door.get('/account')).status, 200)
      assert.equal((await elsewhere.get('/account')).status, 303)
      await app.runJobs()
      for (const address of [jo.email, 'jo@new-place.example'])
        assert.match((await lastMailTo(app, address))!.subject, /email address has been changed/)
      assert.match((await lastMailTo(app, jo.email))!.text, /only the partnership can put it right/)
      const link = /sign-in\/new-password/
      assert.doesNotMatch((await lastMailTo(app, jo.email))!.text, link, 'no code would come there')
      assert.match((await lastMailTo(app, 'jo@new-place.example'))!.text, link)
      assert.equal((await door.post(page, { code })).status, 410, 'a code works once')
    },
  )

  await t.test('an address that somebody took meanwhile is refused', async () => {
    await later(3600_000)
    const { page, code } = await ask('taken@new-place.example')
    await account(app, { email: 'taken@new-place.example' })
    const refused = await door.post(page, { code })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /has an account already/)
    assert.equal(await emailNow(), 'jo@new-place.example')
  })

  await t.test('one that came back is proved again by a code to itself', async () => {
    await later(3600_000)
    await noteBounce(app.database, 'jo@new-place.example', app.clock.now())
    assert.match(await (await door.get('/account/details')).text(), /Not proved/)
    const { page, code } = await ask('jo@new-place.example')
    const done = await door.post(page, { code })
    assert.equal(done.headers.get('location'), '/account/details?done=proved')
    assert.doesNotMatch(await (await door.get('/account/details')).text(), /Not proved/)
  })
})

test('the check stands before every page but its own and that of enrolling', async () => {
  const app = await testApp()
  const { personId: id } = await app.signIn('practitioner')
  await askForDetailsCheck(app.database, {
    personIds: [id],
    because: 'officer',
    now: app.clock.now(),
  })
  app.clock.advance(365 * day)
  const after = (next: string) =>
    pathAfterSignIn(app.services, { id, roles: ['practitioner'] }, next)
  for (const open of [
    '/account/details',
    '/account/details?next=%2Faccount',
    '/account/details/name',
    '/training/basics/enrol',
    '/training/basics/enrol?for=1',
  ])
    assert.equal(await after(open), open)
  for (const other of ['/account', '/account/detailsanything', '/training/basics/enrolled'])
    assert.equal(await after(other), `/account/details?next=${encodeURIComponent(other)}`)
})
