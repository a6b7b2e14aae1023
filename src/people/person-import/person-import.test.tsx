import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { testApp, type TestApp, type Visitor } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { frontDoor, lastMailTo } from '../../../test/people.ts'
import { register } from '../../../test/roster.ts'
import { roles } from '../../platform/access.ts'
import { lookAtEverybody } from '../duplicates/duplicates.ts'
import { importPeopleCommand } from './person-import-command.ts'
import { mostLines } from './people-lines.ts'
import { removeOldLines } from './person-import-queries.ts'

const now = '2026-11-26T09:00:00Z'

async function upload(app: TestApp, officer: Visitor, content: string | Uint8Array) {
  const body = new FormData()
  body.append('file', new File([content as BlobPart], 'staff.csv'))
  return app.request('/manage/people/import', { as: officer, body })
}

/** Uploads a list that can be read; gives the address and the text of the page that says what would happen. */
async function check(app: TestApp, officer: Visitor, content: string | Uint8Array) {
  const answer = await upload(app, officer, content)
  assert.equal(answer.status, 303, answer.status === 422 ? await answer.text() : '')
  const path = answer.headers.get('location')!
  return { path, page: await (await app.request(path, { as: officer })).text() }
}

async function carryOut(app: TestApp, officer: Visitor, path: string, form = {}) {
  const begun = await app.request(`${path}/start`, { as: officer, form: { '': '', ...form } })
  assert.equal(begun.headers.get('location'), path)
  await app.runJobs()
  return (await app.request(path, { as: officer })).text()
}

const peopleIn = (app: TestApp) =>
  app.database
    .selectFrom('person')
    .leftJoin('affiliation', (join) =>
      join.onRef('affiliation.person_id', '=', 'person.id').on('valid_to', 'is', null),
    )
    .select(['name', 'email', 'organisation_id', 'job_title', 'job_role_code', 'line_manager_name'])
    .where('person.email', 'like', '%.example')
    .orderBy('person.email')
    .execute()

test('a list is checked, looked at and done', async (t) => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const school = await listOrganisation(app, {
    names: [
      ['Beck School', '1990-01-01'],
      ['Beck Academy', '2022-09-01'],
    ],
    codes: [['urn', '112233']],
  })
  const surgery = await listOrganisation(app, {
    names: [['Moor Surgery', '1990-01-01']],
    sector: 'health',
  })
  await listOrganisation(app, { names: [['Same Name', '1990-01-01']] })
  const sameHealth = await listOrganisation(app, {
    names: [['Same Name', '1990-01-01']],
    sector: 'health',
  })
  const known = await register(app, {
    name: 'Kim Known',
    email: 'kim@beck.example',
    organisationIds: [school],
    jobTitle: 'Teacher',
  })
  await register(app, {
    name: 'Lee Left',
    email: 'lee@beck.example',
    leftAt: new Date('2026-01-01T00:00:00Z'),
  })
  const list = [
    'Name,E-mail address,Organisation,URN,Sector,Job title,Job role,Line manager,Line manager email,Shoe size',
    'Ann New,ann@beck.example,,112233,,Head,Teacher or lecturer,Kim Known,kim@beck.example,39',
    '"Bo ""B"" New",bo@moor.example,moor surgery,,,Nurse,nurse,,,40',
    'Siân New,sian@moor.example,Same Name,,Health,,,,,',
    'Kim Known,KIM@beck.example,Beck School,,,Head teacher,,,,',
    'Lee Left,lee@beck.example,,,,,,,,',
    'No Address,,,,,,,,,',
    'Office,office@beck.example,,,,,,,,',
    ',nameless@beck.example,,,,,,,,',
    'Ann Again,ANN@beck.example,,,,,,,,',
    'Una Unknown,una@x.example,Nowhere School,,,,,,,',
    'Sam Same,sam@x.example,Same Name,,,,,,,',
    'Ro Role,ro@x.example,Moor Surgery,,,,wizard,,,',
    'No Place,noplace@x.example,,,,Teacher,,,,',
    'Sec Tor,sector@x.example,Moor Surgery,,Moon,,,,,',
    'Own Boss,own@x.example,Moor Surgery,,,,,Own Boss,own@x.example,',
  ].join('\r\n')
  const before = await peopleIn(app)
  const { path, page } = await check(app, officer, list)

  await t.test(
    'every line that would be refused is named with its reason, and nothing is done',
    async () => {
      for (const words of [
        '3 people would be added',
        '1 person would be changed',
        '11 lines would be left out',
        'These columns are not used: “Shoe size”.',
        'This person has left.',
        'Enter an email address.',
        'This looks like a mailbox that several people share.',
        'Enter the full name.',
        'The same address is in line 2.',
        'No organisation of the register has “Nowhere School”.',
        'Several organisations are called “Same Name”. Give the code of the right one.',
        '“wizard” is not a job role of the register.',
        'Give the organisation too: what somebody does belongs to where they do it.',
        '“Moon” is not a sector.',
        'The line manager has the address of the person.',
        'Refused: 11 lines',
      ])
        assert.ok(page.includes(words), words)
      assert.deepEqual(await peopleIn(app), before)
      const file = await app.request(`${path}/refused.csv`, { as: officer })
      const rows = (await file.text()).trim().split('\r\n')
      assert.equal(rows.length, 12)
      assert.match(rows[1]!, /^6,Lee Left,lee@beck\.example,,"?This person has left/)
    },
  )

  await t.test('on the officer’s word, once, people are added and changed', async () => {
    await app.request(`${path}/start`, { as: officer, form: { '': '' } })
    const done = await carryOut(app, officer, path)
    assert.match(done, /3 people added, 1 person changed/)
    const found = Object.fromEntries((await peopleIn(app)).map((row) => [row.email, row]))
    assert.deepEqual(found['ann@beck.example'], {
      name: 'Ann New',
      email: 'ann@beck.example',
      organisation_id: school,
      job_title: 'Head',
      job_role_code: 'teacher',
      line_manager_name: 'Kim Known',
    })
    assert.equal(found['bo@moor.example']!.name, 'Bo "B" New')
    assert.equal(found['bo@moor.example']!.organisation_id, surgery)
    assert.equal(found['sian@moor.example']!.organisation_id, sameHealth)
    assert.equal(found['kim@beck.example']!.job_title, 'Head teacher')
    assert.equal(Object.keys(found).length, before.length + 3)
    const history = await app.database
      .selectFrom('affiliation')
      .select(['job_title', 'valid_from', 'valid_to'])
      .where('person_id', '=', known)
      .orderBy('valid_from')
      .execute()
    assert.deepEqual(history, [
      { job_title: 'Teacher', valid_from: '2020-01-01', valid_to: '2026-11-26' },
      { job_title: 'Head teacher', valid_from: '2026-11-26', valid_to: null },
    ])
  })

  await t.test(
    'they are asked to check their details, nobody is written to, and the log says who',
    async () => {
      const asked = await app.database
        .selectFrom('person')
        .select('email')
        .where('details_asked_because', '=', 'imported')
        .execute()
      assert.equal(asked.length, 4)
      assert.equal(await lastMailTo(app, 'ann@beck.example'), undefined)
      const log = await (await app.request('/manage/audit', { as: officer })).text()
      assert.match(
        log,
        /imported a list of people: 3 people added, 1 person changed, 11 lines refused/,
      )
      assert.match(log, /Test officer 1[\s\S]*? added [\s\S]*?Ann New[\s\S]*? from a list/)
      assert.match(log, /changed the job of [\s\S]*?Kim Known/)
    },
  )

  await t.test('they get in by proving their address, and not before', async () => {
    const door = frontDoor(app)
    const refused = await door.post('/sign-in', { email: 'ann@beck.example', password: '' })
    assert.equal(refused.status, 422)
    const asked = await door.post('/sign-in/new-password', { email: 'ann@beck.example' })
    await app.runJobs()
    const code = /(\d{6})/.exec((await lastMailTo(app, 'ann@beck.example', 'code'))!.subject)![1]!
    const set = await door.post(asked.headers.get('location')!, {
      code,
      password: 'tarn whistle button sedge',
    })
    assert.equal(set.status, 303)
    assert.equal((await door.get('/account')).status, 200)
  })

  await t.test('the same file again changes nothing', async () => {
    const state = await peopleIn(app)
    const again = await check(app, officer, list)
    assert.match(again.page, /There is nothing to do/)
    assert.match(again.page, /4 people known as they are here/)
    await carryOut(app, officer, again.path)
    assert.deepEqual(await peopleIn(app), state)
  })

  await t.test('what somebody changed meanwhile is left as it is, which is said', async () => {
    const next = await check(
      app,
      officer,
      'name,email\nKim Renamed,kim@beck.example\nZoe New,zoe@beck.example\nYan New,yan@beck.example',
    )
    assert.match(next.page, /name, now “Kim Known”/)
    await register(app, { name: 'Zoe Registered', email: 'zoe@beck.example' })
    const done = await carryOut(app, officer, next.path)
    assert.match(done, /1 person added, 1 person changed, 1 line left out in the end/)
    assert.equal(done.split('zoe@beck.example').length, 2, 'only among those left out')
    assert.match(done, /Nobody was written to/)
    await removeOldLines(app.database, new Date('2026-12-04T09:00:01Z'))
    const later = await (await app.request(next.path, { as: officer })).text()
    assert.match(later, /1 person added, 1 person changed, 1 line left out in the end/)
    assert.match(done, /Somebody changed this person after the list was checked/)
    const names = (await peopleIn(app)).map(({ name }) => name)
    for (const name of ['Kim Renamed', 'Zoe Registered', 'Yan New']) assert.ok(names.includes(name))
    const former = await app.database.selectFrom('former_name').select('name').execute()
    assert.deepEqual(former, [{ name: 'Kim Known' }])
  })

  await t.test('the lines go after a week, the counts stay', async () => {
    await removeOldLines(app.database, new Date('2026-12-10T09:00:00Z'))
    const later = await app.request(path, { as: officer })
    const text = await later.text()
    assert.match(text, /3 people added, 1 person changed/)
    assert.match(text, /The lines themselves are no longer kept/)
  })
})

test('people are invited when the officer says so, and a list can be forgotten', async () => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const { path, page } = await check(app, officer, 'name;email\nAnn New;ann@beck.example')
  assert.match(page, /Invite the new person by email/)
  app.clock.advance(11 * 60_000)
  const asked = await app.request(`${path}/start`, {
    as: officer,
    form: { '': '', invites: 'yes' },
  })
  const proof = `/account/proof?next=${encodeURIComponent(`${path}?invites=yes`)}`
  assert.equal(asked.headers.get('location'), proof)
  const ticked = await app.request(`${path}?invites=yes`, { as: officer })
  assert.match(await ticked.text(), /name="invites"[^>]* checked/, 'the tick is kept')
  assert.doesNotMatch(page, /name="invites"[^>]* checked/, 'and only then')
  app.clock.advance(-11 * 60_000)
  const done = await carryOut(app, officer, path, { invites: 'yes' })
  assert.match(done, /An invitation was sent by email to everybody who was added/)
  await app.runJobs()
  assert.match((await lastMailTo(app, 'ann@beck.example'))!.text, /sign-in\/new-password/)
  const other = await check(app, officer, 'name\temail\nBo New\tbo@beck.example')
  await app.request(`${other.path}/drop`, { as: officer, form: { '': '' } })
  assert.equal((await app.request(other.path, { as: officer })).status, 404)
  await app.request(`${path}/drop`, { as: officer, form: { '': '' } })
  assert.equal((await app.request(path, { as: officer })).status, 200, 'what was done stays')
})

test('records of a list that may be one person are found', async () => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const school = await listOrganisation(app, { names: [['Beck School', '1990-01-01']] })
  await register(app, {
    name: 'Katherine Ennerdale',
    email: 'katherine.ennerdale@old.example',
    organisationIds: [school],
  })
  await lookAtEverybody(app.services)
  const list =
    'name,email,organisation\nKatherine Ennerdale,katherine.ennerdale@beck.example,Beck School'
  const { path } = await check(app, officer, list)
  assert.match(await carryOut(app, officer, path), /1 pair of records may be one person/)
})

test('any encoding and separator is read', async (t) => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const utf16 = (text: string, swap: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return swap ? bytes.swap16() : bytes
  }
  const list = (sign: string) => ['Surname', 'Forename', 'Work e-mail'].join(sign)
  const person = (sign: string) => ['Óskarsdóttir', 'Þóra', 'thora@beck.example'].join(sign)
  const text = (sign: string) => `${list(sign)}\r\n${person(sign)}`
  const files: Record<string, Uint8Array> = {
    'UTF-8': Buffer.from(text(',')),
    'UTF-8 with a mark': Buffer.from(`\ufeff${text(';')}`),
    'UTF-16 of Excel': utf16(text('\t'), false),
    'UTF-16 the other way round': utf16(text(','), true),
    'UTF-16 without a mark': Buffer.from(text(','), 'utf16le'),
    'Windows-1252': Buffer.from(text(','), 'latin1'),
    'old Macintosh line ends': Buffer.from(text(',').replace('\r\n', '\r')),
  }
  for (const [name, bytes] of Object.entries(files))
    await t.test(name, async () => {
      const { page } = await check(app, officer, bytes)
      assert.match(page, /Þóra Óskarsdóttir/)
      assert.match(page, /1 person would be added/)
      assert.equal(/read as Windows text/.test(page), name === 'Windows-1252')
    })
})

test('names of any script and length are taken or refused by the rules of the forms', async () => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const good = ['O', '李', 'Đặng Thị Hồng', 'محمد', 'x'.repeat(200)]
  const bad = ['x'.repeat(201), '12345', 'Jo\u202eAskham', 'A\u0007b']
  const lines = [...good, ...bad].map((name, at) => `"${name}",p${at}@beck.example`)
  const { page } = await check(app, officer, `name,email\n${lines.join('\n')}`)
  assert.match(page, /5 people would be added/)
  assert.match(page, /4 lines would be left out/)
})

test('a file that is no list gets a sentence', async (t) => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const heading = 'name,email\n'
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => `P ${at},p${at}@b.example`).join('\n')
  const files: Record<string, [string | Uint8Array, RegExp]> = {
    'an empty one': ['', /The file is empty|Choose the file/],
    'one of spaces': [' \r\n  ', /The file is empty/],
    'only a heading': [heading, /no line beside the heading/],
    'no heading': ['Ann,ann@beck.example', /The first line must name the columns/],
    'no address in the heading': [
      'name,organisation\nAnn,X',
      /The first line must name the columns/,
    ],
    'a column twice': ['name,email,Email address\nA,a@b.example,', /Two columns are called/],
    'a quotation mark without end': [
      `${heading}"Ann,ann@beck.example\nBo,b@b.example`,
      /never closed/,
    ],
    'a NUL': [`${heading}Ann\u0000,ann@beck.example`, /data that no list has/],
    'a picture': [
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 255]),
      /data that no list has/,
    ],
    'an Excel workbook': [Buffer.from('PK\u0003\u0004rest of it'), /Excel workbook/],
    'an old Excel workbook': [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), /old Excel workbook/],
    'a PDF': ['%PDF-1.7 …', /PDF/],
    'two hundred thousand lines': [heading + many(200_000), /more than 50,000 lines/],
    'one very long line': [
      `${heading}"${'x'.repeat(100_000)}",x@b.example`,
      /never closed|too long/,
    ],
  }
  for (const [name, [content, sentence]] of Object.entries(files))
    await t.test(name, async () => {
      const answer = await upload(app, officer, content)
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), sentence)
    })
  await t.test('and one that is too large', async () => {
    const answer = await upload(app, officer, 'x'.repeat(12 * 1024 * 1024))
    assert.equal(answer.status, 413)
  })
  await t.test('no file at all', async () => {
    const answer = await app.request('/manage/people/import', { as: officer, form: { '': '' } })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /Choose the file of the list/)
  })
  await t.test('nothing was kept of them; a good one is read', async () => {
    assert.deepEqual(await app.database.selectFrom('person_import').select('id').execute(), [])
    assert.ok(mostLines >= 50_000)
    await check(app, officer, heading + many(3))
  })
})

test('what came out as a spreadsheet goes in again', async () => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  await register(app, { name: '=Odd Name', email: 'odd@beck.example' })
  const out = await app.request('/manage/people/export.csv?q=odd', { as: officer })
  const { page } = await check(app, officer, new Uint8Array(await out.arrayBuffer()))
  assert.match(page, /1 person known as they are here/)
})

test('only officers import', async () => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const { path } = await check(app, officer, 'name,email\nAnn,ann@beck.example')
  for (const role of roles.filter((each) => each !== 'officer')) {
    const visitor = await app.signIn(role)
    for (const read of ['/manage/people/import', path, `${path}/refused.csv`])
      assert.equal((await app.request(read, { as: visitor })).status, 403, `${role} ${read}`)
    for (const write of ['/manage/people/import', `${path}/start`, `${path}/drop`])
      assert.equal(
        (await app.request(write, { as: visitor, form: { '': '' } })).status,
        403,
        `${role} ${write}`,
      )
  }
  await app.runJobs()
  assert.deepEqual(await peopleIn(app), [])
  // The control.
  await carryOut(app, officer, path)
  assert.equal((await peopleIn(app)).length, 1)
  for (const odd of ['/manage/people/import/x', '/manage/people/import/x/refused.csv'])
    assert.equal((await app.request(odd, { as: officer })).status, 404)
})

test('the operator imports from the command line', async (t) => {
  const app = await testApp(now)
  const folder = mkdtempSync(join(tmpdir(), 'cairn-import-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'list.csv')
  writeFileSync(file, 'name,email\nAnn New,ann@beck.example\nNobody,\n')
  const said: string[] = []
  mock.method(console, 'log', (line: string) => said.push(line))
  t.after(() => mock.restoreAll())
  const run = async (...args: string[]) => {
    said.length = 0
    await importPeopleCommand.run(args, app.services)
    return said.join('\n')
  }
  const dry = await run(file, '--dry-run')
  assert.match(dry, /Line 3 is refused\. Enter an email address\./)
  assert.match(dry, /New: 1\. .*Nothing was changed\./s)
  assert.deepEqual(await peopleIn(app), [])
  assert.deepEqual(JSON.parse(await run(file, '--json')), {
    ok: true,
    dryRun: false,
    new: 1,
    change: 0,
    unchanged: 0,
    refused: 1,
    leftOut: 0,
    duplicates: 0,
    notes: [],
    refusedLines: [{ line: 3, reason: 'Enter an email address.' }],
  })
  assert.equal((await peopleIn(app)).length, 1)
  writeFileSync(file, 'name,email\nBo New,bo@beck.example\n')
  const invited = /Everybody who is new is invited by email/
  assert.doesNotMatch(await run(file, '--dry-run', '--invite'), invited)
  assert.match(await run(file, '--invite'), invited)
  for (const args of [[], ['a', 'b'], ['--what'], [join(folder, 'missing.csv')]])
    await assert.rejects(async () => run(...args), /Use: npm run cairn|cannot be read/)
})

test('a code in the column of the organisation is read as one', async () => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  await listOrganisation(app, {
    names: [['Beck Academy', '2022-09-01']],
    codes: [['urn', '112233']],
  })
  const list = [
    'Name,E-mail address,Organisation',
    'Cy Coded,cy@beck.example,urn:112233',
    'Di Other,di@beck.example,urn:999999',
  ].join('\r\n')
  const { page } = await check(app, officer, list)
  assert.ok(page.includes('1 person would be added'))
  assert.ok(page.includes('No organisation of the register has “urn:999999”.'))
})
