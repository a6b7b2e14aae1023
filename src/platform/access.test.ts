import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import {
  accessRuleOf,
  anyone,
  may,
  officerOr,
  partlySignedIn,
  signedIn,
  workspace,
  type AccessRule,
  type Role,
  type SignedInPerson,
} from './access.ts'

const person = (roles: Role[], factor: 'passed' | 'missing' | 'not asked'): SignedInPerson => ({
  id: '1',
  name: 'Test',
  email: 'test@example.org',
  roles,
  organisationId: null,
  secondFactorPassed: factor === 'passed',
  secondFactorRequired: factor !== 'not asked',
})

test('who may what', () => {
  const officer = person(['officer'], 'passed')
  const halfOfficer = person(['officer'], 'missing')
  const trainer = person(['training-coordinator'], 'passed')
  const lead = person(['agency-lead'], 'passed')
  const practitioner = person(['practitioner'], 'not asked')
  const everybody = [null, practitioner, lead, trainer, halfOfficer, officer]
  const table: [AccessRule, boolean[]][] = [
    [anyone, [true, true, true, true, true, true]],
    [partlySignedIn, [false, true, true, true, true, true]],
    [signedIn, [false, true, true, true, false, true]],
    [workspace, [false, false, false, true, false, true]],
    [officerOr('edit campaigns', 'communications'), [false, false, false, false, false, true]],
    [officerOr('see the agency', 'agency-lead'), [false, false, true, false, false, true]],
  ]
  for (const [rule, expected] of table)
    assert.deepEqual(
      everybody.map((who) => rule.allows(who)),
      expected,
      rule.sentence,
    )
})

test('a rule is found again on its middleware, and only there', () => {
  assert.equal(accessRuleOf(may(anyone)), anyone)
  assert.equal(
    accessRuleOf(() => {}),
    undefined,
  )
})

test('whoever may not is sent to sign in, to the second factor, or told so', async () => {
  const { app, request, signIn } = await testApp()
  app.get('/only-officers', may(officerOr('test')), (c) => c.text('in'))

  const visitor = await request('/only-officers?a=1')
  assert.equal(visitor.status, 303)
  assert.equal(visitor.headers.get('location'), '/sign-in?next=%2Fonly-officers%3Fa%3D1')
  assert.equal((await request('/only-officers', { as: await signIn('practitioner') })).status, 403)
  const officer = await request('/only-officers', { as: await signIn('officer') })
  assert.equal(await officer.text(), 'in')
})
