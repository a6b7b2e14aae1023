import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite, type TestSite } from '../../test/browser.ts'
import type { Visitor } from '../../test/app.ts'
import { seedLearning } from '../../demo/learning.ts'
import { questions } from '../../demo/learning/threshold-questions.ts'
import { questionField } from './module-pages.tsx'

const course = '/training/safeguarding-responsibilities-thresholds-and-referrals'

test('a practitioner enrols, learns, fails the check, passes it and gets a certificate', async (t) => {
  const site = await testSite('2026-11-22T12:00:00Z')
  const authorId = (await site.signIn('training-coordinator')).personId
  const reviewerId = (await site.signIn('officer')).personId
  await seedLearning(site.services, { authorId, reviewerId })

  for (const javaScript of [false, true]) {
    await t.test(javaScript ? 'with JavaScript' : 'without JavaScript', async (t) => {
      const as = await employed(site)
      const page = await site.page(t, { javaScript, as, width: javaScript ? 1440 : 360 })
      const good = async () => {
        await htmlValid(page)
        await axe(page)
      }

      await page.goto('/training')
      await good()
      await page.getByRole('link', { name: /Safeguarding Responsibilities/ }).click()
      await good()
      await page.getByRole('button', { name: 'Enrol' }).click()
      assert.match(await page.locator('main').innerText(), /Fells Community Trust/)
      await good()
      await page.getByRole('button', { name: 'Everything is right: enrol me' }).click()

      for (const number of [1, 2, 3, 4]) {
        assert.match(page.url(), new RegExp(`/modules/${number}$`))
        if (number === 1) await good()
        await page.getByRole('button', { name: 'Mark as done and go on' }).click()
      }

      assert.match(page.url(), /\/modules\/5$/)
      await page.getByRole('button', { name: 'See how you did' }).click()
      assert.match(await page.title(), /^Error:/)
      assert.equal(await page.locator('.govuk-error-summary a').count(), questions.length)
      await good()

      await answer(page, { wrong: 3 })
      assert.match(await page.locator('h1').innerText(), /Not passed yet: 7 of 10/)
      await good()
      await page.getByRole('button', { name: 'Try again' }).click()
      await answer(page, { wrong: 2 })
      await page.waitForURL(/\/account\/learning|\/attempts\//)
      assert.match(await page.locator('h1').innerText(), /You passed: 8 of 10/)
      await page.getByRole('button', { name: 'See your certificate' }).click()
      assert.match(await page.locator('.cairn-certificate').innerText(), /Test practitioner/)
      await good()

      await page.locator('.cairn-certificate a').click()
      const shown = await page.locator('main').innerText()
      assert.match(shown, /This certificate is valid/)
      assert.doesNotMatch(shown, /practitioner|Fells/)
      await good()

      await page.goto('/account/learning')
      assert.match(await page.locator('main').innerText(), /Completed on 22 November 2026/)
      await good()
      await page.goto(course)
      assert.match(await page.locator('main').innerText(), /You completed this course/)
    })
  }

  await t.test('the public reads what is needed, and where live sessions are', async (t) => {
    const page = await site.page(t, { javaScript: false, width: 360 })
    for (const path of [`${course}/enrol`, '/certificates', '/certificates?number=nothing']) {
      await page.goto(path)
      await htmlValid(page)
      await axe(page)
    }
  })
})

/** Answers every question, the first `wrong` ones wrongly. */
async function answer(page: Page, { wrong }: { wrong: number }): Promise<void> {
  for (const [at, question] of questions.entries()) {
    for (const { key, isCorrect } of question.answers) {
      const box = page.locator(`[name="${questionField(question.key)}"][value="${key}"]`)
      if (isCorrect === at >= wrong) await box.check()
    }
  }
  await page.getByRole('button', { name: 'See how you did' }).click()
}

async function employed({ database, signIn }: TestSite): Promise<Visitor> {
  const visitor = await signIn('practitioner')
  const { id } = await database
    .insertInto('organisation')
    .values({ agency_sector_code: 'vcfse' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('organisation_name')
    .values({ organisation_id: id, name: 'Fells Community Trust', valid_from: '2015-04-01' })
    .execute()
  await database
    .insertInto('affiliation')
    .values({
      person_id: visitor.personId,
      organisation_id: id,
      valid_from: '2019-09-01',
      job_role_code: 'youth-worker',
    })
    .execute()
  return visitor
}
