import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { firstBrokenAuditEntry } from '../platform/audit.ts'
import {
  createDraft,
  findLatest,
  findPublished,
  findVersion,
  publicationJobs,
  publish,
  saveDraft,
  stateOf,
  submitForReview,
  withdraw,
  type PublicationKind,
} from './publishing.ts'
import { note } from '../../test/notes.tsx'

test('publishing: two people see each version before the public does', async (t) => {
  const { database, services, signIn, clock } = await testApp()
  const writer = await signIn('communications')
  const officer = await signIn('officer')
  const by = (person: { personId: string }) => ({ by: person.personId, now: clock.now() })
  const { id, slug } = await createDraft(
    database,
    note,
    { title: 'Knife crime: the signs', summary: '', content: { text: 'One' } },
    by(writer),
  )

  await t.test('a draft is not public and cannot be published', async () => {
    assert.equal(await findPublished(database, note, slug), null)
    assert.deepEqual(await publish(database, services.jobs, note, id, {}, by(officer)), {
      ok: false,
      reason: 'not-in-review',
    })
  })

  await t.test('its author cannot publish it; another person can', async () => {
    assert.deepEqual(await submitForReview(database, note, id, by(writer)), { ok: true })
    assert.deepEqual(await publish(database, services.jobs, note, id, {}, by(writer)), {
      ok: false,
      reason: 'own-work',
    })
    assert.deepEqual(await publish(database, services.jobs, note, id, {}, by(officer)), {
      ok: true,
    })
    assert.equal((await findPublished(database, note, slug))?.content.text, 'One')
  })

  await t.test(
    'a new draft leaves the public page as it is, and the old version stays',
    async () => {
      const saved = await saveDraft(
        database,
        note,
        id,
        { basedOn: 1, title: 'Knife crime', summary: '', content: { text: 'Two' } },
        by(officer),
      )
      assert.deepEqual(saved, { ok: true, version: 2 })
      assert.equal((await findPublished(database, note, slug))?.content.text, 'One')
      assert.equal((await findVersion(database, note, id, 1))?.content.text, 'One')
    },
  )

  await t.test('a save over somebody else’s save writes nothing', async () => {
    const late = await saveDraft(
      database,
      note,
      id,
      { basedOn: 1, title: 'Knife crime', summary: '', content: { text: 'Lost?' } },
      by(writer),
    )
    assert.deepEqual(late, { ok: false, reason: 'changed-meanwhile', latest: 2 })
    assert.equal((await findLatest(database, note, id))?.content.text, 'Two')
  })

  await t.test('a planned publication comes out at its instant, not before', async () => {
    const at = new Date(clock.now().getTime() + 3600_000)
    await submitForReview(database, note, id, by(officer))
    assert.deepEqual(await publish(database, services.jobs, note, id, { at }, by(writer)), {
      ok: true,
    })
    const [job] = publicationJobs(database, clock, [note])
    await job!.work({ publicationId: id } as never)
    assert.equal((await findPublished(database, note, slug))?.version, 1)
    clock.advance(3600_001)
    await job!.work({ publicationId: id } as never)
    assert.equal((await findPublished(database, note, slug))?.version, 2)
  })

  await t.test('withdrawn is gone from the public', async () => {
    assert.deepEqual(
      await withdraw(database, note, id, 'Replaced by the new pathway', by(officer)),
      { ok: true },
    )
    assert.equal(await findPublished(database, note, slug), null)
    const latest = await findLatest(database, note, id)
    assert.equal(stateOf(latest!.publication, '2020-10-20'), 'withdrawn')
  })

  await t.test('every step is in the audit log, and the chain is whole', async () => {
    const rows = await database
      .selectFrom('audit_entry')
      .select('action')
      .where('subject_id', '=', id)
      .orderBy('number')
      .execute()
    assert.deepEqual(
      rows.map((row) => row.action),
      [
        'guidance.created',
        'guidance.submitted',
        'guidance.published',
        'guidance.submitted',
        'guidance.scheduled',
        'guidance.published',
        'guidance.withdrawn',
      ],
    )
    assert.equal(await firstBrokenAuditEntry(database), null)
  })
})

test('what its slice asks for must be there before another person is asked to review', async () => {
  const { database, signIn, clock } = await testApp()
  const writer = await signIn('communications')
  const act = { by: writer.personId, now: clock.now() }
  const strict: PublicationKind<{ text: string }> = {
    ...note,
    obstaclesOf: ({ content }) => (content.text ? [] : ['Write the text']),
  }
  const draft = { title: 'Knife crime', summary: '', content: { text: '' } }
  const { id } = await createDraft(database, strict, draft, act)

  assert.deepEqual(await submitForReview(database, strict, id, act), {
    ok: false,
    reason: 'not-ready',
    obstacles: ['Write the text'],
  })
  const whole = { ...draft, basedOn: 1, content: { text: 'There' } }
  await saveDraft(database, strict, id, whole, act)
  assert.deepEqual(await submitForReview(database, strict, id, act), { ok: true })
})

test('saving what is stored already makes no new version and keeps a review going', async () => {
  const { database, signIn, clock } = await testApp()
  const writer = await signIn('communications')
  const act = { by: writer.personId, now: clock.now() }
  const draft = { title: 'Knife crime', summary: 'Signs', content: { text: 'Words' } }
  const { id } = await createDraft(database, note, draft, act)
  await submitForReview(database, note, id, act)

  const same = await saveDraft(database, note, id, { ...draft, basedOn: 1 }, act)
  assert.deepEqual(same, { ok: true, version: 1 })
  assert.equal((await findLatest(database, note, id))?.publication.draft_state, 'in-review')
  const other = { ...draft, summary: 'The signs', basedOn: 1 }
  assert.deepEqual(await saveDraft(database, note, id, other, act), { ok: true, version: 2 })
  assert.equal((await findLatest(database, note, id))?.publication.draft_state, 'draft')
})

test('a plan whose job was lost comes out all the same; a change takes the plan back', async () => {
  const { database, services, signIn, clock } = await testApp()
  const writer = await signIn('communications')
  const officer = await signIn('officer')
  const by = (person: { personId: string }) => ({ by: person.personId, now: clock.now() })
  const plan = async (title: string) => {
    const draft = { title, summary: '', content: { text: 'Words' } }
    const { id, slug } = await createDraft(database, note, draft, by(writer))
    await submitForReview(database, note, id, by(writer))
    const at = new Date(clock.now().getTime() + 3600_000)
    const planned = await publish(database, services.jobs, note, id, { at }, by(officer))
    assert.deepEqual(planned, { ok: true })
    return { id, slug, draft }
  }
  const kept = await plan('Kept')
  const changed = await plan('Changed')
  const change = { ...changed.draft, title: 'Changed again', basedOn: 1 }
  await saveDraft(database, note, changed.id, change, by(writer))
  const history = await database
    .selectFrom('publication_event')
    .select('action')
    .where('publication_id', '=', changed.id)
    .orderBy('id')
    .execute()
  assert.equal(history.at(-1)?.action, 'unscheduled')

  const missed = publicationJobs(database, clock, [note])[1]!
  await missed.work({} as never)
  assert.equal(await findPublished(database, note, kept.slug), null)
  clock.advance(3600_001)
  await missed.work({} as never)
  assert.notEqual(await findPublished(database, note, kept.slug), null)
  assert.equal(await findPublished(database, note, changed.slug), null)
})

test('two people who publish the same version at once publish it once', async () => {
  const { database, services, signIn, clock } = await testApp()
  const writer = await signIn('communications')
  const officers = [await signIn('officer'), await signIn('officer')]
  const by = (person: { personId: string }) => ({ by: person.personId, now: clock.now() })
  const draft = { title: 'Knife crime', summary: '', content: { text: 'Words' } }
  const { id } = await createDraft(database, note, draft, by(writer))
  await submitForReview(database, note, id, by(writer))
  const outcomes = await Promise.all(
    officers.map((officer) => publish(database, services.jobs, note, id, {}, by(officer))),
  )
  assert.deepEqual(outcomes.map(({ ok }) => String(ok)).toSorted(), ['false', 'true'])
})
