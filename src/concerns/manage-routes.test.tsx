import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedConcerns } from '../../demo/concerns.ts'
import { testApp } from '../../test/app.ts'
import type { FormState } from '../platform/forms.ts'
import { findRoute, listRoutes } from './concerns.ts'
import { routeFormOf } from './route-forms.ts'
import { thresholdFormOf } from './threshold-forms.ts'
import { listFrameworks } from './threshold-queries.ts'

const has = (html: string, what: RegExp): void => assert.ok(what.test(html), `${what} is missing`)

/** The values as a browser sends them: dates in three fields. */
function asSent(values: FormState['values']): FormState['values'] {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value))
      if (!parts) return [[name, value]]
      return ['year', 'month', 'day'].map((part, at) => [`${name}-${part}`, parts[at + 1]!])
    }),
  )
}

test('the workspace keeps the routes right', async (t) => {
  const { request, database, clock, signIn } = await testApp()
  await seedConcerns(database, { by: null, now: clock.now() })
  const officer = await signIn('officer')
  const get = async (path: string) => (await request(path, { as: officer })).text()
  const hub = (await findRoute(database, 'front-door', '2020-10-20'))!
  const base = '/manage/reporting-routes'

  await t.test('practitioners may not, and the public is asked to sign in', async () => {
    for (const path of [base, `${base}/new`, `${base}/${hub.id}`, `${base}/threshold-guide`]) {
      assert.equal((await request(path, { as: await signIn('practitioner') })).status, 403, path)
      assert.match((await request(path)).headers.get('location')!, /^\/sign-in/)
    }
    assert.equal((await request(`${base}/not-an-id`, { as: officer })).status, 404)
  })

  await t.test('the list warns of what nobody has checked for 30 days', async () => {
    has(await get(base), /One route has not been checked\s+for 30 days: Early Help advice line/)
  })

  await t.test('checking is recorded with the person and the note', async () => {
    const early = (await findRoute(database, 'early-help', '2020-10-20'))!
    const day = { 'on-day': '20', 'on-month': '10', 'on-year': '2020' }
    const path = `${base}/${early.id}`
    const wrong = await request(`${path}/verification`, {
      as: officer,
      form: { ...day, 'on-year': '2021', note: 'Called at nine' },
    })
    assert.equal(wrong.status, 422)
    const html = await wrong.text()
    has(html, /The day is still to come/)
    has(html, /value="Called at nine"/)
    const right = { ...day, note: 'Called at nine' }
    await request(`${path}/verification`, { as: officer, form: right })
    has(await get(path), /20 October 2020 by Test officer 1\. Called at nine/)
  })

  await t.test('opening the form and saving it changes nothing', async () => {
    const form = asSent(routeFormOf(hub).values)
    const saved = await request(`${base}/${hub.id}/correction`, { as: officer, form })
    assert.equal(saved.headers.get('location'), `${base}/${hub.id}?done=corrected`)
    assert.deepEqual(await findRoute(database, 'front-door', '2020-10-20'), hub)
  })

  await t.test('hours are typed as people write them, and refused when they are none', async () => {
    const form = {
      ...asSent(routeFormOf(hub).values),
      'periods.0.opens': '7.30am',
      'periods.0.closes': '5pm',
      closedOn: '24 12 2020\n31 12 2020',
    }
    await request(`${base}/${hub.id}/correction`, { as: officer, form })
    const { hours } = (await findRoute(database, 'front-door', '2020-10-20'))!
    assert.ok(hours.kind === 'weekly')
    assert.deepEqual(hours.periods[0], { days: [1, 2, 3, 4], opens: '07:30', closes: '17:00' })
    assert.deepEqual(hours.closedOn, ['2020-12-24', '2020-12-31'])

    const bad = { ...form, 'periods.1.opens': '25:00', phone: 'call me', closedOn: 'Christmas' }
    const refused = await request(`${base}/${hub.id}/correction`, { as: officer, form: bad })
    assert.equal(refused.status, 422)
    const html = await refused.text()
    has(html, /The phone number may have digits and spaces/)
    has(html, /“Christmas” is no date/)
    has(html, /value="25:00"/)
  })

  await t.test('a change from a day on shows at once on the public page of that day', async () => {
    const form = {
      ...asSent(routeFormOf({ ...hub, validFrom: '2020-11-02' }).values),
      phone: '01632 960177',
    }
    const changed = await request(`${base}/${hub.id}/change`, { as: officer, form })
    assert.equal(changed.status, 303)
    assert.doesNotMatch(await (await request('/report')).text(), /960177/)
    clock.set('2020-11-02T09:00:00Z')
    assert.match(await (await request('/report')).text(), /960177/)
    clock.set('2020-10-20T09:00:00Z')
    has(await get(base), /To come/)
  })

  await t.test('a route is added, and ends', async () => {
    const form = asSent({
      ...routeFormOf({ ...hub, validFrom: '2020-10-20' }).values,
      key: 'Not A Key',
      name: 'Young people’s text line',
    })
    const refused = await request(`${base}/new`, { as: officer, form })
    assert.equal(refused.status, 422)
    has(await refused.text(), /Enter a short name of small letters/)
    const nothing = { ...form, key: 'text-line', phone: '', relayNumber: '' }
    const empty = await request(`${base}/new`, { as: officer, form: nothing })
    has(await empty.text(), /Enter a phone number, a web address or another way to reach it/)

    const added = await request(`${base}/new`, { as: officer, form: { ...form, key: 'text-line' } })
    const path = added.headers.get('location')!.replace(/\?.*/, '')
    assert.ok(await findRoute(database, 'text-line', '2020-10-20'))
    const last = { 'lastDay-day': '31', 'lastDay-month': '10', 'lastDay-year': '2020' }
    assert.equal((await request(`${path}/end`, { as: officer, form: last })).status, 303)
    assert.ok(await findRoute(database, 'text-line', '2020-10-31'))
    assert.equal(await findRoute(database, 'text-line', '2020-11-01'), null)
    assert.ok((await listRoutes(database, '2020-10-31')).length > 5)
  })

  await t.test('the threshold guide is corrected in one form', async () => {
    const [guide] = await listFrameworks(database)
    const path = `${base}/threshold-guide`
    const form = asSent(thresholdFormOf(guide!, '2020-10-20').values)
    const twice = { ...form, 'needLevels.1.code': '1' }
    const refused = await request(path, { as: officer, form: twice })
    assert.equal(refused.status, 422)
    has(await refused.text(), /Two levels of need have the same sign/)
    const saved = await request(path, {
      as: officer,
      form: { ...form, 'needLevels.0.name': 'Thriving' },
    })
    assert.equal(saved.status, 303)
    has(await (await request('/report/threshold')).text(), /Thriving/)
    assert.equal((await listFrameworks(database)).length, 1)
  })
})
