import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { clearTheWay, makeCluster } from './embedded-postgres-cluster.ts'
import { findPlace, type Place } from './embedded-postgres-place.ts'
import { Refusal } from './errors.ts'

/**
 * A real PostgreSQL from npm, with its data in a folder of ours. It listens on the loopback only, on a free port,
 * with a password.
 */
export type EmbeddedPostgres = {
  url: string
  stop: () => Promise<void>
}

type Options = {
  /** Default true; false switches fsync off, for tests. */
  durable?: boolean
  /** Told when PostgreSQL ended by itself and when it answers again. */
  onDown?: () => void
  onUp?: () => void
  /** Told when it could not be started again. It is tried on, so that it comes back when what was wrong is put right. */
  onLost?: (reason: Error) => void
}

type Running = { postmaster: ChildProcess; port: number; url: string }

/**
 * Starts PostgreSQL in `folder` (made on first use), or recovers it after a crash, and starts it again at the same
 * address if it ends by itself. Throws a Refusal when it cannot. The caller holds the lock on the data folder.
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: Options = {},
): Promise<EmbeddedPostgres> {
  const place = await findPlace(folder)
  const cluster = join(place.home, 'cluster')
  if (!existsSync(cluster)) await makeCluster(place)
  await clearTheWay(cluster)

  const durable = options.durable ?? true
  let running = await launchUntilReady(place, durable)
  let stopping = false
  const stopped = new AbortController()

  const watch = (): void => {
    running.postmaster.once('exit', () => {
      if (stopping) return
      options.onDown?.()
      relaunching = relaunch()
    })
  }
  const relaunch = async (): Promise<void> => {
    for (let tries = 0; !stopping; tries += 1) {
      try {
        running = await launchUntilReady(place, durable, running.port)
        if (stopping) return await end(running.postmaster)
        watch()
        return options.onUp?.()
      } catch (error) {
        if (stopping) return
        if (tries === 0) options.onLost?.(error as Error)
        const pauseMs = Math.min(longestPauseMs, 1000 * 2 ** tries)
        await sleep(pauseMs, undefined, { signal: stopped.signal }).catch(() => {})
      }
    }
  }
  let relaunching: Promise<void> | null = null
  watch()

  return {
    url: running.url,
    stop: async () => {
      stopping = true
      stopped.abort()
      await relaunching
      await end(running.postmaster)
    },
  }
}

const longestPauseMs = 30_000

/** How long sessions of a killed PostgreSQL may hold its memory, and another program a port of ours. */
const patienceMs = 30_000

async function launchUntilReady(place: Place, durable: boolean, port?: number): Promise<Running> {
  const password = readPassword(place)
  const end = performance.now() + patienceMs
  for (;;) {
    const chosen = port ?? (await freePort())
    const logBegin = rotateLog(join(place.home, 'log'))
    const postmaster = launch(place, chosen, durable)
    const url = `postgres://cairn:${password}@127.0.0.1:${chosen}/cairn`
    if ((await untilReady(postmaster, url)) === 'ready') return { postmaster, port: chosen, url }
    const said = readFileSync(join(place.home, 'log'), 'utf8').slice(logBegin)
    const passes = /shared memory block|Address already in use|could not bind/.test(said)
    if (!passes || performance.now() > end) throw refusalFrom(said, join(place.home, 'log'))
    await sleep(250)
  }
}

function readPassword({ home }: Place): string {
  try {
    return readFileSync(join(home, 'password'), 'utf8')
  } catch {
    throw new Refusal(
      `The password of the embedded database, ${join(home, 'password')}, cannot be read by this user. Start as the user who started it first, or restore a backup.`,
    )
  }
}

function refusalFrom(said: string, log: string): Refusal {
  const fatal = [...said.matchAll(/(?:FATAL|PANIC):\s+(.*)/g)].at(-1)?.[1]
  return new Refusal(
    `The embedded PostgreSQL did not start${fatal ? `: ${fatal}` : ''}. Its log is ${log}.`,
  )
}

const mostLogBytes = 10 * 1024 * 1024

/** Keeps the log and the one before it; returns where the log goes on. */
function rotateLog(log: string): number {
  const bytes = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (bytes < mostLogBytes) return bytes
  renameSync(log, `${log}.1`)
  return 0
}

function launch({ home, programs, account }: Place, port: number, durable: boolean): ChildProcess {
  const log = openSync(join(home, 'log'), 'a', 0o600)
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    // Details name values, such as an e-mail address that is there already; a log holds no personal data.
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached: a Ctrl-C in the terminal must reach us first, and PostgreSQL only when requests have ended.
  const postmaster = spawn(programs.postgres, ['-D', join(home, 'cluster'), ...flags], {
    ...account,
    cwd: home,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return postmaster
}

async function untilReady(postmaster: ChildProcess, url: string): Promise<'ready' | 'ended'> {
  const maintenance = url.replace(/\/cairn$/, '/postgres')
  let failed = false
  postmaster.once('error', () => (failed = true))
  while (!failed && !hasEnded(postmaster)) {
    const client = new Client({ connectionString: maintenance, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query(`select 1 from pg_database where datname = 'cairn'`)
      if (!rowCount) await client.query('create database cairn')
      return 'ready'
    } catch {
      await sleep(25)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return 'ended'
}

function hasEnded(postmaster: ChildProcess): boolean {
  return postmaster.exitCode !== null || postmaster.signalCode !== null
}

/** SIGINT is PostgreSQL's fast shutdown: sessions end, everything is written. */
async function end(postmaster: ChildProcess): Promise<void> {
  if (hasEnded(postmaster)) return
  const ended = new Promise((resolve) => postmaster.once('exit', resolve))
  postmaster.kill('SIGINT')
  const stubborn = setTimeout(() => postmaster.kill('SIGQUIT'), 20_000)
  await ended
  clearTimeout(stubborn)
}

/** A TCP port on this machine that nobody has at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
