import { demonstrationSignIns } from '../demo/people.ts'
import { seedDemonstration } from '../demo/seed.ts'
import { allJobs, createApp } from './app.ts'
import { keepSnapshot } from './concerns/concerns.ts'
import { hasDemonstrationSignIns, refuseDemonstrationSignIns } from './people/people.ts'
import { openDataFolder, readConfig, type Config } from './platform/config.ts'
import { openDatabaseServer } from './platform/database-server.ts'
import { Refusal } from './platform/errors.ts'
import { refuseProductionWithoutMail } from './platform/mail.ts'
import { migrate } from './platform/migrations.ts'
import { listenForNotices } from './platform/notices.ts'
import { step } from './platform/progress.ts'
import { openSecrets } from './platform/secret.ts'
import { openServices } from './platform/services.ts'
import { openWebServer } from './platform/web-server.ts'
import type { Services } from './platform/web.ts'

const closers: (() => unknown)[] = []
let stopping: Promise<void> | null = null

/** Config, database, migrations, web and worker. What is opened is closed in the reverse order. */
async function open(config: Config): Promise<void> {
  openDataFolder(config.dataFolder)
  // Before anything is started or changed: somebody else may be serving here.
  const web = config.role === 'worker' ? null : await openWebServer(config)
  if (web) closers.push(() => web.stop())
  openSecrets(config)
  refuseProductionWithoutMail(config)

  const server = await step('Starting the database', () =>
    openDatabaseServer(
      config,
      (reason) => console.error(`\n${reason.message}\n`),
      web ? servedAt(config, web.port) : undefined,
    ),
  )
  closers.push(server.release)
  if (stopping) return
  await step('Preparing the database', () => migrate(server.url))
  if (stopping) return

  const { services, close } = openServices(config, server.url)
  closers.push(close)
  if (config.environment === 'production') await refuseDemonstrationSignIns(services.database)
  await step('Starting the background work', () =>
    services.jobs.start(allJobs(services), { work: config.role !== 'web' }),
  )
  if (stopping) return
  if (!web) return services.log.info('worker.started')
  if (config.environment === 'development')
    await step('Adding the demonstration', () => seedDemonstration(services))
  if (stopping) return

  const notices = listenForNotices(server.url, services.log, {
    notice: () => pagesChanged(services),
    gap: () => pagesChanged(services),
  })
  closers.push(() => notices.stop())
  // So that how to report is known even if the database fails before anybody asks.
  await keepSnapshot(services)
  web.serve(createApp(services), services)
  announce(config, web.port, await hasDemonstrationSignIns(services.database))
}

function pagesChanged(services: Services): void {
  services.pageCache.clear()
  void keepSnapshot(services)
}

const servedAt = (config: Config, port: number): string =>
  config.hostIsFixed ? config.publicUrl : `http://localhost:${port}`

function announce(config: Config, port: number, isDemonstration: boolean): void {
  const lines = [
    '',
    `Cairn is running at ${servedAt(config, port)}`,
    config.smtpUrl
      ? 'Mail goes to the server in SMTP_URL.'
      : 'Mail is kept here: no SMTP_URL is set. Read it at /development/mail.',
    config.databaseUrl
      ? 'The database is the server in DATABASE_URL.'
      : `The database is embedded, in ${config.dataFolder}. For a PostgreSQL server set DATABASE_URL=postgres://user:password@host/database.`,
    ...(isDemonstration ? signInLines() : []),
    'Stop with Ctrl-C.',
    '',
  ]
  console.log(lines.join('\n'))
}

function signInLines(): string[] {
  const lines = demonstrationSignIns.map(
    ({ shows, email, password }) => `  ${email}\n    ${password}   (${shows})`,
  )
  return [
    'Demonstration sign-ins, at /sign-in; where a code is asked for, the page shows it:',
    ...lines,
  ]
}

/** Ends the program, once: the step that is under way first, then what was opened, last opened first. */
function stop(code: number, reason?: unknown): Promise<void> {
  if (reason !== undefined && !stopping)
    console.error(reason instanceof Refusal ? `\n${reason.message}\n` : reason)
  stopping ??= (async () => {
    setTimeout(() => process.exit(1), 60_000).unref()
    await opening?.catch(() => {})
    for (const closer of closers.splice(0).toReversed()) await closer()
  })().then(
    () => process.exit(code),
    () => process.exit(1),
  )
  return stopping
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stop(0))
// npm start talks to us over a channel; when it is killed, we stop too.
process.on('disconnect', () => void stop(0))

let opening: Promise<void> | null = null
try {
  opening = open(readConfig())
  await opening
} catch (error) {
  opening = null
  await stop(1, error)
}
