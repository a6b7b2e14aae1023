import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { testApp } from '../../test/app.ts'
import { atEnd } from '../../test/database.ts'
import { openWebServer } from './web-server.ts'
import type { AppEnv } from './web.ts'

const asked = { cookie: undefined, encodings: undefined, knownTags: undefined, host: 'here' }
const ask = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`

async function serverOf(silenceMs?: number) {
  const { services } = await testApp()
  const web = await openWebServer({ host: '127.0.0.1', port: 0 }, silenceMs)
  const app = new Hono<AppEnv>()
  app.get('/made', (c) => c.body('x'.repeat(9_000_000)))
  web.serve(app, services)
  atEnd(() => web.stop())
  const open = (): Socket => {
    const socket = connect(web.port, '127.0.0.1').on('error', () => {})
    atEnd(() => socket.destroy())
    return socket
  }
  return { web, open, pageCache: services.pageCache }
}

test('a connection is kept for longer than proxies keep theirs', async () => {
  const { open, pageCache } = await serverOf()
  pageCache.keep({ ...asked, url: '/kept' }, Buffer.from('kept'), {}, 0)
  for (const path of ['/kept', '/other']) {
    const socket = open()
    socket.write(ask(path))
    const [answer] = (await once(socket, 'data')) as [Buffer]
    assert.match(answer.toString(), /Keep-Alive: timeout=75\r\n/, path)
  }
})

test('a connection whose other end takes nothing of its answer ends', async () => {
  const { web, open } = await serverOf(300)
  const socket = open()
  socket.pause()
  socket.write(ask('/made'))
  await sleep(2000)
  let heard = 0
  socket.on('data', (chunk: Buffer) => (heard += chunk.length)).resume()
  const ended = once(socket, 'close').then(() => true)
  assert.ok(await Promise.race([ended, sleep(3000)]), 'it has ended')
  assert.ok(heard < 9_000_000, `${heard} bytes were heard`)
  await web.stop()
})

test('the server stops within its five seconds, though somebody reads slowly', async () => {
  const { web, open, pageCache } = await serverOf()
  pageCache.keep({ ...asked, url: '/kept' }, randomBytes(9_000_000), {}, 0)

  let heard = 0
  let isStopped = false
  const socket = open()
  socket.write(ask('/kept'))
  // Half a megabyte in a second: so it goes on, and does not count as a connection that has died.
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.length
    socket.pause()
    setTimeout(() => socket.resume(), (chunk.length / 500_000) * 1000)
  })
  for (let time = 0; time < 100 && !heard; time += 1) await sleep(20)

  const stopped = web.stop().then(() => (isStopped = true))
  await Promise.race([stopped, sleep(6500)])
  assert.ok(isStopped, 'stopped')
  assert.ok(heard > 1_000_000 && heard < 9_000_000, `${heard} bytes were heard`)
})
