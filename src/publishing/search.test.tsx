import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp, type TestApp } from '../../test/app.ts'
import { createDraft, publish, submitForReview, withdraw } from './publishing.ts'
import { entries, indexQuery, rebuildSearchWords } from './search-queries.ts'
import { renewSearch } from './search.ts'
import { isUrgent } from './search-words.ts'
import { markedText, searchSite, type SearchQuestion } from './site-search.ts'
import { editDistance, probablyMeant } from './spelling.ts'
import { note } from '../../test/notes.tsx'

async function published(app: TestApp, title: string, text: string, summary = ''): Promise<string> {
  const { database, services, clock } = app
  const act = { by: null, now: clock.now() }
  const { id } = await createDraft(database, note, { title, summary, content: { text } }, act)
  await submitForReview(database, note, id, act)
  await publish(database, services.jobs, note, id, {}, act)
  clock.advance(1000)
  return id
}

test('the public finds what was published', async (t) => {
  const app = await testApp()
  const { database } = app
  const act = () => ({ by: null, now: app.clock.now() })
  await published(app, 'Child criminal exploitation', 'Signs: new phones, going missing, debts.')
  await published(app, 'Safety on the internet', 'Talk about exploitation and images.')
  await published(app, 'Child-on-child abuse', 'What schools do about harm between pupils.')
  const old = await published(app, 'Changes to the LSCB', 'The board has new members.')
  await published(app, 'Health', 'Each ICB has a lead nurse.')
  const titles = async (query: string, more: Partial<SearchQuestion> = {}) =>
    (await searchSite(database, { query, ...more })).results.map(({ title }) =>
      title.map((piece) => piece.text).join(''),
    )

  await t.test('by words in any form, the title before the text', async () => {
    const both = ['Child criminal exploitation', 'Safety on the internet']
    assert.deepEqual(await titles('exploitation'), both)
    assert.deepEqual(await titles('exploited'), both)
    assert.deepEqual(await titles('  EXPLOITATION!! '), both)
  })
  await t.test('by the beginning of a word', async () => {
    for (const typed of ['expl', 'exploita', 'exploitatio'])
      assert.equal((await titles(typed)).length, 2, typed)
  })
  await t.test('with what was found marked, and nothing of it as HTML', async () => {
    await published(app, 'Bullying & <i>teasing', 'What <b is bullying? 3 < 5 & "more".')
    const [found] = (await searchSite(database, { query: 'bullying' })).results
    assert.ok(found!.excerpt.some((piece) => piece.isFound && piece.text === 'bullying'))
    const page = await (await app.request('/search?q=bullying')).text()
    assert.match(page, /<mark>Bullying<\/mark> &amp; /)
    assert.match(page, /&lt;b is <mark>bullying<\/mark>\? 3 &lt; 5/)
  })
  await t.test('despite a slip, and the page says what it looked for instead', async () => {
    const slipped = await searchSite(database, { query: 'criminal expliotation' })
    assert.equal(slipped.corrected, 'criminal exploitation')
    assert.equal(slipped.total, 1)
    const page = await (await app.request('/search?q=criminal+expliotation')).text()
    assert.match(page, /Showing results for <strong>criminal exploitation<\/strong>/)
    assert.match(page, /exact=1">criminal expliotation/)
    const asTyped = await searchSite(database, { query: 'expliotation', asTyped: true })
    assert.equal(asTyped.total, 0)
    for (const slip of ['saftey', 'intrenet', 'exploitaton', 'crimnal', 'schols'])
      assert.notEqual((await searchSite(database, { query: slip })).total, 0, slip)
  })
  await t.test('with some of the words, where no page has all', async () => {
    const partly = await searchSite(database, { query: 'debts for ponies' })
    assert.ok(partly.isPartial)
    assert.equal(partly.total, 1)
  })
  await t.test('a term and its successors are one, in both directions', async () => {
    await addTerms(app, [
      ['peer-on-peer', 'child-on-child'],
      ['LSCB', 'LSCP'],
      ['CCG', 'ICB'],
    ])
    const abuse = ['Child-on-child abuse']
    for (const typed of ['peer-on-peer abuse', 'Peer on peer abuse', 'child on child abuse'])
      assert.deepEqual(await titles(typed), abuse, typed)
    assert.deepEqual(await titles('LSCP'), ['Changes to the LSCB'])
    assert.deepEqual(await titles('lscbs'), ['Changes to the LSCB'])
    assert.deepEqual(await titles('CCG lead'), ['Health'])
    const page = await (await app.request('/search?q=peer-on-peer')).text()
    assert.match(page, /Also looked for “child-on-child”/)
  })
  await t.test('the pages on how to report are found', async () => {
    const { results } = await searchSite(database, { query: 'NSPCC' })
    assert.deepEqual(
      results.map(({ path }) => path),
      ['/report'],
    )
    const threshold = await searchSite(database, { query: 'threshold levels' })
    assert.equal(threshold.results[0]!.path, '/report/threshold')
  })
  await t.test('of one kind only', async () => {
    assert.deepEqual(await titles('exploitation', { kind: 'bulletin' }), [])
    assert.equal((await titles('exploitation', { kind: 'guidance' })).length, 2)
    assert.equal((await app.request('/search?q=exploitation&kind=nonsense')).status, 200)
  })
  await t.test('withdrawn is found no more, nor its words', async () => {
    await withdraw(database, note, old, 'Out of date', act())
    assert.deepEqual(await titles('LSCB'), [])
    await rebuildSearchWords(database)
    assert.equal((await searchSite(database, { query: 'boerd members' })).corrected, null)
  })
})

test('a word of the field is never taken for another one', async (t) => {
  const app = await testApp()
  const { database } = app
  await published(
    app,
    'Growing up',
    'The setting, the hour, the class: a CSCP page with helping hands.',
  )
  await published(app, 'Based on trust', 'What a good talk is based on.')
  await published(app, 'Pictures shared between young people', 'What to do.')
  await addTerms(app, [['Wharf House team', 'CCASS']])
  const shown = async (query: string) =>
    (await (await app.request(`/search?q=${encodeURIComponent(query)}`)).text()).replace(
      /<[^>]*>/g,
      '',
    )

  for (const query of ['grooming', 'LSCP', 'CCASS'])
    await t.test(`${query} is said to be on no page`, async () => {
      const { corrected, offered, total } = await searchSite(database, { query })
      assert.deepEqual([corrected, offered, total], [null, null, 0])
      assert.ok((await shown(query)).includes(`Nothing found for “${query}”`))
    })
  await t.test('what has the other words only says which word is missing', async () => {
    const { missing, results } = await searchSite(database, { query: 'honour based' })
    assert.deepEqual(missing, ['honour'])
    assert.equal(results.length, 1)
    assert.match(await shown('honour based'), /Nothing was found for “honour”/)
  })
  await t.test('and finds what says the same in other words', async () => {
    const { results } = await searchSite(database, { query: 'sexting' })
    assert.deepEqual(
      results.map(({ path }) => path),
      ['/guidance/pictures-shared-between-young-people'],
    )
  })
  await t.test('another word may only be offered', async () => {
    const { corrected, offered, total } = await searchSite(database, { query: 'bastd' })
    assert.deepEqual([corrected, offered, total], [null, 'based', 0])
    assert.match(await shown('bastd'), /Nothing found for “bastd”[\s\S]*Did you mean based ?\?/)
  })
})

test('what an earlier making of the index did not have is found after the upgrade', async () => {
  const app = await testApp()
  const { database } = app
  const id = await published(app, 'Safer sleep', 'Where a baby sleeps.')
  const kind = { ...note, alsoFoundBy: () => ['Morecambe Bay health trust'] }
  const found = async () => (await searchSite(database, { query: 'Morecambe' })).total
  await renewSearch(database, [kind], 'older')
  assert.equal(await found(), 0, 'what is of today’s making is left alone')
  await database.updateTable('search_entry').set({ making: 0 }).execute()
  await renewSearch(database, [kind], 'older')
  assert.equal(await found(), 1)
  await withdraw(database, kind, id, 'Out of date', { by: null, now: app.clock.now() })
  await renewSearch(database, [kind], 'all')
  assert.equal(await found(), 0)
})

test('a page of results holds ten, and the pages are numbered', async () => {
  const app = await testApp()
  for (let at = 1; at <= 23; at += 1) await published(app, `Bullying ${at}`, 'Words')
  const third = await searchSite(app.database, { query: 'bullying', page: 3 })
  assert.deepEqual([third.total, third.pages, third.results.length], [23, 3, 3])
  assert.equal((await searchSite(app.database, { query: 'bullying', page: 99 })).page, 3)
  const page = await (await app.request('/search?q=bullying&page=2')).text()
  assert.match(page, /23 results, page 2 of 3/)
  assert.match(page, /q=bullying&amp;page=3/)
})

test('odd queries are answered, never with an error', async (t) => {
  const app = await testApp()
  await published(app, 'Who to ask', 'Words')
  const odd = [
    '',
    '   ',
    '%00',
    '%27%3B+drop+table+term%3B--',
    '%22',
    '%26%7C%21%28%29%3A%2A',
    'the',
    'who+to',
    '%F0%9F%98%80',
    'a'.repeat(7000),
    'word+'.repeat(500),
    '%ff%fe',
    '%3Cscript%3E',
    '-',
    'to%3A%2A',
    '%5C',
  ]
  for (const query of odd)
    await t.test(query.slice(0, 30), async () => {
      const response = await app.request(`/search?q=${query}`)
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('cache-control'), 'no-store')
    })
  for (const page of ['0', '-1', 'x', '1e9', '99999999999999999999'])
    assert.equal((await app.request(`/search?q=ask&page=${page}`)).status, 200)
  await t.test('everyday words are looked for in titles', async () => {
    const found = await searchSite(app.database, { query: 'who to' })
    assert.equal(found.results.length, 1)
  })
})

test('who needs help now sees how to report first, without a trace in the title', async () => {
  const app = await testApp()
  for (const query of ['help', 'abuse at home', '999', 'Report', '01632 960 123', 'self harm'])
    assert.ok(isUrgent(query), query)
  for (const query of ['knife crime', 'level 2 training', 'October 2020', 'bulletin'])
    assert.ok(!isUrgent(query), query)
  const page = await (await app.request('/search?q=i+am+scared')).text()
  assert.match(page, /href="\/report">Report a concern, or talk to somebody/)
  assert.ok(!/<title>[^<]*scared/.test(page))
})

test('the search runs on its index, however much is published', async () => {
  const { database } = await testApp()
  await sql`
    with made as (
      insert into publication (kind, slug) select 'guidance', 'page-' || n from generate_series(1, 5000) n returning id, slug)
    insert into search_entry (publication_id, kind, path, title, summary, body, language, published_at)
    select id, 'guidance', '/guidance/' || slug, 'Page ' || slug, 'Summary', repeat('words about ' || slug || ' ', 20), 'en', now()
    from made`.execute(database)
  await sql`analyze search_entry`.execute(database)
  const query = indexQuery([{ kind: 'word', word: 'page77' }], new Map(), 'all')
  const statement = entries(query, { kind: null, limit: 10, offset: 0, beside: [] })
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${statement}`.execute(database)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  assert.match(plan, /search_entry_document/)
  assert.ok(!plan.includes('Seq Scan on search_entry'), plan)
})

test('marks become pieces of text, whatever is between them', () => {
  assert.deepEqual(markedText('a \u0001b\u0002 c \u0001d'), [
    { text: 'a ', isFound: false },
    { text: 'b', isFound: true },
    { text: ' c ', isFound: false },
    { text: 'd', isFound: true },
  ])
})

test('the nearest known word is meant, if it is near enough', () => {
  assert.equal(editDistance('saftey', 'safety', 3), 1)
  assert.deepEqual(probablyMeant('saftey', ['safely', 'safety']), { word: 'safety', isSure: true })
  assert.equal(probablyMeant('cat', ['car']), null)
  assert.equal(probablyMeant('exploitation', ['explanation', 'examination']), null)
  assert.deepEqual(probablyMeant('setting', ['settler', 'sitting']), {
    word: 'sitting',
    isSure: false,
  })
  for (const [typed, other] of [
    ['grooming', 'growing'],
    ['honour', 'hour'],
    ['lscp', 'cscp'],
    ['helpline', 'helping'],
  ])
    assert.equal(probablyMeant(typed!, [other!]), null, typed)
})

async function addTerms({ database }: TestApp, pairs: [string, string][]): Promise<void> {
  for (const [label, successor] of pairs) {
    const insert = (values: { label: string; replaced_by?: string }) =>
      database
        .insertInto('term')
        .values({ nation: 'england', ...values })
        .returning('id')
        .executeTakeFirstOrThrow()
    const { id } = await insert({ label: successor })
    await insert({ label, replaced_by: id })
  }
}
