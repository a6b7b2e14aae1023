import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { testApp, type TestApp } from '../../../test/app.ts'
import type { SignedInPerson } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { insertSuccession } from '../organisations/succession-queries.ts'
import { findSignedInPerson } from '../person-queries.ts'
import {
  findAffiliationContinuing,
  findMainAffiliation,
  listAffiliationHistory,
  listAffiliationsOn,
} from './affiliation-queries.ts'
import { addEmployer, changeEmployer, changeJob, leaveEmployer, makeMain } from './affiliations.ts'

const job = { jobTitle: null, jobRoleCode: 'teacher', lineManager: null }

async function organisation(
  { database }: TestApp,
  name: string,
  more: { closed_on?: string } = {},
): Promise<string> {
  const { id } = await database
    .insertInto('organisation')
    .values({
      agency_sector_code: 'education',
      postcode: null,
      opened_on: '1990-01-01',
      closed_on: null,
      requested_by: null,
      requested_at: null,
      place: null,
      ...more,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('organisation_name')
    .values({ organisation_id: id, name, valid_from: '1990-01-01', valid_to: null })
    .execute()
  return id
}

async function learner(app: TestApp): Promise<SignedInPerson> {
  const { personId } = await app.signIn('practitioner')
  return (await findSignedInPerson(app.database, { personId, secondFactorPassed: true }))!
}

const today = (app: TestApp) => ukDate(app.clock.now())
const days = (count: number) => count * 24 * 3600_000

test('two employers at once: one is the main one, and each day keeps what was true of it', async () => {
  const app = await testApp()
  const { services, database, clock } = app
  const [school, club] = [await organisation(app, 'School'), await organisation(app, 'Club')]
  const jo = await learner(app)
  const first = await addEmployer(
    services,
    jo.id,
    { ...job, organisationId: school, isMain: false },
    jo,
  )
  assert.ok(first.ok)
  clock.advance(days(10))
  const second = await addEmployer(
    services,
    jo.id,
    { ...job, organisationId: club, isMain: false, jobRoleCode: 'sport' },
    jo,
  )
  assert.ok(second.ok)
  const main = async (day: string) =>
    (await findMainAffiliation(database, jo.id, day))?.organisationName
  assert.equal(await main(today(app)), 'School')
  clock.advance(days(10))
  const changed = await makeMain(services, jo.id, second.affiliationId, jo)
  assert.ok(changed.ok)
  assert.notEqual(changed.affiliationId, second.affiliationId)
  assert.equal(await main('2020-10-25'), 'School')
  assert.equal(await main(today(app)), 'Club')
  const held = await listAffiliationsOn(database, jo.id, today(app))
  assert.deepEqual(
    held.map(({ organisationName, isMain, jobRole }) => [organisationName, isMain, jobRole?.code]),
    [
      ['Club', true, 'sport'],
      ['School', false, 'teacher'],
    ],
  )
  assert.deepEqual(
    (await listAffiliationHistory(database, jo.id, today(app))).map(
      ({ organisationName, validFrom, validTo, isMain }) =>
        `${organisationName} ${validFrom} ${validTo} ${isMain}`,
    ),
    [
      'Club 2020-11-09 null true',
      'School 2020-11-09 null false',
      'Club 2020-10-30 2020-11-09 false',
      'School 2020-10-20 2020-11-09 true',
    ],
  )
})

test('what cannot be is refused with its reason', async () => {
  const app = await testApp()
  const { services, clock } = app
  const [school, club, hall] = [
    await organisation(app, 'School'),
    await organisation(app, 'Club'),
    await organisation(app, 'Hall'),
  ]
  const gone = await organisation(app, 'Gone', { closed_on: '2010-01-01' })
  const asked = await organisation(app, 'Asked for')
  const [jo, someone] = [await learner(app), await learner(app)]
  await app.database
    .updateTable('organisation')
    .set({ state: 'requested', requested_by: jo.id, requested_at: clock.now() })
    .where('id', '=', asked)
    .execute()
  const add = (organisationId: string, more = {}, who = jo) =>
    addEmployer(services, who.id, { ...job, organisationId, isMain: false, ...more }, who)
  const reasonOf = async (result: Promise<{ ok: boolean; reason?: string }>) =>
    (await result).reason ?? 'done'

  const first = await add(school)
  assert.ok(first.ok)
  assert.equal(await reasonOf(add(school)), 'already-there')
  assert.equal(await reasonOf(add(gone)), 'closed')
  assert.equal(await reasonOf(add('00000000-0000-4000-8000-000000000000')), 'no-such-organisation')
  assert.equal(await reasonOf(add(asked, {}, someone)), 'no-such-organisation')
  assert.equal(await reasonOf(add(asked, { wasJustAskedFor: true })), 'done')
  const manager = { name: 'Me', email: jo.email.toUpperCase() }
  assert.equal(await reasonOf(add(club, { lineManager: manager })), 'own-manager')
  const change = { affiliationId: first.affiliationId, ...job, lineManager: manager }
  assert.equal(await reasonOf(changeJob(services, jo.id, change, jo)), 'own-manager')
  assert.equal(await reasonOf(add(club)), 'done')

  clock.advance(days(5))
  const leave = (lastDay: string, nextMainId: string | null = null) =>
    reasonOf(
      leaveEmployer(
        services,
        jo.id,
        { affiliationId: first.affiliationId, lastDay, nextMainId },
        jo,
      ),
    )
  assert.equal(await leave('2020-10-26'), 'in-future')
  assert.equal(await leave('2020-10-19'), 'too-early')
  assert.equal(await leave('2020-10-25'), 'choose-main')
  const [, other] = await listAffiliationsOn(app.database, jo.id, today(app))
  assert.equal(await leave('2020-10-23', other!.id), 'done')
  assert.equal(
    (await findMainAffiliation(app.database, jo.id, '2020-10-23'))?.organisationName,
    'School',
  )
  assert.equal(await findMainAffiliation(app.database, jo.id, '2020-10-24'), null)
  assert.equal((await findMainAffiliation(app.database, jo.id, today(app)))?.id !== other!.id, true)
  await assert.rejects(
    changeEmployer(
      services,
      jo.id,
      { affiliationId: first.affiliationId, organisationId: hall },
      jo,
    ),
    { name: 'NotFound' },
  )
})

test('a leaver of the main one of two employers goes on with the other', async () => {
  const app = await testApp()
  const { services, database, clock } = app
  const jo = await learner(app)
  const main = await addEmployer(
    services,
    jo.id,
    { ...job, organisationId: await organisation(app, 'School'), isMain: true },
    jo,
  )
  await addEmployer(
    services,
    jo.id,
    { ...job, organisationId: await organisation(app, 'Club'), isMain: false },
    jo,
  )
  assert.ok(main.ok)
  clock.advance(days(30))
  const left = await leaveEmployer(
    services,
    jo.id,
    { affiliationId: main.affiliationId, lastDay: today(app), nextMainId: null },
    jo,
  )
  assert.ok(left.ok)
  const [only, ...none] = await listAffiliationsOn(database, jo.id, today(app))
  assert.deepEqual([only?.organisationName, only?.isMain, none], ['Club', true, []])
})

test('what was begun for one employer goes on there, or for its successor, else for the main one', async () => {
  const app = await testApp()
  const { services, database, clock } = app
  const jo = await learner(app)
  const [school, trust] = [await organisation(app, 'School'), await organisation(app, 'Trust')]
  const club = await organisation(app, 'Club')
  const add = async (organisationId: string, isMain = false) => {
    const added = await addEmployer(services, jo.id, { ...job, organisationId, isMain }, jo)
    assert.ok(added.ok)
    return added.affiliationId
  }
  await add(club, true)
  const atSchool = await add(school)
  clock.advance(days(1))
  const goesOn = async () =>
    (await findAffiliationContinuing(database, atSchool, today(app)))?.organisationName
  assert.equal(await goesOn(), 'School')
  await changeJob(services, jo.id, { affiliationId: atSchool, ...job, jobTitle: 'Head' }, jo)
  assert.equal(await goesOn(), 'School')
  await database.transaction().execute((transaction) =>
    insertSuccession(transaction, {
      kind: 'conversion',
      on: today(app),
      from: [school],
      to: [trust],
      by: null,
      now: clock.now(),
    }),
  )
  const held = await listAffiliationsOn(database, jo.id, today(app))
  const now = held.find(({ organisationName }) => organisationName === 'School')!
  const moved = await changeEmployer(
    services,
    jo.id,
    { affiliationId: now.id, organisationId: trust },
    jo,
  )
  assert.ok(moved.ok)
  assert.equal(await goesOn(), 'Trust')
  await leaveEmployer(
    services,
    jo.id,
    { affiliationId: moved.affiliationId, lastDay: today(app), nextMainId: null },
    jo,
  )
  assert.equal(await goesOn(), 'Club')
})

test('the database refuses two main employers, and one organisation twice, on one day', async () => {
  const app = await testApp()
  const jo = await learner(app)
  const [school, club] = [await organisation(app, 'School'), await organisation(app, 'Club')]
  const insert = (organisation_id: string, is_main: boolean, valid_from: string) =>
    app.database
      .insertInto('affiliation')
      .values({ person_id: jo.id, organisation_id, is_main, valid_from, valid_to: null })
      .execute()
  await insert(school, true, '2020-01-01')
  await assert.rejects(insert(club, true, '2020-10-01'), {
    constraint: 'affiliation_one_main_a_day',
  })
  await assert.rejects(insert(school, false, '2020-10-01'), {
    constraint: 'affiliation_once_a_day',
  })
  await insert(club, false, '2020-10-01')
})

type Step =
  | { kind: 'wait'; days: number }
  | { kind: 'add'; at: number; isMain: boolean }
  | { kind: 'job'; of: number; title: string }
  | { kind: 'move'; of: number; to: number }
  | { kind: 'main'; of: number }
  | { kind: 'leave'; of: number; daysAgo: number; next: number }
  | { kind: 'enrol'; of: number }

const small = fc.nat({ max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), days: fc.nat({ max: 40 }) }),
  fc.record({ kind: fc.constant('add' as const), at: small, isMain: fc.boolean() }),
  fc.record({ kind: fc.constant('add' as const), at: small, isMain: fc.boolean() }),
  fc.record({ kind: fc.constant('job' as const), of: small, title: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('move' as const), of: small, to: small }),
  fc.record({ kind: fc.constant('main' as const), of: small }),
  fc.record({ kind: fc.constant('leave' as const), of: small, daysAgo: small, next: small }),
  fc.record({ kind: fc.constant('enrol' as const), of: small }),
)

test('whatever is done in whatever order, each day has one truth and learning keeps its employer', async () => {
  const app = await testApp()
  const { services, database, clock } = app
  const organisations = [
    await organisation(app, 'A'),
    await organisation(app, 'B'),
    await organisation(app, 'C'),
    await organisation(app, 'D'),
  ]
  let [done, refused] = [0, 0]

  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 6, maxLength: 20, size: 'max' }),
      async (steps) => {
        const jo = await learner(app)
        /** What learning keeps: an affiliation of its day. */
        const enrolled: { affiliationId: string; organisationId: string; day: string }[] = []
        /** What each past day said, seen on that day. */
        const seen = new Map<string, string>()
        const dayOf = async (day: string) =>
          (await listAffiliationsOn(database, jo.id, day))
            .map(
              ({ organisationId, isMain, jobTitle }) => `${organisationId} ${isMain} ${jobTitle}`,
            )
            .toSorted()
            .join()
        let backdatedTo = '9999-12-31'
        for (const each of steps) {
          const held = await listAffiliationsOn(database, jo.id, today(app))
          const chosen = 'of' in each ? held[each.of] : undefined
          let result: { ok: boolean } | undefined
          switch (each.kind) {
            case 'wait':
              seen.set(today(app), await dayOf(today(app)))
              clock.advance(days(each.days))
              break
            case 'add':
              result = await addEmployer(
                services,
                jo.id,
                { ...job, organisationId: organisations[each.at]!, isMain: each.isMain },
                jo,
              )
              break
            case 'enrol':
              if (chosen)
                enrolled.push({
                  affiliationId: chosen.id,
                  organisationId: chosen.organisationId,
                  day: today(app),
                })
              break
            default:
              if (!chosen) break
              result = await change(
                each,
                chosen.id,
                held[each.kind === 'leave' ? each.next : 0]?.id,
              )
          }
          if (result?.ok) done += 1
          else if (result) refused += 1
        }

        const rows = await database
          .selectFrom('affiliation')
          .selectAll()
          .where('person_id', '=', jo.id)
          .execute()
        const marks = [
          ...new Set(rows.flatMap((row) => [row.valid_from, row.valid_to ?? today(app)])),
        ]
        for (const day of [...marks, today(app)]) {
          const held = await listAffiliationsOn(database, jo.id, day)
          assert.ok(held.filter(({ isMain }) => isMain).length <= 1, `two main ones on ${day}`)
          assert.equal(new Set(held.map(({ organisationId }) => organisationId)).size, held.length)
        }
        const held = await listAffiliationsOn(database, jo.id, today(app))
        assert.equal(held.length === 0 || held[0]!.isMain, true, 'who works has a main employer')
        for (const [day, said] of seen)
          if (day < backdatedTo && day < today(app)) assert.equal(await dayOf(day), said, day)
        for (const { affiliationId, organisationId } of enrolled) {
          const row = rows.find(({ id }) => id === affiliationId)
          assert.equal(row?.organisation_id, organisationId)
          assert.equal(row?.person_id, jo.id)
        }

        async function change(each: Step, affiliationId: string, nextMainId: string | undefined) {
          switch (each.kind) {
            case 'job':
              return changeJob(services, jo.id, { affiliationId, ...job, jobTitle: each.title }, jo)
            case 'move':
              return changeEmployer(
                services,
                jo.id,
                { affiliationId, organisationId: organisations[each.to]! },
                jo,
              )
            case 'main':
              return makeMain(services, jo.id, affiliationId, jo)
            case 'leave': {
              const lastDay = ukDate(new Date(clock.now().getTime() - days(each.daysAgo)))
              if (lastDay < backdatedTo) backdatedTo = lastDay
              return leaveEmployer(
                services,
                jo.id,
                { affiliationId, lastDay, nextMainId: nextMainId ?? null },
                jo,
              )
            }
            default:
              throw new Error(`no change: ${each.kind}`)
          }
        }
      },
    ),
    { numRuns: 80 },
  )
  assert.ok(done > 100 && refused > 20, `${done} done, ${refused} refused`)
})
