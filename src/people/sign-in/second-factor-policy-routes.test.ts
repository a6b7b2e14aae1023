import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { htmlProblems } from '../../../test/html.ts'
import { account, appCode, frontDoor } from '../../../test/people.ts'

const path = '/manage/people/second-factors'
const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

test('which roles need a second factor', async (t) => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const choose = (...needed: string[]) =>
    app.request(path, { as: officer, form: { saved: 'yes', needed } })
  const rows = async () => {
    const html = await (await app.request(path, { as: officer })).text()
    assert.deepEqual(await htmlProblems(html), [])
    return [...html.matchAll(/<th scope="row"[^>]*>([^<]+)<\/th>(.*?)<\/tr>/gs)].map(
      ([, role, cells]) =>
        [role, ...[...cells!.matchAll(/<td[^>]*>([^<]*)/g)].map(([, text]) => text)].join(' | '),
    )
  }

  await t.test('is shown with how many people it is enforced for and who have one', async () => {
    await account(app, { roles: ['practitioner'], key })
    await account(app, { roles: ['practitioner', 'agency-lead'] })
    const left = await account(app, { roles: ['agency-lead'] })
    await app.database
      .updateTable('person')
      .set({ left_at: app.clock.now() })
      .where('id', '=', left.personId)
      .execute()
    assert.deepEqual(await rows(), [
      'Officer | Always | 1 of 1 | 0 of 1',
      'Communications | Yes | Nobody has this role | Nobody has this role',
      'Training coordinator | Yes | Nobody has this role | Nobody has this role',
      'Agency lead | Yes | 1 of 1 | 0 of 1',
      'Practitioner | No | 2 of 2 | 1 of 2',
    ])
  })

  await t.test('holds from the next page of everybody who is signed in', async () => {
    const practitioner = await account(app)
    const door = frontDoor(app)
    await door.post('/sign-in', { email: practitioner.email, password: practitioner.password })
    assert.equal((await door.get('/account')).status, 200)
    const all = ['communications', 'training-coordinator', 'agency-lead', 'practitioner']
    assert.equal((await choose(...all)).headers.get('location'), `${path}?done=saved`)
    const asked = await door.get('/account')
    assert.equal(asked.headers.get('location'), '/sign-in/second-factor?next=%2Faccount')
    assert.equal(
      (await door.get('/sign-in/second-factor?next=%2Faccount')).headers.get('location'),
      '/account/second-factor?next=%2Faccount',
    )
    await choose('communications', 'training-coordinator', 'agency-lead')
    assert.equal((await door.get('/account')).status, 200)
  })

  await t.test('whoever has an app keeps being asked for its code', async () => {
    const lead = await account(app, { roles: ['agency-lead'], key })
    await choose()
    const door = frontDoor(app)
    await door.post('/sign-in', { email: lead.email, password: lead.password })
    assert.equal((await door.get('/account')).status, 303)
    await door.post('/sign-in/second-factor', { code: appCode(key, app.clock.now()) })
    assert.equal((await door.get('/account')).status, 200)
  })

  await t.test('an officer always needs one, whatever is sent', async () => {
    await choose()
    assert.equal((await rows())[0], 'Officer | Always | 1 of 1 | 0 of 1')
    for (const needed of ['officer', 'nobody', 'x'.repeat(10_000), '\u0000'])
      assert.equal((await choose(needed)).status, 422, needed.slice(0, 20))
    const other = await account(app, { roles: ['officer'] })
    const door = frontDoor(app)
    await door.post('/sign-in', { email: other.email, password: other.password })
    assert.equal((await door.get('/manage/people')).status, 303)
  })

  await t.test('is not waived by an empty request, which is no saved form', async () => {
    await choose('communications', 'training-coordinator')
    const before = await rows()
    for (const form of [{ '': '' }, { saved: '' }, { needed: 'practitioner' }]) {
      const refused = await app.request(path, { as: officer, form: form as Record<string, string> })
      assert.equal(refused.status, 422)
      assert.match(await refused.text(), /Nothing was saved\. Choose again and select Save/)
      assert.deepEqual(await rows(), before)
    }
    // The control: a form on which every tick was taken away does.
    await choose()
    assert.notDeepEqual(await rows(), before)
  })

  await t.test('is an officer’s to choose, and told in the audit log', async () => {
    const coordinator = await app.signIn('training-coordinator')
    assert.equal((await app.request(path, { as: coordinator })).status, 403)
    assert.equal((await app.request(path, { as: coordinator, form: { a: '' } })).status, 403)
    assert.equal((await app.request(path)).status, 303)
    await choose('practitioner')
    await choose('practitioner')
    const log = await (await app.request('/manage/audit', { as: officer })).text()
    const words = log.replace(/<[^>]+>/g, '')
    assert.equal(words.split('made a second factor needed for the role Practitioner').length - 1, 2)
    assert.match(words, /made a second factor optional for the role Agency lead/)
  })
})
