import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite } from '../../../test/browser.ts'
import { lastMailTo } from '../../../test/people.ts'

const site = await testSite('2026-06-20T09:00:00Z')

/** A page that is as it should be: accessible, valid, and no wider than the phone. */
async function good(page: Page): Promise<void> {
  await axe(page)
  await htmlValid(page)
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1')
  assert.equal(wide, false, `${page.url()} is wider than the window`)
}

for (const javaScript of [true, false]) {
  const way = javaScript ? 'with JavaScript' : 'without JavaScript'

  test(`somebody complains from a phone, ${way}`, async (t: TestContext) => {
    const page = await site.page(t, { javaScript, width: 360, height: 740 })
    const email = `cross-${javaScript}@example.org`
    await page.goto('/privacy')
    await page.getByRole('link', { name: 'complain about how your data is used' }).click()
    await good(page)
    await page.getByRole('button', { name: 'Send the complaint' }).click()
    await page.getByRole('alert').waitFor()
    assert.match(await page.title(), /^Error:/)
    await good(page)
    await page.getByLabel('What happened?').fill('You wrote to an address that I never gave you.')
    await page.getByLabel('Yes').check()
    await page.getByLabel('Email address').fill(email)
    await page.getByRole('button', { name: 'Send the complaint' }).click()
    await page.getByRole('heading', { name: 'Show that the address is yours' }).waitFor()
    await good(page)
    await site.runJobs()
    const code = /\d{6}/.exec((await lastMailTo(site, email))?.text ?? '')![0]
    await page.getByLabel('Code from the email').fill(code)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'We have your complaint' }).waitFor()
    await good(page)
  })

  test(`somebody asks for their data and for its erasure, an officer answers, ${way}`, async (t) => {
    const person = await site.signIn('practitioner')
    const officer = await site.signIn('officer')
    const own = await site.page(t, { javaScript, width: 360, height: 740, as: person })
    await own.goto('/account')
    await own.getByRole('link', { name: 'Your data and your rights' }).click()
    await own.getByRole('heading', { name: 'What is kept about you' }).waitFor()
    await good(own)
    await own.getByRole('link', { name: 'Download everything as one file' }).click()
    await good(own)
    const file = own.waitForEvent('download')
    await own.getByRole('button', { name: 'Download' }).click()
    assert.equal((await file).suggestedFilename(), 'your-data.zip')

    await own.goto('/account/data')
    await own.getByRole('link', { name: 'Ask for your data to be erased' }).click()
    await good(own)
    await own.getByRole('button', { name: 'Send' }).click()
    await own.getByRole('heading', { name: 'Erasure of your data' }).waitFor()
    await good(own)

    const desk = await site.page(t, { javaScript, as: officer, width: 360, height: 740 })
    await desk.goto('/manage/privacy-requests')
    await good(desk)
    await desk
      .getByRole('link', { name: /^Erasure P-/ })
      .first()
      .click()
    await good(desk)
    await desk.getByRole('button', { name: 'Acknowledge' }).click()
    await desk.getByText('Acknowledged. The person is told.').waitFor()
    await desk.getByRole('link', { name: 'See what would be erased, and decide' }).click()
    await good(desk)
    await desk.getByRole('button', { name: 'Erase the record' }).click()
    await desk.getByText('The record has been erased').waitFor()
    await good(desk)
    await own.goto('/account')
    await own.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  test(`an officer looks at a retention rule and switches it on, ${way}`, async (t) => {
    const page = await site.page(t, { javaScript, as: await site.signIn('officer'), width: 360 })
    await page.goto('/manage/retention')
    await good(page)
    await page.getByRole('link', { name: 'Accounts that nobody uses' }).click()
    await good(page)
    await page.getByRole('button', { name: /See what it would do|Look again/ }).click()
    await page.getByText('Never touched:').waitFor()
    await good(page)
    await page.getByRole('button', { name: 'Switch it on' }).click()
    await page.getByText('The rule is on. It runs tonight.').waitFor()
    await page.getByRole('button', { name: 'Switch it off' }).click()
    await page.getByText('The rule is off.').waitFor()
    await page.getByLabel('Period in months').fill('3')
    await page.getByRole('button', { name: 'Change the period' }).click()
    await page.getByRole('alert').waitFor()
    await good(page)
  })
}
