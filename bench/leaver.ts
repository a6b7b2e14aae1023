import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase, type Database } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrations.ts'
import { projectFolder } from '../src/platform/project.ts'
import { sessionCookie } from '../src/platform/sessions.ts'

const usualLeavers = 60
const atOnce = 6
const limitMs = 1000

type Say = (line: string) => void

/**
 * Two web processes on one database. People who are signed in ask both of them again and again, while an officer marks
 * one after the other as a leaver through one of the two. No request that begins more than a second after the officer
 * was answered may be answered as signed in; that the answer was sent means that the change was committed. The control
 * is a pair that believes for three seconds who is signed in, as a cache of sessions would: it must fail.
 */
export const leaverDrill = {
  help: 'marks people as leavers while they ask two web processes: they are out within a second',
  run: async (say: Say, asked: number | null) => {
    const leavers = asked ?? usualLeavers
    const home = mkdtempSync(join(tmpdir(), 'cairn-drill-'))
    chmodSync(home, 0o711)
    const postgres = await startEmbeddedPostgres(join(home, 'postgres'))
    const database = openDatabase(postgres.url, { connections: 2 })
    try {
      await migrate(postgres.url)
      const guarded = await run({ database, url: postgres.url, way: 'product', leavers, say })
      const control = await run({
        database,
        url: postgres.url,
        way: 'remembers',
        leavers: Math.min(leavers, 12),
        say,
      })
      say(`The control let ${control.late} requests in too late.`)
      return {
        trials: leavers,
        violations: guarded.violations,
        control: control.late > 0 ? ('failed as it must' as const) : ('did not fail' as const),
        figures: {
          webProcesses: 2,
          requests: guarded.requests,
          answeredAsSignedIn: guarded.signedIn,
          lockedOutP99Ms: percentile(guarded.lockedOutMs, 0.99),
          lockedOutMaxMs: percentile(guarded.lockedOutMs, 1),
          lateInControl: control.late,
          lockedOutMaxMsOfControl: percentile(control.lockedOutMs, 1),
        },
      }
    } finally {
      await database.destroy()
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    }
  },
}

type Run = {
  database: Database
  url: string
  way: 'product' | 'remembers'
  leavers: number
  say: Say
}

type Outcome = {
  violations: string[]
  requests: number
  signedIn: number
  late: number
  /** By leaver: from the officer's answer to the beginning of the last request that was still answered as signed in. */
  lockedOutMs: number[]
}

async function run({ database, url, way, leavers, say }: Run): Promise<Outcome> {
  const servers = [await startServer(url, way), await startServer(url, way)]
  const addresses = servers.map(({ address }) => address)
  const outcome: Outcome = { violations: [], requests: 0, signedIn: 0, late: 0, lockedOutMs: [] }
  try {
    const officer = await addPerson(database, 'officer')
    for (let done = 0; done < leavers; done += atOnce) {
      const people = await Promise.all(
        Array.from({ length: Math.min(atOnce, leavers - done) }, () => addPerson(database, null)),
      )
      await Promise.all(
        people.map((person, at) => watchLeaver(outcome, addresses, officer, person, at)),
      )
      say(`${way}: ${Math.min(done + atOnce, leavers)} leavers, ${outcome.requests} requests …`)
    }
  } finally {
    for (const server of servers) await server.stop()
  }
  return outcome
}

/** Asks both processes as the leaver, has them marked in between, and goes on until both have said no for a while. */
async function watchLeaver(
  outcome: Outcome,
  addresses: string[],
  officer: Person,
  person: Person,
  at: number,
): Promise<void> {
  let markedAt: number | null = null
  let lastSignedInAt = 0
  const end = { at: Infinity }
  const ask = async (address: string): Promise<void> => {
    let before = 0
    while (performance.now() < end.at) {
      const begin = performance.now()
      const answer = await fetch(`${address}/account`, {
        headers: { cookie: person.cookie },
        redirect: 'manual',
      })
      await answer.arrayBuffer()
      outcome.requests += 1
      if (answer.status === 200) {
        outcome.signedIn += 1
        before += 1
        lastSignedInAt = Math.max(lastSignedInAt, begin)
        if (markedAt !== null && begin - markedAt > limitMs) {
          outcome.late += 1
          outcome.violations.push(
            `${address} let a leaver in ${Math.round(begin - markedAt)} ms after the change`,
          )
        }
      } else if (answer.status !== 303) {
        outcome.violations.push(`${address} answered ${answer.status}`)
      }
      await sleep(10)
    }
    if (before === 0) outcome.violations.push(`${address} never knew the person`)
  }
  const asking = addresses.map(ask)
  await sleep(200 + Math.random() * 100)
  const marked = await fetch(`${addresses[at % 2]}/manage/people/${person.id}/leaving`, {
    method: 'POST',
    headers: { cookie: officer.cookie, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  })
  markedAt = performance.now()
  if (marked.status !== 303) outcome.violations.push(`marking was answered ${marked.status}`)
  end.at = markedAt + limitMs + 400
  await Promise.all(asking)
  outcome.lockedOutMs.push(Math.max(0, lastSignedInAt - markedAt))
}

type Person = { id: string; cookie: string }

/** Somebody with a session; an officer's has passed the second factor. */
async function addPerson(database: Database, role: 'officer' | null): Promise<Person> {
  const token = randomBytes(32).toString('base64url')
  const now = new Date(performance.timeOrigin + performance.now())
  const { id } = await database
    .insertInto('person')
    .values({ name: 'Drill Person', email: `${randomBytes(8).toString('hex')}@example.org` })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('person_role')
    .values({ person_id: id, role: role ?? 'practitioner' })
    .execute()
  await database
    .insertInto('session')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      person_id: id,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + 3600_000),
      second_factor_at: now,
    })
    .execute()
  return { id, cookie: `${sessionCookie}=${token}` }
}

async function startServer(
  url: string,
  way: string,
): Promise<{ address: string; stop: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    [join(projectFolder, 'dist/bench/leaver-server.js'), url, way],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const found = /Listening at (\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error('a web process of the drill did not start')))
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  return { address, stop }
}

function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return Math.round(sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0)
}
