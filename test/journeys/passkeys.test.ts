import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite } from '../browser.ts'
import { withAuthenticator } from '../virtual-authenticator.ts'
import { account, frontDoor } from '../people.ts'
import type { Visitor } from '../app.ts'

const isSound = async (page: Page) => {
  await axe(page)
  await htmlValid(page)
}

test('passkeys', async (t) => {
  const site = await testSite()

  /** Somebody who has given their password. */
  const halfSignedIn = async (): Promise<Visitor> => {
    const officer = await account(site, { roles: ['officer'] })
    const door = frontDoor(site)
    await door.post('/sign-in', { email: officer.email, password: officer.password })
    return { personId: officer.personId, email: officer.email, cookie: door.cookie }
  }

  await t.test('an officer makes one as second factor, then signs in with it alone', async (t) => {
    const officer = await halfSignedIn()
    const page = await site.page(t, { as: officer, width: 360 })
    const { devtools, id } = await withAuthenticator(page)
    await page.goto('/manage/people')
    assert.equal(await page.locator('h1').innerText(), 'Set up a second factor')
    await page.getByRole('link', { name: 'Use a passkey instead' }).click()
    await page.getByRole('button', { name: 'Make the passkey' }).waitFor()
    await isSound(page)
    await page.getByLabel('Name, so that you recognise it later').fill('')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.govuk-error-summary')
    assert.match(await page.locator('main').innerText(), /Enter a name for the passkey/)
    await isSound(page)
    await page.getByLabel('Name, so that you recognise it later').fill('Duty phone')
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.waitForSelector('.cairn-codes')
    await isSound(page)
    assert.equal(await page.locator('.cairn-codes li').count(), 10)
    await page.getByRole('button', { name: 'I have kept them' }).click()
    // Back where they wanted to go before they were asked.
    assert.equal(new URL(page.url()).pathname, '/manage/people')
    await page.goto('/account')
    assert.match(await page.locator('main').innerText(), /Passkey “Duty phone”/)
    await isSound(page)

    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    // The button, not the suggestions among names: those the test cannot choose.
    await devtools.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: id,
      enabled: false,
    })
    await page.goto('/sign-in?next=/manage/people')
    const button = page.getByRole('button', { name: 'Sign in with a passkey' })
    await button.waitFor()
    await isSound(page)
    await devtools.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: id,
      enabled: true,
    })
    await button.press('Enter')
    await page.waitForURL(({ pathname }) => pathname === '/manage/people')
    assert.equal(await page.locator('h1').innerText(), 'People')

    await page.goto('/account')
    await page.getByRole('link', { name: 'Add another passkey' }).click()
    // This device holds one already, and says so.
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.getByText('This device has a passkey for your account already.').waitFor()
    await page.goto('/account')
    await page.getByRole('link', { name: /Change or remove/ }).click()
    await isSound(page)
    await page.getByRole('button', { name: 'Remove the passkey' }).click()
    assert.match(await page.locator('main').innerText(), /Your role needs a second factor/)
    await isSound(page)
  })

  await t.test('the browser suggests it where the name is typed', async (t) => {
    const officer = await halfSignedIn()
    const page = await site.page(t, { as: officer })
    await withAuthenticator(page)
    await page.goto('/account/passkeys/new')
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    // The virtual device answers for the person who would choose the suggestion.
    await page.goto('/sign-in?next=/manage/people')
    await page.waitForURL(({ pathname }) => pathname === '/manage/people')
    assert.equal(await page.locator('h1').innerText(), 'People')
  })

  await t.test('an owner who is not recognised gets a sentence, and the password', async (t) => {
    const officer = await halfSignedIn()
    const page = await site.page(t, { as: officer })
    const { devtools, id } = await withAuthenticator(page)
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false })
    await page.goto('/account/passkeys/new')
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.getByText('No passkey was made. Try again').waitFor()
    await axe(page)
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: true })
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.waitForSelector('.cairn-codes')
  })

  await t.test('an account is shown to be its owner’s before a passkey is added', async (t) => {
    const person = await account(site)
    const door = frontDoor(site)
    await door.post('/sign-in', { email: person.email, password: person.password })
    site.clock.advance(11 * 60_000)
    const page = await site.page(t, { as: { ...person, cookie: door.cookie }, width: 360 })
    await page.goto('/account')
    await page.getByRole('link', { name: /^Add/ }).click()
    assert.equal(await page.locator('h1').innerText(), 'Show that it is you')
    await isSound(page)
    await page.getByLabel('Your password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Continue' }).click()
    assert.equal(await page.locator('h1').innerText(), 'Add a passkey')
  })

  await t.test('without JavaScript nothing is offered that cannot be used', async (t) => {
    const person = await account(site)
    const door = frontDoor(site)
    await door.post('/sign-in', { email: person.email, password: person.password })
    const page = await site.page(t, {
      javaScript: false,
      as: { ...person, cookie: door.cookie },
      width: 360,
    })
    await page.goto('/account/passkeys/new')
    assert.equal(await page.getByRole('button', { name: 'Make the passkey' }).isVisible(), false)
    assert.match(await page.locator('main').innerText(), /its scripts are switched off/)
    await isSound(page)
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    await page.goto('/sign-in')
    assert.doesNotMatch(await page.locator('main').innerText(), /passkey/i)
    await isSound(page)
  })
})
