import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { account } from '../../../test/people.ts'
import { findMainAffiliation } from '../affiliations/affiliation-queries.ts'

const on = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

test('organisations are added, renamed from a day on, and closed', async (t) => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const post = (path: string, form: Record<string, string>) =>
    app.request(path, { as: officer, form })
  const read = async (path: string) => (await app.request(path, { as: officer })).text()
  const add = async (name: string, openedOn = '2001-09-01') => {
    const added = await post('/manage/organisations', {
      name,
      sectorCode: 'education',
      postcode: 'ca11aa',
      ...on('openedOn', openedOn),
    })
    return added.headers.get('location')?.split('?')[0] ?? ''
  }
  const school = await add('  Fellside   Primary School ')

  await t.test('the page shows what was entered', async () => {
    const page = await read(school)
    for (const words of [
      'Fellside Primary School',
      'Schools and colleges',
      'CA1\u00a01AA',
      '1 September 2001',
    ])
      assert.ok(page.includes(words), words)
  })

  await t.test('what is wrong gets a sentence, with what was typed kept', async () => {
    const form = {
      name: 'New One',
      sectorCode: 'health',
      postcode: '',
      ...on('openedOn', '2020-1-1'),
    }
    const wrong: [Record<string, string>, RegExp][] = [
      [{ name: '' }, /Enter the name/],
      [{ name: '---' }, /at least one letter/],
      [{ name: 'x'.repeat(201) }, /200 characters or fewer/],
      [{ name: 'FELLSIDE primary school' }, /with this name already/],
      [{ sectorCode: '' }, /Choose the sector/],
      [{ sectorCode: 'piracy' }, /Choose the sector from the list/],
      [{ postcode: 'nowhere' }, /Enter a full UK postcode/],
      [on('openedOn', '2020-13-1'), /must be a real date/],
      [on('openedOn', '2021-2-29'), /must be a real date/],
      [on('openedOn', '--'), /Enter the date from which/],
      [on('openedOn', '0012-1-1'), /must be a real date/],
      [on('openedOn', '0912-1-1'), /between the years 1000 and 2999/],
    ]
    for (const [change, sentence] of wrong) {
      const refused = await post('/manage/organisations', { ...form, ...change })
      assert.equal(refused.status, 422, JSON.stringify(change))
      const page = await refused.text()
      assert.match(page, sentence)
      if (!('openedOn-day' in change)) assert.match(page, /value="2020"/)
    }
  })

  await t.test(
    'a new name holds from its day on, and people of before keep the old one',
    async () => {
      const person = await account(app)
      const id = school.split('/').at(-1)!
      await app.database
        .insertInto('affiliation')
        .values({
          person_id: person.personId,
          organisation_id: id,
          job_title: null,
          valid_from: '2010-01-01',
          valid_to: null,
        })
        .execute()
      const renamed = await post(`${school}/name`, {
        name: 'Fellside Academy',
        ...on('from', '2020-11-1'),
      })
      assert.equal(renamed.status, 303)
      const nameOn = async (day: string) =>
        (await findMainAffiliation(app.database, person.personId, day))?.organisationName
      assert.equal(await nameOn('2020-10-31'), 'Fellside Primary School')
      assert.equal(await nameOn('2020-11-01'), 'Fellside Academy')
      assert.match(await read(school), /<h1[^>]*>Fellside Primary School/)
      const list = await read('/manage/organisations?q=academy')
      assert.match(list, /Fellside Primary School/)
      const wrong: [Record<string, string>, RegExp][] = [
        [{ name: 'Fellside Academy', ...on('from', '2021-1-1') }, /has this name already/],
        [{ name: 'Fell Academy', ...on('from', '2020-11-1') }, /must begin after 1 November 2020/],
        [{ name: 'Fell Academy', ...on('from', '1999-1-1') }, /must begin after 1 November 2020/],
      ]
      for (const [form, sentence] of wrong) {
        const refused = await post(`${school}/name`, form)
        assert.equal(refused.status, 422)
        assert.match(await refused.text(), sentence)
      }
      const other = await add('Another School')
      const taken = await post(`${other}/name`, {
        name: 'fellside academy',
        ...on('from', '2020-10-20'),
      })
      assert.match(await taken.text(), /Another organisation has this name/)
    },
  )

  await t.test('a name that is planned, or mistyped today, can be taken back', async () => {
    const nursery = await add('Fell Nursery')
    const rename = (name: string, day: string) =>
      post(`${nursery}/name`, { name, ...on('from', day) })
    assert.doesNotMatch(await read(nursery), /Take back/)
    await rename('Fel Nursery', '2020-10-20')
    await rename('Beck Nursery', '2020-12-1')
    for (const [name, after] of [
      ['Beck Nursery', 'Fel Nursery'],
      ['Fel Nursery', 'Fell Nursery'],
    ] as const) {
      assert.match(await read(nursery), new RegExp(`Take back the name ${name}`))
      const taken = await post(`${nursery}/name/removal`, {})
      assert.equal(taken.status, 303)
      const page = await read(taken.headers.get('location')!)
      assert.match(page, /The name was taken back/)
      assert.match(page, new RegExp(`<h1[^>]*>${after}`))
      assert.match(page, new RegExp(`took back the new name of .*“${name}” from`, 's'))
    }
    assert.equal((await post(`${nursery}/name/removal`, {})).status, 409)
    const days = await app.database
      .selectFrom('organisation_name')
      .select(['name', 'valid_to'])
      .where('organisation_id', '=', nursery.split('/').at(-1)!)
      .execute()
    assert.deepEqual(days, [{ name: 'Fell Nursery', valid_to: null }])
    assert.match(await read('/manage/organisations?q=fell+nursery'), />Fell Nursery</)
    assert.doesNotMatch(await read('/manage/organisations?q=beck+nursery'), />Fell Nursery</)
  })

  await t.test('who works there beside another organisation is counted', async () => {
    const club = await add('After School Club')
    const { personId } = await account(app)
    const work = { person_id: personId, job_title: null, valid_from: '2010-01-01', valid_to: null }
    for (const [path, isMain] of [
      [await add('Day School'), true],
      [club, false],
    ] as const)
      await app.database
        .insertInto('affiliation')
        .values({ ...work, organisation_id: path.split('/').at(-1)!, is_main: isMain })
        .execute()
    assert.match(await read(club), />\s*1 person\s*</)
  })

  await t.test(
    'a closed one is followed by another, in no circle, and can be opened again',
    async () => {
      const [old, young] = [
        await add('Old School', '1990-9-1'),
        await add('Young School', '2015-9-1'),
      ]
      const idOf = (path: string) => path.split('/').at(-1)!
      const close = (path: string, date: string, successorId = '') =>
        post(`${path}/closure`, {
          ...on('on', date),
          kind: successorId ? 'merger' : 'closure',
          step: 'do',
          ...(successorId ? { [`as-${successorId}`]: 'to' } : {}),
        })
      assert.match(
        await (await close(old, '1990-8-31')).text(),
        /cannot be before 1 September 1990/,
      )
      assert.match(await (await close(old, '2020-10-20', idOf(old))).text(), /cannot follow itself/)
      assert.match(
        await (await close(old, '2020-10-20', '00000000-0000-4000-8000-000000000000')).text(),
        /not in the register any more/,
      )
      assert.equal((await close(old, '2020-10-20', idOf(young))).status, 303)
      assert.match(
        await (await close(old, '2020-10-21')).text(),
        /closed from 20 October 2020 already/,
      )
      assert.match(
        await (await close(young, '2020-10-20', idOf(old))).text(),
        /must be after 20 October 2020/,
      )
      const page = await read(old)
      assert.match(page, /Followed by/)
      assert.match(page, /Young School/)
      assert.doesNotMatch(await read('/manage/organisations'), /Old School/)
      assert.match(await read('/manage/organisations?state=closed'), /Old School/)
      const newPerson = await read(`/manage/people/new?organisation=${idOf(old)}`)
      assert.match(newPerson, /Young School[^]*Before: Old School/)
      await post(`${old}/reopening`, { '': '' })
      assert.match(await read('/manage/organisations'), /Old School/)
    },
  )

  await t.test('the same one added twice at once is there once', async () => {
    const added = await Promise.all([add('Twin School'), add('Twin School'), add('Twin School')])
    assert.equal(added.filter(Boolean).length, 1)
  })

  await t.test(
    'of what was typed the very name comes first, then names that begin so',
    async () => {
      for (const name of ['A Mere School', 'Mere School', 'Mere School North']) await add(name)
      const list = await read('/manage/organisations?q=mere+school')
      const at = ['>Mere School<', '>Mere School North<', '>A Mere School<'].map((name) =>
        list.indexOf(name),
      )
      assert.deepEqual(
        at,
        at.toSorted((one, other) => one - other),
      )
      assert.ok(at[0]! > 0)
    },
  )

  await t.test('a closed one is offered to nobody by a domain, and gets no other', async () => {
    const path = await add('Domain School')
    await post(`${path}/domains`, { domain: 'domain-school.example' })
    assert.match(await read(path), /is offered this organisation first[^]*Add a domain/)
    await post(`${path}/closure`, { ...on('on', '2020-10-20'), kind: 'closure', step: 'do' })
    const closed = await read(path)
    assert.match(closed, /an address there offers it to nobody/)
    assert.doesNotMatch(closed, /offered this organisation first|Add a domain/)
  })

  await t.test('a charity number has six or seven digits', async () => {
    const path = await add('Charity of the Fell')
    const correct = (codes: string) =>
      post(`${path}/correction`, { sectorCode: 'education', codes })
    for (const wrong of ['charity:12', 'charity:12345678', 'charity:AB123456'])
      assert.match(await (await correct(wrong)).text(), /6 or 7 digits/, wrong)
    for (const right of [
      'charity:1234567',
      'charity:123456',
      'charity:SC012345',
      'charity:NIC100123',
    ])
      assert.equal((await correct(right)).status, 303, right)
  })

  await t.test('the host cannot be closed', async () => {
    await app.database
      .updateTable('organisation')
      .set({ is_host: true })
      .where('id', '=', school.split('/').at(-1)!)
      .execute()
    const refused = await post(`${school}/closure`, {
      ...on('on', '2021-1-1'),
      kind: 'closure',
      step: 'do',
    })
    assert.match(await refused.text(), /runs this register/)
  })
})
