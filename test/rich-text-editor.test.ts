import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { routes as demonstrationRoutes } from '../demo/concerns.ts'
import { axe, testSite } from './browser.ts'
import { createBulletin } from '../src/bulletins/bulletin-editing.ts'
import { bulletinKind } from '../src/bulletins/bulletin-kind.tsx'
import { bulletinPaths } from '../src/bulletins/bulletin-paths.ts'
import { addRoute } from '../src/concerns/concerns.ts'
import { findLatest } from '../src/publishing/publishing.ts'
import { addPicture } from '../src/publishing/pictures.ts'
import { samplePng } from '../src/publishing/picture-samples.ts'
import { textFromDocument } from '../src/publishing/rich-text-as-text.ts'
import { addTerm } from '../src/publishing/terms.ts'

const frontDoor = demonstrationRoutes.find(({ key }) => key === 'front-door')!
const site = await testSite()
const { database, services, clock } = site
const officer = await site.signIn('officer')
const act = { by: officer.personId, now: clock.now() }

async function newBulletin(): Promise<string> {
  return (await createBulletin(database, { title: 'Editor', month: '2020-10' }, act)).id
}

/** What was stored of the first item, in the plain-text convention. */
async function storedText(id: string): Promise<string> {
  const edition = await findLatest(database, bulletinKind, id)
  return textFromDocument(edition!.content.items[0]!.text)
}

const words = (page: Page) => page.locator('[role=textbox][contenteditable=true]')
const tool = (page: Page, name: string) =>
  page
    .getByRole('toolbar', { name: 'Formatting of Text' })
    .getByRole('button', { name, exact: true })

async function openItem(page: Page, id: string): Promise<void> {
  await page.goto(bulletinPaths.addItem(id))
  await words(page).waitFor()
}

async function save(page: Page): Promise<void> {
  await page.check('input[name=kind][value=news]')
  await page.fill('#title', 'An item')
  await page.click('button:has-text("Save the item")')
  await page.waitForURL(/done=item/)
}

/** Presses a button of the editor, which gives the focus back to the text with the next frame. */
async function use(page: Page, name: string): Promise<void> {
  await tool(page, name).click()
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  )
}

test('what is written with the buttons is what is stored', async (t) => {
  const id = await newBulletin()
  const page = await site.page(t, { as: officer })
  await openItem(page, id)
  const text = words(page)
  await text.click()
  await page.keyboard.type('Signs')
  await use(page, 'Heading 2')
  assert.equal(await tool(page, 'Heading 2').getAttribute('aria-pressed'), 'true')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Look ')
  await use(page, 'Bold')
  await page.keyboard.type('closer')
  await use(page, 'Bold')
  await page.keyboard.type(' and act.')
  await page.keyboard.press('Enter')
  await use(page, 'List with bullets')
  await page.keyboard.type('one')
  await page.keyboard.press('Enter')
  await page.keyboard.type('inner')
  await use(page, 'Indent')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('two')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('They said so')
  await use(page, 'Quotation')
  await save(page)
  assert.equal(
    await storedText(id),
    '## Signs\n\nLook **closer** and act.\n\n- one\n  - inner\n- two\n\n> They said so',
  )
})

test('links are made in a dialog that asks for words and a safe address', async (t) => {
  const id = await newBulletin()
  const page = await site.page(t, { as: officer, width: 360 })
  await openItem(page, id)
  await words(page).click()
  await page.keyboard.type('Read ')
  await tool(page, 'Link').click()
  const dialog = page.getByRole('dialog', { name: 'Add a link' })
  await dialog.waitFor()
  await axe(page)
  await dialog.getByRole('button', { name: 'Save the link' }).click()
  assert.match(await dialog.innerText(), /Enter the words of the link/)
  await dialog.getByLabel('Words of the link').fill('the programme')
  await dialog.getByLabel('Address').fill('javascript:alert(1)')
  await dialog.getByRole('button', { name: 'Save the link' }).click()
  assert.match(await dialog.innerText(), /Enter a whole address/)
  await dialog.getByLabel('Address').fill('www.example.org/programme')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  assert.equal(await words(page).evaluate((one) => one === document.activeElement), true)
  await save(page)
  assert.equal(await storedText(id), 'Read [the programme](https://www.example.org/programme)')
  await page.goto(bulletinPaths.addItem(id))
})

test('a way to report and a picture are put in by reference, the picture never without words', async (t) => {
  await addRoute(database, frontDoor, act)
  const upload = { name: 'poster.png', content: samplePng, description: 'A poster on a wall' }
  const picture = await addPicture(database, services.files, upload, act)
  assert.ok(picture.ok)
  const id = await newBulletin()
  const page = await site.page(t, { as: officer })
  await openItem(page, id)
  await words(page).click()
  await page.keyboard.type('Tell us: ')
  await tool(page, 'Way to report').click()
  const route = page.getByRole('dialog', { name: 'Insert a way to report' })
  await route.getByLabel('Way to report').selectOption('front-door')
  await route.getByRole('button', { name: 'Insert' }).click()
  // The text has the focus again a frame after the dialog closes; before, Enter would open it once more.
  await words(page).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await tool(page, 'Picture').click()
  const dialog = page.getByRole('dialog', { name: 'Insert a picture' })
  await dialog.getByLabel('What it shows').fill('')
  await dialog.getByRole('button', { name: 'Insert' }).click()
  assert.match(await dialog.innerText(), /Say what the picture shows/)
  await axe(page)
  await dialog.getByLabel('What it shows').fill('A poster at a bus stop')
  await dialog.getByRole('button', { name: 'Insert' }).click()
  await save(page)
  assert.equal(
    await storedText(id),
    `Tell us: {{route:front-door}}\n\n![A poster at a bus stop](file:${picture.id})`,
  )
})

test('what is pasted is cut down to what a document may hold', async (t) => {
  const id = await newBulletin()
  const page = await site.page(t, { as: officer })
  await openItem(page, id)
  await words(page).click()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      `<h1>Title</h1><p style="color:red" onclick="alert(1)">Some <b>bold</b> <u>words</u>
       <b style="font-weight:normal"><span style="font-weight:700">heavy</span> light</b>
       <a href="javascript:alert(2)">bad</a> <a href="https://example.org/a">good</a>
       <img src=x onerror="alert(3)"></p><script>alert(4)</script><ul><li>item<h2>odd</h2></li></ul>`,
    )
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await save(page)
  const stored = await storedText(id)
  assert.match(stored, /Some \*\*bold\*\* words \*\*heavy\*\* light/)
  assert.match(stored, /\[good\]\(https:\/\/example\.org\/a\)/)
  assert.doesNotMatch(stored, /javascript|alert|color|onerror/)
})

test('the checks speak up while one writes, politely', async (t) => {
  await addTerm(
    database,
    {
      label: 'child-on-child',
      nation: 'england',
      sector: null,
      validFrom: null,
      validTo: null,
      replacedBy: null,
      note: null,
    },
    act,
  )
  const id = await newBulletin()
  const page = await site.page(t, { as: officer })
  await openItem(page, id)
  const status = page.locator('.cairn-editor__count').first()
  assert.equal(await status.getAttribute('role'), 'status')
  assert.equal(await status.textContent(), '')
  await words(page).click()
  await page.keyboard.type(`Ring ${frontDoor.phone} yesterday.`)
  await status.filter({ hasText: 'Checks: 2 things to look at' }).waitFor()
  const list = await page.locator('.cairn-editor__checks').first().innerText()
  assert.ok(list.includes(frontDoor.name))
  assert.match(list, /on 19 October 2020/)
  await axe(page)
})

test('the keyboard reaches everything, and can leave', async (t) => {
  const id = await newBulletin()
  const page = await site.page(t, { as: officer })
  await openItem(page, id)
  await words(page).click()
  const focused = () =>
    page.evaluate('document.activeElement.textContent || document.activeElement.name')
  await page.keyboard.press('Alt+F10')
  assert.equal(await focused(), 'Bold')
  await page.keyboard.press('ArrowRight')
  assert.equal(await focused(), 'Italic')
  await page.keyboard.press('End')
  assert.equal(await focused(), 'Redo')
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await page.locator('[role=textbox]:focus').waitFor()
  await page.keyboard.type('bold')
  await page.keyboard.press('Control+b')
  await page.keyboard.type(' plain')
  await page.keyboard.press('Tab')
  assert.equal(await focused(), 'Write as plain text')
  await page.keyboard.press('Enter')
  assert.equal(await page.locator('textarea[name=text]').inputValue(), '**bold** plain')
  await page.keyboard.type('X')
  await save(page)
  assert.match(await storedText(id), /bold/)
})

test('a refused form comes back into the editor as it was', async (t) => {
  const id = await newBulletin()
  const page = await site.page(t, { as: officer })
  await openItem(page, id)
  await words(page).click()
  await page.keyboard.type('Kept words')
  await page.click('button:has-text("Save the item")')
  await words(page).waitFor()
  assert.match(await words(page).innerText(), /Kept words/)
  await page.fill('#title', 'An item')
  await words(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.check('input[name=kind][value=news]')
  await page.click('button:has-text("Save the item")')
  await page.click('.govuk-error-summary a')
  assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'textbox')
  assert.equal(await words(page).getAttribute('aria-invalid'), 'true')
})

test('without JavaScript, or when the script cannot load, the text area does it all', async (t) => {
  const id = await newBulletin()
  const plain = await site.page(t, { as: officer, javaScript: false })
  await plain.goto(bulletinPaths.addItem(id))
  await plain.fill('textarea[name=text]', '## Heading\n\nWords')
  await save(plain)
  assert.equal(await storedText(id), '## Heading\n\nWords')

  const other = await newBulletin()
  const broken = await site.page(t, { as: officer, expects: /rich-text-editor/ })
  await broken.route('**/rich-text-editor.*', (route) => route.abort())
  await broken.goto(bulletinPaths.addItem(other))
  await broken.fill('textarea[name=text]', '- typed')
  await save(broken)
  assert.equal(await storedText(other), '- typed')
})
