import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Role } from '../src/platform/access.ts'
import { accessRuleOf } from '../src/platform/access.ts'
import { hashPassword } from '../src/people/people.ts'
import { testApp, type Visitor } from './app.ts'

/**
 * Every route × role × agency. What each role may is written here a second time, by address and in the words of the
 * house, so that a rule that was put beside the wrong route is noticed.
 */
const { app, request, database, services, signIn } = await testApp('2021-03-10T09:00:00Z')

type Reader = Role | 'public' | 'half'
const everybody: Reader[] = [
  'public',
  'half',
  'practitioner',
  'agency-lead',
  'communications',
  'training-coordinator',
  'officer',
]
const signedIn = everybody.slice(2)
const partlySignedIn = everybody.slice(1)
const officer: Reader[] = ['officer']
const publishers: Reader[] = ['communications', 'officer']
const trainers: Reader[] = ['training-coordinator', 'officer']
const unit: Reader[] = ['communications', 'training-coordinator', 'officer']

/** The first that fits holds. An address that fits none fails the test: say who may use it. */
const expected: [address: RegExp, readers: Reader[]][] = [
  // Asks for its own token, or this machine.
  [/^\/metrics$/, []],
  [
    /^\/manage\/(people|organisations|audit|partnership|privacy-requests|retention|sign-in-providers)(\/|$)/,
    officer,
  ],
  [
    /^\/manage\/(campaigns|guidance|legal-instruments|bulletins|subscribers|terms|reporting-routes)(\/|$)/,
    publishers,
  ],
  [/^\/manage\/training($|\/:id\/people$)/, unit],
  [/^\/manage\/training\//, trainers],
  [/^\/manage(\/(files|publications|editor-context)(\/|$)|$)/, unit],
  [/^\/agency(\/|$)/, ['agency-lead']],
  // Setting up or passing the second factor ends a sign-in.
  [
    /^\/account\/(second-factor(\/confirmation)?$|passkeys(\/new|\/options)?$|proof(\/|$))/,
    partlySignedIn,
  ],
  [/^\/sign-in\/second-factor$/, partlySignedIn],
  [/^\/account(\/|$)/, signedIn],
  [/^\/training\/:course\/(modules)\//, signedIn],
  [/^POST \/training\/:course\/enrol$/, signedIn],
  [
    /^(GET |POST )?\/($|assets|bulletins|calendar\.ics|campaigns|certificates|development|exit|favicon|feeds|files|guidance|health|organisations\/find|pictures|privacy|accessibility|ready|register|report|robots\.txt|search|sign-in|sign-out|sitemap|training|s\/|\.well-known)/,
    everybody,
  ],
]

function readersOf(method: string, path: string): Reader[] {
  const found = expected.find(
    ([address]) => address.test(path) || address.test(`${method} ${path}`),
  )
  assert.ok(found, `${method} ${path}: say in test/access-sweep.test.ts who may use it`)
  return found[1]
}

type Route = { method: string; path: string }

/** Every route that an access rule stands beside, once. */
const routes: Route[] = [
  ...new Map(
    app.routes
      .filter(({ handler }) => accessRuleOf(handler) !== undefined)
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  ).values(),
]

function addressOf(path: string, fill: (name: string) => string): string {
  return path.replaceAll(/:(\w+)(\{[^/]*\}+)?/g, (_, name: string) => fill(name))
}

const nothing = (name: string): string => (name === 'number' ? '1' : randomUUID())

/** Was somebody let through the rule? Where nothing is found, or a form is refused, they were. */
async function isLetThrough(response: Response): Promise<boolean> {
  if (response.status === 403) return false
  const to = response.headers.get('location') ?? ''
  return !(
    response.status === 303 && /^\/sign-in(\/second-factor)?($|\?(next|not-carried-out)=)/.test(to)
  )
}

async function halfSignedIn(): Promise<Visitor> {
  const visitor = await signIn('officer')
  await database
    .updateTable('session')
    .set({ second_factor_at: null })
    .where('person_id', '=', visitor.personId)
    .execute()
  return visitor
}

const visitorOf = (reader: Reader): Promise<Visitor | null> =>
  reader === 'public' ? Promise.resolve(null) : reader === 'half' ? halfSignedIn() : signIn(reader)

for (const reader of everybody) {
  test(`${reader}: every route lets through whom it should, and nobody else`, async () => {
    assert.ok(routes.length > 200, `only ${routes.length} routes`)
    const wrong: string[] = []
    let visitor = await visitorOf(reader)
    for (const { method, path } of routes) {
      // These send on whoever has signed in, half or whole, as the rules do; this one whoever brings no account along.
      if (/^\/sign-in(\/second-factor)?$/.test(path) && reader !== 'public') continue
      if (method === 'GET' && path === '/sign-in/unknown-account') continue
      const response = await request(addressOf(path, nothing), {
        method,
        ...(visitor ? { as: visitor } : {}),
      })
      const may = readersOf(method, path).includes(reader)
      if ((await isLetThrough(response)) !== may)
        wrong.push(`${method} ${path} answered ${response.status}; ${may ? 'may' : 'may not'}`)
      assert.ok(response.status < 500, `${method} ${path} answered ${response.status}`)
      // Some routes end the session; each is tried by somebody who has one.
      if (visitor && method === 'POST') {
        const { count } = await database
          .selectFrom('session')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('person_id', '=', visitor.personId)
          .executeTakeFirstOrThrow()
        if (count === 0) visitor = await visitorOf(reader)
      }
    }
    assert.deepEqual(wrong, [])
  })
}

test('the control: an address whose rule is another than written here is found', () => {
  assert.ok(!readersOf('GET', '/manage/people').includes('communications'))
  assert.throws(() => readersOf('GET', '/nobody-thought-of-this'), /say in test/)
})

/** Somebody with everything that a record can have, each thing marked with a word that nobody else has. */
async function agencyWorld(mark: string) {
  const { id: organisationId } = await database
    .insertInto('organisation')
    .values({ agency_sector_code: 'education', opened_on: '2000-01-01' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('organisation_name')
    .values({ organisation_id: organisationId, name: `${mark} School`, valid_from: '2000-01-01' })
    .execute()
  const lead = await signIn('practitioner')
  const learner = await signIn('practitioner')
  await database
    .insertInto('person_role')
    .values({
      person_id: lead.personId,
      role: 'agency-lead',
      organisation_id: organisationId,
    })
    .execute()
  const affiliations: Record<string, string> = {}
  for (const [who, { personId }] of Object.entries({ lead, learner })) {
    await database
      .updateTable('person')
      .set({ name: `${mark} ${who}`, email: `${who}@${mark.toLowerCase()}.example` })
      .where('id', '=', personId)
      .execute()
    const { id } = await database
      .insertInto('affiliation')
      .values({ person_id: personId, organisation_id: organisationId, valid_from: '2019-01-01' })
      .returning('id')
      .executeTakeFirstOrThrow()
    affiliations[who] = id
  }
  const hash = await hashPassword('slate heather beck lantern')
  await database
    .insertInto('password')
    .values({ person_id: learner.personId, hash, changed_at: services.clock.now() })
    .execute()
  const { id: requestId } = await database
    .insertInto('agency_lead_request')
    .values({
      person_id: learner.personId,
      organisation_id: organisationId,
      reason: `${mark} reason`,
      requested_at: services.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const ids = [
    organisationId,
    requestId,
    lead.personId,
    learner.personId,
    ...Object.values(affiliations),
  ]
  return { mark, lead, learner, ids, organisationId }
}

/** A digest of every row of every table that names one of the identifiers. */
async function rowsAbout(ids: string[]): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname not in ('audit_entry', 'throttle', 'session', 'schema_migration')
    order by 1`.execute(database)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select row_to_json(it)::text as "row" from ${sql.table(name)} it
      where row_to_json(it)::text ~ ${ids.join('|')} order by 1`.execute(database)
    found.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return found.join('\n')
}

test('what belongs to another agency can neither be read nor changed', async (t) => {
  const own = await agencyWorld('Fellside')
  const other = await agencyWorld('Tarnside')
  const officerVisitor = await signIn('officer')
  const before = await rowsAbout(other.ids)
  assert.ok(before.split('\n').length >= 8, 'there is something to protect')
  const personal = routes.filter(({ path }) => !path.startsWith('/manage'))
  const form = Object.fromEntries([
    ...['id', 'personId', 'person', 'person_id', 'who', 'with', 'keep', 'merge'].map((name) => [
      name,
      other.learner.personId,
    ]),
    ...['affiliationId', 'affiliation', 'main', 'mainId'].map((name) => [name, other.ids[4]!]),
    ...['organisationId', 'organisation', 'organisation_id'].map((name) => [
      name,
      other.organisationId,
    ]),
  ] as [string, string][])

  const tried: [string, Visitor | null, typeof own | null][] = [
    ['the public', null, null],
    ['a lead', own.lead, own],
    ['a learner', own.learner, own],
  ]
  for (const [who, as] of tried) {
    await t.test(`by ${who}`, async () => {
      const leaks: string[] = []
      let tries = 0
      for (const { method, path } of personal) {
        if (/sign-out|sessions\/end/.test(path)) continue
        const takes = /:(\w+)/.test(path) ? other.ids : [other.learner.personId]
        for (const id of takes) {
          tries += 1
          const address = addressOf(path, (name) => (name === 'number' ? '1' : id))
          const response = await request(
            method === 'GET' ? `${address}?${new URLSearchParams(form)}` : address,
            { method, ...(as ? { as } : {}), ...(method === 'POST' ? { form } : {}) },
          )
          assert.ok(response.status < 500, `${method} ${address} answered ${response.status}`)
          const said = await response.text()
          // The name of a listed organisation is no secret; who works there is.
          if (/Tarnside (lead|learner|reason)|@tarnside/.test(said))
            leaks.push(`${method} ${path} with ${id}`)
        }
      }
      assert.ok(tries > 100, `only ${tries} tries`)
      assert.deepEqual(leaks, [])
      assert.equal(await rowsAbout(other.ids), before)
    })
  }

  await t.test('the controls: their own lead reads them; an officer changes them', async () => {
    const page = await request(`/agency/people/${other.learner.personId}`, { as: other.lead })
    assert.match(await page.text(), /Tarnside learner/)
    await request(`/manage/people/${other.learner.personId}/leaving`, {
      as: officerVisitor,
      method: 'POST',
    })
    assert.notEqual(await rowsAbout(other.ids), before)
  })
})
