import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { seedDemonstration } from '../../../demo/seed.ts'
import { axe, htmlValid, testSite } from '../../../test/browser.ts'
import { chooseByKeys, pressByKeys } from '../../../test/keyboard.ts'

const good = async (page: Page) => {
  await htmlValid(page)
  await axe(page)
  const { scrolls, shown } = await page.evaluate<{ scrolls: number; shown: number }>(
    '({ scrolls: document.documentElement.scrollWidth, shown: document.documentElement.clientWidth })',
  )
  assert.ok(scrolls <= shown, `${page.url()} is ${scrolls} wide on a screen of ${shown}`)
}
const said = (page: Page) => page.locator('main').innerText()

test('an officer finds two records of one person, merges them and undoes it', async (t) => {
  const site = await testSite('2020-11-02T10:00:00Z')
  await seedDemonstration(site.services)
  const officer = await site.signIn('officer')

  for (const { how, javaScript, width, byKeys } of [
    { how: 'on a phone without JavaScript', javaScript: false, width: 360, byKeys: false },
    { how: 'by keyboard alone', javaScript: true, width: 1280, byKeys: true },
  ])
    await t.test(how, async (inner) => {
      const page = await site.page(inner, { javaScript, as: officer, width })
      const press = (wanted: Locator) => (byKeys ? pressByKeys(page, wanted) : wanted.click())
      const choose = (wanted: Locator) => (byKeys ? chooseByKeys(page, wanted) : wanted.check())
      await page.goto('/manage/people')
      await press(page.getByRole('link', { name: /Records that may be one person/ }))
      assert.match(await said(page), /2 pairs of records may be one person each/)
      await good(page)
      await press(page.getByRole('link', { name: /Askham and .*Askham/ }))
      assert.match(await said(page), /One first name is a short form or another spelling/)
      assert.match(await said(page), /They work or worked at the same organisation/)
      await good(page)

      await press(page.getByRole('button', { name: 'Show what will happen' }))
      assert.match(await said(page), /Choose which record to keep/)
      await good(page)
      await choose(page.getByLabel(/^The (first|second), practitioner@/))
      await choose(page.getByLabel('Joanne Askham'))
      await press(page.getByRole('button', { name: 'Show what will happen' }))
      const preview = await said(page)
      assert.match(preview, /Courses they enrolled on\s+1/)
      assert.match(preview, /Both were at one organisation at the same time/)
      assert.match(preview, /The name is Joanne Askham/)
      assert.match(preview, /joanne\.askham@derwent-youth\.example stays known/)
      assert.match(preview, /until 2 December 2020/)
      await good(page)

      await press(page.getByRole('button', { name: 'Merge the two records' }))
      assert.match(await said(page), /The two records are one now/)
      await good(page)
      await page.goto('/manage/people?q=askham')
      assert.doesNotMatch(await said(page), /joanne\.askham@/)
      await page.goto('/manage/people/merges')
      await good(page)
      await press(page.getByRole('link', { name: /Askham into/ }).first())
      assert.match(await said(page), /What came after the merge stays where it happened/)
      await press(page.getByRole('button', { name: 'Undo the merge' }))
      assert.match(await said(page), /The merge has been undone/)
      await good(page)
      await page.goto('/manage/people?q=askham')
      assert.match(await said(page), /joanne\.askham@/)
    })

  await t.test('and leaves two people alone', async (inner) => {
    const page = await site.page(inner, { javaScript: false, as: officer, width: 360 })
    await page.goto('/manage/people/duplicates')
    await page.getByRole('link', { name: /Tolson and .*Tolson/ }).click()
    await page.getByRole('button', { name: 'These are two people' }).click()
    assert.match(await said(page), /1 pair of records may be one person/)
    await page.getByRole('link', { name: 'Two people' }).click()
    await good(page)
    await page.getByRole('link', { name: /Tolson/ }).click()
    await page.getByRole('button', { name: 'Decide again' }).click()
    assert.match(await said(page), /waits for a decision again/)
    await page.getByRole('link', { name: 'Duplicates' }).click()
    await page.getByRole('button', { name: 'Compare two records' }).click()
    await page.getByLabel('Email address of one record').fill('practitioner@derwent-youth.example')
    await page.getByLabel('Email address of the other record').fill('nobody@example.org')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    assert.match(await said(page), /Nobody has this email address/)
    await good(page)
    await page.getByLabel('Email address of the other record').fill('lead@fellside-school.example')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    assert.match(await said(page), /Somebody chose to compare these two/)
    await good(page)
  })
})
