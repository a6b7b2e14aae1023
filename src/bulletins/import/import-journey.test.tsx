import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { axe, htmlValid, testSite } from '../../../test/browser.ts'
import { projectFolder } from '../../platform/project.ts'
import { bulletinPaths } from '../bulletin-paths.ts'

const site = await testSite()
const officer = await site.signIn('officer')
const fixture = (name: string): string => join(projectFolder, 'src/bulletins/import/fixtures', name)

for (const javaScript of [true, false]) {
  test(`an officer imports a bulletin ${javaScript ? 'with' : 'without'} JavaScript`, async (t) => {
    const page = await site.page(t, { as: officer, javaScript, width: javaScript ? 1440 : 360 })
    await page.goto(bulletinPaths.import)
    if (javaScript) {
      await axe(page)
      await htmlValid(page)
    }
    await page.setInputFiles('input[type=file]', fixture('hostile-page.html'))
    await page.click('button:has-text("Read the file")')
    assert.equal(await page.textContent('h1'), 'hostile-page.htmlCheck what was found')
    await page.goto(bulletinPaths.import)
    await page.setInputFiles('input[type=file]', fixture('one-line-paragraphs.txt'))
    await page.click('button:has-text("Read the file")')
    if (javaScript) {
      for (const summary of await page.locator('summary').all()) await summary.click()
      await axe(page)
      await htmlValid(page)
    }
    await page.waitForSelector('#item-2-title')
    const hasSideways = () =>
      page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
    assert.equal(await hasSideways(), false)
    await page.fill('#title', 'October 2020')
    await page.fill('#item-2-title', 'A course on referrals')
    await page.click(
      javaScript ? 'button:has-text("Make the drafts")' : 'button:has-text("once more")',
    )
    assert.match((await page.textContent('main')) ?? '', /The drafts are made/)
    assert.match((await page.textContent('.cairn-items')) ?? '', /A course on referrals/)
    assert.equal(await hasSideways(), false)
    await page.goto(bulletinPaths.import)
    await page.click('button:has-text("Read the file")')
    assert.match((await page.textContent('.govuk-error-summary')) ?? '', /Choose the file/)
    if (javaScript) await axe(page)
  })
}
