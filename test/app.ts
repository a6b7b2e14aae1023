import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { allJobs, createApp } from '../src/app.ts'
import type { Role } from '../src/platform/access.ts'
import { steppedClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/database.ts'
import type { Job } from '../src/platform/jobs.ts'
import { openServices } from '../src/platform/services.ts'
import { startSession, sessionCookie } from '../src/platform/sessions.ts'
import type { AppEnv, Services } from '../src/platform/web.ts'
import { atEnd, testDatabaseUrl } from './database.ts'

export type TestApp = {
  app: Hono<AppEnv>
  database: Database
  services: Services
  clock: ReturnType<typeof steppedClock>
  /** A request as a browser on this site makes it. `form` is posted urlencoded. */
  request: (
    path: string,
    options?: {
      as?: Visitor
      form?: Record<string, string | string[]>
      method?: string
      headers?: Record<string, string>
      body?: RequestInit['body']
    },
  ) => Promise<Response>
  /** A new person with these roles, signed in with everything the roles ask for. */
  signIn: (...roles: Role[]) => Promise<Visitor>
  /** Runs what was enqueued, until nothing is left that is due. */
  runJobs: () => Promise<number>
}

export type Visitor = { personId: string; email: string; cookie: string }

/**
 * The real app on a real database; mail goes to the development table, the clock stands still at `now`.
 * `variables` are given to the configuration.
 */
export async function testApp(
  now = '2020-10-20T09:00:00Z',
  variables: Record<string, string> = {},
): Promise<TestApp> {
  const databaseUrl = await testDatabaseUrl()
  const dataFolder = mkdtempSync(join(tmpdir(), 'cairn-app-'))
  const config = readConfig({
    CAIRN_DATA: dataFolder,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
    CAIRN_SECRET: 'a secret for tests only, long enough',
    ...variables,
  })
  const clock = steppedClock(now)
  const { services, close } = openServices(config, databaseUrl, { clock, connections: 8 })
  const { database, jobs } = services
  const work = allJobs(services)
  await jobs.start(work, { work: false })
  const app = createApp(services)
  atEnd(async () => {
    await close()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  const request: TestApp['request'] = async (path, options = {}) => {
    const method = options.method ?? (options.form || options.body ? 'POST' : 'GET')
    const headers: Record<string, string> = {
      host: new URL(config.publicUrl).host,
      'sec-fetch-site': 'same-origin',
      ...options.headers,
    }
    if (options.as) headers['cookie'] = options.as.cookie
    let body = options.body ?? null
    if (options.form) {
      const form = new URLSearchParams()
      for (const [name, value] of Object.entries(options.form))
        for (const item of [value].flat()) form.append(name, item)
      body = form
    }
    return app.request(`${config.publicUrl}${path}`, { method, headers, body })
  }

  let people = 0
  const signIn: TestApp['signIn'] = async (...roles) => {
    people += 1
    const email = `${roles[0] ?? 'person'}-${people}@example.org`
    const { id } = await database
      .insertInto('person')
      .values({
        name: `Test ${roles[0] ?? 'person'} ${people}`,
        email,
        email_verified_at: clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const role of roles)
      await database.insertInto('person_role').values({ person_id: id, role }).execute()
    return { personId: id, email, cookie: await sessionFor(app, services, id) }
  }

  return {
    app,
    database,
    services,
    clock,
    request,
    signIn,
    runJobs: () => runJobs(databaseUrl, work),
  }
}

async function sessionFor(
  _app: Hono<AppEnv>,
  services: Services,
  personId: string,
): Promise<string> {
  const { Hono: Fresh } = await import('hono')
  const door = new Fresh()
  door.get('/', async (c) => {
    await startSession(c, services.database, services.clock, personId, { secondFactorPassed: true })
    return c.text('')
  })
  const cookie = (await door.request('https://localhost/')).headers.get('set-cookie') ?? ''
  return `${sessionCookie}=${cookie.split(';')[0]!.split('=')[1]!}`
}

async function runJobs(databaseUrl: string, work: Job<never>[]): Promise<number> {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  let done = 0
  try {
    for (let round = 0, before = -1; before !== done && round < 50; round += 1) {
      before = done
      for (const job of work) {
        for (const taken of (await boss.fetch(job.name, { batchSize: 50 })) ?? []) {
          await job.work(taken.data as never)
          await boss.complete(job.name, taken.id)
          done += 1
        }
      }
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  return done
}
