import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { account, frontDoor, lastMailTo } from '../../../test/people.ts'
import { roles } from '../../platform/access.ts'
import { duplicatePaths, personPaths } from '../people-paths.ts'
import { comparePeople } from './duplicates.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

/** The choice of a pair, told by who is kept. */
async function pairOf({ services }: TestApp, kept: string, merged: string) {
  const id = await comparePeople(services, [kept, merged])
  const keep = kept < merged ? 'one' : 'other'
  return { id, keep, other: keep === 'one' ? 'other' : 'one' }
}

test('two records become one, with the ways in of the one that is kept', async (t) => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const kept = await account(app, { email: 'jo.askham@example.org' })
  const merged = await account(app, {
    email: 'joanne@example.org',
    password: 'otter pencil harbour moss',
  })
  const pair = await pairOf(app, kept.personId, merged.personId)
  const read = async (path: string) => (await app.request(path, { as: officer })).text()
  const choice = { keep: pair.keep, name: pair.keep, email: pair.keep }
  const preview = `${duplicatePaths.preview(pair.id)}?${new URLSearchParams(choice).toString()}`
  const seenIn = (page: string) => /name="seen" value="([^"]+)"/.exec(page)![1]!

  await t.test('not by a page of before', async () => {
    const seen = seenIn(await read(preview))
    await app.database
      .insertInto('person_role')
      .values({ person_id: merged.personId, role: 'practitioner', valid_to: app.clock.now() })
      .execute()
    const stale = await app.request(duplicatePaths.preview(pair.id), {
      as: officer,
      form: { ...choice, seen },
    })
    assert.equal(stale.status, 422)
    assert.match(await stale.text(), /Something has changed since you saw this/)
  })

  await t.test('once, however often the button is pressed', async () => {
    const form = { ...choice, seen: seenIn(await read(preview)) }
    const answers = await Promise.all(
      [1, 2, 3].map(() => app.request(duplicatePaths.preview(pair.id), { as: officer, form })),
    )
    const statuses = answers.map(({ status }) => status)
    assert.equal(statuses.filter((status) => status === 303).length, 1, String(statuses))
    assert.ok(
      statuses.every((status) => [303, 404, 422].includes(status)),
      String(statuses),
    )
    await app.runJobs()
    for (const { email } of [kept, merged])
      assert.match((await lastMailTo(app, email))!.subject, /Your two records are one now/)
  })

  await t.test('the merged record is nobody any more, and its page leads on', async () => {
    const shown = await app.request(personPaths.show(merged.personId), { as: officer })
    assert.equal(shown.headers.get('location'), `${personPaths.show(kept.personId)}?done=merged`)
    const changed = await app.request(personPaths.details(merged.personId), {
      as: officer,
      form: { name: 'X', email: 'x@example.org' },
    })
    assert.equal(changed.status, 409)
    assert.match(await changed.text(), /merged into another/)
    assert.doesNotMatch(await read('/manage/people?q=joanne'), /joanne@example\.org/)
    assert.match(await read('/manage/audit'), /second record<\/a> into/)
  })

  await t.test('either address signs in, with the password of the kept record only', async () => {
    const own = frontDoor(app)
    const wrong = await own.post('/sign-in', { email: merged.email, password: merged.password })
    assert.equal(wrong.status, 422)
    const right = await own.post('/sign-in', { email: merged.email, password: kept.password })
    assert.equal(right.status, 303)
    const asked = await own.post('/sign-in/new-password', { email: merged.email })
    assert.equal(asked.status, 303)
    await app.runJobs()
    assert.match((await lastMailTo(app, kept.email))!.subject, /is your code/)
  })

  await t.test('and apart again for 30 days, not longer', async () => {
    const { id } = await app.database
      .selectFrom('person_merge')
      .select('id')
      .executeTakeFirstOrThrow()
    const page = await read(duplicatePaths.merge(id))
    const form = { seen: seenIn(page) }
    app.clock.advance(30 * 24 * 3600_000)
    const later = await app.signIn('officer')
    const late = await app.request(duplicatePaths.undoing(id), { as: later, form })
    assert.equal(late.status, 422)
    assert.match(await late.text(), /That time is over/)
    app.clock.advance(-60_000)
    const undone = await app.request(duplicatePaths.undoing(id), { as: later, form })
    assert.equal(undone.status, 303)
    const again = await app.request(duplicatePaths.undoing(id), { as: later, form })
    assert.equal(again.status, 422)
    assert.match(await again.text(), /undone already/)
    const own = frontDoor(app)
    const back = await own.post('/sign-in', { email: merged.email, password: merged.password })
    assert.equal(back.status, 303)
  })
})

test('a record that has the same is not called empty', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const kept = await account(app, { roles: ['practitioner'] })
  const read = async (merged: string) => {
    const { id, keep } = await pairOf(app, kept.personId, merged)
    const choice = new URLSearchParams({ keep, name: keep, email: keep }).toString()
    const page = await app.request(`${duplicatePaths.preview(id)}?${choice}`, { as: officer })
    return page.text()
  }
  const same = await read((await account(app, { roles: ['practitioner'] })).personId)
  assert.match(same, /What stays with the other record/)
  assert.match(same, /the other record has nothing that is missing here/)
  assert.match(await read((await account(app, { roles: [] })).personId), /other record is empty/)
})

test('every officer is told when a merge, or its undoing, changes the address of one', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const other = await app.signIn('officer')
  const merge = async (kept: string, merged: string, email: 'keep' | 'other') => {
    const pair = await pairOf(app, kept, merged)
    const choice = { keep: pair.keep, name: pair.keep, email: pair[email] }
    const preview = `${duplicatePaths.preview(pair.id)}?${new URLSearchParams(choice).toString()}`
    const post = async (path: string, form: Record<string, string>, page: string) => {
      const shown = await (await app.request(page, { as: officer })).text()
      const seen = /name="seen" value="([^"]+)"/.exec(shown)![1]!
      const done = await app.request(path, { as: officer, form: { ...form, seen } })
      assert.equal(done.status, 303)
    }
    await post(duplicatePaths.preview(pair.id), choice, preview)
    const { id } = await app.database
      .selectFrom('person_merge')
      .select('id')
      .where('kept_id', '=', kept)
      .executeTakeFirstOrThrow()
    return { undo: () => post(duplicatePaths.undoing(id), {}, duplicatePaths.merge(id)) }
  }
  const told = async () => {
    await app.runJobs()
    const mails = await app.database
      .selectFrom('development_mail')
      .select(['recipient', 'body_text as text'])
      .where('subject', 'like', 'The email address of % has been changed')
      .where('recipient', 'in', [officer.email, other.email])
      .execute()
    return mails.length
  }
  const chief = await account(app, { roles: ['officer'] })
  const practitioner = await account(app)
  // The control: an officer who keeps the address, and a practitioner who does not.
  await merge(chief.personId, (await account(app)).personId, 'keep')
  const control = await merge(practitioner.personId, (await account(app)).personId, 'other')
  await control.undo()
  assert.equal(await told(), 0)
  const kept = await account(app, { roles: ['officer'] })
  const merged = await merge(kept.personId, (await account(app)).personId, 'other')
  assert.equal(await told(), 2)
  await merged.undo()
  assert.equal(await told(), 4)
})

test('a merge gives nobody rights, and nobody merges themselves', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const other = await app.signIn('officer')
  const stranger = await account(app)
  const unproved = await account(app)
  await app.database
    .updateTable('person')
    .set({ email_verified_at: null })
    .where('id', '=', unproved.personId)
    .execute()
  const leaver = await account(app)
  await app.database
    .updateTable('person')
    .set({ left_at: app.clock.now() })
    .where('id', '=', leaver.personId)
    .execute()
  const refuse = async (
    kept: string,
    merged: string,
    sentence: RegExp,
    email: 'keep' | 'other' = 'keep',
  ) => {
    const pair = await pairOf(app, kept, merged)
    const choice = new URLSearchParams({ keep: pair.keep, email: pair[email] }).toString()
    const refused = await app.request(`${duplicatePaths.preview(pair.id)}?${choice}`, {
      as: officer,
    })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), sentence)
  }
  await refuse(stranger.personId, other.personId, /A merge gives nobody rights/)
  await refuse(stranger.personId, officer.personId, /One of these records is yours/)
  await refuse(officer.personId, stranger.personId, /One of these records is yours/)
  await refuse(leaver.personId, stranger.personId, /has left, and the other has not/)
  await refuse(stranger.personId, unproved.personId, /has not been proved/, 'other')

  // The other way round it is allowed.
  const pair = await pairOf(app, other.personId, stranger.personId)
  const allowed = await app.request(`${duplicatePaths.preview(pair.id)}?keep=${pair.keep}`, {
    as: officer,
  })
  assert.equal(allowed.status, 200)
})

test('only officers see duplicates, and what is no pair gets a sentence', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const [one, other] = [await account(app), await account(app)]
  const pair = await pairOf(app, one.personId, other.personId)
  const reads = [
    duplicatePaths.list,
    duplicatePaths.compare,
    duplicatePaths.pair(pair.id),
    `${duplicatePaths.preview(pair.id)}?keep=one`,
    duplicatePaths.merges,
    duplicatePaths.merge(nobody),
  ]
  const writes = [
    duplicatePaths.compare,
    duplicatePaths.preview(pair.id),
    duplicatePaths.dismissal(pair.id),
    duplicatePaths.reopening(pair.id),
    duplicatePaths.undoing(nobody),
  ]
  const mounted = app.app.routes.filter(
    ({ path, method }) => /^\/manage\/people\/(duplicates|merges)/.test(path) && method !== 'ALL',
  )
  assert.equal(
    new Set(mounted.map(({ method, path }) => `${method} ${path}`)).size,
    reads.length + writes.length,
    'every route is in this table',
  )
  for (const role of roles.filter((each) => each !== 'officer')) {
    const visitor = await app.signIn(role)
    for (const path of reads)
      assert.equal((await app.request(path, { as: visitor })).status, 403, `${role} ${path}`)
    for (const path of writes)
      assert.equal((await app.request(path, { as: visitor, form: {} })).status, 403, path)
  }
  assert.equal(
    (await app.request(duplicatePaths.list)).headers.get('location')?.slice(0, 8),
    '/sign-in',
  )
  for (const path of reads.slice(0, -1))
    assert.equal((await app.request(path, { as: officer })).status, 200, path)

  for (const id of ['x', nobody, '%00', 'a'.repeat(3000)])
    for (const path of [duplicatePaths.pair(id), duplicatePaths.merge(id)])
      assert.equal((await app.request(path, { as: officer })).status, 404, path)
  for (const form of [{}, { keep: 'emperor' }, { keep: 'x'.repeat(10_000) }, { keep: '\u0000' }]) {
    const refused = await app.request(duplicatePaths.preview(pair.id), { as: officer, form })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /Choose which record to keep/)
  }
  const twins = { one: one.email, other: one.email.toUpperCase() }
  const same = await app.request(duplicatePaths.compare, { as: officer, form: twins })
  assert.match(await same.text(), /Both addresses lead to one record/)
})

test('officers who merge at once wait for each other', async () => {
  const app = await testApp()
  const officers = [await app.signIn('officer'), await app.signIn('officer')]
  const [one, other] = [await account(app), await account(app)]
  const pair = await pairOf(app, one.personId, other.personId)
  // Each wants to keep the record that the other merges away.
  const answers = await Promise.all(
    (['one', 'other'] as const).map(async (keep, at) => {
      const as = officers[at]!
      const page = await (
        await app.request(`${duplicatePaths.preview(pair.id)}?keep=${keep}`, { as })
      ).text()
      const seen = /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? ''
      return app.request(duplicatePaths.preview(pair.id), { as, form: { keep, seen } })
    }),
  )
  assert.equal(answers.filter(({ status }) => status === 303).length, 1)
  const records = await app.database
    .selectFrom('person')
    .select('merged_into_id')
    .where('id', 'in', [one.personId, other.personId])
    .execute()
  assert.equal(records.filter(({ merged_into_id: into }) => into !== null).length, 1)
})
