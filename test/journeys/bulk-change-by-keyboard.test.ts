import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { axe, htmlValid, testSite } from '../browser.ts'
import { tabTo } from '../keyboard.ts'
import { listOrganisation } from '../organisations.ts'
import { register } from '../roster.ts'

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor()

const linesOf = (words: Locator) =>
  words.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
  })

test('an officer changes many people by keyboard alone', async (t) => {
  const site = await testSite('2026-11-26T09:00:00Z')
  const school = await listOrganisation(site, {
    names: [['Fellside Church of England Primary School', '1990-01-01']],
  })
  const trust = await listOrganisation(site, { names: [['Tarn Federation', '1990-01-01']] })
  const ids: string[] = []
  for (const name of ['Ann Askham', 'Bo Beck', 'Cy Crag', 'Di Dale'])
    ids.push(
      await register(site, {
        name,
        email: `${name.slice(0, 2).toLowerCase()}.safeguarding.lead@fellside-primary-school.example`,
        jobTitle: 'Designated safeguarding lead and deputy head teacher',
        organisationIds: [school],
      }),
    )
  const sound = async (page: Page, javaScript: boolean) => {
    if (javaScript) await axe(page)
    await htmlValid(page)
  }
  const mainOf = async (personId: string) =>
    (
      await site.database
        .selectFrom('affiliation')
        .select('organisation_id')
        .where('person_id', '=', personId)
        .where('is_main', '=', true)
        .where('valid_to', 'is', null)
        .execute()
    ).map(({ organisation_id: id }) => id)

  for (const [javaScript, one, two] of [
    [true, 0, 1],
    [false, 2, 3],
  ] as const)
    await t.test(
      `chooses, sees and does it, ${javaScript ? 'with' : 'without'} JavaScript`,
      async (t) => {
        const officer = await site.signIn('officer')
        const page = await site.page(t, { as: officer, javaScript, width: javaScript ? 1440 : 360 })
        const press = (key: string) => page.keyboard.press(key)
        const names = ['Ann Askham', 'Bo Beck', 'Cy Crag', 'Di Dale']
        await page.goto('/manage/people')

        // Past the navigation, as whoever has no mouse goes.
        await press('Tab')
        await press('Enter')
        await tabTo(page, page.getByLabel('Search people'))
        await page.keyboard.type('fellside')
        await press('Enter')
        await page.waitForURL('**/manage/people?*q=fellside*')
        const row = page.getByRole('row', { name: /Ann Askham/ })
        if (javaScript) assert.equal(await linesOf(row.getByText('Practitioner')), 1)
        else await row.getByText('Last signed in: Never').waitFor()
        for (const at of [one, two]) {
          const tick = page.getByLabel(`Tick ${names[at]!}`)
          await tabTo(page, tick)
          await press('Space')
          assert.ok(await tick.isChecked())
        }
        await tabTo(page, page.getByRole('button', { name: 'Do something with those ticked' }))
        await press('Enter')
        await heading(page, '2 people')
        await sound(page, javaScript)

        await tabTo(page, page.getByRole('link', { name: 'Move them to another organisation' }))
        await press('Enter')
        await heading(page, 'Move to another organisation')
        // What is not there yet is said first, and the field that it is about is one key away.
        await tabTo(page, page.getByRole('button', { name: 'Show what will happen' }))
        await press('Enter')
        await page.getByRole('alert').waitFor()
        if (javaScript) await page.locator('.govuk-error-summary:focus').waitFor()
        await tabTo(page, page.locator('.govuk-error-summary a').first())
        await press('Enter')
        await page.keyboard.type('tarn')
        if (javaScript) {
          await page.getByRole('option', { name: /Tarn Federation/ }).waitFor()
          await press('ArrowDown')
          await press('Enter')
        } else {
          await press('Enter')
          const radio = page.getByLabel('Tarn Federation')
          await tabTo(page, radio)
          await press('Space')
          assert.ok(await radio.isChecked())
        }
        await tabTo(page, page.getByRole('button', { name: 'Show what will happen' }))
        await press('Enter')
        await page.getByRole('heading', { name: 'It happens to 2 people' }).waitFor()
        await sound(page, javaScript)
        assert.deepEqual(await mainOf(ids[one]!), [school])

        await tabTo(page, page.getByRole('button', { name: 'Move 2 people' }))
        await press('Enter')
        await page.getByText('2 people have been moved.').waitFor()
        await sound(page, javaScript)
        for (const at of [one, two]) assert.deepEqual(await mainOf(ids[at]!), [trust])

        // On from there: a role that one chooses with the arrow keys.
        const roles = page.getByRole('combobox', { name: 'Give a role' })
        await tabTo(page, roles)
        await press('ArrowDown')
        const role = await roles.evaluate((select) => (select as HTMLSelectElement).value)
        await tabTo(page, page.getByRole('button', { name: /Show what will happen.*give a role/ }))
        await press('Enter')
        await tabTo(page, page.getByRole('button', { name: 'Give the role to 2 people' }))
        await press('Enter')
        await page.getByText('The role has been given to 2 people.').waitFor()
        const held = await site.database
          .selectFrom('person_role')
          .select('person_id')
          .where('role', '=', role as 'communications')
          .where('person_id', 'in', [ids[one]!, ids[two]!])
          .execute()
        assert.equal(held.length, 2)
      },
    )
})
