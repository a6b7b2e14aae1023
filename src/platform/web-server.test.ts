import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { testApp } from '../../test/app.ts'
import { atEnd } from '../../test/database.ts'
import { openWebServer } from './web-server.ts'
import type { AppEnv } from './web.ts'

test('the server stops within its five seconds, though somebody reads slowly', async () => {
  const { services } = await testApp()
  const web = await openWebServer({ host: '127.0.0.1', port: 0 })
  web.serve(new Hono<AppEnv>(), services)
  const asked = { cookie: undefined, encodings: undefined, knownTags: undefined }
  services.pageCache.keep({ ...asked, host: 'here', url: '/' }, randomBytes(9_000_000), {}, 0)

  let heard = 0
  let isStopped = false
  const socket = connect(web.port, '127.0.0.1').on('error', () => {})
  atEnd(() => socket.destroy())
  socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
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
