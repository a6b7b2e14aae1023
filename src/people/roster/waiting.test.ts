import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { register } from '../../../test/roster.ts'

test('the desk says what waits, and each number leads to as many', async (t) => {
  const app = await testApp('2026-11-26T09:00:00Z')
  const officer = await app.signIn('officer')
  const now = app.clock.now()
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600_000)
  await app.database
    .updateTable('person')
    .set({ details_confirmed_at: now })
    .where('id', '=', officer.personId)
    .execute()
  await register(app, { name: 'Due One', email: 'due@example.org', confirmedAt: daysAgo(190) })
  await register(app, { name: 'Over One', email: 'o1@example.org', confirmedAt: daysAgo(400) })
  await register(app, { name: 'Over Two', email: 'o2@example.org', confirmedAt: daysAgo(500) })
  await register(app, { name: 'Left Lately', email: 'l1@example.org', leftAt: daysAgo(10) })
  await register(app, { name: 'Left Long', email: 'l2@example.org', leftAt: daysAgo(200) })
  await listOrganisation(app, { names: [['Not Listed', '2020-01-01']], state: 'requested' })
  const opening = await (await app.request('/manage/people', { as: officer })).text()
  const waits = [
    ...opening.matchAll(
      /<a class="govuk-link" href="([^"]+)">([^<]+)<\/a><\/dt><dd><strong>(\d+)<\/strong>([^<]*)/g,
    ),
  ].map(([, href, text, count, of]) => ({
    href: href!.replaceAll('&amp;', '&'),
    text: text!,
    says: `${count}${of}`,
  }))
  const of = (text: string) => waits.find((each) => each.text === text)!

  await t.test('with what it is a part of', () => {
    assert.equal(of('Details that are due to be checked').says, '1 of 4')
    assert.equal(of('Details that are overdue').says, '2 of 4')
    assert.equal(of('People who left in the last 90 days').says, '1')
    assert.equal(of('People whose role asks for a second factor and who have none').says, '1 of 1')
    assert.equal(of('Organisations that people asked to be listed').says, '1')
    assert.equal(of('Records that may be one person twice').says, '0')
    assert.equal(of('People who ask to lead their agency').says, '0')
    assert.equal(of('Privacy requests whose time has run out').says, '0 of 0')
  })

  await t.test('and the lists that the numbers lead to have as many', async () => {
    for (const { href, text, says } of waits) {
      const answer = await app.request(href, { as: officer })
      assert.equal(answer.status, 200, text)
      if (!href.startsWith('/manage/people?')) continue
      const listed = [...(await answer.text()).matchAll(/name="person"/g)].length
      assert.equal(String(listed), says.split(' ')[0], text)
    }
  })

  await t.test('but not to whoever looks for something', async () => {
    const searched = await (await app.request('/manage/people?q=due', { as: officer })).text()
    assert.doesNotMatch(searched, /What waits/)
    assert.match(searched, /Due One/)
  })
})
