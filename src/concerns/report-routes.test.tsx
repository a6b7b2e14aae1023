import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { seedConcerns } from '../../demo/concerns.ts'
import { testApp } from '../../test/app.ts'
import { createApp } from '../app.ts'
import { steppedClock } from '../platform/clock.ts'
import { openDataFolder, readConfig } from '../platform/config.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { openLog } from '../platform/log.ts'
import { migrate } from '../platform/migrations.ts'
import { openServices } from '../platform/services.ts'
import { keepSnapshot } from './concerns.ts'

test('how to report: who answers now, and nothing that stays behind', async (t) => {
  const { request, database, clock } = await testApp()
  await seedConcerns(database, { by: null, now: clock.now() })
  const page = async (path = '/report') => (await request(path)).text()

  await t.test('while the hub is open its number leads', async () => {
    const html = await page()
    assert.match(html, /Is a child in danger now\?/)
    assert.match(html, /href="tel:999"/)
    assert.match(html, /Open now, until 5pm\./)
    assert.doesNotMatch(html, /Closed now/)
  })

  await t.test('while it is closed the number that answers takes its place', async () => {
    clock.set('2020-10-23T20:00:00Z')
    const html = await page()
    assert.match(html, /Until Monday at 8am call the Emergency Duty Team/)
    assert.match(html, /aria-label="Call 01632 960102, Emergency Duty Team"/)
    assert.doesNotMatch(html, /aria-label="Call 01632 960101/)
    clock.set('2020-10-20T09:00:00Z')
  })

  await t.test(
    'the search finds each way to report by its name, and the threshold guide',
    async () => {
      const found = async (words: string) => await page(`/search?q=${encodeURIComponent(words)}`)
      const [, lado = ''] = (await found('LADO')).split('id="results"')
      assert.match(lado, /href="\/report#practitioners"[^>]*>Local authority/)
      assert.match(await found('crimestopers'), /href="\/report#public"[^>]*><mark>Crimestoppers/)
      const helpline = await found('NSPCC helpline')
      assert.match(helpline, /href="\/report#/)
      assert.doesNotMatch(helpline, /helping/)
      assert.match(await found('four levels of need'), /href="\/report\/threshold"/)
      // The page comes before its parts.
      const [, concern = ''] = (await found('concern about a child')).split('id="results"')
      assert.match(concern, /^[\s\S]{0,1500}?href="\/report"/)
    },
  )

  await t.test('neither page leaves a trace or asks for anything', async () => {
    for (const path of ['/report', '/report/threshold']) {
      const response = await request(path)
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('cache-control'), 'no-store')
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer')
      assert.equal(response.headers.get('set-cookie'), null)
      const html = await response.text()
      assert.match(html, /<title>Information<\/title>/)
      assert.match(html, /href="\/exit"/)
      // The search of the header is the only form there is.
      assert.deepEqual(html.match(/<form[^>]*action="[^"]*"/g)?.length, 1)
      assert.doesNotMatch(html, /<textarea|method="post"/)
    }
  })

  await t.test('the guide explains needs, and says that it decides nothing', async () => {
    const html = await page('/report/threshold')
    assert.match(html, /Help from several services/)
    assert.match(html, /It never decides a level of need/)
    assert.match(html, /Have I listened to the child/)
  })

  await t.test('a number that changes is shown from its first day on', async () => {
    await database
      .updateTable('reporting_route')
      .set({ valid_to: '2020-10-21' })
      .where('key', '=', 'nspcc')
      .execute()
    assert.match(await page(), /0808 800 5000/)
    clock.set('2020-10-21T09:00:00Z')
    assert.doesNotMatch((await page()).replace(/<footer.*/s, ''), /0808 800 5000/)
  })

  await t.test('other websites may read the registry', async () => {
    const response = await request('/feeds/reporting-routes.json')
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    const feed = (await response.json()) as { routes: { key: string; contactPoints: object }[] }
    const hub = feed.routes.find(({ key }) => key === 'front-door')!
    assert.deepEqual((hub.contactPoints as { phone: string }).phone, '01632 960101')
    assert.ok(!feed.routes.some(({ key }) => key === 'nspcc'))
  })
})

test('the exit forgets this site and leads away', async () => {
  const { request } = await testApp()
  const exit = await request('/exit')
  assert.equal(exit.status, 303)
  assert.equal(new URL(exit.headers.get('location')!).host, 'www.bbc.co.uk')
  assert.match(exit.headers.get('clear-site-data')!, /"cache".*"storage"/)
  assert.equal(exit.headers.get('cache-control'), 'no-store')
  assert.equal(exit.headers.get('referrer-policy'), 'no-referrer')
  // A page elsewhere that embeds the address signs nobody out.
  const embedded = await request('/exit', { headers: { 'sec-fetch-site': 'cross-site' } })
  assert.equal(embedded.headers.get('clear-site-data'), null)
})

test('how to report is shown while the database is down, and after a restart', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-down-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { durable: false })
  let isRunning = true
  const stop = async () => {
    if (isRunning) await postgres.stop()
    isRunning = false
  }
  t.after(stop)
  await migrate(postgres.url)

  const begin = (dataFolder: string) => startedProcess(t, postgres.url, dataFolder)
  const before = begin(join(folder, 'data'))
  await before.services.database
    .insertInto('partnership')
    .values({
      name: 'Westmoor Safeguarding Children Partnership',
      short_name: 'Westmoor SCP',
      area: 'Westmoor',
      nation: 'england',
      valid_from: '2019-09-29',
      valid_to: null,
      is_demonstration: true,
    })
    .execute()
  await seedConcerns(before.services.database, { by: null, now: before.services.clock.now() })
  // As at the start: nobody has asked for the page yet.
  await keepSnapshot(before.services)
  await stop()

  await t.test('by the process that was there', async () => {
    const response = await before.get('/report')
    assert.equal(response.status, 200)
    const html = await response.text()
    assert.match(html, /01632 960101/)
    assert.match(html, /Westmoor Safeguarding Children Partnership/)
    assert.match(html, /The numbers are as last known/)
    // The control: a page that needs the database cannot be shown.
    assert.equal((await before.get('/campaigns')).status, 503)
  })

  await t.test('by a process that never reached the database, in its first request', async () => {
    const after = begin(join(folder, 'data'))
    const report = await (await after.get('/report')).text()
    assert.match(report, /01632 960101/)
    assert.match(report, /not a reporting service/)
    assert.match(await (await after.get('/report/threshold')).text(), /Some extra help/)
    assert.equal((await after.get('/feeds/reporting-routes.json')).status, 200)
  })

  await t.test('by one without any snapshot: the national numbers', async () => {
    const fresh = begin(join(folder, 'other'))
    const html = await (await fresh.get('/report')).text()
    assert.match(html, /tel:999/)
    assert.match(html, /0800 1111/)
    assert.doesNotMatch(html, /01632/)
  })
})

test('a database that hangs is said within ten seconds, with the numbers to call', async (t) => {
  const { services, database, clock } = await testApp()
  await seedConcerns(database, { by: null, now: clock.now() })
  const between = await pausableProxy(t, services.config.databaseUrl!)
  const dataFolder = mkdtempSync(join(tmpdir(), 'cairn-hang-'))
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const { get, clock: itsClock } = startedProcess(t, between.url, dataFolder)
  assert.equal((await get('/search?q=crimestoppers')).status, 200)

  between.pause()
  const answer = await Promise.race([get('/search?q=crimestoppers'), sleep(10_000, null)])
  assert.ok(answer, 'an answer came')
  assert.equal(answer.status, 503)
  const html = await answer.text()
  for (const number of ['tel:999', 'tel:08001111']) assert.ok(html.includes(number), number)

  between.resume()
  // The clock of the test stands still: the pause after a failure passes by hand.
  assert.equal((await get('/search?q=crimestoppers')).status, 503)
  itsClock.advance(3000)
  assert.equal((await get('/search?q=crimestoppers')).status, 200)
})

/** A way to the database that can be made to hang: it takes what is sent and hands nothing on. */
async function pausableProxy(t: TestContext, databaseUrl: string) {
  const there = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isPaused = false
  const server = createServer((visitor) => {
    const onward = connect(Number(there.port), there.hostname)
    for (const [from, to] of [
      [visitor, onward],
      [onward, visitor],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy()).on('close', () => to.destroy())
      from.pipe(to)
      if (isPaused) from.unpipe(to).pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  url.hostname = '127.0.0.1'
  return {
    url: url.href,
    pause: () => {
      isPaused = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    // Those that hung stay cut, as nobody waits for them any more.
    resume: () => {
      isPaused = false
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
  }
}

/** What a started process would be, without its web server and worker. */
function startedProcess(t: TestContext, databaseUrl: string, dataFolder: string) {
  const config = readConfig({
    CAIRN_DATA: dataFolder,
    DATABASE_URL: databaseUrl,
    CAIRN_SECRET: 'a secret for tests only, long enough',
  })
  openDataFolder(dataFolder)
  const clock = steppedClock('2020-10-20T09:00:00Z')
  const { services, close } = openServices(config, databaseUrl, { clock, log: openLog('silent') })
  t.after(close)
  const app = createApp(services)
  return {
    services,
    clock,
    get: (path: string) =>
      app.request(`http://localhost:3000${path}`, { headers: { host: 'localhost:3000' } }),
  }
}
