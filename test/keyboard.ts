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

/** Goes to a link or a button that leads to another page, and presses it. */
export async function pressByKeys(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted)
  await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')])
  await page.waitForLoadState()
}

/** Goes to the group of a radio button and moves in it until this one is chosen. */
export async function chooseByKeys(page: Page, wanted: Locator): Promise<void> {
  const name = await wanted.getAttribute('name')
  const inGroup = `document.activeElement?.getAttribute('name') === ${JSON.stringify(name)}`
  for (let presses = 0; !(await page.evaluate(inGroup)); presses += 1) {
    assert.ok(presses < 80, `the keyboard does not reach ${name}`)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  for (let presses = 0; !(await wanted.isChecked()); presses += 1) {
    assert.ok(presses < 20, `the arrow keys do not choose ${String(wanted)}`)
    await page.keyboard.press('ArrowDown')
  }
}
