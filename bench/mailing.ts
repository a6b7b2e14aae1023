import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import {
  addSubscribers,
  bulletinKind,
  checkAddition,
  newItem,
  startMailing,
  updateSender,
} from '../src/bulletins/bulletins.ts'
import { readConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrations.ts'
import { projectFolder } from '../src/platform/project.ts'
import { openServices } from '../src/platform/services.ts'
import type { Services } from '../src/platform/web.ts'
import { createDraft, publish, submitForReview } from '../src/publishing/publishing.ts'
import { documentFromText } from '../src/publishing/rich-text-as-text.ts'
import { smtpSink, type SmtpSink } from '../test/smtp.ts'

const recipients = 1000
const usualKills = 30

type Say = (line: string) => void

/**
 * A bulletin to 1,000 people through a real mail server, its worker killed with SIGKILL again and again at random
 * moments. Nobody may be left out, no row of the ledger may be there twice or say something else than the mail
 * server, every second copy must carry the Message-ID of the first, and there may be at most one for each kill.
 * The control is a sender that moves its checkpoint before it sends, as many do: it must lose people.
 */
export const mailingDrill = {
  help: 'kills the sender of a bulletin at random moments: nobody is lost, no row is doubled',
  run: async (say: Say, asked: number | null) => {
    const kills = asked ?? usualKills
    const home = mkdtempSync(join(tmpdir(), 'cairn-drill-'))
    // As root PostgreSQL runs as another user, who has to reach it.
    chmodSync(home, 0o711)
    const postgres = await startEmbeddedPostgres(join(home, 'postgres'))
    try {
      const sink = await smtpSink()
      await migrate(postgres.url)
      const config = readConfig({
        CAIRN_DATA: home,
        DATABASE_URL: postgres.url,
        SMTP_URL: sink.url,
        LOG_LEVEL: 'silent',
      })
      const { services, close } = openServices(config, postgres.url)
      const drill: Drill = { services, sink, url: postgres.url, say }
      try {
        const people = await prepare(services)
        const guarded = await run(drill, people, 'product', kills)
        const naive = await run(drill, people, 'checkpoint-first', Math.min(kills, 15))
        say(`The control lost ${naive.lost} people.`)
        return {
          trials: kills,
          violations: guarded.violations,
          control: naive.lost > 0 ? ('failed as it must' as const) : ('did not fail' as const),
          figures: {
            recipients,
            kills: guarded.kills,
            lost: guarded.lost,
            ledgerDuplicates: guarded.ledgerDuplicates,
            extraCopies: guarded.extraCopies,
            countedAsUnsure: guarded.countedAsUnsure,
            lostByControl: naive.lost,
          },
        }
      } finally {
        await close()
        await sink.stop()
      }
    } finally {
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    }
  },
}

type Drill = { services: Services; sink: SmtpSink; url: string; say: Say }
type People = { authorId: string; reviewerId: string }

async function prepare({ database, clock }: Services): Promise<People> {
  const person = async (name: string): Promise<string> => {
    const row = { name, email: `${name}@example.org`, email_verified_at: null, left_at: null }
    const { id } = await database
      .insertInto('person')
      .values(row)
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  const people = { authorId: await person('author'), reviewerId: await person('reviewer') }
  const text = Array.from({ length: recipients }, (_, at) => `drill-${at}@example.org`).join('\n')
  const list = {
    text,
    basis: 'corporate' as const,
    provenance: 'Made for this drill',
    collectedOn: '2020-10-01',
  }
  const addition = await checkAddition(database, list, people.authorId, clock.now())
  await addSubscribers(database, addition, people.authorId, clock.now())
  await updateSender(database, {
    postalAddress: 'Nowhere',
    contactEmail: 'bulletin@example.org',
  })
  return people
}

async function begin(services: Services, { authorId, reviewerId }: People): Promise<string> {
  const { database, clock, jobs } = services
  const author = { by: authorId, now: clock.now() }
  const content = {
    month: '2020-10',
    introduction: documentFromText('Words. '.repeat(300)),
    items: [newItem({ kind: 'news', title: 'News', text: documentFromText('Words.') })],
    senderNote: documentFromText(''),
  }
  const draft = { title: 'Drill', summary: '', content }
  const { id } = await createDraft(database, bulletinKind, draft, author)
  await submitForReview(database, bulletinKind, id, author)
  await publish(database, jobs, bulletinKind, id, {}, { by: reviewerId, now: clock.now() })
  // The drill starts the workers itself.
  const quiet = { ...services, jobs: { ...jobs, enqueue: async () => {} } }
  const expected = { version: 1, recipients, whenUnsure: 'resend' as const }
  const begun = await startMailing(quiet, id, expected, reviewerId)
  if (!begun.ok) throw new Error(`the drill's mailing did not begin: ${begun.reason}`)
  return begun.id
}

type Outcome = {
  violations: string[]
  kills: number
  lost: number
  ledgerDuplicates: number
  extraCopies: number
  countedAsUnsure: number
}

/** One mailing from its first worker to its end, with kills on the way. */
async function run(
  drill: Drill,
  people: People,
  way: 'product' | 'checkpoint-first',
  kills: number,
): Promise<Outcome> {
  const { services, sink, say } = drill
  sink.received.length = 0
  const mailing = await begin(services, people)
  let done = 0
  for (; done < kills; done += 1) {
    const before = sink.received.length
    const worker = startWorker(drill, mailing, way)
    // Some are killed before their first mail, most between two or in the middle of one.
    const first = async () => {
      while (sink.received.length === before && worker.isRunning()) await sleep(1)
    }
    await Promise.race([first(), sleep(10_000)])
    await sleep(Math.random() * 200)
    if (!worker.isRunning()) break
    worker.kill()
    await worker.ended
    if (done % 10 === 9) say(`${done + 1} kills, ${sink.received.length} mails …`)
  }
  const last = startWorker(drill, mailing, way)
  const code = await last.ended
  const outcome = await judge(drill, mailing, done)
  if (code !== 0) outcome.violations.push(`the last worker ended with ${code}`)
  return outcome
}

async function judge({ services, sink }: Drill, mailing: string, kills: number): Promise<Outcome> {
  const copies = new Map<string, string[]>()
  for (const { to, messageId } of sink.received)
    copies.set(to, [...(copies.get(to) ?? []), messageId])
  const ledger = await readLedger(services.database, mailing)
  const violations: string[] = []
  const lost = recipients - copies.size
  if (lost > 0) violations.push(`${lost} people got nothing`)
  const ledgerDuplicates = ledger.rows - ledger.people
  if (ledgerDuplicates > 0) violations.push(`${ledgerDuplicates} rows are there twice`)
  if (ledger.sent !== copies.size)
    violations.push(`the ledger says ${ledger.sent} sent, the mail server took ${copies.size}`)
  const several = [...copies.values()].filter((ids) => ids.length > 1)
  const extraCopies = several.reduce((sum, ids) => sum + ids.length - 1, 0)
  if (extraCopies > kills) violations.push(`${extraCopies} second copies for ${kills} kills`)
  if (several.some((ids) => new Set(ids).size > 1))
    violations.push('a second copy has a Message-ID of its own')
  if (extraCopies > ledger.unsure)
    violations.push(`${extraCopies} second copies, of which the ledger counted ${ledger.unsure}`)
  return { violations, kills, lost, ledgerDuplicates, extraCopies, countedAsUnsure: ledger.unsure }
}

async function readLedger(
  database: Database,
  mailing: string,
): Promise<{ rows: number; people: number; sent: number; unsure: number }> {
  const { rows } = await sql<{ rows: number; people: number; sent: number; unsure: number }>`
    select count(*) as rows, count(distinct subscriber_id) as people,
      count(*) filter (where state = 'sent') as sent, coalesce(sum(times_unsure), 0)::int as unsure
    from mailing_delivery where mailing_id = ${mailing}`.execute(database)
  return rows[0]!
}

/** A process of its own that sends the mailing to its end. */
function startWorker({ url, sink }: Drill, mailing: string, way: string) {
  const child = spawn(
    process.execPath,
    [join(projectFolder, 'dist/bench/mailing-worker.js'), url, sink.url, mailing, way],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const ended = new Promise<number>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 137 : 1))),
  )
  return {
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: () => child.kill('SIGKILL'),
  }
}
