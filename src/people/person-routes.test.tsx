import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../test/app.ts'
import { account, frontDoor, lastMailTo } from '../../test/people.ts'
import { createApp } from '../app.ts'
import { roles } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { openDatabase } from '../platform/database.ts'
import { findPerson } from './person-queries.ts'

const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const nobody = '00000000-0000-4000-8000-000000000000'

async function organisation(app: TestApp, name: string): Promise<string> {
  const officer = await app.signIn('officer')
  const added = await app.request('/manage/organisations', {
    as: officer,
    form: {
      name,
      sectorCode: 'education',
      'openedOn-day': '1',
      'openedOn-month': '9',
      'openedOn-year': '2001',
    },
  })
  return /organisations\/([0-9a-f-]{36})/.exec(added.headers.get('location')!)![1]!
}

test('an officer adds a person, who gets in by the invitation', async (t) => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const school = await organisation(app, 'Fellside School')
  const form = {
    name: '  Jo   Askham ',
    email: 'Jo.Askham@example.org',
    organisationId: school,
    jobTitle: 'Youth worker',
    roles: ['practitioner', 'agency-lead'],
  }

  await t.test('with details, roles and an email', async () => {
    const added = await app.request('/manage/people', { as: officer, form })
    assert.equal(added.status, 303)
    const shown = await app.request(added.headers.get('location')!, { as: officer })
    const page = await shown.text()
    for (const words of [
      'Jo Askham',
      'Jo.Askham@example.org',
      'not proved yet',
      'Fellside School',
      'Agency lead of Fellside School',
      'No password yet',
      'Send the invitation again',
    ])
      assert.ok(page.includes(words), words)
    await app.runJobs()
    const mail = (await lastMailTo(app, 'Jo.Askham@example.org'))!
    assert.match(mail.text, /http:\/\/localhost:3000\/sign-in\/new-password/)
    assert.doesNotMatch(mail.text, /password request|token/)
  })

  await t.test('who chooses a password with a code and sets up a second factor', async () => {
    const door = frontDoor(app)
    const asked = await door.post('/sign-in/new-password', { email: 'jo.askham@example.org' })
    await app.runJobs()
    const mail = (await lastMailTo(app, 'Jo.Askham@example.org', 'is your code'))!
    const code = /(\d{6})/.exec(mail.subject)![1]!
    const done = await door.post(asked.headers.get('location')!, {
      code,
      password: 'tarn whistle button sedge',
    })
    assert.equal(done.headers.get('location'), '/sign-in/second-factor')
    const next = await door.get('/sign-in/second-factor')
    assert.equal(next.headers.get('location'), '/account/second-factor')
  })

  await t.test('but not twice, in whatever letters', async () => {
    const again = await app.request('/manage/people', {
      as: officer,
      form: { ...form, email: 'JO.ASKHAM@example.org' },
    })
    assert.equal(again.status, 422)
    const page = await again.text()
    assert.match(page, /is here already/)
    assert.match(page, /Open the record of the person/)
    assert.match(page, /value="JO\.ASKHAM@example\.org"/)
    const twins = { ...form, email: 'twin@example.org' }
    const answers = await Promise.all(
      [1, 2, 3].map(() => app.request('/manage/people', { as: officer, form: twins })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((one, other) => one - other),
      [303, 422, 422],
    )
  })

  await t.test('and whatever is wrong gets a sentence, with what was typed kept', async () => {
    const wrong: [Record<string, string | string[]>, RegExp][] = [
      [{ name: '' }, /Enter the full name/],
      [{ name: '12345' }, /at least one letter/],
      [{ name: 'x'.repeat(201) }, /200 characters or fewer/],
      [{ name: 'Jo\u202eAskham' }, /characters that cannot be seen/],
      [{ email: 'office' }, /like name@example\.org/],
      [{ email: 'a@b.example\nBcc: c@d.example' }, /cannot be seen/],
      [{ email: 'office@example.org' }, /several people share/],
      [{ email: 'jo@mailinator.com' }, /short time only/],
      [{ roles: [] }, /Choose at least one role/],
      [{ roles: ['emperor'] }, /Choose a role/],
      [{ roles: ['agency-lead'], organisationId: '' }, /leads one organisation/],
      [{ organisationId: nobody }, /is not in the register/],
      [{ organisationId: 'x' }, /is not in the register/],
      [{ jobTitle: 'x'.repeat(201) }, /200 characters or fewer/],
    ]
    for (const [change, sentence] of wrong) {
      const kept = { ...form, email: 'new@example.org', ...change }
      const refused = await app.request('/manage/people', { as: officer, form: kept })
      assert.equal(refused.status, 422, JSON.stringify(change))
      const page = await refused.text()
      assert.match(page, sentence)
      if (!('jobTitle' in change)) assert.match(page, /value="Youth worker"/)
    }
    for (const name of ['O', 'Ó Súilleabháin', '李', 'Đặng Thị Hồng', "D'Arcy-Smith", 'محمد'])
      assert.equal(
        (
          await app.request('/manage/people', {
            as: officer,
            form: { name, email: `p${name.codePointAt(0)}@example.org`, roles: 'practitioner' },
          })
        ).status,
        303,
        name,
      )
  })
})

test('what an officer changes holds from the person’s next page on, on every process', async (t) => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  // A second process on the same database.
  const other = openDatabase(app.services.config.databaseUrl!, { connections: 2 })
  t.after(() => other.destroy())
  const elsewhere = createApp({ ...app.services, database: other })
  const get = async (path: string, cookie: string) =>
    elsewhere.request(`http://localhost:3000${path}`, {
      headers: { host: 'localhost:3000', cookie },
    })

  await t.test('a role that is given or taken', async () => {
    const person = await app.signIn('communications')
    assert.equal((await get('/manage/people', person.cookie)).status, 403)
    const given = await app.request(`/manage/people/${person.personId}/roles`, {
      as: officer,
      form: { role: 'officer' },
    })
    assert.equal(given.status, 303)
    assert.equal((await get('/manage/people', person.cookie)).status, 200)
    const twice = await app.request(`/manage/people/${person.personId}/roles`, {
      as: officer,
      form: { role: 'officer' },
    })
    assert.match(await twice.text(), /has this role already/)
    const taken = await app.request(`/manage/people/${person.personId}/roles/removal`, {
      as: officer,
      form: { role: 'officer', organisationId: '' },
    })
    assert.equal(taken.status, 303)
    assert.equal((await get('/manage/people', person.cookie)).status, 403)
  })

  await t.test('a role that needs a second factor, for somebody who has none', async () => {
    const learner = await account(app)
    const door = frontDoor(app)
    await door.post('/sign-in', learner)
    assert.equal((await get('/account', door.cookie)).status, 200)
    await app.request(`/manage/people/${learner.personId}/roles`, {
      as: officer,
      form: { role: 'communications' },
    })
    const asked = await get('/account', door.cookie)
    assert.equal(asked.headers.get('location'), '/sign-in/second-factor?next=%2Faccount')
  })

  await t.test('leaving: every session ends, and no way in is left', async () => {
    const leaver = await account(app, { roles: ['communications'], key })
    const door = frontDoor(app)
    await door.post('/sign-in', leaver)
    assert.equal((await get('/sign-in/second-factor', door.cookie)).status, 200)
    const page = await app.request(`/manage/people/${leaver.personId}/leaving`, { as: officer })
    assert.match(await page.text(), /This happens at once/)
    assert.equal((await get('/sign-in/second-factor', door.cookie)).status, 200)
    const left = await app.request(`/manage/people/${leaver.personId}/leaving`, {
      as: officer,
      form: { '': '' },
    })
    assert.equal(left.status, 303)
    assert.equal(
      (await get('/sign-in/second-factor', door.cookie)).headers.get('location'),
      '/sign-in?next=%2Fsign-in%2Fsecond-factor',
    )
    assert.equal((await frontDoor(app).post('/sign-in', leaver)).status, 422)
    const { sessions } = await app.database
      .selectFrom('session')
      .select(({ fn }) => fn.countAll<number>().as('sessions'))
      .where('person_id', '=', leaver.personId)
      .executeTakeFirstOrThrow()
    assert.equal(sessions, 0)
    await frontDoor(app).post('/sign-in/new-password', { email: leaver.email })
    await app.runJobs()
    assert.equal(await lastMailTo(app, leaver.email), undefined)
    const shown = await (
      await app.request(`/manage/people/${leaver.personId}`, { as: officer })
    ).text()
    assert.match(shown, /Nobody can sign in with this record/)
    const listed = await (await app.request('/manage/people?state=left', { as: officer })).text()
    assert.match(listed, new RegExp(leaver.email))
    assert.doesNotMatch(
      await (await app.request('/manage/people', { as: officer })).text(),
      new RegExp(leaver.email),
    )
    const { name } = await app.database
      .selectFrom('person')
      .select('name')
      .where('id', '=', leaver.personId)
      .executeTakeFirstOrThrow()
    const sought = `/manage/people?q=${encodeURIComponent(name)}`
    const nobody = await (await app.request(sought, { as: officer })).text()
    const toAll = /Or <a class="govuk-link" href="([^"]+)">search leavers too/.exec(nobody)?.[1]
    assert.ok(toAll, 'whoever has left is one step away')
    const all = await app.request(toAll.replaceAll('&amp;', '&'), { as: officer })
    assert.match(await all.text(), new RegExp(leaver.email))

    await app.request(`/manage/people/${leaver.personId}/return`, { as: officer, form: { '': '' } })
    await app.runJobs()
    assert.match((await lastMailTo(app, leaver.email))!.subject, /You can now sign in/)
    const back = await (
      await app.request(`/manage/people/${leaver.personId}`, { as: officer })
    ).text()
    assert.match(back, /No password yet/)
    assert.match(back, /None\./)
    assert.match(back, /an officer asked/, 'where they work now is to be told')
    const returned = await findPerson(app.database, ukDate(app.clock.now()), leaver.personId)
    assert.deepEqual(
      returned?.roles.map(({ role }) => role),
      ['practitioner'],
    )
  })

  await t.test('a reset second factor, and signing somebody out', async () => {
    const person = await account(app, { roles: ['communications'], key })
    const door = frontDoor(app)
    await door.post('/sign-in', person)
    await app.request(`/manage/people/${person.personId}/sessions/end`, {
      as: officer,
      form: { '': '' },
    })
    assert.equal((await get('/sign-in/second-factor', door.cookie)).status, 303)
    await door.post('/sign-in', person)
    const reset = await app.request(`/manage/people/${person.personId}/second-factor-reset`, {
      as: officer,
      form: { '': '' },
    })
    assert.equal(reset.status, 303)
    assert.equal((await get('/sign-in/second-factor', door.cookie)).status, 303)
    await app.runJobs()
    assert.match((await lastMailTo(app, person.email))!.subject, /second factor has been reset/)
    const again = await app.request(`/manage/people/${person.personId}/second-factor-reset`, {
      as: officer,
      form: { '': '' },
    })
    assert.equal(again.status, 422)
    assert.match(await again.text(), /no second factor to reset/)
  })

  await t.test('another email address: signed out, and both addresses are told', async () => {
    const person = await account(app)
    const door = frontDoor(app)
    await door.post('/sign-in', person)
    const renamed = await app.request(`/manage/people/${person.personId}/details`, {
      as: officer,
      form: { name: 'A Name', email: 'moved@example.org' },
    })
    assert.equal(renamed.status, 303)
    assert.equal((await get('/account', door.cookie)).status, 303)
    await app.runJobs()
    for (const address of [person.email, 'moved@example.org'])
      assert.match((await lastMailTo(app, address))!.subject, /email address has been changed/)
    const taken = await app.request(`/manage/people/${person.personId}/details`, {
      as: officer,
      form: { name: 'A Name', email: officer.email },
    })
    assert.equal(taken.status, 422)
    assert.match(await taken.text(), /Somebody else has this email address/)
  })
})

test('there is always an officer left', async (t) => {
  const app = await testApp()
  const [one, two] = [await app.signIn('officer'), await app.signIn('officer')]
  const remove = (by: typeof one, personId: string) =>
    app.request(`/manage/people/${personId}/roles/removal`, {
      as: by,
      form: { role: 'officer', organisationId: '' },
    })

  await t.test(
    'nobody takes their own role, marks themselves as a leaver or resets their own factor',
    async () => {
      assert.match(await (await remove(one, one.personId)).text(), /cannot do this to yourself/)
      for (const path of ['leaving', 'second-factor-reset']) {
        const refused = await app.request(`/manage/people/${one.personId}/${path}`, {
          as: one,
          form: { '': '' },
        })
        assert.equal(refused.status, 422)
        assert.match(await refused.text(), /cannot do this to yourself/)
      }
    },
  )

  await t.test('two who remove each other at once leave one', async () => {
    const answers = await Promise.all([remove(one, two.personId), remove(two, one.personId)])
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other)
    assert.ok(
      statuses[0] === 303 && [403, 422].includes(statuses[1]!),
      `one is done, the other refused: ${statuses.join()}`,
    )
    const { officers } = await app.database
      .selectFrom('person_role')
      .select(({ fn }) => fn.countAll<number>().as('officers'))
      .where('role', '=', 'officer')
      .where('valid_to', 'is', null)
      .executeTakeFirstOrThrow()
    assert.equal(officers, 1)
  })
})

test('people are found by name, address and organisation, in any script, and by nothing else', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const school = await organisation(app, 'Fellside School')
  const add = (name: string, email: string, organisationId = '') =>
    app.request('/manage/people', {
      as: officer,
      form: { name, email, organisationId, roles: 'practitioner' },
    })
  await add('Siân Öztürk', 'sian@example.org')
  await add('100% Smith', 'percent@example.org')
  await add('Pat Fell', 'pat@example.org', school)
  const find = async (query: string) => {
    const page = await app.request(`/manage/people?${query}`, { as: officer })
    assert.equal(page.status, 200, query)
    return [...(await page.text()).matchAll(/class="cairn-meta">([^<]+@example\.org)/g)].map(
      ([, email]) => email,
    )
  }
  for (const words of ['öztürk', 'OZTURK', 'sian', 'SIÂN'])
    assert.deepEqual(await find(`q=${encodeURIComponent(words)}`), ['sian@example.org'], words)
  assert.deepEqual(await find('q=fellside'), ['pat@example.org'])
  assert.deepEqual(await find('q=fell+pat'), ['pat@example.org'])
  assert.deepEqual(await find('q=%25'), ['percent@example.org'])
  assert.deepEqual(await find('q=_'), [])
  assert.deepEqual(await find(`organisation=${school}`), ['pat@example.org'])
  assert.deepEqual(await find('q=zzz'), [])
  for (const odd of ['page=0', 'page=x', 'role=emperor', 'state=x', 'organisation=x', 'q=%00'])
    await find(odd)
})

test('only officers reach the desk, and only with their second factor', async () => {
  const app = await testApp()
  const subject = await account(app)
  const school = await organisation(app, 'A School')
  const person = `/manage/people/${subject.personId}`
  const place = `/manage/organisations/${school}`
  const reads = [
    '/manage/people',
    '/manage/people/new',
    '/manage/people/second-factors',
    person,
    `${person}/details`,
    `${person}/leaving`,
    `${person}/second-factor-reset`,
    `${person}/erasure`,
    '/manage/organisations',
    '/manage/organisations/new',
    place,
    `${place}/name`,
    `${place}/closure`,
    '/manage/audit',
    '/manage/audit/check',
  ]
  const writes = [
    '/manage/people',
    '/manage/people/second-factors',
    `${person}/details`,
    `${person}/roles`,
    `${person}/roles/removal`,
    `${person}/invitation`,
    `${person}/sessions/end`,
    `${person}/second-factor-reset`,
    `${person}/leaving`,
    `${person}/return`,
    `${person}/erasure`,
    '/manage/organisations',
    `${place}/name`,
    `${place}/closure`,
    `${place}/reopening`,
  ]
  // That no route is missing, test/access-sweep.test.ts sees to.
  const before = await contents(app)
  for (const role of roles) {
    const visitor = await app.signIn(role)
    for (const path of reads) {
      const { status } = await app.request(path, { as: visitor })
      assert.equal(status, role === 'officer' ? 200 : 403, `${role} GET ${path}`)
    }
    if (role === 'officer') continue
    for (const path of writes) {
      const { status } = await app.request(path, { as: visitor, form: { role: 'officer' } })
      assert.equal(status, 403, `${role} POST ${path}`)
    }
  }
  for (const path of [...reads, ...writes]) {
    const form = reads.includes(path) ? undefined : { role: 'officer' }
    const answer = await app.request(path, form ? { form } : {})
    assert.match(answer.headers.get('location') ?? '', /^\/sign-in/, `the public ${path}`)
  }
  const half = await account(app, { roles: ['officer'], key })
  const door = frontDoor(app)
  await door.post('/sign-in', half)
  const halfWay = /^\/sign-in\/second-factor\?next=%2Fmanage/
  for (const path of reads)
    assert.match((await door.get(path)).headers.get('location') ?? '', halfWay, path)
  for (const path of writes)
    assert.match((await door.post(path)).headers.get('location') ?? '', halfWay, path)
  assert.deepEqual(await contents(app), before, 'nothing was changed by all this')
  // The control: an officer’s POST does change something.
  const officer = await app.signIn('officer')
  await app.request(`${person}/roles`, { as: officer, form: { role: 'communications' } })
  assert.notDeepEqual(await contents(app), before)

  for (const path of [`/manage/people/${nobody}`, '/manage/people/x', '/manage/organisations/x'])
    assert.equal((await app.request(path, { as: officer })).status, 404, path)
})

/** What the desk could have changed of the subject. */
async function contents({ database }: TestApp): Promise<unknown> {
  return {
    roles: await database
      .selectFrom('person_role')
      .innerJoin('person', 'person.id', 'person_id')
      .selectAll('person_role')
      .where('email', 'like', 'account-%')
      .where('role', '!=', 'officer')
      .execute(),
    organisations: await database.selectFrom('organisation').selectAll().execute(),
    names: await database.selectFrom('organisation_name').selectAll().execute(),
    left: await database
      .selectFrom('person')
      .select('id')
      .where('left_at', 'is not', null)
      .execute(),
  }
}

test('every officer is told when the account of one is made or changed, and nobody else is', async () => {
  const app = await testApp()
  const actor = await app.signIn('officer')
  const other = await app.signIn('officer')
  const coordinator = await app.signIn('training-coordinator')
  const post = async (path: string, form: Record<string, string>) =>
    assert.equal((await app.request(path, { as: actor, form })).status, 303, path)
  const subjects = async (email: string) => {
    await app.runJobs()
    const mails = await app.database
      .selectFrom('development_mail')
      .select('subject')
      .where('recipient', '=', email)
      .where('subject', '~', 'officer now|second factor of|address of')
      .orderBy('id')
      .execute()
    return mails.map(({ subject }) =>
      subject.replace(/^.*(officer now|second factor|email address).*$/, '$1'),
    )
  }
  const chosen = await account(app, { key })
  const at = `/manage/people/${chosen.personId}`
  const details = { name: 'Jo Askham', nameChange: 'new' }
  // The control: before they are an officer it is nobody else's news.
  const practitioner = await account(app)
  const first = { ...details, email: 'first@example.org' }
  await post(`/manage/people/${practitioner.personId}/details`, first)
  assert.deepEqual(await subjects(other.email), [])
  await post(`${at}/roles`, { role: 'officer' })
  await post(`${at}/second-factor-reset`, { '': '' })
  await post(`${at}/details`, { ...details, email: 'second@example.org' })
  const told = ['officer now', 'second factor', 'email address']
  assert.deepEqual((await subjects(other.email)).toSorted(), told.toSorted())
  assert.deepEqual((await subjects(actor.email)).toSorted(), told.toSorted())
  assert.deepEqual(await subjects(coordinator.email), [])
  assert.deepEqual(await subjects('second@example.org'), [])
})

test('an organisation is searched for, not chosen from a list of all', async () => {
  const app = await testApp()
  const officer = await app.signIn('officer')
  const school = await organisation(app, 'Fellside School')
  await organisation(app, 'Tarn College')
  const form = { name: 'Ada Rigg', email: 'ada.rigg@tarn.example', roles: 'agency-lead' }
  const empty = await (await app.request('/manage/people/new', { as: officer })).text()
  assert.ok(!empty.includes('Fellside School'))
  const send = (more: Record<string, string>) =>
    app.request('/manage/people', { as: officer, form: { ...form, ...more } })
  const words = { 'organisationId-words': 'fellside', 'organisationId-searched': 'fellside' }

  const searched = await send({ 'organisationId-words': 'fellside', 'organisationId-search': '1' })
  assert.equal(searched.status, 200)
  const page = await searched.text()
  assert.ok(page.includes(`value="${school}"`) && page.includes('value="Ada Rigg"'))
  assert.ok(!page.includes('Tarn College') && !page.includes('There is a problem'))
  assert.match(await (await send({ 'organisationId-words': 'zzzzz' })).text(), /Nothing was found/)
  const none = await send({ ...words, organisationId: 'none' })
  assert.match(await none.text(), /leads one organisation/)

  const added = await send({ ...words, organisationId: school })
  assert.equal(added.status, 303)
  const person = added.headers.get('location')!.split('?')[0]!
  assert.match(await (await app.request(person, { as: officer })).text(), /Fellside School/)
  const role = await app.request(`${person}/roles`, {
    as: officer,
    form: { role: 'agency-lead', 'organisationId-words': 'tarn', 'organisationId-search': '1' },
  })
  assert.equal(role.status, 200)
  assert.match(await role.text(), /<details[^>]* open[^]*Tarn College/)
})
