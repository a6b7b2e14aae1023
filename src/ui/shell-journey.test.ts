import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedConcerns } from '../../demo/concerns.ts'
import { axe, testSite } from '../../test/browser.ts'

test('what stands around every page', async (t) => {
  const site = await testSite()
  await seedConcerns(site.database, { by: null, now: site.clock.now() })

  // A phone, the same held sideways, 400 % zoom, a small tablet held sideways, a desk.
  for (const [width, height] of [
    [360, 740],
    [740, 360],
    [320, 256],
    [900, 440],
    [1280, 800],
  ] as const)
    await t.test(`both ways out stay in sight at ${width} × ${height}`, async (t) => {
      const page = await site.page(t, { width, height })
      await page.goto('/report/threshold')
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 2)')
      const help = page.locator('.cairn-bar__help')
      for (const name of ['Report a concern', /Exit this page/]) {
        const place = (await help.getByRole('link', { name }).boundingBox())!
        const isInside =
          place.x >= 0 &&
          place.y >= 0 &&
          place.x + place.width <= width &&
          place.y + place.height <= height
        assert.ok(isInside, `${String(name)} at ${JSON.stringify(place)}`)
        assert.ok(place.height >= 24, 'large enough for a finger')
      }
      const { height: taken } = (await page.locator('.cairn-bar__help').boundingBox())!
      assert.ok(taken <= height / 5, `${taken} pixels of ${height} are taken`)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      assert.ok(Number(overflow) <= 0, `${String(overflow)} pixels too wide`)
    })

  for (const [width, height] of [
    [360, 740],
    [740, 360],
    [320, 256],
  ] as const)
    await t.test(`at the end of a page nothing is covered at ${width} × ${height}`, async (t) => {
      const page = await site.page(t, { width, height })
      await page.goto('/')
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
      const bar = (await page.locator('.cairn-bar__help').boundingBox())!
      assert.ok(bar.y + bar.height <= height && bar.y > 0, 'the bar stands at the foot')
      const last = (await page.locator('.cairn-footer a').last().boundingBox())!
      assert.ok(
        last.y + last.height <= bar.y,
        `the last link ends at ${last.y + last.height}, the bar begins at ${bar.y}`,
      )
    })

  await t.test('the two searches of the search page have names that tell them apart', async (t) => {
    const page = await site.page(t, { width: 1440 })
    await page.goto('/search?q=threshold')
    await axe(page)
  })

  await t.test('on paper no address stands that leads nowhere from there', async (t) => {
    const page = await site.page(t)
    await page.goto('/report')
    await page.emulateMedia({ media: 'print' })
    const printed = await page.evaluate<Record<'content' | 'href', string>[]>(
      `[...document.querySelectorAll('main a')].map((one) => ({ href: one.getAttribute('href'), content: getComputedStyle(one, '::after').content }))`,
    )
    const withAddress = printed.filter(({ content }) => content !== 'none' && content !== 'normal')
    assert.ok(withAddress.length > 0, 'addresses of other sites are printed')
    assert.ok(printed.some(({ href }) => href.startsWith('/')))
    for (const { href } of withAddress) assert.match(href, /^https?:/)
  })
})
