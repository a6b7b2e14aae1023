import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase, testDatabaseOfLocale } from '../../test/database.ts'
import type { Database } from './database.ts'
import { addressForm, isSameAddress } from './email-address.ts'

const inDatabase = async (database: Database, address: string): Promise<string | undefined> =>
  (await sql<{ form: string }>`select address_form(${address}) as form`.execute(database)).rows[0]
    ?.form

// Letters whose small form is one of ASCII, several, or another one in another country.
const odd = [
  'İ',
  '\u212a',
  'I',
  'ı',
  'ẞ',
  'ß',
  'ſ',
  'Σ',
  'ς',
  'Ａ',
  'É',
  'ǅ',
  'Ⅷ',
  'Ⓐ',
  '\u2126',
  '𐐀',
  'ﬀ',
  '\u0307',
]

test('an address has one form, here and in a database of any locale', async (t) => {
  const databases = [await testDatabase(), await testDatabaseOfLocale()]

  await t.test('the databases differ in what a small letter is', async () => {
    const small = await Promise.all(
      databases.map(
        async (database) =>
          (await sql<{ small: string }>`select lower('İ') as small`.execute(database)).rows[0]
            ?.small,
      ),
    )
    assert.deepEqual(small, ['İ', 'i'])
  })

  await t.test('both give what addressForm gives', async () => {
    for (const letter of ['Jo.Askham', ...odd, odd.join('')]) {
      const address = `${letter}@Derwent-Youth.EXAMPLE`
      for (const database of databases)
        assert.equal(await inDatabase(database, address), addressForm(address), address)
    }
  })

  await t.test('capitals of ASCII make no difference, other letters do', () => {
    assert.ok(isSameAddress('Jo.Askham@Derwent-Youth.example', 'jo.askham@derwent-youth.example'))
    for (const letter of odd.filter((each) => each !== 'I'))
      for (const plain of ['i', 'k', 's', 'ss', 'a', 'o', 'ff', ''])
        assert.ok(!isSameAddress(`${letter}@a.example`, `${plain}@a.example`), `${letter} ${plain}`)
    assert.ok(!isSameAddress(undefined, undefined))
  })
})
