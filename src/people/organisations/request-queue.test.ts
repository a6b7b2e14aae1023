import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { countQueries } from '../../../test/counted-queries.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { createApp } from '../../app.ts'
import { requestOrganisation } from './organisation-requests.ts'

const path = '/manage/organisations/requests'

test('the queue of what is not listed comes a page at a time, with few queries however many wait', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const counted = countQueries(app.services)
  const web = createApp(counted.services)
  const show = async (query = '') => {
    const { host } = new URL(app.services.config.publicUrl)
    const headers = { host, cookie: officer.cookie }
    counted.read()
    const answer = await web.request(`${app.services.config.publicUrl}${path}${query}`, { headers })
    return { page: await answer.text(), queries: counted.read() }
  }
  const ask = async (at: number) => {
    const { personId } = await app.signIn('practitioner')
    await listOrganisation(app, {
      names: [[`Beckside Hall ${at}`, '2001-01-01']],
      domains: [`hall${at}.example`],
    })
    const name = `Becksyde Hall ${at}`
    const asked = { name, sectorCode: 'vcfse', postcode: `CA12 4${at % 10}A`, place: null }
    await app.database
      .transaction()
      .execute((transaction) =>
        requestOrganisation(
          app.services,
          transaction,
          { ...asked, website: null },
          { id: personId },
        ),
      )
    app.clock.advance(1000)
  }
  await ask(1)
  // What is looked up once in a while is known from then on.
  await show()
  const one = await show()
  for (let at = 2; at <= 25; at += 1) await ask(at)
  const full = await show()
  assert.equal(full.queries, one.queries)
  assert.ok(full.queries <= 12, String(full.queries))
  const asked = (page: string) =>
    [...page.matchAll(/Becksyde Hall (\d+)/g)].map(([, at]) => Number(at))
  assert.match(full.page, /25 organisations wait/)
  assert.deepEqual(
    asked(full.page),
    Array.from({ length: 20 }, (_, at) => at + 1),
  )
  assert.match(full.page, /Beckside Hall 1</)
  assert.match(full.page, new RegExp(`${path}\\?page=2`))
  const last = await show('?page=2')
  assert.deepEqual(asked(last.page), [21, 22, 23, 24, 25])
  for (const query of ['?page=0', '?page=x', '?page=-1'])
    assert.equal(asked((await show(query)).page)[0], 1, query)
})

test('beside a request stand the listed ones that it may mean, the likeliest first', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const list = (name: string, more: object = {}) =>
    listOrganisation(app, { names: [[name, '2001-01-01']], ...more })
  await list('Skiddaw Swimming Club')
  await list('Derwent Youth Project')
  await list('Newlands Centre', { postcode: 'CA12 9ZZ' })
  await list('Honister Trust', { domains: ['derwent.example'] })
  await list('Derwent Boat Club', { closedOn: '2010-01-01' })
  await list('Derwent Youth Projects', { state: 'refused' })
  await list('Keswick Primary School')
  await list('Braithwaite Church of England Primary School')
  const after = await list('Borrowdale Scouts')
  await list('Derwent Youth Projekt', { closedOn: '2015-01-01', successorIds: [after] })
  const { id: by } = await app.database
    .insertInto('person')
    .values({ name: 'Jo Askham', email: 'jo@mail.derwent.example', email_verified_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const ask = (name: string, postcode: string | null) =>
    app.database
      .transaction()
      .execute((transaction) =>
        requestOrganisation(
          app.services,
          transaction,
          { name, sectorCode: 'vcfse', postcode, place: null, website: null },
          { id: by },
        ),
      )
  const shown = async (id: string) => {
    const page = await (await app.request(`${path}/${id}`, { as: officer })).text()
    return [...page.matchAll(/<label class="[^"]*radios__label"[^>]*>([^<]+)</g)].map(
      ([, name]) => name!,
    )
  }
  const youth = await shown(await ask('Derwent Yuoth Project', 'CA12 9ZZ'))
  assert.equal(youth[0], 'Derwent Youth Project')
  assert.deepEqual(youth.toSorted(), [
    'Borrowdale Scouts',
    'Derwent Youth Project',
    'Honister Trust',
    'Newlands Centre',
  ])
  const school = await shown(await ask('The Braithwaite Primary School', null))
  assert.deepEqual(school, ['Braithwaite Church of England Primary School', 'Honister Trust'])
})
