import { sql } from 'kysely'
import { wordsOf } from '../src/people/roster/people-search.ts'
import type { PartResult, PeopleSite } from './people.ts'
import { percentile, rounded, visitorOf } from './people-visitor.ts'

const searchMarkMs = 100
const pickerMarkMs = 50

/** A mix of what officers type: rare, common and absent words, alone and together, mistyped, narrowed down, and further pages. */
export async function measureSearch({
  address,
  database,
  register,
  officerCookie,
}: PeopleSite): Promise<PartResult> {
  const officer = visitorOf(address, officerCookie)
  const here = register.people.filter((_person, at) => at % 20 !== 19)
  const some = (at: number) => here[(at * 4_099) % here.length]!
  const places = (at: number) => register.organisations[(at * 77) % register.organisations.length]!
  const exact = Array.from({ length: 22 }, (_, at) => [
    some(at).name,
    some(at + 50).email,
    some(at + 100)
      .name.split(' ')
      .toReversed()
      .join(' '),
    some(at + 150)
      .name.split(' ')[1]!
      .slice(0, 5),
    places(at).name,
    places(at + 9).code,
    places(at + 20).postcode,
    `${some(at + 200).name.split(' ')[0]} ${places(some(at + 200).organisation).name.split(' ')[0]}`,
    [
      'smith',
      'jones',
      'school',
      'teacher',
      'nurse kendal',
      'primary',
      'a',
      'so',
      'example',
      'fell',
    ][at % 10]!,
    `zzqx${at}`,
  ]).flat()
  const mistyped = Array.from({ length: 10 }, (_, at) => swapped(some(at + 300).name))
  const narrowed = [
    'role=practitioner',
    'role=officer',
    'details=overdue',
    'sector=police',
    'state=left',
    'signIn=unsafe',
    'signIn=password',
    'q=smith&page=3',
    'q=teacher&page=20',
    'state=all&q=taylor',
  ]
  const problems: string[] = []
  const oursMs: number[] = []
  const rawMs: number[] = []
  // What a first visit has to read from the disk is not what is measured.
  for (const typed of exact.slice(0, 20))
    await officer.get(`/manage/people?q=${encodeURIComponent(typed)}`)
  const timed = async (query: string): Promise<string> => {
    const begin = performance.now()
    const { status, text } = await officer.get(`/manage/people?${query}`)
    oursMs.push(performance.now() - begin)
    if (status !== 200) problems.push(`${query}: ${status}`)
    return text
  }
  for (const typed of exact) {
    const page = await timed(`q=${encodeURIComponent(typed)}`)
    const begin = performance.now()
    const total = await countByRawSql(database, typed)
    rawMs.push(performance.now() - begin)
    const told = toldTotal(page)
    if (total > 0 && told !== Math.min(total, 1001))
      problems.push(`“${typed}”: ${told}, not ${total}`)
  }
  for (const typed of mistyped)
    if (toldTotal(await timed(`q=${encodeURIComponent(typed)}`)) === 0)
      problems.push(`“${typed}” found nobody`)
  for (const query of narrowed) await timed(query)
  const p95 = percentile(oursMs, 0.95)
  if (p95 > searchMarkMs) problems.push(`people search p95 ${p95} ms`)
  return {
    ratio: rounded(percentile(rawMs, 0.95) / p95),
    problems,
    figures: {
      searchQueries: oursMs.length,
      searchP50Ms: percentile(oursMs, 0.5),
      searchP95Ms: p95,
      searchP99Ms: percentile(oursMs, 0.99),
      searchRawSqlP50Ms: percentile(rawMs, 0.5),
      searchRawSqlP95Ms: percentile(rawMs, 0.95),
    },
  }
}

/** As one would write it by hand: count everyone who matches, and give the first page. */
async function countByRawSql(database: PeopleSite['database'], typed: string): Promise<number> {
  const conditions = wordsOf(typed).map((word) => {
    const short = /^[\p{L}\p{N}]{1,2}$/u.test(word)
    const pattern = sql`'%' || ${short ? sql`findable_words(${word})` : sql`ltrim(findable_words(${word}))`} || '%'`
    return sql`(words like ${pattern} or organisation_id in (
      select organisation_id from organisation_name where ' ' || search_name like ${pattern}
      union select id from organisation where ${word.length >= 3} and search_place like ${pattern}
      union select organisation_id from organisation_code where ${word.length >= 3} and starts_with(code, upper(${word}))))`
  })
  const { rows } = await sql<{ total: number }>`
    select person_id, count(*) over () as total from findable_person
    where not has_left and ${sql.join(conditions, sql` and `)} order by name, person_id limit 50`.execute(
    database,
  )
  return rows[0]?.total ?? 0
}

/** 1001 stands for "more than 1,000". */
function toldTotal(page: string): number {
  if (page.includes('More than 1,000 people')) return 1001
  return Number(
    /<p class="govuk-body">([\d,]+) (?:person|people)<\/p>/.exec(page)?.[1]?.replaceAll(',', '') ??
      0,
  )
}

/** Two neighbouring letters of the family name change places. */
function swapped(name: string): string {
  const at = name.length - 3
  return name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2)
}

/** Names typed letter by letter, places, codes and postcodes, as the picker asks for them. */
export async function measurePicker({
  address,
  database,
  register,
}: PeopleSite): Promise<PartResult> {
  const typed = Array.from({ length: 50 }, (_, at) => {
    const { name, code, postcode } =
      register.organisations[(at * 97) % register.organisations.length]!
    return [name.slice(0, 4), name.slice(0, 8), name, code, postcode, swapped(name)]
  }).flat()
  const problems: string[] = []
  const oursMs: number[] = []
  const rawMs: number[] = []
  const visitor = visitorOf(address)
  for (const words of typed.slice(0, 10))
    await visitor.get(`/organisations/find?q=${encodeURIComponent(words)}`)
  for (const [at, words] of typed.entries()) {
    // One network may ask so often in a minute.
    const asker = at % 100 === 0 ? visitorOf(address) : visitor
    const begin = performance.now()
    const { status, text } = await asker.get(`/organisations/find?q=${encodeURIComponent(words)}`)
    oursMs.push(performance.now() - begin)
    const { organisations } = JSON.parse(text) as { organisations?: { name: string }[] }
    if (status !== 200 || !organisations?.length) problems.push(`picker “${words}”: nothing`)
    const rawBegin = performance.now()
    await sql`
      select organisation_id, name from organisation_name where search_name like '%' || search_form(${words}) || '%'
      union select id, place from organisation where search_place like '%' || search_form(replace(${words}, ' ', '')) || '%'
      union select organisation_id, code from organisation_code where code = upper(${words})
      order by 2 limit 10`.execute(database)
    rawMs.push(performance.now() - rawBegin)
  }
  const p95 = percentile(oursMs, 0.95)
  if (p95 > pickerMarkMs) problems.push(`picker p95 ${p95} ms`)
  return {
    ratio: rounded(percentile(rawMs, 0.95) / p95),
    problems,
    figures: {
      pickerQueries: oursMs.length,
      pickerP50Ms: percentile(oursMs, 0.5),
      pickerP95Ms: p95,
      pickerP99Ms: percentile(oursMs, 0.99),
      pickerRawSqlP95Ms: percentile(rawMs, 0.95),
    },
  }
}
