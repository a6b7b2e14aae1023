import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unzipSync, strFromU8 } from 'fflate'
import { sql } from 'kysely'
import { personalData, personalRecords } from '../src/app.ts'
import { findUnreadRecords, keyOf } from '../src/people/privacy/personal-data.ts'
import { testApp } from './app.ts'
import { testDatabase } from './database.ts'
import { account, frontDoor } from './people.ts'
import { findEverywhere, plantRows } from './planted-rows.ts'

test('every record about a person is shown to them', () => {
  assert.deepEqual(findUnreadRecords(personalData), [])
  const passwords = 'password.person_id'
  const [people, ...others] = personalData.slices
  const { [passwords]: _taken, ...columns } = people!.columns ?? {}
  assert.deepEqual(
    findUnreadRecords({ ...personalData, slices: [{ ...people!, columns }, ...others] }),
    [passwords],
    'the test fails where one is not',
  )
})

/** Columns that hold an address, and what becomes of it when the person with that address is erased. */
const addresses: Record<string, 'erased' | { kept: string }> = {
  'affiliation.line_manager_email': 'erased',
  'bulletin_sender.contact_email': { kept: 'the partnership’s own' },
  'coalition_member.contact_email': 'erased',
  'development_mail.recipient': 'erased',
  'linked_account.email': 'erased',
  'password_request.email': 'erased',
  'pending_account.email': 'erased',
  'person_import_line.email': 'erased',
  'person_import_line.line_manager_email': 'erased',
  'registration.email': 'erased',
  'registration.line_manager_email': 'erased',
  'person.email': 'erased',
  'privacy_request.email': 'erased',
  'subscriber.email': 'erased',
  'subscription_request.email': 'erased',
}

test('every column that holds an address says what an erasure makes of it', async () => {
  const database = await testDatabase()
  const { rows } = await sql<{ column: string }>`
    select relname || '.' || attname as "column"
    from pg_attribute join pg_class on pg_class.oid = attrelid join pg_type on pg_type.oid = atttypid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and typname = 'text' and attname ~ '(^|_)(email|recipient)$' order by 1`.execute(database)
  assert.deepEqual(
    rows.map(({ column }) => column),
    Object.keys(addresses).toSorted(),
  )
})

test('a person’s copy holds a row of every table about them, and nothing of anybody else', async (t) => {
  const app = await testApp()
  const { database } = app
  const subject = await account(app, { email: 'planted@example.org' })
  const other = await account(app, { email: 'second.person@example.org' })
  const door = frontDoor(app)
  await door.post('/sign-in', { email: subject.email, password: subject.password })
  await sql`update person set name = 'SECOND-person-name' where id = ${other.personId}`.execute(
    database,
  )
  const [one, two] = ['11111111', '22222222'].map((head) => `${head}-1111-4111-8111-111111111111`)
  const addressesOf = (email: string) =>
    Object.fromEntries(Object.keys(addresses).map((column) => [column, email]))
  // The account's own rows would stand in the way of the planted ones.
  const { rows: session } = await sql`select * from session`.execute(database)
  const { rows: password } = await sql<{ hash: string }>`
    delete from password where person_id = ${subject.personId} returning hash`.execute(database)
  await sql`delete from password`.execute(database)
  assert.equal(session.length, 1)
  const tables = await plantRows(database, {
    personId: subject.personId,
    uuid: one!,
    number: 1,
    words: 'FIRST',
    values: {
      ...addressesOf(subject.email),
      'affiliation.line_manager_email': other.email,
      'affiliation.line_manager_name': 'SECOND-manager',
      'password.hash': password[0]!.hash,
      'person_role.role': 'practitioner',
      'privacy_request.kind': 'access',
      'privacy_request.state': 'closed',
    },
  })
  await plantRows(database, {
    personId: other.personId,
    uuid: two!,
    number: 2,
    words: 'SECOND',
    values: {
      'partnership.name': 'Fell Partnership',
      ...addressesOf(other.email),
      'privacy_request.kind': 'access',
    },
  })
  await sql`
    insert into person (name, email, merged_into_id) values ('Merged', 'merged@example.org', ${subject.personId})`.execute(
    database,
  )
  // The planted second factor would ask for a code.
  await sql`update session set second_factor_at = ${app.clock.now()}`.execute(database)

  const answer = await door.post('/account/data/download', { proof: subject.password })
  assert.equal(answer.status, 200, await answer.clone().text())
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  const json = strFromU8(files['data.json']!)
  const copy = JSON.parse(json) as {
    sections: { key: string; title: string; rows: Record<string, unknown>[] }[]
  }

  await t.test('a row of every table that is about them', () => {
    const covered = new Map(
      personalData.slices.flatMap(({ sections }) =>
        sections.flatMap(({ key, covers }) => covers.map((column) => [column, key] as const)),
      ),
    )
    const rowsOf = (key: string) => copy.sections.find((section) => section.key === key)?.rows ?? []
    const traces = rowsOf('traces').map(({ what }) => what)
    const missing = personalRecords.filter(({ table, column, kind, title }) => {
      const key = covered.get(`${table}.${column}`)
      if (key) return rowsOf(key).length === 0
      return kind === 'own'
        ? rowsOf(keyOf({ table, column })).length === 0
        : !traces.includes(title)
    })
    assert.deepEqual(
      missing.map(({ table, column }) => `${table}.${column}`),
      [],
    )
    assert.ok(tables.length > 50)
    for (const key of ['progress', 'knowledge-checks', 'certificates', 'subscriptions'])
      assert.equal(rowsOf(key).length > 0, true, key)
  })
  await t.test('nothing of a second person, who is in every table too', () => {
    assert.ok(!/SECOND|second\.person/.test(json))
    assert.ok(json.includes('FIRST'), 'as a planted row of their own is')
  })
  await t.test('no hash, key or code', () => {
    for (const secret of ['hash', 'secret', 'public_key', 'token', 'credential'])
      assert.ok(!new RegExp(`FIRST-\\w+-\\w*${secret}`).test(json), secret)
    assert.ok(!json.includes(password[0]!.hash))
    assert.ok(!/"type":\s*"Buffer"/.test(json))
  })
  await t.test('the page to read says the same', () => {
    const html = strFromU8(files['data.html']!)
    assert.ok(!/SECOND|second\.person/.test(html))
    for (const { title } of copy.sections) assert.ok(html.includes(title), title)
  })
})

test('after an erasure no table holds the name or the address', async (t) => {
  const app = await testApp()
  const { database } = app
  const officer = await account(app, { roles: ['officer'], email: 'officer@example.org' })
  await app.signIn('officer')
  const [name, email] = ['Quenby Ravenglass-Planted', 'Quenby.Planted@Example.org']
  const person = await account(app, { email })
  await sql`update person set name = ${name} where id = ${person.personId}`.execute(database)
  const mail = email.toLowerCase()
  const uuid = '33333333-1111-4111-8111-111111111111'
  // The rows of a stranger, who names the person wherever another's name or address can stand.
  const stranger = await account(app, { email: 'stranger@example.org' })
  await sql`delete from password where person_id <> ${officer.personId}`.execute(database)
  const values: Record<string, string> = {}
  for (const [column, fate] of Object.entries(addresses))
    if (fate === 'erased' && column !== 'person.email') values[column] = mail
  Object.assign(values, {
    'affiliation.line_manager_name': name,
    'registration.line_manager_name': name,
    'registration.name': name,
    'person_import_line.name': name,
    'person_import_line.line_manager_name': name,
    'coalition_member.contact_name': name,
    'subscriber.name': name,
    'subscription_request.name': name,
    'privacy_request.name': name,
    'privacy_request.details': `I am ${name}`,
    'privacy_request.outcome': `Dear ${name}`,
    'privacy_request_note.note': `${name} called`,
    'mailing_delivery.answer': `550 ${mail} unknown`,
    'development_mail.body_text': `Hello ${name}`,
  })
  await plantRows(database, {
    personId: stranger.personId,
    uuid,
    number: 7,
    words: 'planted',
    values,
  })
  await sql`update subscriber set removed_at = null`.execute(database)
  await sql`update linked_account set person_id = ${person.personId}`.execute(database)
  await app.services.jobs.enqueue(database, 'people.send-notice', {
    kind: 'email-changed',
    personId: person.personId,
    to: mail,
  })

  const before = [
    ...(await findEverywhere(database, name)),
    ...(await findEverywhere(database, email)),
    ...(await findEverywhere(database, 'quenby')),
  ]
  await t.test('which does hold them before', () => {
    for (const column of [
      ...Object.keys(values),
      'person.name',
      'person.email',
      'person_name_word.word',
    ])
      assert.ok(before.includes(column), column)
    assert.ok(before.some((column) => column.startsWith('pgboss.')))
  })

  const door = frontDoor(app)
  await door.post('/sign-in', { email: officer.email, password: officer.password })
  await sql`update session set second_factor_at = ${app.clock.now()}`.execute(database)
  const page = await door.get(`/manage/people/${person.personId}/erasure`)
  assert.equal(page.status, 200)
  assert.match(await page.text(), /Nobody can undo this/)
  const erased = await door.post(`/manage/people/${person.personId}/erasure`, {
    proof: officer.password,
    outcome: '',
  })
  assert.equal(erased.status, 303, await erased.clone().text())

  await t.test(
    'the scan finds neither, but for the last mail where no mail server is set',
    async () => {
      await sql`delete from development_mail where subject = 'Your data has been erased'`.execute(
        database,
      )
      assert.deepEqual(await findEverywhere(database, name), [])
      assert.deepEqual(await findEverywhere(database, 'quenby'), [])
      assert.deepEqual(await findEverywhere(database, email), [])
    },
  )
  await t.test('the rows of the stranger are still there', async () => {
    const left = await findEverywhere(database, 'planted-')
    assert.ok(left.length > 100, `${left.length} columns`)
  })
})
