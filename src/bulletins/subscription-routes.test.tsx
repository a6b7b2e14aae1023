import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { bulletinPaths } from './bulletin-paths.ts'

const app = await testApp()
const { database, request, signIn, runJobs } = app
const officer = await signIn('officer')

const ask = (email: string, more: Record<string, string> = {}) =>
  request(bulletinPaths.subscribe, { form: { email, ...more } })

async function mailsTo(recipient: string) {
  await runJobs()
  return database
    .selectFrom('development_mail')
    .selectAll()
    .where('recipient', '=', recipient)
    .orderBy('id')
    .execute()
}

const pathIn = (text: string): string =>
  /http:\/\/localhost:3000(\/bulletins\/subscribe\/\S+)/.exec(text)![1]!

async function isListed(email: string): Promise<boolean> {
  const page = await request(`${bulletinPaths.subscribers}?q=${email}`, { as: officer })
  return (await page.text()).includes('1 subscriber found')
}

test('from the form to the list: only the button behind the mail puts somebody on it', async () => {
  assert.equal((await ask('Ana@Example.org', { name: 'Ana' })).status, 303)
  const [mail] = await mailsTo('ana@example.org')
  const path = pathIn(mail!.body_text)
  // A mail scanner opens every link.
  for (let opened = 0; opened < 3; opened += 1) assert.equal((await request(path)).status, 200)
  assert.equal(await isListed('ana@example.org'), false)
  assert.equal((await request(path, { form: {} })).status, 303)
  assert.equal(await isListed('ana@example.org'), true)
  assert.equal((await request(path)).status, 410, 'the link works once')
})

test('the answer is the same for an address that is known', async () => {
  const [known, unknown] = [await ask('ana@example.org'), await ask('nobody@example.org')]
  assert.deepEqual(
    [known.status, known.headers.get('location'), await known.text()],
    [unknown.status, unknown.headers.get('location'), await unknown.text()],
  )
})

test('a wrong address is shown again with what was typed', async () => {
  const answer = await ask('ana@', { name: 'Ana Lowther' })
  assert.equal(answer.status, 422)
  const html = await answer.text()
  assert.match(html, /Enter an e-mail address, like name@example\.org/)
  assert.match(html, /value="Ana Lowther"/)
  for (const bad of ['a@example.org\r\nBcc: b@example.org', 'a@example.org,b@example.org', ''])
    assert.equal((await ask(bad)).status, 422, JSON.stringify(bad))
})

test('a robot that fills in every field causes no mail and learns nothing', async () => {
  const answer = await ask('victim@example.org', { reference: 'https://spam.example' })
  assert.equal(answer.headers.get('location'), '/bulletins/subscribe/asked')
  assert.equal((await mailsTo('victim@example.org')).length, 0)
})

test('one network causes at most twenty mails in an hour', async () => {
  await database.deleteFrom('throttle').execute()
  const statuses: number[] = []
  for (let at = 0; at < 25; at += 1) statuses.push((await ask(`many-${at}@example.org`)).status)
  assert.deepEqual(
    [
      statuses.filter((status) => status === 303).length,
      statuses.filter((status) => status === 429).length,
    ],
    [20, 5],
  )
})

test('unsubscribing: opening the link does nothing, one POST does all, from anywhere', async () => {
  const { unsubscribe_token: token } = await database
    .selectFrom('subscriber')
    .select('unsubscribe_token')
    .where('email', '=', 'ana@example.org')
    .executeTakeFirstOrThrow()
  const path = bulletinPaths.unsubscribe(token)
  assert.equal((await request(path)).status, 200)
  assert.equal(await isListed('ana@example.org'), true)

  // As a mail program sends it: no cookie, no Origin, no Sec-Fetch-Site.
  const post = (to: string, body: Record<string, string>) =>
    app.app.request(`http://localhost:3000${to}`, {
      method: 'POST',
      headers: { host: 'localhost:3000' },
      body: new URLSearchParams(body),
    })
  const oneClick = await post(path, { 'List-Unsubscribe': 'One-Click' })
  assert.equal(oneClick.status, 200)
  assert.equal(await isListed('ana@example.org'), false)
  assert.equal((await post(path, { 'List-Unsubscribe': 'One-Click' })).status, 200, 'again')
  const unknown = await post(bulletinPaths.unsubscribe('made-up'), {
    'List-Unsubscribe': 'One-Click',
  })
  assert.equal(unknown.status, 200, 'nobody learns which tokens exist')
  // The guard that this address is free of stands everywhere else.
  assert.equal((await post(bulletinPaths.subscribe, { email: 'x@example.org' })).status, 403)
})

test('a list is checked first, with every line it leaves out, and added by a second step', async () => {
  const form = {
    basis: 'corporate',
    provenance: 'Contacts of the schools’ safeguarding network',
    'collectedOn-day': '1',
    'collectedOn-month': '10',
    'collectedOn-year': '2020',
    text: 'email,name,sector\nlead@school.example,A Lead,Schools and colleges\nana@example.org,,\nparent@gmail.com,,\n',
  }
  const add = (change: Record<string, string>) =>
    request(bulletinPaths.addSubscribers, { as: officer, form: { ...form, ...change } })
  for (const [field, sentence] of [
    ['provenance', 'Say where the addresses come from'],
    ['text', 'Paste the list, or choose a CSV file'],
  ] as const) {
    const refused = await add({ [field]: '' })
    assert.equal(refused.status, 422)
    assert.ok((await refused.text()).includes(sentence))
  }
  const future = await add({ 'collectedOn-year': '2021' })
  assert.equal(future.status, 422)

  const checked = await add({})
  const path = checked.headers.get('location')!
  const page = await (await request(path, { as: officer })).text()
  assert.match(page, /1 address can be added/)
  assert.match(page, /2 lines are left out/)
  assert.match(page, /Only the person can subscribe again/)
  assert.match(page, /needs the person’s own consent/)
  assert.equal(await isListed('lead@school.example'), false)
  await request(path, { as: officer, form: {} })
  assert.equal(await isListed('lead@school.example'), true)
})

test('a file can be uploaded instead, in the code page that a spreadsheet wrote', async () => {
  const body = new FormData()
  for (const [name, value] of Object.entries({
    basis: 'consent',
    provenance: 'Sign-up sheet of the conference',
    'collectedOn-day': '1',
    'collectedOn-month': '10',
    'collectedOn-year': '2020',
    text: '',
  }))
    body.append(name, value)
  const latin1 = Buffer.from('email;name\nzoe@example.org;Zoë Bell\n', 'latin1')
  body.append('file', new File([latin1], 'list.csv', { type: 'text/csv' }))
  const checked = await request(bulletinPaths.addSubscribers, { as: officer, body })
  assert.equal(checked.status, 303)
  const page = await (await request(checked.headers.get('location')!, { as: officer })).text()
  assert.match(page, /Zoë Bell/)
})

test('the export is a file, noted in the audit log', async () => {
  const answer = await request(bulletinPaths.subscribersCsv, { as: officer })
  assert.match(
    answer.headers.get('content-disposition')!,
    /^attachment; filename="subscribers-2020-10-20\.csv"/,
  )
  assert.match(
    await answer.text(),
    /lead@school\.example,A Lead,,Schools and colleges,2020-10-20,corporate/,
  )
  const noted = await database
    .selectFrom('audit_entry')
    .select('person_id')
    .where('action', '=', 'subscribers.exported')
    .execute()
  assert.deepEqual(noted, [{ person_id: officer.personId }])
})
