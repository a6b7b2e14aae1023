import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { isFullySignedIn, type SignedInPerson } from './access.ts'
import { ukDate, type Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import { BadRequest, Conflict, Forbidden, NotFound } from './errors.ts'
import { networkOf } from './network.ts'
import type { FileStore } from './files.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { MailTransport } from './mail.ts'
import type { Metrics } from './metrics.ts'
import { askedOf, type KeptAnswer, type PageCache } from './page-cache.ts'
import type { Secrets } from './secret.ts'
import { pageAbove } from './way-back.ts'
import { findSession, sessionCookie, type Session } from './sessions.ts'

/** Everything a request may need of the outside, opened once in main.ts. */
export type Services = {
  config: Config
  secrets: Secrets
  database: Database
  /** For pages that are only read: one that hangs counts as down. */
  readingDatabase: Database
  clock: Clock
  log: Log
  mail: MailTransport
  files: FileStore
  jobs: Jobs
  metrics: Metrics
  pageCache: PageCache
}

export type AppEnv = {
  /** Absent in tests that call `app.request()`. */
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse }
  Variables: {
    services: Services
    database: Database
    person: SignedInPerson | null
    session: Session | null
    requestId: string
    /** The page on which somebody goes on whose form was not carried out; null where there is none. */
    pageAbove: () => string | null
    /** True when the session could not be looked up because the database does not answer. */
    databaseIsDown: boolean
  }
}

export type AppContext = Context<AppEnv>

/** What went wrong, for the page that tells it. */
export type Problem = { status: 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503; reason?: string }

type WebOptions = {
  loadPerson: (database: Database, session: Session) => Promise<SignedInPerson | null>
  problemPage: (c: AppContext, problem: Problem) => Response | Promise<Response>
  /** Paths whose POST may carry a file of up to 11 MB; all others 1 MB. */
  uploadPaths: RegExp
  /** Paths that mail programs and other servers POST to, without an Origin; they prove themselves otherwise. */
  crossSitePaths: RegExp
}

/** A Hono app with everything that holds for each request. Slices are mounted on it in app.ts. */
export function createWeb(services: Services, options: WebOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const problem = options.problemPage

  app.use(async (c, next) => {
    c.set('services', services)
    c.set('database', isSafe(c.req.method) ? services.readingDatabase : services.database)
    c.set('requestId', randomUUID())
    c.set('databaseIsDown', false)
    c.set('pageAbove', () => pageAbove(c, app.routes))
    c.set('session', null)
    c.set('person', null)
    const begin = performance.now()
    await next()
    c.header('X-Request-Id', c.var.requestId)
    setSecurityHeaders(c, services.config)
    recordRequest(c, services, performance.now() - begin)
  })

  app.use(async (c, next) => {
    if (
      services.config.hostIsFixed &&
      hostOf(c) !== new URL(services.config.publicUrl).host &&
      !isProbe(c.req.path)
    ) {
      return problem(c, {
        status: 400,
        reason: 'This address is not one that this site answers to.',
      })
    }
    if (!isSafe(c.req.method) && !options.crossSitePaths.test(c.req.path) && !isSameOrigin(c)) {
      return problem(c, {
        status: 403,
        reason: 'This form was not sent from this site, so nothing was changed.',
      })
    }
    return next()
  })

  // Cached pages are compressed already. Pages that show a key or a code go out as they are:
  // their length must not depend on it.
  const compressed = compress({ threshold: 1024 })
  app.use((c, next) =>
    /^\/(sign-in|account)(\/|$)/.test(c.req.path) ? next() : compressed(c, next),
  )

  const tooLarge = (megabytes: number) => (c: Context) =>
    problem(c as AppContext, {
      status: 413,
      reason: `What you sent is too large, so nothing was changed. Up to ${megabytes} MB can be sent here.`,
    }) as Response
  const small = bodyLimit({ maxSize: 1024 * 1024, onError: tooLarge(1) })
  // What a form adds to a file of 10 MB is counted too.
  const large = bodyLimit({ maxSize: 11 * 1024 * 1024, onError: tooLarge(10) })
  app.use((c, next) =>
    isSafe(c.req.method) ? next() : (options.uploadPaths.test(c.req.path) ? large : small)(c, next),
  )

  app.use(async (c, next) => {
    if (c.req.header('cookie')?.includes(`${sessionCookie}=`))
      await readSession(c, services, options.loadPerson)
    return next()
  })

  app.notFound((c) => problem(c, { status: 404 }))
  app.onError((error, c) => {
    const told = problemOf(error)
    if (told.status === 503) {
      const incoming = c.env?.incoming
      // The page as it was is better than none: a number to call does not change by the minute.
      const stale =
        incoming && isSafe(c.req.method) && services.pageCache.findStale(askedOf(incoming))
      if (stale) return responseOf(c, stale)
    }
    if (told.status >= 500) {
      services.log.error('request.failed', {
        requestId: c.var.requestId,
        error: error.name,
        code: (error as { code?: string }).code ?? '',
      })
      services.log.debug('request.trace', { requestId: c.var.requestId, stack: error.stack ?? '' })
    }
    return problem(c, told)
  })
  return app
}

/** Marks a public page to be kept in memory for everyone without a session. Stands after `may(anyone)`. */
export const cachedPage: MiddlewareHandler<AppEnv> = async (c, next) => {
  const moment = c.var.services.pageCache.moment()
  await next()
  const { incoming } = c.env ?? {}
  if (c.res.status !== 200 || c.var.session || c.res.headers.has('set-cookie')) return
  if (!c.res.headers.has('cache-control')) {
    c.header('Cache-Control', 'no-cache')
    c.header('CDN-Cache-Control', 'public, max-age=60')
  }
  if (!incoming || c.var.databaseIsDown) return
  const body = Buffer.from(await c.res.clone().arrayBuffer())
  // What the page says of itself comes last, as it may say more than all pages do.
  const headers = {
    ...securityHeaders(c.var.services.config),
    ...Object.fromEntries(c.res.headers),
  }
  c.res = responseOf(c, c.var.services.pageCache.keep(askedOf(incoming), body, headers, moment))
}

function responseOf(c: AppContext, { status, headers, body }: KeptAnswer): Response {
  const pairs = headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]!]] : []))
  return new Response(c.req.method === 'HEAD' || !body ? null : new Uint8Array(body), {
    status,
    headers: pairs as [string, string][],
  })
}

/** A form with what somebody typed is for nobody's cache. Stands after the access rule. */
export const notKept: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-store')
}

/** For pages whose traces matter on a shared device: the browser keeps nothing; shared caches may. Stands before `cachedPage`'s route handler. */
export const leavesNoTrace: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-store')
  if (c.res.status === 200 && !c.var.session && !c.res.headers.has('set-cookie'))
    c.header('CDN-Cache-Control', 'public, max-age=60')
  c.header('Referrer-Policy', 'no-referrer')
}

/** Today's date in the United Kingdom. */
export function todayOf(c: AppContext): string {
  return ukDate(c.var.services.clock.now())
}

/** Who acts, and when, where the route's rule lets nobody in who is not signed in. */
export function actOf(c: AppContext): { by: string; now: Date } {
  return { by: c.var.person!.id, now: c.var.services.clock.now() }
}

/** The client's address, for throttling only; it is neither stored nor logged. */
export function clientAddress(c: AppContext): string {
  const { trustedProxies } = c.var.services.config
  const forwarded = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const fromProxy = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined
  return fromProxy ?? c.env?.incoming?.socket.remoteAddress ?? 'unknown'
}

/** The network of the client, for counting tries: an office, a school or a household is one. */
export function clientNetwork(c: AppContext): string {
  return networkOf(clientAddress(c))
}

/** True for errors that mean "the database does not answer". */
export function isDatabaseDown(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return (
    [
      'ECONNREFUSED',
      'ECONNRESET',
      'ENOTFOUND',
      'EPIPE',
      'ETIMEDOUT',
      '57P01',
      '57P02',
      '57P03',
      '08006',
      '08001',
      '53300',
    ].includes(code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect/.test(message ?? '') ||
    // This process is stopping, and waits for a job that takes long.
    /calling end on the pool|driver has already been destroyed/.test(message ?? '')
  )
}

function problemOf(error: Error): Problem {
  if (error instanceof BadRequest) return { status: 400, reason: error.message }
  if (error instanceof NotFound || error instanceof Forbidden) {
    const status = error instanceof NotFound ? 404 : 403
    return error.reason ? { status, reason: error.reason } : { status }
  }
  if (error instanceof Conflict) return { status: 409, reason: error.message }
  // A malformed identifier, a NUL or a number beyond all numbers in an address names nothing.
  if (['22P02', '22021', '22003'].includes((error as { code?: string }).code ?? ''))
    return { status: 404 }
  return isDatabaseDown(error) ? { status: 503 } : { status: 500 }
}

async function readSession(
  c: AppContext,
  services: Services,
  loadPerson: WebOptions['loadPerson'],
): Promise<void> {
  try {
    let session = await findSession(c, c.var.database, services.clock)
    // A form may take minutes to arrive: whoever is signed out by then does nothing with it any more. Only of somebody
    // with a session it is waited for here; where it breaks off, whoever reads it is told.
    if (session && !isSafe(c.req.method)) {
      await c.req.arrayBuffer().catch(() => {})
      session = await findSession(c, c.var.database, services.clock)
    }
    const person = session && (await loadPerson(c.var.database, session))
    if (!session || !person) return
    c.set('session', session)
    c.set('person', person)
    // Long lists and exports of the workspace may take their time.
    c.set('database', services.database)
  } catch (error) {
    if (!isDatabaseDown(error)) throw error
    // The public pages still answer; pages behind a rule ask for the person and say that the service is down.
    c.set('databaseIsDown', true)
  }
}

function recordRequest(c: AppContext, services: Services, ms: number): void {
  const route = c.req.routePath.slice(0, 80)
  const status = String(c.res.status)
  services.metrics.requests.inc({ route, method: c.req.method, status })
  services.metrics.duration.observe({ route }, ms / 1000)
  services.log.debug('request.answered', {
    requestId: c.var.requestId,
    route,
    method: c.req.method,
    status: c.res.status,
    durationMs: Math.round(ms),
    signedIn: isFullySignedIn(c.var.person),
  })
}

function setSecurityHeaders(c: AppContext, config: Config): void {
  for (const [name, value] of Object.entries(securityHeaders(config))) {
    if (!c.res.headers.has(name)) c.header(name, value)
  }
  if (c.var.person && !c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
}

/** The policy of every page; `more` for the few that show something else, such as a frame. */
export function contentSecurityPolicy(...more: string[]): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    // The second is the editor's, which reads what is pasted into a page of its own that runs nothing.
    `trusted-types govuk-frontend ProseMirrorClipboard`,
    ...more,
  ].join('; ')
}

function securityHeaders(config: Config): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), browsing-topics=(), interest-cohort=()',
    ...(config.publicUrl.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
      : {}),
  }
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

function isProbe(path: string): boolean {
  return path === '/health' || path === '/ready' || path === '/metrics'
}

function hostOf(c: AppContext): string {
  return (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
}

// Browsers say where a form comes from in Sec-Fetch-Site, older ones in Origin; a request that says neither is refused.
function isSameOrigin(c: AppContext): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === hostOf(c)
}
