import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testSite } from '../../test/browser.ts'
import { listOrganisation } from '../../test/organisations.ts'
import { register } from '../../test/roster.ts'
import { audit } from '../platform/audit.ts'

test('a name of one word of 180 letters makes no page wider than the screen', async (t) => {
  const site = await testSite('2026-11-26T09:00:00Z')
  const name = 'Wolfeschlegelstein'.repeat(10)
  const organisation = await listOrganisation(site, { names: [[name, '1990-01-01']] })
  const person = await register(site, {
    name,
    email: 'long@fellside.example',
    organisationIds: [organisation],
    jobTitle: 'Teacher',
  })
  const officer = await site.signIn('officer')
  const practitioner = await site.signIn('practitioner')
  await site.database
    .updateTable('person')
    .set({ name })
    .where('id', '=', practitioner.personId)
    .execute()
  await audit(site.database, {
    action: 'person.data-downloaded',
    by: person,
    subject: { kind: 'person', id: person },
  })
  const pages = [
    { as: officer, paths: ['/manage/audit', '/manage/people', `/manage/people/${person}`] },
    { as: officer, paths: [`/manage/people/${person}/erasure`, '/manage/organisations'] },
    { as: officer, paths: [`/manage/organisations/${organisation}`] },
    { as: practitioner, paths: ['/account', '/account/details', '/account/data'] },
  ]
  const problems: string[] = []
  for (const width of [360, 1280])
    for (const { as, paths } of pages) {
      const page = await site.page(t, { as, width })
      for (const path of paths) {
        await page.goto(path)
        const shown = await page.evaluate<[number, number, string]>(
          '[document.documentElement.scrollWidth, innerWidth, document.body.innerText]',
        )
        const [content, window, text] = shown
        const wide = await page.evaluate<string>(
          '[...document.querySelectorAll("#main *")].filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest(".cairn-scroll")).map((one) => one.tagName + "." + one.className).slice(0, 6).join(" ")',
        )
        problems.push(
          ...(content > window ? [`${path} is ${content} wide at ${width}: ${wide}`] : []),
        )
        if (path === '/manage/audit') assert.ok(text.includes(name), 'the name is on the page')
      }
    }
  assert.deepEqual(problems, [])
})
