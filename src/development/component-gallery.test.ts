import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, htmlValid, testSite } from '../../test/browser.ts'
import { testApp } from '../../test/app.ts'
import { componentPath, eachOnce, galleryNames, galleryPath } from './component-gallery.tsx'
import { ownExamples } from './own-examples.tsx'

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

/** What the scripts of GOV.UK's accordion and file upload do; no page of ours uses them. */
const scriptRules = ['label-content-name-mismatch']

test('the gallery', async (t) => {
  const site = await testSite()
  const page = await site.page(t, { colourScheme: 'light' })

  await t.test('lists every component', async () => {
    await page.goto(galleryPath)
    await axe(page)
    await htmlValid(page)
    assert.equal(await page.locator('.cairn-list a').count(), galleryNames.length)
  })

  // Each of GOV.UK's examples gives the HTML that they give; here it is about our colours.
  for (const name of [...Object.keys(ownExamples), eachOnce]) {
    await t.test(`shows ${name} in both schemes, for everyone`, async () => {
      await page.goto(componentPath(name))
      assert.ok((await page.locator('.cairn-gallery__dark').count()) > 0)
      const known = name === eachOnce ? scriptRules : []
      await axe(page, { disable: [...pageRules, ...known] })
    })
  }

  await t.test('has a page for every component', async () => {
    for (const name of galleryNames) {
      const answer = await site.request(componentPath(name))
      assert.equal(answer.status, 200, name)
      assert.match(await answer.text(), /cairn-gallery__light/, name)
    }
    assert.equal((await site.request(componentPath('nothing'))).status, 404)
  })
})

test('there is no gallery in production', async () => {
  const { request } = await testApp(undefined, { NODE_ENV: 'production' })
  assert.equal((await request(galleryPath)).status, 404)
})
