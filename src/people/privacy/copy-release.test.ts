import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'

test('whose copy has been released is told that somebody has read the request', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const as = await app.signIn('practitioner')
  const asked = await app.request('/account/data/request', { as, form: { kind: 'access' } })
  const id = asked.headers.get('location')!.split('?')[0]!.split('/').at(-1)!
  const isRead = async () => {
    const page = await (await app.request(`/account/data/requests/${id}`, { as })).text()
    assert.match(page, /Read by somebody of the partnership/)
    return !page.includes('Not yet')
  }
  for (const step of ['export', 'export/download', 'export/release']) {
    assert.equal(await isRead(), false, `before ${step}`)
    const done = await app.request(`/manage/privacy-requests/${id}/${step}`, {
      as: officer,
      form: { '': '' },
    })
    assert.ok(done.status < 400, step)
  }
  assert.equal(await isRead(), true)
})
