import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../../test/app.ts'
import { listOrganisation } from '../../../../test/organisations.ts'
import { findCodeOwner } from '../code-queries.ts'
import { findOrganisation, listOrganisationNames } from '../organisation-queries.ts'
import { listParents } from '../parent-queries.ts'
import { findSuccessionFrom } from '../succession-queries.ts'
import { countOutcomes, findImport, type Outcomes } from './import-queries.ts'
import { listRefused } from './refusal-queries.ts'
import { carryOutImport, readImport } from './imports.ts'
import { fileInMemory } from '../../../platform/csv-file.ts'
import type { RegisterFormat } from './register-line.ts'

const today = '2020-10-20'
const none: Outcomes = {
  new: 0,
  changed: 0,
  closed: 0,
  unchanged: 0,
  'passed-over': 0,
  refused: 0,
}

const giasHeader =
  'URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),OpenDate,CloseDate,Town,Postcode,Trusts (code),Trusts (name),UKPRN'

function importer(app: TestApp) {
  const { database } = app
  const read = async (
    content: string | Uint8Array,
    format: RegisterFormat = 'csv',
    { area = '', name = 'register.csv' } = {},
  ) =>
    readImport(
      app.services,
      fileInMemory(name, typeof content === 'string' ? Buffer.from(content) : content),
      { format, area, by: null },
    )
  const check = async (...given: Parameters<typeof read>) => {
    const result = await read(...given)
    assert.ok(result.ok, result.ok ? '' : result.reason)
    const found = (await findImport(database, result.id))!
    return {
      id: result.id,
      outcomes: await countOutcomes(database, result.id),
      elsewhere: found.elsewhere,
      notes: found.notes,
      refused: (await listRefused(database, result.id)).map(
        ({ line, reason }) => [line, reason] as const,
      ),
    }
  }
  const carryOut = async (...given: Parameters<typeof read>) => {
    const { id } = await check(...given)
    return carryOutImport(app.services, { id, by: null })
  }
  const byCode = async (scheme: 'urn' | 'ods' | 'local', code: string) => {
    const id = await findCodeOwner(database, { scheme, code })
    return id ? findOrganisation(database, today, id) : null
  }
  return { read, check, carryOut, byCode }
}

test('schools from Get Information about Schools', async (t) => {
  const app = await testApp(`${today}T09:00:00Z`)
  const { check, carryOut, byCode } = importer(app)
  const file = (lines: string[]) => [giasHeader, ...lines].join('\r\n')
  const fell = (name = 'Fell Primary School', close = '', status = 'Open') =>
    `900001,909,Cumbria,${name},Academy converter,${status},01-09-2012,${close},Keswick,CA12 9ZZ,7001,Skiddaw Trust,19000001`
  const beck =
    '900002,909,Cumbria,"Beck, St John\'s ""Old"" School",Local authority nursery school,Open,,,Kendal,LA9 9ZZ,,,'
  const far = '900003,301,Barking,Far School,Community school,Open,,,Barking,IG11 9ZZ,,,'
  const gone =
    '900004,909,Cumbria,Gone School,Community school,Closed,,31-08-2001,Kendal,LA9 9ZY,,,'
  const all = file([fell(), beck, far, gone])

  await t.test('a dry run says what would come of it and changes nothing', async () => {
    const { outcomes, elsewhere, refused } = await check(all, 'gias', { area: '909' })
    assert.deepEqual(outcomes, { ...none, new: 3, 'passed-over': 1 })
    assert.equal(elsewhere, 1)
    assert.deepEqual(refused, [])
    assert.equal(await byCode('urn', '900001'), null)
  })

  await t.test('it is carried out, with the trust that has no line of its own', async () => {
    await carryOut(all, 'gias', { area: 'Cumbria' })
    const school = await byCode('urn', '900001')
    assert.ok(school)
    assert.equal(school.name, 'Fell Primary School')
    assert.equal(school.legalForm, 'Academy converter')
    assert.equal(school.place, 'Keswick')
    assert.equal(school.openedOn, '2012-09-01')
    const [parent] = await listParents(app.database, school.id, today)
    assert.equal(parent?.name, 'Skiddaw Trust')
    const nursery = await byCode('urn', '900002')
    assert.equal(nursery?.sector.code, 'early-years')
    assert.equal(nursery.name, 'Beck, St John\'s "Old" School')
  })

  await t.test('the same file a second time changes nothing', async () => {
    assert.deepEqual(await carryOut(all, 'gias', { area: '909' }), {
      ...none,
      unchanged: 3,
      'passed-over': 1,
    })
  })

  await t.test('another name holds from today; what closed is closed the day after', async () => {
    assert.deepEqual(
      await carryOut(
        file([fell('Fell Academy', '31-10-2020', '"Open, but proposed to close"')]),
        'gias',
      ),
      { ...none, unchanged: 1, closed: 1 },
    )
    app.clock.set('2020-10-21T09:00:00Z')
    const school = (await byCode('urn', '900001'))!
    assert.equal(school.closedOn, '2020-11-01')
    assert.equal((await findSuccessionFrom(app.database, school.id, today))?.kind, 'closure')
    assert.deepEqual(await carryOut(file([beck.replace('Old', 'Young')]), 'gias'), {
      ...none,
      changed: 1,
    })
    const nursery = (await byCode('urn', '900002'))!
    assert.deepEqual(
      (await listOrganisationNames(app.database, nursery.id)).map(({ validFrom }) => validFrom),
      ['2020-10-21', '2020-10-20'],
    )
  })

  await t.test('Windows letters are read as such', async () => {
    const text = file([
      '900005,909,Cumbria,Llwyn Siôn School,Community school,Open,,,Kendal,LA9 9ZX,,,',
    ])
    await carryOut(Buffer.from(text, 'latin1'), 'gias')
    assert.equal((await byCode('urn', '900005'))?.name, 'Llwyn Siôn School')
  })
})

test('NHS organisations from the Organisation Data Service', async () => {
  const app = await testApp(`${today}T09:00:00Z`)
  const { carryOut, byCode } = importer(app)
  const line = (code: string, name: string, rest: { closed?: string; parent?: string } = {}) =>
    `"${code}","${name}","Y63","Q74","HEALTH CENTRE","HIGH STREET","","KESWICK","CUMBRIA","CA12 9ZZ","19740401","${rest.closed ?? ''}","A","B","${rest.parent ?? ''}","20130401","","","","","","0","","","","",""`
  const file = [
    line('ZQZ', 'FELLS NHS FOUNDATION TRUST'),
    line('A99901', 'THE OLD SURGERY AT ST BEES', { parent: 'ZQZ' }),
    line('A99902', 'DR WHITE & PARTNERS', { closed: '20010331' }),
  ].join('\n')
  assert.deepEqual(await carryOut(file, 'ods', { name: 'epraccur.csv', area: 'CA' }), {
    ...none,
    new: 2,
    'passed-over': 1,
  })
  const surgery = await byCode('ods', 'A99901')
  assert.equal(surgery?.name, 'The Old Surgery at St Bees')
  assert.equal(surgery.legalForm, 'GP practice')
  assert.equal(surgery.sector.code, 'health')
  assert.equal(
    (await listParents(app.database, surgery.id, today))[0]?.name,
    'Fells NHS Foundation Trust',
  )
  assert.deepEqual(await carryOut(file, 'ods', { name: 'epraccur.csv', area: 'LA' }), none)
  assert.deepEqual(await carryOut(file, 'ods', { name: 'epraccur.csv' }), {
    ...none,
    unchanged: 2,
    'passed-over': 1,
  })
})

test('what an ODS file says of an organisation is believed, and not more', async () => {
  const app = await testApp(`${today}T09:00:00Z`)
  const { read, check, carryOut, byCode } = importer(app)
  const line = (code: string, name: string, rest: { status?: string; setting?: string } = {}) =>
    `${code},${name},Y60,QE1,1 HIGH STREET,,,KENDAL,CUMBRIA,LA9 9ZZ,19740401,,${rest.status ?? 'A'},B,,,,,,,,0,,,,${rest.setting ?? '4'},`
  const file = [
    'Organisation Code,Name,National Grouping,Health Geography,1,2,3,4,5,Postcode,Open Date,Close Date,Status',
    line('A99911', "DR O'NEIL AND MCKAY"),
    line('Y99912', 'HMP FELLSIDE', { setting: '25' }),
    line('A99913', 'NOT YET SURGERY', { status: 'P' }),
    line('A99914', 'SHUT SURGERY', { status: 'C' }),
  ].join('\n')
  const { outcomes, elsewhere, refused } = await check(file, 'ods', { name: 'epraccur.csv' })
  assert.deepEqual(outcomes, { ...none, new: 2, 'passed-over': 1 })
  assert.equal(elsewhere, 1)
  assert.deepEqual(refused, [])
  await carryOut(file, 'ods', { name: 'epraccur.csv' })
  const practice = await byCode('ods', 'A99911')
  assert.equal(practice?.name, "Dr O'Neil and McKay")
  assert.equal(practice.legalForm, 'GP practice')
  const prison = await byCode('ods', 'Y99912')
  assert.equal(prison?.name, 'HMP Fellside')
  assert.equal(prison.legalForm, 'Prison health service')

  const found = await read('Code,Name,Postcode\nA99915,SURGERY,LA9 9ZZ', 'ods')
  assert.match(found.ok ? '' : found.reason, /first line has 3 columns.*predefined reports/)
})

test('what closed on a day that nobody wrote down concerns us only where we believe it open', async () => {
  const app = await testApp(`${today}T09:00:00Z`)
  const { check, carryOut } = importer(app)
  const school = (status: string, close = '') =>
    [
      giasHeader,
      `900001,909,Cumbria,Fell School,Community school,${status},,${close},Keswick,CA12 9ZZ,,,`,
    ].join('\n')
  assert.deepEqual(await carryOut(school('Closed'), 'gias'), { ...none, 'passed-over': 1 })
  await carryOut(school('Open'), 'gias')
  const { outcomes, refused } = await check(school('Closed'), 'gias')
  assert.deepEqual(outcomes, { ...none, refused: 1 })
  assert.deepEqual(refused, [
    [2, 'It is closed, and the file does not say since when. Close it on its page.'],
  ])
  await carryOut(school('Closed', '19-10-2020'), 'gias')
  assert.deepEqual(await carryOut(school('Closed'), 'gias'), { ...none, unchanged: 1 })
})

test('a school whose status nobody knows is not taken for open', async () => {
  const app = await testApp(`${today}T09:00:00Z`)
  const { check } = importer(app)
  const line = (urn: number, status: string) =>
    `${urn},909,Cumbria,School ${urn},Community school,"${status}",,,Kendal,LA9 9ZZ,,,`
  const told = await check(
    [
      giasHeader,
      line(900031, 'Open'),
      line(900032, 'Open, but proposed to close'),
      line(900033, 'Pending approval'),
      line(900034, 'De-registered as EY Setting'),
      line(900035, ''),
    ].join('\n'),
    'gias',
  )
  assert.deepEqual(told.outcomes, { ...none, new: 2 })
  assert.equal(told.elsewhere, 1)
  assert.deepEqual(told.refused, [
    [
      5,
      'The status “De-registered as EY Setting” says neither that it is open nor that it is closed.',
    ],
    [6, 'The file does not say whether it is open.'],
  ])
})

test('columns that are not used and letters that had to be guessed are told', async () => {
  const app = await testApp(`${today}T09:00:00Z`)
  const { check } = importer(app)
  const file = 'name,sector,Town,postcode,Head teacher\nCafé School,education,Kendal,LA9 9ZZ,X'
  assert.deepEqual((await check(file)).notes, [
    'These columns are not used: “Town”, “Head teacher”.',
  ])
  const [windows, columns] = (await check(Buffer.from(file, 'latin1'))).notes
  assert.match(windows ?? '', /read as Windows text/)
  assert.match(columns ?? '', /“Town”/)
  assert.deepEqual((await check('name,sector\nA School,education')).notes, [])
})

test('our own columns, with everything that can be wrong', async (t) => {
  const app = await testApp(`${today}T09:00:00Z`)
  const { read, check, carryOut, byCode } = importer(app)
  const header = 'name,sector,postcode,place,parent,codes,opened,closed,domains'
  const good = 'Good School,education,LA9 9ZZ,Kendal,,urn:900001,2001-09-01,,good.sch.example'

  await t.test('each wrong line has its sentence, and the good ones stay', async () => {
    const lines: [string, RegExp][] = [
      [',education,,,,,,,', /no name/],
      ['---,education,,,,,,,', /no letter/],
      [`${'x'.repeat(201)},education,,,,,,,`, /more than 200/],
      ['=HYPERLINK("x"),education,,,,,,,', /begins like a formula/],
      ['Zero\u200bWidth,education,,,,,,,', /cannot be seen/],
      ['A,piracy,,,,,,,', /no sector “piracy”/],
      ['A,,,,,,,,', /It has no sector/],
      ['A,health,nowhere,,,,,,', /not a UK postcode/],
      ['A,health,,,,,31/02/2020,,', /“31\/02\/2020” is no day/],
      ['A,health,,,,,12/31/2019,,', /has the month first\. Write the day first: 31\/12\/2019/],
      ['A,health,,,,,soon,,', /“soon” is not a date/],
      ['A,health,,,,,0012-01-01,,', /between the years/],
      ['A,health,,,,passport:1,,,', /is no code/],
      ['A,health,,,,,,,gmail.com', /shared by many/],
      ['A,health,,,,,,,nhs.net', /shared by many/],
      ['A,health,,,,,,,nodomain', /no email domain/],
      ['B,health,,,,,2020-02-01,2020-01-01,', /closed before it opened/],
      ['C,health,,,Nobody Known,,,,', /neither in the register nor/],
      ['D,health,,,,urn:900001,,,', /urn:900001 stands on line 2 already/],
      ['Good School,education,LA9 9ZZ,,,urn:900009;urn:900001,,,', /stands on line 2 already/],
      ['Twin,health,,,,,,,', /(same name and postcode stand on line|^$)/],
    ]
    const { outcomes, refused } = await check(
      [header, good, ...lines.map(([line]) => line), 'Twin,health,,,,,,,'].join('\n'),
    )
    const told = new Map(refused)
    for (const [at, [line, reason]] of lines.entries())
      assert.match(told.get(at + 3) ?? '', reason, line)
    assert.match(told.get(lines.length + 3) ?? '', /same name and postcode stand on line/)
    assert.equal(outcomes.new, 2)
  })

  await t.test('circles are refused, through lines and through the register', async () => {
    const trust = await listOrganisation(app, { names: [['Trust', '2000-01-01']] })
    const below = await listOrganisation(app, { names: [['Below', '2000-01-01']] })
    await app.database
      .insertInto('organisation_parent')
      .values({
        organisation_id: below,
        parent_id: trust,
        valid_from: '2001-01-01',
        valid_to: null,
      })
      .execute()
    const { refused, outcomes } = await check(
      [
        header,
        'One,health,,,Two,,,,',
        'Two,health,,,Three,,,,',
        'Three,health,,,One,,,,',
        'Self,health,,,Self,,,,',
        'Trust,education,,,Below,,,,',
        'Fine,health,,,Trust,,,,',
        'Finer,health,,,Fine,,,,',
      ].join('\n'),
    )
    assert.deepEqual(
      refused.map(([line]) => line).toSorted((one, other) => one - other),
      [2, 3, 4, 5, 6],
    )
    for (const [, reason] of refused) assert.match(reason, /belong to itself/)
    assert.match(
      refused.find(([line]) => line === 2)?.[1] ?? '',
      /belong to itself: “One” to “Two”, “Two” to “Three”, “Three” to “One”/,
    )
    assert.equal(outcomes.new, 2)
    const deep = Array.from({ length: 50 }, (_, at) => `Level ${at},health,,,Level ${at + 1},,,,`)
    const deepest = await check([header, ...deep, 'Level 50,health,,,,,,,'].join('\n'))
    assert.ok(deepest.outcomes.refused > 30)
    assert.match(deepest.refused[0]?.[1] ?? '', /more than 12 levels|refused/)
  })

  await t.test('a file that is none is refused with a sentence', async () => {
    const wrong: [string | Uint8Array, RegExp][] = [
      ['', /empty/],
      [header, /no line with an organisation/],
      ['postcode,place\nLA9 9ZZ,Kendal', /“name”, “sector” are missing/],
      [Buffer.from('PK\u0003\u0004rest'), /Excel workbook or a ZIP/],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), /old Excel/],
      ['%PDF-1.7 x', /PDF/],
      ['<!doctype html><p>x', /web page/],
      [Buffer.from(`${header}\nA\u0000,health,,,,,,,`), /data that no list has/],
      [`${header}\n"A,health,,,,,,,\nB,health,,,,,,,`, /never closed/],
      [`${header}\n"${'x'.repeat(100_000)}`, /never closed/],
      [`${header}\n${'x'.repeat(100_000)},health,,,,,,,`, /A line near line 2 is longer than any/],
    ]
    for (const [content, sentence] of wrong) {
      const result = await read(content)
      assert.ok(!result.ok)
      assert.match(result.reason, sentence)
    }
    const huge = await readImport(
      app.services,
      { ...fileInMemory('huge.csv', Buffer.from('x')), bytes: 300 * 1024 * 1024 },
      { format: 'csv', area: '', by: null },
    )
    assert.match(huge.ok ? '' : huge.reason, /larger than 200 MB/)
  })

  await t.test('Excel’s Unicode text and semicolons are read', async () => {
    const wide = `\ufeff${header.replaceAll(',', '\t')}\nWide School\teducation\tLA9 9YY\t\t\turn:900020\t\t\t`
    await carryOut(Buffer.from(wide, 'utf16le'))
    assert.equal((await byCode('urn', '900020'))?.name, 'Wide School')
    await carryOut(`${header.replaceAll(',', ';')}\nSemi School;education;;;;urn:900021;;;`)
    assert.equal((await byCode('urn', '900021'))?.name, 'Semi School')
  })

  await t.test('the check is made again when it is carried out', async () => {
    const { id, outcomes } = await check(`${header}\n${good}`)
    assert.equal(outcomes.new, 1)
    await carryOut(`${header}\n${good}`)
    assert.deepEqual(await carryOutImport(app.services, { id, by: null }), {
      ...none,
      unchanged: 1,
    })
    assert.equal(await carryOutImport(app.services, { id, by: null }), null)
  })

  await t.test('people of what closed are asked', async () => {
    const { personId } = await app.signIn('practitioner')
    const school = (await byCode('urn', '900001'))!
    await app.database
      .insertInto('affiliation')
      .values({
        person_id: personId,
        organisation_id: school.id,
        valid_from: '2019-01-01',
        valid_to: null,
      })
      .execute()
    await carryOut(`${header}\n${good.replace(',,good', ',2020-10-01,good')}`)
    const person = await app.database
      .selectFrom('person')
      .select('details_asked_because')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow()
    assert.equal(person.details_asked_because, 'organisation-merged')
    const { refused } = await check(`${header}\n${good}`)
    assert.match(refused[0]?.[1] ?? '', /says that it closed on 1 October 2020\. Open it again/)
  })
})
