import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { seedLearning } from '../../../demo/learning.ts'
import { axe, htmlValid, testSite, type TestSite } from '../../../test/browser.ts'
import { pressByKeys } from '../../../test/keyboard.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { account, lastMailTo, type Account } from '../../../test/people.ts'
import { ukDate } from '../../platform/clock.ts'
import { listAffiliationsOn } from '../affiliations/affiliation-queries.ts'
import { insertSuccession } from '../organisations/succession-queries.ts'
import { carryOutSuccessions } from '../organisations/successions.ts'

const course = '/training/safeguarding-responsibilities-thresholds-and-referrals'
const main = (page: Page) => page.locator('main').innerText()

async function signIn(page: Page, person: Account, next = ''): Promise<void> {
  await page.goto(`/sign-in${next && `?next=${encodeURIComponent(next)}`}`)
  await page.getByLabel('Email address').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Somebody who works at one place and whose details were confirmed so many days ago. */
async function practitioner(site: TestSite, organisationId: string, daysAgo: number) {
  const person = await account(site)
  const now = site.clock.now()
  await site.database
    .updateTable('person')
    .set({
      created_at: new Date('2015-01-01'),
      details_confirmed_at: new Date(now.getTime() - daysAgo * 24 * 3600_000),
    })
    .where('id', '=', person.personId)
    .execute()
  await site.database
    .insertInto('affiliation')
    .values({
      person_id: person.personId,
      organisation_id: organisationId,
      valid_from: '2015-01-01',
      job_role_code: 'teacher',
    })
    .execute()
  return person
}

test('a person keeps their own details right', async (t) => {
  const site = await testSite('2026-11-22T12:00:00Z')
  const authorId = (await site.signIn('training-coordinator')).personId
  const reviewerId = (await site.signIn('officer')).personId
  await seedLearning(site.services, { authorId, reviewerId })
  const heldBy = ({ personId }: Account) =>
    listAffiliationsOn(site.database, personId, ukDate(site.clock.now()))

  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without'
    const word = javaScript ? 'Fell' : 'Beck'
    const width = javaScript ? 1440 : 360
    const place = (name: string) =>
      listOrganisation(site, { names: [[`${word} ${name}`, '1990-01-01']] })
    const school = await place('School')
    await place('Sailing Club')
    const trust = await place('Academy Trust')
    // On the wide screen by keyboard, on the phone by finger.
    const press = (page: Page, wanted: Locator) =>
      javaScript ? pressByKeys(page, wanted) : wanted.click()

    await t.test(`everything is right: one button, ${how} JavaScript`, async (t) => {
      const jo = await practitioner(site, school, 200)
      const page = await site.page(t, { javaScript, width })
      await signIn(page, jo, '/training')
      assert.match(page.url(), /\/account\/details\?next=%2Ftraining$/)
      assert.match(await main(page), /Are your details right\?[^]*School/)
      await axe(page)
      await htmlValid(page)
      await page.getByRole('button', { name: 'Everything is right' }).click()
      await page.waitForURL('**/training')
      await page.goto('/account')
      assert.doesNotMatch(await main(page), /Please check your details/)
      await axe(page)
      await htmlValid(page)
      await page.getByRole('link', { name: 'Check or change your details' }).click()
      assert.match(await main(page), /You said on 22 November 2026 that they are right/)
    })

    await t.test(
      `two employers at once; enrolling for the second, ${how} JavaScript`,
      async (t) => {
        const jo = await practitioner(site, school, 10)
        const page = await site.page(t, { javaScript, width })
        await signIn(page, jo, `${course}/enrol`)
        await page.waitForURL(`**${course}/enrol`)
        const good = async () => {
          await axe(page)
          await htmlValid(page)
        }
        await good()
        await page.getByRole('link', { name: 'Add another employer' }).click()
        await good()
        await page.getByRole('button', { name: 'Add the employer' }).click()
        assert.match(await main(page), /Enter the name, postcode or code/)
        await good()
        await page.getByLabel('Which organisation?').fill(`${word.toLowerCase()} sailing`)
        if (!javaScript)
          await page.getByRole('button', { name: 'Search', exact: true }).last().click()
        await page.getByText(`${word} Sailing Club`).click()
        await page.getByLabel('What you do there').selectOption('Sports coach or leisure worker')
        await page.getByLabel('Line manager’s name').fill('Al Tarn')
        await good()
        await page.getByRole('button', { name: 'Add the employer' }).click()
        await page.waitForURL(`**${course}/enrol**`)
        await page.getByRole('button', { name: 'Everything is right: enrol me' }).click()
        assert.match(await main(page), /Choose for which employer this training is/)
        await good()
        await page
          .getByRole('group', { name: /For which employer/ })
          .getByText(`${word} Sailing Club`)
          .click()
        await page.getByRole('button', { name: 'Everything is right: enrol me' }).click()
        await page.waitForURL(`**${course}/modules/1`)
        const { affiliation_id: affiliationId } = await site.database
          .selectFrom('enrolment')
          .select('affiliation_id')
          .where('person_id', '=', jo.personId)
          .executeTakeFirstOrThrow()
        const [, second] = await heldBy(jo)
        assert.equal(second?.organisationName, `${word} Sailing Club`)
        assert.equal(affiliationId, second.id)

        // A leaver of the main one: the other becomes the main one, and the enrolment stays as it was.
        await page.goto('/account/details')
        await page.getByRole('link', { name: 'I no longer work here' }).first().click()
        await good()
        assert.match(await main(page), /Sailing Club becomes the main employer/)
        await page.getByRole('button', { name: 'End it' }).click()
        await page.waitForURL('**/account/details?done=employer-left')
        await good()
        const [only, ...none] = await heldBy(jo)
        assert.deepEqual(
          [only?.organisationName, only?.isMain, none],
          [`${word} Sailing Club`, true, []],
        )
        assert.equal(
          (
            await site.database
              .selectFrom('enrolment')
              .select('affiliation_id')
              .where('person_id', '=', jo.personId)
              .executeTakeFirstOrThrow()
          ).affiliation_id,
          affiliationId,
        )
      },
    )

    await t.test(`another address, proved by a code, ${how} JavaScript`, async (t) => {
      const jo = await practitioner(site, school, 10)
      const page = await site.page(t, { javaScript, width })
      await signIn(page, jo)
      await page.goto('/account/details')
      await page.getByRole('link', { name: 'Change your email address' }).click()
      await axe(page)
      await htmlValid(page)
      const email = `jo@${word.toLowerCase()}-new.example.org`
      await page.getByLabel('New email address').fill(email)
      await page.getByRole('button', { name: 'Send the code' }).click()
      await axe(page)
      await htmlValid(page)
      await site.runJobs()
      const code = /\d{6}/.exec((await lastMailTo(site, email))!.subject)![0]
      await page.getByLabel('Code from the email').fill(code === '123456' ? '123457' : '123456')
      await page.getByRole('button', { name: 'Continue' }).click()
      assert.match(await main(page), /The code is not right/)
      await axe(page)
      await page.getByLabel('Code from the email').fill(code)
      await page.getByRole('button', { name: 'Continue' }).click()
      assert.match(await main(page), new RegExp(`This is your email address now[^]*${email}`))
      await axe(page)
      await htmlValid(page)
    })

    await t.test(`an organisation changed its legal form, ${how} JavaScript`, async (t) => {
      const old = await place('Free School')
      const jo = await practitioner(site, old, 10)
      await site.database.transaction().execute((transaction) =>
        insertSuccession(transaction, {
          kind: 'conversion',
          on: ukDate(site.clock.now()),
          from: [old],
          to: [trust],
          by: null,
          now: site.clock.now(),
        }),
      )
      await carryOutSuccessions(site.services)
      const page = await site.page(t, { javaScript, width })
      await signIn(page, jo)
      assert.match(page.url(), /\/account\/details\?next=%2Faccount$/)
      const shown = await main(page)
      assert.match(shown, /An organisation you work for has become another one/)
      assert.match(shown, new RegExp(`${word} Academy Trust`))
      assert.match(shown, /Teacher or lecturer/)
      await axe(page)
      await htmlValid(page)
      await press(page, page.getByRole('button', { name: 'Later' }))
      await page.waitForURL('**/account')
      assert.match(await main(page), /Please check your details/)
      await page.goto('/account/details')
      await press(page, page.getByRole('button', { name: 'Everything is right' }))
      assert.match(await main(page), /Your details are confirmed/)
    })

    await t.test(`an employer that is not listed, ${how} JavaScript`, async (t) => {
      const jo = await practitioner(site, school, 10)
      const page = await site.page(t, { javaScript, width })
      await signIn(page, jo)
      await page.goto('/account/details/employers/new')
      await press(page, page.getByRole('link', { name: 'The organisation is not listed' }))
      await axe(page)
      await htmlValid(page)
      await press(page, page.getByRole('button', { name: 'Continue' }))
      assert.match(await main(page), /Enter the name/)
      await axe(page)
      await page.getByLabel('Name of the organisation').fill(`${word} Childminding`)
      await page.getByLabel('Sector').selectOption('Early years and childcare')
      await page.getByLabel('Town or village').fill('Kendal')
      await press(page, page.getByRole('button', { name: 'Continue' }))
      await page.getByLabel('What you do there').selectOption('Childminder')
      await axe(page)
      await htmlValid(page)
      await press(page, page.getByRole('button', { name: 'Save' }))
      assert.match(await main(page), new RegExp(`${word} Childminding[^]*Being added`))
      await axe(page)
      await htmlValid(page)
    })

    await t.test(`an officer sees and changes it, ${how} JavaScript`, async (t) => {
      const jo = await practitioner(site, school, 250)
      const page = await site.page(t, { as: await site.signIn('officer'), javaScript, width })
      await page.goto(`/manage/people/${jo.personId}`)
      assert.match(await main(page), /Overdue/)
      await axe(page)
      await htmlValid(page)
      await page.getByRole('button', { name: 'Ask to check the details' }).click()
      assert.match(await main(page), /an officer asked/)
      await page.getByRole('link', { name: /Change\s+the role/ }).click()
      await axe(page)
      await htmlValid(page)
      await page.getByLabel('Job title (optional)').fill('Head of year')
      await page.getByRole('button', { name: 'Save' }).click()
      assert.match(await main(page), /Head of year/)
      await axe(page)
      await htmlValid(page)
    })
  }
})
