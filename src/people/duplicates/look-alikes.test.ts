import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp, type TestApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { register } from '../../../test/roster.ts'
import { lookForDuplicates } from './duplicates.ts'

// In a large register many names are alike by chance. An officer who is shown thousands of pairs looks at none.

type Given = [name: string, email: string]

async function place(app: TestApp, people = 0): Promise<string> {
  const id = await listOrganisation(app, { names: [['Beck School', '1990-01-01']] })
  await sql`
    with added as (
      insert into person (name, email)
      select translate(md5(number::text) || ' ' || md5((-number)::text), '0123456789', 'ghijklmnop'), 'p' || number || '@other.example'
      from generate_series(1, ${people}::int) as number returning id)
    insert into affiliation (person_id, organisation_id, valid_from) select id, ${id}, '2020-01-01' from added`.execute(
    app.database,
  )
  return id
}

async function reasonsOf(app: TestApp, at: string | null, one: Given, other: Given) {
  const add = ([name, email]: Given) =>
    register(app, {
      name,
      email,
      ...(at ? { organisationIds: [at], jobTitle: 'Class teacher' } : {}),
    })
  await lookForDuplicates(app.services, [await add(one), await add(other)])
  const pairs = await app.database.selectFrom('duplicate_pair').select('reasons').execute()
  await app.database.deleteFrom('duplicate_pair').execute()
  return pairs[0]?.reasons ?? null
}

test('long names that only begin alike are two names', async () => {
  const app = await testApp()
  const school = await place(app)
  assert.equal(
    await reasonsOf(
      app,
      school,
      ['Lily Norringson', 'lily@beck.example'],
      ['Lily Norringmore', 'ln@beck.example'],
    ),
    null,
  )
  assert.deepEqual(
    await reasonsOf(
      app,
      school,
      ['Rose Norringsen', 'rose@beck.example'],
      ['Rose Norringson', 'rn@beck.example'],
    ),
    ['sounds-alike', 'same-domain', 'same-organisation', 'same-job'],
  )
})

test('an organisation that gave each an address with the own family name has two people', async () => {
  const app = await testApp()
  const school = await place(app)
  assert.equal(
    await reasonsOf(
      app,
      school,
      ['Holly Pengarmere', 'pengarmere.21@beck.example'],
      ['Holly Pengarmore', 'h.x.pengarmore@beck.example'],
    ),
    null,
  )
})

test('one job for two whose names are alike says something where few people work', async () => {
  const app = await testApp()
  const one: Given = ['Wendy Atkinsen', 'wendy@home.example']
  const other: Given = ['Wendy Atkinson', 'atkinson@beck.example']
  assert.deepEqual(await reasonsOf(app, await place(app), one, other), [
    'sounds-alike',
    'same-organisation',
    'same-job',
  ])
  const [again, another]: Given[] = [
    ['Tessa Fothergil', 'tessa@home.example'],
    ['Tessa Fothergill', 'fothergill@beck.example'],
  ]
  assert.equal(await reasonsOf(app, await place(app, 150), again!, another!), null)
})

test('one letter makes two given names where several people bear each', async () => {
  const app = await testApp()
  const school = await place(app)
  for (const name of ['Faris', 'Maris'])
    for (const family of ['Alder', 'Birch', 'Cedar'])
      await register(app, { name: `${name} ${family}`, email: `${name}.${family}@x.example` })
  const { rows } = await sql<{ id: string }>`select id from person`.execute(app.database)
  await lookForDuplicates(
    app.services,
    rows.map(({ id }) => id),
  )
  assert.equal(
    await reasonsOf(
      app,
      school,
      ['Faris Brown', 'faris@home.example'],
      ['Maris Brown', 'maris@beck.example'],
    ),
    null,
  )
  assert.deepEqual(
    await reasonsOf(
      app,
      school,
      ['Jonquil Brown', 'jonquil@home.example'],
      ['Jonquel Brown', 'brown@beck.example'],
    ),
    ['sounds-alike', 'same-organisation', 'same-job'],
  )
})

test('a pair is counted once, in whichever parts its two are looked at', async () => {
  const app = await testApp()
  await place(app, 5100)
  const school = await place(app)
  const first = await register(app, {
    name: 'Una Twice',
    email: 'una@home.example',
    organisationIds: [school],
  })
  const second = await register(app, {
    name: 'Una Twice',
    email: 'u.twice@beck.example',
    organisationIds: [school],
  })
  const { rows } = await sql<{ id: string }>`
    select id from person where email like '%@other.example'`.execute(app.database)
  const ids = [first, ...rows.map(({ id }) => id), second]
  assert.equal(await lookForDuplicates(app.services, ids), 1)
})
