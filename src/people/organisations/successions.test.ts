import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { ukDate } from '../../platform/clock.ts'
import { findMainAffiliation } from '../affiliations/affiliation-queries.ts'
import { searchOrganisations } from './organisation-picker-queries.ts'
import { insertOrganisation, insertOrganisationName } from './organisation-queries.ts'
import { listOrganisationsBelow } from './parent-queries.ts'

const on = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { 'on-day': day, 'on-month': month, 'on-year': year }
}

async function register(app: TestApp) {
  const { database } = app
  const officer = await app.signIn('officer')
  const add = async (name: string, openedOn = '2000-01-01') => {
    const id = await insertOrganisation(database, {
      sectorCode: 'education',
      postcode: null,
      openedOn,
    })
    await insertOrganisationName(database, id, name, openedOn)
    return id
  }
  const work = async (
    personId: string,
    organisationId: string,
    options: { isMain?: boolean; from?: string; to?: string } = {},
  ) => {
    const { isMain = true, from = '2015-09-01', to } = options
    await database
      .insertInto('affiliation')
      .values({
        person_id: personId,
        organisation_id: organisationId,
        job_title: 'Teacher',
        is_main: isMain,
        valid_from: from,
        valid_to: to ?? null,
      })
      .execute()
  }
  // Days pass in these tests, and sessions end.
  const end = async (id: string, form: Record<string, string>) =>
    app.request(`/manage/organisations/${id}/closure`, { as: await app.signIn('officer'), form })
  const historyOf = async (personId: string) =>
    database
      .selectFrom('affiliation')
      .select(['organisation_id as at', 'is_main as main', 'valid_from as from', 'valid_to as to'])
      .where('person_id', '=', personId)
      .orderBy('valid_from')
      .orderBy('valid_to')
      .orderBy('is_main')
      .execute()
  const reasonOf = async (personId: string) =>
    (
      await database
        .selectFrom('person')
        .select('details_asked_because')
        .where('id', '=', personId)
        .executeTakeFirstOrThrow()
    ).details_asked_because
  return { officer, add, work, end, historyOf, reasonOf }
}

test('a merger carries people over on its day', async (t) => {
  const app = await testApp()
  const { officer, add, work, end, historyOf, reasonOf } = await register(app)
  const [fell, beck, trust] = [
    await add('Fell School'),
    await add('Beck School'),
    await add('Trust'),
  ]
  const [ann, bob, cat, dee] = [
    await app.signIn('practitioner'),
    await app.signIn('practitioner'),
    await app.signIn('practitioner'),
    await app.signIn('practitioner'),
  ].map(({ personId }) => personId) as [string, string, string, string]
  await work(ann, fell)
  // Bob is at both that end; Cat is at the one that follows already; Dee has left Fell long ago.
  await work(bob, fell)
  await work(bob, beck, { isMain: false })
  await work(cat, beck)
  await work(cat, trust, { isMain: false })
  await work(dee, fell, { to: '2018-01-01' })
  const merger = {
    kind: 'merger',
    ...on('2020-10-20'),
    [`as-${beck}`]: 'from',
    [`as-${trust}`]: 'to',
  }

  await t.test('the preview says what happens, and nothing has', async () => {
    const page = await (await end(fell, { ...merger, step: 'preview' })).text()
    for (const words of [
      'At once, as from 20 October 2020',
      '3 people move to Trust',
      'Fell School and Beck School are closed',
      'cannot be undone as a whole',
      'Test practitioner',
    ])
      assert.ok(page.includes(words), words)
    assert.equal((await historyOf(ann)).length, 1)
    assert.doesNotMatch(
      await (await app.request(`/manage/organisations/${fell}`, { as: officer })).text(),
      /Closed/,
    )
  })

  await t.test('everybody is there from the day on, once, and was where they were', async () => {
    assert.equal((await end(fell, { ...merger, step: 'do' })).status, 303)
    const day = '2020-10-20'
    assert.deepEqual(await historyOf(ann), [
      { at: fell, main: true, from: '2015-09-01', to: day },
      { at: trust, main: true, from: day, to: null },
    ])
    const bobIs = (await historyOf(bob)).map(({ at, to }) => [at, to ?? ''] as const)
    assert.deepEqual(
      new Map(bobIs),
      new Map([
        [fell, day],
        [beck, day],
        [trust, ''],
      ]),
    )
    assert.equal(bobIs.length, 3)
    const catIs = (await historyOf(cat)).filter(({ to }) => to === null)
    assert.deepEqual(catIs, [{ at: trust, main: true, from: day, to: null }])
    assert.equal((await historyOf(dee)).length, 1)
    assert.equal((await findMainAffiliation(app.database, ann, '2020-10-19'))?.organisationId, fell)
    assert.equal(
      (await findMainAffiliation(app.database, ann, '2020-10-20'))?.organisationId,
      trust,
    )
  })

  await t.test('they are asked to check their details; who was not there is not', async () => {
    for (const person of [ann, bob, cat])
      assert.equal(await reasonOf(person), 'organisation-merged')
    assert.equal(await reasonOf(dee), null)
  })

  await t.test('it is told on the pages and in the log', async () => {
    const page = await (await app.request(`/manage/organisations/${trust}`, { as: officer })).text()
    assert.match(page, /Took over/)
    assert.match(page, /carried 3 people over from Beck School and Fell School/)
    const closed = await (
      await app.request(`/manage/organisations/${fell}`, { as: officer })
    ).text()
    assert.match(closed, /merged .*into Trust from 20 October 2020/s)
  })

  await t.test('what followed cannot have ended before', async () => {
    const refused = await end(trust, { kind: 'closure', ...on('2020-10-20'), step: 'do' })
    assert.match(await refused.text(), /must be after 20 October 2020, when Trust took over/)
    const circle = await end(trust, {
      kind: 'merger',
      ...on('2020-10-21'),
      [`as-${fell}`]: 'to',
      step: 'do',
    })
    assert.match(await circle.text(), /closed from 20 October 2020\. Choose one that is open/)
  })
})

test('what lies ahead happens on its day, once, and can be taken back before', async (t) => {
  const app = await testApp()
  const { officer, add, work, end, historyOf } = await register(app)
  const [old, young] = [await add('Old Nursery'), await add('Young Nursery')]
  const { personId } = await app.signIn('practitioner')
  await work(personId, old)
  const plan = { kind: 'merger', ...on('2020-10-22'), [`as-${young}`]: 'to', step: 'do' }
  const job = async () => {
    const { carryOutSuccessions } = await import('./successions.ts')
    return carryOutSuccessions(app.services)
  }

  await t.test('until then nothing happens, and it is gone when taken back', async () => {
    assert.match((await end(old, plan)).headers.get('location') ?? '', /planned/)
    assert.equal(await job(), 0)
    const refused = await end(young, { kind: 'closure', ...on('2020-10-21'), step: 'do' })
    const page = await refused.text()
    assert.match(
      page,
      /Young Nursery takes over Old Nursery on 22 October 2020\. Choose a later day/,
    )
    assert.ok(page.includes(`href="/manage/organisations/${old}"`), 'the way to that plan')
    assert.equal((await historyOf(personId)).length, 1)
    await app.request(`/manage/organisations/${old}/reopening`, { as: officer, form: { '': '' } })
    app.clock.set('2020-10-22T09:00:00Z')
    assert.equal(await job(), 0)
    assert.equal((await historyOf(personId)).length, 1)
  })

  await t.test('on the day two processes do it once', async () => {
    await end(old, { ...plan, ...on('2020-10-24') })
    // Midnight in London, where summer time still holds.
    app.clock.set('2020-10-23T23:05:00Z')
    await Promise.all([job(), job()])
    assert.deepEqual(
      (await historyOf(personId)).map(({ at, from, to }) => [at, from, to]),
      [
        [old, '2015-09-01', '2020-10-24'],
        [young, '2020-10-24', null],
      ],
    )
    assert.equal(await job(), 0)
  })
})

test('a split, a closure and a new legal form', async (t) => {
  const app = await testApp()
  const { officer, add, work, end, historyOf, reasonOf } = await register(app)

  await t.test('after a split people stay until they choose', async () => {
    const [county, north, south] = [await add('County'), await add('North'), await add('South')]
    const { personId } = await app.signIn('practitioner')
    await work(personId, county)
    const one = { kind: 'split', ...on('2020-10-01'), [`as-${north}`]: 'to' }
    assert.match(
      await (await end(county, { ...one, step: 'do' })).text(),
      /at least two that follow/,
    )
    const two = { ...one, [`as-${south}`]: 'to' }
    assert.match(
      await (await end(county, { ...two, step: 'preview' })).text(),
      /1 person keeps County until they choose between North and South/,
    )
    assert.equal((await end(county, { ...two, step: 'do' })).status, 303)
    assert.equal((await historyOf(personId)).length, 1)
    assert.equal(await reasonOf(personId), 'organisation-merged')
  })

  await t.test('a new legal form adds the new one, with its code', async () => {
    const school = await add('Tarn School')
    const { personId } = await app.signIn('practitioner')
    await work(personId, school)
    const form = {
      kind: 'conversion',
      ...on('2020-09-01'),
      newName: 'Tarn School',
      newLegalForm: 'Academy converter',
      newCode: 'urn:900001',
      step: 'do',
    }
    assert.equal((await end(school, form)).status, 303)
    const now = (await historyOf(personId)).at(-1)!
    assert.notEqual(now.at, school)
    assert.equal(now.from, '2020-09-01')
    const page = await (
      await app.request(`/manage/organisations/${now.at}`, { as: officer })
    ).text()
    assert.match(page, /Academy converter/)
    assert.match(page, /900001/)
    const again = await add('Mere School')
    assert.match(
      await (await end(again, { ...form, newName: 'Mere Academy' })).text(),
      /Another organisation has this code/,
    )
  })

  await t.test('a closure leaves people where they were, and asks them', async () => {
    const [club, other] = [await add('Club'), await add('Other Club')]
    const { personId } = await app.signIn('practitioner')
    await work(personId, club)
    const form = { kind: 'closure', ...on('2020-10-01'), step: 'do' }
    assert.match(
      await (await end(club, { ...form, [`as-${other}`]: 'to' })).text(),
      /did not only close/,
    )
    assert.equal((await end(club, form)).status, 303)
    assert.equal((await historyOf(personId)).length, 1)
    assert.equal(await reasonOf(personId), 'organisation-merged')
  })
})

test('agency leads never come to see more people without a decision', async (t) => {
  const app = await testApp()
  const { officer, add, work, end } = await register(app)
  const lead = async (organisationId: string) => {
    const { personId } = await app.signIn('practitioner')
    await work(personId, organisationId)
    await app.database
      .insertInto('person_role')
      .values({ person_id: personId, role: 'agency-lead', organisation_id: organisationId })
      .execute()
    return personId
  }
  const leads = async (personId: string) =>
    (
      await app.database
        .selectFrom('person_role')
        .select('organisation_id as id')
        .where('person_id', '=', personId)
        .where('role', '=', 'agency-lead')
        .where('valid_to', 'is', null)
        .execute()
    ).map(({ id }) => id)
  const merge = (from: string, to: string) =>
    end(from, { kind: 'merger', ...on('2020-10-20'), [`as-${to}`]: 'to', step: 'do' })

  await t.test('where others are, the role ends and is proposed', async () => {
    const [small, large] = [await add('Small'), await add('Large')]
    await work((await app.signIn('practitioner')).personId, large)
    const who = await lead(small)
    await merge(small, large)
    assert.deepEqual(await leads(who), [])
    const page = await (await app.request(`/manage/organisations/${large}`, { as: officer })).text()
    assert.match(page, /you decide/)
  })

  await t.test('where others are below, too', async () => {
    const [small, trust, school] = [
      await add('Small 2'),
      await add('Trust 2'),
      await add('School 2'),
    ]
    await app.database
      .insertInto('organisation_parent')
      .values({
        organisation_id: school,
        parent_id: trust,
        valid_from: '2001-01-01',
        valid_to: null,
      })
      .execute()
    await work((await app.signIn('practitioner')).personId, school)
    const who = await lead(small)
    await merge(small, trust)
    assert.deepEqual(await leads(who), [])
  })

  await t.test('where nobody else is, it goes along', async () => {
    const [school, academy] = [await add('Only School'), await add('Only Academy')]
    const who = await lead(school)
    await merge(school, academy)
    assert.deepEqual(await leads(who), [academy])
  })

  await t.test(
    'where nobody follows, it ends with the organisation, and the lead is told',
    async () => {
      const [club, other] = [await add('Closing Club'), await add('Open Club')]
      const [who, control] = [await lead(club), await lead(other)]
      const ended = await end(club, { kind: 'closure', ...on('2020-10-20'), step: 'do' })
      assert.equal(ended.status, 303)
      assert.deepEqual(await leads(who), [])
      assert.deepEqual(await leads(control), [other])
      await app.runJobs()
      const mails = await app.database
        .selectFrom('development_mail')
        .innerJoin('person', 'person.email', 'development_mail.recipient')
        .select('person.id')
        .where('subject', '=', 'You are no longer an agency lead')
        .execute()
      const told = mails.map(({ id }) => id)
      assert.ok(told.includes(who) && !told.includes(control))
    },
  )

  await t.test('what belonged to the one that ends belongs to the one that follows', async () => {
    const [old, next, child] = [await add('Old Trust'), await add('Next Trust'), await add('Child')]
    const belong = { organisation_id: child, valid_from: '2001-01-01', valid_to: null }
    await app.database
      .insertInto('organisation_parent')
      .values({ ...belong, parent_id: old })
      .execute()
    await merge(old, next)
    assert.deepEqual(
      (await listOrganisationsBelow(app.database, next, '2020-10-20')).toSorted(),
      [next, child].toSorted(),
    )
    assert.ok((await listOrganisationsBelow(app.database, old, '2020-10-19')).includes(child))
  })
})

test('an organisation that a plan adds is there from its day on, and goes with the plan', async (t) => {
  const app = await testApp()
  const { add, end } = await register(app)
  const get = async (path: string) =>
    (await app.request(path, { as: await app.signIn('officer') })).text()
  const takeBack = async (id: string) =>
    app.request(`/manage/organisations/${id}/reopening`, {
      as: await app.signIn('officer'),
      form: { '': '' },
    })
  const plan = (newName: string) => ({
    kind: 'conversion',
    ...on('2020-11-01'),
    newName,
    step: 'do',
  })
  const found = async (words: string) =>
    (await searchOrganisations(app.database, words, ukDate(app.clock.now()))).found.map(
      ({ name }) => name,
    )
  const named = async (name: string) =>
    (
      await app.database
        .selectFrom('organisation_name')
        .select('organisation_id as id')
        .where('name', '=', name)
        .executeTakeFirst()
    )?.id

  await t.test('before its day it is not to be chosen and not open', async () => {
    const school = await add('Ashgill School')
    await end(school, plan('Ashgill Academy'))
    assert.deepEqual(await found('ashgill'), ['Ashgill School'])
    assert.doesNotMatch(await get('/manage/organisations?q=ashgill'), /Ashgill Academy/)
    assert.match(
      await get('/manage/organisations?q=ashgill&state=planned'),
      /Ashgill Academy[^]*Opens 1 November 2020/,
    )
    const page = await get(`/manage/organisations/${school}`)
    assert.match(page, /planned the change of legal form of/)
    assert.doesNotMatch(page, /recorded that/)
  })

  await t.test('taken back with the plan, and the log says so', async () => {
    const school = (await named('Ashgill School'))!
    const done = await takeBack(school)
    assert.match(done.headers.get('location') ?? '', /done=plan-taken-back/)
    assert.equal(await named('Ashgill Academy'), undefined)
    const page = await get(`/manage/organisations/${school}?done=plan-taken-back`)
    assert.match(page, /The plan was taken back/)
    assert.match(page, /took back the plan of the change of legal form of/)
  })

  await t.test('it stays where something else refers to it', async () => {
    const school = await add('Birk School')
    await end(school, plan('Birk Academy'))
    await app.database
      .insertInto('organisation_domain')
      .values({ domain: 'birk.example', organisation_id: (await named('Birk Academy'))! })
      .execute()
    await takeBack(school)
    assert.ok(await named('Birk Academy'))
  })

  await t.test('on its day it is there, and the log says what came about', async () => {
    const school = await add('Crag School')
    await end(school, plan('Crag Academy'))
    app.clock.set('2020-11-01T09:00:00Z')
    const { carryOutSuccessions } = await import('./successions.ts')
    await carryOutSuccessions(app.services)
    assert.deepEqual(await found('crag'), ['Crag Academy'])
    assert.match(
      await get(`/manage/organisations/${school}`),
      /recorded that [^]*became Crag Academy, with a new legal form, from 1 November 2020/,
    )
    const academy = (await named('Crag Academy'))!
    // Opened again, the one before takes its people back from what was a mistake, on the same day.
    assert.match((await takeBack(school)).headers.get('location') ?? '', /done=reopened/)
    const early = { kind: 'closure', ...on('2020-10-31'), step: 'do' }
    assert.match(await (await end(academy, early)).text(), /cannot be before 1 November 2020/)
    const mistaken = {
      kind: 'merger',
      ...on('2020-11-01'),
      [`as-${school}`]: 'to',
      step: 'do',
    }
    assert.equal((await end(academy, mistaken)).status, 303)
    assert.equal((await found('crag academy'))[0], 'Crag School')
  })
})
