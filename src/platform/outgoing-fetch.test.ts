import assert from 'node:assert/strict'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import {
  OutgoingRefusal,
  isPublicAddress,
  outgoingFetch,
  type OutgoingOptions,
} from './outgoing-fetch.ts'

const reasonOf = async (url: string, options: Partial<OutgoingOptions> = {}): Promise<string> => {
  try {
    await outgoingFetch(
      url,
      { method: 'GET', headers: {} },
      { deadline: AbortSignal.timeout(2000), allowsThisMachine: false, ...options },
    )
    return 'answered'
  } catch (error) {
    assert.ok(error instanceof OutgoingRefusal)
    return error.reason
  }
}

// Ways to write this machine, a network behind it, or a cloud's inside.
const ofThisMachine = [
  '127.0.0.1',
  '127.0.0.2',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0x7f.0x0.0x0.0x1',
  '0177.0.0.1',
  '017700000001',
  '0177.0.0.01',
  '127.0.0.1.',
  '127。0。0。1',
  '１２７.０.０.１',
  '①②⑦.⓪.⓪.①',
  '%31%32%37.0.0.1',
  'localhost',
  'LOCALHOST',
  'ｌｏｃａｌｈｏｓｔ',
  '0',
  '0.0.0.0',
  '0x0',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000:0000:0000:0000:0000:0000:0000:0001]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
]
const elsewhereInside = [
  '10.0.0.1',
  '10.255.255.255',
  '0xa000001',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.1',
  '3232235521',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '168.63.129.16',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001::1]',
  '[2001:db8::1]',
  '[2002:7f00:1::]',
  '[100::1]',
]

test('no spelling of this machine or of a network behind it is reached', async (t) => {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  const listen = (host: string) =>
    new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(0, host, () => resolve(true))
    })
  const speaksIpv6 = (await listen('::')) || (await listen('0.0.0.0'), false)
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const spellings = [...ofThisMachine, ...elsewhereInside]
  assert.ok(spellings.length >= 60)

  for (const host of spellings)
    assert.equal(await reasonOf(`https://${host}:${port}/`), 'not-public', host)
  assert.equal(connections, 0)

  // The control: the guard taken away, each spelling of this machine reaches it.
  for (const host of ofThisMachine.filter((one) => speaksIpv6 || !one.startsWith('['))) {
    const before = connections
    await reasonOf(`https://${host}:${port}/`, { isAllowed: () => true })
    assert.ok(connections > before, `${host} is no spelling of this machine`)
  }
})

test('a name is what it means: one of its addresses inside is enough to refuse it', async () => {
  const meaning = (...addresses: string[]) => ({ lookup: async () => addresses })
  const url = 'https://provider.example/'
  for (const inside of [
    '127.0.0.1',
    '169.254.169.254',
    '::1',
    '::ffff:10.0.0.1',
    'fd00:ec2::254',
  ]) {
    assert.equal(await reasonOf(url, meaning(inside)), 'not-public', inside)
    assert.equal(await reasonOf(url, meaning('93.184.216.34', inside)), 'not-public', inside)
  }
  assert.equal(await reasonOf(url, meaning()), 'unreachable')
  // Where this machine is allowed, so is a name that means it and nothing else.
  const here = { ...meaning('127.0.0.1'), allowsThisMachine: true }
  assert.equal(await reasonOf('https://provider.example:9/', here), 'unreachable')
  const both = { ...meaning('127.0.0.1', '10.0.0.1'), allowsThisMachine: true }
  assert.equal(await reasonOf(url, both), 'not-public')
})

test('the name is looked up once, and the connection goes to what was checked', async (t) => {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const meanings: string[][] = [['127.0.0.1'], ['127.0.0.2']]
  const lookup = async () => meanings.shift() ?? []
  const isAllowed = (address: string) => address === '127.0.0.1'
  await reasonOf(`https://provider.example:${port}/`, { lookup, isAllowed })
  assert.equal(connections, 1)
  assert.deepEqual(meanings, [['127.0.0.2']])
})

test('addresses of the internet are public', () => {
  for (const address of ['93.184.216.34', '1.1.1.1', '172.32.0.1', '2606:2800:220:1::1', '2a00::1'])
    assert.equal(isPublicAddress(address), true, address)
  for (const nonsense of ['', 'x', '1.2.3', 'fe80::1%eth0', '1.2.3.4, 5.6.7.8'])
    assert.equal(isPublicAddress(nonsense), false, nonsense)
})

test('only https is spoken, and no name or password is sent along', async () => {
  for (const url of [
    'http://provider.example/',
    'ftp://provider.example/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'gopher://127.0.0.1:25/x',
    'https://name:password@provider.example/',
    'https://name@provider.example/',
  ])
    assert.equal(await reasonOf(url), 'not-https', url)
  assert.equal(await reasonOf('nonsense'), 'unreachable')
})

test('a server on this machine, where it may be spoken with', async (t) => {
  let path = ''
  const server = createHttpServer((request, response) => {
    path = request.url ?? ''
    if (path === '/elsewhere') {
      response.writeHead(302, { location: 'http://127.0.0.1:9/secret' })
      response.end()
    } else if (path === '/endless') {
      const more = () => response.write(Buffer.alloc(65_536), () => !response.destroyed && more())
      more()
    } else if (path !== '/silent') response.end(`${request.method} ${request.headers['host']}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const site = `http://localhost:${(server.address() as AddressInfo).port}`
  const options = () => ({ deadline: AbortSignal.timeout(3000), allowsThisMachine: true })

  await t.test('answers', async () => {
    const answer = await outgoingFetch(`${site}/x?y=1`, { method: 'POST', headers: {} }, options())
    assert.equal(await answer.text(), `POST ${site.slice('http://'.length)}`)
    assert.equal(path, '/x?y=1')
  })
  await t.test('sends nobody elsewhere', async () => {
    const request = { method: 'GET', headers: {} }
    assert.equal((await outgoingFetch(`${site}/elsewhere`, request, options())).status, 302)
    assert.equal(path, '/elsewhere')
  })
  await t.test('cannot answer without end, nor never', async () => {
    assert.equal(await reasonOf(`${site}/endless`, options()), 'too-large')
    const deadline = AbortSignal.timeout(200)
    assert.equal(await reasonOf(`${site}/silent`, { ...options(), deadline }), 'too-slow')
    const lookup = () => new Promise<string[]>(() => {})
    const slow = { lookup, deadline: AbortSignal.timeout(200) }
    assert.equal(await reasonOf('https://provider.example/', slow), 'too-slow')
  })
})
