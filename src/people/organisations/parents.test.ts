import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../../test/database.ts'
import { listOrganisationsBelow } from './parent-queries.ts'
import { insertOrganisation, insertOrganisationName } from './organisation-queries.ts'

test('who belongs to whom, on each day, and never in a circle', async (t) => {
  const database = await testDatabase()
  const make = async (name: string, sectorCode: string) => {
    const id = await insertOrganisation(database, {
      sectorCode,
      postcode: null,
      openedOn: '2000-01-01',
    })
    await insertOrganisationName(database, id, name, '2000-01-01')
    return id
  }
  const council = await make('Council', 'council')
  const trust = await make('Trust', 'education')
  const school = await make('School', 'education')
  const put = (child: string, parent: string, from: string, to: string | null = null) =>
    database
      .insertInto('organisation_parent')
      .values({ organisation_id: child, parent_id: parent, valid_from: from, valid_to: to })
      .execute()
  await put(trust, council, '2000-01-01')
  await put(school, council, '2000-01-01', '2019-01-01')
  await put(school, trust, '2019-01-01')

  await t.test('below and above go by the day', async () => {
    const below = async (day: string) =>
      (await listOrganisationsBelow(database, trust, day)).toSorted()
    assert.deepEqual(await below('2018-12-31'), [trust])
    assert.deepEqual(await below('2019-01-01'), [trust, school].toSorted())
    assert.deepEqual(
      (await listOrganisationsBelow(database, council, '2019-01-01')).toSorted(),
      [council, trust, school].toSorted(),
    )
    const rootOn = async (day: string) =>
      (
        await sql<{
          id: string
        }>`select organisation_sector_root_on(${school}, ${day}) as id`.execute(database)
      ).rows[0]?.id
    assert.equal(await rootOn('2018-12-31'), school)
    assert.equal(await rootOn('2019-01-01'), trust)
  })

  await t.test('a circle on any day is refused; on no day together it is none', async () => {
    await assert.rejects(put(council, school, '2005-01-01'), /above itself/)
    await assert.rejects(put(council, council, '2005-01-01'), /check constraint/)
    await assert.rejects(put(school, council, '2018-06-01', '2018-07-01'), /exclusion/)
    // The same two the other way round, before the others met.
    await put(council, school, '1990-01-01', '2000-01-01')
  })

  await t.test('two who close a circle at once do not both succeed', async () => {
    const [one, other] = [await make('One', 'health'), await make('Other', 'health')]
    const tried = await Promise.allSettled([
      put(one, other, '2020-01-01'),
      put(other, one, '2020-01-01'),
    ])
    assert.deepEqual(tried.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  })
})
