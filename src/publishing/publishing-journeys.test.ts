import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, htmlValid, testSite } from '../../test/browser.ts'
import { seedTerms } from '../../demo/terms.ts'
import { guidanceKind } from '../guidance/guidance.ts'
import { samplePng } from './picture-samples.ts'
import { createDraft, publicationPaths, submitForReview } from './publishing.ts'
import { documentFromText } from './rich-text-as-text.ts'

const site = await testSite()
await seedTerms(site.database, { by: null, now: site.clock.now() })

const contentOf = (text: string) =>
  guidanceKind.schema.parse({
    audience: 'Everyone who works with children',
    sections: [{ title: 'What it looks like', text: documentFromText(text), nation: null }],
  })

/** A guidance page that its writer has sent to review. */
async function inReview(title: string, text: string) {
  const writer = await site.signIn('communications')
  const officer = await site.signIn('officer')
  const act = { by: writer.personId, now: site.clock.now() }
  const draft = { title, summary: 'The signs, and what to do.', content: contentOf(text) }
  const { id, slug } = await createDraft(site.database, guidanceKind, draft, act)
  const ready = { ...guidanceKind, obstaclesOf: () => [] }
  assert.deepEqual(await submitForReview(site.database, ready, id, act), { ok: true })
  return { writer, officer, id, slug }
}

// The same pages come with and without scripts; looking at them once is enough.
async function sound(page: Page, javaScript: boolean): Promise<void> {
  if (javaScript) return
  await axe(page)
  await htmlValid(page)
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).click()

for (const javaScript of [false, true]) {
  const how = javaScript ? 'with scripts' : 'without JavaScript'

  test(`${how}: an officer gives a page back, plans it, publishes it and withdraws it`, async (t) => {
    const title = `Knife crime, ${how}`
    const { officer, id, slug } = await inReview(title, 'Words.')
    const page = await site.page(t, { as: officer, javaScript, width: 360 })

    await page.goto('/manage')
    await sound(page, javaScript)
    await page.getByRole('link', { name: title }).click()
    await sound(page, javaScript)

    await page.getByText('Give it back to its author').click()
    await press(page, 'Give it back')
    assert.match((await page.textContent('main'))!, /There is a problem/)
    assert.match(await page.title(), /^Error:/)
    await sound(page, javaScript)

    await page.goto(publicationPaths.show(id))
    await page.getByLabel('On a date and at a time').check()
    for (const [label, value] of [
      ['Day', '25'],
      ['Month', '10'],
      ['Year', '2020'],
    ] as const)
      await page.getByLabel(label).first().fill(value)
    await page.getByLabel('Time in the United Kingdom').fill('1:30am')
    await press(page, 'Publish')
    assert.match((await page.textContent('main'))!, /comes twice on 25 October 2020/)
    assert.equal(await page.getByLabel('Time in the United Kingdom').inputValue(), '1:30am')
    await sound(page, javaScript)
    await page.getByLabel('Time in the United Kingdom').fill('9am')
    await press(page, 'Publish')
    assert.match((await page.textContent('main'))!, /The plan is made/)
    await sound(page, javaScript)

    await press(page, 'Take the plan back')
    await page.getByLabel('Now', { exact: true }).check()
    await press(page, 'Publish')
    assert.match((await page.textContent('main'))!, /The public can read it now/)
    await sound(page, javaScript)
    assert.equal((await page.request.get(`/guidance/${slug}`)).status(), 200)

    await page.getByText('Withdraw this guidance page from the public').click()
    await page.getByLabel('Why is it withdrawn?').fill('Replaced by the new pathway.')
    await press(page, 'Withdraw')
    assert.match((await page.textContent('main'))!, /Its address now says why/)
    const gone = await page.goto(`/guidance/${slug}`)
    assert.equal(gone?.status(), 410)
    assert.match((await page.textContent('main'))!, /Replaced by the new pathway/)
    await sound(page, javaScript)
  })

  test(`${how}: versions are compared and one is restored`, async (t) => {
    const { writer, id } = await inReview('Online safety', 'Ask the Hub.')
    const { saveDraft } = await import('./publishing.ts')
    const act = { by: writer.personId, now: site.clock.now() }
    const draft = { title: 'Online safety', summary: '', content: contentOf('Ask the team.') }
    await saveDraft(site.database, guidanceKind, id, { ...draft, basedOn: 1 }, act)
    const page = await site.page(t, { as: writer, javaScript })

    await page.goto(publicationPaths.versions(id))
    await sound(page, javaScript)
    await press(page, 'Compare')
    assert.equal(await page.locator('del').last().textContent(), '[removed: Hub]')
    assert.equal(await page.locator('ins').last().textContent(), '[added: team]')
    await sound(page, javaScript)
    await page.goto(publicationPaths.versions(id))
    await press(page, 'Make a new draft of it')
    assert.match((await page.textContent('main'))!, /newest draft again/)
    assert.match((await page.textContent('main'))!, /Version 1 again/)
    await page.goto(publicationPaths.preview(id))
    assert.match((await page.textContent('main'))!, /Ask the Hub/)
  })

  test(`${how}: a parent finds what an officer published, despite a slip`, async (t) => {
    const title = `Child criminal exploitation, ${how}`
    const { officer, id } = await inReview(title, 'New phones.')
    const worker = await site.page(t, { as: officer, javaScript })
    await worker.goto(publicationPaths.show(id))
    await press(worker, 'Publish')

    const page = await site.page(t, { javaScript, width: 360 })
    await page.goto('/search')
    await sound(page, javaScript)
    await page.getByLabel('Words to look for').fill('crimnal expliotation')
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
    assert.match((await page.textContent('main'))!, /Showing results for criminal exploitation/)
    await sound(page, javaScript)
    await page.getByRole('link', { name: title }).click()
    assert.ok((await page.title()).includes(title))
    for (const query of ['abuse', 'peer on peer', 'xyzzyxyzzy', 'the']) {
      await page.goto(`/search?q=${encodeURIComponent(query)}`)
      await sound(page, javaScript)
    }
  })

  test(`${how}: terms and pictures are kept`, async (t) => {
    const as = await site.signIn('communications')
    const page = await site.page(t, { as, javaScript, width: 360 })

    const term = `front door ${how}`
    await page.goto('/manage/terms')
    await sound(page, javaScript)
    await page
      .getByRole('link', { name: 'Add a term' })
      .or(page.getByRole('button', { name: 'Add a term' }))
      .first()
      .click()
    await press(page, 'Add the term')
    await sound(page, javaScript)
    await page.getByLabel('Term', { exact: true }).fill(term)
    await page.getByLabel('Nation').selectOption('england')
    await press(page, 'Add the term')
    assert.ok((await page.textContent('main'))!.includes(term))

    await page.goto('/manage/files/new')
    await sound(page, javaScript)
    const file = { name: 'fell.png', mimeType: 'image/png', buffer: samplePng }
    await page.getByLabel('Picture').setInputFiles(file)
    await page.getByLabel('What does it show?').fill('Two people on a fell')
    await press(page, 'Add the picture')
    assert.match((await page.textContent('main'))!, /The picture is added/)
    await sound(page, javaScript)
    await page.goto('/manage/files')
    await sound(page, javaScript)
    assert.equal(await shownWidth(page, '.cairn-pictures img'), 1)
  })
}

test('a photograph is made smaller before it is sent, and arrives the right way up without its place', async (t) => {
  const as = await site.signIn('communications')
  const page = await site.page(t, { as })
  await page.goto('/manage/files/new')
  const photo = await photographWithPlace(page, 2400, 1800)
  const send = async (): Promise<Buffer> => {
    const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo }
    await page.getByLabel('Picture').setInputFiles(file)
    await page.getByLabel('What does it show?').fill('Colours')
    await page.waitForFunction((size) => {
      const [chosen] = document.querySelector<HTMLInputElement>('input[type=file]')?.files ?? []
      return chosen !== undefined && chosen.size < size
    }, photo.length)
    await press(page, 'Add the picture')
    const address = await page.locator('.cairn-picture-shown').getAttribute('src')
    return Buffer.from(await (await page.request.get(address!)).body())
  }
  const kept = await send()
  assert.ok(kept.length < photo.length / 2)
  assert.equal(await shownWidth(page, '.cairn-picture-shown'), 1200)
  assert.ok(!kept.includes('54.5'))

  await t.test('without the script it is cleaned all the same', async (t) => {
    const plain = await site.page(t, { as, javaScript: false })
    await plain.goto('/manage/files/new')
    const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo }
    await plain.getByLabel('Picture').setInputFiles(file)
    await plain.getByLabel('What does it show?').fill('Colours')
    await press(plain, 'Add the picture')
    const address = await plain.locator('.cairn-picture-shown').getAttribute('src')
    const body = Buffer.from(await (await plain.request.get(address!)).body())
    assert.ok(!body.includes('54.5') && body.includes('Exif'))
    await page.goto(plain.url())
    assert.equal(await shownWidth(page, '.cairn-picture-shown'), 1800)
  })
})

/** A JPEG drawn by the browser, held sideways (orientation 6), with a place in its Exif part. */
async function photographWithPlace(page: Page, width: number, height: number): Promise<Buffer> {
  const drawn = await page.evaluate(
    async ([width, height]) => {
      const canvas = document.createElement('canvas')
      canvas.width = width!
      canvas.height = height!
      const context = canvas.getContext('2d')!
      for (let at = 0; at < 800; at += 1) {
        context.fillStyle = `hsl(${(at * 47) % 360} 80% ${20 + (at % 60)}%)`
        context.fillRect((at * 131) % width!, (at * 71) % height!, 120, 120)
      }
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.95))
      return new Promise<string>((done) => {
        const reader = new FileReader()
        reader.addEventListener('load', () => done(reader.result as string))
        reader.readAsDataURL(blob!)
      })
    },
    [width, height],
  )
  const jpeg = Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64')
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006', 'latin1')
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('54.5 N 3.1 W')])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(exif.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)])
}

async function shownWidth(page: Page, selector: string): Promise<number> {
  const picture = page.locator(selector).first()
  await picture.scrollIntoViewIfNeeded()
  return picture.evaluate(async (element) => {
    const image = element as HTMLImageElement
    await image.decode()
    return image.naturalWidth
  })
}
