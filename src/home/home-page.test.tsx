import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedGuidance } from '../../demo/guidance.ts'
import { seedLearning } from '../../demo/learning.ts'
import { testApp } from '../../test/app.ts'
import { emptyGuidance, guidanceKind } from '../guidance/guidance.ts'
import { createDraft, publish, submitForReview } from '../publishing/publishing.ts'

test('the home page announces nothing of another time as new', async () => {
  const { database, services, signIn, request, clock } = await testApp('2026-11-22T12:00:00Z')
  const cast = {
    authorId: (await signIn('communications', 'training-coordinator')).personId,
    reviewerId: (await signIn('officer')).personId,
  }
  await seedGuidance(services, cast)
  await seedLearning(services, cast)
  const cards = async () => {
    const html = await (await request('/')).text()
    return html.slice(html.indexOf('id="latest"'), html.indexOf('id="about"'))
  }
  const before = await cards()
  assert.match(before, /Guidance from our archive/)
  assert.match(before, /Training from our archive/)
  assert.doesNotMatch(before, /New guidance/)
  assert.equal(before.match(/Historic/g)?.length, 2)

  const kind = { ...guidanceKind, obstaclesOf: () => [] }
  const act = (by: string) => ({ by, now: clock.now() })
  const draft = { title: 'Safer sleep', summary: 'For every visit.', content: emptyGuidance }
  const { id } = await createDraft(database, kind, draft, act(cast.authorId))
  await submitForReview(database, kind, id, act(cast.authorId))
  await publish(database, services.jobs, kind, id, {}, act(cast.reviewerId))
  const after = await cards()
  assert.match(after, /New guidance/)
  assert.match(after, /Safer sleep/)
})
