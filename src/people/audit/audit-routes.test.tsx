import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../../test/app.ts'
import { account } from '../../../test/people.ts'
import { audit } from '../../platform/audit.ts'
import { sentenceOf } from './audit-sentences.ts'

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

test('the audit log tells who did what', async (t) => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const person = await account(app)
  const read = async (query = '') => {
    const page = await app.request(`/manage/audit${query}`, { as: officer })
    const html = await page.text()
    const [list = ''] = /<ul class="cairn-log">.*?<\/ul>/s.exec(html) ?? []
    return {
      status: page.status,
      html,
      entries: [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, entry]) => plain(entry!)),
    }
  }
  const post = (path: string, form: Record<string, string>) =>
    app.request(path, { as: officer, form })

  await t.test('as sentences, the newest first', async () => {
    await post(`/manage/people/${person.personId}/roles`, { role: 'communications' })
    await post(`/manage/people/${person.personId}/details`, {
      name: 'Jo Askham',
      email: person.email,
    })
    const { entries } = await read()
    assert.match(entries[0]!, /Test officer 1 changed the name of Jo Askham$/)
    assert.match(entries[1]!, /Test officer 1 gave Jo Askham the role Communications$/)
  })

  await t.test(
    'without names or addresses in the log itself, so that a record can be erased',
    async () => {
      const { rows } = await sql<{ details: unknown }>`select details from audit_entry`.execute(
        app.database,
      )
      assert.doesNotMatch(JSON.stringify(rows), /Askham|example\.org/)
    },
  )

  await t.test('narrowed by who, what and when', async () => {
    await audit(app.database, {
      action: 'campaign.published',
      by: person.personId,
      subject: { kind: 'campaign', id: null },
      details: { title: 'A <b>campaign</b>' },
    })
    assert.equal((await read('?kind=campaign')).entries.length, 1)
    assert.match(
      (await read('?kind=campaign')).entries[0]!,
      /Jo Askham published the campaign “A &lt;b>campaign/,
    )
    assert.equal((await read('?who=askham')).entries.length, 1)
    assert.equal((await read('?who=nobody-here')).entries.length, 0)
    const tomorrow = new Date(Date.UTC(2999, 0, 1))
    const { status, html } = await read(
      `?from-day=1&from-month=1&from-year=${tomorrow.getUTCFullYear()}`,
    )
    assert.equal(status, 200)
    assert.match(html, /Nothing\./)
    const wrong = await read('?from-day=31&from-month=2&from-year=2020')
    assert.equal(wrong.status, 422)
    assert.match(wrong.html, /must be a real date/)
    const turned = await read(
      '?from-day=2&from-month=2&from-year=2020&to-day=1&to-month=2&to-year=2020',
    )
    assert.match(turned.html, /same as or after the first/)
    for (const odd of ['?before=x', '?kind=%00', '?who=%00', '?before=0', '?kind=<script>'])
      assert.equal((await read(odd)).status, 200, odd)
  })

  await t.test('a hundred at a time', async () => {
    for (let at = 0; at < 120; at += 1)
      await audit(app.database, {
        action: 'bulletin.tested',
        by: officer.personId,
        subject: { kind: 'bulletin', id: null },
      })
    const first = await read('?kind=bulletin')
    assert.equal(first.entries.length, 100)
    const earlier = /href="([^"]+)" rel="next"/.exec(first.html)![1]!.replaceAll('&amp;', '&')
    const second = await read(earlier.slice('/manage/audit'.length))
    assert.equal(second.entries.length, 20)
    assert.doesNotMatch(second.html, /Earlier entries/)
  })

  await t.test('and whether anybody has changed it', async () => {
    const check = async () => (await app.request('/manage/audit/check', { as: officer })).text()
    assert.match(await check(), /The audit log is whole/)
    await assert.rejects(
      sql`update audit_entry set action = 'x' where number = 7`.execute(app.database),
      /append-only/,
    )
    // Somebody who owns the database takes the guard away.
    await sql`alter table audit_entry disable trigger all`.execute(app.database)
    await sql`update audit_entry set person_id = null where number = 7`.execute(app.database)
    await sql`alter table audit_entry enable trigger all`.execute(app.database)
    assert.match(await check(), /Entry 7 was changed, or one before it was removed/)
  })
})

test('every action has a sentence, also one that nobody has told about', () => {
  const told = (action: string, details = {}, id: string | null = 'x') =>
    sentenceOf(
      {
        number: 1,
        at: new Date(0),
        action,
        by: 'p',
        subject: { kind: action.split('.')[0]!, id },
        details,
      },
      { text: 'Ivy' },
      { text: 'THAT' },
      null,
      { text: 'THE OTHER' },
    )
      .map((part) => (typeof part === 'string' ? part : part.text))
      .join('')
  assert.equal(told('campaign.published'), 'Ivy published the campaign THAT')
  assert.equal(told('enrolment.made'), 'Ivy enrolled on THE OTHER')
  assert.equal(told('enrolment.left'), 'Ivy left the course THE OTHER')
  assert.equal(told('person.employer-added', {}, 'p'), 'Ivy added an employer: THE OTHER')
  assert.equal(
    told('person.moved', { from: '2020-10-01' }),
    'Ivy moved THAT to THE OTHER from 1 October 2020',
  )
  assert.equal(told('privacy-request.closed'), 'Ivy closed a privacy request: THAT')
  assert.equal(told('guidance.submitted'), 'Ivy sent the guidance THAT for review')
  assert.equal(
    told('guidance.returned', { note: 'Dates?' }),
    'Ivy sent the guidance THAT back to its author with the note “Dates?”',
  )
  assert.equal(
    told('session.attendance-recorded'),
    'Ivy recorded the attendance of the session THAT',
  )
  assert.equal(told('reporting-route.verified'), 'Ivy verified the reporting route THAT')
  assert.equal(
    told('organisation.closed', { on: '2023-04-01' }),
    'Ivy closed THAT from 1 April 2023',
  )
  assert.equal(
    told('person.role-taken', { role: 'agency-lead' }),
    'Ivy took the role Agency lead from THAT',
  )
  assert.equal(
    told('person.details-changed', { fields: ['name', 'job', 'organisation'] }),
    'Ivy changed the name, job and organisation of THAT',
  )
})
