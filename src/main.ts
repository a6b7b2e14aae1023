import { allJobs, createApp } from './app.ts'
import { systemClock } from './platform/clock.ts'
import { openDataFolder, readConfig, type Config } from './platform/config.ts'
import { lockDataFolder } from './platform/data-folder-lock.ts'
import { openDatabase } from './platform/database.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './platform/embedded-postgres.ts'
import { Refusal } from './platform/errors.ts'
import { openFiles } from './platform/files.ts'
import { openJobs } from './platform/jobs.ts'
import { openLog } from './platform/log.ts'
import { openMail } from './platform/mail.ts'
import { openMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrations.ts'
import { listenForNotices } from './platform/notices.ts'
import { openPageCache } from './platform/page-cache.ts'
import { openSecrets } from './platform/secret.ts'
import { openWebServer } from './platform/web-server.ts'
import type { Services } from './platform/web.ts'

/** Config, database, migrations, web and worker; stops them in the reverse order. */
async function main(): Promise<void> {
  const closers: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  stopOnSignal(close)
  try {
    await open(readConfig(), closers)
  } catch (error) {
    await close()
    throw error
  }
}

async function open(config: Config, closers: (() => unknown)[]): Promise<void> {
  openDataFolder(config.dataFolder)
  const secrets = openSecrets(config)
  // Before anything is started or changed: somebody else may be serving here.
  const web = config.role === 'worker' ? null : await openWebServer(config)
  if (web) closers.push(() => web.stop())

  const databaseUrl = config.databaseUrl ?? (await openEmbeddedDatabase(config, closers))
  await step('Preparing the database', () => migrate(databaseUrl))
  const database = openDatabase(databaseUrl)
  closers.push(() => database.destroy())

  const log = openLog(config.logLevel)
  const metrics = openMetrics()
  const mail = openMail(config, database)
  const jobs = openJobs(databaseUrl, log)
  const pageCache = openPageCache(systemClock, metrics)
  const services: Services = {
    config,
    secrets,
    database,
    clock: systemClock,
    log,
    metrics,
    mail,
    jobs,
    pageCache,
    files: openFiles(config),
  }
  closers.push(() => mail.close())

  await step('Starting the background work', () =>
    jobs.start(allJobs(services), { work: config.role !== 'web' }),
  )
  closers.push(() => jobs.stop())
  if (!web) return log.info('worker.started')

  const notices = listenForNotices(databaseUrl, log, {
    notice: () => pageCache.clear(),
    gap: () => pageCache.clear(),
  })
  closers.push(() => notices.stop())
  web.serve(createApp(services), services)
  announce(config, web.port)
}

async function openEmbeddedDatabase(config: Config, closers: (() => unknown)[]): Promise<string> {
  const lock = lockDataFolder(config.dataFolder)
  if (!lock.ok) {
    throw new Refusal(
      `Cairn is already running on the data folder ${config.dataFolder} (process ${lock.holder.pid}). Stop it first, or choose another folder with CAIRN_DATA.`,
    )
  }
  closers.push(lock.release)
  const postgres = await step('Starting the embedded PostgreSQL', (): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres(`${config.dataFolder}/postgres`),
  )
  closers.push(postgres.stop)
  lock.publish(postgres.url)
  return postgres.url
}

function announce(config: Config, port: number): void {
  const lines = [
    '',
    `Cairn is running at ${config.hostIsFixed ? config.publicUrl : `http://localhost:${port}`}`,
    config.smtpUrl
      ? 'Mail goes to the server in SMTP_URL.'
      : 'Mail is kept here: no SMTP_URL is set. Read it at /development/mail.',
    config.databaseUrl
      ? 'The database is the server in DATABASE_URL.'
      : `The database is embedded, in ${config.dataFolder}. For a PostgreSQL server set DATABASE_URL=postgres://user:password@host/database.`,
    'Stop with Ctrl-C.',
    '',
  ]
  console.log(lines.join('\n'))
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const notice = setTimeout(() => console.log(`${name} …`), 1000)
  try {
    return await work()
  } finally {
    clearTimeout(notice)
  }
}

function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 40_000).unref()
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // npm start talks to us over a channel; when it is killed, we stop too.
  process.on('disconnect', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? `\n${error.message}\n` : error)
  process.exit(1)
})
