import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { account, frontDoor } from '../../../test/people.ts'

const id = '00000000-0000-4000-8000-000000000000'

const app = await testApp()
const { clock, request, signIn } = app
const minute = 60_000

/** Pages as `get`, what they send as `post`, and where the proof leads back to. */
const own: [string, string, string][] = [
  ['get', '/account/details/email', '/account/details/email'],
  ['get', '/account/details/email?back=%2Faccount', '/account/details/email?back=%2Faccount'],
  ['post', '/account/details/email', '/account/details/email?back=%2Faccount%2Fdetails'],
  ['get', `/account/details/email/${id}`, `/account/details/email/${id}`],
  [
    'post',
    `/account/details/email/${id}`,
    `/account/details/email/${id}?back=%2Faccount%2Fdetails`,
  ],
  ['get', '/account/second-factor', '/account/second-factor'],
  ['post', '/account/second-factor', '/account/second-factor'],
  ['get', '/account/second-factor/confirmation', '/account/second-factor/confirmation'],
  ['post', '/account/second-factor/confirmation', '/account/second-factor/confirmation'],
]

const people = '/manage/people'
const providers = '/manage/sign-in-providers'
const requests = '/manage/privacy-requests'
const officers: [string, string, string][] = [
  ['get', `${people}/new`, `${people}/new`],
  ['post', people, `${people}/new`],
  ['get', `${people}/${id}/details`, `${people}/${id}/details`],
  ['post', `${people}/${id}/details`, `${people}/${id}/details`],
  ['post', `${people}/${id}/roles`, `${people}/${id}`],
  ['post', `${people}/${id}/roles/removal`, `${people}/${id}`],
  ['post', `${people}/${id}/invitation`, `${people}/${id}`],
  ['post', `${people}/${id}/return`, `${people}/${id}`],
  ['get', `${people}/${id}/second-factor-reset`, `${people}/${id}/second-factor-reset`],
  ['post', `${people}/${id}/second-factor-reset`, `${people}/${id}/second-factor-reset`],
  ['get', `${people}/second-factors`, `${people}/second-factors`],
  ['post', `${people}/second-factors`, `${people}/second-factors`],
  ['get', `${providers}/new`, `${providers}/new`],
  ['post', providers, `${providers}/new`],
  ['get', `${providers}/${id}`, `${providers}/${id}`],
  ['post', `${providers}/${id}`, `${providers}/${id}`],
  ['post', `${providers}/${id}/state`, `${providers}/${id}`],
  ['get', `${people}/agency-leads/${id}`, `${people}/agency-leads/${id}`],
  ['post', `${people}/agency-leads/${id}/decision`, `${people}/agency-leads/${id}`],
  ['get', `${people}/export.csv?q=Jo`, `${people}?q=Jo`],
  ['get', `${people}/selections/${id}/people.csv`, `${people}/selections/${id}`],
  ['get', `${people}/selections/${id}/leaving`, `${people}/selections/${id}/leaving`],
  ['post', `${people}/selections/${id}/changes`, `${people}/selections/${id}`],
  ['get', `${people}/import/${id}/refused.csv`, `${people}/import/${id}`],
  ['post', `${people}/import/${id}/start`, `${people}/import/${id}`],
  ['get', `${people}/duplicates/${id}/merge`, `${people}/duplicates/${id}/merge`],
  ['post', `${people}/duplicates/${id}/merge`, `${people}/duplicates/${id}`],
  ['post', `${people}/merges/${id}/undoing`, `${people}/merges/${id}`],
  ['post', `${requests}/${id}/export`, `${requests}/${id}`],
  ['post', `${requests}/${id}/export/download`, `${requests}/${id}`],
  ['post', `${requests}/${id}/export/release`, `${requests}/${id}`],
  ['get', '/manage/subscribers/export', '/manage/subscribers'],
]

const leads: [string, string, string][] = [
  ['get', '/agency/people.csv', '/agency'],
  ['get', '/agency/learning.csv', '/agency/learning'],
]

for (const [who, role, routes] of [
  ['somebody’s own account', 'practitioner', own],
  ['the accounts of others', 'officer', officers],
  ['what it takes along of an agency', 'agency-lead', leads],
] as const)
  test(`a session of eleven minutes proves itself before it changes ${who}; a new one does not have to`, async () => {
    const stale = await signIn(role)
    clock.advance(11 * minute)
    const fresh = await signIn(role)
    for (const [verb, path, back] of routes) {
      const method = verb.toUpperCase()
      const asked = await request(path, { as: stale, method })
      assert.equal(asked.status, 303, `${method} ${path}`)
      const proof = `/account/proof?next=${encodeURIComponent(back)}`
      assert.equal(asked.headers.get('location'), proof, `${method} ${path}`)
      const done = await request(path, { as: fresh, method })
      const location = done.headers.get('location') ?? ''
      assert.ok(!location.startsWith('/account/proof'), `control: ${method} ${path}`)
    }
    // The control: what shows nothing and changes nothing of accounts is open to both.
    assert.equal((await request('/account', { as: stale })).status, 200)
    // And so is what only shuts somebody out: it takes no account over, and a leaver must be out at once.
    const leaving = await request(`${people}/${id}/leaving`, { as: stale })
    assert.ok(!leaving.headers.get('location')?.startsWith('/account/proof'))
  })

test('whoever gives the password once more gets to the page that they wanted', async () => {
  const holder = await account(app)
  const door = frontDoor(app)
  await door.post('/sign-in', { email: holder.email, password: holder.password })
  clock.advance(11 * minute)
  const asked = await door.get('/account/details/email')
  const proof = asked.headers.get('location')!
  const stolen = await door.post('/account/details/email', { email: 'thief@example.net' })
  assert.match(stolen.headers.get('location')!, /^\/account\/proof/)
  assert.equal((await door.post(proof, { current: 'not the password' })).status, 422)
  const back = await door.post(proof, { current: holder.password })
  assert.equal(back.headers.get('location'), '/account/details/email')
  assert.equal((await door.get('/account/details/email')).status, 200)
})

test('whoever has to set up their first second factor does so right after the password', async () => {
  const holder = await account(app, { roles: ['officer'] })
  const door = frontDoor(app)
  await door.post('/sign-in', { email: holder.email, password: holder.password })
  assert.equal(
    (await door.get('/manage/people')).headers.get('location'),
    '/sign-in/second-factor?next=%2Fmanage%2Fpeople',
  )
  assert.equal((await door.get('/account/second-factor')).status, 200)
  const begun = await door.post('/account/second-factor')
  assert.equal(begun.headers.get('location'), '/account/second-factor/confirmation')
  clock.advance(11 * minute)
  const asked = await door.get('/account/second-factor/confirmation')
  const proof = asked.headers.get('location')!
  assert.match(proof, /^\/account\/proof/)
  await door.post(proof, { current: holder.password })
  assert.equal((await door.get('/account/second-factor/confirmation')).status, 200)
})
