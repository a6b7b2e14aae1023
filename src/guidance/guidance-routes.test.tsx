import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedGuidance } from '../../demo/guidance.ts'
import { testApp, type TestApp, type Visitor } from '../../test/app.ts'
import { createDraft, findLatest, withdraw } from '../publishing/publishing.ts'
import { emptyGuidance } from './guidance-content.ts'
import { guidanceKind } from './guidance-kind.ts'
import { listInstruments } from './guidance-queries.ts'

const page = '/guidance/peer-on-peer-sexual-abuse'

test('the public reads guidance by topic and by nation', async (t) => {
  const app = await testApp('2026-11-22T12:00:00Z')
  const { database, request, signIn, clock } = app
  const author = await signIn('communications')
  const officer = await signIn('officer')
  const cast = { authorId: author.personId, reviewerId: officer.personId }
  const { peerOnPeerSexualAbuse: id } = await seedGuidance(app.services, cast)
  await database
    .insertInto('partnership')
    .values({
      name: 'A partnership',
      short_name: 'A',
      area: 'A',
      nation: 'wales',
      valid_from: '2019-01-01',
      valid_to: null,
    })
    .execute()

  await t.test('the list and a topic name the pages, an unknown topic is not found', async () => {
    assert.match(await textOf(request('/guidance')), /Sharing information to protect a child/)
    const online = await textOf(request('/guidance/topics/online-safety'))
    assert.match(online, /Pictures shared between young people/)
    assert.doesNotMatch(online, /Sharing information to protect/)
    assert.equal((await request('/guidance/topics/neglect')).status, 200)
    assert.equal((await request('/guidance/topics/no-such-topic')).status, 404)
  })

  await t.test('an address without a nation reads as the partnership’s own', async () => {
    const own = await textOf(request(page))
    assert.match(own, /In Wales/)
    assert.match(own, /rel="canonical" href="\/guidance\/peer-on-peer-sexual-abuse"/)
    assert.match(await textOf(request(`${page}?nation=atlantis`)), /id="nation">In Wales/)
    const england = await textOf(request(`${page}?nation=england`))
    assert.match(england, /id="nation">In England/)
    assert.match(england, /rel="canonical" href="[^"]+\?nation=england"/)
    assert.match(england, /href="\?nation=scotland"/)
  })

  await t.test('a historic page shows the law of its day, and what holds now', async () => {
    const england = await textOf(request(`${page}?nation=england`))
    assert.match(england, /in force on 20 October 2020/)
    assert.match(england, /Working together to safeguard children 2018/)
    assert.match(england, /Today: .*Working together to safeguard children 2026/)
    assert.match(england, /check the original/)
    assert.match(england, /Historic\./)
  })

  await t.test('no page of guidance sets a cookie, and shared caches may keep it', async () => {
    const answer = await request(page)
    assert.equal(answer.headers.get('set-cookie'), null)
    assert.match(answer.headers.get('cdn-cache-control') ?? '', /public/)
  })

  await t.test('a draft is seen by its writers only', async () => {
    const draft = { title: 'Only a draft', summary: '', content: emptyGuidance }
    const made = await createDraft(database, guidanceKind, draft, {
      by: author.personId,
      now: clock.now(),
    })
    assert.equal((await request('/guidance/only-a-draft')).status, 404)
    const preview = `/manage/publications/${made.id}/preview`
    assert.match(await textOf(request(preview, { as: author })), /This page is not published/)
    assert.equal((await request(preview)).status, 303)
    const practitioner = await signIn('practitioner')
    assert.equal((await request('/manage/guidance', { as: practitioner })).status, 403)
  })

  await t.test('a withdrawn page says why', async () => {
    const act = { by: officer.personId, now: clock.now() }
    await withdraw(database, guidanceKind, id, 'Replaced by the regional procedure', act)
    const answer = await request(page)
    assert.equal(answer.status, 410)
    assert.match(await answer.text(), /Replaced by the regional procedure/)
  })
})

test('guidance is written in one form that loses nothing', async (t) => {
  const app = await testApp()
  const { database, request, signIn } = app
  const writer = await signIn('communications')
  const { id } = await newPage(app, writer)
  const edit = `/manage/guidance/${id}`
  const typed = {
    basedOn: '1',
    title: 'Neglect: what helps',
    summary: 'What helps.',
    audience: 'Practitioners',
    'sections.0.title': 'Signs',
    'sections.0.text': 'Look **closely**.',
    'sections.0.nation': '',
    'sections.1.title': 'In Wales',
    'sections.1.text': 'Call.',
    'sections.1.nation': 'wales',
    'seeAlso.0.title': 'A story',
    'seeAlso.0.publisher': 'NSPCC Learning',
    'seeAlso.0.address': '',
    'seeAlso.0.kind': 'news-story',
  }

  await t.test('a row button shows what was typed and saves nothing', async () => {
    const form = { ...typed, rows: 'add sections' }
    const shown = await textOf(request(edit, { as: writer, form }))
    assert.match(shown, /value="Neglect: what helps"/)
    assert.match(shown, /name="sections\.2\.title"/)
    assert.equal((await findLatest(database, guidanceKind, id))?.version, 1)
  })

  await t.test('a wrong address is said beside its field, and the rest stays', async () => {
    const form = { ...typed, 'seeAlso.0.address': 'javascript:alert(1)' }
    const answer = await request(edit, { as: writer, form })
    assert.equal(answer.status, 422)
    const shown = await answer.text()
    assert.match(shown, /href="#seeAlso-0-address"/)
    assert.match(shown, /id="seeAlso-0-address"/)
    assert.match(shown, /Look \*\*closely\*\*\./)
  })

  await t.test('a saved draft names what is missing, and its texts are documents', async () => {
    const answer = await request(edit, { as: writer, form: typed })
    assert.equal(answer.status, 303)
    const latest = (await findLatest(database, guidanceKind, id))!
    assert.equal(latest.content.sections[1]?.nation, 'wales')
    assert.equal(latest.content.seeAlso[0]?.address, null)
    const shown = await textOf(request(answer.headers.get('location')!, { as: writer }))
    assert.match(shown, /Saved as version 2/)
    assert.match(shown, /Give the address of “A story”/)
    const refused = await request(`/manage/publications/${id}/review`, { as: writer, form: {} })
    assert.equal(refused.status, 422)
  })

  await t.test(
    'a save over somebody else’s is shown beside theirs, and can be repeated',
    async () => {
      const other = await signIn('communications')
      const late = await request(edit, { as: other, form: { ...typed, summary: 'Mine.' } })
      assert.equal(late.status, 409)
      const shown = await late.text()
      assert.match(shown, /while you were writing/)
      assert.match(shown, /name="basedOn" value="2"/)
      const again = { ...typed, summary: 'Mine.', basedOn: '2' }
      assert.equal((await request(edit, { as: other, form: again })).status, 303)
    },
  )
})

test('law is kept with its dates, once', async () => {
  const { database, request, signIn } = await testApp()
  const writer = await signIn('communications')
  const form = {
    title: 'An Act',
    kind: 'act',
    nations: ['england', 'wales'],
    'validFrom-day': '1',
    'validFrom-month': '5',
    'validFrom-year': '2004',
    'validTo-day': '1',
    'validTo-month': '5',
    'validTo-year': '2003',
  }
  const add = (more: Record<string, string>) =>
    request('/manage/legal-instruments/new', { as: writer, form: { ...form, ...more } })
  assert.match(await textOf(add({})), /The end must be after the first day in force/)
  assert.equal((await add({ 'validTo-year': '2030' })).status, 303)
  assert.equal((await add({ 'validTo-year': '2030' })).status, 422)
  const [act] = await listInstruments(database)
  assert.deepEqual([act?.validFrom, act?.validTo], ['2004-05-01', '2030-05-01'])
  const shown = await textOf(request(`/manage/legal-instruments/${act!.id}`, { as: writer }))
  assert.match(shown, /value="2004"/)
  const itself = { ...form, 'validTo-year': '2030', replacedBy: act!.id }
  const refused = await request(`/manage/legal-instruments/${act!.id}`, {
    as: writer,
    form: itself,
  })
  assert.match(await refused.text(), /It cannot replace itself/)
  assert.equal((await request('/manage/legal-instruments/nonsense', { as: writer })).status, 404)
})

async function newPage({ request }: TestApp, as: Visitor): Promise<{ id: string }> {
  const answer = await request('/manage/guidance/new', { as, form: { title: 'Neglect' } })
  assert.equal(answer.status, 303)
  return { id: answer.headers.get('location')!.split('/').at(-1)! }
}

async function textOf(answer: Response | Promise<Response>): Promise<string> {
  return (await answer).text()
}
