import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../src/platform/database.ts'
import type { PartResult, PeopleSite } from './people.ts'
import { everyPassword } from './people-register.ts'
import { atOnce, percentile, rounded, visitorOf } from './people-visitor.ts'

const registrations = 600
// The form waits two seconds for everybody: fewer at once would measure that wait, not the product.
const width = 200

/** Whole registrations, a step a page as a browser goes them, many at once; the code is read from the kept mail. */
export async function measureRegistrations(site: PeopleSite): Promise<PartResult> {
  const { database, register, say } = site
  const problems: string[] = []
  const eachMs: number[] = []
  const newcomers = Array.from({ length: registrations }, (_, at) => ({
    name: `New Comer ${at}`,
    email: `new.comer.${at}@newcomers.example`,
    organisationId: register.organisations[at]!.id,
  }))
  const mailbox = openMailbox(database)
  let done = 0
  const ms = await atOnce(newcomers, width, async (newcomer) => {
    const begin = performance.now()
    const problem = await registerOne(site, newcomer, mailbox)
    eachMs.push(performance.now() - begin)
    if (problem) problems.push(`${newcomer.email}: ${problem}`)
    done += 1
    if (done % 100 === 0) say(`${done} registrations …`)
  })
  await mailbox.close()
  const { rows } = await sql<{ people: number; affiliations: number }>`
    select count(distinct person.id) as people, count(affiliation.id) as affiliations
    from person left join affiliation on person_id = person.id
    where email like '%@newcomers.example' and email_verified_at is not null`.execute(database)
  const { people, affiliations } = rows[0]!
  if (people !== registrations || affiliations !== registrations)
    problems.push(`${people} people with ${affiliations} employers of ${registrations}`)
  const rawMs = await registerByRawSql(database, newcomers)
  const perSecond = (taken: number): number => rounded((registrations * 1000) / taken)
  return {
    ratio: rounded(rawMs / ms),
    problems: problems.slice(0, 20),
    figures: {
      registrationsPerSecond: perSecond(ms),
      registrationP50Ms: percentile(eachMs, 0.5),
      registrationP95Ms: percentile(eachMs, 0.95),
      registrationRawSqlPerSecond: perSecond(rawMs),
    },
  }
}

type Newcomer = { name: string; email: string; organisationId: string }

/** What went wrong, or null. */
async function registerOne(
  site: PeopleSite,
  newcomer: Newcomer,
  mailbox: Mailbox,
): Promise<string | null> {
  const browser = visitorOf(site.address)
  const page = await browser.get('/register')
  const shown = /name="shown" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  // The form is not taken from robots, who are faster.
  await sleep(2100)
  const { name, email, organisationId } = newcomer
  const begun = await browser.post('/register', { name, email, shown, reference: '', next: '' })
  if (begun.location !== '/register/code') return `begin: ${begun.status}`
  const code = await mailbox.codeOf(email)
  if (!code) return 'no code came'
  const steps: [string, Record<string, string>, string][] = [
    ['/register/code', { code }, '/register/organisation'],
    ['/register/organisation', { organisationId }, '/register/work'],
    [
      '/register/work',
      { jobTitle: 'Youth worker', jobRoleCode: 'youth-worker', manager: 'none' },
      '/register/signing-in',
    ],
    ['/register/signing-in', { password: everyPassword }, '/register/check'],
  ]
  for (const [path, form, next] of steps) {
    const { status, location } = await browser.post(path, form)
    if (location !== next) return `${path}: ${status} ${location}`
  }
  const done = await browser.post('/register/check', { confirm: 'yes' })
  return done.status === 303 ? null : `/register/check: ${done.status}`
}

type Mailbox = { codeOf: (email: string) => Promise<string | null>; close: () => Promise<void> }

/** Reads the codes from the kept mail as it comes. One for all: two hundred who look by themselves would be the load. */
function openMailbox(database: Database): Mailbox {
  const codes = new Map<string, string>()
  let isOpen = true
  let last = 0
  const reading = (async () => {
    for (; isOpen; await sleep(50)) {
      const mails = await database
        .selectFrom('development_mail')
        .select(['id', 'recipient', 'subject'])
        .where('id', '>', last)
        .orderBy('id')
        .execute()
      for (const { id, recipient, subject } of mails) {
        last = id
        const code = /^(\d{6})/.exec(subject)?.[1]
        if (code) codes.set(recipient, code)
      }
    }
  })()
  return {
    codeOf: async (email) => {
      for (let waits = 0; waits < 2400 && !codes.has(email); waits += 1) await sleep(50)
      return codes.get(email) ?? null
    },
    close: async () => {
      isOpen = false
      await reading
    },
  }
}

/** The rows that a registration leaves, and nothing else. */
async function registerByRawSql(database: Database, newcomers: Newcomer[]): Promise<number> {
  return atOnce(newcomers, 6, async ({ name, email, organisationId }) => {
    await database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ id: string }>`
        insert into person (name, email, email_verified_at, details_confirmed_at)
        values (${name}, ${`raw.${email}`}, now(), now()) returning id`.execute(transaction)
      const { id } = rows[0]!
      await sql`insert into affiliation (person_id, organisation_id, valid_from) values (${id}, ${organisationId}, current_date)`.execute(
        transaction,
      )
      await sql`insert into person_role (person_id, role) values (${id}, 'practitioner')`.execute(
        transaction,
      )
      await sql`insert into password (person_id, hash) values (${id}, 'none')`.execute(transaction)
    })
  })
}
