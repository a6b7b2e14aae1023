import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allJobs, createApp } from '../src/app.ts'
import { hashPassword } from '../src/people/people.ts'
import { makeStamp } from '../src/people/registration/robot-check.tsx'
import { systemClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrations.ts'
import { openServices } from '../src/platform/services.ts'
import type { Services } from '../src/platform/web.ts'
import type { Drill } from './faults.ts'

/** A difference that somebody could use to learn who has an account. */
const gapMs = 5

/** Signs in with wrong passwords as somebody known and somebody unknown, in turn, and compares how long the answers take. */
export const signInTimingDrill: Drill = {
  help: 'measures whether an answer at /sign-in, /sign-in/new-password or /register takes longer for a known address',
  run: async (say, trials) => {
    const folder = mkdtempSync(join(tmpdir(), 'cairn-timing-'))
    const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { durable: false })
    try {
      await migrate(postgres.url)
      const config = readConfig({
        DATABASE_URL: postgres.url,
        CAIRN_DATA: folder,
        CAIRN_SECRET: 'a secret for a drill only, long enough',
        LOG_LEVEL: 'silent',
      })
      const { services, close } = openServices(config, postgres.url)
      try {
        await services.jobs.start(allJobs(services), { work: false })
        return await compare(services, trials ?? 200, say)
      } finally {
        await close()
      }
    } finally {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function compare(services: Services, trials: number, say: (line: string) => void) {
  const app = createApp(services)
  const known = 'known@example.org'
  await addAccount(services, known)
  const statuses = new Map<string, number>()
  const post = async (path: string, form: Record<string, string>): Promise<number> => {
    await services.database.deleteFrom('throttle').execute()
    const begin = performance.now()
    const answer = await app.request(`http://localhost${path}`, {
      method: 'POST',
      headers: { host: 'localhost', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(form),
    })
    await answer.text()
    statuses.set(`${path} ${form['email'] === known ? 'known' : 'strange'}`, answer.status)
    return performance.now() - begin
  }
  const signIn = (email: string) => post('/sign-in', { email, password: 'not the right one' })
  const askForCode = (email: string) => post('/sign-in/new-password', { email })
  // A form that was shown a while ago, as a person sends it. Each is of a page of its own.
  const shownBefore = {
    ...services,
    clock: { now: () => new Date(systemClock.now().getTime() - 60_000) },
  }
  const register = (email: string) =>
    post('/register', { name: 'Jo Askham', email, shown: makeStamp(shownBefore) })
  // What would happen without the guard: nobody is looked for in vain.
  const unguarded = (email: string) => (email === known ? signIn(email) : askForCode(email))

  const gaps = {
    signIn: await gapOf(signIn, known, trials),
    newPassword: await gapOf(askForCode, known, trials),
    register: await gapOf(register, known, trials),
    control: await gapOf(unguarded, known, Math.min(trials, 40)),
    registerControl: await gapOf(
      // Registering as it would be if somebody known were told so, after the work of a sign-in.
      (email) => (email === known ? signIn(email) : register(email)),
      known,
      Math.min(trials, 40),
    ),
  }
  say(
    `sign-in ${gaps.signIn} ms, new password ${gaps.newPassword} ms, registering ${gaps.register} ms, controls ${gaps.control} and ${gaps.registerControl} ms`,
  )
  const begun = ['known', 'strange'].map((who) => statuses.get(`/register ${who}`))
  // Else something that is refused at once would have been compared.
  if (begun.some((status) => status !== 303))
    throw new Error(`/register answered ${begun.join(' and ')}`)
  const violations = (['signIn', 'newPassword', 'register'] as const)
    .filter((form) => Math.abs(gaps[form]) >= gapMs)
    .map((form) => `${form}: a known address takes ${gaps[form]} ms longer than an unknown one`)
  const control: 'failed as it must' | 'did not fail' =
    Math.abs(gaps.control) >= gapMs && Math.abs(gaps.registerControl) >= gapMs
      ? 'failed as it must'
      : 'did not fail'
  return {
    trials,
    violations,
    control,
    figures: {
      signInGapMs: gaps.signIn,
      newPasswordGapMs: gaps.newPassword,
      registerGapMs: gaps.register,
      unguardedGapMs: gaps.control,
      unguardedRegisterGapMs: gaps.registerControl,
    },
  }
}

/** How much longer a known address takes: the median of the differences of pairs, whose order changes. */
async function gapOf(
  measure: (email: string) => Promise<number>,
  known: string,
  trials: number,
): Promise<number> {
  for (let warmUp = 0; warmUp < 5; warmUp += 1) await measure(`stranger-${warmUp}@example.org`)
  const differences: number[] = []
  for (let at = 0; at < trials; at += 1) {
    const stranger = `strange-${at}@example.org`
    const [first, second] = at % 2 === 0 ? [known, stranger] : [stranger, known]
    const firstMs = await measure(first)
    const secondMs = await measure(second)
    differences.push(at % 2 === 0 ? firstMs - secondMs : secondMs - firstMs)
  }
  const sorted = differences.toSorted((one, other) => one - other)
  return Math.round(sorted[Math.floor(sorted.length / 2)]! * 100) / 100
}

async function addAccount({ database, clock }: Services, email: string): Promise<void> {
  const { id } = await database
    .insertInto('person')
    .values({ name: 'Known', email, email_verified_at: clock.now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  const hash = await hashPassword('slate heather beck lantern')
  await database
    .insertInto('password')
    .values({ person_id: id, hash, changed_at: clock.now() })
    .execute()
}
