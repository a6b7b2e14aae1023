import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, htmlValid, testSite } from './browser.ts'
import { htmlProblems } from './html.ts'

test('a real browser visits the real site', async (t) => {
  const site = await testSite()

  for (const javaScript of [true, false]) {
    await t.test(`${javaScript ? 'with' : 'without'} JavaScript`, async (t) => {
      const page = await site.page(t, { javaScript, width: 360, expects: /favicon\.ico/ })
      const answer = await page.goto('/no-such-page')
      assert.equal(answer?.status(), 404)
      assert.match(await page.title(), /not found/i)
      await axe(page)
      await htmlValid(page)
    })
  }

  await t.test('axe and the HTML check find what is planted', async (t) => {
    const page = await site.page(t)
    await page.goto('/no-such-page')
    await page.evaluate(() => document.querySelector('h1')?.append(document.createElement('img')))
    await assert.rejects(axe(page), /image-alt/)
    assert.match(String(await htmlProblems('<!doctype html><p><buton>x</buton></p>')), /buton/)
  })

  await t.test('a signed-in visitor is known to the site', async (t) => {
    const as = await site.signIn('officer')
    const page = await site.page(t, { as })
    const answer = await page.goto('/no-such-page')
    assert.match((await answer?.request().allHeaders())?.['cookie'] ?? '', /^__Host-cairn=/)
  })
})

test('what a page complains about fails its test', async (t) => {
  const site = await testSite()
  const complaints: [string, string][] = [
    ['console.error', `console.error('planted')`],
    ['an exception', `setTimeout(() => { throw new Error('planted') })`],
    ['another host', `fetch('http://127.0.0.2:9/').catch(() => {})`],
  ]
  for (const [name, script] of complaints) {
    await t.test(name, async (t) => {
      const after: (() => unknown)[] = []
      const watched = { after: (check: () => unknown) => after.push(check) } as unknown as typeof t
      const page = await site.page(watched)
      await page.goto('/no-such-page')
      await page.evaluate(script)
      await page.waitForTimeout(100)
      await assert.rejects(async () => after[0]?.(), /planted|another host|127\.0\.0\.2/)
    })
  }
})
