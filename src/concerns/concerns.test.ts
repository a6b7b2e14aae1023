import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { routes as demonstrationRoutes, thresholdGuide } from '../../demo/concerns.ts'
import { firstBrokenAuditEntry } from '../platform/audit.ts'
import {
  addRoute,
  changeRoute,
  correctRoute,
  endRoute,
  findRoute,
  isStale,
  listRoutes,
  reportingRouteResolver,
  routeReferences,
  routesToCheck,
  setThresholdGuide,
  verifyRoute,
  type RouteDetails,
} from './concerns.ts'
import { listFrameworks } from './threshold-queries.ts'
import { renderToString } from 'preact-render-to-string'

const frontDoor = demonstrationRoutes.find(({ key }) => key === 'front-door')!
const withoutKey = ({ key: _key, ...details }: RouteDetails): Omit<RouteDetails, 'key'> => details

test('the registry shows the world as it was on any day', async (t) => {
  const { database, signIn, clock } = await testApp()
  const officer = await signIn('officer')
  const act = { by: officer.personId, now: clock.now() }
  const added = await addRoute(database, frontDoor, act)
  assert.ok(added.ok)

  await t.test('a key names one way at a time', async () => {
    assert.deepEqual(await addRoute(database, frontDoor, act), { ok: false, reason: 'overlaps' })
  })

  await t.test('a change from a day on keeps what was before', async () => {
    const later = { ...withoutKey(frontDoor), phone: '01632 960199', validFrom: '2021-04-01' }
    const tooEarly = { ...later, validFrom: frontDoor.validFrom }
    assert.deepEqual(await changeRoute(database, added.id, tooEarly, act), {
      ok: false,
      reason: 'ends-before-it-begins',
    })
    const changed = await changeRoute(database, added.id, later, act)
    assert.ok(changed.ok)
    const phoneOn = async (day: string) => (await findRoute(database, 'front-door', day))?.phone
    assert.equal(await phoneOn('2021-03-31'), '01632 960101')
    assert.equal(await phoneOn('2021-04-01'), '01632 960199')
    assert.equal(await phoneOn('2020-09-30'), undefined)

    assert.deepEqual(await changeRoute(database, added.id, later, act), {
      ok: false,
      reason: 'overlaps',
    })
    assert.deepEqual(await endRoute(database, added.id, '2021-05-01', act), {
      ok: false,
      reason: 'overlaps',
    })
    assert.ok((await endRoute(database, changed.id, '2021-06-01', act)).ok)
    assert.equal(await phoneOn('2021-06-01'), undefined)
    assert.ok((await addRoute(database, { ...frontDoor, validFrom: '2021-06-01' }, act)).ok)
    assert.equal(await phoneOn('2021-06-01'), '01632 960101')
  })

  await t.test(
    'a correction holds for the whole time of the entry, and keeps the key',
    async () => {
      const fixed = { ...withoutKey(frontDoor), phone: '01632 960155' }
      assert.ok((await correctRoute(database, added.id, fixed, act)).ok)
      assert.equal((await findRoute(database, 'front-door', '2020-10-01'))?.phone, '01632 960155')
      const beyond = { ...fixed, validFrom: '2021-04-01' }
      assert.deepEqual(await correctRoute(database, added.id, beyond, act), {
        ok: false,
        reason: 'ends-before-it-begins',
      })
    },
  )

  await t.test('who checked it and when is kept; after 30 days it is stale', async () => {
    assert.equal(isStale({ lastVerifiedOn: null }, '2020-10-20'), true)
    const tomorrow = { on: '2020-10-21', note: null }
    assert.deepEqual(await verifyRoute(database, added.id, tomorrow, act), {
      ok: false,
      reason: 'in-the-future',
    })
    await verifyRoute(database, added.id, { on: '2020-10-20', note: 'Called at 9' }, act)
    const route = (await findRoute(database, 'front-door', '2020-10-20'))!
    assert.equal(route.lastVerifiedBy, officer.personId)
    assert.equal(isStale(route, '2020-11-19'), false)
    assert.equal(isStale(route, '2020-11-20'), true)
  })

  await t.test('every change is in the audit log with what was before', async () => {
    const entries = await database
      .selectFrom('audit_entry')
      .select(['action', 'details'])
      .where('subject_kind', '=', 'reporting-route')
      .orderBy('number')
      .execute()
    assert.deepEqual(
      entries.map(({ action }) => action.replace('reporting-route.', '')),
      ['added', 'changed', 'ended', 'added', 'corrected', 'verified'],
    )
    assert.deepEqual((entries[4]!.details as { before: unknown }).before, { phone: '01632 960101' })
    assert.equal(await firstBrokenAuditEntry(database), null)
  })

  await t.test('two that add the same key at once: one is refused', async () => {
    const night = demonstrationRoutes.find(({ key }) => key === 'out-of-hours')!
    const outcomes = await Promise.all([1, 2, 3].map(() => addRoute(database, night, act)))
    assert.equal(outcomes.filter(({ ok }) => ok).length, 1)
  })
})

test('texts refer to routes, and get the numbers of the day', async () => {
  const { database, clock } = await testApp()
  const act = { by: null, now: clock.now() }
  for (const route of demonstrationRoutes) await addRoute(database, route, act)

  const resolve = await reportingRouteResolver(database, clock.now())
  const short = renderToString(resolve('front-door', 'short')!)
  assert.match(short, /Safeguarding Hub on <a[^>]+href="tel:01632960101"[^>]*>01632 960101<\/a>/)
  assert.match(short, /Monday to Thursday, 8am to 5pm/)
  assert.match(renderToString(resolve('front-door', 'full')!), /What happens when you call/)
  assert.equal(resolve('not-there', 'short'), undefined)

  const references = await routeReferences(database, clock.now())
  assert.equal(references.get('childline')?.phoneAddress, 'tel:08001111')
  assert.match(references.get('childline')!.text, /^Childline: 0800 1111/)
  assert.equal((await listRoutes(database, '2020-10-20')).length, demonstrationRoutes.length)
  assert.ok((await routesToCheck(database)).some(({ numbers }) => numbers.includes('999')))
})

test('a threshold guide holds for a time, and is corrected or followed by another', async () => {
  const { database, clock } = await testApp()
  const act = { by: null, now: clock.now() }
  assert.ok((await setThresholdGuide(database, thresholdGuide, act)).ok)
  const corrected = { ...thresholdGuide, introduction: 'Better words.' }
  assert.ok((await setThresholdGuide(database, corrected, act)).ok)
  assert.equal((await listFrameworks(database)).length, 1)

  const next = {
    ...corrected,
    validFrom: '2021-01-01',
    needLevels: thresholdGuide.needLevels.slice(1),
  }
  assert.ok((await setThresholdGuide(database, next, act)).ok)
  const [newest, oldest] = await listFrameworks(database)
  assert.deepEqual([newest!.needLevels.length, oldest!.needLevels.length], [3, 4])
  assert.deepEqual([oldest!.validTo, oldest!.introduction], ['2021-01-01', 'Better words.'])
  assert.deepEqual(await setThresholdGuide(database, thresholdGuide, act), {
    ok: false,
    reason: 'ends-before-it-begins',
  })
})
