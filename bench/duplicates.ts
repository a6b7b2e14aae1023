import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { lookForDuplicates } from '../src/people/people.ts'
import { steppedClock } from '../src/platform/clock.ts'
import { openDatabase, type Database } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrations.ts'
import type { Bench, BenchResult } from './bench.ts'

const existing = 100_000
const added = 20_000
/** One in twenty of the new is a second record of somebody. */
const secondRecords = 1000
const limitSeconds = 60

const givenNames =
  'Sarah David Emma John Rebecca Michael Katherine Stephen Elizabeth Mohammed Laura Andrew Helen Peter Rachel James Claire Mark Susan Paul Joanne Robert Nicola William Karen Thomas Julie Daniel Amanda Matthew Lisa Christopher Jane Richard Alison Simon Gemma Philip Hannah Anthony Charlotte Ian Lucy Martin Sophie Kevin Amy Gary Jessica Alan Lauren Graham Victoria Colin Natalie Neil Donna Nigel Michelle Stuart Angela Aisha Priya Imran Fatima Wei Olena Agnieszka Chidi Farida'.split(
    ' ',
  )
const stems =
  'Ask Thorn Brath Kirk Lew Mount Penn Rigg Low Hal Wray Stor Bew Tyl Fell Dal Hether Arm Gris Post Black White Green Brad Ash Carl Stan Wil Hod Har'.split(
    ' ',
  )
const ends =
  'ham thwaite by bridge ley ford ton well wick land worth son man field ridge croft dale mere gate shaw stead burn er ing court'.split(
    ' ',
  )
const common =
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Khan Hall Hughes Green Wood Ali Bell Graham Scott'.split(
    ' ',
  )

/** The finder over a register of the size of a county's: how long after an import until its second records are shown. */
export const duplicatesBench: Bench = {
  help: '20,000 new records compared with 100,000, and how many second ones among them are found',
  run: async (say) => {
    const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
    chmodSync(folder, 0o711)
    const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { durable: true })
    try {
      await migrate(postgres.url)
      const database = openDatabase(postgres.url, { connections: 2 })
      const result = await measureDuplicates(database, say)
      await database.destroy()
      return result
    } finally {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** The same on a migrated database without people. */
export async function measureDuplicates(
  database: Database,
  say: (line: string) => void,
): Promise<BenchResult> {
  const services = { database, clock: steppedClock('2026-11-26T09:00:00Z') }
  say(`adding ${existing} people and 5,000 organisations …`)
  await addOrganisations(database)
  await addPeople(database, 0, existing)
  const firstLook = await seconds(async () => {
    for (let at = 0; at < existing; at += 20_000)
      await lookForDuplicates(services, await idsFrom(database, at, at + 20_000))
  })
  say(`the first look at everybody: ${firstLook} s`)
  await addPeople(database, existing, existing + added - secondRecords)
  const truth = await addSecondRecords(database)
  const ids = await idsFrom(database, existing, existing + added)
  let pairs = 0
  const look = await seconds(async () => {
    pairs = await lookForDuplicates(services, ids)
  })
  const found = await countFound(database, truth)
  say(`${added} new: ${look} s, ${pairs} pairs, ${found} of ${truth.length} second records found`)
  const one = await seconds(() => lookForDuplicates(services, [truth[0]![1]]))
  return {
    ok: look <= limitSeconds && found === truth.length,
    against: 'the limit of the issue',
    ratio: Math.round((limitSeconds / look) * 100) / 100,
    figures: {
      existingPeople: existing,
      newPeople: added,
      lookAtNewSeconds: look,
      newPeoplePerSecond: Math.round(added / look),
      lookAtEverybodySeconds: firstLook,
      lookAtOneMs: Math.round(one * 1000),
      pairsShown: pairs,
      secondRecords: truth.length,
      secondRecordsFound: found,
    },
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return Math.round((performance.now() - begin) / 10) / 100
}

async function addOrganisations(database: Database): Promise<void> {
  await sql`insert into organisation (id, agency_sector_code)
    select ('00000000-0000-4000-8000-' || lpad(to_hex(number), 12, '0'))::uuid, 'education'
    from generate_series(1, 5000) as number`.execute(database)
}

// Names as unevenly spread as real ones, a third of the people in the fifty largest organisations.
async function addPeople(database: Database, from: number, to: number): Promise<void> {
  // In parts, as no statement of ours may take more than half a minute.
  for (let at = from; at < to; at += 5000)
    await addSomePeople(database, at, Math.min(at + 5000, to))
  await sql`analyze person, affiliation`.execute(database)
}

async function addSomePeople(database: Database, from: number, to: number): Promise<void> {
  await sql`
    with drawn as (
      select number,
        abs(hashint4(number)) % 1000003 / 1000003.0 as one, abs(hashint4(number + 7000001)) % 1000003 / 1000003.0 as two,
        abs(hashint4(number + 14000003)) % 1000003 / 1000003.0 as three, abs(hashint4(number + 21000011)) as four
      from generate_series(${from}::int, ${to}::int - 1) as number
    ), named as (
      select number, four,
        (${givenNames}::text[])[1 + floor(one * one * ${givenNames.length})::int] as given,
        case when two < 0.25 then (${common}::text[])[1 + floor(two * 4 * ${common.length})::int]
          else (${stems}::text[])[1 + floor(two * 7919)::int % ${stems.length}] || (${ends}::text[])[1 + floor(two * 104729)::int % ${ends.length}] end as family,
        case when three < 0.34 then 1 + floor(three * 147)::int else 51 + floor((three - 0.34) * 7500)::int end as place
      from drawn
    ), people as (
      insert into person (id, name, email, email_verified_at, created_at)
      select ('10000000-0000-4000-8000-' || lpad(to_hex(number), 12, '0'))::uuid, given || ' ' || family,
        lower(given || '.' || family) || number || '@' || case when four % 5 = 0 then 'gmail.com' else 'place' || least(place, 5000) || '.example' end,
        now(), now()
      from named
    )
    insert into affiliation (person_id, organisation_id, valid_from)
    select ('10000000-0000-4000-8000-' || lpad(to_hex(number), 12, '0'))::uuid,
      ('00000000-0000-4000-8000-' || lpad(to_hex(least(place, 5000)), 12, '0'))::uuid, '2020-09-01'
    from named`.execute(database)
}

/** Records that somebody has twice: with a short form, an initial, a slip, or at another address. */
async function addSecondRecords(database: Database): Promise<[string, string][]> {
  const { rows } = await sql<{ one: string; other: string }>`
    with drawn as (
      select number, number * 97 as of_number,
        ('10000000-0000-4000-8000-' || lpad(to_hex(number * 97), 12, '0'))::uuid as one,
        ('10000000-0000-4000-8000-' || lpad(to_hex(${existing + added - secondRecords}::int + number), 12, '0'))::uuid as other
      from generate_series(0, ${secondRecords - 1}::int) as number
    ), people as (
      insert into person (id, name, email, created_at)
      select other,
        case number % 4 when 0 then name
          when 1 then split_part(name, ' ', 2) || ' ' || split_part(name, ' ', 1)
          when 2 then split_part(name, ' ', 1) || ' Anne ' || split_part(name, ' ', 2)
          else upper(name) end,
        case number % 4 when 1 then 'own.' || number || '@gmail.com'
          when 2 then replace(split_part(email, '@', 1), '.', '') || '+2@' || split_part(email, '@', 2)
          else 'second.' || number || '@' || split_part(email, '@', 2) end,
        now()
      from drawn join person on person.id = drawn.one
    ), work as (
      insert into affiliation (person_id, organisation_id, valid_from)
      select other, organisation_id, '2024-01-01' from drawn join affiliation on person_id = one
    )
    select one, other from drawn`.execute(database)
  return rows.map(({ one, other }) => [one, other])
}

async function idsFrom(database: Database, from: number, to: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ('10000000-0000-4000-8000-' || lpad(to_hex(number), 12, '0')) as id
    from generate_series(${from}::int, ${to}::int - 1) as number`.execute(database)
  return rows.map(({ id }) => id)
}

async function countFound(database: Database, truth: [string, string][]): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from unnest(${truth.map(([one]) => one)}::uuid[], ${truth.map(([, other]) => other)}::uuid[]) as pair (one, other)
    join duplicate_pair on one_id = least(one, other) and other_id = greatest(one, other)`.execute(
    database,
  )
  return rows[0]!.found
}
