import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { testApp, type TestApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import type { SignedInPerson } from '../../platform/access.ts'
import { renameOrganisation } from './organisation-names.ts'
import { setParent } from './organisations.ts'
import { carryOutSuccessions, endOrganisations, reopenOrganisation } from './successions.ts'

const organisations = 6
const people = 4
const one = fc.nat({ max: organisations - 1 })
/** Days from 1 October 2020 on. */
const day = fc.nat({ max: 40 })
const dateOf = (at: number): string =>
  new Date(Date.UTC(2020, 9, 1 + at)).toISOString().slice(0, 10)

type Step =
  | {
      do: 'end'
      kind: 'closure' | 'merger' | 'split' | 'conversion'
      from: number
      to: number[]
      on: number
    }
  | { do: 'belong'; child: number; parent: number; on: number }
  | { do: 'rename'; organisation: number; on: number }
  | { do: 'reopen'; organisation: number }
  | { do: 'wait' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      kind: fc.constantFrom(
        'closure' as const,
        'merger' as const,
        'split' as const,
        'conversion' as const,
      ),
      from: one,
      to: fc.uniqueArray(one, { minLength: 2, maxLength: 2 }),
      on: day,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('belong' as const), child: one, parent: one, on: day }),
  },
  fc.record({ do: fc.constant('rename' as const), organisation: one, on: day }),
  fc.record({ do: fc.constant('reopen' as const), organisation: one }),
  { weight: 2, arbitrary: fc.constant({ do: 'wait' as const }) },
)

const jobs = fc.array(fc.record({ person: fc.nat({ max: people - 1 }), at: one }), {
  minLength: 3,
  maxLength: 12,
})

test('any sequence of ends, parents and names: no circle, no nameless day, nobody lost', async () => {
  const app = await testApp('2020-10-10T09:00:00Z')
  await fc.assert(
    fc.asyncProperty(jobs, fc.array(step, { minLength: 8, maxLength: 16 }), async (held, steps) => {
      app.clock.set('2020-10-10T09:00:00Z')
      const world = await build(app, held)
      const before = await placesOn(app, world.people)
      for (const [at, next] of steps.entries()) await take(app, world, next, at)
      await hold(app, world, before)
    }),
    { numRuns: 25 },
  )
  // The control: people did move.
  const { rows } = await sql<{ done: number; moved: number }>`
    select (select count(*) from organisation_succession where done_at is not null) as done,
      (select count(*) from affiliation where valid_to is not null) as moved`.execute(app.database)
  assert.ok(rows[0]!.done > 10 && rows[0]!.moved > 5, JSON.stringify(rows[0]))
})

type World = { ids: string[]; people: string[]; by: SignedInPerson }

async function build(app: TestApp, held: { person: number; at: number }[]): Promise<World> {
  const ids: string[] = []
  for (let at = 0; at < organisations; at += 1)
    ids.push(await listOrganisation(app, { names: [[`Organisation ${at}`, '2000-01-01']] }))
  const made: string[] = []
  for (let at = 0; at < people; at += 1) made.push((await app.signIn('practitioner')).personId)
  const seen = new Set<string>()
  const main = new Set<number>()
  for (const { person, at } of held) {
    if (seen.has(`${person} ${at}`)) continue
    seen.add(`${person} ${at}`)
    await app.database
      .insertInto('affiliation')
      .values({
        person_id: made[person]!,
        organisation_id: ids[at]!,
        is_main: !main.has(person),
        valid_from: '2015-09-01',
      })
      .execute()
    main.add(person)
  }
  const officer = await app.signIn('officer')
  return { ids, people: made, by: { id: officer.personId } as SignedInPerson }
}

async function take(app: TestApp, { ids, by }: World, next: Step, at: number): Promise<void> {
  const { services } = app
  const idOf = (organisation: number): string => ids[organisation]!
  switch (next.do) {
    case 'end': {
      const { kind, from, on } = next
      const follow = { closure: 0, merger: 1, conversion: 1, split: 2 }[kind]
      const to = next.to.filter((other) => other !== from).slice(0, follow)
      await endOrganisations(
        services,
        { kind, on: dateOf(on), from: [idOf(from)], to: to.map(idOf), newcomer: null },
        by,
      )
      return
    }
    case 'belong': {
      const parent = { parentId: idOf(next.parent), from: dateOf(next.on) }
      await setParent(services, idOf(next.child), parent, by)
      return
    }
    case 'rename': {
      const name = { name: `Renamed ${at} ${idOf(next.organisation)}`, from: dateOf(next.on) }
      await renameOrganisation(services, idOf(next.organisation), name, by)
      return
    }
    case 'reopen':
      await reopenOrganisation(services, idOf(next.organisation), by)
      return
    case 'wait':
      app.clock.advance(5 * 24 * 3600_000)
      await carryOutSuccessions(services)
  }
}

/** How many main and how many places each person has on each day. */
async function placesOn(app: TestApp, persons: string[]) {
  const { rows } = await sql<{ person: string; day: string; places: number; main: number }>`
    select person.id as person, day::date as day, count(affiliation.id) as places,
      count(affiliation.id) filter (where is_main) as main
    from unnest(${persons}::uuid[]) as person (id)
    cross join generate_series(date '2020-09-20', date '2021-02-01', interval '1 day') as day
    left join affiliation on person_id = person.id and daterange(valid_from, valid_to) @> day::date
    group by 1, 2 order by 1, 2`.execute(app.database)
  return rows
}

async function hold(
  app: TestApp,
  { ids, people: persons }: World,
  before: Awaited<ReturnType<typeof placesOn>>,
): Promise<void> {
  const after = await placesOn(app, persons)
  for (const [at, { places, main }] of after.entries()) {
    const was = before[at]!
    assert.equal(main, was.main, `the main place of ${was.person} on ${was.day}`)
    // Two that become one are one place; nobody is left without.
    assert.equal(places > 0, was.places > 0, `a place of ${was.person} on ${was.day}`)
    assert.ok(places <= was.places)
  }
  const { rows: circles } = await sql<{ id: string }>`
    select organisation.id from organisation
    cross join generate_series(date '2020-09-20', date '2021-02-01', interval '7 days') as day
    cross join lateral organisations_above(organisation.id, day::date) as above
    where organisation.id = any(${ids}::uuid[]) and above.height > 0 and above.id = organisation.id limit 1`.execute(
    app.database,
  )
  assert.deepEqual(circles, [])
  const { rows: nameless } = await sql<{ id: string }>`
    select organisation.id from organisation
    cross join generate_series(date '2020-09-20', date '2021-02-01', interval '1 day') as day
    where organisation.id = any(${ids}::uuid[]) and (select count(*) from organisation_name
      where organisation_id = organisation.id and daterange(valid_from, valid_to) @> day::date) <> 1 limit 1`.execute(
    app.database,
  )
  assert.deepEqual(nameless, [])
  const { rows: followed } = await sql<{ id: string }>`
    with recursive line (first, id) as (
      select organisation_id, organisation_id from organisation_succession_part where side = 'from'
      union
      select line.first, follows.organisation_id from line
      join organisation_succession_part ended on ended.organisation_id = line.id and ended.side = 'from'
      join organisation_succession_part follows on follows.succession_id = ended.succession_id and follows.side = 'to'
    )
    select line.id from line join organisation_succession_part ended
      on ended.organisation_id = line.id and ended.side = 'from'
    join organisation_succession_part follows on follows.succession_id = ended.succession_id and follows.side = 'to'
      and follows.organisation_id = line.first limit 1`.execute(app.database)
  assert.deepEqual(followed, [], 'nothing follows itself over others')
}
