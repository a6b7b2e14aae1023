import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../test/app.ts'
import { latestGuidance } from '../src/guidance/guidance.ts'
import { nextTraining } from '../src/learning/learning.ts'
import { seedGuidance } from './guidance.ts'
import { seedLearning } from './learning.ts'

test('the demonstration’s guidance and course are published through the workflow by two people', async () => {
  const { database, services, signIn } = await testApp('2026-11-22T12:00:00Z')
  const cast = {
    authorId: (await signIn('communications', 'training-coordinator')).personId,
    reviewerId: (await signIn('officer')).personId,
  }
  await seedGuidance(services, cast)
  await seedLearning(services, cast)
  const guidance = await latestGuidance(database, 10)
  assert.deepEqual(
    guidance.map(({ path }) => path),
    [
      '/guidance/peer-on-peer-sexual-abuse',
      '/guidance/child-criminal-exploitation',
      '/guidance/pictures-shared-between-young-people',
      '/guidance/sharing-information-to-protect-a-child',
    ],
  )
  const [course] = await nextTraining(database, services.clock.now(), 10)
  assert.equal(course?.bandLabel, 'Level 2')
  assert.equal(course.nextSessionAt, null)
})
