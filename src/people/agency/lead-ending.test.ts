import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { lastMailTo } from '../../../test/people.ts'
import { answerTheRest, newcomer, proved } from '../../../test/registration.ts'
import { register } from '../../../test/roster.ts'
import { mergePeople, previewMerge } from '../duplicates/merging.ts'
import { previewUndo, undoMerge } from '../duplicates/undoing.ts'
import { beginImport, checkFile } from '../person-import/person-imports.ts'
import { endOutlivedLeading } from './lead-ending.ts'

// No lead's role outlives the work that it came from, by whichever way the work ends.

const now = '2026-11-26T09:00:00Z'

async function schools(app: TestApp): Promise<[string, string]> {
  return [
    await listOrganisation(app, { names: [['Beck School', '1990-01-01']] }),
    await listOrganisation(app, { names: [['Tarn School', '1990-01-01']] }),
  ]
}

async function leads(app: TestApp, personId: string, organisationId: string): Promise<void> {
  await app.database
    .insertInto('person_role')
    .values({
      person_id: personId,
      role: 'agency-lead',
      organisation_id: organisationId,
      valid_from: app.clock.now(),
    })
    .execute()
}

async function ledBy(app: TestApp, personId: string): Promise<(string | null)[]> {
  const rows = await app.database
    .selectFrom('person_role')
    .select('organisation_id as id')
    .where('person_id', '=', personId)
    .where('role', '=', 'agency-lead')
    .where('valid_to', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

test('a list that places a lead elsewhere ends their leading; one with another job does not', async () => {
  const app = await testApp(now)
  const [beck] = await schools(app)
  const add = async (name: string) => {
    const email = `${name.toLowerCase()}@beck.example`
    const id = await register(app, { name: `${name} Lead`, email, organisationIds: [beck] })
    await leads(app, id, beck)
    return id
  }
  const [moved, stays] = [await add('Moved'), await add('Stays')]
  const list = [
    'name,email,organisation,job title',
    'Moved Lead,moved@beck.example,Tarn School,',
    'Stays Lead,stays@beck.example,Beck School,Head',
  ]
  const file = { name: 'list.csv', bytes: Buffer.from(list.join('\n')) }
  const checked = await checkFile(app.services, file, null)
  assert.ok(checked.ok)
  await beginImport(app.services, checked.id, { by: null, invites: false })
  await app.runJobs()
  assert.deepEqual(await ledBy(app, moved), [])
  assert.deepEqual(await ledBy(app, stays), [beck])
  assert.ok(await lastMailTo(app, 'moved@beck.example', 'You are no longer an agency lead'))
})

test('somebody made a lead before they got in, who registers elsewhere, leads nothing', async () => {
  const app = await testApp(now)
  const [beck, tarn] = await schools(app)
  const email = 'jo@derwent-youth.example'
  const id = await register(app, { name: 'Jo Askham', email, organisationIds: [beck] })
  await app.database
    .updateTable('person')
    .set({ email_verified_at: null })
    .where('id', '=', id)
    .execute()
  await leads(app, id, beck)
  const browser: ReturnType<typeof newcomer> = await proved(app, { email })
  await browser.post('/register/organisation', { organisationId: tarn })
  await answerTheRest(browser)
  const done = await browser.post('/register/check')
  assert.equal(done.status, 303, await done.text())
  const main = await app.database
    .selectFrom('affiliation')
    .select('organisation_id as id')
    .where('person_id', '=', id)
    .where('valid_to', 'is', null)
    .execute()
  assert.deepEqual(main, [{ id: tarn }])
  assert.deepEqual(await ledBy(app, id), [])
})

test('a lead by the work of a record that is parted from theirs again leads no more', async () => {
  const app = await testApp(now)
  const by = { id: (await app.signIn('officer')).personId } as never
  const [beck, tarn] = await schools(app)
  const add = (email: string, organisationId: string) =>
    register(app, { name: 'Una Twice', email, organisationIds: [organisationId] })
  const [keptId, mergedId] = [
    await add('una@beck.example', beck),
    await add('una@tarn.example', tarn),
  ]
  await leads(app, keptId, beck)
  const kept = 'kept' as const
  const request = { keptId, mergedId, name: kept, email: kept, organisation: kept }
  const preview = await previewMerge(app.services, request, by)
  assert.ok(preview.ok)
  const merged = await mergePeople(app.services, { ...request, seen: preview.seen }, by)
  assert.ok(merged.ok)
  assert.deepEqual(await ledBy(app, keptId), [beck])
  await leads(app, keptId, tarn)
  const undo = await previewUndo(app.services, merged.mergeId, by)
  assert.ok(undo.ok)
  assert.ok((await undoMerge(app.services, merged.mergeId, undo.seen, by)).ok)
  assert.deepEqual(await ledBy(app, keptId), [beck])
})

test('the day on which work was to end ends the leading, and nobody’s who has yet to begin', async () => {
  const app = await testApp(now)
  const [beck, tarn] = await schools(app)
  const leaving = await register(app, {
    name: 'Lee Leaving',
    email: 'lee@beck.example',
    organisationIds: [beck],
  })
  await app.database
    .updateTable('affiliation')
    .set({ valid_to: '2026-12-01' })
    .where('person_id', '=', leaving)
    .execute()
  const coming = await register(app, {
    name: 'Kim Coming',
    email: 'kim@beck.example',
    organisationIds: [beck],
  })
  await leads(app, leaving, beck)
  await leads(app, coming, tarn)
  await endOutlivedLeading(app.services)
  assert.deepEqual(await ledBy(app, leaving), [beck], 'the day has not come')
  app.clock.advance(5 * 24 * 3600_000)
  await endOutlivedLeading(app.services)
  assert.deepEqual(await ledBy(app, leaving), [])
  assert.deepEqual(await ledBy(app, coming), [tarn])
  await app.runJobs()
  assert.ok(await lastMailTo(app, 'lee@beck.example', 'You are no longer an agency lead'))
})
