import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import { register } from '../../../test/roster.ts'
import { replaceName } from './former-name-queries.ts'

test('of a name that was never right no word is left, of a former one those of the record', async () => {
  const app = await testApp()
  const personId = await register(app, { name: 'Zebedee Thistlewick', email: 'z@beck.example' })
  await register(app, { name: 'Una Thistlewick', email: 'una@beck.example' })
  const words = async () =>
    (
      await app.database.selectFrom('person_name_word').select('word').orderBy('word').execute()
    ).map(({ word }) => word)

  const rename = (name: string, isCorrection: boolean) =>
    app.database
      .transaction()
      .execute((transaction) =>
        replaceName(transaction, { personId, name, now: app.clock.now(), isCorrection }),
      )
  assert.deepEqual(await words(), ['thistlewick', 'zebedee'])

  await rename('Zachary Thistlewood', true)
  assert.deepEqual(await words(), ['thistlewick', 'thistlewood', 'zachary'], 'Una is still here')

  await rename('Zachary Crumblethwaite', false)
  assert.ok((await words()).includes('thistlewood'), 'kept with the former name')
  const kept = await app.database.selectFrom('former_name').select('name').execute()
  assert.deepEqual(kept, [{ name: 'Zachary Thistlewood' }])
})
