import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite } from '../../test/browser.ts'

const good = async (page: Page) => {
  await htmlValid(page)
  await axe(page)
}

test('guidance is written, reviewed and read without JavaScript', async (t) => {
  const site = await testSite('2026-11-22T12:00:00Z')
  const writer = await site.signIn('communications')
  const officer = await site.signIn('officer')

  await t.test('a writer adds law, and writes a page with sections and nations', async (t) => {
    const page = await site.page(t, { javaScript: false, as: writer })
    await page.goto('/manage/legal-instruments/new')
    await page.getByRole('button', { name: 'Save' }).click()
    await good(page)
    await page.getByLabel('Title').fill('Children Act 1989')
    await page.getByLabel('Act', { exact: true }).check()
    await page.getByLabel('England').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await good(page)

    await page.goto('/manage/guidance/new')
    await page.getByLabel('Title').fill('Neglect: what helps')
    await page.getByLabel(/Summary/).fill('How to notice neglect, and what helps a family.')
    await page.getByRole('button', { name: 'Make a draft' }).click()

    for (const [number, title] of ['Signs', 'What helps'].entries()) {
      await page.getByRole('button', { name: 'Add a section' }).click()
      assert.match(page.url(), /#row-sections-/)
      const section = page.getByRole('group', { name: `Section ${number + 1}`, exact: true })
      await section.getByLabel('Title').fill(title)
      await section.getByLabel('Text').fill(`### In short\n\nA text about **${title}**.`)
    }
    await page.getByRole('button', { name: 'Move up section 2' }).click()
    const first = page.getByRole('group', { name: 'Section 1', exact: true })
    assert.equal(await first.getByLabel('Title').inputValue(), 'What helps')
    await page.getByText('England (nothing yet)').click()
    await page.getByLabel('Children Act 1989').check()
    await page.getByText('Wales (nothing yet)').click()
    await page.getByLabel('What differs in Wales').fill('Wales has its own procedures.')
    await page.getByLabel('Who it is for').fill('Practitioners')
    await page.getByLabel('Neglect', { exact: true }).check()
    await page.getByRole('button', { name: 'Save draft' }).click()
    assert.match(await page.locator('main').innerText(), /Saved as version 2/)
    assert.match(await page.locator('main').innerText(), /Everything is there/)
    await good(page)

    await page.getByRole('link', { name: 'Preview' }).click()
    assert.match(await page.locator('main').innerText(), /This page is not published/)
    await good(page)
    await page.goBack()
    await page.getByRole('link', { name: 'Review and publish' }).click()
    await page.getByRole('button', { name: /review/i }).click()

    for (const path of ['/manage/guidance', '/manage/guidance/topics']) {
      await page.goto(path)
      await good(page)
    }
  })

  await t.test('another person publishes it', async (t) => {
    const page = await site.page(t, { javaScript: false, as: officer })
    await page.goto('/manage/guidance')
    await page.getByRole('link', { name: 'Neglect: what helps' }).click()
    await page.getByRole('link', { name: 'Review and publish' }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    assert.match(await page.locator('main').innerText(), /The public can read it now/)
  })

  await t.test('the public chooses a nation by a link', async (t) => {
    for (const width of [360, 1440]) {
      const page = await site.page(t, { javaScript: false, width })
      await page.goto('/guidance')
      await good(page)
      await page.getByRole('link', { name: 'Neglect: what helps' }).click()
      await good(page)
      assert.match(await page.locator('main').innerText(), /Children Act 1989/)
      await page.getByRole('link', { name: 'Wales', exact: true }).click()
      assert.match(page.url(), /\?nation=wales$/)
      assert.match(await page.locator('main').innerText(), /Wales has its own procedures/)
      assert.doesNotMatch(await page.locator('main').innerText(), /Children Act 1989/)
      await page.goBack()
      assert.match(await page.locator('main').innerText(), /Children Act 1989/)
    }
  })
})
