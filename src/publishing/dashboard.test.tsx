import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDraft, publish, saveDraft, submitForReview, withdraw } from './publishing.ts'
import { note, noteApp } from '../../test/notes.tsx'

test('the first page of the workspace shows each person what waits for them', async (t) => {
  const { get, database, services, signIn, clock } = await noteApp()
  const writer = await signIn('communications')
  const officer = await signIn('officer')
  const act = (person: { personId: string }) => ({ by: person.personId, now: clock.now() })
  const make = async (title: string) => {
    clock.advance(60_000)
    const draft = { title, summary: '', content: { text: 'Words' } }
    return (await createDraft(database, note, draft, act(writer))).id
  }
  const submit = async (title: string) => {
    const id = await make(title)
    await submitForReview(database, note, id, act(writer))
    return id
  }
  await make('A draft of the writer')
  await submit('Something in review')
  const planned = await submit('Something planned')
  const at = new Date('2020-11-02T09:00:00Z')
  await publish(database, services.jobs, note, planned, { at }, act(officer))
  const due = await submit('Something due soon')
  const reviewDueOn = '2020-11-10'
  await publish(database, services.jobs, note, due, { reviewDueOn }, act(officer))
  const far = await submit('Something due later')
  await publish(database, services.jobs, note, far, { reviewDueOn: '2021-10-01' }, act(officer))
  const gone = await submit('Something withdrawn')
  await publish(database, services.jobs, note, gone, { reviewDueOn }, act(officer))
  await withdraw(database, note, gone, 'Replaced', act(officer))

  const partsOf = async (as: typeof writer) => {
    const page = await (await get('/manage', as)).text()
    return Object.fromEntries(
      page
        .split('<section')
        .slice(1)
        .map((part) => [
          /<h2[^>]*>([^<]*)/.exec(part)![1]!,
          [...part.matchAll(/work__title"[^>]*>([^<]*)/g)].map((match) => match[1]!),
        ]),
    )
  }

  await t.test('the writer', async () => {
    assert.deepEqual(await partsOf(writer), {
      'Waits for your review': [],
      'To be read again': ['Something due soon'],
      'Your drafts': ['A draft of the writer'],
      'Waits for somebody else’s review': ['Something in review'],
      Planned: ['Something planned'],
      'Published in the last 30 days': ['Something due later', 'Something due soon'],
    })
  })
  await t.test('the officer', async () => {
    const parts = await partsOf(officer)
    assert.deepEqual(parts['Waits for your review'], ['Something in review'])
    assert.deepEqual(parts['Your drafts'], [])
  })
  await t.test(
    'a draft that was imported without a person is everybody’s until somebody saves it',
    async () => {
      const heading = 'Drafts that are nobody’s yet'
      const draft = { title: 'Imported', summary: '', content: { text: 'Words' }, imported: true }
      const { id } = await createDraft(database, note, draft, { by: null, now: clock.now() })
      for (const person of [writer, officer])
        assert.deepEqual((await partsOf(person))[heading], ['Imported'])
      const change = { ...draft, content: { text: 'Other words' }, basedOn: 1 }
      await saveDraft(database, note, id, change, act(officer))
      assert.ok((await partsOf(officer))['Your drafts']!.includes('Imported'))
      for (const person of [writer, officer])
        assert.equal((await partsOf(person))[heading], undefined)
      await submitForReview(database, note, id, act(officer))
    },
  )
  await t.test('somebody who may not write this kind sees none of it', async () => {
    const parts = await partsOf(await signIn('training-coordinator'))
    assert.deepEqual(Object.values(parts).flat(), [])
  })
  await t.test('the public and practitioners do not come in', async () => {
    assert.equal((await get('/manage', null)).status, 303)
    assert.equal((await get('/manage', await signIn('practitioner'))).status, 403)
  })
})
