import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp, type Visitor } from '../../test/app.ts'
import { atEnd } from '../../test/database.ts'
import { anyone, may } from './access.ts'
import { databaseOver, openPool } from './database.ts'
import { Conflict, Forbidden, NotFound } from './errors.ts'
import { openWebServer } from './web-server.ts'
import { clientAddress, isDatabaseDown, leavesNoTrace, type AppContext } from './web.ts'

test('every answer carries the security headers and its own request id', async (t) => {
  const { app, request, signIn } = await testApp()
  app.get('/breaks', may(anyone), () => {
    throw new Error('secret detail')
  })
  const answers: [string, Response][] = [
    ['a page', await request('/health')],
    ['a page that is not there', await request('/no-such-page')],
    ['a page that breaks', await request('/breaks')],
    ['a redirect', await request('/account')],
    [
      'a refused form',
      await request('/health', { form: {}, headers: { 'sec-fetch-site': 'cross-site' } }),
    ],
    ['metrics that may not be read', await request('/metrics')],
    ['what is too large', await request('/health', { body: 'x'.repeat(1024 * 1024 + 1) })],
  ]
  for (const [name, { headers }] of answers) {
    await t.test(name, () => {
      const policy = headers.get('content-security-policy') ?? ''
      for (const part of [
        `default-src 'none'`,
        `script-src 'self'`,
        `base-uri 'none'`,
        `frame-ancestors 'none'`,
        `form-action 'self'`,
      ])
        assert.ok(policy.includes(part), `${part} in ${policy}`)
      assert.doesNotMatch(policy, /unsafe|https?:|\*/)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('x-frame-options'), 'DENY')
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
      assert.ok(headers.get('referrer-policy'))
      assert.match(headers.get('permissions-policy') ?? '', /camera=\(\)/)
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
      assert.equal(headers.get('set-cookie'), null)
    })
  }
  assert.equal(
    new Set(answers.map(([, { headers }]) => headers.get('x-request-id'))).size,
    answers.length,
  )

  await t.test('what went wrong inside is not told', async () => {
    const response = await request('/breaks')
    assert.equal(response.status, 500)
    const page = await response.text()
    assert.doesNotMatch(page, /secret detail|\.ts|at .*\(/)
    assert.match(page, /999/)
  })

  await t.test('a page for one person is kept nowhere', async () => {
    const theirs = await request('/no-such-page', { as: await signIn('practitioner') })
    assert.match(theirs.headers.get('cache-control') ?? '', /no-store/)
  })
})

test('over https browsers are told to stay there; over http they are not', async () => {
  const secure = await testApp(undefined, { PUBLIC_URL: 'https://cairn.example.org' })
  assert.match(
    (await secure.request('/health')).headers.get('strict-transport-security') ?? '',
    /max-age=63072000/,
  )
  const plain = await testApp()
  assert.equal((await plain.request('/health')).headers.get('strict-transport-security'), null)
})

test('a form is taken from this site only', async (t) => {
  const { app, request } = await testApp()
  let changes = 0
  app.post('/changes', may(anyone), (c) => {
    changes += 1
    return c.text('changed')
  })
  // A request as a program makes it: no header but the one given.
  const post = async (headers: Record<string, string>): Promise<boolean> => {
    const before = changes
    const response = await app.request('http://localhost:3000/changes', {
      method: 'POST',
      headers: { host: 'localhost:3000', ...headers },
    })
    assert.equal(response.status, changes > before ? 200 : 403)
    return changes > before
  }
  const cases: [Record<string, string>, boolean][] = [
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'nonsense' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }, false],
    [{ origin: 'http://localhost:3000' }, true],
    [{ origin: 'http://localhost:3001' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'http://localhost:3000.evil.example' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '' }, false],
    [{ referer: 'http://localhost:3000/' }, false],
    [{}, false],
  ]
  for (const [headers, taken] of cases)
    await t.test(`${taken ? 'taken' : 'refused'} with ${JSON.stringify(headers)}`, async () => {
      assert.equal(await post(headers), taken)
    })

  await t.test('the same holds for every method that is not safe', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' }
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      assert.equal((await request('/changes', { method, headers: foreign })).status, 403)
    for (const method of ['GET', 'HEAD'])
      assert.notEqual((await request('/changes', { method, headers: foreign })).status, 403)
  })
})

test('with a public address other hosts are refused, so that no link can be made to another', async () => {
  const { request } = await testApp(undefined, { PUBLIC_URL: 'https://cairn.example.org' })
  assert.equal((await request('/')).status, 200)
  for (const host of ['evil.example', 'cairn.example.org.evil.example', 'cairn.example.org:81'])
    assert.equal((await request('/', { headers: { host } })).status, 400)
  assert.equal((await request('/health', { headers: { host: '10.0.0.7:3000' } })).status, 200)
})

test('what slices throw becomes the right page', async () => {
  const { app, request } = await testApp()
  const cases: [string, Error, number, RegExp][] = [
    ['/gone', new NotFound('campaign'), 404, /not found/i],
    ['/forbidden', new Forbidden('publish'), 403, /cannot do this/i],
    ['/conflict', new Conflict('Ann has changed this.'), 409, /Ann has changed this\./],
    ['/bad-id', Object.assign(new Error('invalid uuid'), { code: '22P02' }), 404, /not found/i],
    ['/down', Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 503, /999/],
    ['/full', Object.assign(new Error(''), { code: '53300' }), 503, /999/],
    ['/bug', new TypeError('x is undefined'), 500, /999/],
  ]
  for (const [path, error] of cases)
    app.get(path, may(anyone), () => {
      throw error
    })
  for (const [path, , status, words] of cases) {
    const response = await request(path)
    assert.equal(response.status, status, path)
    assert.match(await response.text(), words)
  }
})

test('a body that is too large is refused while it still comes in', async (t) => {
  const { app, services, signIn } = await testApp()
  const { cookie } = await signIn('officer')
  let read = 0
  app.post('/takes', may(anyone), async (c) => {
    read = (await c.req.arrayBuffer()).byteLength
    return c.text('taken')
  })
  app.post('/manage/files/test/takes/more', may(anyone), async (c) => {
    read = (await c.req.arrayBuffer()).byteLength
    return c.text('taken')
  })
  const web = await openWebServer({ host: '127.0.0.1', port: 0 })
  web.serve(app, services)
  atEnd(() => web.stop())

  /** Sends megabytes without saying how many, until it is answered or they are all sent. */
  const send = (path: string, megabytes: number) =>
    new Promise<{ status: number; sent: number }>((resolve, reject) => {
      let sent = 0
      let answered = false
      const asked = httpRequest(
        {
          port: web.port,
          host: '127.0.0.1',
          path,
          method: 'POST',
          agent: false,
          headers: { 'sec-fetch-site': 'same-origin', cookie },
        },
        (response) => {
          answered = true
          response.resume()
          resolve({ status: response.statusCode ?? 0, sent })
          asked.destroy()
        },
      )
      // The server may close the line without waiting for the rest.
      asked.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE' || error.code === 'ECONNRESET') resolve({ status: 413, sent })
        else if (!answered) reject(error)
      })
      const chunk = Buffer.alloc(1024 * 1024)
      const more = (): void => {
        if (answered) return
        if (sent === megabytes) return void asked.end()
        sent += 1
        asked.write(chunk, () => setTimeout(more, 5))
      }
      more()
    })

  await t.test('one megabyte is a form', async () => {
    assert.equal((await send('/takes', 1)).status, 200)
    assert.equal(read, 1024 * 1024)
    assert.equal((await send('/takes', 2)).status, 413)
  })

  await t.test('eleven are an upload, where uploads go', async () => {
    assert.equal((await send('/manage/files/test/takes/more', 11)).status, 200)
    assert.equal((await send('/manage/files/test/takes/more', 12)).status, 413)
  })

  await t.test('two hundred are not waited for', async () => {
    const { status, sent } = await send('/takes', 200)
    assert.equal(status, 413)
    assert.ok(sent < 100, `${sent} MB were read`)
  })
})

test('what no browser sends as a form is refused with a sentence, nobody’s fault logged', async () => {
  const { app, request, services } = await testApp()
  app.get('/number/:number', may(anyone), () => {
    throw Object.assign(new Error('out of range'), { code: '22003' })
  })
  assert.equal((await request('/number/99999999999999999999')).status, 404)
  const errors: string[] = []
  Object.assign(services.log, { error: (event: string) => errors.push(event) })
  const post = (body: string, type: string) =>
    request('/sign-in', { body, headers: { 'content-type': type } })
  for (const [body, type] of [
    ['x', 'multipart/form-data'],
    ['x', 'multipart/form-data; boundary=y'],
    ['--y\r\nContent-Disposition: form-data\r\n\r\nx\r\n--y--', 'multipart/form-data; boundary=y'],
  ] as const) {
    const answer = await post(body, type)
    assert.equal(answer.status, 400, body)
    assert.match(await answer.text(), /could not be read as a form/)
  }
  assert.deepEqual(errors, [])
  assert.equal((await post('email=a', 'application/x-www-form-urlencoded')).status, 422)
})

test('only what a visitor without a session was answered may be kept by a shared cache', async () => {
  const { app, request, signIn } = await testApp()
  app.get('/quiet/:status', may(anyone), leavesNoTrace, (c) =>
    c.text('', Number(c.req.param('status')) as 200),
  )
  const kept = async (status: number, as?: Visitor) =>
    (await request(`/quiet/${status}`, as ? { as } : {})).headers.get('cdn-cache-control')
  assert.match((await kept(200)) ?? '', /public/)
  assert.equal(await kept(404), null)
  assert.equal(await kept(503), null)
  assert.equal(await kept(200, await signIn('practitioner')), null)
})

test('the address for throttling is read from as many proxies as there are, and no more', async () => {
  for (const [proxies, forwarded, expected] of [
    ['0', '1.2.3.4', 'unknown'],
    ['1', '9.9.9.9, 1.2.3.4', '1.2.3.4'],
    ['2', '9.9.9.9, 1.2.3.4, 10.0.0.1', '1.2.3.4'],
    ['1', '', 'unknown'],
  ] as const) {
    const { app, request } = await testApp(undefined, { CAIRN_TRUSTED_PROXIES: proxies })
    app.get('/who', may(anyone), (c) => c.text(clientAddress(c as AppContext)))
    const answer = await request('/who', { headers: { 'x-forwarded-for': forwarded } })
    assert.equal(await answer.text(), expected)
  }
})

test('what the log says of a request names nobody and no address', async () => {
  const lines: string[] = []
  const { app, services, request, signIn } = await testApp()
  Object.assign(services.log, {
    debug: (event: string, details: object) => lines.push(JSON.stringify({ event, ...details })),
    error: (event: string, details: object) => lines.push(JSON.stringify({ event, ...details })),
  })
  app.get('/people/:email', may(anyone), () => {
    throw new Error('Ann ann@practice.example')
  })
  const as = await signIn('practitioner')
  await request('/people/ann@practice.example?name=Ann', { as })
  const said = lines.filter((line) => !line.includes('request.trace')).join('\n')
  assert.match(said, /request\.failed/)
  assert.match(said, /request\.answered.*"route":"\/people\/:email"/)
  assert.doesNotMatch(said, /Ann|practice/)
  assert.ok(!said.includes(as.email) && !said.includes(as.cookie) && !said.includes(as.personId))
})

test('health, readiness and metrics', async (t) => {
  const { request } = await testApp(undefined, { CAIRN_METRICS_TOKEN: 'a token' })
  await t.test('the process is alive, and its database answers', async () => {
    assert.equal((await request('/health')).status, 200)
    assert.equal((await request('/ready')).status, 200)
  })

  await t.test('metrics are for who has the token', async () => {
    assert.equal((await request('/metrics')).status, 403)
    const wrong = { authorization: 'Bearer a taken' }
    assert.equal((await request('/metrics', { headers: wrong })).status, 403)
    const metrics = await request('/metrics', { headers: { authorization: 'Bearer a token' } })
    assert.equal(metrics.status, 200)
    const text = await metrics.text()
    assert.match(
      text,
      /^cairn_http_requests_total\{route="\/ready",method="GET",status="200"\} 1$/m,
    )
    assert.match(text, /^process_resident_memory_bytes \d/m)
  })

  await t.test('an address that is not a route makes no label of its own', async () => {
    for (let time = 0; time < 3; time += 1) await request(`/nothing/${time}`)
    const metrics = await request('/metrics', { headers: { authorization: 'Bearer a token' } })
    assert.doesNotMatch(await metrics.text(), /nothing/)
  })

  await t.test('without a token only this machine reads them', async () => {
    const open = await testApp()
    const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
      open.app.request('http://localhost:3000/metrics', { headers }, {
        incoming: { socket: { remoteAddress }, headers: {} },
      } as never)
    assert.equal((await from('127.0.0.1')).status, 200)
    assert.equal((await from('192.0.2.1')).status, 403)
    assert.equal((await from('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' })).status, 403)
  })
})

test('while a process stops and its database is closed already, pages say so as when it is down', async () => {
  const database = databaseOver(openPool('postgres://nobody@127.0.0.1:1/none'))
  const ask = () => sql`select 1`.execute(database)
  await assert.rejects(ask, isDatabaseDown)
  await database.destroy()
  await assert.rejects(ask, isDatabaseDown)
  const pool = openPool('postgres://nobody@127.0.0.1:1/none')
  await pool.end()
  await assert.rejects(pool.connect(), isDatabaseDown)
  assert.equal(isDatabaseDown(new Error('something else')), false)
})
