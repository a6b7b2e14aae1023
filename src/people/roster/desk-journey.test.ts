import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite, type PageOptions } from '../../../test/browser.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { register } from '../../../test/roster.ts'

const site = await testSite('2026-11-26T09:00:00Z')
const school = await listOrganisation(site, {
  names: [['Fellside Primary School', '1990-01-01']],
  codes: [['urn', '112233']],
})
await listOrganisation(site, { names: [['Tarn Federation', '1990-01-01']] })
const old = new Date('2026-01-01T09:00:00Z')
for (const [at, name] of ['Ann Askham', 'Bo Beck', 'Cy Crag'].entries())
  await register(site, {
    name,
    email: `person${at}@fellside.example`,
    organisationIds: [school],
    jobTitle: 'Teacher',
    confirmedAt: old,
  })

/** A page as it should be: no barrier, valid, and nothing to scroll sideways for on a phone. */
async function inOrder(page: Page, heading: string | RegExp, javaScript: boolean): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  if (javaScript) await axe(page)
  await htmlValid(page)
  if (process.env['SCREENSHOTS'])
    await page.screenshot({
      path: `${process.env['SCREENSHOTS']}/${(await page.title()).replace(/\W+/g, '-').slice(0, 40)}-${page.viewportSize()!.width}.png`,
      fullPage: true,
    })
  if (!javaScript) return
  const [content, window] = (await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )) as [number, number]
  assert.ok(content <= window, `${page.url()} is ${content} wide`)
}

const ways: [string, PageOptions][] = [
  ['on a phone', { width: 360, height: 740 }],
  ['on a desk, without JavaScript', { width: 1280, javaScript: false }],
]

for (const [how, options] of ways)
  test(`the desk, ${how}`, async (t) => {
    const javaScript = options.javaScript ?? true
    const officer = await site.signIn('officer')

    await t.test('says what waits, finds people and has them asked', async (t) => {
      const page = await site.page(t, { ...options, as: officer })
      await page.goto('/manage/people')
      await inOrder(page, 'People', javaScript)
      await page.getByRole('link', { name: 'Details that are overdue' }).click()
      await inOrder(page, 'People', javaScript)
      await page.getByLabel('Search people').fill('fellsied')
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      await page.getByText('In place of “fellsied” we looked for “fellside”.').waitFor()
      await inOrder(page, 'People', javaScript)
      await page.getByRole('button', { name: 'Do something with those ticked' }).click()
      await page.getByText('Tick the boxes of the people first').first().waitFor()
      await page.getByLabel('Tick Ann Askham').check()
      await page.getByLabel('Tick Bo Beck').check()
      await page.getByRole('button', { name: 'Do something with those ticked' }).click()
      await inOrder(page, /2 people/, javaScript)
      await page.getByRole('link', { name: 'Ask them to check their details' }).click()
      await inOrder(page, 'Ask to check details', javaScript)
      const ask = page.getByRole('button', { name: /^Ask / })
      if ((await ask.count()) > 0) {
        await ask.click()
        await page.getByText('2 people will be asked to check their details.').waitFor()
      } else await page.getByText('Has been asked already').first().waitFor()
    })

    await t.test('moves people, and shows first what will happen', async (t) => {
      const page = await site.page(t, { ...options, as: officer })
      await page.goto('/manage/people?q=crag')
      await page.getByRole('button', { name: 'Do something with the one found' }).click()
      await page.getByRole('link', { name: 'Move them to another organisation' }).click()
      await inOrder(page, 'Move to another organisation', javaScript)
      await page.getByLabel('Where do they work now?').fill('tarn fed')
      if (javaScript) await page.getByRole('option', { name: /Tarn Federation/ }).click()
      else {
        await page.getByRole('button', { name: 'Search', exact: true }).click()
        await page.getByLabel('Tarn Federation').check()
      }
      await page.getByRole('button', { name: 'Show what will happen' }).click()
      await inOrder(page, 'Move to another organisation', javaScript)
      const move = page.getByRole('button', { name: /^Move / })
      if ((await move.count()) > 0) {
        await move.click()
        await page.getByText('1 person has been moved.').waitFor()
      } else await page.getByText('Works there already').waitFor()
    })

    await t.test('imports a list and says how far it is', async (t) => {
      const page = await site.page(t, { ...options, as: officer })
      await page.goto('/manage/people/import')
      await inOrder(page, 'Import a list of people', javaScript)
      const tag = javaScript ? 'one' : 'two'
      await page.getByLabel('The list').setInputFiles({
        name: `${tag}.csv`,
        mimeType: 'text/csv',
        buffer: Buffer.from(
          `name,email,urn\nNew ${tag},new.${tag}@fellside.example,112233\nOffice,office@fellside.example,112233`,
        ),
      })
      await page.getByRole('button', { name: 'Check the list' }).click()
      await inOrder(page, `List of people ${tag}.csv`, javaScript)
      await page.getByText('1 person would be added').waitFor()
      await page.getByText('This looks like a mailbox that several people share').waitFor()
      await page.getByRole('button', { name: /^Do it/ }).click()
      await page.getByText('0 of 1 line done').waitFor()
      await inOrder(page, `List of people ${tag}.csv`, javaScript)
      await site.runJobs()
      await page.getByRole('button', { name: 'Show how far it is now' }).click()
      await page.getByText('1 person added, 0 people changed').waitFor()
    })
  })
