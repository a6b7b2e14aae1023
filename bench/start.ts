import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import type { Drill } from './faults.ts'
import {
  answers,
  kill,
  killAll,
  leftOver,
  processesOf,
  startProduct,
  type Product,
} from './product.ts'

type Run = {
  say: (line: string) => void
  check: (holds: boolean, sentence: string) => void
  folder: (name: string) => string
  figures: Record<string, number>
}

/** `npm start`: what it refuses, how it stops, and that it recovers from any kill. */
export const startDrill: Drill = {
  help: 'starts, stops and kills the product at random moments, on good and on bad ground',
  run: async (say, asked) => {
    const home = mkdtempSync(join(tmpdir(), 'cairn-drill-'))
    // As root PostgreSQL runs as another user, who has to reach it.
    chmodSync(home, 0o711)
    const violations: string[] = []
    const figures: Record<string, number> = {}
    let trials = 0
    const run: Run = {
      say,
      figures,
      check: (holds, sentence) => {
        trials += 1
        if (!holds) violations.push(sentence)
      },
      folder: (name) => join(home, name),
    }
    try {
      await refuses(run)
      await startsAgain(run)
      await stops(run)
      await twoAtOnce(run)
      await postgresDies(run)
      await killedAtRandom(run, asked ?? 12)
      await stoppedAtRandom(run, asked ?? 6)
      const control = (await controls(run)) ? 'failed as it must' : 'did not fail'
      return { trials, violations, control, figures }
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  },
}

async function serving(product: Product, run: Run, when: string): Promise<string> {
  const address = await Promise.race([product.served, sleep(90_000).then(() => null)])
  run.check(
    address !== null && (await answers(`${address}/ready`)),
    `${when}: it did not serve; it said: ${product.printed().trim()}`,
  )
  return address ?? ''
}

async function stop(product: Product): Promise<void> {
  kill(product.pid, 'SIGTERM')
  await Promise.race([product.ended, sleep(30_000)])
  await leftOver(product)
  killAll(product)
}

/** Each of these ends with one sentence and a code that is not zero, and changes nothing. */
async function refuses(run: Run): Promise<void> {
  run.say('What it refuses …')
  const busy = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => busy.once('listening', resolve))
  const { port } = busy.address() as AddressInfo
  writeFileSync(run.folder('a-file'), '')
  const server = await startEmbeddedPostgres(run.folder('server/postgres'))
  const named = (name: string): string => server.url.replace(/cairn$/, name)
  await query(server.url, 'create database newer', 'create database foreign_tables')
  await query(
    named('newer'),
    'create table schema_migration (number int primary key, name text, checksum text, applied_at timestamptz)',
    `insert into schema_migration values (9999, '9999-tomorrow.sql', 'x', now())`,
  )
  await query(named('foreign_tables'), 'create table invoice (id int)')

  const cases: [string, Record<string, string>, RegExp][] = [
    ['a port in use', { PORT: String(port) }, /^Port \d+ is in use\. /],
    ['a port that is no number', { PORT: 'http' }, /^The variable PORT is wrong\. It is "http"/],
    ['a data folder that is a file', { CAIRN_DATA: run.folder('a-file') }, /^The data folder /],
    [
      'a data folder nobody can make',
      { CAIRN_DATA: run.folder('a-file/below') },
      /^The data folder .* made/,
    ],
    ['a slip in a variable', { CAIRN_DATAS: 'x' }, /^The variable CAIRN_DATAS is not one /],
    ['a database address of another kind', { DATABASE_URL: 'mysql://u:hush@h/d' }, /DATABASE_URL/],
    ['no database there', { DATABASE_URL: 'postgres://u:hush@127.0.0.1:1/d' }, /be reached/],
    [
      'a wrong password',
      { DATABASE_URL: server.url.replace(/:[0-9a-f]{48}@/, ':hush@') },
      /reached/,
    ],
    ['no such database', { DATABASE_URL: named('nothing') }, /be reached: database "nothing"/],
    ['a newer database', { DATABASE_URL: named('newer') }, /from a newer version of Cairn/],
    ['a foreign database', { DATABASE_URL: named('foreign_tables') }, /tables of another program/],
    ['a short secret', { CAIRN_SECRET: 'hush' }, /^The variable CAIRN_SECRET is wrong\. It should/],
    ['a wrong role', { CAIRN_ROLE: 'king' }, /^The variable CAIRN_ROLE is wrong/],
    ['a lonely worker', { CAIRN_ROLE: 'worker' }, /^CAIRN_ROLE=worker needs DATABASE_URL/],
  ]
  for (const [name, variables, sentence] of cases) {
    const product = startProduct({ folder: run.folder('refused'), variables })
    const code = await Promise.race([product.ended, sleep(30_000).then(() => 0)])
    killAll(product)
    const said = product
      .printed()
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line && !/^(>|npm )/.test(line))
    run.check(
      code !== 0 && said.length === 1 && sentence.test(said[0] ?? ''),
      `${name}: exit code ${code}, said ${JSON.stringify(said)}`,
    )
    run.check(!product.printed().includes('hush'), `${name}: it repeated a secret`)
    run.check((await leftOver(product)).length === 0, `${name}: something was left running`)
  }
  const { rows } = await query(
    named('newer'),
    'select count(*)::int as n from pg_tables where schemaname = current_schema()',
  )
  run.check(rows[0]?.['n'] === 1, 'a newer database was changed')
  await server.stop()
  busy.close()
}

async function startsAgain(run: Run): Promise<void> {
  run.say('First and second start …')
  for (const figure of ['firstStartMs', 'secondStartMs']) {
    const begin = performance.now()
    const product = startProduct({ folder: run.folder('plain') })
    await serving(product, run, figure)
    run.figures[figure] = Math.round(performance.now() - begin)
    await stop(product)
  }
  run.check((run.figures['secondStartMs'] ?? Infinity) <= 5000, 'the second start took over 5 s')
}

async function stops(run: Run): Promise<void> {
  const ways: [string, (product: Product) => void][] = [
    ['SIGTERM to npm', ({ pid }) => kill(pid, 'SIGTERM')],
    ['Ctrl-C: SIGINT to the group', ({ pid }) => kill(-pid, 'SIGINT')],
    ['a closed terminal: SIGHUP to the group', ({ pid }) => kill(-pid, 'SIGHUP')],
    ['kill -9 of npm alone', ({ pid }) => kill(pid, 'SIGKILL')],
  ]
  for (const [name, end] of ways) {
    run.say(`Stops by ${name} …`)
    const product = startProduct({ folder: run.folder('plain') })
    await serving(product, run, name)
    const begin = performance.now()
    end(product)
    const left = await leftOver(product)
    run.figures['slowestStopMs'] = Math.max(
      run.figures['slowestStopMs'] ?? 0,
      Math.round(performance.now() - begin),
    )
    run.check(left.length === 0, `${name}: left running: ${left.map((p) => p.command).join('; ')}`)
    run.check(wasCleanShutdown(product.folder), `${name}: PostgreSQL was not shut down cleanly`)
    killAll(product)
  }
}

function wasCleanShutdown(folder: string): boolean {
  return readFileSync(join(folder, 'postgres/log'), 'utf8')
    .trimEnd()
    .endsWith('database system is shut down')
}

async function twoAtOnce(run: Run): Promise<void> {
  run.say('Two starts at once …')
  for (const name of ['two-1', 'two-2', 'plain']) {
    const two = [0, 1].map(() => startProduct({ folder: run.folder(name) }))
    const outcome = await Promise.all(two.map(({ served }) => served))
    const winners = outcome.filter((address) => address !== null)
    run.check(winners.length === 1, `two starts at once: ${winners.length} serve`)
    const loser = two[outcome.indexOf(null)]
    run.check(
      loser !== undefined && /already running on the data folder/.test(loser.printed()),
      `two starts at once: the loser said ${loser?.printed().trim()}`,
    )
    run.check(await answers(`${winners[0]}/ready`), 'two starts at once: the winner was hurt')
    for (const product of two) await stop(product)
  }
}

async function postgresDies(run: Run): Promise<void> {
  run.say('PostgreSQL dies while serving …')
  const product = startProduct({ folder: run.folder('plain') })
  const address = await serving(product, run, 'before PostgreSQL dies')
  for (let time = 1; time <= 3; time += 1) {
    const begin = performance.now()
    kill(postmasterOf(product), 'SIGKILL')
    await answers(`${address}/ready`, 503, 5000)
    run.check(
      await answers(`${address}/ready`),
      `PostgreSQL did not come back; the product said: ${product.printed().slice(-500)}`,
    )
    run.figures['slowestReturnMs'] = Math.max(
      run.figures['slowestReturnMs'] ?? 0,
      Math.round(performance.now() - begin),
    )
  }
  await stop(product)
  run.check((await leftOver(product)).length === 0, 'after PostgreSQL died: something is left')
}

/** A row that was committed must be there after every kill; the moments are spread over the first and later starts. */
async function killedAtRandom(run: Run, trials: number): Promise<void> {
  const victims: [string, (product: Product) => void][] = [
    ['everything', (product) => killAll(product)],
    ['only our Node', (product) => kill(pidOf(product, /dist\/src\/main\.js/), 'SIGKILL')],
    ['only PostgreSQL', (product) => kill(postmasterOf(product), 'SIGKILL')],
  ]
  let committed = 0
  for (let trial = 0; trial < trials; trial += 1) {
    // A third of the trials begin on an empty folder, so that initdb and the first migration are hit too.
    const name = trial % 3 === 0 ? `kill-${trial}` : `kill-${trial - (trial % 3)}`
    if (trial % 3 === 0) committed = 0
    const [victim, strike] = victims[Math.floor(trial / 3 + trial) % victims.length]!
    const momentMs = Math.round(Math.random() * 4000)
    run.say(`Kill -9 of ${victim} after ${momentMs} ms …`)
    const product = startProduct({ folder: run.folder(name) })
    const wrote = keepCommitting(product)
    await sleep(momentMs)
    strike(product)
    await sleep(200)
    const { sure } = await wrote.stop()
    committed += sure
    await sleep(Math.random() * 500)
    killAll(product)
    const next = startProduct({ folder: run.folder(name) })
    await serving(next, run, `after kill -9 of ${victim} at ${momentMs} ms`)
    const found = await countRows(next.folder)
    run.check(found >= committed, `kill -9 of ${victim}: ${committed - found} committed rows lost`)
    committed = found
    await stop(next)
  }
  run.figures['committedRows'] = (run.figures['committedRows'] ?? 0) + committed
}

/** A polite stop at any moment of the first start ends everything, and the next start is whole. */
async function stoppedAtRandom(run: Run, trials: number): Promise<void> {
  for (let trial = 0; trial < trials; trial += 1) {
    const momentMs = Math.round(Math.random() * 3500)
    run.say(`Ctrl-C after ${momentMs} ms of a first start …`)
    const product = startProduct({ folder: run.folder(`stop-${trial}`) })
    await sleep(momentMs)
    kill(-product.pid, 'SIGINT')
    const left = await leftOver(product, 20_000)
    run.check(
      left.length === 0,
      `Ctrl-C at ${momentMs} ms: left ${left.map((p) => p.command).join('; ')}`,
    )
    killAll(product)
    const next = startProduct({ folder: run.folder(`stop-${trial}`) })
    await serving(next, run, `after Ctrl-C at ${momentMs} ms`)
    await stop(next)
  }
}

/** The checks above see what they look for: without the lock two run on one folder; an orphan is found. */
async function controls(run: Run): Promise<boolean> {
  run.say('The controls …')
  const first = startProduct({ folder: run.folder('control') })
  await first.served
  rmSync(join(first.folder, 'cairn.lock'))
  const second = startProduct({ folder: run.folder('control') })
  const bothRan = (await second.served) !== null
  await stop(second)
  await stop(first)

  mkdirSync(run.folder('orphan'), { recursive: true })
  const orphan = spawn('sleep', ['60'], { argv0: `${run.folder('orphan')}/postgres` })
  const found = processesOf({ folder: run.folder('orphan'), pid: -1 }).length === 1
  orphan.kill('SIGKILL')
  return bothRan && found
}

function pidOf(product: Product, command: RegExp): number {
  return processesOf(product).find((candidate) => command.test(candidate.command))?.pid ?? 0
}

function postmasterOf(product: Product): number {
  return pidOf(product, /postgres -D .*cluster/)
}

function databaseUrlOf(folder: string): string | undefined {
  try {
    const lock = JSON.parse(readFileSync(join(folder, 'cairn.lock'), 'utf8')) as {
      databaseUrl?: string
    }
    return lock.databaseUrl
  } catch {
    return undefined
  }
}

/** Commits rows one after another from the moment the database can be had, and counts those that were confirmed. */
function keepCommitting(product: Product): { stop: () => Promise<{ sure: number }> } {
  let stopping = false
  let sure = 0
  const work = (async () => {
    while (!stopping) {
      const url = databaseUrlOf(product.folder)
      const client = url ? new Client({ connectionString: url }) : null
      client?.on('error', () => {})
      try {
        await client?.connect()
        await client?.query('create table if not exists drill (n int)')
        while (client && !stopping) {
          await client.query('insert into drill values (1)')
          sure += 1
        }
      } catch {
        // Not there yet, or killed.
      } finally {
        await client?.end().catch(() => {})
      }
      await sleep(20)
    }
  })()
  return {
    stop: async () => {
      stopping = true
      await work
      return { sure }
    },
  }
}

async function countRows(folder: string): Promise<number> {
  const url = databaseUrlOf(folder)
  if (!url) return 0
  const there = await query(url, `select to_regclass('drill') is not null as there`)
  if (!there.rows[0]?.['there']) return 0
  const { rows } = await query(url, 'select count(*)::int as n from drill')
  return Number(rows[0]?.['n'])
}

async function query(
  url: string,
  ...statements: string[]
): Promise<{ rows: Record<string, unknown>[] }> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) ({ rows } = await client.query(statement))
    return { rows }
  } finally {
    await client.end()
  }
}
