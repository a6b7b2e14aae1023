import { openSync, closeSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Who holds the data folder: written beside the data, so that two programs never run one database. */
type Holder = { pid: number; started: string; databaseUrl?: string }

const fileName = 'cairn.lock'

/** Takes the lock, or tells who holds it. A lock whose process has ended is taken over. */
export function lockDataFolder(
  folder: string,
):
  | { ok: true; release: () => void; publish: (databaseUrl: string) => void }
  | { ok: false; holder: Holder } {
  const path = join(folder, fileName)
  const holder = currentHolder(folder)
  if (holder) return { ok: false, holder }
  rmSync(path, { force: true })
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) }
  const write = (content: Holder, flag: string): void => {
    const file = openSync(path, flag, 0o600)
    writeSync(file, JSON.stringify(content))
    closeSync(file)
  }
  try {
    write(mine, 'wx')
  } catch {
    return { ok: false, holder: currentHolder(folder) ?? { pid: 0, started: '' } }
  }
  return {
    ok: true,
    publish: (databaseUrl) => write({ ...mine, databaseUrl }, 'w'),
    release: () => rmSync(path, { force: true }),
  }
}

/** The running program that holds the folder, or null. */
export function currentHolder(folder: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(join(folder, fileName), 'utf8')) as Holder
    process.kill(holder.pid, 0)
    return startOf(holder.pid) === holder.started ? holder : null
  } catch {
    return null
  }
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
