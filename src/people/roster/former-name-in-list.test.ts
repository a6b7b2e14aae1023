import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { register } from '../../../test/roster.ts'
import { replaceName } from '../details-check/former-name-queries.ts'

test('the list says of whoever is found what they were called, and only then', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const personId = await register(app, { name: 'Hazel Dunthorpe', email: 'hd@beck.example' })
  const change = { personId, name: 'Hazel Musgrave', now: app.clock.now(), isCorrection: false }
  await app.database.transaction().execute((transaction) => replaceName(transaction, change))
  const list = async (query: string) =>
    (await app.request(`/manage/people${query}`, { as: officer })).text()
  assert.match(await list('?q=dunthorpe'), /Hazel Musgrave[\s\S]*Was called Hazel Dunthorpe/)
  const whole = await list('')
  assert.match(whole, /Hazel Musgrave/)
  assert.doesNotMatch(whole, /Dunthorpe/)
})
