import assert from 'node:assert/strict'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { testApp } from '../../test/app.ts'
import { atEnd } from '../../test/database.ts'
import { anyone, may } from './access.ts'
import { systemClock } from './clock.ts'
import { openDatabase } from './database.ts'
import { listenForNotices, notify } from './notices.ts'
import { openMetrics } from './metrics.ts'
import { acceptedEncoding, openPageCache } from './page-cache.ts'
import { openWebServer } from './web-server.ts'
import { cachedPage, createWeb, leavesNoTrace, type Services } from './web.ts'

test('of the encodings that a browser offers the best is taken', () => {
  const cases: [string | undefined, string][] = [
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.0, gzip;q=0', 'identity'],
    ['gzip;q=0.5, br;q=0.1', 'br'],
    ['identity', 'identity'],
  ]
  for (const [header, expected] of cases) assert.equal(acceptedEncoding(header), expected, header)
})

test('pages asked for under ever new addresses take no more memory than is meant for pages', () => {
  const cache = openPageCache(systemClock, openMetrics())
  const page = (at: number) => ({ ...nobody, host: 'here', url: `/robots.txt?${at}` })
  const body = Buffer.from('User-agent: *')
  const pages = 10_000
  for (let at = 0; at < pages; at += 1) cache.keep(page(at), body, {}, 0)

  let [kept, bytes] = [0, 0]
  for (let at = 0; at < pages; at += 1)
    for (const encodings of ['br', 'gzip', '']) {
      const found = cache.find({ ...page(at), encodings })?.body
      if (!found) continue
      kept += 1 / 3
      bytes += found.buffer.byteLength
    }
  assert.ok(kept > 1000 && kept < 9000, `${Math.round(kept)} pages are kept`)
  assert.ok(bytes < kept * 3 * 100, `${bytes} bytes are held by their bodies`)
})

const nobody = { cookie: undefined, encodings: undefined, knownTags: undefined }

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

function ask(
  address: string,
  path: string,
  headers: Record<string, string> | string[] = {},
  method = 'GET',
) {
  return new Promise<Answer>((resolve, reject) => {
    const asked = httpRequest(
      `${address}${path}`,
      { method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        )
      },
    )
    asked.once('error', reject)
    asked.setTimeout(5000, () => asked.destroy(new Error(`${path} was not answered`)))
    asked.end()
  })
}

async function siteOn(services: Services) {
  let rendered = 0
  const app = createWeb(services, {
    loadPerson: () => Promise.resolve(null),
    problemPage: (c, { status }) => c.html(`<h1>${status}: call 999</h1>`, status),
    uploadPaths: /^\/never/,
    crossSitePaths: /^\/never/,
  })
  app.get('/page', may(anyone), cachedPage, async (c) => {
    await sql`select 1`.execute(c.var.database)
    rendered += 1
    return c.html(`<p>Made ${rendered} times ${'and again '.repeat(100)}</p>`)
  })
  app.get('/sensitive', may(anyone), cachedPage, leavesNoTrace, (c) =>
    c.html('<p>How to report</p>'),
  )
  app.get('/missing', may(anyone), cachedPage, (c) => c.html('<p>None</p>', 404))
  app.get('/own', may(anyone), async (c) => {
    await sql`select 1`.execute(c.var.database)
    return c.html('<p>Mine</p>')
  })
  const web = await openWebServer({ host: '127.0.0.1', port: 0 })
  web.serve(app, services)
  atEnd(() => web.stop())
  return { address: `http://127.0.0.1:${web.port}`, rendered: () => rendered }
}

test('anonymous pages are answered from memory', async (t) => {
  const { services, clock } = await testApp()
  const { address, rendered } = await siteOn(services)

  await t.test('the first visitor has it made, the next ones get the same bytes', async () => {
    const first = await ask(address, '/page')
    const second = await ask(address, '/page')
    assert.equal(rendered(), 1)
    assert.deepEqual(second.body, first.body)
    assert.equal(second.headers['content-type'], first.headers['content-type'])
  })

  await t.test('with the security headers of a made page, and told to ask again', async () => {
    const { headers } = await ask(address, '/page')
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['cache-control'], 'no-cache')
    assert.equal(headers['cdn-cache-control'], 'public, max-age=60')
    assert.match(String(headers.vary), /Accept-Encoding/)
    assert.match(String(headers.vary), /Cookie/)
    assert.equal(headers['set-cookie'], undefined)
  })

  await t.test('compressed as the browser takes it, each with its own ETag', async () => {
    const [plain, br, gzip] = await Promise.all([
      ask(address, '/page'),
      ask(address, '/page', { 'accept-encoding': 'gzip, br' }),
      ask(address, '/page', { 'accept-encoding': 'br;q=0, gzip' }),
    ])
    assert.equal(br.headers['content-encoding'], 'br')
    assert.deepEqual(brotliDecompressSync(br.body), plain.body)
    assert.equal(gzip.headers['content-encoding'], 'gzip')
    assert.deepEqual(gunzipSync(gzip.body), plain.body)
    assert.equal(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size, 3)
    assert.equal(br.headers['content-length'], String(br.body.length))
  })

  await t.test('304 when the browser has it, with what a 304 must carry', async () => {
    const { headers } = await ask(address, '/page')
    const tag = headers.etag!
    for (const known of [tag, `"other", ${tag}`, `W/${tag}`, '*', `${tag} , "other"`]) {
      const again = await ask(address, '/page', { 'if-none-match': known })
      assert.equal(again.status, 304, known)
      assert.equal(again.body.length, 0)
      assert.equal(again.headers.etag, headers.etag)
      assert.equal(again.headers['cache-control'], 'no-cache')
      assert.match(String(again.headers.vary), /Accept-Encoding/)
    }
    assert.equal((await ask(address, '/page', { 'if-none-match': '"other"' })).status, 200)
  })

  await t.test('HEAD has the headers and no body', async () => {
    const get = await ask(address, '/page')
    const head = await ask(address, '/page', {}, 'HEAD')
    assert.equal(head.status, 200)
    assert.equal(head.body.length, 0)
    assert.equal(head.headers['content-length'], get.headers['content-length'])
    assert.equal(head.headers.etag, get.headers.etag)
  })

  await t.test('by its whole address and host', async () => {
    const before = rendered()
    await ask(address, '/page?nation=wales')
    await ask(address, '/page', { host: 'other.example' })
    assert.equal(rendered(), before + 2)
    await ask(address, '/page?nation=wales')
    assert.equal(rendered(), before + 2)
    await ask(address, `/page?x=${'x'.repeat(600)}`)
    await ask(address, `/page?x=${'x'.repeat(600)}`)
    assert.equal(rendered(), before + 4)
  })

  await t.test(
    'not when it asks two hosts at once, of which the app believes neither',
    async () => {
      const before = rendered()
      await ask(address, '/page', ['host', 'twice.example'])
      await ask(address, '/page', ['host', 'twice.example', 'host', 'other.example'])
      assert.equal(rendered(), before + 2)
    },
  )

  await t.test('made again after a minute', async () => {
    const before = rendered()
    clock.advance(59_000)
    await ask(address, '/page')
    assert.equal(rendered(), before)
    clock.advance(2_000)
    await ask(address, '/page')
    assert.equal(rendered(), before + 1)
  })

  await t.test('made again at once after a publication', async () => {
    const { stop } = listenForNotices(services.config.databaseUrl!, services.log, {
      notice: () => services.pageCache.clear(),
      gap: () => {},
    })
    atEnd(stop)
    await ask(address, '/page')
    const before = rendered()
    await ask(address, '/page')
    assert.equal(rendered(), before)
    for (let time = 0; time < 100 && rendered() === before; time += 1) {
      await notify(services.database, 'published')
      await new Promise((resolve) => setTimeout(resolve, 20))
      await ask(address, '/page')
    }
    assert.equal(rendered(), before + 1)
  })

  await t.test('a page that leaves no trace says so from memory too', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { headers } = await ask(address, '/sensitive')
      assert.equal(headers['cache-control'], 'no-store')
      assert.equal(headers['referrer-policy'], 'no-referrer')
      assert.equal(headers['cdn-cache-control'], 'public, max-age=60')
    }
  })

  await t.test('only pages that were found are kept', async () => {
    await ask(address, '/missing')
    assert.equal((await ask(address, '/missing', { 'if-none-match': '*' })).status, 404)
  })
})

test('while the database is down', async (t) => {
  const { services, clock } = await testApp()
  const before = await siteOn(services)
  const database = openDatabase('postgres://u:p@127.0.0.1:1/d')
  atEnd(() => database.destroy())
  const after = await siteOn({ ...services, database, readingDatabase: database })
  // Both stand for one process before and after the database went away, so they share a host.
  const host = { host: 'cairn.example' }
  const fresh = await ask(before.address, '/page', host)
  clock.advance(3600_000)

  await t.test('a page is answered as it was last', async () => {
    const stale = await ask(after.address, '/page', host)
    assert.equal(stale.status, 200)
    assert.deepEqual(stale.body, fresh.body)
    assert.equal(stale.headers.etag, fresh.headers.etag)
    const known = { ...host, 'if-none-match': fresh.headers.etag! }
    assert.equal((await ask(after.address, '/page', known)).status, 304)
    const head = await ask(after.address, '/page', host, 'HEAD')
    assert.deepEqual([head.status, head.body.length], [200, 0])
    const br = await ask(after.address, '/page', { ...host, 'accept-encoding': 'br' })
    assert.deepEqual(brotliDecompressSync(br.body), fresh.body)
  })

  await t.test('to a person who was signed in too, without what was only theirs', async () => {
    const stale = await ask(after.address, '/page', { ...host, cookie: '__Host-cairn=x' })
    assert.equal(stale.status, 200)
    assert.deepEqual(stale.body, fresh.body)
  })

  await t.test('a page nobody asked for before says where to call', async () => {
    const answer = await ask(after.address, '/page?new', host)
    assert.equal(answer.status, 503)
    assert.match(answer.body.toString(), /999/)
    assert.equal((await ask(after.address, '/own', host)).status, 503)
  })

  await t.test('a day later the old page is not answered any more', async () => {
    clock.advance(24 * 3600_000)
    assert.equal((await ask(after.address, '/page', host)).status, 503)
  })
})
