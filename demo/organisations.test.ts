import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../test/app.ts'
import { demonstrationRegister, seedOrganisations } from './organisations.ts'

test('the demonstration’s register is of every sector, invented, and whole', async () => {
  const app = await testApp()
  await seedOrganisations(app.services)
  const lines = demonstrationRegister().split('\n').slice(1)
  const { database } = app
  const listed = await database
    .selectFrom('organisation')
    .select(['id', 'agency_sector_code as sector'])
    .execute()
  assert.equal(listed.length, lines.length)
  assert.ok(lines.length >= 290 && lines.length <= 320, String(lines.length))
  const sectors = await database.selectFrom('agency_sector').select('code').execute()
  assert.deepEqual(
    new Set(listed.map(({ sector }) => sector)),
    new Set(sectors.map(({ code }) => code)),
  )
  const domains = await database.selectFrom('organisation_domain').select('domain').execute()
  assert.ok(domains.length > 50 && domains.every(({ domain }) => domain.endsWith('.example')))
  const links = await database.selectFrom('organisation_parent').selectAll().execute()
  assert.ok(links.length > 30)
  const names = lines.map((line) => line.split('"')[1])
  assert.equal(new Set(names).size, names.length, 'no name is there twice')
})
