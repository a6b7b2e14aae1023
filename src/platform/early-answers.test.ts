import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  array,
  assert as assertProperty,
  asyncProperty,
  constant,
  constantFrom,
  oneof,
  tuple,
} from 'fast-check'
import { atEnd } from '../../test/database.ts'
import { systemClock } from './clock.ts'
import { answerEarly, type EarlyAnswers } from './early-answers.ts'
import type { Asked, KeptAnswer } from './page-cache.ts'
import { readPlainRequest } from './plain-requests.ts'

const kept: KeptAnswer = {
  status: 200,
  headers: ['content-type', 'text/plain', 'etag', '"1"', 'content-length', '4'],
  body: Buffer.from('kept'),
}
const large: KeptAnswer = {
  status: 200,
  headers: ['content-length', String(16 * 1024 * 1024)],
  body: Buffer.alloc(16 * 1024 * 1024, 'x'),
}
const known: KeptAnswer = { status: 304, headers: ['etag', '"1"'], body: null }

/** What is in memory is at /kept and /large; everything else is answered by Node’s HTTP server with what it read. */
async function serverOf(isEarly: boolean): Promise<{
  server: Server
  port: number
  finds: () => number
  passed: () => number
  early: EarlyAnswers | null
}> {
  let finds = 0
  let passed = 0
  const find = ({ host, url, knownTags }: Asked): KeptAnswer | null => {
    if (host === 'here' && url === '/large') return large
    if (host !== 'here' || url !== '/kept') return null
    return knownTags === '"1"' ? known : kept
  }
  const server = createServer((request, response) => {
    passed += 1
    const { host, 'if-none-match': knownTags } = request.headers
    const answer =
      request.method === 'GET' ? find({ ...nothing, host, url: request.url, knownTags }) : null
    if (answer) return void response.writeHead(answer.status, [...answer.headers]).end(answer.body)
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => response.end(`${request.method} ${request.url} ${body}`))
  })
  const early = isEarly
    ? answerEarly(server, systemClock, (asked) => {
        const answer = find(asked)
        if (answer) finds += 1
        return answer
      })
    : null
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(() => server.closeAllConnections())
  atEnd(() => server.close())
  atEnd(() => early?.closeAll())
  return {
    server,
    port: (server.address() as AddressInfo).port,
    finds: () => finds,
    passed: () => passed,
    early,
  }
}

const nothing: Asked = {
  host: undefined,
  url: undefined,
  cookie: undefined,
  encodings: undefined,
  knownTags: undefined,
}

type Conversation = {
  socket: Socket
  heard: () => string
  until: (text: string) => Promise<string>
}

function open(port: number): Conversation {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => (text += chunk.toString('latin1'))).on('error', () => {})
  atEnd(() => socket.destroy())
  return {
    socket,
    heard: () => text,
    until: async (wanted) => {
      for (let time = 0; time < 500 && !text.includes(wanted); time += 1) await sleep(10)
      assert.ok(text.includes(wanted), `“${wanted}” was not heard, but “${text}”`)
      return text
    },
  }
}

/** Sends the pieces one after the other, and then nothing more: all that comes back until the end. */
async function say(port: number, pieces: readonly string[]): Promise<string> {
  const { socket, heard } = open(port)
  socket.setNoDelay(true)
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  for (const piece of pieces) {
    socket.write(piece, 'latin1')
    await sleep(20)
  }
  socket.end()
  await Promise.race([ended, sleep(3000)])
  return heard().replaceAll(/Date: [^\r]+/g, 'Date: now')
}

/** The answer of both. A connection that is cut can lose what was on its way, so a difference must show three times. */
async function sameAnswer(early: number, late: number, pieces: readonly string[]): Promise<string> {
  for (let time = 1; ; time += 1) {
    const [ours, theirs] = await Promise.all([say(early, pieces), say(late, pieces)])
    if (ours === theirs) return theirs
    if (time === 3) assert.equal(ours, theirs)
  }
}

const plain = 'GET /kept HTTP/1.1\r\nHost: here\r\n\r\n'
const post = 'POST /form HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\na=1'

const conversations: Record<string, readonly string[]> = {
  'a page that is kept': [plain],
  'with all that a browser sends': [
    'GET /kept HTTP/1.1\r\nHost: here\r\nConnection: keep-alive\r\nsec-ch-ua: "Chromium";v="147"\r\n' +
      'User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: text/html,*/*;q=0.8\r\nSec-Fetch-Site: none\r\n' +
      'Accept-Encoding: \t gzip, deflate, br, zstd \t\r\nAccept-Language: en-GB,en;q=0.9\r\nX-Empty:\r\n\r\n',
  ],
  'with spaces around what it says': [
    'GET /kept HTTP/1.1\r\nHost:\t here \r\nConnection:  Keep-Alive\t\r\nIf-None-Match:"1" \r\n\r\n',
  ],
  'one the visitor has': ['GET /kept HTTP/1.1\r\nhost: here\r\nIf-None-Match: "1"\r\n\r\n'],
  'several one after the other': [plain, plain, plain],
  'then one that is not kept': [plain, 'GET /other HTTP/1.1\r\nHost: here\r\n\r\n', plain],
  'then a form': [plain, post, plain],
  'a form first': [post, plain],
  'in two pieces': ['GET /kept HTTP/1.1\r\nHo', 'st: here\r\n\r\n', plain],
  'two in one piece': [plain + plain],
  'a form behind it in the same piece': [plain + post],
  'a piece of the next behind it': [`${plain}GET /ke`, 'pt HTTP/1.1\r\nHost: here\r\n\r\n'],
  'with a body': ['GET /kept HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\n', 'abc', plain],
  'with a hidden second request': [
    `GET /kept HTTP/1.1\r\nHost: here\r\nContent-Length: ${plain.length}\r\n\r\n`,
    plain,
  ],
  'in chunks': [
    'GET /kept HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n',
    '0\r\n\r\n',
    plain,
  ],
  'a field written with a space': [
    'GET /kept HTTP/1.1\r\nHost: here\r\nContent-Length : 3\r\n\r\n',
  ],
  'a folded field': ['GET /kept HTTP/1.1\r\nHost: here\r\nX-A: 1\r\n Content-Length: 3\r\n\r\n'],
  'a field without a name': ['GET /kept HTTP/1.1\r\nHost: here\r\n: 1\r\n\r\n'],
  'a line without a colon': ['GET /kept HTTP/1.1\r\nHost: here\r\nContent-Length\r\n\r\n'],
  'a control character in a field': ['GET /kept HTTP/1.1\r\nHost: here\r\nX-A: a\u0000b\r\n\r\n'],
  'a line end of one byte': ['GET /kept HTTP/1.1\nHost: here\r\n\r\n'],
  'a line end of one byte in a field': ['GET /kept HTTP/1.1\r\nHost: here\nX: 1\r\n\r\n'],
  'a return in a field': ['GET /kept HTTP/1.1\r\nHost: here\r\nX: 1\rContent-Length: 3\r\n\r\n'],
  'without a host': ['GET /kept HTTP/1.1\r\n\r\n'],
  'with an empty host': ['GET /kept HTTP/1.1\r\nHost:\r\n\r\n'],
  'with two hosts': ['GET /kept HTTP/1.1\r\nHost: here\r\nHost: there\r\n\r\n'],
  'of another host': ['GET /kept HTTP/1.1\r\nHost: there\r\n\r\n'],
  'to a whole address': ['GET http://here/kept HTTP/1.1\r\nHost: here\r\n\r\n'],
  'by an older HTTP': ['GET /kept HTTP/1.0\r\nHost: here\r\n\r\n'],
  'by a newer HTTP': ['GET /kept HTTP/2.0\r\nHost: here\r\n\r\n'],
  'by no HTTP': ['GET /kept\r\n\r\n'],
  'with a space in the address': ['GET /ke pt HTTP/1.1\r\nHost: here\r\n\r\n'],
  'with two spaces': ['GET  /kept HTTP/1.1\r\nHost: here\r\n\r\n'],
  'in small letters': ['get /kept HTTP/1.1\r\nHost: here\r\n\r\n'],
  'that wants to close': ['GET /kept HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n'],
  'that wants to close, as proxies once said it': [
    'GET /kept HTTP/1.1\r\nHost: here\r\nProxy-Connection: close\r\n\r\n',
  ],
  'that wants another protocol': [
    'GET /kept HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  ],
  'that expects to be asked': ['GET /kept HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\n\r\n'],
  'with a field far too long': [
    `GET /kept HTTP/1.1\r\nHost: here\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
  ],
  'that is no HTTP at all': ['\u0016\u0003\u0001\u0002\u0000\u0001'],
  'an empty line first': [`\r\n${plain}`],
  'only asked for its head': ['HEAD /kept HTTP/1.1\r\nHost: here\r\n\r\n'],
}

test('whatever is said, the answer is the one of Node’s HTTP server', async (t) => {
  const early = await serverOf(true)
  const late = await serverOf(false)
  for (const [name, pieces] of Object.entries(conversations))
    await t.test(name, async () => {
      const theirs = await sameAnswer(early.port, late.port, pieces)
      assert.ok(theirs.startsWith('HTTP/1.1 '), 'the conversation had an answer at all')
    })
  assert.ok(early.finds() >= 3, `${early.finds()} were answered early`)
})

test('what is made up of pieces of requests is answered as by Node’s HTTP server', async () => {
  const early = await serverOf(true)
  const late = await serverOf(false)
  const field = constantFrom(
    'Host: here',
    'Host: there',
    'X-A: 1',
    'Accept-Encoding: gzip',
    'If-None-Match: "1"',
    'Connection: keep-alive',
    'Connection: close',
    'Proxy-Connection: close',
    'Content-Length: 0',
    'Content-Length: 2',
    'Transfer-Encoding: chunked',
    'Cookie: a=b',
    'Te: trailers',
    ' folded',
    'X\u00e9: 1',
    '',
  )
  const lineEnd = constantFrom('\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r')
  const request = tuple(
    constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST'),
    constantFrom('/kept', '/kept', '/other', '/kept?', '*'),
    constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'http/1.1'),
    array(tuple(field, lineEnd), { maxLength: 4 }),
    constantFrom('', '', '', 'ab', '0\r\n\r\n'),
  ).map(
    ([method, path, version, fields, body]) =>
      `${method} ${path} ${version}\r\nHost: here\r\n${fields.flat().join('')}\r\n${body}`,
  )
  await assertProperty(
    asyncProperty(
      array(oneof(constant(plain), request), { minLength: 1, maxLength: 3 }),
      async (pieces) => void (await sameAnswer(early.port, late.port, pieces)),
    ),
    { numRuns: 150 },
  )
  assert.ok(early.finds() > 10, `${early.finds()} were answered early`)
})

test('only a whole plain request is read here', () => {
  const fields = 'Host: here\r\nAccept-Encoding: br\r\nCookie: a=b\r\nIf-None-Match: "1", "2"\r\n'
  assert.deepEqual(readPlainRequest(Buffer.from(`GET /a?b HTTP/1.1\r\n${fields}\r\n`)), {
    host: 'here',
    url: '/a?b',
    cookie: 'a=b',
    encodings: 'br',
    knownTags: '"1", "2"',
  })
  const read = [
    'a page that is kept',
    'with all that a browser sends',
    'with spaces around what it says',
    'one the visitor has',
    'several one after the other',
    'then one that is not kept',
    'then a form',
    'of another host',
  ]
  for (const [name, [first]] of Object.entries(conversations))
    assert.equal(
      readPlainRequest(Buffer.from(first!, 'latin1')) !== null,
      read.includes(name),
      name,
    )
})

test('a request made to be hard to read is read at once', () => {
  const spaces = ' '.repeat(1500)
  for (const field of [`X:${spaces}\u0001`, `X:${spaces}a${spaces}\u0001`, `X: a${spaces}b`]) {
    const begin = performance.now()
    readPlainRequest(Buffer.from(`GET / HTTP/1.1\r\nHost: here\r\n${field}\r\n\r\n`, 'latin1'))
    const ms = performance.now() - begin
    assert.ok(ms < 500, `${Math.round(ms)} ms for ${field.replaceAll(/ +/g, ' … ')}`)
  }
})

test('connections of those who ask nothing more do not stay', async (t) => {
  await t.test('after the answer, for as long as the answer says', async () => {
    const { server, port } = await serverOf(true)
    server.keepAliveTimeout = 50
    server.keepAliveTimeoutBuffer = 0
    const { socket, until } = open(port)
    const closed = new Promise<true>((resolve) => socket.once('close', () => resolve(true)))
    socket.write(plain)
    await until('kept')
    assert.ok(await Promise.race([closed, sleep(3000)]))
  })

  await t.test('when the server closes', async () => {
    const { server, port, early } = await serverOf(true)
    const [silent, answered] = [open(port), open(port)]
    answered.socket.write(plain)
    await answered.until('kept')
    assert.equal(silent.heard(), '')
    const closed = new Promise<true>((resolve) => server.close(() => resolve(true)))
    early!.close()
    assert.ok(await Promise.race([closed, sleep(3000)]))
  })

  await t.test('when the server closes while they are being answered', async () => {
    const { server, port, early } = await serverOf(true)
    const [reader, other] = [open(port), open(port)]
    for (const { socket } of [reader, other]) {
      socket.write(plain.replace('/kept', '/large'))
      await once(socket, 'readable')
      socket.pause()
    }
    let isClosed = false
    const closed = new Promise<true>((resolve) => server.close(() => resolve((isClosed = true))))
    early!.close()

    const ended = once(reader.socket, 'close')
    reader.socket.write(plain)
    reader.socket.resume()
    await ended
    assert.equal(reader.heard().split('\r\n\r\n')[1]?.length, large.body!.length)
    assert.ok(!isClosed, 'the other one has not read')
    early!.closeAll()
    assert.ok(await Promise.race([closed, sleep(3000)]))
  })
})
