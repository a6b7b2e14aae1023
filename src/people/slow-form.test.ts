import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testApp, type Visitor } from '../../test/app.ts'
import { atEnd } from '../../test/database.ts'
import { openWebServer } from '../platform/web-server.ts'

test('whoever is signed out while their form is still on its way does nothing with it', async (t) => {
  const app = await testApp()
  const web = await openWebServer({ host: '127.0.0.1', port: 0 })
  web.serve(app.app, app.services)
  atEnd(() => web.stop())
  const { host } = new URL(app.services.config.publicUrl)

  /** Begins a form of this sender and gives what ends it, with the first line of the answer. */
  const beginForm = async (as: Visitor, path: string, body: string) => {
    const socket = connect(web.port, '127.0.0.1')
    atEnd(() => socket.destroy())
    socket.write(
      [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        'Sec-Fetch-Site: same-origin',
        `Cookie: ${as.cookie}`,
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        'Connection: close',
        '',
        body.slice(0, 4),
      ].join('\r\n'),
    )
    // The server has read who it is, and waits for the rest.
    await sleep(300)
    return async (): Promise<string> => {
      let answer = ''
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
      socket.write(body.slice(4))
      await once(socket, 'close')
      return answer
    }
  }
  const rolesOf = async (personId: string) =>
    (
      await app.database
        .selectFrom('person_role')
        .select('role')
        .where('person_id', '=', personId)
        .where('valid_to', 'is', null)
        .execute()
    )
      .map(({ role }) => role)
      .toSorted()
  const form = 'role=officer&organisationId=none'

  await t.test('a leaver makes nobody an officer', async () => {
    const [officer, leaver] = [await app.signIn('officer'), await app.signIn('officer')]
    const friend = await app.signIn('practitioner')
    const end = await beginForm(leaver, `/manage/people/${friend.personId}/roles`, form)
    const left = await app.request(`/manage/people/${leaver.personId}/leaving`, {
      as: officer,
      form: {},
    })
    assert.equal(left.status, 303)
    assert.match(await end(), /^HTTP\/1\.1 303 .*location: \/sign-in/is)
    assert.deepEqual(await rolesOf(friend.personId), ['practitioner'])
  })

  await t.test('nor does somebody whose role was taken meanwhile', async () => {
    const [officer, former] = [await app.signIn('officer'), await app.signIn('officer')]
    const friend = await app.signIn('practitioner')
    const end = await beginForm(former, `/manage/people/${friend.personId}/roles`, form)
    const taken = await app.request(`/manage/people/${former.personId}/roles/removal`, {
      as: officer,
      form: { role: 'officer', organisationId: 'none' },
    })
    assert.equal(taken.status, 303)
    assert.match(await end(), /^HTTP\/1\.1 403 /)
    assert.deepEqual(await rolesOf(friend.personId), ['practitioner'])
  })

  await t.test('whoever is signed in still may send as slowly as they like', async () => {
    const officer = await app.signIn('officer')
    const friend = await app.signIn('practitioner')
    const end = await beginForm(officer, `/manage/people/${friend.personId}/roles`, form)
    assert.match(await end(), /^HTTP\/1\.1 303 .*done=role-given/is)
    assert.deepEqual(await rolesOf(friend.personId), ['officer', 'practitioner'])
  })
})
