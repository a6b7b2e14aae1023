import { randomBytes } from 'node:crypto'
import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { systemClock } from './clock.ts'
import { Refusal } from './errors.ts'

/** Who holds the data folder: written beside the data, so that two programs never run one database. */
export type Holder = {
  pid: number
  started: string
  host: string
  databaseUrl?: string
  /** Where its pages are served. */
  publicUrl?: string
}

export type DataFolderLock =
  | {
      ok: true
      release: () => void
      publish: (where: Pick<Holder, 'databaseUrl' | 'publicUrl'>) => void
    }
  | { ok: false; holder: Holder }

const fileName = 'cairn.lock'
const beatMs = 5_000
/** Another machine's (or container's) program cannot be looked for; it is there while it touches its lock. */
const deadAfterMs = 20_000

/** Takes the lock, or tells who holds it. A lock whose program has ended is taken over. */
export function lockDataFolder(folder: string): DataFolderLock {
  const path = join(folder, fileName)
  const mine: Holder = { pid: process.pid, started: startOf(process.pid), host: hostname() }
  const holder = take(path, mine)
  if (holder) return { ok: false, holder }
  const beat = setInterval(() => touch(path), beatMs)
  beat.unref()
  return {
    ok: true,
    publish: (where) => replace(path, { ...mine, ...where }),
    release: () => {
      clearInterval(beat)
      rmSync(path, { force: true })
    },
  }
}

/** The running program that holds the folder, or null. */
export function currentHolder(folder: string): Holder | null {
  const path = join(folder, fileName)
  const holder = holderIn(contentOf(path))
  return holder && isRunning(holder, path) ? holder : null
}

// Null when it is ours now, else who holds it. An ended lock is only replaced by whoever holds the lock `….next` on
// doing so: looking and replacing are two steps, and of two programs in between them one would push out the other.
function take(path: string, mine: Holder): Holder | null {
  for (;;) {
    if (place(path, mine)) return null
    const found = contentOf(path)
    const holder = holderIn(found)
    if (holder && isRunning(holder, path)) return holder
    if (found === null) continue
    const next = `${path}.next`
    if (take(next, mine)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      continue
    }
    try {
      if (contentOf(path) !== found) continue
      replace(path, mine)
      return null
    } finally {
      rmSync(next, { force: true })
    }
  }
}

// Written whole beside, then linked into place, which only one of several can do.
function place(path: string, mine: Holder): boolean {
  const beside = writeBeside(path, mine)
  try {
    linkSync(beside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(beside, { force: true })
  }
}

function replace(path: string, mine: Holder): void {
  renameSync(writeBeside(path, mine), path)
}

function writeBeside(path: string, mine: Holder): string {
  const beside = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(beside, JSON.stringify(mine), { mode: 0o600, flag: 'wx' })
  return beside
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Refusal(
      `The file ${path} says who uses the data folder, but cannot be read: ${(error as Error).message}. Run Cairn as the user that the folder belongs to.`,
    )
  }
}

function holderIn(content: string | null): Holder | null {
  try {
    const holder = JSON.parse(content ?? 'null') as Partial<Holder> | null
    return holder?.pid && holder.host ? (holder as Holder) : null
  } catch {
    return null
  }
}

function touch(path: string): void {
  try {
    const now = systemClock.now()
    utimesSync(path, now, now)
  } catch {
    // The folder is gone; PostgreSQL will say so.
  }
}

function isRunning(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) {
    const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    return systemClock.now().getTime() - touched < deadAfterMs
  }
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return startOf(holder.pid) === holder.started
}

// A process number alone is not enough: containers hand out the same small numbers again.
function startOf(pid: number): string {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?=[A-Z] )/)
    const state = fields[0]
    return state === 'Z' ? 'ended' : (fields.split(' ')[19] ?? '')
  } catch {
    return ''
  }
}
