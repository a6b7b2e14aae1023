import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { documentFromText } from '../publishing/rich-text-as-text.ts'
import { isReady } from '../ui/readiness.tsx'
import {
  emptyGuidance,
  guidanceSchema,
  sectionsIn,
  type GuidanceContent,
} from './guidance-content.ts'
import { guidanceReadiness } from './guidance-readiness.ts'
import {
  insertTopic,
  listInstruments,
  listTopics,
  type LegalInstrument,
} from './guidance-queries.ts'
import { inForceInstead, instrumentStateOn, keepInstrument, lawOf } from './legal-instruments.ts'
import { nationsInWords } from './nations.ts'

const instrument = (id: string, more: Partial<LegalInstrument> = {}): LegalInstrument => ({
  id,
  title: id,
  kind: 'act',
  nations: ['england'],
  citation: '',
  address: null,
  validFrom: null,
  validTo: null,
  replacedBy: null,
  checkedOn: null,
  ...more,
})

test('the law of a page is the law of its day', () => {
  const of2018 = instrument('2018', {
    validFrom: '2018-07-04',
    validTo: '2023-12-15',
    replacedBy: '2023',
  })
  const of2023 = instrument('2023', {
    validFrom: '2023-12-15',
    validTo: '2026-03-19',
    replacedBy: '2026',
  })
  const of2026 = instrument('2026', { validFrom: '2026-03-19' })
  const all = [of2018, of2023, of2026]
  assert.equal(instrumentStateOn(of2018, '2018-07-03'), 'not-yet')
  assert.equal(instrumentStateOn(of2018, '2020-10-20'), 'in-force')
  assert.equal(instrumentStateOn(of2018, '2023-12-15'), 'ended')
  assert.equal(inForceInstead(of2018, all, '2020-10-20')?.id, '2018')
  assert.equal(inForceInstead(of2018, all, '2026-11-22')?.id, '2026')
  const named = { instrumentIds: ['2018', 'gone'], nation: 'england' as const }
  const days = { page: '2020-10-20', today: '2024-01-01' }
  assert.deepEqual(
    lawOf(named, all, days).map(({ state, hasEnded, instead }) => [state, hasEnded, instead?.id]),
    [['in-force', true, '2023']],
  )
  assert.deepEqual(lawOf({ ...named, nation: 'wales' }, all, days), [])
})

test('instruments that replace each other in a circle end in nothing, not in a loop', () => {
  const one = instrument('one', { validTo: '2000-01-01', replacedBy: 'two' })
  const two = instrument('two', { validTo: '2000-01-01', replacedBy: 'one' })
  assert.equal(inForceInstead(one, [one, two], '2020-01-01'), null)
})

test('a section for one nation is read there and nowhere else', () => {
  const content: GuidanceContent = {
    ...emptyGuidance,
    sections: [
      { title: 'Everywhere', text: documentFromText('a'), nation: null },
      { title: 'Wales', text: documentFromText('b'), nation: 'wales' },
    ],
  }
  assert.deepEqual(
    sectionsIn(content, 'wales').map(({ title }) => title),
    ['Everywhere', 'Wales'],
  )
  assert.deepEqual(
    sectionsIn(content, 'england').map(({ title }) => title),
    ['Everywhere'],
  )
})

test('the check list names what a page still needs, see-also entries without an address by title', () => {
  const draft = {
    summary: 'What it gives.',
    content: {
      ...emptyGuidance,
      audience: 'Practitioners',
      topics: ['neglect'],
      sections: [{ title: 'Signs', text: documentFromText('Look out.'), nation: null }],
      seeAlso: [
        { title: 'A news story', publisher: '', address: null, kind: 'news-story' as const },
      ],
    },
  }
  const missing = guidanceReadiness(draft).filter((item) => !item.isReady)
  assert.deepEqual(
    missing.map((item) => item.what),
    ['Every “see also” entry has an address'],
  )
  assert.match(missing[0]!.missing, /“A news story”/)
  const entry = { ...draft.content.seeAlso[0]!, address: 'https://example.org/story' }
  assert.ok(
    isReady(guidanceReadiness({ ...draft, content: { ...draft.content, seeAlso: [entry] } })),
  )
  assert.equal(isReady(guidanceReadiness({ summary: '', content: emptyGuidance })), false)
})

test('a stored page of an older shape, and an import of almost nothing, are completed', () => {
  assert.deepEqual(guidanceSchema.parse({}), emptyGuidance)
  const parsed = guidanceSchema.parse({ sections: [{ title: 'A' }], seeAlso: [{ title: 'B' }] })
  assert.deepEqual(parsed.sections, [
    { title: 'A', text: { type: 'doc', content: [] }, nation: null },
  ])
  assert.equal(parsed.seeAlso[0]!.address, null)
})

test('nations are said in words', () => {
  assert.equal(nationsInWords(['wales', 'england']), 'England and Wales')
  assert.equal(
    nationsInWords(['england', 'wales', 'scotland', 'northern-ireland']),
    'the United Kingdom',
  )
})

test('topics and legal instruments are kept once each', async () => {
  const database = await testDatabase()
  const topic = { slug: 'water-safety', title: 'Water safety', summary: '' }
  assert.equal(await insertTopic(database, topic), true)
  assert.equal(await insertTopic(database, topic), false)
  assert.equal((await listTopics(database)).at(-1)?.title, 'Water safety')

  const { id: _, ...act } = instrument('x', { title: 'An Act', nations: ['england', 'wales'] })
  const id = await keepInstrument(database, act, null)
  assert.ok(id)
  assert.equal(await keepInstrument(database, act, null), null)
  assert.equal(await keepInstrument(database, { ...act, id, citation: '2003 c. 42' }, null), id)
  assert.deepEqual(
    (await listInstruments(database)).map(({ citation, nations }) => [citation, nations]),
    [['2003 c. 42', ['england', 'wales']]],
  )
})
