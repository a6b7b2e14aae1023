import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { account, frontDoor } from '../../test/people.ts'
import { accessRuleOf, anyone } from './access.ts'

const app = await testApp()

const wayBackOf = (response: Response): URLSearchParams =>
  new URL(response.headers.get('location') ?? '', 'http://here.invalid').searchParams

test('whoever sends a form after their session has ended is led back to its page, and told', async () => {
  const known = await account(app)
  const door = frontDoor(app)
  await door.post('/sign-in', known)
  assert.equal((await door.post('/account/details/name', { name: 'New Name' })).status, 303)
  await door.post('/sign-out')

  const refused = await door.post('/account/details/name?back=%2Faccount', { name: 'Other Name' })
  const to = refused.headers.get('location') ?? ''
  assert.match(to, /^\/sign-in\?next=/)
  assert.equal(wayBackOf(refused).get('next'), '/account/details/name?back=%2Faccount')
  const page = await (await door.get(to)).text()
  assert.match(page, /You had been signed out, so what you sent just now was not carried out/)
  assert.match(page, /Back button can often bring it back/)
  assert.match(page, /name="next" value="\/account\/details\/name\?back=%2Faccount"/)
  const again = await door.post('/sign-in', {
    ...known,
    next: wayBackOf(refused).get('next')!,
  })
  assert.equal(again.headers.get('location'), '/account/details/name?back=%2Faccount')
  assert.doesNotMatch(await (await door.get('/account')).text(), /Other Name/)

  // The control: who only comes to a page is not told that something failed.
  const asked = await frontDoor(app).get('/account')
  assert.equal(asked.headers.get('location'), '/sign-in?next=%2Faccount')
  assert.doesNotMatch(await (await door.get('/sign-in?next=%2Faccount')).text(), /not carried out/)
})

test('a button that has no page of its own leads to the nearest page above it', async () => {
  const table: [from: string, to: string | null][] = [
    ['/manage/retention/leavers/dry-run', '/manage/retention/leavers'],
    ['/manage/retention/leavers/period', '/manage/retention/leavers'],
    ['/account/sessions/end', '/account'],
    ['/manage/people/some-id/details-request', '/manage/people/some-id'],
    ['/manage/people/second-factors', '/manage/people/second-factors'],
    ['/account/data/requests/some-id/withdrawal', '/account/data/requests/some-id'],
  ]
  for (const [from, to] of table)
    assert.equal(wayBackOf(await app.request(from, { form: {} })).get('next'), to, from)
})

/** What fits a part of an address; where anything does, the name of a site. */
function fill(kind: string): string {
  if (kind === '') return 'evil.example'
  return kind.includes('36') ? randomUUID() : '1'
}

test('from every form there is a way back, and never to another site', async () => {
  const posts = app.app.routes.filter(({ method, handler }) => {
    const rule = accessRuleOf(handler)
    return method === 'POST' && rule !== undefined && rule !== anyone
  })
  assert.ok(posts.length > 80, `only ${posts.length} forms`)
  const without: string[] = []
  for (const { path } of posts) {
    const address = path.replaceAll(/:\w+(\{[^/]*\}+)?/g, (_, kind = '') => fill(kind))
    const answer = await app.request(`${address}?x=//evil.example`, { form: {} })
    const params = wayBackOf(answer)
    assert.equal(params.get('not-carried-out'), 'yes', path)
    const next = params.get('next')
    if (next === null) without.push(path)
    else assert.match(next, /^\/\w/, path)
  }
  assert.deepEqual(without, [])
})
