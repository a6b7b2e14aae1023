import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite } from '../browser.ts'
import { identityProvider } from '../identity-provider.ts'
import { account } from '../people.ts'

test('signing in with the account of an agency', async (t) => {
  const site = await testSite(new Date().toISOString(), { CAIRN_LOOPBACK_PROVIDERS: 'yes' })
  const agency = await identityProvider()
  const visits = [agency.issuer]

  const isSound = async (page: Page, javaScript = true) => {
    if (javaScript) await axe(page)
    await htmlValid(page)
  }

  await t.test('an officer sets it up', async (t) => {
    const page = await site.page(t, { as: await site.signIn('officer'), width: 360 })
    await page.goto('/manage/sign-in-providers')
    await isSound(page)
    await page.getByRole('button', { name: 'Add an agency’s sign-in' }).click()
    await isSound(page)
    await page.getByLabel('Name of the agency').fill('Derwent Council')
    await page.getByLabel('Issuer').fill('https://10.0.0.1')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    assert.match(await page.locator('main').innerText(), /not one of the public internet/)
    await isSound(page)
    await page.getByLabel('Issuer').fill(agency.issuer)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('It is off until you have entered').waitFor()
    await isSound(page)
    const redirectUri = /http:\S+\/callback/.exec(await page.locator('main').innerText())![0]
    const { clientId, clientSecret } = agency.register(redirectUri)
    await page.getByLabel('Client ID').fill(clientId)
    await page.getByLabel('Client secret', { exact: true }).fill(clientSecret)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Switch on' }).click()
    await page.getByText('Switched on.').waitFor()
    await isSound(page)
  })

  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without'
    const login = javaScript ? 'jo' : 'kim'

    await t.test(`somebody links it, then signs in with it, ${how} JavaScript`, async (t) => {
      const person = await account(site, { email: `${login}@derwent.example` })
      agency.people.set(login, { email: person.email })
      const page = await site.page(t, { javaScript, visits, width: javaScript ? 1280 : 360 })
      const arrive = async () => {
        await page.getByRole('button', { name: 'Sign in with Derwent Council' }).click()
        await page.getByLabel('Login').fill(login)
        await page.getByRole('button', { name: 'Continue' }).click()
      }
      await page.goto('/sign-in')
      await isSound(page, javaScript)
      await arrive()
      assert.equal(await page.locator('h1').innerText(), 'We do not know this account yet')
      await isSound(page, javaScript)
      await page.getByRole('button', { name: 'Sign in and link' }).click()
      await page.getByLabel('Email address').fill(person.email)
      await page.getByLabel('Password', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      assert.equal(await page.locator('h1').innerText(), 'Link your account of Derwent Council?')
      await isSound(page, javaScript)
      await page.getByRole('button', { name: 'Link them' }).click()
      await page.getByText('Linked. From now on').waitFor()
      await isSound(page, javaScript)

      await page.getByRole('button', { name: 'Sign out' }).press('Enter')
      await page.goto('/account')
      await page.getByRole('button', { name: 'Sign in with Derwent Council' }).click()
      // The agency remembers who it is: no login a second time.
      await page.waitForURL(({ pathname }) => pathname === '/account')
      assert.match(await page.locator('main').innerText(), new RegExp(person.email))
      await page.getByRole('link', { name: /^Unlink/ }).click()
      await isSound(page, javaScript)
      await page.getByRole('button', { name: 'Unlink it' }).click()
      await page.getByText('Unlinked.').waitFor()
    })
  }

  await t.test('whoever cancels there is told what else to do', async (t) => {
    const page = await site.page(t, { visits, width: 360 })
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Sign in with Derwent Council' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    assert.equal(await page.locator('h1').innerText(), 'You are not signed in with your agency')
    await isSound(page)
    await page.getByRole('button', { name: 'Go to the sign-in page' }).click()
    assert.equal(await page.locator('h1').innerText(), 'Sign in')
  })
})
