import { systemClock, type Clock } from './clock.ts'
import type { Config } from './config.ts'
import { databaseOver, openPool } from './database.ts'
import { openFiles } from './files.ts'
import { openJobs } from './jobs.ts'
import { openLog, type Log } from './log.ts'
import { openMail } from './mail.ts'
import { openMetrics } from './metrics.ts'
import { openPageCache } from './page-cache.ts'
import { openReadingDatabase } from './reading-database.ts'
import { openSecrets } from './secret.ts'
import type { Services } from './web.ts'

type Options = {
  /** Default: the system's. */
  clock?: Clock
  /** Default: lines on standard output. */
  log?: Log
  /** Connections of the pool. Default 10. */
  connections?: number
}

/** Everything that a program of ours needs of the outside, over one database. Jobs are not started. */
export function openServices(
  config: Config,
  databaseUrl: string,
  options: Options = {},
): { services: Services; close: () => Promise<void> } {
  const { clock = systemClock, log = openLog(config.logLevel), connections = 10 } = options
  const pool = openPool(databaseUrl, { connections })
  const database = databaseOver(pool)
  const metrics = openMetrics()
  const mail = openMail(config, database)
  const jobs = openJobs(databaseUrl, log)
  const services: Services = {
    config,
    secrets: openSecrets(config),
    database,
    readingDatabase: openReadingDatabase(pool, clock),
    clock,
    log,
    metrics,
    mail,
    jobs,
    pageCache: openPageCache(clock, metrics),
    files: openFiles(config),
  }
  return {
    services,
    close: async () => {
      await jobs.stop()
      mail.close()
      await database.destroy()
    },
  }
}
