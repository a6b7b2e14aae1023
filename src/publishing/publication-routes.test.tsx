import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Visitor } from '../../test/app.ts'
import { publicationPaths as paths } from './publication-paths.ts'
import { createDraft, findPublication, findPublished, saveDraft } from './publishing.ts'
import { note, noteApp } from '../../test/notes.tsx'

const draft = (text: string) => ({
  title: 'Knife crime: the signs',
  summary: '',
  content: { text },
})

async function draftedNote(text = 'Words') {
  const app = await noteApp()
  const writer = await app.signIn('communications')
  const officer = await app.signIn('officer')
  const act = { by: writer.personId, now: app.clock.now() }
  const { id, slug } = await createDraft(app.database, note, draft(text), act)
  const save = (basedOn: number, words: string, by: Visitor) =>
    saveDraft(
      app.database,
      note,
      id,
      { ...draft(words), basedOn },
      { by: by.personId, now: app.clock.now() },
    )
  return { ...app, writer, officer, id, slug, save }
}

test('a draft goes through review to the public by forms, and each step is told', async (t) => {
  const { get, post, database, writer, officer, id, slug } = await draftedNote()
  const follow = async (response: Response, as: Visitor): Promise<string> => {
    assert.equal(response.status, 303)
    return (await get(response.headers.get('location')!, as)).text()
  }

  await t.test('its author asks for a review, and cannot publish it', async () => {
    assert.match(
      await follow(await post(paths.review(id), writer), writer),
      /You asked for a review/,
    )
    const again = await post(paths.review(id), writer)
    assert.equal(again.status, 409)
    assert.match(await again.text(), /There is nothing to review/)
    const own = await post(paths.publication(id), writer, { version: '1', when: 'now' })
    assert.equal(own.status, 403)
    assert.match(await own.text(), /another person must publish it/)
    assert.equal(await findPublished(database, note, slug), null)
  })

  await t.test('a reviewer gives it back only with a note, which the author reads', async () => {
    const silent = await post(paths.returning(id), officer, { note: '  ' })
    assert.equal(silent.status, 422)
    assert.match(await silent.text(), /Say what should change/)
    await post(paths.returning(id), officer, { note: 'Say where <b>parents</b> can call.' })
    const page = await (await get(paths.show(id), writer)).text()
    assert.match(page, /Say where &lt;b>parents/)
  })

  await t.test('after a second review it is public', async () => {
    await post(paths.review(id), writer)
    const published = await post(paths.publication(id), officer, {
      version: '1',
      when: 'now',
      'reviewDueOn-day': '1',
      'reviewDueOn-month': '10',
      'reviewDueOn-year': '2021',
    })
    assert.match(await follow(published, officer), /Published\. The public can read it now/)
    assert.equal((await findPublished(database, note, slug))?.content.text, 'Words')
    assert.equal((await findPublication(database, id))?.review_due_on, '2021-10-01')
  })

  await t.test('it is marked as reviewed until a day to come', async () => {
    const on = (day: string, year: string) =>
      post(paths.reviewed(id), writer, {
        'nextReviewOn-day': day,
        'nextReviewOn-month': '10',
        'nextReviewOn-year': year,
      })
    assert.match(await (await on('1', '2019')).text(), /must be in the future/)
    assert.match(await (await on('31', '')).text(), /must be a real date/)
    assert.match(await follow(await on('1', '2022'), writer), /Marked as reviewed/)
    assert.equal((await findPublication(database, id))?.review_due_on, '2022-10-01')
  })

  await t.test(
    'it is withdrawn only with a reason, and can come back through a review',
    async () => {
      assert.equal((await post(paths.withdrawal(id), writer, {})).status, 422)
      await post(paths.withdrawal(id), writer, { reason: 'Replaced by the new pathway' })
      assert.equal(await findPublished(database, note, slug), null)
      assert.equal((await post(paths.withdrawal(id), writer, { reason: 'Again' })).status, 409)
      await post(paths.review(id), writer)
      await post(paths.publication(id), officer, { version: '1', when: 'now' })
      assert.notEqual(await findPublished(database, note, slug), null)
    },
  )

  await t.test('the history tells it in sentences', async () => {
    const page = await (await get(paths.versions(id), writer)).text()
    for (const words of [
      'wrote the first draft',
      'gave version 1 back to its author',
      'published version 1',
      'withdrew version 1',
      'Replaced by the new pathway',
    ])
      assert.ok(page.includes(words), words)
  })
})

test('a publication is planned for a moment in the United Kingdom, and only a possible one', async (t) => {
  // 20 October 2020, 10am in London.
  const { post, get, database, writer, officer, id } = await draftedNote()
  await post(paths.review(id), writer)
  const plan = (day: string, month: string, at: string, year = '2020') =>
    post(paths.publication(id), officer, {
      version: '1',
      when: 'later',
      'on-day': day,
      'on-month': month,
      'on-year': year,
      at,
    })
  const refused: [Parameters<typeof plan>, RegExp][] = [
    [['', '', '9am', ''], /Enter the date to publish on/],
    [['31', '11', '9am'], /must be a real date/],
    [['19', '10', '9am'], /19 October 2020 is past/],
    [['20', '10', '9:59am'], /already past today/],
    [['21', '10', ''], /Enter the time to publish at/],
    [['21', '10', 'nine'], /Enter a time like 9:30am or 14:00/],
    [['25', '10', '1:30am'], /comes twice on 25 October 2020/],
    [['28', '3', '1:30', '2021'], /no such time on 28 March 2021/],
  ]
  for (const [typed, message] of refused) {
    await t.test(`refused: ${typed.join(' ')}`, async () => {
      const response = await plan(...typed)
      assert.equal(response.status, 422)
      const page = await response.text()
      assert.match(page, message)
      assert.ok(typed[2] === '' || page.includes(`value="${typed[2]}"`), 'what was typed is kept')
    })
  }
  await t.test('a choice is needed', async () => {
    const response = await post(paths.publication(id), officer, { version: '1' })
    assert.match(await response.text(), /Choose when to publish it/)
  })
  await t.test('9am in winter is 9am in Greenwich', async () => {
    assert.equal((await plan('2', '11', '9am')).status, 303)
    const planned = await findPublication(database, id)
    assert.equal(planned?.scheduled_for?.toISOString(), '2020-11-02T09:00:00.000Z')
    assert.match(await (await get(paths.show(id), writer)).text(), /2 November 2020 at 9am/)
  })
  await t.test('the plan is taken back, once', async () => {
    assert.equal((await post(paths.plan(id), writer)).status, 303)
    assert.equal((await post(paths.plan(id), writer)).status, 409)
    assert.equal((await findPublication(database, id))?.scheduled_for, null)
  })
})

test('a reviewer never publishes a version that was saved after the page was opened', async () => {
  const { post, database, writer, officer, id, slug, save } = await draftedNote()
  await post(paths.review(id), writer)
  await save(1, 'Changed meanwhile', writer)
  await post(paths.review(id), writer)
  const stale = await post(paths.publication(id), officer, { version: '1', when: 'now' })
  assert.equal(stale.status, 409)
  assert.match(await stale.text(), /saved a newer version while you had this page open/)
  assert.equal(await findPublished(database, note, slug), null)
  const seen = await post(paths.publication(id), officer, { version: '2', when: 'now' })
  assert.equal(seen.status, 303)
})

test('two versions are compared word by word, and an old one becomes the newest draft again', async () => {
  const { get, post, database, writer, officer, id, save } = await draftedNote('Call the Hub.')
  await save(1, 'Call the <team>.', officer)
  const comparison = await (await get(paths.compare(id, 1, 2), writer)).text()
  assert.match(comparison, /<del[^>]*>.*removed: .*Hub/)
  assert.match(comparison, /<ins[^>]*>.*added: .*&lt;team>/)
  for (const query of ['?from=1&to=9', '?from=x&to=1', ''])
    assert.equal((await get(paths.compareForm(id) + query, writer)).status, 404)

  const late = await post(paths.restore(id, 1), officer, { basedOn: '1' })
  assert.equal(late.status, 409)
  assert.equal((await post(paths.restore(id, 1), officer, { basedOn: '2' })).status, 303)
  assert.equal((await findPublication(database, id))?.latest_version, 3)
  assert.equal((await post(paths.restore(id, 7), officer, { basedOn: '3' })).status, 404)
  const page = await (await get(paths.version(id, 3), writer)).text()
  assert.match(page, /Call the Hub/)
})

test('every route of a publication asks for the right to write its kind', async () => {
  const { get, post, signIn, writer, id } = await draftedNote()
  const trainer = await signIn('training-coordinator')
  const practitioner = await signIn('practitioner')
  const gets = [paths.show(id), paths.preview(id), paths.versions(id), paths.version(id, 1)]
  gets.push(paths.compare(id, 1, 1))
  const posts = [paths.review(id), paths.returning(id), paths.publication(id), paths.plan(id)]
  posts.push(paths.withdrawal(id), paths.reviewed(id), paths.restore(id, 1))
  for (const path of gets) {
    assert.equal((await get(path, null)).status, 303, path)
    assert.equal((await get(path, practitioner)).status, 403, path)
    assert.equal((await get(path, trainer)).status, 403, path)
    assert.equal((await get(path, writer)).status, 200, path)
  }
  for (const path of posts) {
    assert.equal((await post(path, null)).status, 303, path)
    assert.equal((await post(path, practitioner)).status, 403, path)
    assert.equal((await post(path, trainer)).status, 403, path)
  }
  const elsewhere = paths.show('00000000-0000-4000-8000-000000000000')
  assert.equal((await get(elsewhere, writer)).status, 404)
  assert.equal((await get(paths.show('no-such'), writer)).status, 404)
})
