import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabaseOfLocale } from '../../../test/database.ts'
import { findAddressOwner } from '../registration/registration-queries.ts'
import { findPersonByEmail } from '../person-queries.ts'
import { findCredentials } from './credential-queries.ts'

// Tries are counted by the address that was typed: under each other spelling there would be five more.
test('an account answers to no other spelling of its address, whatever the locale of the server', async () => {
  const database = await testDatabaseOfLocale()
  const email = 'Ivy.Kirk@fell-school.example'
  await database
    .insertInto('person')
    .values({ name: 'Ivy Kirk', email, email_verified_at: new Date() })
    .execute()
  const finds = async (typed: string) => [
    (await findCredentials(database, typed)) !== null,
    (await findPersonByEmail(database, typed)) !== null,
    (await findAddressOwner(database, typed)).state === 'known',
  ]
  for (const same of [email, email.toLowerCase(), email.toUpperCase()])
    assert.deepEqual(await finds(same), [true, true, true], same)
  for (const other of ['İ', 'ı', 'Í'].map((letter) => email.replace('I', letter)))
    assert.deepEqual(await finds(other), [false, false, false], other)
  assert.deepEqual(await finds(email.replace('K', '\u212a')), [false, false, false])
})
