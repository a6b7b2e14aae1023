import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedCampaigns } from '../../demo/campaigns.ts'
import { seedConcerns } from '../../demo/concerns.ts'
import { axe, htmlValid, testSite } from '../../test/browser.ts'

test('a campaign, from the first word to its readers', async (t) => {
  const site = await testSite()
  const { database, services, clock, signIn } = site
  const writer = await signIn('communications')
  const officer = await signIn('officer')
  await seedConcerns(database, { by: writer.personId, now: clock.now() })

  await t.test('is written, reviewed by another, and published without JavaScript', async (t) => {
    const page = await site.page(t, { javaScript: false, as: writer })
    await page.goto('/manage/campaigns')
    await page.getByRole('button', { name: 'New campaign' }).click()
    await page.getByLabel('Title').fill('Look twice')
    await page.getByRole('button', { name: 'Make a draft' }).click()

    await page.getByLabel('Summary').fill('Six weeks for children who go missing.')
    await page.getByLabel('Aim').fill('Everybody reports a missing child at once.')
    for (const [field, day, month, year] of [
      ['startsOn', '1', '10', '2020'],
      ['endsOn', '15', '11', '2020'],
    ] as const) {
      await page.locator(`[name="${field}-day"]`).fill(day)
      await page.locator(`[name="${field}-month"]`).fill(month)
      await page.locator(`[name="${field}-year"]`).fill(year)
    }
    await page.getByLabel('Call to action').fill('Know whom to call')
    await page.getByLabel('Where the button leads').fill('/report')
    await page.getByLabel('Key messages').fill('Do not wait.')
    await page.getByRole('button', { name: 'Add a phase' }).click()
    await page.getByLabel('Theme', { exact: true }).fill('Missing, even for an hour')
    await page.locator('[name="phases.0.startsOn-day"]').fill('1')
    await page.locator('[name="phases.0.startsOn-month"]').fill('10')
    await page.locator('[name="phases.0.startsOn-year"]').fill('2020')
    await page.locator('[name="phases.0.endsOn-day"]').fill('15')
    await page.locator('[name="phases.0.endsOn-month"]').fill('11')
    await page.locator('[name="phases.0.endsOn-year"]').fill('2020')
    await page.getByText('Parents (nothing yet)').click()
    await page.getByLabel('Heading for parents').fill('When your child is not home')
    await page.getByLabel('What it is, for parents').fill('You need not wait.')
    await page.getByLabel('The signs, for parents').fill('- late\n- later')
    await page.getByLabel('What to do, for parents').fill('Call {{route:police}}.')
    const parents = page.getByRole('group', { name: 'Ways to report for parents' })
    await parents.getByLabel('Police, not an emergency').check()
    await page.getByLabel('What organisations can do').fill('Put it on your wall.')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('Saved as version 2.').waitFor()

    await page.getByRole('link', { name: 'Review and publish' }).click()
    await page
      .getByText(/who hears of new supporters/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByLabel('Who hears of new supporters').fill('campaigns@example.org')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByRole('link', { name: 'Review and publish' }).click()
    await page
      .getByRole('button', { name: /review/i })
      .first()
      .click()
    await page.getByText(/waits for another person/).waitFor()

    const other = await site.page(t, { javaScript: false, as: officer })
    await other.goto(page.url().replace(/\?.*/, ''))
    await other
      .getByRole('button', { name: /^Publish/ })
      .first()
      .click()
    await other.getByText('The public can read it now.').waitFor()

    const reader = await site.page(t, { javaScript: false, width: 360 })
    await reader.goto('/')
    await reader.getByRole('link', { name: 'Look twice' }).click()
    await reader.getByRole('link', { name: 'I am a parent' }).click()
    await reader.getByRole('heading', { name: 'When your child is not home' }).waitFor()
    assert.equal(await reader.title(), 'Information')
    assert.ok(
      await reader.getByRole('link', { name: 'Call 101, Police, not an emergency' }).isVisible(),
    )
  })

  await t.test('a supporter copies a text', async (t) => {
    await seedCampaigns(services, { authorId: writer.personId, reviewerId: officer.personId })
    const page = await site.page(t)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto('/campaigns/its-not-ok/support')
    await page.getByRole('button', { name: 'Copy “Post for young people”' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    assert.match(
      String(await page.evaluate('navigator.clipboard.readText()')),
      /Childline 0800 1111/,
    )
  })

  for (const path of [
    '/',
    '/campaigns',
    '/campaigns/its-not-ok',
    '/campaigns/its-not-ok/young-people',
    '/campaigns/its-not-ok/practitioners',
    '/campaigns/its-not-ok/support',
    '/accessibility',
    '/manage/campaigns',
    '/manage/campaigns/ID',
    '/manage/campaigns/ID/coalition',
    '/manage/reporting-routes',
    '/manage/reporting-routes/new',
    '/manage/reporting-routes/threshold-guide',
  ]) {
    await t.test(`${path} is accessible, valid, and fits a phone`, async (t) => {
      const { id } = await database
        .selectFrom('publication')
        .select('id')
        .where('slug', '=', 'its-not-ok')
        .executeTakeFirstOrThrow()
      const as = path.startsWith('/manage') ? { as: officer } : {}
      const page = await site.page(t, { width: 360, ...as })
      await page.goto(path.replace('ID', id))
      await axe(page)
      await htmlValid(page)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      assert.ok(Number(overflow) <= 0, `${String(overflow)} pixels too wide`)
      if (path.startsWith('/manage')) return
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.emulateMedia({ colorScheme: 'dark' })
      await axe(page)
    })
  }
})
