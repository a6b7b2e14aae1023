import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { requestOrganisation } from '../../src/people/organisations/organisation-requests.ts'
import { axe, testSite, type TestSite } from '../browser.ts'
import { listOrganisation } from '../organisations.ts'

async function ask(site: TestSite, name: string): Promise<void> {
  const person = await site.signIn('practitioner')
  await site.database.transaction().execute(async (transaction) => {
    const asked = { name, sectorCode: 'vcfse', postcode: null, place: 'Keswick', website: null }
    const id = await requestOrganisation(site.services, transaction, asked, { id: person.personId })
    await transaction
      .insertInto('affiliation')
      .values({ person_id: person.personId, organisation_id: id, valid_from: '2020-10-01' })
      .execute()
  })
}

const heading = (page: Page) => page.locator('h1').innerText()

test('an officer decides about organisations, imports a file and ends one', async (t) => {
  const site = await testSite()
  const officer = await site.signIn('officer')
  const project = await listOrganisation(site, {
    names: [['Derwent Youth Project', '2003-05-12']],
    sector: 'vcfse',
    domains: ['derwent-youth-project-of-keswick-and-borrowdale.example'],
  })
  const picture = async (page: Page, name: string) => {
    const folder = process.env['CAIRN_PICTURES']
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  }

  await t.test('without JavaScript, on a phone: the queue', async (inner) => {
    await ask(site, 'Derwent Youth Projekt')
    const page = await site.page(inner, { as: officer, javaScript: false, width: 360, height: 740 })
    await page.goto('/manage/organisations')
    await axe(page)
    await picture(page, 'list-360')
    await page.goto(`/manage/organisations/${project}`)
    await picture(page, 'organisation-360')
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.equal(overflow, 0)
    await page.goto('/manage/organisations')
    await page.click('text=Asked for (1)')
    await axe(page)
    await picture(page, 'requests-360')
    await page.click('text=Derwent Youth Projekt')
    await axe(page)
    await picture(page, 'request-360')
    await page.check('text=Derwent Youth Project')
    await page.click('text=It is this one')
    assert.match(await page.innerText('main'), /An email tells them/)
    assert.match(await page.innerText('main'), /None waits/)
  })

  await t.test('a file: read, looked over, imported', async (inner) => {
    const page = await site.page(inner, { as: officer, width: 1280 })
    await page.goto('/manage/organisations/import')
    await axe(page)
    await page.check('text=A CSV file with our own columns')
    const csv = 'name,sector,opened\nFell School,education,2001-09-01\nBeck,education,31/02/2001\n'
    await page.setInputFiles('input[type=file]', {
      name: 'ours.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    })
    await page.click('text=Read the file')
    assert.equal((await heading(page)).includes('Check what would happen'), true)
    assert.match(await page.innerText('main'), /“31\/02\/2001” is no day of the calendar/)
    await axe(page)
    await picture(page, 'import-1280')
    await page.click('button:has-text("Import 1")')
    await site.runJobs()
    await page.reload()
    assert.match(await page.innerText('main'), /The file has been imported/)
    await axe(page)
  })

  await t.test('it becomes part of another one: seen first, then done', async (inner) => {
    const page = await site.page(inner, { as: officer, javaScript: false, width: 1280 })
    await page.goto(`/manage/organisations/${project}`)
    await axe(page)
    await picture(page, 'organisation-1280')
    await page.click('text=It has ended')
    await axe(page)
    await page.fill('input[name=find]', 'fell school')
    await page.click('button:has-text("Find")')
    await page.selectOption('select[name^="as-"]', 'to')
    await page.check('text=It became part of another one')
    await page.click('button.govuk-button:has-text("See what will happen")')
    await axe(page)
    await picture(page, 'preview-1280')
    assert.match(await page.innerText('main'), /1 person moves to Fell School/)
    await page.click('text=Do this now')
    assert.match(await page.innerText('main'), /It is closed/)
  })

  await t.test('two at once', async (inner) => {
    const page = await site.page(inner, { as: officer, width: 1280 })
    await page.goto('/manage/organisations')
    await page.click('button:has-text("found")')
    await axe(page)
    await picture(page, 'together-1280')
    await page.selectOption('select[name=sectorCode]', 'sport')
    await page.click('form[aria-label="Sector"] button')
    assert.match(await heading(page), /will change/)
    await axe(page)
  })
})
