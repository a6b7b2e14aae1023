import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import type { Job } from '../platform/jobs.ts'
import { publicationCareJobs } from './publication-care-jobs.ts'
import { createDraft, markReviewed, publish, submitForReview, withdraw } from './publishing.ts'
import { reviewDueEmail } from './review-emails.tsx'
import { note } from '../../test/notes.tsx'

test('an owner is told once of each date on which pages are due', async (t) => {
  const { database, services, signIn, clock, runJobs } = await testApp()
  const owner = await signIn('communications')
  const officer = await signIn('officer')
  const act = (person: { personId: string }) => ({ by: person.personId, now: clock.now() })
  const make = async (title: string, reviewDueOn: string): Promise<string> => {
    const draft = { title, summary: '', content: { text: 'Words' } }
    const { id } = await createDraft(database, note, draft, act(owner))
    await submitForReview(database, note, id, act(owner))
    await publish(database, services.jobs, note, id, { reviewDueOn }, act(officer))
    return id
  }
  const one = await make('The first', '2020-11-01')
  await make('The second', '2020-11-02')
  const gone = await make('The withdrawn', '2020-11-01')
  await withdraw(database, note, gone, 'Replaced', act(officer))

  const look = publicationCareJobs(services, [note])[0] as unknown as Job
  const mails = async () => {
    await look.work({})
    await runJobs()
    return database
      .selectFrom('development_mail')
      .select(['recipient', 'subject', 'body_text', 'message_id'])
      .orderBy('id')
      .execute()
  }

  await t.test('before the date nobody is', async () => {
    clock.set('2020-10-31T07:30:00Z')
    assert.deepEqual(await mails(), [])
  })
  await t.test('on the date the owner is, with the way to the page', async () => {
    clock.set('2020-11-02T07:30:00Z')
    const [mail, ...others] = await mails()
    assert.deepEqual(others, [])
    assert.equal(mail!.recipient, owner.email)
    assert.equal(mail!.subject, '2 pages to read again')
    assert.match(mail!.body_text, /The first \(note, due on 1 November 2020\)/)
    assert.ok(mail!.body_text.includes(`http://localhost:3000/manage/publications/${one}`))
    assert.ok(!mail!.body_text.includes('withdrawn'))
    assert.match(mail!.message_id, /^review-due-2020-11-02-/)
  })
  await t.test('not again the next day', async () => {
    clock.set('2020-11-03T07:30:00Z')
    assert.equal((await mails()).length, 1)
  })
  await t.test('but again when the next date has come', async () => {
    await markReviewed(database, note, one, '2020-12-01', act(owner))
    assert.equal((await mails()).length, 1)
    clock.set('2020-12-01T07:30:00Z')
    const all = await mails()
    assert.equal(all.length, 2)
    assert.equal(all[1]!.subject, 'Please read again: The first')
  })
  await t.test('nobody writes to who has left', async () => {
    await markReviewed(database, note, one, '2020-12-10', act(owner))
    await database
      .updateTable('person')
      .set({ left_at: clock.now() })
      .where('id', '=', owner.personId)
      .execute()
    clock.set('2020-12-10T07:30:00Z')
    assert.equal((await mails()).length, 2)
  })
})

test('a title with a line break makes no header', () => {
  const page = { title: 'A\r\nBcc: x@y.z', noun: 'note', dueOn: '2020-11-01', address: 'https://a' }
  const { subject } = reviewDueEmail({ partnershipName: 'P', pages: [page] })
  assert.equal(subject, 'Please read again: A Bcc: x@y.z')
})
