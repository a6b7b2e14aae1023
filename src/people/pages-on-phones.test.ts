import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testSite } from '../../test/browser.ts'
import { listOrganisation } from '../../test/organisations.ts'
import { register } from '../../test/roster.ts'
import { audit } from '../platform/audit.ts'
import { fileInMemory } from '../platform/csv-file.ts'
import { readImport } from './organisations/import/imports.ts'

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

test('on a phone the open list of organisations leaves the ways out in reach', async (t) => {
  const site = await testSite('2026-11-26T09:00:00Z')
  for (let at = 0; at < 12; at += 1)
    await listOrganisation(site, { names: [[`Beck School ${at}`, '1990-01-01']] })
  const as = await site.signIn('practitioner')
  const page = await site.page(t, { as, width: 360, height: 500 })
  await page.goto('/account/details/employers/new')
  await page.locator('.cairn-picker input[role=combobox]').pressSequentially('Beck')
  await page.locator('.cairn-picker__list [role=option]').first().waitFor()
  await page.evaluate(
    "scrollBy(0, document.querySelector('.cairn-picker__list').getBoundingClientRect().top - 250)",
  )
  const bar = (await page.locator('.cairn-bar__help').boundingBox())!
  const list = (await page.locator('.cairn-picker__list').boundingBox())!
  const [x, y] = [bar.x + bar.width / 4, bar.y + bar.height / 2]
  assert.ok(list.y < y && list.y + list.height > y, 'the list reaches under the bar')
  const isBar = await page.evaluate<boolean>(
    `document.elementFromPoint(${x}, ${y}).closest('.cairn-bar__help') !== null`,
  )
  assert.ok(isBar, 'the bar is on top')
})

test('on a phone the reason why a line of an organisation file is refused is on the screen', async (t) => {
  const site = await testSite('2026-11-26T09:00:00Z')
  const file = Buffer.from('name,sector,opened\nAfter School Club of Fellside,vcfse,44075')
  const read = await readImport(site.services, fileInMemory('ours.csv', file), {
    format: 'csv',
    area: '',
    by: null,
  })
  assert.ok(read.ok)
  const as = await site.signIn('officer')
  const page = await site.page(t, { as, width: 360, height: 740 })
  await page.goto(`/manage/organisations/import/${read.id}`)
  const reason = (await page.getByText('“44075” is not a date').boundingBox())!
  assert.ok(reason.x + reason.width <= 360, `it ends at ${reason.x + reason.width}`)
})
