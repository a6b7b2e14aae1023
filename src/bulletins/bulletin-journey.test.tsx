import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, htmlValid, testSite } from '../../test/browser.ts'
import { addTestSubscribers } from '../../test/bulletins.ts'
import { bulletinPaths } from './bulletin-paths.ts'

const site = await testSite('2020-10-20T09:00:00Z')
const { database, runJobs } = site
const author = await site.signIn('communications')
const officer = await site.signIn('officer')

type Page = Awaited<ReturnType<typeof site.page>>

async function sound(page: Page): Promise<void> {
  await htmlValid(page)
  await axe(page)
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click()

test('a bulletin is written, reviewed, sent and read without JavaScript', async (t) => {
  const emails = await addTestSubscribers(site, officer, 5)
  const page = await site.page(t, { as: author, javaScript: false })

  await t.test('the author writes it', async () => {
    await page.goto(bulletinPaths.manage)
    await sound(page)
    await page.getByRole('button', { name: 'New bulletin' }).click()
    await htmlValid(page)
    await page.getByLabel('Year').fill('20')
    await press(page, 'Begin the bulletin')
    await page.getByText('Enter the month and year, like 10 2020').first().waitFor()
    await htmlValid(page)
    await page.getByLabel('Year').fill('2020')
    await press(page, 'Begin the bulletin')
    await page.getByRole('heading', { name: 'October 2020 bulletin' }).waitFor()

    await page.getByRole('link', { name: /^Change/ }).click()
    await page.getByLabel('Summary').fill('A helpline and a network morning')
    await page.getByRole('textbox', { name: 'Introduction' }).fill('Two things this month.')
    await htmlValid(page)
    await press(page, 'Save the details')
    await page.getByText('The details are saved.').waitFor()
  })

  await t.test('adds items, and is told what is missing', async () => {
    await page.getByRole('button', { name: 'Add an item' }).click()
    await press(page, 'Save the item')
    await page.getByRole('alert').getByText('Enter a title').waitFor()
    await sound(page)
    await page.getByLabel('News').check()
    await page.getByLabel('Title').fill('The helpline is open at weekends')
    await page
      .getByRole('textbox', { name: 'Text' })
      .fill('Call on **Saturdays** too.\n\n- from 9am\n- until 6pm')
    await page.getByLabel('Words of link 1').fill('About the helpline')
    await press(page, 'Save the item')
    await page.getByText('Link: About the helpline').waitFor()
    await page.getByText('has no address').waitFor()
    await sound(page)

    await page.getByRole('link', { name: 'The helpline is open at weekends', exact: true }).click()
    await page.getByLabel('Address of link 1').fill('www.example.org/helpline')
    await press(page, 'Save the item')
    assert.equal(await page.getByText('has no address').count(), 0)

    await page.getByRole('button', { name: 'Add an item' }).click()
    await page.getByLabel('Event').check()
    await page.getByLabel('Title').fill('Network morning on 12 November 2020')
    await page.getByRole('textbox', { name: 'Text' }).fill('Meet others who lead in schools.')
    await press(page, 'Save the item')
    await press(page, 'Move up Network morning on 12 November 2020')
    // The page that answers may still be on its way, with none of them yet.
    const items = page.locator('.cairn-items h3')
    await items.first().filter({ hasText: 'Network morning' }).waitFor()
    const titles = await items.allInnerTexts()
    assert.deepEqual(titles, [
      'Network morning on 12 November 2020',
      'The helpline is open at weekends',
    ])
  })

  await t.test('says who sends it', async () => {
    await page.getByRole('link', { name: 'Sender', exact: true }).click()
    await page.getByLabel('Postal address').fill('1 Market Square\nFellbridge')
    await page.getByLabel('Contact e-mail address').fill('bulletin@example.org')
    await htmlValid(page)
    await press(page, 'Save')
    await page.getByText('The next bulletin carries it.').waitFor()
  })

  await t.test('looks at the mail and tries it', async () => {
    await page.goto(bulletinPaths.manage)
    await page.getByRole('link', { name: 'October 2020 bulletin' }).click()
    await page.getByRole('button', { name: 'See the e-mail' }).click()
    const mail = page.frameLocator('iframe')
    await mail.getByRole('heading', { name: 'October 2020 bulletin' }).waitFor()
    await mail.getByRole('link', { name: 'Unsubscribe from the bulletin' }).waitFor()
    await page.getByText('Call on Saturdays too.').first().waitFor()
    await sound(page)
    await page.getByLabel('Send a test to').selectOption({ index: 0 })
    await press(page, 'Send a test')
    await page.getByText('The test is on its way.').waitFor()
  })

  await t.test('cannot send it before another person has published it', async () => {
    await page.getByRole('link', { name: 'October 2020 bulletin' }).click()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Only a published bulletin can be sent').waitFor()
    await htmlValid(page)
    await page.getByRole('link', { name: 'Review and publish it' }).click()
    await press(page, 'Ask for a review')
    await page.getByText('You asked for a review.').waitFor()
  })

  const second = await site.page(t, { as: officer, javaScript: false, width: 360 })
  await t.test('an officer publishes and sends it', async () => {
    await second.goto(bulletinPaths.manage)
    await second.getByRole('link', { name: 'October 2020 bulletin' }).click()
    await second.getByRole('link', { name: 'Review and publish' }).click()
    await press(second, 'Publish')
    await second.getByText('The public can read it now.').waitFor()
    await second.getByRole('link', { name: 'Edit', exact: true }).click()
    await second.getByRole('button', { name: 'Send' }).click()
    await second.getByRole('heading', { name: 'Send to 5 subscribers' }).waitFor()
    await sound(second)
    await second.getByLabel('To confirm').fill('6')
    await press(second, 'Send to 5 subscribers')
    await second.getByText('Type 5 to send it').first().waitFor()
    await htmlValid(second)
    await second.getByLabel('To confirm').fill('5')
    await press(second, 'Send to 5 subscribers')
    await second.getByRole('heading', { name: 'Sending: 0 of 5 subscribers' }).waitFor()
    await htmlValid(second)
    await runJobs()
    await second.getByRole('button', { name: 'Show the figures of now' }).click()
    await second.getByRole('heading', { name: 'Sent to 5 of 5 subscribers' }).waitFor()
    await sound(second)
  })

  await t.test('a subscriber reads it, on the web too, and leaves', async () => {
    const mail = await database
      .selectFrom('development_mail')
      .selectAll()
      .where('recipient', '=', emails[0]!)
      .executeTakeFirstOrThrow()
    const addresses = [...mail.body_text.matchAll(/http:\/\/localhost:\d+(\/bulletins\/\S+)/g)]
    const pathOf = (part: RegExp): string =>
      addresses.map((found) => found[1]!).find((path) => part.test(path))!
    const reader = await site.page(t, { javaScript: false, width: 360 })
    await reader.goto(pathOf(/bulletins\/october/))
    await reader.getByRole('heading', { name: 'Network morning on 12 November 2020' }).waitFor()
    await sound(reader)
    await reader.goto(bulletinPaths.archive)
    await sound(reader)
    await reader.goto(pathOf(/unsubscribe/))
    await htmlValid(reader)
    await press(reader, 'Unsubscribe')
    await reader.getByRole('heading', { name: 'You get no more bulletins' }).waitFor()
    await htmlValid(reader)
  })
})

test('somebody subscribes on the public page without JavaScript', async (t) => {
  const page = await site.page(t, { javaScript: false, width: 360 })
  await page.goto(bulletinPaths.archive)
  await page.getByRole('button', { name: 'Get the bulletin by e-mail' }).click()
  await sound(page)
  await press(page, 'Send me the e-mail')
  await page.getByRole('alert').getByText('Enter your e-mail address').waitFor()
  await sound(page)
  await page.getByLabel('E-mail address').fill('reader@example.org')
  await page.getByLabel('Where you work (optional)').selectOption('Health')
  await press(page, 'Send me the e-mail')
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor()
  await htmlValid(page)
  await runJobs()
  const mail = await database
    .selectFrom('development_mail')
    .selectAll()
    .where('recipient', '=', 'reader@example.org')
    .executeTakeFirstOrThrow()
  await page.goto(/(\/bulletins\/subscribe\/\S+)/.exec(mail.body_text)![1]!)
  await page.getByText('reader@example.org').waitFor()
  await sound(page)
  await press(page, 'Yes, send me the bulletin')
  await page.getByRole('heading', { name: 'You will get the bulletin' }).waitFor()
  await htmlValid(page)
})

test('the business unit adds, finds and removes subscribers without JavaScript', async (t) => {
  const page = await site.page(t, { as: officer, javaScript: false })
  await page.goto(bulletinPaths.subscribers)
  await htmlValid(page)
  await page.getByRole('button', { name: 'Add subscribers' }).click()
  await page.getByLabel('They agreed to it themselves').check()
  await page
    .getByLabel('Where do the addresses come from?')
    .fill('Sign-up sheet, conference of 1 October 2020')
  await page.getByLabel('Day').fill('1')
  await page.getByLabel('Month').fill('10')
  await page.getByLabel('Year').fill('2020')
  await page
    .getByLabel('The list')
    .fill('email,name\nzoe@example.org,Zoë Bell\nnot an address,Nobody')
  await sound(page)
  await press(page, 'Check the list')
  await page.getByRole('heading', { name: '1 address can be added' }).waitFor()
  await page.getByText('This is not an e-mail address.').waitFor()
  await sound(page)
  await press(page, 'Add 1 subscriber')
  await page.getByText('1 subscriber added.').waitFor()
  await page.getByLabel('Find by name or address').fill('zoë')
  await press(page, 'Find')
  await page.getByRole('link', { name: 'zoe@example.org' }).click()
  await page.getByText('Sign-up sheet, conference of 1 October 2020').waitFor()
  await sound(page)
  await press(page, 'Remove zoe@example.org')
  await page.getByText('Name and address are erased.').waitFor()
})
