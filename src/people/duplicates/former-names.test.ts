import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { register } from '../../../test/roster.ts'
import { replaceName } from '../details-check/former-name-queries.ts'
import { duplicatePaths } from '../people-paths.ts'
import { comparePeople, lookAtEverybody, lookForDuplicates } from './duplicates.ts'

type Person = { name: string; email: string; isElsewhere?: boolean }

/** Two records, found or not, and what is done to the first of them. */
async function twoRecords(app: TestApp, first: Person, second: Person) {
  const school = await listOrganisation(app, { names: [['Beck School', '1990-01-01']] })
  const add = ({ isElsewhere, ...person }: Person) =>
    register(app, { ...person, organisationIds: isElsewhere ? [] : [school] })
  const [firstId, secondId] = [await add(first), await add(second)]
  await lookForDuplicates(app.services, [firstId, secondId])
  return {
    ids: [firstId, secondId] as const,
    rename: (name: string, isCorrection = false) =>
      app.database.transaction().execute((transaction) =>
        replaceName(transaction, {
          personId: firstId,
          name,
          now: app.clock.now(),
          isCorrection,
        }),
      ),
    move: (email: string) =>
      app.database.updateTable('person').set({ email }).where('id', '=', firstId).execute(),
    look: () => lookForDuplicates(app.services, [firstId]),
    pair: () =>
      app.database.selectFrom('duplicate_pair').select(['id', 'reasons']).executeTakeFirst(),
  }
}

const jo = { name: 'Jo Askham', email: 'jo.askham@beck.example' }
const joanne = { name: 'Joanne Askham', email: 'joanne.askham@beck.example' }

test('a pair waits on when one of the two gets another name and another address', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const { pair, rename, move, look } = await twoRecords(app, jo, joanne)
  const before = await pair()
  assert.deepEqual(before?.reasons, ['short-form', 'same-domain', 'same-organisation'])

  await rename('Jo Reid')
  await move('jo@home.example')
  await look()
  const after = await pair()
  assert.deepEqual(after, {
    id: before.id,
    reasons: ['former-name', 'short-form', 'same-organisation', 'address-before'],
  })
  for (const path of [duplicatePaths.list, duplicatePaths.pair(before.id)]) {
    const page = await (await app.request(path, { as: officer })).text()
    assert.match(page, /Jo Reid was called Jo Askham before\./, path)
    assert.match(page, /The other has that former name, with a short form/, path)
    assert.match(page, /When they were found, their email addresses agreed/, path)
  }
  const shown = await (await app.request(duplicatePaths.pair(before.id), { as: officer })).text()
  const row = /Former names<\/th>(.*?)<\/tr>/s.exec(shown)?.[1] ?? ''
  assert.match(row, /Jo Askham/)
  assert.match(row, /None/)

  await look()
  assert.deepEqual(await pair(), after, 'and at each later look')
})

test('a name of before finds a second record by itself, also at night, and once it is found anew', async () => {
  const app = await testApp()
  const { pair, rename } = await twoRecords(
    app,
    { name: 'Hazel Musgrave', email: 'hm@home.example' },
    { name: 'Hazel Dent', email: 'hazel.dent@beck.example' },
  )
  assert.equal(await pair(), undefined)
  await rename('Hazel Dent')
  await rename('Hazel Musgrave')
  await lookAtEverybody(app.services)
  assert.deepEqual((await pair())?.reasons, ['former-name', 'same-name', 'same-organisation'])
})

test('a name that was never right is not compared, and a pair that it made goes and says so', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const { ids, pair, rename, look } = await twoRecords(app, jo, joanne)
  const { id } = (await pair())!
  await rename('Edwin Thwaite', true)
  await look()
  assert.equal(await pair(), undefined)
  const kept = await app.database
    .selectFrom('person_match')
    .select(['words', 'former_names'])
    .where('person_id', '=', ids[0])
    .executeTakeFirst()
  assert.deepEqual(kept, { words: ['edwin', 'thwaite'], former_names: [] })
  const gone = await app.request(duplicatePaths.pair(id), { as: officer })
  assert.equal(gone.status, 404)
  assert.match(await gone.text(), /one of them was changed or erased and they no longer look like/)
})

test('a change of address keeps a pair whose names agree clearly, and no other', async () => {
  const app = await testApp()
  const clear = await twoRecords(
    app,
    { name: 'Wen Tan', email: 'wen.tan@beck.example', isElsewhere: true },
    { name: 'Wen Tan', email: 'wen@beck.example' },
  )
  assert.deepEqual((await clear.pair())?.reasons, ['same-name', 'same-domain'])
  await clear.move('wen@home.example')
  await clear.look()
  assert.deepEqual((await clear.pair())?.reasons, ['same-name', 'address-before'])
  // The organisation gave each an address of their own: that says more than what was.
  await clear.move('wen2@beck.example')
  await clear.look()
  assert.equal(await clear.pair(), undefined)

  const slip = await twoRecords(
    await testApp(),
    { name: 'Ivy Thornthwaite', email: 'ivythorn@fell.example', isElsewhere: true },
    { name: 'Ivy Thornthwiate', email: 'ivithorn@fell.example', isElsewhere: true },
  )
  assert.ok(await slip.pair())
  await slip.move('ivythorn@home.example')
  await slip.look()
  assert.equal(await slip.pair(), undefined)
})

test('what somebody put together or decided stays, whatever is changed', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const { ids, pair, rename, look } = await twoRecords(
    app,
    { name: 'Una Frost', email: 'una@home.example' },
    { name: 'Karl Hosking', email: 'karl@beck.example' },
  )
  await comparePeople(app.services, ids)
  await rename('Una Fell')
  await look()
  const { id, reasons } = (await pair())!
  assert.deepEqual(reasons, [])
  await app.request(duplicatePaths.dismissal(id), { as: officer, form: {} })
  await rename('Karla Hosking')
  await look()
  assert.equal((await pair())?.id, id)
})
