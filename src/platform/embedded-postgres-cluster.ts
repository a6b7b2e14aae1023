import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './embedded-postgres-place.ts'
import { Refusal } from './errors.ts'

/** initdb into a folder beside, renamed when whole, so that a kill half-way leaves nothing that looks finished. */
export async function makeCluster({ home, programs, account }: Place): Promise<void> {
  const unfinished = join(home, 'cluster.new')
  rmSync(unfinished, { recursive: true, force: true })
  const passwordFile = join(home, 'password')
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  const args = ['-D', unfinished, '-U', 'cairn', '-A', 'scram-sha-256']
  const result = await run(
    programs.initdb,
    [...args, `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-instructions'],
    // Detached: a Ctrl-C in the terminal lets it end, and the program stops after it.
    { ...account, cwd: home, detached: true },
  )
  if (result.code !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Refusal(
      `The embedded PostgreSQL could not make its files in ${home}: ${result.said.trim().split('\n').at(-1)}`,
    )
  }
  renameSync(unfinished, join(home, 'cluster'))
}

function run(
  program: string,
  args: string[],
  options: { cwd: string; detached: boolean; uid?: number; gid?: number },
): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    let said = ''
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', (error) => resolve({ code: 1, said: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, said }))
  })
}

/**
 * After a kill -9 two things may be left: a postmaster that lost its parent (stopped here, since our caller holds
 * the lock on the data folder), or a pid file that names a zombie or by now an unrelated program. Such a file is kept,
 * with the number of no process in it: it also tells PostgreSQL which shared memory the last sessions used, so that it
 * waits until they have all ended.
 */
export async function clearTheWay(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const [first = '', ...rest] = readFileSync(pidFile, 'utf8').split('\n')
  const pid = Number(first)
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
  if (!existsSync(pidFile)) return
  if (!Number.isInteger(pid) || pid <= 1) rmSync(pidFile)
  else if (exists(pid)) writeFileSync(pidFile, [String(unusedPid()), ...rest].join('\n'))
}

function unusedPid(): number {
  let pid = 4_194_303
  while (exists(pid)) pid -= 1
  return pid
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isPostmaster(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || !exists(pid)) return false
  if (!existsSync('/proc/self/stat')) {
    const listed = spawnSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], {
      encoding: 'utf8',
    })
    return !listed.stdout?.startsWith('Z') && (listed.stdout ?? '').includes(cluster)
  }
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)
    return !state?.startsWith('Z') && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster)
  } catch {
    return false
  }
}
