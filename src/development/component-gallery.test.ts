import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, htmlValid, testSite } from '../../test/browser.ts'
import { testApp } from '../../test/app.ts'
import { componentPath, galleryNames, galleryPath } from './component-gallery.tsx'

/** Belong to a page; the examples are many pages on one. */
const pageRules = [
  'heading-order',
  'landmark-banner-is-top-level',
  'landmark-contentinfo-is-top-level',
  'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo',
  'landmark-unique',
  'page-has-heading-one',
  'skip-link',
]

/** What GOV.UK Frontend's own scripts do, in components no page of ours uses with scripts. */
const knownOf: Record<string, string[]> = {
  accordion: ['label-content-name-mismatch'],
  'file-upload': ['label-content-name-mismatch'],
}

test('the gallery', async (t) => {
  const site = await testSite()
  const page = await site.page(t, { colourScheme: 'light' })

  await t.test('lists every component', async () => {
    await page.goto(galleryPath)
    await axe(page)
    await htmlValid(page)
    assert.equal(await page.locator('.cairn-list a').count(), galleryNames.length)
  })

  for (const name of galleryNames) {
    await t.test(`shows ${name} in both schemes, for everyone`, async () => {
      await page.goto(componentPath(name))
      assert.ok((await page.locator('.cairn-gallery__dark').count()) > 0)
      await axe(page, { disable: [...pageRules, ...(knownOf[name] ?? [])] })
    })
  }
})

test('there is no gallery in production', async () => {
  const { request } = await testApp(undefined, { NODE_ENV: 'production' })
  assert.equal((await request(galleryPath)).status, 404)
})
