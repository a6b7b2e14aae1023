import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp } from '../../../test/app.ts'
import { listOrganisation } from '../../../test/organisations.ts'
import { account, frontDoor, lastMailTo } from '../../../test/people.ts'
import {
  answerTheRest,
  codeFor,
  goodPassword,
  newcomer,
  noManager,
  proved,
  stampOf,
} from '../../../test/registration.ts'
import { findMainAffiliation } from '../affiliations/affiliation-queries.ts'

const now = '2026-11-26T09:00:00Z'
const locationOf = (answer: Pick<Response, 'headers'>) => answer.headers.get('location')
const personOf = ({ database }: TestApp, email: string) =>
  database.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirst()

test('somebody registers whose organisation is listed', async (t) => {
  const app = await testApp(now)
  const youth = await listOrganisation(app, {
    names: [['Derwent Youth Project', '2003-05-12']],
    sector: 'vcfse',
    place: 'Keswick',
    domains: ['derwent-youth.example'],
  })
  const other = await listOrganisation(app, { names: [['Eden Valley Nursery', '2011-09-05']] })
  const next = '/training/some-course/enrol?session=1'
  const browser = newcomer(app)

  await t.test('with a name and an address, to which a code goes', async () => {
    const begun = await browser.begin({ next })
    assert.equal(begun.status, 303)
    assert.equal(locationOf(begun), '/register/code')
    assert.match(
      begun.headers.get('set-cookie') ?? '',
      /^__Host-cairn-registration=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    assert.match(await (await browser.get('/register/code')).text(), /jo@derwent-youth\.example/)
    assert.equal(await personOf(app, 'jo@derwent-youth.example'), undefined)
    // Nothing goes on before the address is proved.
    for (const step of ['organisation', 'organisation/new', 'work', 'signing-in', 'check'])
      assert.equal(locationOf(await browser.get(`/register/${step}`)), '/register/code', step)
    assert.equal(locationOf(await browser.post('/register/work', noManager)), '/register/code')
    assert.equal(locationOf(await browser.post('/register/check')), '/register/code')
    const code = await codeFor(app, 'jo@derwent-youth.example')
    const mail = await lastMailTo(app, 'jo@derwent-youth.example')
    assert.doesNotMatch(mail!.text, /Jo Askham|https?:\/\/\S*register/)
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    assert.equal(
      locationOf(await browser.post('/register/code', { code: spaced })),
      '/register/organisation',
    )
    // The form sent once more, and the page before: on to where they are.
    assert.equal(
      locationOf(await browser.post('/register/code', { code })),
      '/register/organisation',
    )
    assert.equal(locationOf(await browser.get('/register/code')), '/register/organisation')
  })

  await t.test('the organisation, suggested by the address or searched for', async () => {
    const page = await (await browser.get('/register/organisation')).text()
    assert.match(page, /Your address belongs to:/)
    assert.match(page, new RegExp(`value="${youth}" checked`))
    const search = { 'organisationId-words': 'nursery', 'organisationId-search': '1' }
    const searched = await browser.post('/register/organisation', search)
    assert.equal(searched.status, 200)
    assert.match(await searched.text(), new RegExp(`value="${other}"`))
    // With other words in the field a choice among earlier answers is none.
    const stale = { organisationId: youth, 'organisationId-words': 'nursery' }
    assert.equal((await browser.post('/register/organisation', stale)).status, 422)
    const pressed = { ...stale, 'organisationId-searched': 'nursery', 'organisationId-search': '1' }
    assert.equal(
      locationOf(await browser.post('/register/organisation', pressed)),
      '/register/work',
    )
    for (const [form, words] of [
      [{}, /Enter the name, postcode or code/],
      [{ 'organisationId-words': 'zzzz' }, /Nothing was found for “zzzz”/],
      [{ organisationId: 'nonsense' }, /not in the register/],
      [{ organisationId: crypto.randomUUID() }, /not in the register/],
    ] as const) {
      const answer = await browser.post('/register/organisation', form)
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), words)
    }
    const chosen = await browser.post('/register/organisation', { organisationId: youth })
    assert.equal(locationOf(chosen), '/register/work')
  })

  await t.test('the work, with what is wrong said beside it', async () => {
    const manager = {
      ...noManager,
      manager: 'one',
      managerName: 'Sam Rigg',
      managerEmail: 'sam@derwent-youth.example',
    }
    for (const [change, words] of [
      [{ jobTitle: '' }, /Enter your job title/],
      [{ jobTitle: 'x'.repeat(201) }, /200 characters or fewer/],
      [{ jobRoleCode: '' }, /Choose what comes nearest/],
      [{ jobRoleCode: 'pirate' }, /Choose one from the list/],
      [{ manager: '' }, /Say whether you have a line manager/],
      [{ managerName: '' }, /Enter the name of your line manager/],
      [{ managerEmail: '' }, /Enter the email address of your line manager/],
      [{ managerEmail: 'sam' }, /with an @/],
      [{ managerEmail: 'JO@derwent-youth.example' }, /This is your own address/],
      [{ managerName: 'Sam\u202eRigg' }, /characters that cannot be seen/],
    ] as const) {
      const answer = await browser.post('/register/work', { ...manager, ...change })
      assert.equal(answer.status, 422, JSON.stringify(change))
      const page = await answer.text()
      assert.match(page, words)
      assert.match(page, /Sam|managerName/)
    }
    assert.equal(locationOf(await browser.post('/register/work', manager)), '/register/signing-in')
    assert.match(await (await browser.get('/register/work')).text(), /value="Sam Rigg"/)
  })

  await t.test('a password that is not easy to guess', async () => {
    for (const [password, words] of [
      ['', /Enter a password/],
      ['short', /12 characters or more/],
      ['joaskhamaskham', /mostly a name/],
      ['manchesterunited', /common passwords/],
    ] as const) {
      const answer = await browser.post('/register/signing-in', { password })
      assert.equal(answer.status, 422)
      const page = await answer.text()
      assert.match(page, words)
      assert.ok(password === '' || !page.includes(password))
    }
    const chosen = await browser.post('/register/signing-in', { password: goodPassword })
    assert.equal(locationOf(chosen), '/register/check')
    const { password_hash: hash } = await app.database
      .selectFrom('registration')
      .select('password_hash')
      .executeTakeFirstOrThrow()
    assert.match(hash ?? '', /^\$argon2id\$/)
  })

  await t.test('the answers once more, each of which can be changed', async () => {
    const page = await (await browser.get('/register/check')).text()
    for (const words of [
      'Jo Askham',
      'Derwent Youth Project',
      'Keswick',
      'Youth worker',
      'Sam Rigg',
    ])
      assert.ok(page.includes(words), words)
    const links = [...page.matchAll(/href="(\/register[^"]*)">\s*Change/g)].map(([, href]) => href!)
    assert.equal(links.length, 7)
    for (const link of new Set(links)) assert.equal((await browser.get(link)).status, 200, link)
    // A changed step leads back here.
    const organisation = await browser.post('/register/organisation', { organisationId: other })
    assert.equal(locationOf(organisation), '/register/check')
    await browser.post('/register/organisation', { organisationId: youth })
    const renamed = await browser.begin({ name: 'Jo Askham-Rigg' })
    assert.equal(locationOf(renamed), '/register/check')
    assert.match(await (await browser.get('/register/check')).text(), /Jo Askham-Rigg/)
  })

  await t.test('and is in, once, with everything they told', async () => {
    const before = [...browser.cookies.keys()]
    assert.deepEqual(before, ['__Host-cairn-registration'])
    const answers = await Promise.all([1, 2, 3].map(async () => browser.post('/register/check')))
    for (const answer of answers) {
      assert.equal(locationOf(answer), next)
      assert.match(answer.headers.getSetCookie().join(), /__Host-cairn=/)
    }
    const sessions = await app.database.selectFrom('session').select('person_id').execute()
    assert.equal(sessions.length, 1, 'one form opens one session')
    const people = await app.database.selectFrom('person').selectAll().execute()
    assert.equal(people.length, 1)
    const [person] = people
    assert.equal(person!.name, 'Jo Askham-Rigg')
    assert.deepEqual(person!.email_verified_at, app.clock.now())
    assert.deepEqual(person!.details_confirmed_at, app.clock.now())
    const affiliation = await findMainAffiliation(app.database, person!.id, '2026-11-26')
    assert.equal(affiliation?.organisationId, youth)
    assert.equal(affiliation.jobTitle, 'Youth worker')
    assert.equal(affiliation.jobRole?.code, 'youth-worker')
    assert.deepEqual(affiliation.lineManager, {
      name: 'Sam Rigg',
      email: 'sam@derwent-youth.example',
    })
    const roles = await app.database.selectFrom('person_role').select('role').execute()
    assert.deepEqual(roles, [{ role: 'practitioner' }])
    const entries = await app.database.selectFrom('audit_entry').select('action').execute()
    assert.deepEqual(entries, [{ action: 'person.registered' }])
    assert.equal((await browser.get('/account')).status, 200)
    await app.runJobs()
    const welcome = await lastMailTo(app, 'jo@derwent-youth.example')
    assert.match(welcome!.subject, /^Welcome to/)
    const door = frontDoor(app)
    const form = { email: 'jo@derwent-youth.example', password: goodPassword }
    assert.equal(locationOf(await door.post('/sign-in', form)), '/account')
    // What is done is done: every page of registering leads into the account.
    for (const path of ['/register', '/register/code', '/register/check', '/register/work'])
      assert.ok(['/account', next].includes(locationOf(await browser.get(path)) ?? ''), path)
    // Without the session the old cookie opens nothing any more.
    browser.cookies.delete('__Host-cairn')
    app.clock.advance(11 * 60_000)
    const late = await browser.post('/register/check')
    assert.match(locationOf(late) ?? '', /^\/sign-in\?next=/)
    assert.equal(browser.cookies.has('__Host-cairn'), false)
  })
})

test('somebody registers whose organisation is not listed', async (t) => {
  const app = await testApp(now)
  const officer = await account(app, { roles: ['officer'], email: 'ivy@example.org' })
  const listed = await listOrganisation(app, {
    names: [
      ['Fellside Primary School', '1974-09-01'],
      ['Ridge Academy', '2019-01-01'],
    ],
    place: 'Kendal',
  })
  const browser = await proved(app)
  const told = {
    name: 'Borrowdale Forest Nursery',
    sectorCode: 'early-years',
    postcode: 'ca125xx',
    place: 'Borrowdale',
    website: 'www.forest.example',
  }
  const tell = (change: Record<string, string> = {}, by = browser) =>
    by.post('/register/organisation/new', { ...told, ...change })

  await t.test('what is wrong gets a sentence', async () => {
    for (const [change, words] of [
      [{ name: '' }, /Enter the name/],
      [{ name: '—' }, /at least one letter/],
      [{ name: 'x'.repeat(201) }, /200 characters or fewer/],
      [{ sectorCode: '' }, /Choose the sector/],
      [{ sectorCode: 'piracy' }, /Choose the sector from the list/],
      [{ postcode: 'nowhere' }, /Enter a full UK postcode/],
      [{ postcode: '', place: '' }, /Enter the postcode or the town/],
      [{ website: 'javascript:alert(1)' }, /Enter the address of the website/],
      [{ website: 'not a site' }, /Enter the address of the website/],
    ] as const) {
      const answer = await tell(change)
      assert.equal(answer.status, 422, JSON.stringify(change))
      assert.match(await answer.text(), words)
    }
  })

  await t.test('one that is listed under that name, or was, is offered instead', async () => {
    for (const name of [
      'Fellside Primary School',
      'fellside school',
      'The Fellside Primary',
      'Ridge',
    ]) {
      const answer = await tell({ name })
      assert.equal(answer.status, 422, name)
      const page = await answer.text()
      assert.match(page, /Is it one of these\?/)
      assert.match(page, /Ridge Academy/)
    }
    const taken = await tell({ name: 'Fellside School', same: listed })
    assert.equal(locationOf(taken), '/register/work')
    assert.match(await (await browser.get('/register/organisation')).text(), /You have chosen:/)
    const other = await tell({ name: 'Fellside School', same: 'other' })
    assert.equal(locationOf(other), '/register/work')
  })

  await t.test('they are in at once, and the officers are told', async () => {
    assert.equal(locationOf(await tell()), '/register/work')
    await answerTheRest(browser)
    const page = await (await browser.get('/register/check')).text()
    assert.match(page, /Borrowdale Forest Nursery/)
    assert.match(page, /Not listed yet/)
    assert.equal(locationOf(await browser.post('/register/check')), '/account')
    const person = await personOf(app, 'jo@derwent-youth.example')
    const requested = await app.database
      .selectFrom('organisation')
      .selectAll()
      .where('state', '=', 'requested')
      .execute()
    assert.equal(requested.length, 1)
    assert.equal(requested[0]!.requested_by, person!.id)
    assert.equal(requested[0]!.postcode, 'CA12 5XX')
    assert.equal(requested[0]!.website, 'www.forest.example')
    const affiliation = await findMainAffiliation(app.database, person!.id, '2026-11-26')
    assert.equal(affiliation?.organisationName, 'Borrowdale Forest Nursery')
    await app.runJobs()
    const mail = await lastMailTo(app, officer.email)
    assert.match(mail!.subject, /Borrowdale Forest Nursery/)
  })

  await t.test(
    'nobody else finds it, but a colleague who tells it again is offered it',
    async () => {
      const colleague = await proved(app, { email: 'kim@derwent-youth.example' })
      const search = { 'organisationId-words': 'borrowdale forest' }
      assert.match(
        await (await colleague.post('/register/organisation', search)).text(),
        /Nothing was found/,
      )
      const page = await (await tell({ name: 'borrowdale forest nursery' }, colleague)).text()
      const id = /name="same"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? ''
      assert.equal(locationOf(await tell({ same: id }, colleague)), '/register/work')
      await answerTheRest(colleague)
      assert.equal(locationOf(await colleague.post('/register/check')), '/account')
      // Two who told it at the same time share one as well.
      const third = await proved(app, { email: 'alex@derwent-youth.example' })
      assert.equal(locationOf(await tell({ same: 'other' }, third)), '/register/work')
      await answerTheRest(third)
      assert.equal(locationOf(await third.post('/register/check')), '/account')
      const { count } = await app.database
        .selectFrom('organisation')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('state', '=', 'requested')
        .executeTakeFirstOrThrow()
      assert.equal(count, 1)
    },
  )
})

test('the first form refuses with what a person should do', async (t) => {
  const app = await testApp(now)
  const refused = async (given: Record<string, string | number>, words: RegExp) => {
    const browser = newcomer(app)
    const answer = await browser.begin(given)
    assert.equal(answer.status, 422, JSON.stringify(given))
    assert.match(await answer.text(), words)
    assert.equal(browser.cookies.size, 0)
  }
  const taken = async (given: Record<string, string>) =>
    assert.equal(
      locationOf(await newcomer(app).begin(given)),
      '/register/code',
      JSON.stringify(given),
    )

  await t.test('names that are none, and no others', async () => {
    await refused({ name: '' }, /Enter your full name/)
    await refused({ name: '   ' }, /Enter your full name/)
    await refused({ name: '123' }, /at least one letter/)
    await refused({ name: 'x'.repeat(201) }, /200 characters or fewer/)
    for (const name of [
      'Win at https://prize.example',
      'WWW.prize.example',
      'ｗｗｗ.prize.example',
      'Jo ftp://x',
    ])
      await refused({ name }, /without a web address/)
    await refused({ name: 'Jo\u202eAskham' }, /cannot be seen/)
    await refused({ name: 'Jo\u200bAskham' }, /cannot be seen/)
    await refused({ name: 'Jo\u00adAskham' }, /cannot be seen/)
    let at = 0
    for (const name of [
      'O',
      'x'.repeat(200),
      '明',
      'محمد',
      'Siân ap Gwilym',
      'می‌خواهم',
      "O'Brien",
      'Dr. Jo Askham: www',
      'Jo\u0000 Askham',
    ])
      await taken({ name, email: `name-${(at += 1)}@example.org` })
  })

  await t.test('addresses that are shared, short-lived or mistyped, and no others', async () => {
    await refused({ email: '' }, /Enter your work email address/)
    await refused({ email: 'office@example.org' }, /several people share/)
    await refused({ email: 'swyddfa@example.org' }, /several people share/)
    await refused({ email: 'jo@mailinator.com' }, /short time only/)
    await refused({ email: 'jo@example.org\r\nBcc: x@example.org' }, /cannot be seen/)
    await refused({ email: '"jo"@example.org' }, /quotation marks/)
    await refused({ email: `${'x'.repeat(10_000)}@example.org` }, /254 characters or fewer/)
    await taken({ email: 'office.lee@example.org' })
    await taken({ email: 'jo+x@gmail.com' })
  })

  await t.test(
    'robots: too soon, a field that people do not see, no moment or a forged one',
    async () => {
      await refused({ waitMs: 500, email: 'fast@example.org' }, /so soon that a robot/)
      await refused({ reference: 'x', email: 'trap@example.org' }, /only robots see was filled in/)
      await refused({ waitMs: 25 * 3600_000, email: 'slow@example.org' }, /open for too long/)
      const browser = newcomer(app)
      const form = { name: 'Jo', email: 'forged@example.org', next: '' }
      for (const shown of [
        '',
        `${app.clock.now().getTime() - 9_000}`,
        `1.${'x'.repeat(22)}.${'x'.repeat(43)}`,
        '\u0000',
      ])
        assert.match(
          await (await browser.post('/register', { ...form, shown })).text(),
          /open for too long/,
        )
      // A person who was too fast waits a moment and presses again; what they typed is still there.
      const page = await (await browser.get('/register')).text()
      const fast = await browser.post('/register', { ...form, shown: stampOf(page) })
      const again = await fast.text()
      assert.match(again, /value="forged@example\.org"/)
      app.clock.advance(2_500)
      const passed = await browser.post('/register', { ...form, shown: stampOf(again) })
      assert.equal(locationOf(passed), '/register/code')
    },
  )

  await t.test(
    'whoever goes back and sends the same again at once is taken for no robot',
    async () => {
      const browser = newcomer(app)
      const begun = await browser.begin({ email: 'back@example.org' })
      assert.equal(locationOf(begun), '/register/code')
      const again = await browser.begin({ email: 'BACK@example.org', waitMs: 500 })
      assert.equal(locationOf(again), '/register/code')
      const other = await browser.begin({ email: 'another@example.org', waitMs: 500 })
      assert.match(await other.text(), /so soon that a robot/)
    },
  )

  await t.test('pages elsewhere are not gone to afterwards', async () => {
    const browser = newcomer(app)
    await browser.begin({ email: 'next@example.org', next: 'https://evil.example/' })
    const { next } = await app.database
      .selectFrom('registration')
      .select('next')
      .where('email', '=', 'next@example.org')
      .executeTakeFirstOrThrow()
    assert.equal(next, null)
  })
})

test('nobody can tell by registering who is here', async (t) => {
  const app = await testApp(now)
  await account(app, { email: 'known@example.org' })
  const leaver = await account(app, { email: 'left@example.org' })
  await app.database
    .updateTable('person')
    .set({ left_at: app.clock.now() })
    .where('id', '=', leaver.personId)
    .execute()
  const kept = await account(app, { email: 'kept@example.org' })
  const merged = await account(app, { email: 'merged@example.org' })
  await app.database
    .updateTable('person')
    .set({ merged_into_id: kept.personId })
    .where('id', '=', merged.personId)
    .execute()
  const blank = (page: string) =>
    page.replaceAll(/[\w.-]+@example\.org/g, 'ADDRESS').replaceAll(/value="\d+\.[^"]+"/g, '')

  await t.test('every answer is the same, and the e-mail alone differs', async () => {
    const seen = new Map<string, string>()
    for (const who of ['stranger', 'known', 'left', 'merged', 'KNOWN']) {
      const browser = newcomer(app)
      const begun = await browser.begin({ email: `${who}@example.org` })
      const page = await browser.get('/register/code')
      await app.runJobs()
      const wrong = await browser.post('/register/code', { code: '000000' })
      const told = [begun, page, wrong].map(({ status, headers }) => [
        status,
        locationOf({ headers }),
      ])
      seen.set(who, blank(`${JSON.stringify(told)}${await page.text()}${await wrong.text()}`))
    }
    for (const who of ['known', 'left', 'merged', 'KNOWN'])
      assert.equal(seen.get(who), seen.get('stranger'))
    const subjects = async (who: string) => (await lastMailTo(app, `${who}@example.org`))?.subject
    assert.match((await subjects('stranger')) ?? '', /is your code to register/)
    assert.equal(await subjects('known'), 'You already have an account')
    assert.match((await subjects('left')) ?? '', /closed/)
    assert.match((await subjects('merged')) ?? '', /under another address/)
  })

  await t.test('no code works for somebody who is here', async () => {
    const withCode = await app.database
      .selectFrom('password_request')
      .innerJoin('registration', 'registration.id', 'password_request.registration_id')
      .select('registration.email')
      .where('secret_hash', 'is not', null)
      .execute()
    assert.deepEqual(withCode, [{ email: 'stranger@example.org' }])
  })

  await t.test('they are told once a day, however often somebody types their address', async () => {
    const mails = async () =>
      (
        await app.database
          .selectFrom('development_mail')
          .select('id')
          .where('recipient', 'ilike', 'known@example.org')
          .execute()
      ).length
    assert.equal(await mails(), 1)
    await newcomer(app).begin({ email: 'known@example.org' })
    await app.runJobs()
    assert.equal(await mails(), 1)
    app.clock.advance(25 * 3600_000)
    await newcomer(app).begin({ email: 'known@example.org' })
    await app.runJobs()
    assert.equal(await mails(), 2)
  })
})

test('the code', async (t) => {
  const app = await testApp(now)
  const wrong = async (browser: ReturnType<typeof newcomer>, code = '000000') =>
    browser.post('/register/code', { code })

  await t.test('that is no code at all is no try', async () => {
    const browser = newcomer(app)
    await browser.begin({ email: 'typo@example.org' })
    for (let at = 0; at < 8; at += 1)
      assert.match(await (await wrong(browser, '12345')).text(), /Enter the 6-digit code/)
    const code = await codeFor(app, 'typo@example.org')
    assert.equal(locationOf(await wrong(browser, code)), '/register/organisation')
  })

  await t.test('can be guessed at five times; then it is locked, which is said', async () => {
    const browser = newcomer(app)
    await browser.begin({ email: 'guess@example.org' })
    const code = await codeFor(app, 'guess@example.org')
    const other = code === '000000' ? '111111' : '000000'
    for (let at = 0; at < 4; at += 1)
      assert.match(await (await wrong(browser, other)).text(), /The code is not right/)
    assert.match(await (await wrong(browser, other)).text(), /wrong too many times/)
    const right = await wrong(browser, code)
    assert.equal(right.status, 422)
    assert.match(await right.text(), /wrong too many times[\s\S]*Send another code/)
    // The way on: another code.
    app.clock.advance(60_000)
    const asked = await browser.post('/register/code/another')
    assert.equal(locationOf(asked), '/register/code?sent=again')
    const newest = await codeFor(app, 'guess@example.org')
    assert.match(await (await browser.get('/register/code?sent=again')).text(), /Another email is/)
    // A second click at once sends none, and says so.
    const atOnce = await browser.post('/register/code/another')
    assert.equal(locationOf(atOnce), '/register/code?sent=before')
    const said = await (await browser.get('/register/code?sent=before')).text()
    assert.match(said, /We sent one less than a minute ago/)
    assert.doesNotMatch(said, /Another email is/)
    assert.equal(locationOf(await wrong(browser, newest)), '/register/organisation')
  })

  await t.test('guesses sent at the same moment count as well', async () => {
    const browser = newcomer(app)
    await browser.begin({ email: 'race@example.org' })
    const code = await codeFor(app, 'race@example.org')
    const guesses = Array.from({ length: 20 }, (_, at) => String(at).padStart(6, '0'))
    await Promise.all(guesses.map((guess) => wrong(browser, guess)))
    assert.equal((await wrong(browser, code)).status, 422)
  })

  await t.test('lasts ten minutes, and only the newest works', async () => {
    const browser = newcomer(app)
    await browser.begin({ email: 'late@example.org' })
    const first = await codeFor(app, 'late@example.org')
    app.clock.advance(60_000)
    await browser.post('/register/code/another')
    const second = await codeFor(app, 'late@example.org')
    if (first !== second) assert.equal((await wrong(browser, first)).status, 422)
    app.clock.advance(10 * 60_000)
    const late = await wrong(browser, second)
    assert.match(await late.text(), /lasts 10 minutes/)
    await browser.post('/register/code/another')
    assert.equal(
      locationOf(await wrong(browser, await codeFor(app, 'late@example.org'))),
      '/register/organisation',
    )
  })

  await t.test('works only in the browser in which it was asked for', async () => {
    const browser = newcomer(app)
    await browser.begin({ email: 'here@example.org' })
    const code = await codeFor(app, 'here@example.org')
    const elsewhere = newcomer(app)
    for (const path of [
      'code',
      'organisation',
      'work',
      'signing-in',
      'check',
      'organisation/new',
    ]) {
      const answer = await elsewhere.get(`/register/${path}`)
      assert.equal(answer.status, 410)
      assert.match(await answer.text(), /begun in another browser/)
      assert.equal((await elsewhere.post(`/register/${path}`, { code })).status, 410)
    }
    elsewhere.cookies.set('__Host-cairn-registration', 'x'.repeat(43))
    assert.equal((await elsewhere.get('/register/code')).status, 410)
    assert.equal(locationOf(await wrong(browser, code)), '/register/organisation')
  })

  await t.test('goes to a mailbox three times unanswered, then once a day', async () => {
    const ask = async () => {
      const answer = await newcomer(app).begin({ email: 'flooded@example.org' })
      await app.runJobs()
      return answer.status
    }
    const count = async () =>
      (
        await app.database
          .selectFrom('development_mail')
          .select('id')
          .where('recipient', '=', 'flooded@example.org')
          .execute()
      ).length
    const statuses: number[] = []
    for (let at = 0; at < 12; at += 1) statuses.push(await ask())
    assert.equal(await count(), 4)
    assert.deepEqual(statuses, [303, 303, 303, 303, ...Array<number>(8).fill(429)])
    app.clock.advance(24 * 3600_000)
    for (let at = 0; at < 5; at += 1) await ask()
    assert.equal(await count(), 5)
    // The control: another mailbox has its own count.
    assert.equal((await newcomer(app).begin({ email: 'calm@example.org' })).status, 303)
  })

  await t.test('whatever label the address of the mailbox is given', async () => {
    const fresh = await testApp(now)
    const statusesOf = (emails: string[]) =>
      emails.reduce<Promise<number[]>>(
        async (before, email) => [
          ...(await before),
          (await newcomer(fresh).begin({ email })).status,
        ],
        Promise.resolve([]),
      )
    const labelled = ['kim@', 'kim+1@', 'Kim+two@', 'kim+@', 'kim+5@', 'kim+a+b@'].map(
      (local) => `${local}example.org`,
    )
    assert.deepEqual(await statusesOf(labelled), [303, 303, 303, 303, 429, 429])
    const dotted = ['amy.rigg@gmail.com', 'a.m.y.rigg@gmail.com', 'amyrigg@googlemail.com']
    assert.deepEqual(
      await statusesOf([...dotted, 'amyrigg+1@gmail.com', 'am.yrigg@gmail.com']),
      [303, 303, 303, 303, 429],
    )
    // The control: elsewhere a dot is part of the name, and each address is still written to as it was typed.
    assert.deepEqual(
      await statusesOf(['k.im@example.org', 'ki.m@example.org', '+kim@example.org']),
      [303, 303, 303],
    )
    await fresh.runJobs()
    assert.ok(await lastMailTo(fresh, 'kim+1@example.org'))
  })

  await t.test('nobody is shut out by a stranger who asks for theirs', async () => {
    const fresh = await testApp(now, { CAIRN_TRUSTED_PROXIES: '1' })
    await account(fresh, { email: 'known@example.org' })
    const ask = async (email: string, network: string) => {
      const browser = newcomer(fresh, { 'x-forwarded-for': network })
      const { status } = await browser.begin({ email })
      await fresh.runJobs()
      return status
    }
    const told: number[][] = []
    for (const email of ['victim@example.org', 'known@example.org']) {
      const statuses: number[] = []
      for (let at = 0; at < 6; at += 1) statuses.push(await ask(email, '192.0.2.7'))
      for (let at = 0; at < 6; at += 1) statuses.push(await ask(email, `198.51.100.${at}`))
      told.push(statuses)
    }
    // Three, one more for each network that asks, and five of those a day at the most.
    const room = [303, 303, 303, 303, 429, 429, 303, 303, 303, 303, 429, 429]
    assert.deepEqual(told, [room, room])
    const mails = await fresh.database
      .selectFrom('development_mail')
      .select('id')
      .where('recipient', '=', 'victim@example.org')
      .execute()
    assert.equal(mails.length, 8)
  })

  await t.test('and so many from one network', async () => {
    const fresh = await testApp(now, { CAIRN_TRUSTED_PROXIES: '1' })
    const ask = async (at: number, network: string) =>
      (
        await newcomer(fresh, { 'x-forwarded-for': network }).begin({
          email: `robot-${at}@example.org`,
          waitMs: 2_001,
        })
      ).status
    const statuses: number[] = []
    for (let at = 0; at < 65; at += 1) statuses.push(await ask(at, '192.0.2.7'))
    assert.equal(statuses.filter((status) => status === 429).length, 5)
    assert.equal(await ask(100, '198.51.100.1'), 303)
  })
})

test('nothing is lost or doubled', async (t) => {
  const app = await testApp(now)
  const organisationId = await listOrganisation(app, { names: [['Derwent Youth', '2003-05-12']] })

  await t.test('when the first form is sent twice at once', async () => {
    const browser = newcomer(app)
    const page = await (await browser.get('/register')).text()
    app.clock.advance(5_000)
    const form = {
      name: 'Jo',
      email: 'twice@example.org',
      shown: stampOf(page),
      reference: '',
      next: '',
    }
    const [one, two] = await Promise.all([
      browser.post('/register', form),
      browser.post('/register', form),
    ])
    assert.deepEqual(one.headers.getSetCookie(), two.headers.getSetCookie())
    await browser.post('/register', form)
    await app.runJobs()
    const mails = await app.database
      .selectFrom('development_mail')
      .select('id')
      .where('recipient', '=', 'twice@example.org')
      .execute()
    assert.equal(mails.length, 1)
    const code = await codeFor(app, 'twice@example.org')
    assert.equal(
      locationOf(await browser.post('/register/code', { code })),
      '/register/organisation',
    )
  })

  await t.test(
    'when another address is given: that has to be proved, the answers stay',
    async () => {
      const browser = await proved(app, { email: 'one@example.org' })
      await browser.post('/register/organisation', { organisationId })
      await answerTheRest(browser)
      assert.match(await (await browser.get('/register')).text(), /value="one@example\.org"/)
      assert.equal(locationOf(await browser.begin({ email: 'two@example.org' })), '/register/code')
      assert.equal(locationOf(await browser.post('/register/check')), '/register/code')
      const code = await codeFor(app, 'two@example.org')
      const on = await browser.post('/register/code', { code })
      assert.equal(locationOf(on), '/register/signing-in')
      await browser.post('/register/signing-in', { password: goodPassword })
      assert.equal(locationOf(await browser.post('/register/check')), '/account')
      assert.ok(await personOf(app, 'two@example.org'))
      assert.equal(await personOf(app, 'one@example.org'), undefined)
    },
  )

  await t.test(
    'when two browsers prove one address: one account, and the other is told',
    async () => {
      const both = []
      for (let at = 0; at < 2; at += 1) {
        const browser = await proved(app, { email: 'both@example.org' })
        await browser.post('/register/organisation', { organisationId })
        await answerTheRest(browser)
        both.push(browser)
        app.clock.advance(60_000)
      }
      const answers = await Promise.all(both.map((browser) => browser.post('/register/check')))
      assert.deepEqual(
        answers.map(({ status }) => status).toSorted((one, other) => one - other),
        [303, 409],
      )
      const told = answers.find(({ status }) => status === 409)
      assert.match(await told!.text(), /You already have an account/)
    },
  )

  await t.test('when the organisation closes meanwhile', async () => {
    const closing = await listOrganisation(app, { names: [['Closing Soon', '2003-05-12']] })
    const browser = await proved(app, { email: 'closing@example.org' })
    await browser.post('/register/organisation', { organisationId: closing })
    await answerTheRest(browser)
    await app.database
      .updateTable('organisation')
      .set({ closed_on: '2026-11-26' })
      .where('id', '=', closing)
      .execute()
    const answer = await browser.post('/register/check')
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /has closed meanwhile/)
    await browser.post('/register/organisation', { organisationId })
    assert.equal(locationOf(await browser.post('/register/check')), '/account')
  })

  await t.test('after a day what was typed is gone, and soon after it is done', async () => {
    const rows = async () =>
      (await app.database.selectFrom('registration').select('email').execute()).map(
        ({ email }) => email,
      )
    const browser = newcomer(app)
    await browser.begin({ email: 'never@example.org' })
    assert.ok((await rows()).includes('never@example.org'))
    assert.ok((await rows()).includes('closing@example.org'))
    const { removeEndedRegistrations } = await import('./registration-queries.ts')
    app.clock.advance(20 * 60_000)
    await removeEndedRegistrations(app.database, app.clock.now())
    assert.ok((await rows()).includes('never@example.org'))
    assert.ok(!(await rows()).includes('closing@example.org'))
    app.clock.advance(24 * 3600_000)
    assert.equal((await browser.get('/register/code')).status, 410)
    await removeEndedRegistrations(app.database, app.clock.now())
    assert.deepEqual(await rows(), [])
  })
})

test('the first to prove an address is the one who has the account', async (t) => {
  const app = await testApp(now)
  const organisationId = await listOrganisation(app, { names: [['Derwent Youth', '2003-05-12']] })
  const finish = async (email: string) => {
    const browser = await proved(app, { email, name: 'The Real One' })
    await browser.post('/register/organisation', { organisationId })
    await answerTheRest(browser)
    return browser.post('/register/check')
  }
  const prepared = async (email: string, change: Record<string, unknown>) => {
    const { personId } = await account(app, { email, password: 'attacker chose this one' })
    await app.database
      .updateTable('person')
      .set({ email_verified_at: null, ...change })
      .where('id', '=', personId)
      .execute()
    return personId
  }

  await t.test('whatever was prepared for somebody who never proved it works no more', async () => {
    const personId = await prepared('invited@example.org', {})
    const answer = await finish('invited@example.org')
    assert.equal(locationOf(answer), '/account')
    const person = await personOf(app, 'invited@example.org')
    assert.equal(person?.id, personId)
    assert.equal(person.name, 'The Real One')
    const door = frontDoor(app)
    const tried = { email: 'invited@example.org', password: 'attacker chose this one' }
    assert.equal((await door.post('/sign-in', tried)).status, 422)
    const own = { email: 'invited@example.org', password: goodPassword }
    assert.equal(locationOf(await door.post('/sign-in', own)), '/account')
  })

  await t.test('somebody who got in, if only by a link, keeps their account', async () => {
    await prepared('linked@example.org', { last_signed_in_at: app.clock.now() })
    const browser = newcomer(app)
    await browser.begin({ email: 'linked@example.org' })
    await app.runJobs()
    const mail = await lastMailTo(app, 'linked@example.org')
    assert.equal(mail?.subject, 'You already have an account')
    const door = frontDoor(app)
    const own = { email: 'linked@example.org', password: 'attacker chose this one' }
    assert.equal((await door.post('/sign-in', own)).status, 303)
  })

  await t.test('a role that an officer gave still asks for its second factor', async () => {
    const { personId } = await account(app, {
      email: 'lead@example.org',
      password: null,
      roles: ['communications'],
    })
    await app.database
      .updateTable('person')
      .set({ email_verified_at: null })
      .where('id', '=', personId)
      .execute()
    assert.match(locationOf(await finish('lead@example.org')) ?? '', /second-factor/)
  })
})
