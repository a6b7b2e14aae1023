import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { register } from '../../../test/roster.ts'
import { replaceName } from '../details-check/former-name-queries.ts'
import { searchPeople } from './people-search.ts'
import type { PeopleQuery } from './people-search-queries.ts'

test('people are found by anything', async (t) => {
  const app = await testApp('2026-11-26T09:00:00Z')
  const now = app.clock.now()
  const school = await listOrganisation(app, {
    names: [
      ['Beckfoot Infant School', '1990-01-01'],
      ['Tarnside Academy', '2022-09-01'],
    ],
    postcode: 'LA9 4XX',
    codes: [['urn', '112233']],
  })
  const surgery = await listOrganisation(app, {
    names: [['Moor Lane Surgery', '1990-01-01']],
    sector: 'health',
    postcode: 'CA11 7AA',
  })
  const sian = await register(app, {
    name: 'Siân O’Neill-Hughes',
    email: 's.hughes@tarnside.example',
    organisationIds: [school],
    jobTitle: 'Head of Year 9',
    jobRole: 'teacher',
  })
  const jonathan = await register(app, {
    name: 'Jonathan Smith',
    email: 'jon@moorlane.example',
    organisationIds: [surgery, school],
    jobTitle: 'Practice nurse',
  })
  const leaver = await register(app, {
    name: 'Ada Leaver',
    email: 'ada@moorlane.example',
    organisationIds: [surgery],
    leftAt: new Date('2026-11-01T09:00:00Z'),
  })
  const li = await register(app, { name: 'Li Wei', email: 'lw@elsewhere.example' })
  const find = async (typed: string, more: Partial<PeopleQuery> = {}) => {
    const query: PeopleQuery = { now, today: '2026-11-26', state: 'current', ...more }
    return searchPeople(app.database, query, typed, { offset: 0, limit: 50 })
  }
  const ids = async (typed: string, more: Partial<PeopleQuery> = {}) =>
    (await find(typed, more)).ids

  await t.test('by name, in any order, without accents, capitals and apostrophes', async () => {
    for (const typed of ['sian', 'ONEILL', "o'neill sian", 'hughes siân', 'neill-hugh', ' Siân  '])
      assert.deepEqual(await ids(typed), [sian], typed)
    assert.deepEqual(await ids('sian smith'), [], 'each word has to match something')
  })

  await t.test('by a name of before, but not by one that was never right', async () => {
    const hazel = await register(app, { name: 'Hazel Dentby', email: 'hd@beck.example' })
    const rename = (name: string, isCorrection: boolean) =>
      app.database
        .transaction()
        .execute((transaction) =>
          replaceName(transaction, { personId: hazel, name, now, isCorrection }),
        )
    await rename('Hazel Dunthorpe', true)
    await rename('Hazel Musgrave', false)
    assert.deepEqual(await ids('dunthorpe'), [hazel])
    assert.deepEqual((await find('dunthropp')).ids, [], 'not alike')
    assert.deepEqual((await find('dunthrope')).ids, [hazel], 'mistyped')
    assert.deepEqual(await ids('dentby'), [])
    await app.database.updateTable('former_name').set({ person_id: li }).execute()
    assert.deepEqual(await ids('dunthorpe'), [li], 'as a merge moves them')
    await app.database.deleteFrom('former_name').execute()
    assert.deepEqual(await ids('dunthorpe'), [])
    await app.database.deleteFrom('person_role').where('person_id', '=', hazel).execute()
    await app.database.deleteFrom('person').where('id', '=', hazel).execute()
  })

  await t.test('but not once the record is erased', async () => {
    const gone = await register(app, {
      name: 'Gone Forgotten',
      email: 'gone@moorlane.example',
      leftAt: new Date('2026-11-02T09:00:00Z'),
    })
    assert.deepEqual(await ids('forgotten', { state: 'left' }), [gone])
    const leavers = (await find('', { state: 'left' })).total
    await app.database
      .updateTable('person')
      .set({ erased_at: now })
      .where('id', '=', gone)
      .execute()
    assert.deepEqual(await ids('forgotten', { state: 'left' }), [])
    assert.deepEqual(await ids('forgotten', { state: 'all' }), [])
    assert.equal((await find('', { state: 'left' })).total, leavers - 1)
  })

  await t.test('by address, job and what they do', async () => {
    assert.deepEqual(await ids('tarnside.example'), [sian])
    assert.deepEqual(await ids('"year" 9'), [sian])
    assert.deepEqual(await ids('nurse'), [jonathan])
    assert.deepEqual(await ids('lecturer'), [sian])
  })

  await t.test(
    'by a name of the organisation of today or before, by code and postcode',
    async () => {
      for (const typed of ['academy', 'beckfoot', 'la9', 'LA9 4XX', '112233', 'infant la94'])
        assert.deepEqual(await ids(typed), [jonathan, sian], typed)
      assert.deepEqual(await ids('beckfoot nurse'), [jonathan])
      assert.deepEqual(await ids('surgery academy'), [jonathan], 'two employers at once')
    },
  )

  await t.test('by one or two letters at the beginning of a word', async () => {
    assert.deepEqual(await ids('li'), [li])
    assert.deepEqual(await ids('l w'), [li])
    assert.deepEqual(await ids('ei'), [])
  })

  await t.test('although it was mistyped, which is said', async () => {
    const { ids: found, corrected } = await find('jonahtan smtih')
    assert.deepEqual(found, [jonathan])
    assert.deepEqual(
      corrected.map(({ typed, instead }) => [typed, ...instead]),
      [
        ['jonahtan', 'jonathan'],
        ['smtih', 'smith'],
      ],
    )
    assert.deepEqual(await ids('tarnsied'), [jonathan, sian])
    assert.deepEqual((await find('smith')).corrected, [])
    assert.deepEqual(await find('xqzzyvv'), { ids: [], total: 0, isMore: false, corrected: [] })
  })

  await t.test('leavers where they last were, and only when they are asked for', async () => {
    assert.deepEqual(await ids('surgery'), [jonathan])
    assert.deepEqual(await ids('surgery', { state: 'left' }), [leaver])
    assert.deepEqual(await ids('surgery', { state: 'all' }), [leaver, jonathan])
    const leftSince = new Date('2026-11-02T00:00:00Z')
    assert.deepEqual(await ids('', { state: 'left', leftSince }), [])
  })

  await t.test(
    'narrowed by role, sector, details, way of signing in, and organisation',
    async () => {
      assert.deepEqual(await ids('', { role: 'practitioner' }), [jonathan, li, sian])
      assert.deepEqual(await ids('', { role: 'officer' }), [])
      assert.deepEqual(await ids('', { sector: 'health' }), [jonathan])
      assert.deepEqual(await ids('', { sector: 'education' }), [jonathan, sian])
      assert.deepEqual(await ids('', { details: 'not-confirmed' }), [])
      const later = new Date('2027-06-20T09:00:00Z')
      assert.equal((await ids('', { details: 'due', now: later })).length, 3)
      assert.deepEqual(await ids('', { signIn: 'password' }), [])
      assert.deepEqual(await ids('', { signIn: 'none' }), [jonathan, li, sian])
      const trust = await listOrganisation(app, { names: [['Fells Trust', '2020-01-01']] })
      assert.deepEqual(await ids('', { organisationId: trust }), [])
      await app.database
        .insertInto('organisation_parent')
        .values({
          organisation_id: school,
          parent_id: trust,
          valid_from: '2022-09-01',
          valid_to: null,
        })
        .execute()
      assert.deepEqual(await ids('', { organisationId: trust }), [jonathan, sian])
    },
  )

  await t.test('as they are now: renamed, moved, gone, merged, and back', async () => {
    const change = (values: Record<string, unknown>) =>
      app.database.updateTable('person').set(values).where('id', '=', li).execute()
    await change({ name: 'Wei Li-Brandt' })
    assert.deepEqual(await ids('brandt'), [li])
    await change({ email: 'brandt@elsewhere.example', merged_into_id: sian })
    assert.deepEqual(await ids('brandt', { state: 'all' }), [])
    await change({ merged_into_id: null })
    assert.deepEqual(await ids('brandt@elsewhere'), [li])
    await app.database
      .insertInto('affiliation')
      .values({ person_id: li, organisation_id: surgery, valid_from: '2026-11-26', valid_to: null })
      .execute()
    assert.deepEqual(await ids('surgery brandt'), [li])
    await app.database.deleteFrom('affiliation').where('person_id', '=', li).execute()
    assert.deepEqual(await ids('surgery brandt'), [])
  })

  await t.test('whatever is typed', async () => {
    for (const odd of [
      '%',
      '_',
      '\\',
      "'",
      "' or 1=1 --",
      '\u0000',
      '’',
      '-',
      'x'.repeat(5000),
      '李',
    ])
      assert.ok((await find(odd)).total <= 4, odd.slice(0, 20))
    assert.deepEqual(await ids('%'), [])
  })

  await t.test('counted exactly up to a thousand, and then as more', async () => {
    await sql`insert into person (name, email, created_at)
      select 'Crowd ' || n, 'crowd' || n || '@example.org', now() from generate_series(1, 1000) n`.execute(
      app.database,
    )
    const thousand = await find('crowd')
    assert.deepEqual([thousand.total, thousand.isMore, thousand.ids.length], [1000, false, 50])
    await register(app, { name: 'Crowd 1001', email: 'crowd1001@example.org' })
    const more = await find('crowd')
    assert.deepEqual([more.total, more.isMore, more.ids.length], [1000, true, 50])
    const query: PeopleQuery = { now, today: '2026-11-26', state: 'current' }
    const last = await searchPeople(app.database, query, 'crowd', { offset: 1000, limit: 50 })
    assert.equal(last.ids.length, 1, 'the pages go on to the end')
    const beyond = await searchPeople(app.database, query, 'sian', { offset: 50, limit: 50 })
    assert.deepEqual([beyond.total, beyond.ids.length], [1, 0])
  })

  await t.test('by an organisation with an apostrophe in its name', async () => {
    const saint = await listOrganisation(app, { names: [['St Mary’s Hospice', '1990-01-01']] })
    const nurse = await register(app, {
      name: 'Ola Nowak',
      email: 'ola@hospice.example',
      organisationIds: [saint],
    })
    for (const typed of ["mary's", 'marys', 'mary’s hospice'])
      assert.deepEqual(await ids(typed), [nurse], typed)
  })
})
