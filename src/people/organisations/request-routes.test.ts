import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { lastMailTo } from '../../../test/people.ts'
import { findMainAffiliation } from '../affiliations/affiliation-queries.ts'
import { requestOrganisation } from './organisation-requests.ts'

test('the queue of organisations that are not listed', async (t) => {
  const app = await testApp()
  const { database } = app
  const officer = await app.signIn('officer')
  const listed = await listOrganisation(app, {
    names: [['Derwent Youth Project', '2003-05-12']],
    sector: 'vcfse',
    postcode: 'CA12 9ZZ',
    domains: ['derwent.example'],
  })
  const ask = async (name: string, postcode: string | null = null) => {
    const person = await app.signIn('practitioner')
    const id = await database.transaction().execute(async (transaction) => {
      const asked = { name, sectorCode: 'vcfse', postcode, place: null, website: null }
      const requested = await requestOrganisation(app.services, transaction, asked, {
        id: person.personId,
      })
      await transaction
        .insertInto('affiliation')
        .values({
          person_id: person.personId,
          organisation_id: requested,
          valid_from: '2020-10-01',
        })
        .execute()
      return requested
    })
    return { ...person, id }
  }
  const queue = async () =>
    (await app.request('/manage/organisations/requests', { as: officer })).text()
  const decide = (id: string, what: string, form: Record<string, string>) =>
    app.request(`/manage/organisations/requests/${id}/${what}`, { as: officer, form })
  const worksAt = async (personId: string) =>
    (await findMainAffiliation(database, personId, '2020-10-20'))?.organisationId
  const approval = {
    name: 'Borrowdale Forest School',
    sectorCode: 'early-years',
    postcode: 'ca12 9zx',
    place: 'Borrowdale',
    legalForm: 'Charity',
  }

  await t.test('each stands beside the listed ones that it may be', async () => {
    const { id } = await ask('Derwent Yuoth Project')
    const page = await queue()
    assert.match(page, /Derwent Yuoth Project/)
    assert.match(page, /Derwent Youth Project/)
    assert.match(
      await (await app.request(`/manage/organisations/requests/${id}`, { as: officer })).text(),
      /Which one is it/,
    )
    assert.match(
      await (await app.request('/manage/organisations', { as: officer })).text(),
      /Asked for \(1\)/,
    )
  })

  await t.test('it is listed, corrected, and everybody can choose it', async () => {
    const { id, personId } = await ask('borrowdale forrest scool')
    for (const [change, sentence] of [
      [{ name: '' }, /Enter the name/],
      [{ sectorCode: 'piracy' }, /Choose the sector/],
      [{ postcode: 'x' }, /full UK postcode/],
      [{ name: 'derwent youth project', postcode: '' }, /If it is that one, say so above/],
    ] as const) {
      const refused = await decide(id, 'approval', { ...approval, ...change })
      assert.equal(refused.status, 422)
      assert.match(await refused.text(), sentence)
    }
    assert.equal((await decide(id, 'approval', approval)).status, 303)
    const page = await (
      await app.request('/manage/organisations?q=ca129zx', { as: officer })
    ).text()
    assert.match(page, /Borrowdale Forest School/)
    assert.equal(await worksAt(personId), id)
    assert.doesNotMatch(await queue(), /forrest scool/)
    // A page that stood open, and a form sent twice.
    const again = await decide(id, 'approval', approval)
    assert.match(again.headers.get('location') ?? '', /decided/)
    assert.equal(
      (await app.request(`/manage/organisations/requests/${id}`, { as: officer })).status,
      303,
    )
  })

  await t.test('it is one that is listed: whoever works there is moved and told', async () => {
    const { id, personId, email } = await ask('Derwent Youth Club')
    const { id: affiliationId } = await database
      .selectFrom('affiliation')
      .select('id')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
    const search = await decide(id, 'match', {
      'listedId-words': 'derwent',
      'listedId-search': '1',
    })
    assert.match(await search.text(), /Derwent Youth Project/)
    assert.match(await (await decide(id, 'match', {})).text(), /Enter the name, postcode or code/)
    assert.equal((await decide(id, 'match', { listedId: id })).status, 422)
    assert.equal((await decide(id, 'match', { listedId: listed })).status, 303)
    const kept = await findMainAffiliation(database, personId, '2020-10-20')
    assert.equal(kept?.organisationId, listed)
    assert.equal(kept.id, affiliationId)
    await app.runJobs()
    assert.match(
      (await lastMailTo(app, email))?.text ?? '',
      /in our register\s+as “Derwent\s+Youth\s+Project”/,
    )
  })

  await t.test('who is at both is there once, and it stays the main one', async () => {
    const { id, personId } = await ask('Derwent Youth')
    await database
      .insertInto('affiliation')
      .values({
        person_id: personId,
        organisation_id: listed,
        is_main: false,
        valid_from: '2019-01-01',
      })
      .execute()
    await decide(id, 'match', { listedId: listed })
    const rows = await database
      .selectFrom('affiliation')
      .select(['is_main as main', 'valid_from as from', 'valid_to as to'])
      .where('person_id', '=', personId)
      .where('organisation_id', '=', listed)
      .orderBy('valid_from')
      .execute()
    assert.deepEqual(rows, [
      { main: false, from: '2019-01-01', to: '2020-10-01' },
      { main: true, from: '2020-10-01', to: null },
    ])
  })

  await t.test('it cannot be listed: whoever works there is told why and asked', async () => {
    const { id, personId, email } = await ask('Jo’s Own Business')
    assert.match(await (await decide(id, 'refusal', { reason: ' ' })).text(), /Write why/)
    assert.equal(
      (await decide(id, 'refusal', { reason: 'Choose where you work most.' })).status,
      303,
    )
    await app.runJobs()
    assert.match((await lastMailTo(app, email))?.text ?? '', /Choose where you work most/)
    const person = await database
      .selectFrom('person')
      .select('details_asked_because')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow()
    assert.equal(person.details_asked_because, 'officer')
    // Nothing is deleted: the record says what they said.
    assert.equal(await worksAt(personId), id)
    assert.match(
      await (await app.request('/manage/audit', { as: officer })).text(),
      /did not list “Jo’s Own Business” with the note “Choose where you work most\.”/,
    )
  })

  await t.test('two officers who decide at once decide once', async () => {
    const { id } = await ask('Twice Decided')
    const [one, other] = await Promise.all([
      decide(id, 'refusal', { reason: 'No.' }),
      decide(id, 'match', { listedId: listed }),
    ])
    const done = [one, other].map((answer) => answer.headers.get('location')?.split('done=')[1])
    assert.ok(done.includes('decided'), done.join())
  })

  await t.test('nobody but officers', async () => {
    const practitioner = await app.signIn('practitioner')
    const path = '/manage/organisations/requests'
    assert.equal((await app.request(path, { as: practitioner })).status, 403)
  })
})
