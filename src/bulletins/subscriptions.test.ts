import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { addSubscribers, checkAddition, findAddition } from './additions.ts'
import { suppress } from './subscriber-queries.ts'
import { countSubscribers, searchSubscribers } from './subscriber-list-queries.ts'
import {
  confirmSubscription,
  forgetWhatIsOver,
  removeSubscriber,
  requestSubscription,
  unsubscribe,
} from './subscriptions.ts'

const app = await testApp()
const { database, services, clock, runJobs } = app
const officer = await app.signIn('officer')
const dayMs = 24 * 3600_000

const details = (email: string) => ({
  email,
  name: 'Ana',
  jobRole: 'School nurse',
  agencySectorCode: 'health',
})
const ask = (email: string) =>
  requestSubscription(database, services.jobs, details(email), clock.now())

async function mailsTo(email: string) {
  await runJobs()
  return database
    .selectFrom('development_mail')
    .selectAll()
    .where('recipient', '=', email)
    .orderBy('id')
    .execute()
}

const tokenIn = (text: string): string => /\/bulletins\/subscribe\/([\w-]+)/.exec(text)![1]!

async function listed(email: string): Promise<boolean> {
  return (await searchSubscribers(database, { words: email, page: 1 })).total === 1
}

test('somebody who asks is on the list only after the button behind the mail was pressed, with proof', async () => {
  await ask('ana@example.org')
  const [mail] = await mailsTo('ana@example.org')
  assert.equal(await listed('ana@example.org'), false)
  assert.deepEqual(await confirmSubscription(database, 'made-up', clock.now()), {
    ok: false,
    reason: 'not-found',
  })
  const token = tokenIn(mail!.body_text)
  assert.ok((await confirmSubscription(database, token, clock.now())).ok)
  assert.equal(await listed('ana@example.org'), true)
  const proof = await database
    .selectFrom('consent_record')
    .select(['basis', 'source', 'wording', 'subscriber_type', 'at'])
    .executeTakeFirstOrThrow()
  assert.match(proof.wording, /unsubscribe at any time/)
  assert.deepEqual(
    { ...proof, wording: '' },
    {
      basis: 'consent',
      source: 'form',
      wording: '',
      subscriber_type: 'individual',
      at: clock.now(),
    },
  )
  assert.equal((await confirmSubscription(database, token, clock.now())).ok, false, 'works once')
})

test('the token stands in the mail only, and no longer after seven days', async () => {
  await ask('late@example.org')
  const [mail] = await mailsTo('late@example.org')
  const token = tokenIn(mail!.body_text)
  const tables = await database.selectFrom('subscription_request').selectAll().execute()
  assert.equal(JSON.stringify(tables).includes(token), false)
  clock.advance(7 * dayMs)
  assert.equal((await confirmSubscription(database, token, clock.now())).ok, false)
  assert.equal((await forgetWhatIsOver(database, clock.now())).requests, 1)
})

test('a hundred requests for one address make one mail a day, and three at most', async () => {
  const flood = () => Promise.all(Array.from({ length: 100 }, () => ask('target@example.org')))
  await flood()
  assert.equal((await mailsTo('target@example.org')).length, 1)
  for (const expected of [2, 3, 3]) {
    clock.advance(dayMs)
    await flood()
    assert.equal((await mailsTo('target@example.org')).length, expected)
  }
})

test('an address that is on the list gets a mail that says so, within the same limits', async () => {
  await ask('ana@example.org')
  await ask('ana@example.org')
  const mails = await mailsTo('ana@example.org')
  assert.equal(mails.length, 2)
  assert.match(mails[1]!.subject, /already/)
})

async function unsubscribeToken(email: string): Promise<string> {
  const row = await database
    .selectFrom('subscriber')
    .select('unsubscribe_token')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return row.unsubscribe_token
}

test('who unsubscribed cannot be put back by others, only by themselves', async () => {
  const add = async (text: string) => {
    const list = {
      text,
      basis: 'consent' as const,
      provenance: 'Sign-up sheet',
      collectedOn: '2020-10-01',
    }
    const id = await checkAddition(database, list, officer.personId, clock.now())
    return { checked: (await findAddition(database, id))!, id }
  }
  await unsubscribe(database, await unsubscribeToken('ana@example.org'), clock.now())
  await unsubscribe(database, 'made-up', clock.now())
  assert.equal(await listed('ana@example.org'), false)

  const { checked, id } = await add('ana@example.org\nnew@example.org')
  assert.deepEqual(
    checked.refused.map(({ line, reason }) => [line, reason]),
    [[1, 'Unsubscribed or was removed. Only the person can subscribe again.']],
  )
  const press = () => addSubscribers(database, id, officer.personId, clock.now())
  assert.deepEqual(await press(), { added: 1 })
  assert.deepEqual(await press(), { added: 1 }, 'a second press adds nobody')
  assert.equal(await listed('new@example.org'), true)
  assert.deepEqual(
    (await findAddition(database, id))!.accepted,
    [],
    'the addresses are not kept twice',
  )

  clock.advance(dayMs)
  await ask('ana@example.org')
  const token = tokenIn((await mailsTo('ana@example.org')).at(-1)!.body_text)
  assert.ok((await confirmSubscription(database, token, clock.now())).ok)
  assert.equal(await listed('ana@example.org'), true)
})

test('who objects between the check and the adding is left out', async () => {
  const list = {
    text: 'fresh@example.org\nother@example.org',
    basis: 'consent' as const,
    provenance: 'Sheet',
    collectedOn: '2020-10-01',
  }
  const id = await checkAddition(database, list, officer.personId, clock.now())
  assert.equal((await findAddition(database, id))!.accepted.length, 2)
  await suppress(database, 'fresh@example.org', 'unsubscribed', clock.now())
  assert.deepEqual(await addSubscribers(database, id, officer.personId, clock.now()), { added: 1 })
  assert.equal(await listed('fresh@example.org'), false)
})

test('a removed person leaves no name and no address, but stays unwritten-to', async () => {
  const { rows } = await searchSubscribers(database, { words: 'other@example.org', page: 1 })
  await removeSubscriber(database, rows[0]!.id, officer.personId, clock.now())
  const row = await database
    .selectFrom('subscriber')
    .select(['email', 'name', 'job_role'])
    .where('id', '=', rows[0]!.id)
    .executeTakeFirstOrThrow()
  assert.deepEqual(row, { email: null, name: null, job_role: null })
  const list = {
    text: 'other@example.org',
    basis: 'consent' as const,
    provenance: 'Sheet',
    collectedOn: '2020-10-01',
  }
  const id = await checkAddition(database, list, officer.personId, clock.now())
  assert.equal((await findAddition(database, id))!.refused.length, 1)
})

test('thirty days after somebody unsubscribed their name and address are gone', async () => {
  await unsubscribe(database, await unsubscribeToken('ana@example.org'), clock.now())
  clock.advance(29 * dayMs)
  assert.equal((await forgetWhatIsOver(database, clock.now())).subscribers, 0)
  clock.advance(2 * dayMs)
  assert.equal((await forgetWhatIsOver(database, clock.now())).subscribers, 1)
  assert.equal((await countSubscribers(database, clock.now())).subscribed, 1, 'new@ stays')
  const kept = await database.selectFrom('subscriber').select('email').execute()
  assert.deepEqual(
    kept.flatMap(({ email }) => email ?? []),
    ['new@example.org'],
  )
})
