import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp, type Visitor } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { account } from '../../../test/people.ts'
import { register } from '../../../test/roster.ts'
import { roles } from '../../platform/access.ts'

const now = '2026-11-26T09:00:00Z'

/** Ticks these people, and gives the address of the selection. */
async function choose(app: TestApp, officer: Visitor, person: string[]): Promise<string> {
  const answer = await app.request('/manage/people/selections', {
    as: officer,
    form: { choose: 'ticked', person },
  })
  assert.equal(answer.status, 303)
  return answer.headers.get('location')!
}

/** The page that shows what would happen, and the form of its button. */
async function preview(app: TestApp, officer: Visitor, path: string) {
  const answer = await app.request(path, { as: officer })
  const page = await answer.text()
  assert.equal(answer.status, 200, page)
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return { page, form: Object.fromEntries(fields.map(([, name, value]) => [name!, value!])) }
}

const agree = (app: TestApp, officer: Visitor, selection: string, form: Record<string, string>) =>
  app.request(`${selection}/changes`, { as: officer, form })

const entriesOf = (app: TestApp, action: string) =>
  app.database
    .selectFrom('audit_entry')
    .select(['subject_id', 'details'])
    .where('action', '=', action)
    .orderBy('number')
    .execute()

test('many people are asked to check their details', async (t) => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const ann = await register(app, { name: 'Ann', email: 'ann@example.org' })
  const bob = await register(app, { name: 'Bob', email: 'bob@example.org' })
  const gone = await register(app, { name: 'Gus', email: 'gus@example.org', leftAt: new Date(now) })
  const selection = await choose(app, officer, [ann, bob, gone])
  const { page, form } = await preview(app, officer, `${selection}/details-check`)
  const asked = () =>
    app.database
      .selectFrom('person')
      .select('name')
      .where('details_asked_at', 'is not', null)
      .execute()

  await t.test('after a page that says what will happen to whom, and does nothing', async () => {
    assert.match(page, /2 people will be asked to check their details/)
    assert.match(page, /1 person of those you chose is left out/)
    assert.match(page, /Gus[\s\S]*Has left/)
    assert.deepEqual(await asked(), [])
  })

  await t.test('all of them or, when one changed meanwhile, none', async () => {
    await app.database
      .updateTable('person')
      .set({ left_at: new Date(now) })
      .where('id', '=', bob)
      .execute()
    const refused = await agree(app, officer, selection, form)
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /Nothing was done\. Somebody changed one of these records/)
    assert.deepEqual(await asked(), [])
    await app.database.updateTable('person').set({ left_at: null }).where('id', '=', bob).execute()
  })

  await t.test('once, although the form is sent twice', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => agree(app, officer, selection, form)),
    )
    assert.equal(first!.status, 303)
    assert.equal(second!.headers.get('location'), first!.headers.get('location'))
    const done = await app.request(first!.headers.get('location')!, { as: officer })
    assert.match(await done.text(), /2 people will be asked to check their details\./)
    assert.equal((await asked()).length, 2)
    assert.deepEqual(
      (await entriesOf(app, 'person.details-check-asked')).map((entry) => entry.subject_id),
      [ann, bob],
    )
    const log = await app.request('/manage/audit', { as: officer })
    assert.match(await log.text(), /asked [\s\S]*?Ann[\s\S]*? to check their details/)
  })

  await t.test('and not again while they are asked', async () => {
    const again = await preview(app, officer, `${selection}/details-check`)
    assert.match(again.page, /This would do nothing/)
    assert.match(again.page, /Has been asked already/)
  })
})

test('a team moves to another organisation from a day on', async (t) => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const before = await listOrganisation(app, { names: [['Old Trust', '1990-01-01']] })
  const after = await listOrganisation(app, { names: [['New Trust', '1990-01-01']] })
  const third = await listOrganisation(app, { names: [['Third Trust', '1990-01-01']] })
  const closed = await listOrganisation(app, {
    names: [['Shut Trust', '1990-01-01']],
    closedOn: '2021-01-01',
  })
  const ann = await register(app, {
    name: 'Ann',
    email: 'ann@example.org',
    organisationIds: [before],
    jobTitle: 'Nurse',
  })
  const there = await register(app, {
    name: 'Tess',
    email: 'tess@example.org',
    organisationIds: [after],
  })
  const both = await register(app, {
    name: 'Bo',
    email: 'bo@example.org',
    organisationIds: [before, after],
  })
  const nowhere = await register(app, { name: 'Nia', email: 'nia@example.org' })
  const selection = await choose(app, officer, [ann, there, both, nowhere])

  await t.test('that is picked from the register', async () => {
    const none = await app.request(`${selection}/move`, { as: officer, form: { '': '' } })
    assert.equal(none.status, 422)
    const day = { 'from-day': '1', 'from-month': '11', 'from-year': '2026' }
    const found = await app.request(`${selection}/move`, {
      as: officer,
      form: { 'organisationId-words': 'new trust', 'organisationId-search': '1', ...day },
    })
    assert.match(await found.text(), new RegExp(after))
    const future = await app.request(`${selection}/move`, {
      as: officer,
      form: { organisationId: after, 'from-day': '1', 'from-month': '1', 'from-year': '2030' },
    })
    assert.match(await future.text(), /Enter today or a day before/)
    const picked = await app.request(`${selection}/move`, {
      as: officer,
      form: { organisationId: after, ...day },
    })
    assert.equal(
      picked.headers.get('location'),
      `${selection}/move?organisationId=${after}&from=2026-11-01`,
    )
  })

  await t.test('with their job, and what they did before stays where it was', async () => {
    const path = `${selection}/move?organisationId=${after}&from=2026-11-01`
    const { page, form } = await preview(app, officer, path)
    assert.match(
      page,
      /From 1 November 2026 on, 2 people will have New Trust as their main employer/,
    )
    assert.match(page, /Works there already/)
    assert.match(page, /Is recorded for days after that day already/)
    const employ = (organisationId: string) =>
      app.database
        .updateTable('affiliation')
        .set({ organisation_id: organisationId })
        .where('person_id', '=', ann)
        .execute()
    await employ(third)
    const elsewhere = await agree(app, officer, selection, form)
    assert.equal(elsewhere.status, 422, 'nobody is moved from where they were not shown to be')
    await employ(before)
    assert.equal((await agree(app, officer, selection, form)).status, 303)
    const rows = await app.database
      .selectFrom('affiliation')
      .select(['organisation_id', 'job_title', 'valid_from', 'valid_to'])
      .where('person_id', '=', ann)
      .orderBy('valid_from')
      .execute()
    assert.deepEqual(rows, [
      {
        organisation_id: before,
        job_title: 'Nurse',
        valid_from: '2020-01-01',
        valid_to: '2026-11-01',
      },
      { organisation_id: after, job_title: 'Nurse', valid_from: '2026-11-01', valid_to: null },
    ])
    const [entry] = await entriesOf(app, 'person.moved')
    assert.deepEqual(entry!.details, { organisation: after, from: '2026-11-01' })
    const shown = await app.request('/manage/people?q=new+trust', { as: officer })
    assert.match(await shown.text(), /Nia/)
  })

  await t.test('and never to one that is closed, or from a day to come', async () => {
    for (const query of [
      `organisationId=${closed}&from=2026-11-01`,
      `organisationId=${after}&from=2026-12-24`,
    ])
      assert.equal(
        (await app.request(`${selection}/move?${query}`, { as: officer })).status,
        404,
        query,
      )
    const strange = await app.request(`${selection}/move?organisationId=x&from=y`, { as: officer })
    assert.match(await strange.text(), /Where do they work now/)
  })
})

test('many leave at once', async (t) => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const colleague = await app.signIn('officer')
  const holder = await account(app, { roles: ['communications'] })
  const ann = await register(app, { name: 'Ann', email: 'ann@example.org' })
  const selection = await choose(app, officer, [
    officer.personId,
    colleague.personId,
    holder.personId,
    ann,
  ])
  const { page, form } = await preview(app, officer, `${selection}/leaving`)

  await t.test('but never whoever does it', async () => {
    assert.match(page, /3 people will be signed out everywhere/)
    assert.match(page, /This is you\. Another officer marks you as a leaver/)
  })

  await t.test('and every way in is closed', async () => {
    assert.equal((await app.request('/manage/people', { as: colleague })).status, 200)
    assert.equal((await agree(app, officer, selection, form)).status, 303)
    const refused = await app.request('/manage/people', { as: colleague })
    assert.match(refused.headers.get('location') ?? '', /^\/sign-in/)
    for (const table of ['password', 'session'] as const)
      assert.deepEqual(
        await app.database
          .selectFrom(table)
          .select('person_id')
          .where('person_id', 'in', [holder.personId, colleague.personId])
          .execute(),
        [],
        table,
      )
    assert.equal((await entriesOf(app, 'person.left')).length, 3)
    const open = await app.database
      .selectFrom('person_role')
      .select('person_id')
      .where('valid_to', 'is', null)
      .execute()
    assert.deepEqual(open, [{ person_id: officer.personId }])
  })
})

test('a role is given to many, and taken from them', async () => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const ann = await register(app, { name: 'Ann', email: 'ann@example.org' })
  const bob = await register(app, { name: 'Bob', email: 'bob@example.org' })
  const selection = await choose(app, officer, [ann, bob])
  const rolesOf = (person: string) =>
    app.database
      .selectFrom('person_role')
      .select('role')
      .where('person_id', '=', person)
      .where('valid_to', 'is', null)
      .orderBy('role')
      .execute()

  const given = await preview(app, officer, `${selection}/role-given?role=communications`)
  assert.match(given.page, /2 people will have the role Communications/)
  assert.equal((await agree(app, officer, selection, given.form)).status, 303)
  assert.deepEqual(await rolesOf(ann), [{ role: 'communications' }, { role: 'practitioner' }])
  const taken = await preview(app, officer, `${selection}/role-taken?role=practitioner`)
  assert.equal((await agree(app, officer, selection, taken.form)).status, 303)
  assert.deepEqual(await rolesOf(bob), [{ role: 'communications' }])

  for (const role of ['officer', 'agency-lead', 'emperor']) {
    const path = `${selection}/role-given?role=${role}`
    assert.equal((await app.request(path, { as: officer })).status, 404, role)
    const form = { ...given.form, role, changeId: crypto.randomUUID() }
    await agree(app, officer, selection, form)
  }
  assert.deepEqual(await rolesOf(ann), [{ role: 'communications' }])
})

test('who is chosen', async (t) => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const ann = await register(app, { name: 'Ann Findme', email: 'ann@example.org' })
  await register(app, { name: 'Bob Findme', email: 'bob@example.org' })
  await register(app, { name: 'Cy Other', email: 'cy@example.org' })

  await t.test('are those with a tick, or everyone found', async () => {
    const found = await app.request('/manage/people/selections', {
      as: officer,
      form: { choose: 'found', q: 'findme', person: [ann] },
    })
    const page = await app.request(found.headers.get('location')!, { as: officer })
    assert.match(await page.text(), /<h1[^>]*>[\s\S]*2 people/)
  })

  await t.test('or nobody, which gets a sentence and the same list', async () => {
    for (const form of [
      { choose: 'ticked', q: 'findme' },
      { person: 'x', q: 'findme' },
    ]) {
      const answer = await app.request('/manage/people/selections', { as: officer, form })
      assert.equal(answer.status, 422)
      const page = await answer.text()
      assert.match(page, /Tick the boxes of the people first/)
      assert.match(page, /Bob Findme/)
      assert.doesNotMatch(page, /Cy Other/)
    }
  })

  await t.test('are for the officer who chose them, and officers only', async () => {
    const selection = await choose(app, officer, [ann])
    const { form } = await preview(app, officer, `${selection}/leaving`)
    const other = await app.signIn('officer')
    const reads = ['', '/leaving', '/people.csv', '/move']
    const before = (await entriesOf(app, 'person.left')).length
    for (const role of roles) {
      const visitor = role === 'officer' ? other : await app.signIn(role)
      const status = role === 'officer' ? 404 : 403
      for (const path of reads)
        assert.equal(
          (await app.request(`${selection}${path}`, { as: visitor })).status,
          status,
          `${role} ${path}`,
        )
      for (const path of ['/changes', '/move'])
        assert.equal(
          (await app.request(`${selection}${path}`, { as: visitor, form })).status,
          status,
          `${role} ${path}`,
        )
      if (role === 'officer') continue
      const made = await app.request('/manage/people/selections', {
        as: visitor,
        form: { choose: 'ticked', person: [ann] },
      })
      assert.equal(made.status, 403)
      assert.equal(
        (await app.request('/manage/people/export.csv', { as: visitor })).status,
        403,
        role,
      )
    }
    assert.equal((await entriesOf(app, 'person.left')).length, before)
    // The control.
    assert.equal((await agree(app, officer, selection, form)).status, 303)
    assert.equal((await entriesOf(app, 'person.left')).length, before + 1)
  })

  await t.test('nothing comes of an address or a form that makes no sense', async () => {
    const selection = await choose(app, officer, [ann])
    for (const path of ['/manage/people/selections/x', `${selection}/dance`])
      assert.equal((await app.request(path, { as: officer })).status, 404, path)
    const answer = await agree(app, officer, selection, { action: 'dance' })
    assert.equal(answer.headers.get('location'), selection)
  })
})

test('the list goes out as a spreadsheet in which nothing is a formula', async () => {
  const app = await testApp(now)
  const officer = await app.signIn('officer')
  const school = await listOrganisation(app, {
    names: [['=HYPERLINK("x")', '1990-01-01']],
    codes: [['urn', '112233']],
  })
  await register(app, {
    name: '=cmd|calc',
    email: '+1@example.org',
    organisationIds: [school],
    jobTitle: '@SUM(1)',
  })
  await register(app, { name: 'Other', email: 'o@example.org' })
  const answer = await app.request('/manage/people/export.csv?q=calc', { as: officer })
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.match(answer.headers.get('content-type')!, /text\/csv/)
  const bytes = Buffer.from(await answer.arrayBuffer())
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  const lines = bytes.toString().trim().split('\r\n')
  assert.equal(lines.length, 2)
  assert.match(lines[0]!, /Name,Email address,Email proved,Organisation,Organisation code/)
  assert.match(lines[1]!, /^'=cmd\|calc,'\+1@example\.org,yes,"'=HYPERLINK\(""x""\)",URN 112233,/)
  assert.match(lines[1]!, /'@SUM\(1\)/)
  const [entry] = await entriesOf(app, 'people.exported')
  assert.deepEqual(entry!.details, { searched: true, people: 1 })
  const log = await app.request('/manage/audit', { as: officer })
  assert.match(await log.text(), /downloaded a list of 1 person/)
  const none = await app.request('/manage/people/export.csv?q=zzzzzz', { as: officer })
  assert.equal((await none.text()).trim().split('\r\n').length, 1, 'only the heading')
})
