import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { account, frontDoor, type Account } from '../../../test/people.ts'
import type { SignedInPerson } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { duplicatePaths } from '../people-paths.ts'
import { findPerson } from '../person-queries.ts'
import { markAsLeaver, takeRole } from '../roster.ts'
import { mergePeople, previewMerge } from './merging.ts'
import { previewUndo, undoMerge } from './undoing.ts'

/**
 * Two records of one person sleep in each other's rights. What was taken from the person while they were one must not
 * come back when the records are parted.
 */
type Joined = { kept: Account; merged: Account; mergeId: string }

async function joined(app: TestApp, by: SignedInPerson): Promise<Joined> {
  const kept = await account(app, { roles: ['practitioner', 'communications'] })
  const merged = await account(app, { roles: ['practitioner', 'communications'] })
  const sides = { name: 'kept', email: 'kept', organisation: 'kept' } as const
  const request = { keptId: kept.personId, mergedId: merged.personId, ...sides }
  const preview = await previewMerge(app.services, request, by)
  assert.ok(preview.ok)
  const merge = await mergePeople(app.services, { ...request, seen: preview.seen }, by)
  assert.ok(merge.ok)
  app.clock.advance(60_000)
  return { kept, merged, mergeId: merge.mergeId }
}

async function part({ services }: TestApp, { mergeId }: Joined, by: SignedInPerson): Promise<void> {
  const preview = await previewUndo(services, mergeId, by)
  assert.ok(preview.ok)
  assert.ok((await undoMerge(services, mergeId, preview.seen, by)).ok)
}

const rolesOf = async ({ database, clock }: TestApp, { personId }: Account): Promise<string[]> =>
  (await findPerson(database, ukDate(clock.now()), personId))!.roles
    .map(({ role }) => role)
    .toSorted()

const signIn = async (app: TestApp, { email, password }: Account): Promise<number> =>
  (await frontDoor(app).post('/sign-in', { email, password })).status

test('an undone merge brings back no right that was taken since', async (t) => {
  const app = await testApp()
  const { personId, email } = await account(app, { roles: ['officer'] })
  const by: SignedInPerson = {
    id: personId,
    name: 'An officer',
    email,
    roles: ['officer'],
    organisationId: null,
    secondFactorPassed: true,
    secondFactorRequired: true,
  }
  const officer = await app.signIn('officer')
  const shown = async ({ mergeId }: Joined): Promise<string> =>
    (await app.request(duplicatePaths.merge(mergeId), { as: officer })).text()

  await t.test('what nobody took is there again', async () => {
    const two = await joined(app, by)
    await part(app, two, by)
    assert.deepEqual(await rolesOf(app, two.merged), ['communications', 'practitioner'])
    assert.equal(await signIn(app, two.merged), 303)
  })

  await t.test('a role', async () => {
    const two = await joined(app, by)
    const role = { role: 'communications', organisationId: null } as const
    await takeRole(app.services, two.kept.personId, role, by)
    assert.match(await shown(two), /does not get back what was taken away since then/)
    await part(app, two, by)
    assert.deepEqual(await rolesOf(app, two.merged), ['practitioner'])
    assert.equal(await signIn(app, two.merged), 303)
  })

  await t.test('a leaver’s way in', async () => {
    const two = await joined(app, by)
    await markAsLeaver(app.services, two.kept.personId, by)
    assert.match(await shown(two), /has left since then, so the other record is a leaver’s as well/)
    await part(app, two, by)
    assert.deepEqual(await rolesOf(app, two.merged), [])
    assert.equal(await signIn(app, two.merged), 422)
  })
})
