import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type Visitor } from '../../test/app.ts'
import { guidanceKind } from '../guidance/guidance.ts'
import { createDraft, pictureResolver, saveDraft, submitForReview } from './publishing.ts'
import { samplePng } from './picture-samples.ts'
import { note } from '../../test/notes.tsx'
import { documentFromText } from './rich-text-as-text.ts'

function upload(content: Uint8Array, name: string, description: string): FormData {
  const form = new FormData()
  form.set('picture', new File([new Uint8Array(content)], name))
  form.set('description', description)
  return form
}

async function pictureApp() {
  const app = await testApp()
  const writer = await app.signIn('communications')
  const send = (body: FormData, as: Visitor = writer) =>
    app.request('/manage/files/new', { as, body })
  const add = async (): Promise<string> => {
    const response = await send(upload(samplePng, 'On the Fells.PNG', 'Two people on a fell'))
    assert.equal(response.status, 303)
    return /files\/([^?]*)/.exec(response.headers.get('location')!)![1]!
  }
  return { ...app, writer, send, add }
}

test('a picture is added with what it shows, and served so that nothing in it can run', async (t) => {
  const { request, writer, send, add, database } = await pictureApp()

  await t.test('refused with a sentence, the description kept', async () => {
    const refused: [FormData, RegExp][] = [
      [upload(samplePng, 'a.png', ' '), /Say what the picture shows, for people/],
      [upload(samplePng, 'a.png', 'IMG_1234.jpg'), /A file name says nothing/],
      [upload(Buffer.from('<svg/>'), 'a.svg', 'A fell'), /SVG pictures are not taken/],
      [upload(Buffer.from('GIF89a'), 'a.gif', 'A fell'), /GIF pictures are not taken/],
      [upload(samplePng, 'a.jpg', 'A fell'), /does not fit what is in it/],
      [upload(new Uint8Array(), '', 'A fell'), /Choose a picture/],
    ]
    for (const [form, message] of refused) {
      const response = await send(form)
      assert.equal(response.status, 422)
      const page = await response.text()
      assert.match(page, message)
      assert.match(page, /Error:/)
    }
    const kept = await (await send(upload(Buffer.from('GIF89a'), 'a.gif', 'A fell'))).text()
    assert.match(kept, />A fell<\/textarea>/)
  })

  await t.test('too large for any form', async () => {
    const huge = upload(new Uint8Array(12 * 1024 * 1024), 'a.png', 'A fell')
    assert.equal((await send(huge)).status, 413)
  })

  await t.test('served to everyone, for good', async () => {
    const id = await add()
    const path = `/files/${id}/on-the-fells.png`
    const page = await (await request(`/manage/files/${id}`, { as: writer })).text()
    assert.ok(page.includes(path))
    assert.ok(page.includes(`![Two people on a fell](file:${id})`))
    const response = await request(path)
    assert.equal(response.status, 200)
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(samplePng))
    const header = (name: string) => response.headers.get(name)
    assert.equal(header('content-type'), 'image/png')
    assert.equal(header('x-content-type-options'), 'nosniff')
    assert.equal(header('content-security-policy'), `default-src 'none'; sandbox`)
    assert.equal(header('content-disposition'), 'inline; filename="on-the-fells.png"')
    assert.match(header('cache-control')!, /immutable/)
    const etag = header('etag')!
    const known = await request(path, { headers: { 'if-none-match': etag } })
    assert.equal(known.status, 304)
    assert.equal((await request(`/files/${id}`)).status, 200)
  })

  await t.test('other files of the platform are not', async () => {
    const other = await database
      .insertInto('file')
      .values({ sha256: 'a'.repeat(64), name: 'x.pdf', media_type: 'text/html', bytes: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const path of [`/files/${other.id}/x.pdf`, '/files/nonsense/x.png', '/files/..%2f/x'])
      assert.equal((await request(path)).status, 404, path)
  })
})

test('a picture that is shown somewhere stays; unused it is removed for good', async () => {
  const { request, writer, add, database, clock, services } = await pictureApp()
  const id = await add()
  const act = { by: writer.personId, now: clock.now() }
  const content = (text: string) =>
    guidanceKind.schema.parse({
      sections: [{ title: 'One', text: documentFromText(text), nation: null }],
    })
  const draft = (text: string) => ({ title: 'With a picture', summary: '', content: content(text) })
  const made = await createDraft(database, guidanceKind, draft(`![](file:${id})`), act)

  const edition = { ...draft(`![](file:${id})`) }
  const find = await pictureResolver(database, edition.content)
  assert.deepEqual(find(id), { address: `/files/${id}/on-the-fells.png`, width: 1, height: 1 })
  assert.equal(find('elsewhere'), undefined)

  const refused = await request(`/manage/files/${id}/removal`, { as: writer, form: {} })
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /It is shown by “With a picture”/)

  await saveDraft(database, guidanceKind, made.id, { ...draft('None'), basedOn: 1 }, act)
  const removed = await request(`/manage/files/${id}/removal`, { as: writer, form: {} })
  assert.equal(removed.status, 303)
  assert.equal((await request(`/files/${id}`)).status, 404)
  assert.equal((await request(`/manage/files/${id}`, { as: writer })).status, 404)
  const { createHash } = await import('node:crypto')
  const sha256 = createHash('sha256').update(samplePng).digest('hex')
  assert.equal(await services.files.get(sha256), null)
})

test('the same picture added twice is removed once', async () => {
  const { request, writer, add } = await pictureApp()
  const [one, other] = [await add(), await add()]
  await request(`/manage/files/${one}/removal`, { as: writer, form: {} })
  assert.equal((await request(`/files/${other}`)).status, 200)
})

test('a picture without a description in a text stands in the way of a review', async () => {
  const { add, database, clock } = await pictureApp()
  const id = await add()
  const act = { by: null, now: clock.now() }
  const submit = async (text: string) => {
    const draft = { title: 'With a picture', summary: '', content: { text } }
    const made = await createDraft(database, note, draft, act)
    return submitForReview(database, note, made.id, act)
  }
  assert.deepEqual(await submit(`![](file:${id})`), {
    ok: false,
    reason: 'not-ready',
    obstacles: ['Describe each picture in “Text” for people who cannot see it'],
  })
  assert.deepEqual(await submit(`![A fell](file:${id})`), { ok: true })
})

test('pictures are kept by those who may', async () => {
  const { request, signIn, writer, send, add } = await pictureApp()
  const id = await add()
  const lead = await signIn('agency-lead')
  for (const path of ['/manage/files', '/manage/files/new', `/manage/files/${id}`]) {
    assert.equal((await request(path)).status, 303, path)
    assert.equal((await request(path, { as: lead })).status, 403, path)
    assert.equal((await request(path, { as: writer })).status, 200, path)
  }
  assert.equal((await send(upload(samplePng, 'a.png', 'A fell'), lead)).status, 403)
  for (const path of [`/manage/files/${id}`, `/manage/files/${id}/removal`])
    assert.equal((await request(path, { as: lead, form: {} })).status, 403, path)
  const description = 'Two people and a dog'
  const saved = await request(`/manage/files/${id}`, { as: writer, form: { description } })
  assert.equal(saved.status, 303)
  assert.equal((await request(`/manage/files/${id}`, { as: writer, form: {} })).status, 422)
})
