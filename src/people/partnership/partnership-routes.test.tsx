import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'

const { request, signIn, database } = await testApp()
const officer = await signIn('officer')
const details = {
  name: 'Eden Safeguarding Children Partnership',
  shortName: 'Eden SCP',
  area: 'Eden',
  nation: 'england',
  accent: 'tarn',
}

test('an officer names the partnership, and every page and accent follows', async () => {
  const before = await (await request('/')).text()
  assert.match(before, /Safeguarding children partnership/)
  const page = await (await request('/manage/partnership', { as: officer })).text()
  assert.match(page, /Nobody has named the partnership yet/)
  const saved = await request('/manage/partnership', { as: officer, form: details })
  assert.equal(saved.headers.get('location'), '/manage/partnership?done=saved')
  const after = await (await request('/')).text()
  assert.match(after, /Eden Safeguarding Children Partnership/)
  assert.match(after, /tarn/)
  await request('/manage/partnership', { as: officer, form: { ...details, shortName: 'ESCP' } })
  const rows = await database.selectFrom('partnership').select('short_name').execute()
  assert.deepEqual(rows, [{ short_name: 'ESCP' }])
})

test('what is missing is said beside its field, and what was typed stays', async () => {
  for (const [wrong, sentence] of [
    [{ name: ' ' }, 'Enter the name of the partnership'],
    [{ shortName: 'x'.repeat(41) }, 'The short name must be 40 characters or fewer'],
    [{ nation: 'france' }, 'Choose the nation'],
    [{ accent: 'pink' }, 'Choose a colour'],
  ] as const) {
    const answer = await request('/manage/partnership', {
      as: officer,
      form: { ...details, ...wrong },
    })
    assert.equal(answer.status, 422)
    const page = await answer.text()
    assert.ok(page.includes(sentence), sentence)
    assert.ok(page.includes('value="Eden"'))
  }
})

test('nobody else names it', async () => {
  for (const role of ['communications', 'training-coordinator', 'practitioner'] as const)
    assert.equal(
      (await request('/manage/partnership', { as: await signIn(role), form: details })).status,
      403,
    )
})

test('a registry that is empty shows the national numbers, and takes them in when asked', async () => {
  const report = async () => (await request('/report')).text()
  assert.match(await report(), /0800 1111/)
  const list = await (await request('/manage/reporting-routes', { as: officer })).text()
  assert.match(list, /There is no route yet/)
  await request('/manage/reporting-routes/national', { as: officer, method: 'POST' })
  await request('/manage/reporting-routes/national', { as: officer, method: 'POST' })
  const rows = await database
    .selectFrom('reporting_route')
    .select(['key', 'last_verified_on'])
    .execute()
  assert.deepEqual(rows.map(({ key }) => key).toSorted(), [
    'ceop',
    'childline',
    'emergency',
    'nspcc',
    'police',
  ])
  assert.ok(rows.every(({ last_verified_on: on }) => on === null))
  assert.match(await report(), /0800 1111/)
})
