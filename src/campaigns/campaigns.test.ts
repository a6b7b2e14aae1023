import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import {
  createDraft,
  findLatest,
  findPublished,
  publish,
  saveDraft,
  submitForReview,
  withdraw,
} from '../publishing/publishing.ts'
import { documentFromText } from '../publishing/rich-text-as-text.ts'
import { missingOf } from '../ui/readiness.tsx'
import { campaignKind, newAudienceText, newCampaign, type CampaignContent } from './campaigns.ts'
import { phaseOn, timeOf } from './campaign-content.ts'
import { listRunning } from './campaign-queries.ts'
import { campaignReadiness } from './campaign-readiness.ts'

const words = documentFromText('Some words.')

/** Everything a campaign needs and nothing more. */
const whole: CampaignContent = newCampaign({
  aim: 'Everybody knows whom to call.',
  startsOn: '2020-10-01',
  endsOn: '2021-09-30',
  callToAction: { text: 'Know whom to call', address: '/report' },
  keyMessages: ['It is never the child’s fault.'],
  phases: [
    {
      theme: 'Exploitation by criminals',
      startsOn: '2020-10-01',
      endsOn: '2020-12-31',
      text: words,
    },
    { theme: 'Safer online', startsOn: '2021-01-01', endsOn: '2021-02-28', text: words },
  ],
  audiences: [
    newAudienceText('parents', {
      heading: 'What parents can notice',
      text: words,
      signs: words,
      whatToDo: words,
      routeKeys: ['front-door'],
    }),
  ],
  partners: [{ name: 'NSPCC', role: 'campaign-partner', webAddress: 'https://www.nspcc.org.uk/' }],
  support: words,
  contactEmail: 'campaigns@example.org',
})

const missing = (change: Partial<CampaignContent>): string[] =>
  missingOf(campaignReadiness({ summary: 'A summary.', content: { ...whole, ...change } }))

test('a draft may lack everything, a campaign in review nothing', async () => {
  const { database, services, signIn, clock } = await testApp()
  const writer = await signIn('communications')
  const officer = await signIn('officer')
  const act = { by: writer.personId, now: clock.now() }
  const empty = { title: 'IT’S NOT OK', summary: '', content: newCampaign() }
  const { id, slug } = await createDraft(database, campaignKind, empty, act)
  assert.equal(slug, 'its-not-ok')

  const refused = await submitForReview(database, campaignKind, id, act)
  assert.ok(!refused.ok && refused.reason === 'not-ready')
  assert.ok(refused.obstacles.some((sentence) => sentence.startsWith('A call to action')))

  const complete = { ...empty, summary: 'A year against exploitation.', content: whole, basedOn: 1 }
  await saveDraft(database, campaignKind, id, complete, act)
  assert.deepEqual(await submitForReview(database, campaignKind, id, act), { ok: true })
  const review = { by: officer.personId, now: clock.now() }
  await publish(database, services.jobs, campaignKind, id, {}, review)
  assert.deepEqual((await findPublished(database, campaignKind, slug))?.content, whole)

  assert.deepEqual(await listRunning(database, '2020-10-20'), [
    { publicationId: id, phase: { theme: 'Exploitation by criminals', endsOn: '2020-12-31' } },
  ])
  assert.deepEqual(await listRunning(database, '2021-03-01'), [{ publicationId: id, phase: null }])
  assert.deepEqual(await listRunning(database, '2021-10-01'), [])
  await withdraw(database, campaignKind, id, 'It is over.', review)
  assert.deepEqual(await listRunning(database, '2020-10-20'), [])
  assert.equal((await findLatest(database, campaignKind, id))?.content.partners.length, 1)
})

test('what is missing is said in sentences', () => {
  assert.deepEqual(missing({}), [])
  const says = (change: Partial<CampaignContent>, sentence: RegExp): void => {
    const found = missing(change)
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0]!, sentence)
  }
  says({ endsOn: '' }, /always has an end/)
  says({ phases: [whole.phases[0]!], endsOn: '2021-10-01' }, /twelve months at most/)
  assert.match(missing({ endsOn: '2020-09-30' })[0]!, /end lies before the start/)
  says({ callToAction: { text: 'Call', address: 'javascript:alert(1)' } }, /call to action/)
  says({ phases: [] }, /at least one/)
  says({ phases: whole.phases.toReversed() }, /“Exploitation by criminals” starts before/)
  says(
    { phases: [{ ...whole.phases[0]!, startsOn: '2020-09-30' }] },
    /outside the campaign’s dates/,
  )
  says({ phases: [{ ...whole.phases[0]!, endsOn: '' }] }, /needs both dates/)
  says({ audiences: [] }, /at least one audience/)
  says(
    { audiences: [{ ...whole.audiences[0]!, routeKeys: [] }] },
    /Parents: choose at least one way/,
  )
  says({ contactEmail: 'nobody' }, /who hears of new supporters/)
})

test('a campaign is to come, now or past, and has the phase of the day', () => {
  assert.equal(timeOf(whole, '2020-09-30'), 'to-come')
  assert.equal(timeOf(whole, '2020-10-01'), 'now')
  assert.equal(timeOf(whole, '2021-09-30'), 'now')
  assert.equal(timeOf(whole, '2021-10-01'), 'past')
  assert.equal(phaseOn(whole, '2020-12-31')?.theme, 'Exploitation by criminals')
  assert.equal(phaseOn(whole, '2021-01-01')?.theme, 'Safer online')
  assert.equal(phaseOn(whole, '2021-03-01'), null)
})

test('a version written before a field existed is still read', () => {
  const read = campaignKind.schema.parse({ aim: 'Old', audiences: [{ audience: 'carers' }] })
  assert.equal(read.audiences[0]?.heading, '')
  assert.deepEqual(read.hashtags, [])
})
