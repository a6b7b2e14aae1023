import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { openDatabase, type Database } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrations.ts'
import { systemClock } from '../src/platform/clock.ts'
import { startSession, sessionCookie } from '../src/platform/sessions.ts'
import type { Bench, BenchResult, BenchWish } from './bench.ts'
import { leftOver, killAll, startProduct } from './product.ts'
import { measureImport } from './people-import.ts'
import { measureRegistrations } from './people-registrations.ts'
import { fillRegister, registerSize, type Register } from './people-register.ts'
import { measurePicker, measureSearch } from './people-searches.ts'
import { measureSignIns } from './people-sign-ins.ts'

/** What a part of the bench needs: the product at work, the database under it, and an officer of it. */
export type PeopleSite = {
  address: string
  database: Database
  register: Register
  officerCookie: string
  say: (line: string) => void
}

/** What a part found: ours beside raw SQL, and what was wrong. */
export type PartResult = {
  /** Raw SQL's time divided by ours, or our rate by its: more is better. */
  ratio: number
  figures: Record<string, number>
  problems: string[]
}

/**
 * A register of 100,000 people and 5,000 organisations in a real PostgreSQL, the product in a process of its own, and
 * everything through HTTP as a browser does it; beside each the same question in SQL alone.
 */
export const peopleBench: Bench = {
  help: 'registers, signs in, searches and imports in a register of 100,000 people; parts: search, picker, import, signIns, registrations',
  run: async (say, { only, people = registerSize.people }) => {
    if (only && !(only in parts)) throw new Error(`there is no part ${only}`)
    const home = mkdtempSync(join(tmpdir(), 'cairn-people-'))
    // As root PostgreSQL runs as another user, who has to reach it.
    chmodSync(home, 0o711)
    const postgres = await startEmbeddedPostgres(join(home, 'postgres'))
    try {
      await migrate(postgres.url)
      const database = openDatabase(postgres.url, { connections: 6 })
      try {
        const register = await fillRegister(database, say, people)
        return await measure({ url: postgres.url, home, database, register, say }, only)
      } finally {
        await database.destroy()
      }
    } finally {
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    }
  },
}

const parts: Record<string, (site: PeopleSite) => Promise<PartResult>> = {
  search: measureSearch,
  picker: measurePicker,
  import: measureImport,
  signIns: measureSignIns,
  registrations: measureRegistrations,
}

type Ground = Omit<PeopleSite, 'address' | 'officerCookie'> & { url: string; home: string }

async function measure(
  { url, home, database, register, say }: Ground,
  only: BenchWish['only'],
): Promise<BenchResult> {
  const product = startProduct({
    folder: join(home, 'data'),
    direct: true,
    // Each visitor comes from an address of their own, as the limits for one address are not what is measured.
    variables: { DATABASE_URL: url, LOG_LEVEL: 'error', CAIRN_TRUSTED_PROXIES: '1' },
  })
  try {
    const address = await product.served
    if (!address) throw new Error(`the product did not start:\n${product.printed()}`)
    const officerCookie = await signOfficerIn(database)
    const site: PeopleSite = { address, database, register, officerCookie, say }
    const results: Record<string, PartResult> = {}
    for (const [name, part] of Object.entries(parts)) {
      if (only && name !== only) continue
      results[name] = await part(site)
      say(`${name}: ${JSON.stringify(results[name])}`)
    }
    const all = Object.values(results)
    const ratios = Object.entries(results).map(
      ([name, { ratio }]) => [`${name}Ratio`, ratio] as const,
    )
    return {
      ok: all.every(({ problems }) => problems.length === 0),
      against: 'raw SQL',
      ratio: Math.min(...all.map(({ ratio }) => ratio)),
      figures: Object.assign({}, ...all.map(({ figures }) => figures), Object.fromEntries(ratios)),
    }
  } finally {
    killGently(product.pid)
    if ((await leftOver(product)).length > 0) killAll(product)
  }
}

function killGently(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch {
    // It has ended.
  }
}

/** An officer with a session that has passed the second factor. */
async function signOfficerIn(database: Database): Promise<string> {
  const { id } = await database
    .insertInto('person')
    .values({
      name: 'Bench Officer',
      email: 'officer@bench.example',
      email_verified_at: systemClock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database.insertInto('person_role').values({ person_id: id, role: 'officer' }).execute()
  const door = new Hono()
  door.get('/', async (c) => {
    await startSession(c, database, systemClock, id, { secondFactorPassed: true })
    return c.text('')
  })
  const cookie = (await door.request('https://localhost/')).headers.get('set-cookie') ?? ''
  return `${sessionCookie}=${cookie.split(';')[0]!.split('=')[1]!}`
}
