import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { addTestSubscribers, publishBulletin } from '../../test/bulletins.ts'
import { atEnd } from '../../test/database.ts'
import { smtpSink } from '../../test/smtp.ts'
import { countDeliveries, countRecipients, findMailing } from './mailing-queries.ts'
import { sendMailing } from './mailing-worker.ts'
import { mailingsToResume } from './delivery-queries.ts'
import { continueMailing, resendToMissed, startMailing, stopMailing } from './mailings.ts'
import { unsubscribe } from './subscriptions.ts'

const sink = await smtpSink()
const app = await testApp('2020-10-20T09:00:00Z', { SMTP_URL: sink.url })
const { database, services, clock } = app
atEnd(() => {
  services.mail.close()
  return sink.stop()
})
const officer = await app.signIn('officer')
const author = await app.signIn('communications')

/** A bulletin of its own, sent to the subscribers there are. */
async function begin(whenUnsure: 'resend' | 'hold' = 'resend'): Promise<string> {
  const bulletin = await publishBulletin(app, author, officer)
  const recipients = await countRecipients(database)
  const begun = await startMailing(
    services,
    bulletin.id,
    { version: 1, recipients, whenUnsure },
    officer.personId,
  )
  assert.ok(begun.ok, 'the mailing begins')
  sink.received.length = 0
  return begun.id
}

/** Works until nothing is due, as the worker does. */
async function work(mailingId: string): Promise<void> {
  for (;;) if (!(await sendMailing(services, mailingId, { sliceMs: 10_000 })).moreIsDue) return
}

const counts = async (mailingId: string) => countDeliveries(database, mailingId)

const isDueAgain = async (mailingId: string, quietMs: number): Promise<boolean> =>
  (await mailingsToResume(database, clock.now(), quietMs)).includes(mailingId)

function copiesByAddress(): Map<string, string[]> {
  const copies = new Map<string, string[]>()
  for (const { to, messageId } of sink.received)
    copies.set(to, [...(copies.get(to) ?? []), messageId])
  return copies
}

const emails = await addTestSubscribers(app, officer, 100)

test('a bulletin reaches a list of 100, once each', async () => {
  const id = await begin()
  await work(id)
  assert.deepEqual(sink.received.map(({ to }) => to).toSorted(), emails.toSorted())
  assert.equal(new Set(sink.received.map(({ messageId }) => messageId)).size, 100)
  assert.equal((await counts(id)).sent, 100)
  assert.equal((await findMailing(database, id))?.state, 'finished')
  const mail = sink.received[0]!.raw.replace(/\r\n[ \t]+/g, ' ')
  assert.match(
    mail,
    /^List-Unsubscribe: <http:\/\/localhost:3000\/bulletins\/unsubscribe\/[\w-]{32}>/m,
  )
  assert.match(mail, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
  assert.match(mail, /^Reply-To: bulletin@example\.org/m)
  assert.match(mail, /^Subject: October 2020 bulletin/m)
})

test('a second press of "send" sends nothing', async () => {
  const bulletin = await publishBulletin(app, author, officer)
  const expected = { version: 1, recipients: 100, whenUnsure: 'resend' as const }
  const presses = await Promise.all(
    [1, 2, 3].map(() => startMailing(services, bulletin.id, expected, officer.personId)),
  )
  assert.equal(presses.filter(({ ok }) => ok).length, 1)
  assert.deepEqual(
    presses.filter(({ ok }) => !ok).map((press) => !press.ok && press.reason),
    ['already-sent', 'already-sent'],
  )
})

test('nothing is sent when the number of people is not the one that was confirmed', async () => {
  const bulletin = await publishBulletin(app, author, officer)
  const press = (recipients: number) =>
    startMailing(
      services,
      bulletin.id,
      { version: 1, recipients, whenUnsure: 'resend' },
      officer.personId,
    )
  assert.deepEqual(await press(99), { ok: false, reason: 'other-count' })
  assert.ok((await press(100)).ok)
})

test('a soft refusal is tried again later, a hard one is not, and the list says who missed it', async () => {
  const id = await begin()
  sink.behave((to, tries) => {
    if (to === emails[3]) return { recipient: 550 }
    if (to === emails[4]) return { data: 554 }
    if (to === emails[5]) return tries === 1 ? { recipient: 451 } : 'accept'
    return 'accept'
  })
  sink.forgetTries()
  await work(id)
  assert.deepEqual(picked(await counts(id)), { sent: 97, failed: 2, queued: 1 })
  await work(id)
  assert.equal((await counts(id)).queued, 1, 'not before its time')
  clock.advance(61_000)
  assert.ok(await isDueAgain(id, 30_000))
  await work(id)
  assert.deepEqual(picked(await counts(id)), { sent: 98, failed: 2, queued: 0 })
  assert.equal((await findMailing(database, id))?.state, 'finished')

  sink.behave(() => 'accept')
  sink.received.length = 0
  assert.equal(await resendToMissed(services, id, officer.personId), 2)
  await work(id)
  assert.deepEqual(sink.received.map(({ to }) => to).toSorted(), emails.slice(3, 5).toSorted())
  assert.equal((await counts(id)).sent, 100)
})

test('a line that breaks loses nobody; a second copy carries the same Message-ID', async () => {
  const id = await begin()
  sink.forgetTries()
  sink.behave((to, tries) => {
    if (tries > 1) return 'accept'
    if (to === emails[10]) return 'break-before-data'
    return to === emails[20] ? 'break-after-data' : 'accept'
  })
  await work(id)
  assert.equal((await counts(id)).sent, 100)
  const copies = copiesByAddress()
  assert.equal(copies.size, 100)
  assert.deepEqual(
    [...copies]
      .filter(([, ids]) => ids.length > 1)
      .map(([to, ids]) => [to, ids.length, new Set(ids).size]),
    [[emails[20], 2, 1]],
  )
  assert.ok((await counts(id)).timesUnsure >= 1, 'and the ledger says so')
})

test('where the sender chose so, a mail that may have arrived is held for a person', async () => {
  const id = await begin('hold')
  sink.forgetTries()
  sink.behave((to, tries) => (to === emails[20] && tries === 1 ? 'break-after-data' : 'accept'))
  await work(id)
  assert.deepEqual(picked(await counts(id)), { sent: 99, failed: 0, queued: 0 })
  assert.equal((await counts(id)).ambiguous, 1)
  assert.equal(copiesByAddress().get(emails[20]!)?.length, 1)
})

test('stopped means stopped: nothing more is claimed until a person goes on', async () => {
  const id = await begin()
  sink.behave(() => 'accept')
  const working = work(id)
  while (sink.received.length < 10) await new Promise((resolve) => setTimeout(resolve, 1))
  await stopMailing(services, id, officer.personId)
  const atStop = sink.received.length
  await working
  assert.ok(sink.received.length <= atStop + 1, 'only the one on its way')
  assert.ok(sink.received.length < 100)
  await work(id)
  assert.ok(sink.received.length <= atStop + 1)
  await continueMailing(services, id, officer.personId)
  await work(id)
  assert.equal(copiesByAddress().size, 100)
  assert.equal(sink.received.length, 100)
})

test('whoever unsubscribes after the start and before their turn gets nothing', async () => {
  const id = await begin()
  const { unsubscribe_token: token } = await database
    .selectFrom('subscriber')
    .select('unsubscribe_token')
    .where('email', '=', emails[50]!)
    .executeTakeFirstOrThrow()
  await unsubscribe(database, token, clock.now())
  await work(id)
  assert.equal(copiesByAddress().has(emails[50]!), false)
  assert.equal((await counts(id)).skipped, 1)
  assert.equal((await counts(id)).sent, 99)
})

test('two workers at once share the list', async () => {
  const id = await begin()
  await Promise.all([work(id), work(id), work(id)])
  assert.equal(sink.received.length, 99)
  assert.equal(copiesByAddress().size, 99)
})

test('what a dead worker left between sending and knowing goes out again under its Message-ID', async () => {
  const id = await begin()
  // A worker that claimed a row and is no more: its number holds no lock.
  const left = await database
    .updateTable('mailing_delivery')
    .set({ state: 'sending', claimed_by: 2_000_000_000 })
    .where('mailing_id', '=', id)
    .where('subscriber_id', 'in', (is) =>
      is.selectFrom('subscriber').select('id').where('email', '=', emails[7]!),
    )
    .returning('message_id')
    .executeTakeFirstOrThrow()
  assert.ok(await isDueAgain(id, 0))
  await work(id)
  assert.deepEqual(copiesByAddress().get(emails[7]!), [left.message_id])
  assert.equal((await counts(id)).timesUnsure, 1)
  assert.equal((await counts(id)).sent, 99)
})

test('while the mail server is down nothing is lost, and it goes on by itself', async () => {
  const id = await begin()
  const down = { ...services, mail: await closedServer() }
  const sent = await sendMailing(down, id, { sliceMs: 10_000 })
  assert.equal(sent.moreIsDue, false)
  const waiting = (await findMailing(database, id))!
  assert.match(waiting.problem!, /ECONNREFUSED/)
  assert.ok(waiting.retry_at! > clock.now())
  assert.equal((await counts(id)).queued, 99)
  assert.equal(await isDueAgain(id, 0), false, 'not before its time')
  clock.advance(60_000)
  assert.ok(await isDueAgain(id, 0))
  await work(id)
  assert.equal((await counts(id)).sent, 99)
  assert.equal((await findMailing(database, id))?.problem, null)
})

test('a mailing that was silent for more than an hour waits for a person, as a restored backup would', async () => {
  const id = await begin()
  clock.advance(3_600_001)
  await work(id)
  assert.equal(sink.received.length, 0)
  assert.equal((await findMailing(database, id))?.stopped_because, 'late')
  await continueMailing(services, id, officer.personId)
  await work(id)
  assert.equal(sink.received.length, 99)
})

test('a server that refuses everybody stops the mailing before the whole list has failed', async () => {
  const id = await begin()
  sink.behave(() => ({ recipient: 554 }))
  await work(id)
  assert.equal((await findMailing(database, id))?.stopped_because, 'refusals')
  assert.equal((await counts(id)).failed, 20)
  sink.behave(() => 'accept')
})

function picked({ sent, failed, queued }: Awaited<ReturnType<typeof counts>>) {
  return { sent, failed, queued }
}

async function closedServer(): Promise<typeof services.mail> {
  const { openMail } = await import('../platform/mail.ts')
  const other = await smtpSink()
  await other.stop()
  return openMail({ ...services.config, smtpUrl: other.url }, database)
}
