import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { anyone, may } from './access.ts'
import { Forbidden } from './errors.ts'
import type { AppContext, AppEnv } from './web.ts'

export const healthRoutes = new Hono<AppEnv>()

/** The process is alive. Says nothing of the database, so that an orchestrator does not kill a process that can still show how to report. */
healthRoutes.get('/health', may(anyone), (c) => c.json({ status: 'ok' }))

/** The process can do its work: the database answers. */
healthRoutes.get('/ready', may(anyone), async (c) => {
  try {
    await sql`select 1`.execute(c.var.database)
    return c.json({ status: 'ok' })
  } catch {
    return c.json({ status: 'the database does not answer' }, 503)
  }
})

/** Prometheus metrics, for this machine or the bearer of CAIRN_METRICS_TOKEN. */
healthRoutes.get('/metrics', may(anyone), async (c) => {
  if (!mayReadMetrics(c)) throw new Forbidden('read metrics')
  const { registry } = c.var.services.metrics
  return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType })
})

function mayReadMetrics(c: AppContext): boolean {
  const { metricsToken, trustedProxies } = c.var.services.config
  if (metricsToken) {
    const given = Buffer.from(c.req.header('authorization') ?? '')
    const wanted = Buffer.from(`Bearer ${metricsToken}`)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  // Behind a proxy everybody comes from this machine, so there the token is needed.
  const address = c.env?.incoming?.socket.remoteAddress ?? ''
  return (
    trustedProxies === 0 &&
    !c.req.header('x-forwarded-for') &&
    ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(address)
  )
}
