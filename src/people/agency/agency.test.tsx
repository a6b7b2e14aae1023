import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp, type Visitor } from '../../../test/app.ts'
import { lastMailTo } from '../../../test/people.ts'
import { insertSuccession } from '../organisations/succession-queries.ts'
import { asAgencyLead } from './agency-lead-role.ts'
import { reviewStateOf } from './agency-leads.ts'

const app = await testApp('2021-03-10T09:00:00Z')
const { database, services, request, signIn, runJobs } = app

async function organisation(name: string, parentId?: string): Promise<string> {
  const { id } = await database
    .insertInto('organisation')
    .values({ agency_sector_code: 'education', opened_on: '2000-01-01' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('organisation_name')
    .values({ organisation_id: id, name, valid_from: '2000-01-01' })
    .execute()
  if (parentId)
    await database
      .insertInto('organisation_parent')
      .values({ organisation_id: id, parent_id: parentId, valid_from: '2000-01-01' })
      .execute()
  return id
}

async function works(
  person: Visitor,
  organisationId: string,
  options: { from?: string; to?: string | null; isMain?: boolean } = {},
): Promise<string> {
  const { id } = await database
    .insertInto('affiliation')
    .values({
      person_id: person.personId,
      organisation_id: organisationId,
      is_main: options.isMain ?? true,
      valid_from: options.from ?? '2019-01-01',
      valid_to: options.to ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function leads(person: Visitor, organisationId: string): Promise<void> {
  await database
    .insertInto('person_role')
    .values({ person_id: person.personId, role: 'agency-lead', organisation_id: organisationId })
    .execute()
}

const trust = await organisation('Beck Trust')
const school = await organisation('Beck School', trust)
const college = await organisation('Tarn College')

const trustLead = await signIn()
const schoolLead = await signIn()
const collegeLead = await signIn()
const officer = await signIn('officer')
await leads(trustLead, trust)
await leads(schoolLead, school)
await leads(collegeLead, college)
await works(schoolLead, school)
await works(trustLead, trust)
await works(collegeLead, college)
const trustedLead = await signIn()
await leads(trustedLead, school)
await works(trustedLead, trust)
const formerLead = await signIn()
await leads(formerLead, school)
await works(formerLead, school, { to: '2021-03-10' })
await works(formerLead, college, { from: '2021-03-10' })
const nowhereLead = await signIn()
await leads(nowhereLead, school)

const teacher = await signIn('practitioner')
const lecturer = await signIn('practitioner')
const both = await signIn('practitioner')
const former = await signIn('practitioner')
const leaver = await signIn('practitioner')
await works(teacher, school)
await works(lecturer, college)
await works(both, school)
await works(both, college, { isMain: false })
await works(former, school, { to: '2021-03-10' })
await works(leaver, school)
await database
  .updateTable('person')
  .set({ left_at: services.clock.now() })
  .where('id', '=', leaver.personId)
  .execute()

const own: [string, Visitor, Visitor[]][] = [
  [
    'the lead of a trust sees the people of its school',
    trustLead,
    [trustLead, trustedLead, schoolLead, teacher, both],
  ],
  ['the lead of a school sees those of the school', schoolLead, [schoolLead, teacher, both]],
  [
    'the lead of a college sees those of the college',
    collegeLead,
    [collegeLead, formerLead, lecturer, both],
  ],
  [
    'somebody of the trust who leads its school sees those of the school',
    trustedLead,
    [schoolLead, teacher, both],
  ],
  ['a lead who has left for elsewhere sees nobody', formerLead, []],
  ['a lead who works nowhere sees nobody', nowhereLead, []],
  ['an officer, who leads nothing, sees nobody in this way', officer, []],
  ['somebody who leads nothing sees nobody', teacher, []],
]

for (const [sentence, who, expected] of own) {
  test(`row-level security alone, without any condition of ours: ${sentence}`, async () => {
    const found = await asAgencyLead(services, who.personId, (transaction) =>
      transaction.selectFrom('person').select(['id']).execute(),
    )
    const ids = (people: { id: string }[]) => people.map(({ id }) => id).toSorted()
    assert.deepEqual(ids(found), ids(expected.map(({ personId }) => ({ id: personId }))))
    const affiliations = await asAgencyLead(services, who.personId, (transaction) =>
      transaction.selectFrom('affiliation').select('person_id as id').execute(),
    )
    assert.deepEqual(ids(affiliations), ids(expected.map(({ personId }) => ({ id: personId }))))
  })
}

test('the control: without the role the same question finds everybody', async () => {
  const everybody = await database.selectFrom('person').select('id').execute()
  assert.ok(everybody.length >= 9)
})

test('the role reads no way in, no role and no note, and writes nothing', async () => {
  const refused: [string, RegExp][] = [
    ['select * from password', /permission denied/],
    ['select * from session', /permission denied/],
    ['select * from person_role', /permission denied/],
    ['select * from audit_entry', /permission denied/],
    ['select * from knowledge_check_attempt', /permission denied/],
    ['select id from certificate', /permission denied/],
    ['select last_signed_in_at from person', /permission denied/],
    [`update person set name = 'x'`, /permission denied/],
    ['delete from affiliation', /permission denied/],
    [`insert into person_role (person_id, role) values (gen_random_uuid(), 'officer')`, /denied/],
  ]
  for (const [statement, message] of refused)
    await assert.rejects(
      asAgencyLead(services, schoolLead.personId, (transaction) =>
        sql.raw(statement).execute(transaction),
      ),
      message,
      statement,
    )
})

test('role and person end with the transaction: the pool hands out connections that have neither', async () => {
  await asAgencyLead(services, schoolLead.personId, (transaction) =>
    transaction.selectFrom('person').select('id').execute(),
  )
  for (let round = 0; round < 20; round += 1) {
    const { rows } = await sql<{ role: string; person: string | null }>`
      select current_user::text as role, nullif(current_setting('cairn.person_id', true), '') as person`.execute(
      database,
    )
    assert.notEqual(rows[0]!.role, 'cairn_agency_lead')
    assert.equal(rows[0]!.person, null)
  }
})

test('every table with names in it that the role may read has a policy', async () => {
  const { rows } = await sql<{ table: string; secured: boolean }>`
    select relname as "table", relrowsecurity as secured from pg_class
    where relkind in ('r', 'v', 'm') and relnamespace = 'public'::regnamespace
      and (has_table_privilege('cairn_agency_lead', oid, 'select') or has_any_column_privilege('cairn_agency_lead', oid, 'select'))
    order by 1`.execute(database)
  const open = rows.filter(({ secured }) => !secured).map(({ table }) => table)
  // Lists of codes with their names.
  assert.deepEqual(open, ['agency_sector', 'job_role'])
  assert.ok(rows.length > 5)
})

test('a lead opens their list, and the page of nobody else’s people', async () => {
  const list = await (await request('/agency', { as: schoolLead })).text()
  assert.match(list, /3 people/)
  assert.ok(!list.includes(lecturer.email))
  for (const [path, status] of [
    [`/agency/people/${teacher.personId}`, 200],
    [`/agency/people/${both.personId}`, 200],
    [`/agency/people/${lecturer.personId}`, 404],
    [`/agency/people/${former.personId}`, 404],
    [`/agency/people/${leaver.personId}`, 404],
    [`/agency/people/${officer.personId}`, 404],
    [`/agency/people/nobody`, 404],
    [`/agency/people/${lecturer.personId}/leaving`, 404],
    [`/agency/learning?person=${lecturer.personId}`, 404],
    [`/agency/learning?person=${teacher.personId}`, 200],
  ] as const)
    assert.equal((await request(path, { as: schoolLead })).status, status, path)
  const page = await (await request(`/agency/people/${both.personId}`, { as: schoolLead })).text()
  assert.ok(page.includes('Beck School') && !page.includes('Tarn College'))
  for (const path of ['/agency/people.csv', '/agency/learning.csv']) {
    const csv = await (await request(path, { as: schoolLead })).text()
    assert.ok(csv.includes(teacher.email) && !csv.includes(lecturer.email), path)
  }
  for (const as of [officer, teacher]) assert.equal((await request('/agency', { as })).status, 403)
})

test('a lead says who no longer works there; the person is told, and nobody else’s affiliation can be ended', async () => {
  const [mine, other] = await Promise.all(
    [school, college].map((id) =>
      database
        .selectFrom('affiliation')
        .select('id')
        .where('person_id', '=', both.personId)
        .where('organisation_id', '=', id)
        .executeTakeFirstOrThrow(),
    ),
  )
  const path = `/agency/people/${both.personId}/leaving`
  const end = (affiliationId: string) => request(path, { as: schoolLead, form: { affiliationId } })
  assert.equal((await end(other!.id)).status, 422)
  assert.equal((await end('')).status, 422)
  const ended = await end(mine!.id)
  assert.equal(ended.headers.get('location'), '/agency?done=left')
  await runJobs()
  assert.ok(await lastMailTo(app, both.email, 'Where you work'))
  assert.equal((await request(`/agency/people/${both.personId}`, { as: schoolLead })).status, 404)
  assert.equal((await request(`/agency/people/${both.personId}`, { as: collegeLead })).status, 200)
  const own = `/agency/people/${schoolLead.personId}/leaving`
  const { id } = await database
    .selectFrom('affiliation')
    .select('id')
    .where('person_id', '=', schoolLead.personId)
    .executeTakeFirstOrThrow()
  assert.equal(
    (await request(own, { as: schoolLead, form: { affiliationId: id } })).status,
    422,
    'not oneself',
  )
})

test('a list is looked through every 90 days', async () => {
  const isDue = async () => (await reviewStateOf(services, collegeLead.personId)).isDue
  const page = async () => (await request('/agency', { as: collegeLead })).text()
  assert.ok(await isDue())
  assert.ok((await page()).includes('This list is right'))
  await request('/agency/review', { as: collegeLead, method: 'POST' })
  assert.ok(!(await isDue()))
  assert.ok(!(await page()).includes('This list is right'))
  app.clock.advance(90 * 24 * 3600_000)
  assert.ok(await isDue())
  app.clock.advance(-90 * 24 * 3600_000)
})

test('somebody asks to lead their agency; the partnership decides once', async () => {
  const ask = (form: Record<string, string>) =>
    request('/account/agency-lead', { as: teacher, form })
  assert.equal((await ask({ organisationId: school, reason: '' })).status, 422)
  assert.equal((await ask({ organisationId: college, reason: 'I would like to' })).status, 422)
  assert.equal((await ask({ organisationId: 'x', reason: 'I would like to' })).status, 422)
  const asked = await ask({ organisationId: school, reason: 'I am the deputy lead' })
  assert.equal(asked.headers.get('location'), '/account/agency-lead?done=asked')
  assert.equal((await ask({ organisationId: school, reason: 'Again' })).status, 422)

  const { id } = await database
    .selectFrom('agency_lead_request')
    .select('id')
    .executeTakeFirstOrThrow()
  const page = `/manage/people/agency-leads/${id}`
  assert.equal((await request(page, { as: teacher })).status, 403)
  assert.match(await (await request(page, { as: officer })).text(), /I am the deputy lead/)
  const decide = (decision: string) =>
    request(`${page}/decision`, { as: officer, form: { decision } })
  assert.equal((await decide('')).status, 422)
  assert.equal((await request('/agency', { as: teacher })).status, 403)
  const decided = await decide('approve')
  assert.equal(decided.headers.get('location'), '/manage/people/agency-leads?done=approve')
  assert.equal((await request('/agency', { as: teacher })).status, 200)
  const again = await decide('decline')
  assert.equal(again.headers.get('location'), '/manage/people/agency-leads?done=gone')
  await runJobs()
  assert.ok(await lastMailTo(app, teacher.email, 'You are now an agency lead'))
})

test('what was begun for the one before is seen by the lead of the one that follows, of people who are there now', async () => {
  const before = await organisation('Mere School')
  const follows = await organisation('Mere Academy')
  const elsewhere = await organisation('Scar School')
  const [lead, moved, gone] = [await signIn(), await signIn('practitioner'), await signIn()]
  await leads(lead, follows)
  await works(lead, follows)
  const began = await works(moved, before, { to: '2021-03-01' })
  await works(moved, follows, { from: '2021-03-01' })
  const atOther = await works(moved, elsewhere, { isMain: false })
  const goneBegan = await works(gone, before, { to: '2021-02-01' })
  const course = await published()
  const other = await published()
  await enrolled(moved, began, course)
  await enrolled(moved, atOther, other)
  await enrolled(gone, goneBegan, course)
  const seen = async () =>
    asAgencyLead(services, lead.personId, (transaction) =>
      transaction.selectFrom('enrolment').select(['person_id', 'course_id']).execute(),
    )
  const line = async () =>
    (await (await request('/agency/learning.csv', { as: lead })).text())
      .split('\n')
      .filter((text) => text.includes(moved.email))
      .join()

  // The control: with nothing between the two, or a plan only, it is another employer's business.
  assert.deepEqual(await seen(), [])
  assert.match(await line(), /Not on a course for your agency/)
  const succession = await converted(before, follows, '2021-03-11')
  assert.deepEqual(await seen(), [])

  await database.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('organisation')
      .set({ closed_on: '2021-03-01' })
      .where('id', '=', before)
      .execute()
    await transaction
      .updateTable('organisation_succession')
      .set({ takes_effect_on: '2021-03-01' })
      .where('id', '=', succession)
      .execute()
  })
  assert.deepEqual(await seen(), [{ person_id: moved.personId, course_id: course }])
  assert.match(await line(), /Learning since|modules, since/)
})

test('a lead of an organisation that has closed is told so, and who follows it', async () => {
  const [before, follows] = [await organisation('Gill School'), await organisation('Gill Academy')]
  const lead = await signIn()
  await leads(lead, before)
  await works(lead, before)
  const page = async () => (await request('/agency', { as: lead })).text()
  assert.match(await page(), /1 person/)
  assert.doesNotMatch(await page(), /closed on/)
  await converted(before, follows, '2021-03-01')
  const closed = await page()
  assert.match(closed, /Gill School closed on 1 March 2021\. Gill Academy follows it/)
  assert.match(closed, /href="\/account\/agency-lead"/)
  assert.doesNotMatch(closed, /Nobody has registered/)
})

async function published(): Promise<string> {
  const slug = `course-${Math.random().toString(36).slice(2)}`
  const { id } = await database
    .insertInto('publication')
    .values({ kind: 'course', slug, draft_state: 'none' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const content = JSON.stringify({ modules: [] })
  await sql`insert into publication_version (publication_id, number, title, content)
    values (${id}, 1, 'Seeing and hearing', ${content}::jsonb)`.execute(database)
  await sql`insert into course_version (course_id, number, title, delivery, minutes, published_at)
    values (${id}, 1, 'Seeing and hearing', 'online', 10, ${services.clock.now()})`.execute(
    database,
  )
  return id
}

async function enrolled(person: Visitor, affiliationId: string, courseId: string): Promise<void> {
  const now = services.clock.now()
  await sql`insert into enrolment (person_id, course_id, course_version, affiliation_id, enrolled_at, details_confirmed_at)
    values (${person.personId}, ${courseId}, 1, ${affiliationId}, ${now}, ${now})`.execute(database)
}

async function converted(before: string, follows: string, on: string): Promise<string> {
  return database.transaction().execute((transaction) =>
    insertSuccession(transaction, {
      kind: 'conversion',
      on,
      from: [before],
      to: [follows],
      by: null,
      now: services.clock.now(),
    }),
  )
}

async function rolesOf(person: Visitor): Promise<string[]> {
  const rows = await database
    .selectFrom('person_role')
    .select('organisation_id as id')
    .where('person_id', '=', person.personId)
    .where('role', '=', 'agency-lead')
    .where('valid_to', 'is', null)
    .execute()
  return rows.map(({ id }) => id!)
}

function leave(person: Visitor, affiliationId: string): Promise<Response> {
  const lastDay = { 'lastDay-day': '10', 'lastDay-month': '3', 'lastDay-year': '2021' }
  const path = `/account/details/employers/${affiliationId}/leaving`
  return request(path, { as: person, form: lastDay })
}

test('whoever leaves the agency that they lead leads it no more, and is told', async () => {
  const leaving = await signIn('practitioner')
  const there = await works(leaving, school)
  const elsewhere = await works(leaving, college, { isMain: false })
  await leads(leaving, school)
  await leads(leaving, trust)
  // The control: to leave another employer takes nothing away, and who works below the trust still leads it.
  assert.equal((await leave(leaving, elsewhere)).status, 303)
  assert.deepEqual((await rolesOf(leaving)).toSorted(), [school, trust].toSorted())
  assert.equal((await request('/agency', { as: leaving })).status, 200)
  assert.equal((await leave(leaving, there)).status, 303)
  assert.deepEqual(await rolesOf(leaving), [])
  assert.equal((await request('/agency', { as: leaving })).status, 403)
  await runJobs()
  assert.ok(await lastMailTo(app, leaving.email, 'You are no longer an agency lead'))
  const log = await (await request('/manage/audit', { as: officer })).text()
  assert.match(log.replace(/<[^>]+>/g, ''), /stopped being the lead of an organisation/)
})

test('a lead of whom another lead says that they left leads no more', async () => {
  const reported = await signIn('practitioner')
  const affiliationId = await works(reported, school)
  await leads(reported, school)
  const path = `/agency/people/${reported.personId}/leaving`
  const ended = await request(path, { as: schoolLead, form: { affiliationId } })
  assert.equal(ended.headers.get('location'), '/agency?done=left')
  assert.deepEqual(await rolesOf(reported), [])
})

test('nobody becomes the lead of an agency that they have left since they asked', async () => {
  const asking = await signIn('practitioner')
  const there = await works(asking, school)
  await request('/account/agency-lead', {
    as: asking,
    form: { organisationId: school, reason: 'I look after training' },
  })
  const { id } = await database
    .selectFrom('agency_lead_request')
    .select('id')
    .where('person_id', '=', asking.personId)
    .executeTakeFirstOrThrow()
  const page = `/manage/people/agency-leads/${id}`
  const shown = async () => (await request(page, { as: officer })).text()
  const decide = (decision: string) =>
    request(`${page}/decision`, { as: officer, form: { decision } })
  assert.doesNotMatch(await shown(), /no longer works at/)
  assert.match(await shown(), /value="approve"/)
  assert.equal((await leave(asking, there)).status, 303)
  assert.match(await shown(), /no longer works at Beck School/)
  assert.doesNotMatch(await shown(), /value="approve"/)
  const refused = await decide('approve')
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /They no longer work there, so they cannot lead it/)
  assert.deepEqual(await rolesOf(asking), [])
  // The control: it still waits, and can be declined.
  const declined = await decide('decline')
  assert.equal(declined.headers.get('location'), '/manage/people/agency-leads?done=decline')
})
