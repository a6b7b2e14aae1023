import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { testApp, type TestApp } from '../../../test/app.ts'
import { authenticator, type Forgery } from '../../../test/authenticator.ts'
import { htmlProblems } from '../../../test/html.ts'
import {
  account,
  frontDoor,
  lastMailTo,
  signedInDoor,
  type FrontDoor,
} from '../../../test/people.ts'
import { deleteCredentials } from '../sign-in/credential-queries.ts'

const site = 'http://localhost:3000'
const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

const optionsAt = async <T>(door: FrontDoor, path: string): Promise<T> =>
  (await (await door.post(path)).json()) as T

const askToUse = (door: FrontDoor, path = '/sign-in/passkey/options') =>
  optionsAt<PublicKeyCredentialRequestOptionsJSON>(door, path)

/** Adds a passkey in this browser. */
async function addPasskey(
  door: FrontDoor,
  device = authenticator(site),
  forged: Forgery = {},
): Promise<{ device: ReturnType<typeof authenticator>; answer: Response }> {
  const options = await optionsAt<PublicKeyCredentialCreationOptionsJSON>(
    door,
    '/account/passkeys/options',
  )
  const made = device.make(options, forged)
  return { device, answer: await door.post('/account/passkeys', { name: 'Phone', answer: made }) }
}

/** Signs in with a passkey in a new browser. */
async function signInWith(
  app: TestApp,
  device: ReturnType<typeof authenticator>,
  forged: Forgery = {},
): Promise<{ door: FrontDoor; answer: Response }> {
  const door = frontDoor(app)
  const answer = device.use(await askToUse(door), forged)
  return { door, answer: await door.post('/sign-in/passkey', { answer, next: '/account' }) }
}

const counted = async ({ database }: TestApp, personId: string): Promise<number> =>
  (await database.selectFrom('passkey').select('id').where('person_id', '=', personId).execute())
    .length

test('a passkey is added, used and removed', async (t) => {
  const app = await testApp()
  const officer = await account(app, { roles: ['officer'], key })
  const door = await signedInDoor(app, officer)
  const { device, answer } = await addPasskey(door)

  await t.test('with recovery codes only where there were none, and an email', async () => {
    assert.equal(answer.status, 200)
    assert.equal((await answer.text()).match(/<li>[0-9a-z]{4}(-[0-9a-z]{4}){3}<\/li>/g)?.length, 10)
    const second = await addPasskey(door)
    assert.equal(second.answer.headers.get('location'), '/account?done=passkey-added')
    await app.runJobs()
    assert.ok(await lastMailTo(app, officer.email, 'A passkey has been added'))
  })

  await t.test('it is both factors', async () => {
    const { door: other, answer: let_in } = await signInWith(app, device)
    assert.equal(let_in.headers.get('location'), '/account')
    assert.equal((await other.get('/manage/people')).status, 200)
    const page = await (await other.get('/account')).text()
    assert.match(page, /Passkey “Phone”/)
    assert.match(page, /last used on 20 October 2020/)
    assert.deepEqual(await htmlProblems(page), [])
  })

  await t.test('what the browser is told names nobody', async () => {
    const options = await askToUse(frontDoor(app))
    assert.deepEqual(options.allowCredentials ?? [], [])
    assert.equal(options.userVerification, 'required')
    assert.equal(options.rpId, 'localhost')
  })

  await t.test('it has a page, on which it is renamed and removed', async () => {
    const { id } = await app.database
      .selectFrom('passkey')
      .select('id')
      .where('credential_id', '=', Buffer.from(device.credentialId, 'base64url'))
      .executeTakeFirstOrThrow()
    const path = `/account/passkeys/${id}`
    assert.ok((await (await door.get('/account')).text()).includes(`href="${path}"`))
    assert.deepEqual(await htmlProblems(await (await door.get(path)).text()), [])
    assert.equal((await door.post(`${path}/name`, { name: ' ' })).status, 422)
    assert.equal((await door.post(`${path}/name`, { name: 'x'.repeat(10_000) })).status, 422)
    await door.post(`${path}/name`, { name: '  My\n<b>laptop</b>  ' })
    assert.match(await (await door.get('/account')).text(), /“My &lt;b>laptop&lt;\/b>”/)
    const stranger = await signedInDoor(app, await account(app))
    for (const what of ['', '/name', '/removal']) {
      const tried = what
        ? await stranger.post(path + what, { name: 'x' })
        : await stranger.get(path)
      assert.ok([303, 404].includes(tried.status), what)
    }
    assert.equal(await counted(app, officer.personId), 2)
    const { door: elsewhere } = await signInWith(app, device)
    assert.equal((await elsewhere.get('/account')).status, 200)
    assert.equal((await door.post(`${path}/removal`)).status, 303)
    assert.equal((await door.post(`${path}/removal`)).status, 303, 'sent twice')
    assert.equal((await elsewhere.get('/account')).status, 303, 'signed out everywhere else')
    assert.equal((await door.get('/account')).status, 200)
    assert.equal(await counted(app, officer.personId), 1)
    await app.runJobs()
    assert.ok(await lastMailTo(app, officer.email, 'A passkey has been removed'))
    assert.equal((await signInWith(app, device)).answer.status, 422)
  })

  await t.test('the audit log tells it', async () => {
    const log = await (await door.get('/manage/audit')).text()
    const words = log.replace(/<[^>]+>/g, '')
    assert.match(words, /Account Holder \d+ added a passkey/)
    assert.match(words, /Account Holder \d+ removed a passkey/)
  })
})

test('an answer that is not what the device would say now is refused', async (t) => {
  const app = await testApp()
  const person = await account(app)
  const { device } = await addPasskey(await signedInDoor(app, person))
  const other = await account(app)
  const { device: othersDevice } = await addPasskey(await signedInDoor(app, other))
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

  const forgeries: [string, Forgery][] = [
    ['of another site', { origin: 'https://cairn.example' }],
    ['of the same host at another port', { origin: 'http://localhost:3001' }],
    ['for another host', { rpId: 'cairn.example' }],
    ['without a check of the owner', { isVerified: false }],
    ['made for something else', { type: 'webauthn.create' }],
    ['signed by another key', { key: stranger }],
    ['in the name of somebody else', { userHandle: othersDevice.userHandle }],
    ['in nobody’s name', { userHandle: 'AAAA' }],
    ['to a challenge of its own', { challenge: Buffer.alloc(54).toString('base64url') }],
    ['to no challenge', { challenge: '' }],
  ]
  for (const [what, forged] of forgeries) {
    await t.test(what, async () => {
      const { door, answer } = await signInWith(app, device, forged)
      assert.equal(answer.status, 422)
      assert.equal(door.cookie, '')
    })
  }
  // The control: the same device, honest.
  assert.equal((await signInWith(app, device)).answer.status, 303)

  await t.test('sent a second time', async () => {
    const door = frontDoor(app)
    const answer = device.use(await askToUse(door))
    assert.equal((await door.post('/sign-in/passkey', { answer })).status, 303)
    await door.post('/sign-out')
    const again = await door.post('/sign-in/passkey', { answer })
    assert.equal(again.status, 422)
    assert.match(await again.text(), /sent twice/)
  })

  await t.test('twice at the same moment: one is let in', async () => {
    const door = frontDoor(app)
    const answer = device.use(await askToUse(door))
    const both = await Promise.all([1, 2].map(() => door.post('/sign-in/passkey', { answer })))
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((one, other) => one - other),
      [303, 422],
    )
  })

  await t.test('from another browser than the one that was asked', async () => {
    const asked = frontDoor(app)
    const answer = device.use(await askToUse(asked))
    const elsewhere = frontDoor(app)
    assert.equal((await elsewhere.post('/sign-in/passkey', { answer })).status, 422)
    await askToUse(elsewhere)
    assert.equal((await elsewhere.post('/sign-in/passkey', { answer })).status, 422)
    assert.equal((await asked.post('/sign-in/passkey', { answer })).status, 303)
  })

  await t.test('after five minutes', async () => {
    const door = frontDoor(app)
    const answer = device.use(await askToUse(door))
    app.clock.advance(5 * 60_000)
    assert.equal((await door.post('/sign-in/passkey', { answer })).status, 422)
    const inTime = device.use(await askToUse(door))
    app.clock.advance(5 * 60_000 - 1)
    assert.equal((await door.post('/sign-in/passkey', { answer: inTime })).status, 303)
  })

  await t.test('made for a proof, used to sign in, and the other way round', async () => {
    const door = await signedInDoor(app, person)
    const forProof = await askToUse(door, '/account/proof/passkey/options')
    const forSignIn = await askToUse(door)
    assert.equal(
      (await door.post('/sign-in/passkey', { answer: device.use(forProof) })).status,
      422,
    )
    const proof = (answer: string) => door.post('/account/proof/passkey', { answer })
    assert.equal((await proof(device.use(forSignIn))).status, 422)
    const fresh = await askToUse(door, '/account/proof/passkey/options')
    assert.equal((await proof(othersDevice.use(fresh))).status, 422)
    const own = await askToUse(door, '/account/proof/passkey/options')
    assert.equal((await proof(device.use(own))).status, 303)
  })

  await t.test('nonsense', async () => {
    const door = frontDoor(app)
    await askToUse(door)
    for (const answer of ['', 'null', '{}', '[]', '\u0000', '{"id":"x"}', 'x'.repeat(100_000)])
      assert.equal((await door.post('/sign-in/passkey', { answer })).status, 422)
    assert.equal((await door.post('/sign-in/passkey')).status, 422)
  })

  await t.test('and after too many, one waits', async () => {
    const door = frontDoor(app)
    await askToUse(door)
    for (let tries = 0; tries < 60; tries += 1) await door.post('/sign-in/passkey', { answer: '' })
    assert.equal((await signInWith(app, device)).answer.status, 429)
    app.clock.advance(15 * 60_000)
    assert.equal((await signInWith(app, device)).answer.status, 303)
  })
})

test('a passkey whose count does not grow has been copied', async () => {
  const app = await testApp()
  const person = await account(app)
  const { device } = await addPasskey(await signedInDoor(app, person))
  // One that never counts is let in each time.
  for (let times = 0; times < 2; times += 1)
    assert.equal((await signInWith(app, device)).answer.status, 303)
  assert.equal((await signInWith(app, device, { signCount: 7 })).answer.status, 303)
  for (const signCount of [7, 6, 0])
    assert.equal((await signInWith(app, device, { signCount })).answer.status, 422, `${signCount}`)
  assert.equal((await signInWith(app, device, { signCount: 8 })).answer.status, 303)
  await app.runJobs()
  assert.ok(await lastMailTo(app, person.email, 'A passkey of yours has been refused'))
  const officer = await app.signIn('officer')
  const log = await (await app.request('/manage/audit', { as: officer })).text()
  assert.match(log.replace(/<[^>]+>/g, ''), /A passkey of Account Holder \d+ was refused/)
})

test('what a device made is kept only when it fits', async (t) => {
  const app = await testApp()
  const person = await account(app)
  const door = await signedInDoor(app, person)
  const forgeries: [string, Forgery][] = [
    ['for another site', { origin: 'https://cairn.example' }],
    ['for another host', { rpId: 'cairn.example' }],
    ['without a check of the owner', { isVerified: false }],
    ['as an answer to something else', { type: 'webauthn.get' }],
    ['to another challenge', { challenge: Buffer.alloc(54, 1).toString('base64url') }],
  ]
  for (const [what, forged] of forgeries) {
    await t.test(what, async () => {
      const { answer } = await addPasskey(door, authenticator(site), forged)
      assert.equal(answer.status, 422)
      assert.equal(await counted(app, person.personId), 0)
    })
  }

  await t.test('once, and by nobody else', async () => {
    const device = authenticator(site)
    const options = await optionsAt<PublicKeyCredentialCreationOptionsJSON>(
      door,
      '/account/passkeys/options',
    )
    const answer = device.make(options)
    const stranger = await signedInDoor(app, await account(app))
    assert.equal((await stranger.post('/account/passkeys', { name: 'x', answer })).status, 422)
    assert.equal((await addPasskey(door, device)).answer.status, 200)
    assert.equal((await addPasskey(stranger, device)).answer.status, 422, 'the same credential')
    assert.equal(await counted(app, person.personId), 1)
  })

  await t.test('devices that hold one are named to the browser', async () => {
    const door = await signedInDoor(app, person)
    const options = await optionsAt<PublicKeyCredentialCreationOptionsJSON>(
      door,
      '/account/passkeys/options',
    )
    assert.equal(options.excludeCredentials?.length, 1)
    assert.equal(options.authenticatorSelection?.residentKey, 'required')
  })

  await t.test('twenty are enough', async () => {
    const door = await signedInDoor(app, person)
    for (let have = 1; have < 20; have += 1)
      assert.equal((await addPasskey(door)).answer.status, 303, `${have}`)
    assert.equal((await addPasskey(door)).answer.status, 422)
  })
})

test('adding and removing a passkey asks for a fresh proof', async (t) => {
  const app = await testApp()
  const person = await account(app)
  const door = await signedInDoor(app, person)
  app.clock.advance(10 * 60_000 + 1)
  const asked = await door.get('/account/passkeys/new')
  const proofPath = asked.headers.get('location')!
  assert.match(proofPath, /^\/account\/proof\?next=%2Faccount%2Fpasskeys%2Fnew$/)
  assert.deepEqual(await htmlProblems(await (await door.get(proofPath)).text()), [])
  assert.equal((await door.post('/account/passkeys/options')).status, 303)
  assert.equal((await door.post('/account/passkeys', { name: 'x', answer: '{}' })).status, 303)

  await t.test('by the password', async () => {
    assert.equal((await door.post(proofPath, { current: '' })).status, 422)
    assert.equal((await door.post(proofPath, { current: 'wrong' })).status, 422)
    const before = door.cookie
    const on = await door.post(proofPath, { current: person.password })
    assert.equal(on.headers.get('location'), '/account/passkeys/new')
    assert.notEqual(door.cookie, before, 'the session has a new token')
    assert.equal((await door.get('/account/passkeys/new')).status, 200)
  })

  await t.test('or by a passkey; then it leads nowhere else', async () => {
    const { device } = await addPasskey(door)
    app.clock.advance(11 * 60_000)
    const answer = device.use(await askToUse(door, '/account/proof/passkey/options'))
    const path = `/account/proof/passkey?next=${encodeURIComponent('https://elsewhere.example/')}`
    assert.equal((await door.post(path, { answer })).headers.get('location'), '/account')
    assert.equal((await door.get('/account/passkeys/new')).status, 200)
  })
})

test('somebody with a passkey and no password', async (t) => {
  const app = await testApp()
  const person = await account(app)
  const { device } = await addPasskey(await signedInDoor(app, person))
  await app.database.deleteFrom('password').where('person_id', '=', person.personId).execute()
  const { door } = await signInWith(app, device)
  const page = await (await door.get('/account')).text()
  assert.match(page, /Not set/)
  const path = /\/account\/passkeys\/[0-9a-f-]{36}/.exec(page)![0]

  await t.test('keeps it as the last way in', async () => {
    const refused = await door.post(`${path}/removal`)
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /This is your last way to sign in/)
    assert.equal(await counted(app, person.personId), 1)
    const { device: spare } = await addPasskey(door)
    assert.equal((await door.post(`${path}/removal`)).status, 303)
    assert.equal((await signInWith(app, spare)).answer.status, 303)
  })

  await t.test('of two removed at once one stays', async () => {
    await addPasskey(door)
    const paths = (await (await door.get('/account')).text()).match(
      /\/account\/passkeys\/[0-9a-f-]{36}/g,
    )!
    assert.equal(paths.length, 2)
    await Promise.all(paths.map((each) => door.post(`${each}/removal`)))
    assert.equal(await counted(app, person.personId), 1)
  })

  await t.test('makes new recovery codes and sets up an app without a password', async () => {
    assert.deepEqual(
      await htmlProblems(await (await door.get('/account/recovery-codes')).text()),
      [],
    )
    const codes = await door.post('/account/recovery-codes')
    assert.equal(codes.status, 200)
    assert.match(await codes.text(), /These are your new recovery codes/)
    assert.equal(
      (await door.post('/account/second-factor')).headers.get('location'),
      '/account/second-factor/confirmation',
    )
    app.clock.advance(11 * 60_000)
    assert.equal((await door.post('/account/recovery-codes')).status, 303)
  })
})

test('a passkey in place of an app, where a role needs a second factor', async (t) => {
  const app = await testApp()
  const officer = await account(app, { roles: ['officer'] })
  const door = await signedInDoor(app, officer)
  const begin = await (await door.get('/account/second-factor')).text()
  assert.match(begin, /href="\/account\/passkeys\/new"/)
  assert.deepEqual(await htmlProblems(await (await door.get('/account/passkeys/new')).text()), [])
  const { device, answer } = await addPasskey(door)
  const [code = ''] = /[0-9a-z]{4}(-[0-9a-z]{4}){3}/.exec(await answer.text()) ?? []
  assert.equal((await door.get('/manage/people')).status, 200)

  await t.test('a stolen password sets up nothing beside it', async () => {
    const thief = await signedInDoor(app, officer)
    assert.equal((await thief.get('/manage/people')).status, 303)
    for (const path of ['/account/second-factor', '/account/passkeys/new'])
      assert.match(
        (await thief.get(path)).headers.get('location') ?? '',
        /^\/sign-in\/second-factor/,
      )
    assert.equal((await addPasskeyRefused(thief)).status, 303)
    assert.equal((await thief.post('/account/second-factor')).status, 303)
    assert.equal((await thief.get('/account/second-factor/confirmation')).status, 403)
    const guess = await thief.post('/sign-in/second-factor', { code: '000000' })
    assert.equal(guess.status, 422)
    assert.match(await guess.text(), /Use your passkey or a recovery code/)
    assert.equal((await thief.get('/manage/people')).status, 303)
  })

  await t.test('after the password, the passkey or a recovery code lets in', async () => {
    const withCode = await signedInDoor(app, officer)
    const page = await (await withCode.get('/sign-in/second-factor')).text()
    assert.match(page, /data-passkey="use"/)
    assert.deepEqual(await htmlProblems(page), [])
    assert.equal((await withCode.post('/sign-in/second-factor', { code })).status, 303)
    assert.equal((await withCode.get('/manage/people')).status, 200)
    const withKey = await signedInDoor(app, officer)
    const used = device.use(await askToUse(withKey))
    assert.equal((await withKey.post('/sign-in/passkey', { answer: used })).status, 303)
    assert.equal((await withKey.get('/manage/people')).status, 200)
  })

  await t.test('it is not removed while it is the only second factor', async () => {
    const path = /\/account\/passkeys\/[0-9a-f-]{36}/.exec(
      await (await door.get('/account')).text(),
    )![0]
    const refused = await door.post(`${path}/removal`)
    assert.match(await refused.text(), /Your role needs a second factor/)
    assert.equal(await counted(app, officer.personId), 1)
  })

  await t.test('an officer resets it, when the device is lost', async () => {
    const other = await app.signIn('officer')
    const person = `/manage/people/${officer.personId}`
    assert.match(await (await app.request(person, { as: other })).text(), /Reset the second factor/)
    const reset = await app.request(`${person}/second-factor-reset`, { as: other, form: { a: '' } })
    assert.equal(reset.headers.get('location'), `${person}?done=reset`)
    assert.equal(await counted(app, officer.personId), 0)
    assert.equal((await door.get('/account')).status, 303)
    assert.equal((await signInWith(app, device)).answer.status, 422)
  })
})

test('the passkeys of a leaver, and of a merged record, let nobody in', async () => {
  const app = await testApp()
  for (const gone of [{ left_at: app.clock.now() }, { merged_into_id: 'another' }]) {
    const person = await account(app)
    const another = await account(app)
    const { device } = await addPasskey(await signedInDoor(app, person))
    assert.equal((await signInWith(app, device)).answer.status, 303)
    const change = 'left_at' in gone ? gone : { merged_into_id: another.personId }
    const { database } = app
    await database.updateTable('person').set(change).where('id', '=', person.personId).execute()
    assert.equal((await signInWith(app, device)).answer.status, 422)
    await deleteCredentials(database, person.personId)
    assert.equal(await counted(app, person.personId), 0)
  }
})

async function addPasskeyRefused(door: FrontDoor): Promise<Response> {
  return door.post('/account/passkeys', { name: 'x', answer: '{}' })
}
