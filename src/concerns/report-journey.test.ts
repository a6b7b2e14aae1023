import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedConcerns } from '../../demo/concerns.ts'
import { axe, htmlValid, testSite } from '../../test/browser.ts'

const pages = ['/report', '/report/threshold']

test('somebody who is worried finds whom to call', async (t) => {
  const site = await testSite('2020-10-23T20:00:00Z')
  await seedConcerns(site.database, { by: null, now: site.clock.now() })

  await t.test('on a phone without JavaScript', async (t) => {
    const page = await site.page(t, { javaScript: false, width: 360, height: 740 })
    await page.goto('/report')
    // In five seconds: the emergency is in sight before anything is touched.
    const emergency = page.getByRole('link', { name: 'Call 999 in an emergency' })
    const place = (await emergency.boundingBox())!
    assert.ok(place.y + place.height < 740, `the number stands at ${place.y}`)
    assert.equal(await emergency.getAttribute('href'), 'tel:999')

    await page.getByRole('link', { name: 'I am under 18' }).click()
    assert.match(page.url(), /#young-people$/)
    const young = page.getByRole('region', { name: 'If you are under 18' })
    assert.equal(
      await young.getByRole('link', { name: 'Call 0800 1111, Childline' }).getAttribute('href'),
      'tel:08001111',
    )
    await young.getByText('What happens when you call').first().click()
    assert.ok(await young.getByText('A counsellor answers').isVisible())

    await page.getByRole('link', { name: 'threshold guide and referral process' }).click()
    await page.getByRole('heading', { name: 'Before you refer' }).waitFor()
    assert.equal(await page.locator('main input, main textarea').count(), 0)
  })

  await t.test('nothing is kept by the browser', async (t) => {
    const page = await site.page(t)
    for (const path of pages) await page.goto(path)
    assert.deepEqual(await page.context().cookies(), [])
    const kept = await page.evaluate('[localStorage.length, sessionStorage.length]')
    assert.deepEqual(kept, [0, 0])
  })

  for (const path of pages) {
    for (const [width, colourScheme] of [
      [360, 'light'],
      [1440, 'dark'],
    ] as const) {
      await t.test(
        `${path} is accessible at ${width} pixels in the ${colourScheme} scheme`,
        async (t) => {
          const page = await site.page(t, { width, colourScheme })
          await page.goto(path)
          await page.evaluate(
            'document.querySelectorAll("details").forEach((one) => (one.open = true))',
          )
          await axe(page)
          await htmlValid(page)
          const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
          assert.ok(Number(overflow) <= 0, `${String(overflow)} pixels too wide`)
        },
      )
    }
  }

  await t.test('on paper every number is there', async (t) => {
    const page = await site.page(t)
    await page.goto('/report')
    await page.emulateMedia({ media: 'print' })
    const text = await page.locator('main').innerText()
    for (const number of [
      '999',
      '0800 1111',
      '01632 960101',
      '01632 960102',
      '0808 800 5000',
      '101',
    ])
      assert.ok(text.includes(number), number)
    // Paper does not know that it is Friday evening.
    assert.doesNotMatch(text, /Closed now|Open now/)
  })
})
