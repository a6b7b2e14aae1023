import { tmpdir } from 'node:os'
import { Hono } from 'hono'
import { allJobs, createApp } from '../src/app.ts'
import { readConfig } from '../src/platform/config.ts'
import { openServices } from '../src/platform/services.ts'
import { openWebServer } from '../src/platform/web-server.ts'
import type { AppEnv } from '../src/platform/web.ts'

// One web process of the drill in leaver.ts: DATABASE_URL WAY.
const [databaseUrl = '', way = ''] = process.argv.slice(2)

const web = await openWebServer({ host: '127.0.0.1', port: 0 })
const config = readConfig({
  CAIRN_DATA: tmpdir(),
  DATABASE_URL: databaseUrl,
  LOG_LEVEL: 'error',
  PORT: String(web.port),
  CAIRN_SECRET: 'a secret that this drill does not need',
})
const { services } = openServices(config, databaseUrl, { connections: 8 })
await services.jobs.start(allJobs(services), { work: false })
const app = createApp(services)
web.serve(way === 'remembers' ? rememberingFor(3000, app) : app, services)
console.log(`Listening at ${config.publicUrl}`)

/** What the control does: asks once who is signed in, and then believes it for a while, as a cache of sessions does. */
function rememberingFor(ms: number, guarded: Hono<AppEnv>): Hono<AppEnv> {
  const remembered = new Map<string, { until: number; body: string }>()
  const forgetful = new Hono<AppEnv>()
  forgetful.all('*', async (c) => {
    const key = `${c.req.method} ${c.req.path} ${c.req.header('cookie') ?? ''}`
    const known = remembered.get(key)
    if (known && known.until > performance.now()) return c.html(known.body)
    const answer = await guarded.fetch(c.req.raw, c.env)
    if (c.req.method !== 'GET' || answer.status !== 200) return answer
    const body = await answer.text()
    remembered.set(key, { until: performance.now() + ms, body })
    return c.html(body)
  })
  return forgetful
}
