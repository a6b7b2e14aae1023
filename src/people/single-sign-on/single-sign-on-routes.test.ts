import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { htmlProblems } from '../../../test/html.ts'
import { identityProvider, loginAt } from '../../../test/identity-provider.ts'
import { lyingProvider, type Lie } from '../../../test/lying-provider.ts'
import {
  account,
  frontDoor,
  lastMailTo,
  signedInDoor,
  type Account,
  type FrontDoor,
} from '../../../test/people.ts'
import { addProvider, changeProvider, switchProvider } from './providers.ts'
import { findProvider, type Provider } from './provider-queries.ts'
import { redirectUriOf } from './single-sign-on.ts'

const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const variables = { CAIRN_LOOPBACK_PROVIDERS: 'yes' }
const siteNow = () => testApp(new Date().toISOString(), variables)

/** An agency's sign-in as an officer sets it up, switched on. */
async function addAgency(
  app: TestApp,
  issuer: string,
  options: {
    name?: string
    hasSecondFactor?: boolean
    emailDomains?: string[]
    register?: (redirectUri: string) => { clientId: string; clientSecret: string }
  } = {},
): Promise<Provider> {
  const { services } = app
  const officer = (await app.signIn('officer')) as { personId: string }
  const by = { id: officer.personId } as never
  const name = options.name ?? 'Derwent Council'
  const added = await addProvider(services, { name, issuer }, by)
  assert.ok(added.ok, JSON.stringify(added))
  const client = options.register?.(redirectUriOf(services, added.id)) ?? {
    clientId: 'cairn',
    clientSecret: 'a client secret',
  }
  const provider = (await findProvider(services.database, added.id))!
  const settings = {
    name,
    ...client,
    emailDomains: options.emailDomains ?? [],
    hasSecondFactor: options.hasSecondFactor ?? false,
  }
  assert.ok((await changeProvider(services, provider, settings, by)).ok)
  const known = (await findProvider(services.database, added.id))!
  assert.ok(await switchProvider(services, known, true, by))
  return { ...known, isEnabled: true }
}

/** Presses the button: the address of the provider that the browser is sent to. */
async function begin(door: FrontDoor, provider: Provider, next = ''): Promise<string> {
  const answer = await door.post(`/sign-in/with/${provider.id}`, { next })
  assert.equal(answer.status, 200)
  const refresh = answer.headers.get('refresh') ?? ''
  assert.match(refresh, /^0; url=http/)
  return refresh.slice('0; url='.length)
}

const pathOf = (url: URL): string => url.pathname + url.search

const links = ({ database }: TestApp) => database.selectFrom('linked_account').selectAll().execute()
const pending = ({ database }: TestApp) =>
  database.selectFrom('pending_account').selectAll().execute()

/** Links an account of the provider with this person, as they do it themselves. */
async function link(
  app: TestApp,
  provider: Provider,
  person: Account,
  goThere: (address: string) => Promise<string>,
): Promise<FrontDoor> {
  const door = await signedInDoor(app, person)
  const back = await door.get(await goThere(await begin(door, provider)))
  assert.equal(back.headers.get('location'), '/account/linked-accounts/new')
  const linked = await door.post('/account/linked-accounts')
  assert.equal(linked.headers.get('location'), '/account?done=account-linked')
  return door
}

test('signing in with the account of an agency, at a real provider', async (t) => {
  const app = await siteNow()
  const agency = await identityProvider()
  const provider = await addAgency(app, agency.issuer, { register: agency.register })
  agency.people.set('jo', { email: 'jo@derwent.example' })
  const person = await account(app, { email: 'jo@derwent.example' })
  const go = (as: string) => async (address: string) => pathOf(await loginAt(address, as))

  await t.test('the button leads there with everything that must come back', async () => {
    const page = await (await frontDoor(app).get('/sign-in')).text()
    assert.match(page, /Sign in with Derwent Council/)
    assert.deepEqual(await htmlProblems(page), [])
    const asked = new URL(await begin(frontDoor(app), provider))
    assert.equal(asked.origin, agency.issuer)
    const query = Object.fromEntries(asked.searchParams)
    assert.equal(query['response_type'], 'code')
    assert.equal(query['code_challenge_method'], 'S256')
    assert.equal(query['redirect_uri'], redirectUriOf(app.services, provider.id))
    for (const random of ['state', 'nonce', 'code_challenge'])
      assert.ok(query[random]!.length >= 43, random)
  })

  await t.test('an equal address links nobody, and nothing is made', async () => {
    const door = frontDoor(app)
    const back = await door.get(await go('jo')(await begin(door, provider)))
    assert.equal(back.headers.get('location'), '/sign-in/unknown-account')
    assert.equal(door.cookie, '', 'nobody is signed in')
    const page = await (await door.get('/sign-in/unknown-account')).text()
    assert.match(page, /as jo@derwent.example/)
    assert.match(page, /href="\/sign-in\?next=%2Faccount%2Flinked-accounts%2Fnew"/)
    assert.deepEqual(await htmlProblems(page), [])
    assert.match(page, /href="\/register\?next=%2Faccount%2Flinked-accounts%2Fnew"/)
    assert.match(await (await door.get('/register')).text(), /value="jo@derwent.example"/)
    assert.deepEqual(await links(app), [])
    // Another browser does not see it.
    const elsewhere = frontDoor(app)
    assert.equal((await elsewhere.get('/sign-in/unknown-account')).status, 303)
  })

  await t.test('it is linked by signing in as well, and pressing a button', async () => {
    const door = frontDoor(app)
    await door.get(await go('jo')(await begin(door, provider)))
    const { email, password } = person
    const next = '/account/linked-accounts/new'
    const inNow = await door.post('/sign-in', { email, password, next })
    assert.equal(inNow.headers.get('location'), next)
    const page = await (await door.get(next)).text()
    assert.match(page, /Link your account of Derwent Council\?/)
    assert.deepEqual(await htmlProblems(page), [])
    assert.deepEqual(await links(app), [], 'looking at it links nothing')
    const both = await Promise.all([1, 2].map(() => door.post('/account/linked-accounts')))
    assert.ok(both.some(({ status }) => status === 303))
    assert.ok(both.every(({ status }) => [303, 422].includes(status)))
    const linked = await links(app)
    assert.equal(linked.length, 1)
    assert.equal(linked[0]!.person_id, person.personId)
    const waiting = await pending(app)
    assert.equal(waiting.length, 1, 'of the browser before only')
    await app.runJobs()
    assert.ok(await lastMailTo(app, email, 'You can now sign in with your agency'))
    assert.match(await (await door.get('/account')).text(), /Account of Derwent Council/)
    const linkedPage = await (await door.get(`/account/linked-accounts/${provider.id}`)).text()
    assert.deepEqual(await htmlProblems(linkedPage), [])
  })

  await t.test('from then on it signs in, and leads to the page that was wanted', async () => {
    const door = frontDoor(app)
    const back = await door.get(await go('jo')(await begin(door, provider, '/account/learning')))
    assert.equal(back.headers.get('location'), '/account/learning')
    assert.equal((await door.get('/account')).status, 200)
  })

  await t.test('a callback works once', async () => {
    const door = frontDoor(app)
    const path = await go('jo')(await begin(door, provider))
    assert.equal((await door.get(path)).headers.get('location'), '/account')
    await door.post('/sign-out')
    const again = await door.get(path)
    assert.equal(again.status, 422)
    assert.match(await again.text(), /has been used already/)
    assert.equal(door.cookie, '')
    const both = frontDoor(app)
    const once = await go('jo')(await begin(both, provider))
    const answers = await Promise.all([both.get(once), both.get(once)])
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((one, other) => one - other),
      [303, 422],
    )
  })

  await t.test('a stolen code is no use with a state of one’s own', async () => {
    const victim = frontDoor(app)
    const stolen = new URL(await go('jo')(await begin(victim, provider)), 'http://localhost')
    const thief = frontDoor(app)
    const own = new URL(await begin(thief, provider)).searchParams.get('state')!
    stolen.searchParams.set('state', own)
    assert.equal((await thief.get(pathOf(stolen))).status, 422)
    assert.equal(thief.cookie, '')
  })

  await t.test('whoever cancels there gets a sentence', async () => {
    const door = frontDoor(app)
    const path = pathOf(await loginAt(await begin(door, provider), null))
    const back = await door.get(path)
    assert.equal(back.status, 422)
    const page = await back.text()
    assert.match(page, /was not completed/)
    assert.deepEqual(await htmlProblems(page), [])
  })

  await t.test('nobody is signed in as somebody else on the way', async () => {
    const other = await account(app)
    const door = await signedInDoor(app, other)
    const before = door.cookie
    const back = await door.get(await go('jo')(await begin(door, provider)))
    assert.equal(back.status, 422)
    assert.match(await back.text(), /belongs to somebody else here/)
    assert.equal(door.cookie, before)
    assert.match(await (await door.get('/account')).text(), new RegExp(other.email))
  })

  await t.test('an account is linked with one person only, and one for each agency', async () => {
    const other = await account(app)
    const door = await link(app, provider, other, go('kim'))
    // Kim's other account there:
    await door.get(await go('kim-2')(await begin(door, provider)))
    const second = await door.post('/account/linked-accounts')
    assert.equal(second.status, 422)
    assert.match(await second.text(), /another account of Derwent Council already/)
    // Taken in another browser, between the page and the button:
    const third = await account(app)
    const slow = await signedInDoor(app, third)
    await slow.get(await go('sam')(await begin(slow, provider)))
    await link(app, provider, await account(app), go('sam'))
    const taken = await slow.post('/account/linked-accounts')
    assert.equal(taken.status, 422)
    assert.match(await taken.text(), /linked with somebody else/)
    assert.equal((await links(app)).filter(({ person_id: id }) => id === third.personId).length, 0)
  })

  await t.test('it is unlinked, but not as the last way in', async () => {
    const door = await signedInDoor(app, person)
    await app.database.deleteFrom('password').where('person_id', '=', person.personId).execute()
    const path = `/account/linked-accounts/${provider.id}`
    const refused = await door.post(`${path}/removal`)
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /This is your last way to sign in/)
    const kim = (await links(app)).find(({ subject }) => subject === 'kim')!
    const { email } = await app.database
      .selectFrom('person')
      .select('email')
      .where('id', '=', kim.person_id)
      .executeTakeFirstOrThrow()
    const other = await signedInDoor(app, {
      email,
      password: 'slate heather beck lantern',
      key: '',
    })
    assert.equal((await other.post(`${path}/removal`)).status, 303)
    assert.equal((await other.post(`${path}/removal`)).status, 303, 'sent twice')
    assert.equal(
      (await links(app)).some(({ subject }) => subject === 'kim'),
      false,
    )
    await app.runJobs()
    assert.ok(await lastMailTo(app, email, 'You no longer sign in with your agency'))
  })

  await t.test('signing in there once more is proof for who has nothing else', async () => {
    const door = frontDoor(app)
    await door.get(await go('jo')(await begin(door, provider)))
    app.clock.advance(11 * 60_000)
    const asked = await door.get('/account/passkeys/new')
    const proof = await (await door.get(asked.headers.get('location')!)).text()
    assert.match(proof, /Sign in with Derwent Council/)
    assert.deepEqual(await htmlProblems(proof), [])
    const address = await begin(door, provider, '/account/passkeys/new')
    assert.equal(new URL(address).searchParams.get('prompt'), 'login')
    // The test's clock is ahead by eleven minutes; the provider's is not.
    const back = await door.get(await go('jo')(address))
    assert.equal(back.headers.get('location'), '/account/passkeys/new')
    assert.equal((await door.get('/account/passkeys/new')).status, 200)
  })

  await t.test('switched off, it lets nobody in', async () => {
    const door = frontDoor(app)
    const path = await go('jo')(await begin(door, provider))
    await switchProvider(app.services, provider, false, { id: person.personId } as never)
    assert.equal((await door.get(path)).status, 422)
    assert.equal((await door.post(`/sign-in/with/${provider.id}`)).status, 422)
    assert.doesNotMatch(await (await door.get('/sign-in')).text(), /Derwent Council/)
  })
})

test('what a provider’s own second factor is worth', async (t) => {
  const app = await siteNow()
  for (const hasSecondFactor of [true, false]) {
    const liar = await lyingProvider()
    const provider = await addAgency(app, liar.issuer, { hasSecondFactor })
    const officer = await account(app, { roles: ['officer'], key })
    const door = await signedInDoor(app, officer)
    await door.get(liar.callback(await begin(door, provider)))
    await door.post('/account/linked-accounts')
    await t.test(hasSecondFactor ? 'it is enough' : 'without one, ours is asked for', async () => {
      const fresh = frontDoor(app)
      const back = await fresh.get(liar.callback(await begin(fresh, provider, '/manage/people')))
      const to = hasSecondFactor
        ? '/manage/people'
        : '/sign-in/second-factor?next=%2Fmanage%2Fpeople'
      assert.equal(back.headers.get('location'), to)
      assert.equal((await fresh.get('/manage/people')).status, hasSecondFactor ? 200 : 303)
    })
  }
})

test('what comes back is believed only when all of it fits', async (t) => {
  const app = await siteNow()
  const liar = await lyingProvider()
  const provider = await addAgency(app, liar.issuer)
  const person = await account(app)
  await link(app, provider, person, async (address) => liar.callback(address))
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

  const isLetIn = async (extra: Record<string, string> = {}, lie: Lie = {}): Promise<boolean> => {
    const door = frontDoor(app)
    const path = liar.callback(await begin(door, provider), extra)
    liar.lie = lie
    const answer = await door.get(path)
    liar.lie = {}
    if (answer.status === 303) return door.cookie !== ''
    assert.equal(answer.status, 422)
    assert.equal(door.cookie, '')
    return false
  }
  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  const lies: [string, Lie][] = [
    ['a wrong nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['several audiences and no authorised party', { claims: { aud: ['cairn', 'another'] } }],
    ['another issuer', { claims: { iss: 'https://elsewhere.example' } }],
    ['expired', { claims: { iat: now - 2 * hour, exp: now - hour } }],
    ['made in the future', { claims: { nbf: now + hour } }],
    ['no end', { claims: { exp: undefined } }],
    ['signed by nobody', { header: { alg: 'none' } }],
    ['signed by a key that is not published', { key: stranger }],
    ['signed with the public key as a secret', { header: { alg: 'HS256' } }],
    [
      'changed after signing',
      { token: (made) => made.replace(/\.(.)/, (_, first) => `.${first === 'a' ? 'b' : 'a'}`) },
    ],
    ['no subject', { claims: { sub: undefined } }],
    ['an empty subject', { claims: { sub: '' } }],
    ['a subject of 10,000 characters', { claims: { sub: 'x'.repeat(10_000) } }],
    ['a subject with a NUL', { claims: { sub: 'some\u0000body' } }],
    ['no token', { token: () => '' }],
    ['nonsense', { token: () => 'a.b.c' }],
  ]
  for (const [what, lie] of lies)
    await t.test(`an ID token: ${what}`, async () => assert.equal(await isLetIn({}, lie), false))

  const answers: [string, Record<string, string>][] = [
    ['no state', { state: '' }],
    ['another state', { state: 'x'.repeat(43) }],
    ['a state of 10,000 characters', { state: 'x'.repeat(10_000) }],
    ['no code', { code: '' }],
    ['an error beside the code', { error: 'server_error' }],
    ['the issuer of somebody else', { iss: 'https://elsewhere.example' }],
  ]
  for (const [what, extra] of answers)
    await t.test(`an answer with ${what}`, async () => assert.equal(await isLetIn(extra), false))

  await t.test('the control: the same, honest', async () => {
    assert.equal(await isLetIn(), true)
    assert.equal(await isLetIn({ iss: liar.issuer }), true)
    assert.equal(await isLetIn({}, { claims: { aud: ['cairn'] } }), true)
  })

  await t.test('a code twice in the address, or a state twice', async () => {
    for (const name of ['code', 'state']) {
      const door = frontDoor(app)
      const path = liar.callback(await begin(door, provider))
      assert.equal((await door.get(`${path}&${name}=again`)).status, 422, name)
    }
  })

  await t.test('the state of another browser: nobody is signed in as a stranger', async () => {
    const attacker = frontDoor(app)
    const path = liar.callback(await begin(attacker, provider))
    const victim = frontDoor(app)
    assert.equal((await victim.get(path)).status, 422)
    // Nor where the victim has begun something too.
    await begin(victim, provider)
    assert.equal((await victim.get(path)).status, 422)
    assert.equal(victim.cookie, '')
    assert.equal((await attacker.get(path)).status, 303, 'the control')
  })

  await t.test('after ten minutes', async () => {
    const door = frontDoor(app)
    const path = liar.callback(await begin(door, provider))
    app.clock.advance(10 * 60_000)
    assert.equal((await door.get(path)).status, 422)
  })
})

test('what one provider gave is not taken to another', async (t) => {
  const app = await siteNow()
  const [honest, evil] = [await lyingProvider({ namesIssuer: true }), await lyingProvider()]
  const good = await addAgency(app, honest.issuer, { name: 'Honest' })
  const bad = await addAgency(app, evil.issuer, { name: 'Evil' })
  const person = await account(app)
  await link(app, good, person, async (address) => honest.callback(address))
  const toOther = (path: string, from: Provider, to: Provider) => path.replace(from.id, to.id)

  await t.test('a code of the honest one at the address of the other', async () => {
    const door = frontDoor(app)
    const path = honest.callback(await begin(door, good))
    evil.broughtCodes = []
    assert.equal((await door.get(toOther(path, good, bad))).status, 422)
    assert.deepEqual(evil.broughtCodes, [], 'the other never sees the code')
    assert.equal((await door.get(path)).status, 303, 'the control')
  })

  await t.test('a code of the other at the address of the honest one', async () => {
    const door = frontDoor(app)
    const path = evil.callback(await begin(door, bad))
    assert.equal((await door.get(toOther(path, bad, good))).status, 422)
    assert.equal(door.cookie, '')
  })

  await t.test('the honest one says who it is, and must', async () => {
    for (const iss of ['', evil.issuer]) {
      const door = frontDoor(app)
      assert.equal((await door.get(honest.callback(await begin(door, good), { iss }))).status, 422)
    }
  })

  await t.test('the other says that it is the honest one', async () => {
    const door = frontDoor(app)
    const path = evil.callback(await begin(door, bad))
    evil.lie = { claims: { iss: honest.issuer } }
    assert.equal((await door.get(path)).status, 422)
    evil.lie = { claims: { sub: 'somebody' } }
    const other = frontDoor(app)
    const back = await other.get(evil.callback(await begin(other, bad)))
    assert.equal(back.headers.get('location'), '/sign-in/unknown-account')
    assert.equal(other.cookie, '', 'the same subject of another issuer is somebody else')
  })

  await t.test('settings that say another issuer are refused', async () => {
    const door = frontDoor(app)
    evil.metadata = { issuer: honest.issuer }
    assert.equal((await door.post(`/sign-in/with/${bad.id}`)).status, 503)
    evil.metadata = { authorization_endpoint: 'javascript:alert(1)' }
    assert.equal((await door.post(`/sign-in/with/${bad.id}`)).status, 503)
    evil.metadata = {}
    assert.equal((await door.post(`/sign-in/with/${bad.id}`)).status, 200, 'the control')
  })
})

test('an address that the provider claims gives nobody anything', async (t) => {
  const app = await siteNow()
  const liar = await lyingProvider()
  const provider = await addAgency(app, liar.issuer)

  await t.test('of an officer here', async () => {
    const officer = await account(app, { roles: ['officer'] })
    for (const claims of [
      { sub: 'attacker', email: officer.email, email_verified: true },
      { sub: officer.email, email: officer.email },
      { sub: officer.personId, email: officer.email },
    ]) {
      const door = frontDoor(app)
      const path = liar.callback(await begin(door, provider))
      liar.lie = { claims }
      assert.equal((await door.get(path)).headers.get('location'), '/sign-in/unknown-account')
      assert.equal(door.cookie, '')
    }
    assert.deepEqual(await links(app), [])
  })

  await t.test('of somebody for whom an attacker made an account first', async () => {
    // The record is there with a password that the attacker knows; the address was never proved.
    const victim = await account(app, { email: 'victim@agency.example' })
    await app.database
      .updateTable('person')
      .set({ email_verified_at: null })
      .where('id', '=', victim.personId)
      .execute()
    const attacker = await signedInDoor(app, victim)
    const door = frontDoor(app)
    const path = liar.callback(await begin(door, provider))
    liar.lie = { claims: { sub: 'victim', email: victim.email } }
    assert.equal((await door.get(path)).headers.get('location'), '/sign-in/unknown-account')
    assert.deepEqual(await links(app), [], 'the victim does not fall into the prepared account')
    assert.doesNotMatch(await (await attacker.get('/account')).text(), /Account of Derwent/)
    // What the victim proved waits in the victim's browser only: the attacker cannot take it.
    assert.equal((await attacker.post('/account/linked-accounts')).status, 422)
    // By the code to the address the victim takes the record over, and the attacker is out.
    const asked = await door.post('/sign-in/new-password', { email: victim.email })
    await app.runJobs()
    const code = /\d{6}/.exec((await lastMailTo(app, victim.email, 'is your code'))!.subject)![0]
    const password = 'curlew ribbon granite tea'
    await door.post(asked.headers.get('location')!, { code, password })
    assert.equal((await attacker.get('/account')).status, 303)
    assert.equal((await door.post('/account/linked-accounts')).status, 303)
    assert.equal((await links(app))[0]?.person_id, victim.personId)
  })

  await t.test('and nonsense in its place is left out', async () => {
    for (const email of [
      '<script>alert(1)</script>',
      'x'.repeat(10_000),
      7,
      null,
      'a\u0000@b.example',
    ]) {
      const door = frontDoor(app)
      const path = liar.callback(await begin(door, provider))
      liar.lie = { claims: { sub: 'odd', email } }
      assert.equal((await door.get(path)).status, 303)
      const page = await (await door.get('/sign-in/unknown-account')).text()
      assert.match(page, /has signed you in\. That/)
    }
  })
})

test('where signing in leads is a page of this site', async () => {
  const app = await siteNow()
  const liar = await lyingProvider()
  const provider = await addAgency(app, liar.issuer)
  const person = await account(app)
  await link(app, provider, person, async (address) => liar.callback(address))
  const elsewhere = [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/.//elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    '/account/../..//elsewhere.example',
    `/${'x'.repeat(3000)}`,
  ]
  for (const next of elsewhere) {
    const door = frontDoor(app)
    const back = await door.get(liar.callback(await begin(door, provider, next)))
    assert.equal(back.headers.get('location'), '/account', next.slice(0, 40))
  }
  const door = frontDoor(app)
  const back = await door.get(liar.callback(await begin(door, provider, '/training?x=1')))
  assert.equal(back.headers.get('location'), '/training?x=1', 'the control')
})

test('linking needs a fresh sign-in here, and what was proved there within a quarter of an hour', async () => {
  const app = await siteNow()
  const liar = await lyingProvider()
  const provider = await addAgency(app, liar.issuer)
  const person = await account(app)
  const door = await signedInDoor(app, person)
  app.clock.advance(11 * 60_000)
  await door.get(liar.callback(await begin(door, provider)))
  const asked = await door.post('/account/linked-accounts')
  assert.match(asked.headers.get('location') ?? '', /^\/account\/proof/)
  assert.deepEqual(await links(app), [])
  await door.post('/account/proof', { current: person.password })
  app.clock.advance(9 * 60_000)
  assert.equal((await door.post('/account/linked-accounts')).status, 303, 'the control')
  const other = await signedInDoor(app, await account(app))
  liar.lie = { claims: { sub: 'other' } }
  await other.get(liar.callback(await begin(other, provider)))
  app.clock.advance(9 * 60_000)
  const third = await signedInDoor(app, await account(app))
  assert.equal((await third.post('/account/linked-accounts')).status, 422, 'another browser')
  app.clock.advance(6 * 60_000)
  const late = await other.post('/account/linked-accounts')
  assert.notEqual(late.headers.get('location'), '/account?done=account-linked')
  assert.equal((await links(app)).length, 1)
})

test('a leaver’s and a merged record’s agency account lets nobody in', async () => {
  const app = await siteNow()
  const liar = await lyingProvider()
  const provider = await addAgency(app, liar.issuer)
  const another = await account(app)
  const changes = [{ left_at: app.clock.now() }, { merged_into_id: another.personId }]
  for (const [at, change] of changes.entries()) {
    const person = await account(app)
    liar.lie = { claims: { sub: `gone-${at}` } }
    await link(app, provider, person, async (address) => liar.callback(address))
    const before = frontDoor(app)
    await before.get(liar.callback(await begin(before, provider)))
    assert.notEqual(before.cookie, '', 'the control')
    await app.database.updateTable('person').set(change).where('id', '=', person.personId).execute()
    const door = frontDoor(app)
    await door.get(liar.callback(await begin(door, provider)))
    assert.equal(door.cookie, '')
  }
})

test('a provider that does not answer gets a sentence in time', async (t) => {
  const app = await siteNow()
  const liar = await lyingProvider()
  const provider = await addAgency(app, liar.issuer)

  await t.test('slow, before and after', async () => {
    const door = frontDoor(app)
    const path = liar.callback(await begin(door, provider))
    liar.delayMs = 30_000
    const begun = performance.now()
    const [going, coming] = await Promise.all([
      frontDoor(app).post(`/sign-in/with/${provider.id}`),
      door.get(path),
    ])
    assert.ok(performance.now() - begun < 10_500)
    for (const answer of [going, coming]) {
      assert.equal(answer.status, 503)
      assert.match(await answer.text(), /does not answer at the moment/)
    }
    liar.delayMs = 0
  })

  await t.test('gone', async () => {
    const { database } = app
    await database
      .updateTable('sign_in_provider')
      .set({ issuer: 'http://localhost:9' })
      .where('id', '=', provider.id)
      .execute()
    const answer = await frontDoor(app).post(`/sign-in/with/${provider.id}`)
    assert.equal(answer.status, 503)
    assert.match(await answer.text(), /does not answer at the moment/)
  })

  await t.test('and whoever asks too often waits', async () => {
    const door = frontDoor(app)
    let last = 0
    for (let tries = 0; tries < 61; tries += 1)
      last = (await door.post(`/sign-in/with/${provider.id}`)).status
    assert.equal(last, 429)
  })

  await t.test('one that nobody knows', async () => {
    const door = frontDoor(app)
    const nobody = '00000000-0000-4000-8000-000000000000'
    for (const id of [nobody, 'x', '%00', 'x'.repeat(10_000)]) {
      assert.equal((await door.post(`/sign-in/with/${id}`)).status, 404, id.slice(0, 20))
      assert.equal((await door.get(`/sign-in/with/${id}/callback?code=x&state=y`)).status, 404)
    }
    for (const form of [{}, { provider: 'x' }, { provider: nobody }, { provider: '\u0000' }])
      assert.equal((await door.post('/sign-in/with', form as never)).status, 422)
  })
})

test('many agencies make a list, and a mistyped password names the right one', async () => {
  const app = await siteNow()
  for (let count = 0; count < 6; count += 1) {
    const { issuer } = await lyingProvider()
    await addAgency(app, issuer, {
      name: `Agency ${count}`,
      emailDomains: [`agency-${count}.example`],
    })
  }
  const door = frontDoor(app)
  const page = await (await door.get('/sign-in')).text()
  assert.match(page, /<select[^>]*name="provider"/)
  assert.doesNotMatch(page, /Sign in with Agency 3/)
  assert.deepEqual(await htmlProblems(page), [])
  const [id] = /[0-9a-f-]{36}(?=">Agency 3)/.exec(page)!
  assert.equal((await door.post('/sign-in/with', { provider: id, next: '' })).status, 200)
  const refused = await door.post('/sign-in', { email: 'Jo@Agency-3.example', password: 'wrong' })
  const again = await refused.text()
  assert.match(again, /People of Agency 3 can sign in/)
  assert.match(again, /Sign in with Agency 3/)
  assert.deepEqual(await htmlProblems(again), [])
})
