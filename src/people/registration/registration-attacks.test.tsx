import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { account, frontDoor, lastMailTo } from '../../../test/people.ts'
import {
  answerTheRest,
  codeFor,
  goodPassword,
  newcomer,
  proved,
} from '../../../test/registration.ts'
import { sessionCookie } from '../../platform/sessions.ts'
import { proveAddress } from './registration.ts'
import { findRegistrationById } from './registration-queries.ts'

const locationOf = (answer: Pick<Response, 'headers'>) => answer.headers.get('location') ?? ''

test('a code proves the address that it went to, and no other', async (t) => {
  const app = await testApp('2026-11-26T09:00:00Z')

  await t.test('typed at the moment at which another address is named', async () => {
    const browser = newcomer(app)
    await browser.begin({ email: 'mine@attacker.example' })
    const code = await codeFor(app, 'mine@attacker.example')
    const { id } = await app.database
      .selectFrom('registration')
      .select('id')
      .where('email', '=', 'mine@attacker.example')
      .executeTakeFirstOrThrow()
    // What the request that types the code has read before the other one changes the address.
    const stale = (await findRegistrationById(app.database, id))!
    await browser.begin({ email: 'victim@school.example' })
    assert.notEqual(await proveAddress(app.services, stale, code, '192.0.2.1'), 'proved')
    assert.equal((await findRegistrationById(app.database, id))!.isProved, false)
    // The control: the code that went to the address that is named proves it.
    const own = await codeFor(app, 'victim@school.example')
    const answer = await browser.post('/register/code', { code: own })
    assert.equal(locationOf(answer), '/register/organisation')
  })

  await t.test('many times at once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [mine, victim] = [`a${round}@attacker.example`, `v${round}@school.example`]
      const browser = newcomer(app)
      await browser.begin({ email: mine })
      const code = await codeFor(app, mine)
      await Promise.all([
        browser.begin({ email: victim }),
        browser.post('/register/code', { code }),
        browser.post('/register/code', { code }),
      ])
      const { proved_at: provedAt, email } = await app.database
        .selectFrom('registration')
        .select(['proved_at', 'email'])
        .where('email', 'in', [mine, victim])
        .executeTakeFirstOrThrow()
      assert.ok(email === mine || provedAt === null, `round ${round}: ${email} counts as proved`)
    }
  })

  await t.test('a mail goes only to the address that its code was asked for', async () => {
    const browser = newcomer(app)
    await browser.begin({ email: 'first@school.example' })
    await browser.begin({ email: 'second@school.example' })
    await app.runJobs()
    assert.equal(await lastMailTo(app, 'first@school.example'), undefined)
    assert.ok(await lastMailTo(app, 'second@school.example'))
  })
})

test('having registered opens no second session later', async () => {
  const app = await testApp('2026-11-26T09:00:00Z')
  const organisationId = await listOrganisation(app, { names: [['Derwent Youth', '2003-05-12']] })
  const browser = await proved(app)
  await browser.post('/register/organisation', { organisationId })
  await answerTheRest(browser)
  await browser.post('/register/check')
  assert.equal((await browser.get('/account')).status, 200)
  const kept = browser.cookies.get('__Host-cairn-registration')
  await browser.post('/sign-out')
  assert.equal(browser.cookies.has('__Host-cairn-registration'), false)
  browser.cookies.delete(sessionCookie)
  browser.cookies.set('__Host-cairn-registration', kept ?? '')
  app.clock.advance(11_000)
  await browser.post('/register/check')
  assert.match(locationOf(await browser.get('/account')), /^\/sign-in/)
})

test('a code for one thing does nothing else', async () => {
  const app = await testApp('2026-11-26T09:00:00Z')
  const owner = await account(app, { email: 'owner@school.example' })
  const door = frontDoor(app)
  await door.post('/sign-in', owner)
  const asked = await door.post('/account/details/email', { email: 'mine@attacker.example' })
  const requestId = locationOf(asked).split('/').at(-1)!
  await app.runJobs()
  const mail = await lastMailTo(app, 'mine@attacker.example')
  const code = /\d{6}/.exec(mail?.subject ?? mail?.text ?? '')![0]
  const stranger = frontDoor(app)
  const password = 'gorse marble sheepdog rain'
  for (const path of [`/sign-in/new-password/${requestId}`, `/sign-in/set-up/${requestId}.${code}`])
    assert.equal((await stranger.post(path, { code, password })).status, 410, path)
  const before = { email: owner.email, password: owner.password }
  assert.equal((await frontDoor(app).post('/sign-in', before)).status, 303)
})

test('another address ends what went to the one before, and every way in of whoever had it', async () => {
  const app = await testApp('2026-11-26T09:00:00Z')
  const officer = await app.signIn('officer')
  const holder = await account(app, { email: 'wrong@school.example' })
  const change = (email: string) =>
    app.request(`/manage/people/${holder.personId}/details`, {
      as: officer,
      form: { name: 'Account Holder', email, nameChange: 'new' },
    })
  const door = frontDoor(app)
  const asked = await door.post('/sign-in/new-password', { email: holder.email })
  await app.runJobs()
  const code = /\d{6}/.exec((await lastMailTo(app, holder.email))!.subject)![0]
  assert.equal((await change('right@school.example')).status, 303)
  const tried = await door.post(locationOf(asked), { code, password: goodPassword })
  assert.equal(tried.status, 410)
  const old = { email: 'right@school.example', password: holder.password }
  assert.equal((await door.post('/sign-in', old)).status, 422)
  const { email_verified_at: provedAt } = await app.database
    .selectFrom('person')
    .select('email_verified_at')
    .where('id', '=', holder.personId)
    .executeTakeFirstOrThrow()
  assert.equal(provedAt, null)
  // The control: a code to the right address lets its owner in, and proves it.
  const again = await door.post('/sign-in/new-password', { email: 'right@school.example' })
  await app.runJobs()
  const mail = await lastMailTo(app, 'right@school.example', 'is your code')
  const right = /\d{6}/.exec(mail!.subject)![0]
  const set = await door.post(locationOf(again), { code: right, password: goodPassword })
  assert.equal(set.status, 303)
})
