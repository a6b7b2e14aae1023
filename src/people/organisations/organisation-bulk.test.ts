import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../../test/app.ts'
import { countQueries } from '../../../test/counted-queries.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { findSignedInPerson } from '../person-queries.ts'
import { changeTogether, previewTogether } from './organisation-bulk.ts'
import { findOrganisation } from './organisation-queries.ts'
import { countOutcomes } from './import/import-queries.ts'
import { carryOutImport, readImport } from './import/imports.ts'
import { fileInMemory } from '../../platform/csv-file.ts'
import { listChildren, listParents } from './parent-queries.ts'

const today = '2020-10-20'

test('many organisations at once, and the list as a file', async (t) => {
  const app = await testApp(`${today}T09:00:00Z`)
  const officer = await app.signIn('officer')
  const trust = await listOrganisation(app, { names: [['Skiddaw Trust', '2010-01-01']] })
  const above = await listOrganisation(app, { names: [['Above', '2010-01-01']] })
  const schools = await Promise.all(
    ['=Fell School', 'Beck School', '@home Tuition', '+Plus', '-Minus', "'Appen"].map((name, at) =>
      listOrganisation(app, {
        names: [[name, '2010-01-01']],
        place: 'Keswick',
        postcode: `CA12 ${at}ZZ`,
        codes: [['urn', `90000${at}`]],
        domains: [`school${at}.example`],
        sector: 'other',
      }),
    ),
  )
  await app.database
    .insertInto('organisation_parent')
    .values({ organisation_id: trust, parent_id: above, valid_from: '2011-01-01', valid_to: null })
    .execute()
  const together = (form: Record<string, string | string[]>) =>
    app.request('/manage/organisations/together', { as: officer, form })
  const parentOf = async (id: string) => (await listParents(app.database, id, today))[0]?.name

  await t.test('nothing ticked, or too many, changes nothing', async () => {
    const none = await together({ q: '' })
    assert.match(none.headers.get('location') ?? '', /none-chosen/)
    const wrong = await together({ ids: "x'; drop table", step: 'do', action: 'sector' })
    assert.match(wrong.headers.get('location') ?? '', /none-chosen/)
  })

  await t.test('the sector: chosen, seen, done', async () => {
    const chosen = await (await together({ id: schools.slice(0, 2) })).text()
    assert.match(chosen, /Change 2 organisations/)
    const ids = schools.slice(0, 2).join(' ')
    assert.match(
      await (await together({ ids, action: 'sector', step: 'preview', sectorCode: '' })).text(),
      /Choose the sector/,
    )
    const form = { ids, action: 'sector', sectorCode: 'education' }
    const preview = await (await together({ ...form, step: 'preview' })).text()
    assert.match(preview, /2 organisations will change/)
    assert.equal((await findOrganisation(app.database, today, schools[0]!))?.sector.code, 'other')
    const done = await together({ ...form, step: 'do' })
    assert.match(done.headers.get('location') ?? '', /changed=2/)
    assert.equal(
      (await findOrganisation(app.database, today, schools[0]!))?.sector.code,
      'education',
    )
    assert.match(
      await (await together({ ...form, step: 'preview' })).text(),
      /Stays: it is so already/,
    )
  })

  await t.test('whom they belong to; what would be a circle stays', async () => {
    const search = { id: schools[0]!, 'parentId-words': 'skiddaw', 'parentId-search': '1' }
    assert.match(await (await together({ ...search, action: 'parent' })).text(), /Skiddaw Trust/)
    const form = {
      ids: [...schools.slice(0, 2), above, trust].join(' '),
      action: 'parent',
      parentId: trust,
      'from-day': '1',
      'from-month': '9',
      'from-year': '2020',
    }
    const preview = await (await together({ ...form, step: 'preview' })).text()
    assert.match(preview, /2 organisations will change/)
    assert.match(preview, /Stays: that one belongs to it/)
    assert.match(preview, /Stays: it cannot belong to itself/)
    assert.match(
      (await together({ ...form, step: 'do' })).headers.get('location') ?? '',
      /changed=2/,
    )
    assert.equal(await parentOf(schools[1]!), 'Skiddaw Trust')
    assert.equal(await parentOf(above), undefined)
  })

  await t.test('formulas leave harmless, and what comes out goes in unchanged', async () => {
    const answer = await app.request('/manage/organisations/organisations.csv?state=all', {
      as: officer,
    })
    assert.match(answer.headers.get('content-type') ?? '', /text\/csv/)
    const csv = await answer.text()
    const cells = csv.split('\r\n').map((line) => line.split(',')[0] ?? '')
    assert.ok(cells.includes("'=Fell School"), csv)
    assert.ok(!cells.some((cell) => /^[=+\-@]/.test(cell)), csv)
    const read = await readImport(app.services, fileInMemory('back.csv', Buffer.from(csv)), {
      format: 'csv',
      area: '',
      by: null,
    })
    assert.ok(read.ok)
    const outcomes = await countOutcomes(app.database, read.id)
    assert.equal(outcomes.unchanged, 8, JSON.stringify(outcomes))
    assert.equal(outcomes.refused + outcomes.new + outcomes.changed, 0)
    // Into an empty register it makes the same list.
    const other = await testApp(`${today}T09:00:00Z`)
    const again = await readImport(other.services, fileInMemory('back.csv', Buffer.from(csv)), {
      format: 'csv',
      area: '',
      by: null,
    })
    assert.ok(again.ok)
    await carryOutImport(other.services, { id: again.id, by: null })
    const there = await other.request('/manage/organisations/organisations.csv?state=all', {
      as: await other.signIn('officer'),
    })
    const sorted = (text: string) => text.split('\r\n').toSorted().join('\n')
    assert.equal(sorted(await there.text()), sorted(csv))
  })

  await t.test('the list is found by anything', async () => {
    for (const words of [
      'fell',
      'KESWICK',
      'ca12 0zz',
      'urn:900001',
      '900001',
      'school1.example',
      'skiddaw',
    ]) {
      const page = await (
        await app.request(`/manage/organisations?q=${encodeURIComponent(words)}`, { as: officer })
      ).text()
      assert.match(page, /School/, words)
    }
    for (const words of ['zzz', '%', '\u0000', "'; --", 'x'.repeat(10_000)])
      assert.equal(
        (await app.request(`/manage/organisations?q=${encodeURIComponent(words)}`, { as: officer }))
          .status,
        200,
      )
  })
})

test('a thousand organisations are changed with as many queries as two', async () => {
  const app = await testApp(`${today}T09:00:00Z`)
  const { personId } = await app.signIn('officer')
  const officer = (await findSignedInPerson(app.database, { personId, secondFactorPassed: true }))!
  const parent = await listOrganisation(app, { names: [['Skiddaw Trust', '2010-01-01']] })
  const { rows } = await sql<{ id: string }>`
    with added as (
      insert into organisation (agency_sector_code) select 'other' from generate_series(1, 1000) returning id
    )
    insert into organisation_name (organisation_id, name, valid_from)
      select id, 'School ' || id, '2010-01-01' from added returning organisation_id as id`.execute(
    app.database,
  )
  const ids = rows.map(({ id }) => id)
  const counted = countQueries(app.services)
  for (const change of [
    { action: 'sector', sectorCode: 'education' },
    { action: 'parent', parentId: parent, from: '2020-09-01' },
  ] as const) {
    const queriesOf = async (some: string[]) => {
      const { database } = counted.services
      counted.read()
      const lines = await previewTogether(database, some, change, today)
      assert.equal(lines.filter(({ stays }) => stays === null).length, some.length)
      assert.equal(await changeTogether(counted.services, some, change, officer), some.length)
      return counted.read()
    }
    const few = await queriesOf(ids.slice(0, 2))
    assert.ok(few > 2 && few < 20, String(few))
    assert.equal(await queriesOf(ids.slice(2)), few, change.action)
  }
  assert.equal((await listChildren(app.database, parent, today)).length, 1000)
  const entries = await app.database
    .selectFrom('audit_entry')
    .select(({ fn }) => [fn.countAll<number>().as('all'), 'action'])
    .where('action', 'in', ['organisation.parent-set', 'organisation.corrected'])
    .groupBy('action')
    .orderBy('action')
    .execute()
  assert.deepEqual(
    entries.map(({ all }) => all),
    [1000, 1000],
  )
})
