import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'

test('the platform answers, with security headers, and refuses forms from elsewhere', async (t) => {
  const { request } = await testApp()

  await t.test('health and readiness', async () => {
    assert.equal((await request('/health')).status, 200)
    assert.equal((await request('/ready')).status, 200)
  })

  await t.test('an unknown page is a 404 that says how to report', async () => {
    const response = await request('/no-such-page')
    assert.equal(response.status, 404)
    assert.match(await response.text(), /999/)
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  })

  await t.test('a POST from another site is refused; the same from here is not', async () => {
    const foreign = await request('/no-such-page', {
      form: { a: 'b' },
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    assert.equal(foreign.status, 403)
    const own = await request('/no-such-page', { form: { a: 'b' } })
    assert.equal(own.status, 404)
  })
})
