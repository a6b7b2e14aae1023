import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Database } from './database.ts'
import { likeContaining } from './like-patterns.ts'
import type { Log } from './log.ts'

/**
 * Background work. A job is enqueued in the transaction of the change that asks for it; a killed worker's job runs
 * again within a minute (heartbeat), so every job must bear being run twice.
 */
export type Job<T extends object = object> = {
  /** The noun and what happens to it: `bulletin.send`. */
  name: string
  /** Cron in Europe/London, for jobs that run by the clock. */
  schedule?: string
  /** How many times it is tried again, with growing pauses. Default 5. */
  retries?: number
  /**
   * Done within moments, and many may wait: one after the other is done without the pause of two seconds in which the
   * queue is looked at else.
   */
  isQuick?: boolean
  work: (data: T) => Promise<void>
}

export type EnqueueOptions = { startAfter?: Date; singletonKey?: string }

export type Jobs = {
  /** Pass the transaction of the change. */
  enqueue: (
    database: Database,
    name: string,
    data: object,
    options?: EnqueueOptions,
  ) => Promise<void>
  /** Makes the queues, and with `work: true` begins to work. */
  start: (jobs: Job<never>[], options: { work: boolean }) => Promise<void>
  stop: () => Promise<void>
}

/** The queue of jobs in the database. A failure of the connection goes to the log and is tried again. */
export function openJobs(databaseUrl: string, log: Log): Jobs {
  const boss = new PgBoss({ connectionString: databaseUrl, application_name: 'cairn jobs', max: 4 })
  let stopping = false
  let stopped = false
  boss.on('error', (error) => {
    // A connection that is just closing may still hear that the database stops.
    if (!stopped)
      log.error('jobs.failed', { code: (error as NodeJS.ErrnoException).code ?? error.name })
  })
  return {
    enqueue: async (database, name, data, options = {}) => {
      const { startAfter, singletonKey } = options
      await boss.send(name, data, {
        db: fromKysely(database as never),
        ...(startAfter ? { startAfter } : {}),
        ...(singletonKey ? { singletonKey } : {}),
      })
    },
    start: async (jobs, { work }) => {
      await boss.start()
      for (const job of jobs) {
        await boss.createQueue(job.name, {
          retryLimit: job.retries ?? 5,
          retryBackoff: true,
          retryDelay: 5,
          heartbeatSeconds: 30,
          expireInSeconds: 3600,
        })
        if (job.schedule) await boss.schedule(job.name, job.schedule, {}, { tz: 'Europe/London' })
        if (work)
          await boss.work(
            job.name,
            { batchSize: 1, pollingIntervalSeconds: job.isQuick ? 0.5 : 2 },
            async ([taken]) => {
              await runJob(job, taken!, log)
              if (job.isQuick) await runWhatWaits(boss, job, log, () => stopping)
            },
          )
      }
    },
    stop: async () => {
      stopping = true
      await boss.stop({ graceful: true, timeout: 20_000, close: true })
      stopped = true
    },
  }
}

/** Forgets the jobs whose data holds these words: an address that must be found nowhere any more. */
export async function forgetJobsAbout(database: Database, words: string): Promise<void> {
  const pattern = likeContaining(words)
  await sql`delete from pgboss.job where state <> 'active' and data::text ilike ${pattern}`.execute(
    database,
  )
}

/** Takes one after the other by itself, so each is settled by itself. They end long before their heartbeat does. */
async function runWhatWaits(
  boss: PgBoss,
  job: Job<never>,
  log: Log,
  isStopping: () => boolean,
): Promise<void> {
  while (!isStopping()) {
    const [taken] = await boss.fetch(job.name, { batchSize: 1 })
    if (!taken) return
    try {
      await runJob(job, taken, log)
      await boss.complete(job.name, taken.id)
    } catch (error) {
      await boss.fail(job.name, taken.id, { error: (error as Error).name })
    }
  }
}

async function runJob(
  job: Job<never>,
  taken: { id: string; data: unknown },
  log: Log,
): Promise<void> {
  const begin = performance.now()
  try {
    await job.work(taken.data as never)
    log.info('job.done', {
      job: job.name,
      id: taken.id,
      durationMs: Math.round(performance.now() - begin),
    })
  } catch (error) {
    log.error('job.failed', { job: job.name, id: taken.id, error: (error as Error).name })
    throw error
  }
}
