import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { pickOrganisation } from './organisation-pick.ts'
import { searchOrganisations, suggestOrganisations } from './organisation-picker-queries.ts'

const today = '2026-11-26'

test('an organisation is found among others', async (t) => {
  const app = await testApp(`${today}T09:00:00Z`)
  const school = await listOrganisation(app, {
    names: [
      ['Fellside Primary School', '1974-09-01'],
      ['Fellside Primary Academy', '2019-01-01'],
    ],
    place: 'Kendal',
    postcode: 'LA9 4XX',
    codes: [
      ['urn', '112233'],
      ['urn', '145678'],
    ],
    domains: ['fellside.cumbria.example'],
  })
  const nursery = await listOrganisation(app, {
    names: [['Fellside Nursery', '2011-09-05']],
    sector: 'early-years',
    place: 'Penrith',
    postcode: 'CA11 7AA',
  })
  const council = await listOrganisation(app, { names: [['Cumberland Council', '2023-04-01']] })
  await listOrganisation(app, {
    names: [['Allerdale Borough Council', '1974-04-01']],
    closedOn: '2023-04-01',
    successorIds: [council],
  })
  const twin = await listOrganisation(app, { names: [['Westmorland Council', '2023-04-01']] })
  await listOrganisation(app, {
    names: [['Cumbria County Council', '1974-04-01']],
    closedOn: '2023-04-01',
    successorIds: [council, twin],
  })
  const gone = await listOrganisation(app, {
    names: [['Ennerdale Youth Club', '1990-01-01']],
    closedOn: '2015-01-01',
  })
  await listOrganisation(app, { names: [['Fellside Requested', '2026-01-01']], state: 'requested' })
  await listOrganisation(app, { names: [['Fellside Refused', '2026-01-01']], state: 'refused' })
  const find = async (typed: string) =>
    (await searchOrganisations(app.database, typed, today)).found
  const first = async (typed: string) => (await find(typed))[0]

  await t.test('by name, part of it, other order, other letters and nearly right', async () => {
    for (const typed of [
      'Fellside Primary Academy',
      'academy',
      'primary fells',
      'FÉLLSIDE  PRIMARY',
      'felside primry academy',
      'fellsid acadmy',
    ])
      assert.equal((await first(typed))?.id, school, typed)
  })

  await t.test('by a former name, which is said', async () => {
    const found = await first('fellside school')
    assert.equal(found?.id, school)
    assert.equal(found.name, 'Fellside Primary Academy')
    assert.equal(found.foundAs, 'Fellside Primary School')
    assert.equal((await first('academy'))?.foundAs, null)
  })

  await t.test(
    'by postcode with or without its space, by place, and by code, old ones too',
    async () => {
      for (const typed of ['la9 4xx', 'LA94XX', 'kendal', '112233', 'URN 145678'])
        assert.equal((await first(typed))?.id, school, typed)
      assert.equal((await first('fellside penrith'))?.id, nursery)
    },
  )

  await t.test(
    'who follows stands for one that closed; without anybody it cannot be chosen',
    async () => {
      const followed = await first('allerdale')
      assert.equal(followed?.id, council)
      assert.equal(followed.foundAs, 'Allerdale Borough Council')
      assert.deepEqual(
        (await find('county council')).map(({ id }) => id),
        [council, twin],
      )
      assert.equal((await first('ennerdale'))?.closedOn, '2015-01-01')
      const picked = await pickOrganisation(app.database, { organisationId: gone }, today)
      assert.ok(!picked.ok && picked.reason === 'closed')
    },
  )

  await t.test('only listed ones are found', async () => {
    assert.deepEqual(
      (await find('fellside')).map(({ id }) => id).toSorted(),
      [school, nursery].toSorted(),
    )
  })

  await t.test('what is no word of anything finds nothing and breaks nothing', async () => {
    for (const typed of [
      '',
      ' ',
      '%',
      '_',
      '\\',
      "'; drop table person",
      'zzqqxx',
      '\u0000',
      '日本',
      'x'.repeat(5000),
    ])
      assert.deepEqual(await find(typed), [], typed.slice(0, 30))
  })

  await t.test('the domain of an address suggests its owner', async () => {
    const suggest = async (email: string) =>
      (await suggestOrganisations(app.database, email, today)).map(({ id }) => id)
    assert.deepEqual(await suggest('jo@fellside.cumbria.example'), [school])
    assert.deepEqual(await suggest('jo@mail.FELLSIDE.cumbria.example'), [school])
    assert.deepEqual(await suggest('jo@notfellside.cumbria.example'), [])
    assert.deepEqual(await suggest('jo@cumbria.example'), [])
  })

  await t.test('a form is read: chosen, searched, or left empty', async () => {
    const pick = (values: Record<string, string>) => pickOrganisation(app.database, values, today)
    const chosen = await pick({ organisationId: school })
    assert.ok(chosen.ok && chosen.organisation.name === 'Fellside Primary Academy')
    const searched = await pick({
      organisationId: school,
      'organisationId-words': 'nursery',
      'organisationId-search': '1',
    })
    assert.ok(!searched.ok && searched.found[0]?.id === nursery)
    const nothing = await pick({ organisationId: '' })
    assert.ok(!nothing.ok && nothing.reason === 'nothing')
    for (const id of ['nonsense', '00000000-0000-4000-8000-000000000000', '\u0000'])
      assert.ok(!(await pick({ organisationId: id })).ok, id)
  })

  await t.test('the island gets listed organisations only, and not without end', async () => {
    const ask = (typed: string) => app.request(`/organisations/find?q=${encodeURIComponent(typed)}`)
    const answer = (await (await ask('fellside')).json()) as { organisations: { name: string }[] }
    assert.deepEqual(answer.organisations.map(({ name }) => name).toSorted(), [
      'Fellside Nursery',
      'Fellside Primary Academy',
    ])
    assert.equal((await ask('\u0000')).status, 200)
    let status = 200
    for (let at = 0; at < 620 && status === 200; at += 1) status = (await ask('x')).status
    assert.equal(status, 429)
    app.clock.advance(61_000)
    assert.equal((await ask('fellside')).status, 200)
  })
})

test('an organisation is found although it was typed otherwise', async (t) => {
  const app = await testApp(`${today}T09:00:00Z`)
  const saint = await listOrganisation(app, {
    names: [['St Mary’s Church of England School', '1990-01-01']],
    place: 'Kendal',
  })
  const hill = await listOrganisation(app, { names: [['Hill Top Nursery', '1990-01-01']] })
  const college = await listOrganisation(app, { names: [["Catherine's College", '1990-01-01']] })
  const centre = await listOrganisation(app, { names: [['Ennerdale Health Centre', '1990-01-01']] })
  const heath = await listOrganisation(app, { names: [['Ennerdale Heath School', '1990-01-01']] })
  const find = async (typed: string) =>
    (await searchOrganisations(app.database, typed, today)).found.map(({ id }) => id)

  await t.test('with or without its apostrophe, and with short words', async () => {
    for (const typed of ['st marys', "mary's kendal", 'St Mary’s C of E School', 'MARYS'])
      assert.deepEqual(await find(typed), [saint], typed)
  })

  await t.test('one or two letters begin a word', async () => {
    assert.deepEqual(await find('to'), [hill])
    assert.deepEqual(await find('ed'), [])
  })

  await t.test('as one word, and with another first letter', async () => {
    assert.equal((await find('hilltop'))[0], hill)
    assert.equal((await find('hilltop nursery ulverston'))[0], hill)
    assert.equal((await find('katherine college'))[0], college)
  })

  await t.test('with one letter that makes another word that stands elsewhere', async () => {
    assert.deepEqual(await find('ennerdale heath centre'), [centre])
    assert.deepEqual(await find('ennerdale heath'), [heath, centre])
  })

  await t.test('in a place that was mistyped', async () => {
    assert.deepEqual(await find('mary kendla'), [saint])
  })

  await t.test('its very name finds nothing beside it', async () => {
    assert.deepEqual(await find('Ennerdale Heath School'), [heath])
  })
})

test('an organisation is found as it is now', async () => {
  const app = await testApp(`${today}T09:00:00Z`)
  const id = await listOrganisation(app, {
    names: [['Beckside Infant School', '1990-01-01']],
    place: 'Kendal',
    state: 'requested',
  })
  const find = async (typed: string) =>
    (await searchOrganisations(app.database, typed, today)).found
  const known = () =>
    app.database.updateTable('organisation_name').where('organisation_id', '=', id)
  const register = () => app.database.updateTable('organisation').where('id', '=', id)
  assert.deepEqual(await find('beckside'), [])
  await register().set({ state: 'listed', place: 'Keswick', postcode: 'CA12 5AA' }).execute()
  assert.equal((await find('beckside keswick ca125'))[0]?.id, id)
  assert.deepEqual(await find('kendal'), [])
  await known().set({ name: 'Becksyde Infants' }).execute()
  assert.deepEqual(await find('beckside school keswick').then((found) => found.length), 1)
  assert.equal((await find('becksyde'))[0]?.name, 'Becksyde Infants')
  await register().set({ state: 'refused' }).execute()
  assert.deepEqual(await find('becksyde'), [])
})

test('those that follow come in the order of their names', async () => {
  const app = await testApp(`${today}T09:00:00Z`)
  const after = ['Zeal Clinic', 'Abbey School'].map((name, at) =>
    listOrganisation(app, { names: [[name, '2020-01-01']], sector: ['health', 'education'][at]! }),
  )
  await listOrganisation(app, {
    names: [['Langdale Home', '1990-01-01']],
    closedOn: '2020-01-01',
    successorIds: await Promise.all(after),
  })
  const { found } = await searchOrganisations(app.database, 'langdale', today)
  assert.deepEqual(
    found.map(({ name }) => name),
    ['Abbey School', 'Zeal Clinic'],
  )
})
