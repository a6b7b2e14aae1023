import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { seedTerms } from '../../demo/terms.ts'
import { checkText } from './editor-checks.ts'
import { documentFromText } from './rich-text-as-text.ts'
import { searchSite } from './site-search.ts'
import { listTerms, termsToCheck } from './term-queries.ts'
import { addTerm } from './terms.ts'

test('terms are added, ended and replaced by forms', async (t) => {
  const { request, signIn, database } = await testApp()
  const writer = await signIn('communications')
  const post = (path: string, form: Record<string, string>) => request(path, { as: writer, form })
  const idOf = async (label: string) =>
    (await listTerms(database)).find((term) => term.label === label)!.id

  await t.test('added', async () => {
    assert.equal((await post('/manage/terms/new', {})).status, 422)
    const empty = await (await post('/manage/terms/new', { label: ' ' })).text()
    assert.match(empty, /Enter the term/)
    assert.match(empty, /Choose the nation/)
    for (const label of ['child-on-child', 'peer-on-peer'])
      assert.equal((await post('/manage/terms/new', { label, nation: 'england' })).status, 303)
    const twin = await post('/manage/terms/new', { label: 'Peer-on-Peer', nation: 'england' })
    assert.equal(twin.status, 422)
    assert.match(await twin.text(), /listed for this nation already/)
    const elsewhere = { label: 'peer-on-peer', nation: 'wales' }
    assert.equal((await post('/manage/terms/new', elsewhere)).status, 303)
    const sector = { label: 'x', nation: 'wales', sector: 'none such' }
    assert.equal((await post('/manage/terms/new', sector)).status, 404)
  })

  await t.test('ended, with a successor', async () => {
    const [old, successor] = [await idOf('peer-on-peer'), await idOf('child-on-child')]
    const change = {
      label: 'peer-on-peer',
      nation: 'england',
      'validTo-day': '1',
      'validTo-month': '9',
      'validTo-year': '2022',
      replacedBy: successor,
    }
    assert.equal((await post(`/manage/terms/${old}`, change)).status, 303)
    const page = await (await request('/manage/terms', { as: writer })).text()
    assert.match(page, /until 1 September 2022/)
    const circle = { label: 'child-on-child', nation: 'england', replacedBy: old }
    const refused = await post(`/manage/terms/${successor}`, circle)
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /leads back to this one/)
    const backwards = { ...change, 'validFrom-day': '1', 'validFrom-month': '9' }
    const upside = await post(`/manage/terms/${old}`, { ...backwards, 'validFrom-year': '2023' })
    assert.match(await upside.text(), /must be after the first/)
    const abroad = { ...change, nation: 'scotland' }
    assert.match(await (await post(`/manage/terms/${old}`, abroad)).text(), /same nation/)
  })

  await t.test('by those who may', async () => {
    const paths = [
      '/manage/terms',
      '/manage/terms/new',
      `/manage/terms/${await idOf('peer-on-peer')}`,
    ]
    const trainer = await signIn('training-coordinator')
    for (const path of paths) {
      assert.equal((await request(path)).status, 303, path)
      assert.equal((await request(path, { as: trainer })).status, 403, path)
      assert.equal((await request(path, { as: writer })).status, 200, path)
    }
    assert.equal((await request(paths[1]!, { as: trainer, form: {} })).status, 403)
    const missing = '/manage/terms/00000000-0000-4000-8000-000000000000'
    assert.equal((await request(missing, { as: writer })).status, 404)
  })
})

test('the demonstration’s terms are pointed out to writers and found by the search', async () => {
  const { database, clock } = await testApp()
  await seedTerms(database, { by: null, now: clock.now() })
  const checks = checkText({
    document: documentFromText('The LSCB and each CCG discussed peer-on-peer abuse.'),
    terms: await termsToCheck(database),
  })
  assert.deepEqual(
    checks.filter(({ kind }) => kind === 'replaced-term').map(({ suggestion }) => suggestion),
    ['LSCP', 'ICB', 'child-on-child'],
  )
  const { alsoTerms } = await searchSite(database, { query: 'CCG' })
  const same = ['clinical commissioning group', 'ICB', 'integrated care board']
  assert.deepEqual(alsoTerms, [{ typed: 'CCG', same }])
})

test('two people cannot list the same term twice at once', async () => {
  const { database, clock } = await testApp()
  const act = { by: null, now: clock.now() }
  const term = {
    label: 'LSCP',
    nation: 'england' as const,
    sector: null,
    validFrom: null,
    validTo: null,
    replacedBy: null,
    note: null,
  }
  const outcomes = await Promise.allSettled([
    addTerm(database, term, act),
    addTerm(database, term, act),
  ])
  const added = outcomes.filter((o) => o.status === 'fulfilled' && o.value.ok)
  assert.equal(added.length, 1)
  assert.equal((await listTerms(database)).length, 1)
})
