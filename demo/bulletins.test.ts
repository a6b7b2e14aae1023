import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../test/app.ts'
import { seedBulletins } from './bulletins.ts'
import { seedCampaigns } from './campaigns.ts'
import { seedGuidance } from './guidance.ts'
import { seedLearning } from './learning.ts'

test('the demonstration’s bulletin leads to its campaign, guidance and course, and went out once, to nobody outside', async () => {
  const app = await testApp('2026-11-22T12:00:00Z')
  const cast = {
    authorId: (await app.signIn('communications', 'training-coordinator')).personId,
    reviewerId: (await app.signIn('officer')).personId,
  }
  const officer = await app.signIn('officer')
  await seedCampaigns(app.services, cast)
  await seedGuidance(app.services, cast)
  await seedLearning(app.services, cast)
  const { mailing } = await seedBulletins(app.services, cast)

  const page = await (await app.request('/bulletins/october-2020')).text()
  for (const path of [
    '/campaigns/its-not-ok',
    '/guidance/peer-on-peer-sexual-abuse',
    '/training/safeguarding-responsibilities-thresholds-and-referrals',
  ])
    assert.match(page, new RegExp(`<a [^>]*href="${path}"`))

  await app.runJobs()
  const sent = await app.database.selectFrom('development_mail').select('recipient').execute()
  const recipients = sent
    .map(({ recipient }) => recipient)
    .filter((to) => to.endsWith('example.org'))
  assert.equal(recipients.length, 14)
  assert.equal(new Set(recipients).size, 14)
  const progress = await app.request(`/manage/bulletins/mailings/${mailing}`, { as: officer })
  assert.match(await progress.text(), /Sent to 14 of 14 subscribers/)
})
