import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite, type PageOptions } from '../../../test/browser.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { withAuthenticator } from '../../../test/virtual-authenticator.ts'
import { codeFor, goodPassword } from '../../../test/registration.ts'

const site = await testSite('2026-11-26T09:00:00Z')
const phone: PageOptions = { width: 360, height: 740 }
const go = (page: Page, name = 'Continue') =>
  page.getByRole('button', { name, exact: true }).click()

await listOrganisation(site, {
  names: [
    ['Fellside Primary School', '1974-09-01'],
    ['Fellside Primary Academy', '2019-01-01'],
  ],
  place: 'Kendal',
  postcode: 'LA9 4XX',
})
await listOrganisation(site, { names: [['Fellside Nursery', '2011-09-05']], place: 'Penrith' })
await listOrganisation(site, {
  names: [['Derwent Youth Project', '2003-05-12']],
  sector: 'vcfse',
  domains: ['derwent-youth.example'],
})

/** A page as it should be: no barrier, valid, and nothing to scroll sideways for on a phone. */
async function inOrder(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  await axe(page)
  await htmlValid(page)
  const [content, window] = (await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )) as [number, number]
  assert.ok(content <= window, `${page.url()} is ${content} wide`)
}

async function proveAddress(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: /You have no account yet/ }).click()
  await inOrder(page, 'Create an account')
  await go(page)
  await inOrder(page, 'Create an account')
  await page.getByText('There is a problem').waitFor()
  await page.getByLabel('Full name').fill('Jo Askham')
  await page.getByLabel('Work email address').fill(email)
  site.clock.advance(5_000)
  await go(page)
  await inOrder(page, 'Check your email')
  await page.getByLabel('Code from the email').fill('12')
  await go(page)
  await inOrder(page, 'Check your email')
  await page.getByLabel('Code from the email').fill(await codeFor(site, email))
  await go(page)
  await inOrder(page, 'Where do you work?')
}

async function tellWork(page: Page): Promise<void> {
  await tellJob(page)
  await page.getByLabel('Password', { exact: true }).fill(goodPassword)
  await go(page)
  await inOrder(page, 'Check your answers')
}

async function tellJob(page: Page): Promise<void> {
  await inOrder(page, 'What do you do?')
  await go(page)
  await inOrder(page, 'What do you do?')
  await page.getByLabel('Job title').fill('Teaching assistant')
  await page.getByLabel('What comes nearest to your work?').selectOption('school-support')
  await page.getByLabel('Yes', { exact: true }).check()
  await page.getByLabel('Line manager’s full name').fill('Sam Rigg')
  await page.getByLabel('Line manager’s email address').fill('sam@fellside.example')
  await go(page)
  await inOrder(page, 'How will you sign in?')
}

async function finish(page: Page): Promise<void> {
  await go(page, 'Create my account')
  await page.waitForURL('**/account')
  await page.getByText('Jo Askham').first().waitFor()
}

test('somebody whose organisation is listed registers by phone and keyboard', async (t) => {
  const page = await site.page(t, phone)
  await proveAddress(page, 'jo@fellside.example')
  const box = page.getByRole('combobox')
  await page.getByRole('button', { name: 'Search', exact: true }).waitFor({ state: 'hidden' })
  await box.focus()
  await page.keyboard.type('fellsid')
  const options = page.getByRole('listbox').getByRole('option')
  await options.nth(1).waitFor()
  await axe(page)
  await page.keyboard.press('Escape')
  await options.first().waitFor({ state: 'hidden' })
  await page.keyboard.type('e pri')
  await options.first().waitFor()
  await page.keyboard.press('ArrowDown')
  assert.equal(
    await box.getAttribute('aria-activedescendant'),
    await options.first().getAttribute('id'),
  )
  await page.keyboard.press('Enter')
  assert.equal(await box.inputValue(), 'Fellside Primary Academy')
  await page.getByRole('status').getByText('is chosen').waitFor({ state: 'attached' })
  await axe(page)
  // What is typed afterwards takes the choice back.
  await page.keyboard.type('x')
  // Leaving the field closes the list, which would else lie over the button once it comes.
  await page.keyboard.press('Tab')
  await go(page)
  await inOrder(page, 'Where do you work?')
  await page.getByText('There is a problem').waitFor()
  await box.fill('academy')
  await options.first().click()
  await go(page)
  await tellWork(page)
  await page.getByText('Fellside Primary Academy').waitFor()
  await finish(page)
})

test('somebody registers with a passkey and has no password', async (t) => {
  const page = await site.page(t, phone)
  await withAuthenticator(page)
  await proveAddress(page, 'lee@derwent-youth.example')
  await page.getByLabel('Derwent Youth Project').check()
  await go(page)
  await tellJob(page)
  await go(page, 'Use a passkey')
  await inOrder(page, 'Check your answers')
  await page.getByText('A passkey, which you make next').waitFor()
  await go(page, 'Create my account')
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await page.waitForSelector('.cairn-codes')
  const { rows } = await sql<{ passkeys: number; passwords: number }>`
    select (select count(*)::int from passkey where person_id = person.id) as passkeys,
      (select count(*)::int from password where person_id = person.id) as passwords
    from person where email = 'lee@derwent-youth.example'`.execute(site.database)
  assert.deepEqual(rows, [{ passkeys: 1, passwords: 0 }])
})

test('the same without JavaScript', async (t) => {
  const page = await site.page(t, { ...phone, javaScript: false })
  await proveAddress(page, 'kim@fellside.example')
  await page.getByLabel('Organisation').fill('felside')
  await go(page, 'Search')
  await inOrder(page, 'Where do you work?')
  await page.getByLabel('Fellside Primary Academy').check()
  await go(page)
  await tellWork(page)
  await finish(page)
})

for (const javaScript of [true, false])
  test(`somebody whose organisation is not listed, ${javaScript ? 'with' : 'without'} JavaScript`, async (t) => {
    const page = await site.page(t, { ...phone, javaScript })
    await proveAddress(page, `alex-${javaScript}@derwent-youth.example`)
    // Their address suggests one, but they work elsewhere.
    await page.getByText('Your address belongs to:').waitFor()
    await page.getByRole('link', { name: /not listed/ }).click()
    await inOrder(page, 'Tell us about your organisation')
    await page.getByLabel('Name of the organisation').fill('Fellside School')
    await page.getByLabel('Sector').selectOption('early-years')
    await page.getByLabel('Town or village').fill('Borrowdale')
    await go(page)
    await inOrder(page, 'Tell us about your organisation')
    await page.getByText('Is it one of these?').waitFor()
    await page.getByLabel('Name of the organisation').fill(`Forest Nursery ${javaScript}`)
    await page.getByLabel('No, it is another one').check()
    await go(page)
    await tellWork(page)
    await page.getByText('Not listed yet').waitFor()
    await page.getByRole('link', { name: 'Change organisation' }).click()
    await inOrder(page, 'Tell us about your organisation')
    await page.goBack()
    await finish(page)
  })

test('another browser says where to go on', async (t: TestContext) => {
  const page = await site.page(t, phone)
  await page.goto('/register/work')
  await inOrder(page, 'This was begun in another browser, or is over')
  await page.getByRole('button', { name: 'Begin again' }).click()
  await inOrder(page, 'Create an account')
})

test('on a phone who finds nothing is told, and goes on with the name that was typed', async (t) => {
  const page = await site.page(t, phone)
  await proveAddress(page, 'club@zzqxv.example')
  const input = page.locator('.cairn-picker input[role=combobox]')
  const list = page.locator('.cairn-picker__list')
  await input.pressSequentially('Fell')
  await list.locator('[role=option]').first().waitFor()
  // As on phones where a tap beside the field does not leave it.
  await page.evaluate(
    "document.querySelector('h1').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))",
  )
  assert.ok(await list.isHidden(), 'the list does not lie over what follows any more')
  await input.fill('Zzqxv Club')
  await page.getByText('Nothing found').waitFor()
  const said = (await page.getByText('Nothing found').boundingBox())!
  assert.ok(said.height > 10, 'it is there for those who see')
  await page.getByRole('link', { name: /not listed/ }).click()
  assert.equal(await page.getByLabel('Name of the organisation').inputValue(), 'Zzqxv Club')
})
