import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { account, frontDoor } from '../../../test/people.ts'
import { ukDate } from '../../platform/clock.ts'
import { listAffiliationHistory, listAffiliationsOn } from './affiliation-queries.ts'

const school = (app: TestApp, name: string) =>
  listOrganisation(app, { names: [[name, '1990-01-01']], sector: 'education' })

const job = { jobRole: 'teacher', jobTitle: '', managerName: '', managerEmail: '' }

async function heldBy({ database, clock }: TestApp, personId: string) {
  return listAffiliationsOn(database, personId, ukDate(clock.now()))
}

test('an officer moves somebody from role to role and employer to employer; each day keeps its own', async () => {
  const app = await testApp()
  const [first, second] = [await school(app, 'A School'), await school(app, 'B Charity')]
  const { personId } = await account(app)
  const post = async (path: string, form: Record<string, string>) => {
    const answer = await app.request(`/manage/people/${personId}/employers/${path}`, {
      as: await app.signIn('officer'),
      form,
    })
    assert.match(answer.headers.get('location') ?? '', /^\/manage\/people\//)
  }
  await post('new', { organisationId: first, ...job, jobTitle: 'Teacher' })
  app.clock.set('2021-03-01T12:00:00Z')
  const [held] = await heldBy(app, personId)
  await post(`${held!.id}/job`, { ...job, jobRole: 'manager', jobTitle: 'Head teacher' })
  app.clock.set('2022-05-01T12:00:00Z')
  const [later] = await heldBy(app, personId)
  await post(`${later!.id}/organisation`, { organisationId: second })
  const history = await listAffiliationHistory(app.database, personId, '2022-05-01')
  assert.deepEqual(
    history.map(
      ({ organisationName, jobTitle, validFrom, validTo }) =>
        `${organisationName}, ${jobTitle}: ${validFrom} to ${validTo}`,
    ),
    [
      'B Charity, Head teacher: 2022-05-01 to null',
      'A School, Head teacher: 2021-03-01 to 2022-05-01',
      'A School, Teacher: 2020-10-20 to 2021-03-01',
    ],
  )
  const as = await app.signIn('officer')
  const page = await (await app.request(`/manage/people/${personId}`, { as })).text()
  assert.match(page, /28 February 2021/)
  assert.match(page, /Head teacher/)
  assert.match(page, /changed the role or line manager of/)
})

test('an officer asks somebody to check; only officers change others', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const { personId } = await account(app)
  const place = await school(app, 'A School')
  const base = `/manage/people/${personId}`
  await app.request(`${base}/employers/new`, {
    as: officer,
    form: { organisationId: place, ...job },
  })
  const [held] = await heldBy(app, personId)
  const at = `${base}/employers/${held!.id}`
  const reads = [`${base}/employers/new`, `${at}/organisation`, `${at}/job`, `${at}/leaving`]
  const writes = [...reads, `${at}/main`, `${base}/details-request`]
  for (const role of [
    'communications',
    'training-coordinator',
    'agency-lead',
    'practitioner',
  ] as const) {
    const as = await app.signIn(role)
    for (const path of reads) assert.equal((await app.request(path, { as })).status, 403, path)
    for (const path of writes)
      assert.equal((await app.request(path, { as, form: { ...job } })).status, 403, path)
  }
  for (const path of reads)
    assert.equal((await app.request(path, { as: officer })).status, 200, path)
  assert.equal((await heldBy(app, personId)).length, 1)

  const asked = await app.request(`${base}/details-request`, { as: officer, form: { '': '' } })
  assert.equal(asked.status, 303)
  const page = await (await app.request(base, { as: officer })).text()
  assert.match(page, /an officer asked/)
  assert.match(page, /asked .* to check their details/)
  const gone = await app.request(`/manage/people/${officer.personId}/employers/${held!.id}/job`, {
    as: officer,
  })
  assert.equal(gone.status, 404, 'an affiliation of somebody else')
})

test('a person adds, corrects and ends employers; what is wrong is said beside its field', async (t) => {
  const app = await testApp()
  const jo = await account(app)
  const door = frontDoor(app)
  await door.post('/sign-in', jo)
  const [first, second] = [await school(app, 'Fell School'), await school(app, 'Beck Club')]
  const base = '/account/details/employers'
  const post = (path: string, form: Record<string, string>) => door.post(`${base}/${path}`, form)

  await t.test('a search shows what it found and keeps what was typed', async () => {
    const found = await post('new', {
      'organisationId-words': 'fell',
      'organisationId-search': '1',
      ...job,
      jobTitle: 'Head of year',
    })
    assert.equal(found.status, 200)
    const page = await found.text()
    assert.match(page, /Fell School/)
    assert.match(page, /value="Head of year"/)
    assert.doesNotMatch(page, /govuk-error-summary/)
    const none = await post('new', { 'organisationId-words': 'zzqq', 'organisationId-search': '1' })
    assert.equal(none.status, 422)
    assert.match(await none.text(), /Nothing was found/)
  })

  await t.test('what cannot be is refused', async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ ...job }, /Enter the name, postcode or code/],
      [{ organisationId: first, ...job, jobRole: '' }, /Choose the role/],
      [{ organisationId: first, ...job, jobRole: 'emperor' }, /Choose the role/],
      [{ organisationId: first, ...job, managerEmail: 'a@b.example' }, /line manager’s name too/],
      [{ organisationId: first, ...job, managerName: '123' }, /at least one letter/],
      [{ organisationId: first, ...job, managerName: 'Al', managerEmail: 'x' }, /email address/],
      [
        { organisationId: first, ...job, managerName: 'Me', managerEmail: jo.email },
        /their own line manager/,
      ],
      [{ organisationId: first, ...job, jobTitle: 'x'.repeat(10_000) }, /200 characters or fewer/],
      [{ organisationId: 'nonsense\u0000', ...job }, /not in the register/],
    ]
    for (const [form, sentence] of wrong) {
      const answer = await post('new', form)
      assert.equal(answer.status, 422, JSON.stringify(form).slice(0, 100))
      assert.match(await answer.text(), sentence)
    }
    assert.deepEqual(await heldBy(app, jo.personId), [])
  })

  await t.test('two employers, sent twice, and the second made the main one', async () => {
    const employer = { organisationId: first, ...job, managerName: 'Al Tarn', managerEmail: '' }
    assert.equal((await post('new', employer)).status, 303)
    const again = await post('new', employer)
    assert.equal(again.status, 422)
    assert.match(await again.text(), /among the employers already/)
    await post('new', { organisationId: second, ...job, jobRole: 'sport' })
    const [, club] = await heldBy(app, jo.personId)
    assert.equal(club?.organisationName, 'Beck Club')
    assert.equal((await post(`${club.id}/main`, { '': '' })).status, 303)
    const [main] = await heldBy(app, jo.personId)
    assert.equal(main?.organisationName, 'Beck Club')
    assert.match(await (await door.get('/account/details')).text(), /Al Tarn/)
  })

  await t.test('leaving the main one on a day that has been', async () => {
    app.clock.advance(20 * 24 * 3600_000)
    await door.post('/sign-in', jo)
    const [main] = await heldBy(app, jo.personId)
    const leaving = (day: string) => {
      const [year = '', month = '', date = ''] = day.split('-')
      return post(`${main!.id}/leaving`, {
        'lastDay-day': date,
        'lastDay-month': month,
        'lastDay-year': year,
      })
    }
    for (const [day, sentence] of [
      ['2020-12-01', /today or an earlier day/],
      ['2019-01-01', /20 October 2020 or later/],
      ['2020-31-31', /real date/],
      ['', /Enter the last day/],
      ['1066-10-14', /after 1900/],
    ] as const) {
      const answer = await leaving(day)
      assert.equal(answer.status, 422, day)
      assert.match(await answer.text(), sentence)
    }
    assert.equal((await leaving('2020-10-31')).status, 303)
    const held = await heldBy(app, jo.personId)
    assert.deepEqual(
      held.map(({ organisationName, isMain }) => [organisationName, isMain]),
      [['Fell School', true]],
    )
    assert.equal((await leaving('2020-10-31')).status, 404, 'a form sent twice')
  })

  await t.test('nobody else’s can be changed', async () => {
    const [held] = await heldBy(app, jo.personId)
    const as = await app.signIn('practitioner')
    for (const path of ['job', 'main', 'organisation', 'leaving']) {
      const answer = await app.request(`${base}/${held!.id}/${path}`, { as, form: { ...job } })
      assert.equal(answer.status, 404, path)
    }
    for (const path of ['not-an-id/job', '%00/job'])
      assert.equal((await door.get(`${base}/${path}`)).status, 404, path)
  })
})

test('an unlisted organisation is asked for only where the person is placed there', async (t) => {
  const app = await testApp()
  const jo = await account(app)
  const door = frontDoor(app)
  await door.post('/sign-in', jo)
  const base = '/account/details/employers'
  const waiting = async () =>
    (
      await app.database
        .selectFrom('organisation')
        .select('id')
        .where('state', '=', 'requested')
        .execute()
    ).length
  const unlisted = (name: string) => ({
    name,
    sectorCode: 'education',
    postcode: '',
    place: 'Kendal',
    website: '',
  })
  const names = [
    'Ash',
    'Birch',
    'Cedar',
    'Dogwood',
    'Elder',
    'Fir',
    'Gorse',
    'Hazel',
    'Ivy',
    'Juniper',
  ]

  await t.test('not with the employer of somebody else in the address', async () => {
    const other = await account(app)
    await app.request(`/manage/people/${other.personId}/employers/new`, {
      as: await app.signIn('officer'),
      form: { organisationId: await school(app, 'Fell School'), ...job },
    })
    const begun = await (await door.get(`${base}/new/not-listed?name=Quince+%26+Sons`)).text()
    assert.match(begun, /value="Quince &amp; Sons"/, 'with the name that was looked for')
    const [held] = await heldBy(app, other.personId)
    for (const id of [held!.id, crypto.randomUUID(), 'nonsense']) {
      const answer = await door.post(`${base}/${id}/not-listed`, unlisted('Quince'))
      assert.equal(answer.status, 404, id)
    }
    assert.equal(await waiting(), 0)
  })

  await t.test('five may wait at once; the sixth gets a sentence', async () => {
    for (const name of names.slice(0, 5)) {
      const answer = await door.post(`${base}/new/not-listed`, unlisted(`${name} Works`))
      assert.equal(answer.status, 303, name)
    }
    const [held] = await heldBy(app, jo.personId)
    for (const path of ['new/not-listed', `${held!.id}/not-listed`]) {
      const sixth = await door.post(`${base}/${path}`, unlisted('Sixth Works'))
      assert.equal(sixth.status, 422, path)
      assert.match(await sixth.text(), /wait to be listed, which is the most/)
    }
    assert.equal(await waiting(), 5)
    assert.equal((await heldBy(app, jo.personId)).length, 5)
    // The control: when one has been decided there is room again.
    await app.database
      .updateTable('organisation')
      .set({ state: 'listed', opened_on: '2020-01-01' })
      .where('state', '=', 'requested')
      .execute()
    const next = await door.post(`${base}/${held!.id}/not-listed`, unlisted('Sixth Works'))
    assert.equal(next.status, 303)
    assert.equal(await waiting(), 1)
  })

  await t.test('not beside ten employers', async () => {
    for (const name of names.slice(5)) {
      const organisationId = await school(app, `${name} School`)
      assert.equal((await door.post(`${base}/new`, { organisationId, ...job })).status, 303)
    }
    const answer = await door.post(`${base}/new/not-listed`, unlisted('Eleventh Works'))
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /Ten employers at once/)
    assert.equal(await waiting(), 1)
  })
})
