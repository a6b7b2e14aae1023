import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { account, frontDoor } from '../../../test/people.ts'
import { createOfficer } from './first-officer.ts'
import { peopleCommands } from '../people-commands.ts'
import { askPassword } from './password-prompt.ts'

const password = 'curlew ribbon granite tea'

test('the first officer of an installation', async (t) => {
  const app = await testApp()
  const { services } = app

  await t.test('gets in with the password that was given', async () => {
    const made = await createOfficer(services, {
      name: 'Ivy Thornthwaite',
      email: 'ivy@example.org',
      password,
    })
    assert.ok(made.ok && made.isNew && made.setUpLink === null)
    const door = frontDoor(app)
    const answer = await door.post('/sign-in', { email: 'IVY@example.org', password })
    assert.equal(answer.headers.get('location'), '/sign-in/second-factor')
  })

  await t.test('or by a link that works once, for a day', async () => {
    const made = await createOfficer(services, {
      name: 'Sam',
      email: 'sam@example.org',
      password: null,
    })
    assert.ok(made.ok && made.setUpLink)
    const path = new URL(made.setUpLink).pathname
    const door = frontDoor(app)
    assert.match(await (await door.get(path)).text(), /Choose your password/)
    assert.equal((await door.post(path, { password: 'short' })).status, 422)
    assert.equal((await door.post(`${path}x`, { password })).status, 410)
    assert.equal((await door.post(path, { password })).status, 303)
    assert.equal((await door.get('/sign-in/second-factor')).status, 303)
    assert.equal((await door.get(path)).status, 410)
    assert.equal((await frontDoor(app).post(path, { password })).status, 410)
    const late = await createOfficer(services, {
      name: 'Kim',
      email: 'kim@example.org',
      password: null,
    })
    app.clock.advance(24 * 3600_000)
    assert.ok(late.ok && late.setUpLink)
    assert.equal((await frontDoor(app).get(new URL(late.setUpLink).pathname)).status, 410)
  })

  await t.test('may be somebody who is here already, but not a leaver', async () => {
    const learner = await account(app)
    const made = await createOfficer(services, { ...learner, name: 'Other', password: null })
    assert.ok(made.ok && !made.isNew && made.personId === learner.personId)
    const again = await createOfficer(services, { ...learner, name: 'Other', password: null })
    assert.ok(again.ok)
    await app.database
      .updateTable('person')
      .set({ left_at: app.clock.now() })
      .where('id', '=', learner.personId)
      .execute()
    assert.deepEqual(await createOfficer(services, { ...learner, name: 'X' }), {
      ok: false,
      reason: 'has-left',
    })
  })

  await t.test('and the officers who are there are told, once', async () => {
    const newcomer = await account(app)
    for (let times = 0; times < 2; times += 1)
      assert.ok((await createOfficer(services, { ...newcomer, name: 'X', password: null })).ok)
    await app.runJobs()
    const name = (await app.database
      .selectFrom('person')
      .select('name')
      .where('id', '=', newcomer.personId)
      .executeTakeFirstOrThrow())!.name
    const mails = await app.database
      .selectFrom('development_mail')
      .select(['recipient', 'body_text as text'])
      .where('subject', '=', `${name} is an officer now`)
      .execute()
    const recipients = mails.map(({ recipient }) => recipient)
    assert.equal(recipients.filter((recipient) => recipient === 'ivy@example.org').length, 1)
    assert.ok(!recipients.includes(newcomer.email))
    assert.match(mails[0]!.text, /Whoever runs the server of this site has made/)
  })

  await t.test('is refused a weak password, and nothing is changed', async () => {
    for (const weak of ['short', 'unbelievable', 'ivythornthwaite'])
      assert.equal(
        (
          await createOfficer(services, {
            name: 'Ivy Thornthwaite',
            email: 'new@example.org',
            password: weak,
          })
        ).ok,
        false,
      )
    const found = await app.database
      .selectFrom('person')
      .select('id')
      .where('email', '=', 'new@example.org')
      .execute()
    assert.deepEqual(found, [])
  })

  await t.test('and the command says how it is used', async () => {
    const command = peopleCommands.find(({ name }) => name === 'create-officer')!
    for (const args of [
      [],
      ['--name', 'X'],
      ['--email', 'x'],
      ['--x'],
      ['--name', ' ', '--email', 'a@b.example'],
    ])
      await assert.rejects(command.run(args, services), /Use: npm run cairn -- create-officer/)
    await assert.rejects(
      command.run(['--name', 'X', '--email', 'nonsense'], services),
      /nonsense is not an email address/,
    )
  })
})

test('a password is read from standard input when there is no terminal', async () => {
  const input = (text: string) => {
    const stream = new PassThrough() as unknown as NodeJS.ReadStream
    ;(stream as unknown as PassThrough).end(text)
    return stream
  }
  assert.equal(await askPassword('?', input(`${password}\nmore\n`)), password)
  assert.equal(await askPassword('?', input(password)), password)
  await assert.rejects(askPassword('?', input('')), /No password was given/)
})
