import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFolder } from '../src/platform/project.ts'

/** The product as its own processes, as an operator runs it. Linux: it looks into /proc for what belongs to it. */
export type Product = {
  folder: string
  /** npm's process number; it leads a process group of its own. */
  pid: number
  /** What it has printed so far, both streams. */
  printed: () => string
  /** Exit code, once it has ended. */
  ended: Promise<number>
  /** Resolves with the address when it serves, or null when it ended before. */
  served: Promise<string | null>
}

export type ProductOptions = {
  folder: string
  variables?: Record<string, string>
  /** Default: npm start. Else the arguments to the Node that runs the product. */
  direct?: boolean
}

/** Starts the product on a data folder, on a free port unless PORT is given. */
export function startProduct({ folder, variables = {}, direct = false }: ProductOptions): Product {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(CAIRN_|npm_|DATABASE_URL|SMTP_URL|FILES_URL|PUBLIC_URL|PORT|NODE_OPTIONS)/.test(name),
  )
  const [program, args] = direct
    ? // With the options of npm start, which we were started with too.
      [process.execPath, [...process.execArgv, join(projectFolder, 'dist/src/main.js')]]
    : ['npm', ['start']]
  const child = spawn(program, args, {
    cwd: projectFolder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(inherited), PORT: '0', CAIRN_DATA: folder, ...variables },
  })
  let text = ''
  const served = new Promise<string | null>((resolve) => {
    const hear = (chunk: string): void => {
      text += chunk
      const address = /Cairn is running at (\S+)/.exec(text)?.[1]
      if (address) resolve(address)
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.once('exit', () => resolve(null))
  })
  return { folder, pid: child.pid ?? 0, printed: () => text, ended: endOf(child), served }
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}

export type OurProcess = { pid: number; command: string }

/** Every living process of the product: those of npm's group, and every PostgreSQL on the data folder. */
export function processesOf(product: { folder: string; pid: number }): OurProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => describe(Number(name)))
  const ours = new Set(
    all
      .filter(
        ({ group, command }) => group === product.pid || command.includes(`${product.folder}/`),
      )
      .map(({ pid }) => pid),
  )
  // Sessions of PostgreSQL do not carry the folder in their title; their parent does.
  return all.filter(({ pid, parent }) => ours.has(pid) || ours.has(parent))
}

function describe(pid: number): { pid: number; parent: number; group: number; command: string }[] {
  try {
    const [state, parent, group] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    if (state === 'Z') return []
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return [{ pid, parent: Number(parent), group: Number(group), command }]
  } catch {
    return []
  }
}

export function killAll(product: Product, signal: NodeJS.Signals = 'SIGKILL'): void {
  for (const { pid } of processesOf(product)) kill(pid, signal)
}

/** A signal to one process, or with a negative number to a group. Nothing happens when it has ended. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  // Zero would mean our own group.
  if (pid === 0) return
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended.
  }
}

/** Waits until nothing of the product lives; returns what does after `patienceMs`. */
export async function leftOver(product: Product, patienceMs = 10_000): Promise<OurProcess[]> {
  const end = performance.now() + patienceMs
  while (processesOf(product).length > 0 && performance.now() < end) await sleep(50)
  return processesOf(product)
}

/** Asks until the answer has this status; false after `patienceMs`. */
export async function answers(
  address: string,
  status = 200,
  patienceMs = 30_000,
): Promise<boolean> {
  const end = performance.now() + patienceMs
  while (performance.now() < end) {
    const response = await fetch(address).catch(() => null)
    await response?.arrayBuffer().catch(() => null)
    if (response?.status === status) return true
    await sleep(100)
  }
  return false
}
