import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite } from '../browser.ts'
import { tabTo } from '../keyboard.ts'
import { account, appCode, lastMailTo } from '../people.ts'

const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

const heading = (page: Page) => page.locator('h1').innerText()

/** The same HTML comes with and without JavaScript, so axe looks at it once. */
async function isSound(page: Page, options: { javaScript: boolean } = { javaScript: true }) {
  if (options.javaScript) await axe(page)
  await htmlValid(page)
}

test('signing in', async (t) => {
  const site = await testSite()

  await t.test('an officer, by keyboard alone', async (t) => {
    const officer = await account(site, { roles: ['officer'], key })
    const page = await site.page(t)
    await page.goto('/manage/people')
    assert.match(page.url(), /\/sign-in\?next=%2Fmanage%2Fpeople$/)
    await isSound(page)

    await tabTo(page, '#email')
    await page.keyboard.type(officer.email)
    await tabTo(page, '#password')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.govuk-error-summary')
    assert.match(await page.title(), /^Error: Sign in/)
    assert.ok(
      await page
        .locator('.govuk-error-summary')
        .evaluate((summary) => summary === document.activeElement),
      'the summary is read first',
    )
    await isSound(page)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('#email').inputValue(), officer.email)
    await tabTo(page, '#password')
    await page.keyboard.type(officer.password)
    await page.keyboard.press('Enter')

    await page.waitForURL('**/sign-in/second-factor?next=%2Fmanage%2Fpeople')
    await isSound(page)
    await tabTo(page, '#code')
    await page.keyboard.type(appCode(key, site.clock.now()))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/manage/people')
    assert.equal(await heading(page), 'People')
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    await page.waitForURL(`${site.address}/`)
    await page.goto('/manage/people')
    assert.match(page.url(), /\/sign-in/)
  })

  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without'

    await t.test(`a forgotten password and a second factor, ${how} JavaScript`, async (t) => {
      const person = await account(site, { roles: ['communications'] })
      const page = await site.page(t, { javaScript, width: 360 })
      await page.goto('/sign-in')
      await page.getByRole('link', { name: /Forgotten your password/ }).click()
      await isSound(page, { javaScript })
      await page.getByLabel('Email address').fill(person.email)
      await page.getByRole('button', { name: 'Send the code' }).click()
      assert.equal(await heading(page), 'Check your email')
      await isSound(page, { javaScript })
      await site.runJobs()
      const mail = await lastMailTo(site, person.email, 'is your code')
      const code = /\d{6}/.exec(mail!.subject)![0]
      await page.getByLabel('Code from the email').fill(code)
      await page.getByLabel('New password', { exact: true }).fill('short')
      await page.getByRole('button', { name: 'Save the password' }).click()
      assert.match(await page.locator('#password-error').innerText(), /12 characters or more/)
      assert.equal(await page.getByLabel('Code from the email').inputValue(), code)
      await isSound(page, { javaScript })
      await page.getByLabel('New password', { exact: true }).fill('curlew ribbon granite tea')
      await page.getByRole('button', { name: 'Save the password' }).click()

      assert.equal(await heading(page), 'Set up a second factor')
      await isSound(page, { javaScript })
      await page.getByRole('button', { name: 'Continue' }).click()
      await isSound(page, { javaScript })
      const shown = (await page.locator('.cairn-key').innerText()).replace(/\s/g, '')
      await page.getByLabel('Code from the app').fill(appCode(shown, site.clock.now()))
      await page.getByRole('button', { name: 'Continue' }).click()
      assert.equal(await heading(page), 'Keep your recovery codes')
      assert.equal(await page.locator('.cairn-codes li').count(), 10)
      await isSound(page, { javaScript })
      await page.getByRole('button', { name: 'I have kept them' }).click()
      await page.waitForURL('**/manage')

      await page.goto('/account')
      await isSound(page, { javaScript })
      assert.match(await page.locator('main').innerText(), /10 recovery codes left/)
      await page.goto('/account/second-factor')
      await isSound(page, { javaScript })
      await page.goto('/account/password')
      await isSound(page, { javaScript })
      await page.getByLabel('Current password').fill('curlew ribbon granite tea')
      await page.getByLabel('New password', { exact: true }).fill('otter pencil harbour moss')
      await page.getByRole('button', { name: 'Change the password' }).click()
      assert.match(await page.locator('main').innerText(), /Your password has been changed/)
    })
  }
})

test('the desk for people and organisations', async (t) => {
  const site = await testSite()
  const officer = await site.signIn('officer')

  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without'
    const word = javaScript ? 'Fell' : 'Beck'

    await t.test(`an officer keeps the register, ${how} JavaScript`, async (t) => {
      const page = await site.page(t, { as: officer, javaScript, width: javaScript ? 1440 : 360 })
      await page.goto('/manage/organisations')
      await isSound(page, { javaScript })
      await page.getByRole('button', { name: 'Add an organisation' }).click()
      await isSound(page, { javaScript })
      await page.getByLabel('Name', { exact: true }).fill(`${word}side School`)
      await page.getByLabel('Sector').selectOption('Schools and colleges')
      await page.getByLabel('Day').fill('1')
      await page.getByLabel('Month').fill('sept')
      await page.getByLabel('Year').fill('2001')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      assert.equal(await heading(page), `${word}side School`)
      await isSound(page, { javaScript })
      await page.getByRole('link', { name: 'It has a new name' }).click()
      await isSound(page, { javaScript })
      await page.getByLabel('New name').fill(`${word}side Academy`)
      await page.getByRole('button', { name: 'Save the new name' }).click()
      assert.equal(await heading(page), `${word}side Academy`)

      await page.getByRole('link', { name: 'Add a person here' }).click()
      await isSound(page, { javaScript })
      await page.getByLabel('Full name').fill(`Jo ${word}`)
      await page.getByLabel('Email address').fill(`jo@${word.toLowerCase()}.example`)
      await page.getByRole('button', { name: 'Add and invite' }).click()
      assert.match(
        await page.locator('.govuk-error-summary').innerText(),
        /Choose at least one role/,
      )
      await isSound(page, { javaScript })
      assert.equal(await page.getByLabel('Full name').inputValue(), `Jo ${word}`)
      await page.getByLabel('Practitioner').check()
      await page.getByRole('button', { name: 'Add and invite' }).click()
      assert.equal(await heading(page), `Jo ${word}`)
      assert.match(await page.locator('main').innerText(), new RegExp(`${word}side Academy`))
      await isSound(page, { javaScript })

      await page.getByText('Give a role', { exact: true }).click()
      await page.getByLabel('Role', { exact: true }).selectOption('communications')
      await page.getByRole('button', { name: 'Give the role' }).click()
      assert.match(await page.locator('main').innerText(), /The role has been given/)
      await page.getByRole('button', { name: 'Take away Practitioner' }).click()
      assert.match(await page.locator('main').innerText(), /The role has been taken away/)
      await page.getByRole('link', { name: 'Mark as a leaver' }).click()
      await isSound(page, { javaScript })
      await page.getByRole('button', { name: 'Mark as a leaver' }).click()
      assert.match(await page.locator('main').innerText(), /Nobody can sign in with this record/)
      await isSound(page, { javaScript })

      await page.goto('/manage/people')
      await page.getByLabel('Who').selectOption('Leavers')
      await page.locator('main input[name=q]').fill(word)
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      assert.match(await page.locator('main').innerText(), new RegExp(`1 person[^]*Jo ${word}`))
      await isSound(page, { javaScript })

      await page.goto('/manage/audit')
      assert.match(
        await page.locator('.cairn-log').innerText(),
        new RegExp(`marked Jo ${word} as a leaver`),
      )
      await isSound(page, { javaScript })
      await page.getByRole('button', { name: 'Check that it is whole' }).click()
      assert.match(await page.locator('main').innerText(), /The audit log is whole/)
      await isSound(page, { javaScript })
    })
  }
})
