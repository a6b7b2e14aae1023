import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { testApp, type TestApp } from '../../../test/app.ts'
import { personalRecords } from '../../app.ts'
import { prepareEnrolmentsForMerge } from '../../learning/learning.ts'
import type { SignedInPerson } from '../../platform/access.ts'
import { dismissPair } from './duplicates.ts'
import { pairOf } from './duplicate-queries.ts'
import { mergePeople, previewMerge, tellMergesOf, type Side } from './merging.ts'
import { previewUndo, undoMerge } from './undoing.ts'

/**
 * Whatever is done to four people in whatever order, each row belongs to whom it should, once. A model that knows nothing
 * of the database keeps whose each row is; after every step it is compared with the database.
 */
type Step =
  | { do: 'merge'; one: number; other: number; name: Side; email: Side; organisation: Side }
  | {
      do: 'merge-and-undo'
      one: number
      other: number
      name: Side
      email: Side
      organisation: Side
    }
  | { do: 'undo'; which: number }
  | { do: 'enrol'; who: number; course: number }
  | { do: 'progress'; who: number; course: number }
  | { do: 'complete'; who: number; course: number }
  | { do: 'work'; who: number; place: number; from: number; days: number | null; isMain: boolean }
  | { do: 'end-work'; who: number }
  | { do: 'role'; who: number; ends: boolean }
  | { do: 'rename'; who: number }
  | { do: 'ask-to-list'; who: number }
  | { do: 'dismiss'; one: number; other: number }

const index = fc.nat({ max: 3 })
const side = fc.constantFrom<Side>('kept', 'merged')
const merging = { one: index, other: index, name: side, email: side, organisation: side }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('merge' as const), ...merging }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge-and-undo' as const), ...merging }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat({ max: 5 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('enrol' as const),
      who: index,
      course: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('progress' as const),
      who: index,
      course: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('complete' as const),
      who: index,
      course: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('work' as const),
      who: index,
      place: fc.nat({ max: 2 }),
      from: fc.nat({ max: 60 }),
      days: fc.option(fc.integer({ min: 1, max: 40 })),
      isMain: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('end-work' as const), who: index }),
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('role' as const), who: index, ends: fc.boolean() }),
  },
  fc.record({ do: fc.constant('rename' as const), who: index }),
  fc.record({ do: fc.constant('ask-to-list' as const), who: index }),
  fc.record({ do: fc.constant('dismiss' as const), one: index, other: index }),
)

const runs = 60

test('any sequence of merges and undos loses nothing, doubles nothing and gives back what was', async (t) => {
  const world = await openWorld()
  const counts: Counts = { merges: 0, undos: 0, refused: {}, rows: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 28 }), (steps) =>
      play(world, steps, counts),
    ),
    { numRuns: runs, seed: 20201026, endOnFailure: false },
  )
  t.diagnostic(
    `${runs} sequences: ${counts.merges} merges, ${counts.undos} undos, ${counts.rows} rows followed, refused: ${JSON.stringify(counts.refused)}`,
  )
  assert.ok(counts.merges > runs && counts.undos > runs / 2, 'something was tried')
  for (const reason of ['merged-further', 'later-merge'])
    assert.ok(counts.refused[reason], `${reason} was met`)
})

test('the same check finds rows that a merge forgets', async () => {
  const world = await openWorld()
  tellMergesOf({
    records: personalRecords.filter(({ table }) => table !== 'enrolment'),
    preparations: [prepareEnrolmentsForMerge],
  })
  try {
    const steps: Step[] = [
      { do: 'work', who: 0, place: 0, from: 0, days: null, isMain: true },
      { do: 'enrol', who: 0, course: 0 },
      { do: 'merge', one: 1, other: 0, name: 'kept', email: 'kept', organisation: 'kept' },
    ]
    const counts: Counts = { merges: 0, undos: 0, refused: {}, rows: 0 }
    await assert.rejects(() => play(world, steps, counts), /enrolment/)
    // Whole again, the same passes.
    tellMergesOf({ records: personalRecords, preparations: [prepareEnrolmentsForMerge] })
    await play(world, steps, counts)
  } finally {
    tellMergesOf({ records: personalRecords, preparations: [prepareEnrolmentsForMerge] })
  }
})

test('the same check finds a row that an undo forgets', async () => {
  const world = await openWorld()
  const counts: Counts = { merges: 0, undos: 0, refused: {}, rows: 0 }
  const steps: Step[] = [
    { do: 'ask-to-list', who: 0 },
    { do: 'merge', one: 1, other: 0, name: 'merged', email: 'merged', organisation: 'kept' },
    { do: 'undo', which: 0 },
  ]
  await play(world, steps, counts)
  const forgetful = async () => {
    await sql`update person_merge set moved = '[]' where undone_at is null`.execute(
      world.app.database,
    )
  }
  await assert.rejects(() => play(world, steps, counts, forgetful), /organisation/)
})

type Counts = { merges: number; undos: number; refused: Record<string, number>; rows: number }

type World = {
  app: TestApp
  officer: SignedInPerson
  places: string[]
  courses: string[]
}

async function openWorld(): Promise<World> {
  const app = await testApp()
  const { personId } = await app.signIn('officer')
  const { database } = app
  const officer: SignedInPerson = {
    id: personId,
    name: 'Ivy Thornthwaite',
    email: 'ivy@example.org',
    roles: ['officer'],
    organisationId: null,
    secondFactorPassed: true,
    secondFactorRequired: true,
  }
  const places: string[] = []
  const courses: string[] = []
  for (let at = 0; at < 3; at += 1) {
    const { rows } = await sql<{ id: string }>`
      insert into organisation (agency_sector_code) values ('education') returning id`.execute(
      database,
    )
    places.push(rows[0]!.id)
  }
  for (let at = 0; at < 2; at += 1) {
    const { rows } = await sql<{ id: string }>`
      with course as (insert into publication (kind, slug) values ('course', ${`course-${at}`}) returning id),
        version as (insert into publication_version (publication_id, number, title, content)
          select id, 1, 'Water safety', '{}' from course)
      select id from course`.execute(database)
    await sql`insert into course_version (course_id, number, title, delivery, minutes, published_at)
      values (${rows[0]!.id}, 1, 'Water safety', 'online', 10, now())`.execute(database)
    courses.push(rows[0]!.id)
  }
  return { app, officer, places, courses }
}

/** Whose rows are whose: `owner` by "table id", and the merges that hold, with what each took along. */
type Model = {
  people: string[]
  owner: Map<string, string>
  root: Map<string, string>
  merges: { id: string; kept: string; merged: string; took: string[] }[]
}

async function play(
  world: World,
  steps: Step[],
  counts: Counts,
  meddle?: () => Promise<void>,
): Promise<void> {
  const { app, officer } = world
  const { database, services, clock } = app
  const run = randomUUID().slice(0, 8)
  const people: string[] = []
  for (let at = 0; at < 4; at += 1) {
    const { id } = await database
      .insertInto('person')
      .values({
        name: `Person ${at}`,
        email: `${run}-${at}@example.org`,
        email_verified_at: clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    people.push(id)
  }
  const model: Model = {
    people,
    owner: new Map(),
    root: new Map(people.map((id) => [id, id])),
    merges: [],
  }
  const who = (at: number): string => model.root.get(people[at]!)!

  const merge = async (request: Extract<Step, { do: 'merge' | 'merge-and-undo' }>) => {
    const [keptId, mergedId] = [who(request.one), who(request.other)]
    const before = await snapshot(world, model)
    const wanted = { ...request, keptId, mergedId }
    const preview = await previewMerge(services, wanted, officer)
    assert.deepEqual(await snapshot(world, model), before, 'a preview changes nothing')
    if (!preview.ok) {
      count(counts, preview.reason)
      return
    }
    const done = await mergePeople(services, { ...wanted, seen: preview.seen }, officer)
    assert.ok(done.ok, 'what was previewed can be done')
    counts.merges += 1
    assert.deepEqual(
      await leftBehind(world, { keptId, mergedId }),
      [],
      'what stayed without a reason',
    )
    const took = [...model.owner].filter(([, owner]) => owner === mergedId).map(([row]) => row)
    for (const row of took) model.owner.set(row, keptId)
    for (const [id, root] of model.root) if (root === mergedId) model.root.set(id, keptId)
    model.merges.push({ id: done.mergeId, kept: keptId, merged: mergedId, took })
    await meddle?.()
    if (request.do !== 'merge-and-undo') return
    await undo(done.mergeId)
    assert.deepEqual(await snapshot(world, model), before, 'an undo gives back what was')
  }

  const undo = async (mergeId: string): Promise<void> => {
    const before = await snapshot(world, model)
    const preview = await previewUndo(services, mergeId, officer)
    assert.deepEqual(await snapshot(world, model), before, 'a preview changes nothing')
    if (!preview.ok) {
      count(counts, preview.reason)
      return
    }
    const done = await undoMerge(services, mergeId, preview.seen, officer)
    assert.ok(done.ok, 'what was previewed can be undone')
    counts.undos += 1
    const at = model.merges.findIndex(({ id }) => id === mergeId)
    const [undone] = model.merges.splice(at, 1)
    for (const row of undone!.took) model.owner.set(row, undone!.merged)
    // Whoever had been merged into it before goes back with it.
    model.root.set(undone!.merged, undone!.merged)
    for (const { kept, merged } of model.merges)
      if (kept === undone!.merged) model.root.set(merged, undone!.merged)
    for (let round = 0; round < 4; round += 1)
      for (const { kept, merged } of model.merges) model.root.set(merged, model.root.get(kept)!)
  }

  for (const step of steps) {
    clock.advance(60_000)
    if (step.do === 'merge' || step.do === 'merge-and-undo') await merge(step)
    else if (step.do === 'undo') {
      const chosen = model.merges[step.which % Math.max(1, model.merges.length)]
      if (chosen) await undo(chosen.id)
    } else await change(world, model, step, who)
    await compare(world, model)
  }
  counts.rows += model.owner.size
}

function count(counts: Counts, reason: string): void {
  counts.refused[reason] = (counts.refused[reason] ?? 0) + 1
}

const day = (from: number): string =>
  new Date(Date.UTC(2020, 0, 1 + from)).toISOString().slice(0, 10)

/** What happens to people beside merges. What the tables refuse is left out, as a page would refuse it. */
async function change(
  { app, officer, places, courses }: World,
  model: Model,
  step: Exclude<Step, { do: 'merge' | 'merge-and-undo' | 'undo' }>,
  who: (at: number) => string,
): Promise<void> {
  const { database, services, clock } = app
  const now = clock.now()
  const add = async (
    table: string,
    owner: string,
    statement: ReturnType<typeof sql<{ id: string }>>,
  ) => {
    try {
      const { rows } = await statement.execute(database)
      for (const { id } of rows) model.owner.set(`${table} ${id}`, owner)
    } catch (error) {
      if (!['23505', '23P01'].includes((error as { code?: string }).code ?? '')) throw error
    }
  }
  if (step.do === 'dismiss') {
    const pair = [who(step.one), who(step.other)] as const
    if (pair[0] === pair[1]) return
    const id = await database
      .transaction()
      .execute((transaction) => pairOf(transaction, [...pair], now))
    return dismissPair(services, id, officer)
  }
  const person = who(step.who)
  switch (step.do) {
    case 'enrol':
      return add(
        'enrolment',
        person,
        sql`insert into enrolment (person_id, course_id, course_version, affiliation_id, enrolled_at, details_confirmed_at)
          select ${person}, ${courses[step.course]}, 1, id, ${now}, ${now} from affiliation
          where person_id = ${person} order by id limit 1 returning id`,
      )
    case 'progress':
      await sql`insert into module_progress (enrolment_id, module_key, done_at)
        select id, ${`m${now.getTime()}`}, ${now} from enrolment
        where person_id = ${person} and course_id = ${courses[step.course]} and state = 'active'`.execute(
        database,
      )
      return
    case 'complete':
      await sql`update enrolment set state = 'completed', completed_at = ${now}, completed_affiliation_id = affiliation_id
        where person_id = ${person} and course_id = ${courses[step.course]} and state = 'active'`.execute(
        database,
      )
      return
    case 'work':
      return add(
        'affiliation',
        person,
        sql`insert into affiliation (person_id, organisation_id, is_main, valid_from, valid_to)
          values (${person}, ${places[step.place]}, ${step.isMain}, ${day(step.from)},
            ${step.days === null ? null : day(step.from + step.days)}) returning id`,
      )
    case 'end-work':
      await sql`update affiliation set valid_to = greatest(valid_from, ${day(90)}::date)
        where person_id = ${person} and valid_to is null`.execute(database)
      return
    case 'role':
      if (step.ends)
        await sql`update person_role set valid_to = ${now} where person_id = ${person} and valid_to is null`.execute(
          database,
        )
      else
        await add(
          'person_role',
          person,
          sql`insert into person_role (person_id, role, granted_by, valid_from)
            values (${person}, 'practitioner', ${officer.id}, ${now}) returning id`,
        )
      return
    case 'rename':
      await sql`update person set name = ${`Renamed ${now.getTime()}`} where id = ${person}`.execute(
        database,
      )
      return add(
        'former_name',
        person,
        sql`insert into former_name (person_id, name, until) values (${person}, 'Former', ${now}) returning id`,
      )
    case 'ask-to-list':
      return add(
        'organisation',
        person,
        sql`insert into organisation (agency_sector_code, state, requested_by, requested_at)
          values ('other', 'requested', ${person}, ${now}) returning id`,
      )
  }
}

const followed: Record<string, string> = {
  affiliation: 'person_id',
  enrolment: 'person_id',
  person_role: 'person_id',
  former_name: 'person_id',
  organisation: 'requested_by',
}

/** Each row that the model knows is there once, and leads to its owner; each record leads where it was merged. */
async function compare({ app: { database } }: World, model: Model): Promise<void> {
  for (const [table, column] of Object.entries(followed)) {
    const { rows } = await sql<{ id: string; leads_to: string }>`
      select row.id, coalesce(person.merged_into_id, person.id) as leads_to
      from ${sql.table(table)} as row join person on person.id = row.${sql.ref(column)}
      where person.id = any(${model.people}::uuid[])
      order by row.id`.execute(database)
    const wanted = [...model.owner]
      .filter(([row]) => row.startsWith(`${table} `))
      .map(([row, owner]) => ({ id: row.split(' ')[1]!, leads_to: owner }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    assert.deepEqual(rows, wanted, `rows of ${table}`)
  }
  const { rows } = await sql<{ id: string; leads_to: string }>`
    select id, coalesce(merged_into_id, id) as leads_to from person where id = any(${model.people}::uuid[])`.execute(
    database,
  )
  assert.deepEqual(
    new Map(rows.map((row) => [row.id, row.leads_to])),
    model.root,
    'where records lead',
  )
  const { rows: loose } =
    await sql`select id from person where email like '%@swapped.invalid'`.execute(database)
  assert.deepEqual(loose, [], 'every record has an address')
}

/** What the merged record still has although the kept one has not the same: nothing. */
async function leftBehind(
  { app: { database } }: World,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<unknown[]> {
  const { rows } = await sql`
    select 'enrolment' as table, id from enrolment where person_id = ${mergedId}
    union all select 'former_name', id from former_name where person_id = ${mergedId}
    union all select 'organisation', id from organisation where requested_by = ${mergedId}
    union all select 'affiliation', id from affiliation as theirs where person_id = ${mergedId} and not exists (
      select from affiliation as own where own.person_id = ${keptId} and own.organisation_id = theirs.organisation_id
        and daterange(own.valid_from, own.valid_to) && daterange(theirs.valid_from, theirs.valid_to))
    union all select 'person_role', id from person_role as theirs where person_id = ${mergedId} and not exists (
      select from person_role as own where own.person_id = ${keptId} and own.role = theirs.role and own.valid_to is null)`.execute(
    database,
  )
  return rows
}

/** Every row that any slice keeps of these people, but for what a merge and an undo note of themselves. */
async function snapshot({ app: { database } }: World, { people }: Model): Promise<unknown> {
  const own = ['person_merge', 'duplicate_pair', 'person_match', 'findable_person', 'session']
  const tables = new Set(
    personalRecords.map(({ table }) => table).filter((table) => !own.includes(table)),
  )
  const shown: Record<string, unknown> = {}
  for (const table of tables) {
    const columns = personalRecords
      .filter((record) => record.table === table)
      .map(({ column }) => column)
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(of_row) as row from ${sql.table(table)} as of_row
      where ${sql.join(
        columns.map((column) => sql`${sql.ref(column)} = any(${people}::uuid[])`),
        sql` or `,
      )} ${table === 'person' ? sql`or id = any(${people}::uuid[])` : sql``}
      order by to_jsonb(of_row)::text`.execute(database)
    shown[table] = rows.map(({ row }) => row)
  }
  return shown
}
