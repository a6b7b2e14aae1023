import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { addTestSubscribers, publishBulletin, readyBulletin } from '../../test/bulletins.ts'
import { seedConcerns } from '../../demo/concerns.ts'
import { findRoute } from '../concerns/concerns.ts'
import { documentFromText } from '../publishing/rich-text-as-text.ts'
import { newItem } from './bulletin-content.ts'
import { bulletinPaths } from './bulletin-paths.ts'

const app = await testApp()
const { database, request, signIn, runJobs } = app
const officer = await signIn('officer')
const author = await signIn('communications')
const trainer = await signIn('training-coordinator')
const practitioner = await signIn('practitioner')

const mails = async () =>
  database.selectFrom('development_mail').selectAll().orderBy('id').execute()

test('only officers and communications write, send and see subscribers', async () => {
  const { id } = await publishBulletin(app, author, officer)
  for (const path of [
    bulletinPaths.manage,
    bulletinPaths.edit(id),
    bulletinPaths.preview(id),
    bulletinPaths.send(id),
    bulletinPaths.subscribers,
    bulletinPaths.subscribersCsv,
  ]) {
    assert.equal((await request(path)).status, 303, `${path} for the public`)
    for (const other of [trainer, practitioner])
      assert.equal((await request(path, { as: other })).status, 403, `${path} for others`)
    for (const person of [officer, author])
      assert.equal((await request(path, { as: person })).status, 200, `${path} for us`)
  }
})

test('publishing and looking at every page sends nothing', async () => {
  await addTestSubscribers(app, officer, 3)
  const { id, slug } = await publishBulletin(app, author, officer)
  for (const path of [
    bulletinPaths.show(slug),
    bulletinPaths.edit(id),
    bulletinPaths.preview(id),
    bulletinPaths.send(id),
  ])
    await request(path, { as: officer })
  await runJobs()
  assert.equal((await mails()).length, 0)
})

test('the web copy is the same for everybody and carries no cookie', async () => {
  const { slug } = await publishBulletin(app, author, officer)
  const answer = await request(bulletinPaths.show(slug))
  const html = await answer.text()
  assert.equal(answer.headers.get('set-cookie'), null)
  assert.match(html, /The helpline is open at weekends/)
  assert.match(html, /href="https:\/\/example\.org\/programme"[^>]*>Programme of the morning</)
  assert.equal(/unsubscribe\//.test(html), false)
  assert.equal((await request('/bulletins/no-such-bulletin')).status, 404)
})

test('an item leads to the page it announces once that page is public, not before', async () => {
  const { createDraft, publish, submitForReview } = await import('../publishing/publishing.ts')
  const { guidanceKind, emptyGuidance } = await import('../guidance/guidance.ts')
  const by = (person: typeof author) => ({ by: person.personId, now: app.clock.now() })
  const draft = { title: 'Harmful sexual behaviour', summary: '', content: emptyGuidance }
  const page = await createDraft(database, guidanceKind, draft, by(author))
  const [first, ...rest] = readyBulletin.items
  const content = {
    ...readyBulletin,
    items: [{ ...first!, kind: 'guidance' as const, linkedPublicationId: page.id }, ...rest],
  }
  const { id, slug } = await publishBulletin(app, author, officer, content)
  const shown = async () => (await request(bulletinPaths.show(slug))).text()
  const edit = async () => (await request(bulletinPaths.edit(id), { as: officer })).text()
  assert.equal((await shown()).includes('Harmful sexual behaviour'), false)
  assert.match(await edit(), /is not published yet, so nobody could open it/)
  assert.match(
    await (await request(bulletinPaths.send(id), { as: officer })).text(),
    /Before sending/,
  )
  const editing = (await edit()).match(/href="\/manage\/guidance\/[^"]+"/g) ?? []
  assert.equal(editing.length, 2, 'the item and what is to do lead to where it is written')
  assert.equal((await edit()).includes('href="/guidance/harmful-sexual-behaviour"'), false)
  const written = await request(editing[0]!.slice(6, -1), { as: officer })
  assert.equal(written.status, 200)

  const kind = { ...guidanceKind, obstaclesOf: () => [] }
  assert.ok((await submitForReview(database, kind, page.id, by(author))).ok)
  assert.ok((await publish(database, app.services.jobs, kind, page.id, {}, by(officer))).ok)
  assert.match(await shown(), /<a [^>]*href="\/guidance\/harmful-sexual-behaviour"/)
  assert.equal(/Before sending/.test(await edit()), false)
  assert.match(await edit(), /Leads to <a [^>]*href="\/guidance\/harmful-sexual-behaviour"/)
})

test('a bulletin with a link that lost its address cannot go to review', async () => {
  const { createDraft, submitForReview } = await import('../publishing/publishing.ts')
  const { bulletinKind } = await import('./bulletin-kind.tsx')
  const content = {
    ...readyBulletin,
    items: [
      newItem({
        ...readyBulletin.items[0]!,
        links: [{ text: 'the partnership’s website', href: null }],
      }),
    ],
  }
  const act = { by: author.personId, now: app.clock.now() }
  const { id } = await createDraft(
    database,
    bulletinKind,
    { title: 'X', summary: '', content },
    act,
  )
  const outcome = await submitForReview(database, bulletinKind, id, act)
  assert.deepEqual(outcome, {
    ok: false,
    reason: 'not-ready',
    obstacles: [
      'Item 1: The helpline is open at weekends: The link “the partnership’s website” has no address',
    ],
  })
})

test('two people may change different items at once; the same item is theirs to settle', async () => {
  const { id } = await publishBulletin(app, author, officer)
  const fields = { basedOn: '1', kind: 'news', linkedPublicationId: '' }
  const save = (item: string, title: string, as: typeof officer) =>
    request(bulletinPaths.item(id, item), { as, form: { ...fields, title, text: 'Words' } })
  assert.equal((await save('news-one', 'By the author', author)).status, 303)
  assert.equal((await save('event-two', 'By the officer', officer)).status, 303)
  const clash = await save('news-one', 'By the officer too', officer)
  assert.equal(clash.status, 409)
  const html = await clash.text()
  assert.match(html, /while you were writing/)
  assert.match(html, /value="By the officer too"/)
  assert.match(html, /name="basedOn" value="3"/)
  const page = await (await request(bulletinPaths.edit(id), { as: officer })).text()
  assert.match(page, /By the author/)
  assert.match(page, /By the officer/)
})

test('the number of subscribers has to be typed before anything is sent', async () => {
  const { id } = await publishBulletin(app, author, officer)
  const send = (typed: string, as = officer) =>
    request(bulletinPaths.send(id), {
      as,
      form: { version: '1', recipients: '3', whenUnsure: 'resend', typed },
    })
  assert.equal((await send('')).status, 422)
  assert.equal((await send('4')).status, 422)
  assert.equal((await send('3', trainer)).status, 403)
  await runJobs()
  assert.equal((await mails()).length, 0)
  const begun = await send('3')
  assert.equal(begun.status, 303)
  await runJobs()
  assert.deepEqual((await mails()).map(({ recipient }) => recipient).toSorted(), [
    'person-1@example.org',
    'person-2@example.org',
    'person-3@example.org',
  ])
  const page = await (await request(begun.headers.get('location')!, { as: officer })).text()
  assert.match(page, /Sent to 3 of 3 subscribers/)
  assert.equal((await send('3')).status, 422, 'and not twice')
})

test('a test goes to somebody of the business unit only', async () => {
  const { id } = await publishBulletin(app, author, officer)
  const before = (await mails()).length
  const to = (person: typeof officer) =>
    request(bulletinPaths.test(id), { as: author, form: { to: person.personId } })
  assert.equal((await to(practitioner)).status, 422)
  assert.equal((await to(officer)).status, 303)
  const sent = (await mails()).slice(before)
  assert.deepEqual(
    sent.map(({ recipient, subject }) => [recipient, subject]),
    [[officer.email, 'Test: October 2020 bulletin']],
  )
})

test('what was sent stays as it was sent', async () => {
  const { id } = await publishBulletin(app, author, officer)
  const form = { version: '1', recipients: '3', whenUnsure: 'resend', typed: '3' }
  const begun = await request(bulletinPaths.send(id), { as: officer, form })
  const path = `${begun.headers.get('location')!}/e-mail`
  const before = await (await request(path, { as: officer })).text()
  assert.match(before, /The helpline is open at weekends/)
  await request(bulletinPaths.item(id, 'news-one'), {
    as: author,
    form: {
      basedOn: '1',
      kind: 'news',
      title: 'Changed',
      text: 'Changed',
      linkedPublicationId: '',
    },
  })
  await request(bulletinPaths.sender, {
    as: officer,
    form: { postalAddress: 'Elsewhere', contactEmail: 'other@example.org' },
  })
  assert.equal(await (await request(path, { as: officer })).text(), before)
})

test('a mail shown in the workspace can run and load nothing', async () => {
  const { id } = await publishBulletin(app, author, officer)
  const answer = await request(bulletinPaths.previewHtml(id), { as: officer })
  const policy = answer.headers.get('content-security-policy')!
  assert.match(policy, /default-src 'none'/)
  assert.match(policy, /sandbox/)
  assert.equal(policy.includes('script-src'), false)
})

test('the extract of an item says the way to report that was put into its text', async () => {
  const act = { by: officer.personId, now: app.clock.now() }
  await seedConcerns(database, act)
  const [first, ...rest] = readyBulletin.items
  const text = documentFromText('Or call {{route:front-door}} today.')
  const content = { ...readyBulletin, items: [{ ...first!, text }, ...rest] }
  const { id } = await publishBulletin(app, author, officer, content)
  const page = await (await request(bulletinPaths.edit(id), { as: officer })).text()
  const name = (await findRoute(database, 'front-door', '2020-10-20'))!.name
  assert.ok(page.includes(`Or call ${name} today.`))
})
