import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** Presses Tab until the element has the focus, which whoever looks can see then. */
export async function tabTo(page: Page, wanted: string | Locator): Promise<void> {
  const element = typeof wanted === 'string' ? page.locator(wanted) : wanted
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const seen = await element.evaluate((it) => {
      if (it !== document.activeElement) return null
      const { top, bottom } = it.getBoundingClientRect()
      return bottom > 0 && top < window.innerHeight
    })
    if (seen === null) continue
    assert.ok(seen, `${String(wanted)} has the focus out of sight`)
    return
  }
  assert.fail(`the keyboard does not reach ${String(wanted)}`)
}
