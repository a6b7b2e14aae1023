import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { hashPassword } from '../src/people/people.ts'
import type { Database } from '../src/platform/database.ts'

export const registerSize = { people: 100_000, organisations: 5000 }

/** Everybody's; hashed once, as a hundred thousand hashes take an hour. */
export const everyPassword = 'slate heather beck lantern'

export type SeededOrganisation = { id: string; name: string; code: string; postcode: string }
export type SeededPerson = { id: string; name: string; email: string; organisation: number }
export type Register = { organisations: SeededOrganisation[]; people: SeededPerson[] }

const split = (text: string): string[] => text.split(/\s+/)
const usual =
  split(`Oliver Amelia George Isla Noah Ava Arthur Ivy Leo Freya Harry Florence Jack Lily Charlie Grace
  Muhammad Sophia Henry Emily Zoë Siân Agnieszka Łukasz Fatima Aoife Katherine Jonathan Priya Wei`)
const family =
  split(`Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker
  White Roberts Green Hall Wood Thomas`)
const first = split(`Ar Bel Cal Dun El Far Gar Hol Ing Kel Lam Mar Nor Os Pen Rad Sel Thir Ul Wal`)
const middle = split(`a ber den der e fing gar ing ker land low mer ner o ring sel ter ver wick y`)
const last = split(
  `by croft dale field ford gate ham land ley man mere more ridge sby son stead ston thorpe ton worth`,
)
const given = [
  ...usual,
  ...split(`an elle ie ina is o on wen yn a`).flatMap((end) => first.map((begin) => begin + end)),
]
const places =
  split(`Fell Beck Tarn Scar Pike Rigg Moor Dale Holm Garth Thorn Ash Birk Rowan Heather Slate Stone Mill
  Kirk Bridge`)
const ends = split(`side view head gate wood field bank thwaite brook ford`)
const towns = split(
  `Kendal Penrith Carlisle Barrow Workington Whitehaven Ulverston Maryport Keswick Windermere`,
)
const kinds = [
  ['Primary School', 'education'],
  ['Infant School', 'education'],
  ['High School', 'education'],
  ['Academy', 'education'],
  ['Medical Practice', 'health'],
  ['Nursery', 'early-years'],
  ['Preschool', 'early-years'],
  ['Youth Trust', 'vcfse'],
  ['Policing Team', 'police'],
  ['Council Service', 'council'],
  ['Homes', 'housing'],
  ['Football Club', 'sport'],
  ['Community Centre', 'other'],
] as const
const jobs = [
  ['Class teacher', 'teacher'],
  ['Head teacher', 'teacher'],
  ['Social worker', 'social-worker'],
  ['Practice nurse', 'nurse'],
  ['Health visitor', 'health-visitor'],
  ['Youth worker', 'youth-worker'],
  ['Police constable', 'police'],
  ['Designated safeguarding lead', 'safeguarding-lead'],
  ['Early years practitioner', 'early-years'],
  ['Team manager', 'manager'],
] as const

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!

/**
 * A county's register, the same each time: one in ten has one of twenty family names, the others one of thousands;
 * a few large organisations and thousands of small ones; one in twenty has left.
 */
export async function fillRegister(
  database: Database,
  say: (line: string) => void,
  size: number = registerSize.people,
): Promise<Register> {
  const register = { organisations: organisationsOf(), people: peopleOf(size) }
  await addOrganisations(database, register.organisations)
  const part = 10_000
  for (let at = 0; at < size; at += part) {
    await addPeople(database, register, register.people.slice(at, at + part), at)
    say(`${Math.min(at + part, size).toLocaleString('en-GB')} people …`)
  }
  const hash = await hashPassword(everyPassword)
  await sql`insert into password (person_id, hash) select id, ${hash} from person where left_at is null`.execute(
    database,
  )
  await sql`insert into person_role (person_id, role) select id, 'practitioner' from person where left_at is null`.execute(
    database,
  )
  await sql`vacuum analyze`.execute(database)
  return register
}

function organisationsOf(): SeededOrganisation[] {
  return Array.from({ length: registerSize.organisations }, (_, at) => {
    const place = `${pick(places, at)}${pick(ends, Math.floor(at / 20))}`
    return {
      id: randomUUID(),
      name: `${place} ${pick(kinds, at)[0]} ${pick(towns, Math.floor(at / 200))}`,
      code: String(100_000 + at),
      postcode: `LA${1 + (at % 23)} ${at % 9}${pick([...'ABDEFGHJ'], at)}${pick([...'LNPQRSTU'], Math.floor(at / 8))}`,
    }
  })
}

/** A family name of thousands. */
const rareName = (at: number): string =>
  `${pick(first, at)}${pick(middle, Math.floor(at / 20))}${pick(last, Math.floor(at / 400))}`

function peopleOf(size: number): SeededPerson[] {
  return Array.from({ length: size }, (_, at) => {
    const surname = at % 10 === 0 ? pick(family, Math.floor(at / 10) * 11) : rareName(at * 7)
    const name = `${pick(given, at * 7 + Math.floor(at / 230))} ${surname}`
    return {
      id: randomUUID(),
      name,
      email: `${surname.toLowerCase()}.${at}@${pick(['school', 'nhs', 'police', 'council'], at)}${at % 400}.example`,
      // A third works at one of twenty large ones.
      organisation: at % 3 === 0 ? (at % 20) * 13 : (at * 31) % registerSize.organisations,
    }
  })
}

async function addOrganisations(
  database: Database,
  organisations: SeededOrganisation[],
): Promise<void> {
  const rows = organisations.map((each, at) => ({
    ...each,
    sector: pick(kinds, at)[1],
    place: pick(towns, Math.floor(at / 200)),
  }))
  await sql`
    with rows as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as seeded (id uuid, name text, code text, postcode text, sector text, place text)),
    organisations as (insert into organisation (id, agency_sector_code, postcode, place, opened_on)
      select id, sector, postcode, place, '1990-01-01' from rows),
    codes as (insert into organisation_code (scheme, code, organisation_id) select 'urn', code, id from rows)
    insert into organisation_name (organisation_id, name, valid_from) select id, name, '1990-01-01' from rows`.execute(
    database,
  )
}

async function addPeople(
  database: Database,
  { organisations }: Register,
  people: SeededPerson[],
  from: number,
): Promise<void> {
  const rows = people.map(({ id, name, email, organisation }, index) => {
    const at = from + index
    const [title, role] = pick(jobs, at)
    return {
      id,
      name,
      email,
      organisation: organisations[organisation]!.id,
      title,
      role,
      addedDaysAgo: at % 700,
      confirmedDaysAgo: at % 4 === 0 ? null : at % 250,
      leftDaysAgo: at % 20 === 19 ? at % 500 : null,
    }
  })
  const json = JSON.stringify(rows)
  const columns = sql`id uuid, name text, email text, organisation uuid, title text, role text, "addedDaysAgo" int,
    "confirmedDaysAgo" int, "leftDaysAgo" int`
  await sql`
    insert into person (id, name, email, email_verified_at, created_at, details_confirmed_at, left_at)
    select id, name, email, now(), now() - "addedDaysAgo" * interval '1 day',
      now() - "confirmedDaysAgo" * interval '1 day', now() - "leftDaysAgo" * interval '1 day'
    from jsonb_to_recordset(${json}::jsonb) as seeded (${columns})`.execute(database)
  await sql`
    insert into affiliation (person_id, organisation_id, is_main, job_title, job_role_code, valid_from, valid_to)
    select id, organisation, true, title, role, '2020-01-01', current_date - "leftDaysAgo"
    from jsonb_to_recordset(${json}::jsonb) as seeded (${columns})`.execute(database)
}
