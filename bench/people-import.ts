import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { lookForDuplicates } from '../src/people/duplicates/duplicates.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { PartResult, PeopleSite } from './people.ts'
import { rounded, visitorOf } from './people-visitor.ts'

const markSeconds = 60

/** A list of 20,000: nineteen in twenty are new, the others known with another job; some of the new have a record under another address. */
export async function measureImport(site: PeopleSite): Promise<PartResult> {
  const { address, database, register, officerCookie, say } = site
  const problems: string[] = []
  // The finder knows everybody who was here before, as after any night.
  for (let at = 0; at < register.people.length; at += 10_000)
    await lookForDuplicates(
      { database, clock: systemClock },
      register.people.slice(at, at + 10_000).map(({ id }) => id),
    )
  // Nobody is in the register twice, so that whatever is found there is by chance: an officer must not drown in it.
  const byChance = await countPairs(site)
  say(`the finder knows everybody: ${byChance} pairs by chance`)
  if (byChance > register.people.length / 100)
    problems.push(`${byChance} pairs were found among people who are there once`)
  const officer = visitorOf(address, officerCookie)
  const rows = rowsOf(site)
  const lines = rows.length

  const begin = performance.now()
  const form = new FormData()
  form.append('file', new File([csvOf(rows)], 'list.csv'))
  const checked = await officer.post('/manage/people/import', form)
  const path = checked.location
  if (!path)
    throw new Error(`the list was not read: ${checked.status} ${checked.text.slice(0, 500)}`)
  const preview = await officer.get(path)
  const checkedMs = performance.now() - begin
  const expected = { new: lines * 0.95, change: lines * 0.05 }
  if (!preview.text.includes(`${expected.new.toLocaleString('en-GB')} people would be added`))
    problems.push('the check counted other new people')
  if (!preview.text.includes(`${expected.change.toLocaleString('en-GB')} people would be changed`))
    problems.push('the check counted other known people')
  say(`checked in ${Math.round(checkedMs)} ms`)
  await officer.post(`${path}/start`, { '': '' })
  const id = path.split('/').at(-1)!
  let pairsShown: number | null = null
  while (pairsShown === null) {
    await sleep(100)
    pairsShown = await pairsOf(site, id)
  }
  const seconds = rounded((performance.now() - begin) / 1000)

  const { rows: found } = await sql<{ added: number; placed: number }>`
    select count(*) as added, count(affiliation.id) as placed
    from person left join affiliation on person_id = person.id and valid_to is null
    where email like '%@import.example'`.execute(database)
  if (found[0]!.added !== expected.new || found[0]!.placed !== expected.new)
    problems.push(`${found[0]!.added} were added, ${found[0]!.placed} with an employer`)
  const twins = rows.flatMap(({ email, twinId }) => (twinId ? [{ email, twinId }] : []))
  const twinsFound = await countFound(site, twins)
  if (twinsFound < twins.length * 0.95)
    problems.push(`${twinsFound} of ${twins.length} who are there twice were found`)
  const again = await officer.post('/manage/people/import', form)
  const { text } = await officer.get(again.location ?? '/')
  if (!text.includes('There is nothing to do'))
    problems.push('the same list would change something')
  if (seconds > markSeconds) problems.push(`the import took ${seconds} s`)

  const rawSeconds = rounded((await importByRawSql(site, rows)) / 1000)
  return {
    ratio: rounded(rawSeconds / seconds),
    problems,
    figures: {
      importLines: lines,
      importCheckSeconds: rounded(checkedMs / 1000),
      importSeconds: seconds,
      importLinesPerSecond: rounded(lines / seconds),
      importTwins: twins.length,
      importTwinsFound: twinsFound,
      importPairsShown: pairsShown,
      pairsByChance: byChance,
      importRawSqlSeconds: rawSeconds,
      registerPeople: register.people.length,
    },
  }
}

type Row = {
  name: string
  email: string
  code: string
  job: string
  /** Whose second record it is. */
  twinId?: string
}

function rowsOf({ register }: PeopleSite): Row[] {
  const { people, organisations } = register
  const here = people.filter((_person, at) => at % 20 !== 19)
  return Array.from({ length: people.length / 5 }, (_, at) => {
    const known = here[at * 3]!
    const job = 'Outreach worker'
    const code = organisations[known.organisation]!.code
    if (at % 20 === 0) return { name: known.name, email: known.email, code, job }
    // The same name with the same letters before the @, where the same employer has changed its domain.
    if (at % 20 === 1) {
      const local = known.email.split('@')[0]!
      return { name: known.name, email: `${local}@import.example`, code, job, twinId: known.id }
    }
    const name = `${invented(at * 2)} ${invented(at * 2 + 1)}`
    return { name, email: `p.${at.toString(36)}@import.example`, code, job }
  })
}

/** A name that nobody else has and that sounds like no other: three syllables by the digits of a mixed number. */
function invented(at: number): string {
  const mixed = Math.imul(at + 1, 2_654_435_761) >>> 0
  const syllable = (shift: number): string =>
    'bdfghjklmnprstvwz'[(mixed >>> shift) % 17]! + 'aeiou'[(mixed >>> (shift + 4)) % 5]!
  const word = syllable(0) + syllable(7) + syllable(14) + syllable(21)
  return word[0]!.toUpperCase() + word.slice(1)
}

function csvOf(rows: Row[]): string {
  const body = rows.map(({ name, email, code, job }) => `${name},${email},URN ${code},${job}`)
  return ['Name,Email address,Organisation code,Job title', ...body].join('\r\n')
}

/** How many pairs the import shows for its people; null while it is not done. */
async function pairsOf({ database }: PeopleSite, id: string): Promise<number | null> {
  const { duplicates } = await database
    .selectFrom('person_import')
    .select('duplicates')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return duplicates
}

async function countPairs({ database }: PeopleSite): Promise<number> {
  const { rows } = await sql<{
    pairs: number
  }>`select count(*) as pairs from duplicate_pair`.execute(database)
  return rows[0]!.pairs
}

/** Of how many new people the record that they have already stands beside theirs. */
async function countFound(
  { database }: PeopleSite,
  twins: { email: string; twinId: string }[],
): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*) as found
    from jsonb_to_recordset(${JSON.stringify(twins)}::jsonb) as twin (email text, "twinId" uuid)
    join person on person.email = twin.email
    join duplicate_pair on one_id = least(person.id, "twinId") and other_id = greatest(person.id, "twinId")`.execute(
    database,
  )
  return rows[0]!.found
}

/** The rows of the list and nothing else: no check, no log, no search for duplicates. */
async function importByRawSql({ database }: PeopleSite, rows: Row[]): Promise<number> {
  const json = JSON.stringify(rows.map((row) => ({ ...row, email: `raw.${row.email}` })))
  const begin = performance.now()
  await database.transaction().execute(async (transaction) => {
    await sql`
      insert into person (name, email)
      select name, email from jsonb_to_recordset(${json}::jsonb) as given (name text, email text)`.execute(
      transaction,
    )
    await sql`
      insert into affiliation (person_id, organisation_id, job_title, valid_from)
      select person.id, organisation_code.organisation_id, given.job, current_date
      from jsonb_to_recordset(${json}::jsonb) as given (email text, code text, job text)
      join person on person.email = given.email join organisation_code on organisation_code.code = given.code`.execute(
      transaction,
    )
    await sql`
      insert into person_role (person_id, role)
      select person.id, 'practitioner' from jsonb_to_recordset(${json}::jsonb) as given (email text)
      join person on person.email = given.email`.execute(transaction)
  })
  return performance.now() - begin
}
