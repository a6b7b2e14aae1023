import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../test/app.ts'
import type { Database } from '../../platform/database.ts'
import { lookForDuplicates } from './duplicates.ts'
import { onePerson, twoPeople } from './labelled-pairs.ts'

type Pair = (typeof onePerson)[number]

test('the finder finds second records and leaves namesakes alone', async (t) => {
  const app = await testApp()
  const ids = new Map<Pair, [string, string]>()
  await app.database.transaction().execute(async (transaction) => {
    for (const [at, pair] of [...onePerson, ...twoPeople].entries())
      ids.set(pair, await addPair(transaction, pair, at))
  })
  await lookForDuplicates(app.services, [...ids.values()].flat())
  const found = new Set(
    (await app.database.selectFrom('duplicate_pair').select(['one_id', 'other_id']).execute()).map(
      ({ one_id, other_id }) => [one_id, other_id].toSorted().join(),
    ),
  )
  const isFound = (pair: Pair) => found.has(ids.get(pair)!.toSorted().join())
  const missed = onePerson.filter((pair) => !isFound(pair))
  const wrong = twoPeople.filter(isFound)
  const strays = found.size - (onePerson.length - missed.length) - wrong.length
  const right = onePerson.length - missed.length
  const precision = right / found.size
  const recall = right / onePerson.length
  t.diagnostic(
    `${onePerson.length + twoPeople.length} pairs: precision ${percent(precision)}, recall ${percent(recall)}`,
  )
  for (const [one, , other] of missed) t.diagnostic(`missed: ${one}, ${other}`)
  for (const [one, , other] of wrong) t.diagnostic(`wrong: ${one}, ${other}`)

  assert.ok(onePerson.length + twoPeople.length >= 120)
  assert.equal(strays, 0, 'records of different pairs have nothing in common')
  assert.deepEqual(missed, [], 'second records that were not found')
  assert.deepEqual(wrong, [], 'pairs of two people that were taken for one')
})

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`

async function addPair(
  database: Database,
  [oneName, oneEmail, otherName, otherEmail, at, note]: Pair,
  number: number,
): Promise<[string, string]> {
  const places = new Map<string, string>()
  const place = async (letter: string): Promise<string> => {
    if (!places.has(letter)) {
      const { id } = await database
        .insertInto('organisation')
        .values({
          agency_sector_code: 'education',
          postcode: null,
          opened_on: null,
          closed_on: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      places.set(letter, id)
    }
    return places.get(letter)!
  }
  const add = async (
    names: string,
    email: string,
    letter: string,
    from: string,
    to: string | null,
    isProved: boolean,
  ) => {
    const [name, ...formerNames] = names.split(', before ')
    const { id } = await database
      .insertInto('person')
      .values({
        name: name!,
        email: email.replace(/@([ab])$/, (_, end: string) =>
          end === 'a' ? `@ashfield${number}.example` : `@birchwood${number}.example`,
        ),
        email_verified_at: isProved ? new Date('2020-01-01') : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const former of formerNames)
      await database
        .insertInto('former_name')
        .values({ person_id: id, name: former, until: new Date('2019-01-01') })
        .execute()
    if (letter !== '-')
      await database
        .insertInto('affiliation')
        .values({
          person_id: id,
          organisation_id: await place(letter),
          job_title: null,
          valid_from: from,
          valid_to: to,
        })
        .execute()
    return id
  }
  const ended = note === 'follows' ? '2019-09-01' : null
  return [
    await add(oneName, oneEmail, at[0]!, '2015-09-01', ended, true),
    await add(otherName, otherEmail, at[1]!, ended ?? '2016-04-01', null, note !== 'typed'),
  ]
}
