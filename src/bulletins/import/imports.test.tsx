import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { testApp, type Visitor } from '../../../test/app.ts'
import { campaignKind } from '../../campaigns/campaigns.ts'
import { guidanceKind } from '../../guidance/guidance.ts'
import { courseKind } from '../../learning/learning.ts'
import { Refusal } from '../../platform/errors.ts'
import { projectFolder } from '../../platform/project.ts'
import { findLatest, stateOf } from '../../publishing/publishing.ts'
import { plainTextOf } from '../../publishing/rich-text.ts'
import { bulletinKind } from '../bulletin-kind.tsx'
import { bulletinPaths } from '../bulletin-paths.ts'
import { importBulletinCommand } from './import-command.ts'

const app = await testApp()
const { database, request, signIn, runJobs } = app
const officer = await signIn('officer')
const author = await signIn('communications')
const trainer = await signIn('training-coordinator')

const october = join(projectFolder, 'src/bulletins/import/fixtures/one-line-paragraphs.txt')

const upload = (name: string, content: Uint8Array | string, as: Visitor = officer) => {
  const body = new FormData()
  body.append('file', new File([Buffer.from(content)], name))
  return request(bulletinPaths.import, { as, body })
}

const found = { 'month-month': '10', 'month-year': '2020' }
const asFound = {
  ...found,
  title: 'October 2020',
  'item-0-kept': 'yes',
  'item-0-kind': 'campaign',
  'item-0-title': 'IT’S YOUR CALL',
  'item-1-kept': 'yes',
  'item-1-kind': 'guidance',
  'item-1-title': 'Keeping children safe from each other',
  'item-2-kept': 'yes',
  'item-2-kind': 'training',
  'item-2-title': 'Safeguarding Duties – Level 2',
}

const publications = async (): Promise<number> =>
  (await database.selectFrom('publication').select('id').execute()).length

async function confirm(path: string, form: Record<string, string>, as: Visitor = officer) {
  const answer = await request(path, { as, form })
  assert.equal(answer.status, 303, await answer.text())
  const id = /bulletins\/([0-9a-f-]{36})/.exec(answer.headers.get('location')!)![1]!
  return (await findLatest(database, bulletinKind, id))!
}

async function previewOf(answer: Response): Promise<string> {
  assert.equal(answer.status, 303, await answer.text())
  return answer.headers.get('location')!
}

test('only officers and communications import', async () => {
  assert.equal((await request(bulletinPaths.import)).status, 303)
  assert.equal((await request(bulletinPaths.import, { as: trainer })).status, 403)
  assert.equal((await upload('x.txt', 'x', trainer)).status, 403)
  for (const as of [officer, author]) {
    assert.equal((await request(bulletinPaths.import, { as })).status, 200)
  }
})

test('a file is shown as it was understood, and becomes drafts only when a person confirms', async () => {
  const before = await publications()
  const path = await previewOf(await upload('cscp.txt', readFileSync(october)))
  const page = await (await request(path, { as: officer })).text()
  assert.match(page, /3 items were found in this plain text, told apart by separator lines/)
  assert.match(page, /Taken as a campaign, because it says “campaign”/)
  assert.match(page, /1 October 2020/)
  assert.match(page, /30 September 2021 \(12 months\)/)
  assert.match(page, /Links that are missing/)
  assert.match(page, /its framework is not said/)
  assert.match(page, /Please check it/)
  assert.equal(await publications(), before)

  const { content, publication, title } = await confirm(path, asFound)
  assert.equal(await publications(), before + 4)
  assert.equal(title, 'October 2020')
  assert.equal(content.month, '2020-10')
  assert.deepEqual(
    content.items.map(({ kind }) => kind),
    ['campaign', 'guidance', 'training'],
  )
  assert.match(content.items[0]!.importReason ?? '', /Taken as a campaign/)
  assert.deepEqual(content.items[1]!.links, [
    { text: 'Keeping children safe from each other', href: null },
    { text: 'Harmful sexual behaviour in schools', href: null },
  ])
  const [campaignId, guidanceId, courseId] = content.items.map((item) => item.linkedPublicationId!)
  const campaign = (await findLatest(database, campaignKind, campaignId!))!
  assert.equal(campaign.title, "IT'S YOUR CALL")
  assert.deepEqual(
    [campaign.content.startsOn, campaign.content.endsOn, campaign.content.themes.length],
    ['2020-10-01', '2021-09-30', 3],
  )
  assert.deepEqual(
    campaign.content.audiences.map(({ audience }) => audience),
    ['young-people', 'parents', 'carers', 'practitioners'],
  )
  const guidance = (await findLatest(database, guidanceKind, guidanceId!))!
  assert.equal(guidance.content.publisher, 'NSPCC Learning')
  assert.equal(guidance.content.sections.length, 4)
  assert.deepEqual(
    guidance.content.seeAlso.map(({ kind, address }) => [kind, address]),
    [
      ['news-story', null],
      ['guidance', null],
    ],
  )
  const course = (await findLatest(database, courseKind, courseId!))!
  assert.deepEqual(
    [course.content.bandLabel, course.content.band, course.content.delivery],
    ['Level 2', null, 'blended'],
  )
  assert.match(plainTextOf(course.content.outsideAgencies), /My Learning/)
  assert.match(plainTextOf(course.content.detailsCheck), /email address are correct/)
  for (const { publication: one } of [campaign, guidance, course, { publication }]) {
    assert.equal(stateOf(one, '2020-10-20'), 'draft')
    assert.equal(one.published_version, null)
  }
  await runJobs()
  assert.equal((await database.selectFrom('development_mail').selectAll().execute()).length, 0)
  assert.equal((await database.selectFrom('mailing').selectAll().execute()).length, 0)

  // A second press, and the preview's address, lead to the same bulletin.
  const again = await request(path, { as: officer, form: asFound })
  assert.match(again.headers.get('location') ?? '', new RegExp(publication.id))
  assert.equal(await publications(), before + 4)
  const edit = await (await request(bulletinPaths.edit(publication.id), { as: officer })).text()
  assert.match(edit, /has no address/)
})

test('the same file again is known, and importing it once more is a decision', async () => {
  const path = await previewOf(
    await upload('the same under another name.txt', readFileSync(october)),
  )
  const page = await (await request(path, { as: officer })).text()
  assert.match(page, /This file was imported on 20 October 2020 already/)
  assert.match(page, /Make drafts once more/)
})

test('what a person corrects is what is made', async () => {
  const text =
    'Neglect awareness course on 3 November at 10am. Book your place.\n\n---\n\nA new policy was published.\n\n---\n\nOur manager has retired.'
  const path = await previewOf(await upload('undated.txt', text))
  const refused = await request(path, {
    as: officer,
    form: { title: '', 'item-0-kept': 'yes', 'item-0-kind': 'x', 'item-0-title': ' ' },
  })
  assert.equal(refused.status, 422)
  const page = await refused.text()
  for (const sentence of [
    'Enter a title',
    'Enter the month and year',
    'Choose what kind of item this is',
  ]) {
    assert.match(page, new RegExp(sentence))
  }
  assert.match(
    await (await request(path, { as: officer, form: { ...found, title: 'x' } })).text(),
    /Choose at least one item/,
  )
  const decision = {
    ...found,
    title: 'Notes',
    'item-0-kept': 'yes',
    'item-0-kind': 'event',
    'item-0-title': 'A morning on neglect',
    'item-1-kind': 'guidance',
    'item-1-title': 'left out',
    'item-2-kept': 'yes',
    'item-2-kind': 'guidance',
    'item-2-title': 'Farewell',
  }
  const { content } = await confirm(path, decision)
  assert.deepEqual(
    content.items.map(({ kind, title, linkedPublicationId }) => [
      kind,
      title,
      linkedPublicationId === null,
    ]),
    [
      ['event', 'A morning on neglect', true],
      ['guidance', 'Farewell', false],
    ],
  )
  const page2 = (await findLatest(database, guidanceKind, content.items[1]!.linkedPublicationId!))!
  assert.match(plainTextOf(page2.content.sections[0]!.text), /has retired/)
})

test('whoever may not write courses imports the item, and no course is made', async () => {
  const path = await previewOf(
    await upload(
      'course.txt',
      'Safer sleep training: an e-learning course. Enrol now on the learning portal.',
      author,
    ),
  )
  const page = await (await request(path, { as: author })).text()
  assert.match(page, /You may not write and publish courses, so no page is made of it/)
  const { content } = await confirm(
    path,
    {
      ...found,
      title: 'x',
      'item-0-kept': 'yes',
      'item-0-kind': 'training',
      'item-0-title': 'Safer sleep',
    },
    author,
  )
  assert.deepEqual(
    content.items.map(({ linkedPublicationId }) => linkedPublicationId),
    [null],
  )
})

test('no file, garbage and too much are refused with a sentence', async () => {
  const nothing = await request(bulletinPaths.import, { as: officer, body: new FormData() })
  assert.equal(nothing.status, 422)
  assert.match(await nothing.text(), /Choose the file of the bulletin/)
  const garbage = await upload('x.docx', Buffer.from('PK\u0003\u0004 not really'))
  assert.equal(garbage.status, 422)
  assert.match(await garbage.text(), /This Word file is damaged/)
  assert.match(await (await upload('x.txt', '')).text(), /This file is empty/)
  assert.equal((await upload('big.txt', 'a bulletin '.repeat(1_200_000))).status, 413)
})

test('a hostile page leaves no trace of itself in the preview', async () => {
  const file = join(projectFolder, 'src/bulletins/import/fixtures/hostile-page.html')
  const path = await previewOf(
    await upload('<img src=x onerror=alert(1)>.html', readFileSync(file)),
  )
  const page = await (await request(path, { as: officer })).text()
  assert.doesNotMatch(page, /<img src=x|onerror=alert\(3\)|javascript:|<iframe|evil\.example/)
})

test('the command line makes the same drafts, says them as JSON, and knows a file again', async () => {
  const run = (...args: string[]) =>
    spawnSync(
      process.execPath,
      [join(projectFolder, 'dist/src/cairn.js'), 'import-bulletin', ...args],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          DATABASE_URL: app.services.config.databaseUrl!,
          CAIRN_DATA: app.services.config.dataFolder,
          CAIRN_SECRET: 'a secret for tests only, long enough',
        },
      },
    )
  const lastLine = (output: string) =>
    JSON.parse(output.trim().split('\n').at(-1)!) as Record<string, unknown>
  const file = join(projectFolder, 'src/bulletins/import/fixtures/sections-page.html')
  const first = run(file, '--json')
  assert.equal(first.status, 0, first.stderr)
  const made = lastLine(first.stdout) as {
    ok: boolean
    bulletinId: string
    month: { month: string }
    drafts: { kind: string }[]
  }
  assert.deepEqual(
    [made.ok, made.month.month, made.drafts.map(({ kind }) => kind)],
    [true, '2021-12', ['guidance', 'guidance', 'course']],
  )
  assert.ok(await findLatest(database, bulletinKind, made.bulletinId))
  const second = run(file, '--json')
  assert.equal(second.status, 1)
  const reason = String(lastLine(second.stdout)['reason'])
  assert.match(reason, /imported on \d+ \w+ \d{4} already/)
  const { title } = (await findLatest(database, bulletinKind, made.bulletinId))!
  assert.ok(reason.includes(`“${title}”`), reason)
  const { publicUrl } = app.services.config
  assert.ok(reason.includes(`${publicUrl}${bulletinPaths.edit(made.bulletinId)}`), reason)
})

test('with --json every refusal is one line of JSON on standard output', async (t) => {
  const log = t.mock.method(console, 'log', () => undefined)
  t.mock.method(console, 'error', () => undefined)
  for (const [args, sentence] of [
    [['--json'], /^Use: npm run cairn/],
    [['--json', '--month', 'October', october], /^October is not a month/],
    [['--json', '/no/such/file'], /^There is no file/],
    [['--json', '--what', october], /^Use: npm run cairn/],
  ] as const) {
    log.mock.resetCalls()
    assert.equal(await importBulletinCommand.run([...args], app.services), 1)
    assert.equal(log.mock.callCount(), 1)
    const line = JSON.parse(String(log.mock.calls[0]?.arguments[0])) as Record<string, unknown>
    assert.equal(line['ok'], false)
    assert.match(String(line['reason']), sentence)
  }
})

test('the command says what it found, and refuses with a sentence', async (t) => {
  const log = t.mock.method(console, 'log', () => undefined)
  await importBulletinCommand.run([october, '--again', '--month', '2022-01'], app.services)
  const said = String(log.mock.calls[0]?.arguments[0])
  assert.match(said, /Month: January 2022\. Set by you\./)
  assert.match(said, /Drafts made: the bulletin, campaign “IT'S YOUR CALL”, guidance/)
  assert.match(said, /Nothing is published or sent/)
  const undated = join(app.services.config.dataFolder, 'undated.txt')
  writeFileSync(undated, 'The partnership has a new manager. She begins soon.')
  const refusals: [string[], RegExp][] = [
    [['/no/such/file'], /There is no file/],
    [[], /Use: npm run cairn/],
    [[october, 'and another'], /Use: npm run cairn/],
    [[october, '--month', 'October'], /is not a month/],
    [[october], /imported on .* already/],
    [[projectFolder], /is not a file/],
    [[undated], /does not say which month/],
  ]
  for (const [args, sentence] of refusals) {
    await assert.rejects(
      async () => importBulletinCommand.run(args, app.services),
      (error: Error) => error instanceof Refusal && sentence.test(error.message),
    )
  }
})
