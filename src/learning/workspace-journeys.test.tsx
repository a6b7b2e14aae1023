import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite } from '../../test/browser.ts'

const good = async (page: Page) => {
  await htmlValid(page)
  await axe(page)
}

test('a coordinator writes a course without JavaScript and another person publishes it', async (t) => {
  const site = await testSite('2026-11-22T12:00:00Z')
  const coordinator = await site.signIn('training-coordinator')
  const officer = await site.signIn('officer')

  await t.test('details, a module to read, a check with questions, a session', async (t) => {
    const page = await site.page(t, { javaScript: false, as: coordinator, width: 1440 })
    await page.goto('/manage/training/new')
    await page.getByRole('button', { name: 'Make a draft' }).click()
    await good(page)
    await page.getByLabel('Title').fill('Water safety')
    await page.getByLabel(/Summary/).fill('What to look out for at tarns and rivers.')
    await page.getByRole('button', { name: 'Make a draft' }).click()

    await page.getByRole('button', { name: 'Change the details' }).click()
    await page
      .getByLabel('Training band', { exact: true })
      .selectOption('Local multi-agency training strategy: Level 1')
    await page.getByLabel(/^Blended/).check()
    await page.getByLabel('For whom is it?').fill('Everybody')
    await page.getByLabel('Outcomes').fill('Say what to do')
    await page.getByLabel('How to enrol').fill('Choose Enrol.')
    await page.getByLabel('If you work outside the council').fill('Ask us for an account.')
    await page.getByLabel('Whom to ask').fill('training@example.org')
    await good(page)
    await page.getByRole('button', { name: 'Save draft' }).click()
    assert.match(await page.locator('main').innerText(), /Saved as version 2/)

    const modules = [
      { title: 'Read this', kind: 'They read', text: 'Cold water shocks.' },
      { title: 'Check', kind: /^They answer/, text: 'One question.' },
      { title: 'Meet', kind: /^They meet/, text: 'An hour at the tarn.' },
    ]
    for (const { title, kind, text } of modules) {
      await page.getByRole('button', { name: 'Add a module' }).click()
      await page.getByLabel('Title').fill(title)
      await page.getByLabel(kind).check()
      await page.getByLabel('How many minutes').fill('10')
      await page.getByRole('button', { name: 'Add and write it' }).click()
      await page.locator('[name=text]').fill(text)
      if (title === 'Check') {
        await page.getByRole('button', { name: 'Add a question' }).click()
        await page.getByLabel('Question', { exact: true }).fill('Who goes first?')
        await page.getByLabel('Answer 1', { exact: true }).fill('Nobody alone')
        await page.getByLabel('Answer 2', { exact: true }).fill('The bravest')
        await page.getByLabel('This answer is right').first().check()
        await page.getByRole('button', { name: 'Remove answer 3 of question 1' }).click()
        await good(page)
      }
      await page.getByRole('button', { name: 'Save draft' }).click()
      assert.match(await page.locator('main').innerText(), /Saved as version/)
      await page.getByRole('link', { name: 'Water safety' }).click()
    }
    assert.match(await page.locator('main').innerText(), /Everything is there/)
    await good(page)

    await page.getByRole('link', { name: 'Preview' }).click()
    await page.getByRole('link', { name: 'Check', exact: true }).click()
    assert.match(await page.locator('main').innerText(), /Who goes first\?/)
    await good(page)
    await page.goto('/manage/training')
    await good(page)
    await page.getByRole('link', { name: 'Water safety' }).click()
    await page.getByRole('link', { name: 'Live sessions and attendance' }).click()
    await page.getByRole('button', { name: 'Plan a live session' }).click()
    await page.getByRole('button', { name: 'Plan it' }).click()
    assert.match(await page.title(), /^Error:/)
    await good(page)
    for (const [label, value] of Object.entries({
      Day: '1',
      Month: '7',
      Year: '2027',
      'Begins at': '10am',
      'Ends at': '11am',
      Place: 'The tarn',
    }))
      await page.getByRole('textbox', { name: label, exact: true }).fill(value)
    await page.getByRole('button', { name: 'Plan it' }).click()
    assert.match(await page.locator('main').innerText(), /Thursday 1 July 2027/)
    await good(page)
    await page.getByRole('link', { name: 'Water safety' }).click()
    await page.getByRole('link', { name: 'Who is learning' }).click()
    await good(page)
    await page.getByRole('link', { name: 'Water safety' }).click()
    await page.getByRole('link', { name: 'Review and publish' }).click()
    await page.getByRole('button', { name: /review/i }).click()
  })

  await t.test(
    'the officer publishes, and the public finds the course and its session',
    async (t) => {
      const page = await site.page(t, { javaScript: false, as: officer })
      await page.goto('/manage/training')
      await page.getByRole('link', { name: 'Water safety' }).click()
      await page.getByRole('link', { name: 'Review and publish' }).click()
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      const open = await site.page(t, { javaScript: false, width: 360 })
      await open.goto('/training')
      await open.getByRole('link', { name: 'Water safety: Thursday 1 July 2027' }).click()
      assert.match(await open.locator('main').innerText(), /The tarn/)
      await good(open)
    },
  )
})
