import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { testApp, type TestApp, type Visitor } from '../../../test/app.ts'
import { account, frontDoor, lastMailTo, type FrontDoor } from '../../../test/people.ts'
import { countPrivacyRequests } from './privacy-requests.ts'

const text = async (answer: Response | Promise<Response>) => (await answer).text()
const locationOf = (answer: Response) => answer.headers.get('location')?.split('?')[0] ?? ''

async function signedIn(app: TestApp, email: string): Promise<FrontDoor & { id: string }> {
  const person = await account(app, { email })
  const door = frontDoor(app)
  await door.post('/sign-in', { email, password: person.password })
  return { ...door, id: person.personId }
}

const password = 'slate heather beck lantern'

test('people see, take and ask about their own data', async (t) => {
  const app = await testApp('2026-06-20T09:00:00Z')
  const door = await signedIn(app, 'jo@example.org')
  const officer = await app.signIn('officer')

  await t.test('the page says what is kept and why', async () => {
    const page = await text(door.get('/account/data'))
    for (const words of ['Your data', 'Your details', 'Where you are signed in', 'jo@example.org'])
      assert.ok(page.includes(words), words)
  })
  await t.test('the file needs who it is once more, when that was asked a while ago', async () => {
    app.clock.advance(11 * 60_000)
    const proof = '/account/proof?next=%2Faccount%2Fdata%2Fdownload'
    const asked = await door.get('/account/data/download')
    assert.equal(asked.headers.get('location'), proof)
    assert.equal(locationOf(await door.post('/account/data/download')), '/account/proof')
    assert.equal((await door.post(proof, { current: 'a wrong password' })).status, 422)
    assert.equal(locationOf(await door.post('/account/data/download')), '/account/proof')
    assert.equal(
      locationOf(await door.post(proof, { current: password })),
      '/account/data/download',
    )
    assert.equal((await door.get('/account/data/download')).status, 200)
  })
  await t.test('it comes as a ZIP that nothing keeps, and is in the log', async () => {
    const answer = await door.post('/account/data/download')
    assert.equal(answer.headers.get('content-type'), 'application/zip')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/)
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    const json = JSON.parse(strFromU8(files['data.json']!)) as { about: string }
    assert.match(json.about, /^Account Holder/)
    const log = await text(app.request('/manage/audit', { as: officer }))
    assert.match(log, /downloaded their data/)
  })
  await t.test('nobody else gets it', async () => {
    for (const path of ['/account/data', '/account/data/download', '/account/data/request'])
      assert.equal(locationOf(await app.request(path)), '/sign-in', path)
  })
  await t.test('an erasure says first what it deletes, keeps and why', async () => {
    const complaint = await text(door.get('/account/data/request?kind=complaint'))
    assert.match(complaint, /<h1[^>]*>Complain about how your data is used/)
    assert.doesNotMatch(complaint, /What an erasure would do/)
    const page = await text(door.get('/account/data/request?kind=erasure'))
    assert.match(page, /What an erasure would do/)
    assert.match(page, /Your name and your email address \(1\)/)
    assert.match(page, /When you last set your password \(1\)/)
  })
  await t.test('what is wrong gets a sentence, and what was typed stays', async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ kind: '' }, /Choose what you ask for/],
      [{ kind: 'correction', details: '  ' }, /Say what is wrong and what is right/],
      [{ kind: 'objection', details: 'x'.repeat(4001) }, /4,000 characters or fewer/],
      [{ kind: 'complaint', details: '\u0000' }, /Say what happened/],
    ]
    for (const [form, words] of wrong) {
      const answer = await door.post('/account/data/request', form)
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), words)
    }
  })
  await t.test('the same sent twice is one request', async () => {
    const first = await door.post('/account/data/request', { kind: 'access' })
    const second = await door.post('/account/data/request', { kind: 'access', details: '' })
    assert.equal(first.status, 303)
    assert.equal(locationOf(second), locationOf(first))
    await app.runJobs()
    const mail = await lastMailTo(app, 'jo@example.org', 'We have your request')
    assert.match(mail?.text ?? '', /answer by 20 July 2026/)
  })
  await t.test('another person does not see it; it can be taken back', async () => {
    const asked = locationOf(
      await door.post('/account/data/request', { kind: 'correction', details: 'Wrong name' }),
    )
    assert.match(await text(door.get(asked)), /Wrong name/)
    const other = await signedIn(app, 'other@example.org')
    assert.equal((await other.get(asked)).status, 404)
    assert.equal((await other.post(`${asked}/withdrawal`)).status, 404)
    assert.equal((await door.post(`${asked}/withdrawal`)).status, 303)
    assert.match(await text(door.get(asked)), /Taken back/)
  })
})

test('officers answer requests by their clocks', async (t) => {
  const app = await testApp('2026-01-31T09:00:00Z')
  const door = await signedIn(app, 'sam@example.org')
  const first = await app.signIn('officer')
  let officer = first
  // Sessions end while days pass.
  const goTo = async (moment: string) => {
    app.clock.set(moment)
    officer = await app.signIn('officer')
  }
  const desk = (path: string, form?: Record<string, string>) =>
    app.request(`/manage/privacy-requests${path}`, { as: officer, ...(form ? { form } : {}) })
  const ask = async (form: Record<string, string>) =>
    locationOf(await door.post('/account/data/request', form))
      .split('/')
      .at(-1)!
  const access = await ask({ kind: 'access' })
  const objection = await ask({ kind: 'objection', details: 'Stop counting me' })

  await t.test('a month from 31 January is 28 February', async () => {
    assert.match(await text(desk('')), /Answer: 28 days left/)
    assert.match(await text(desk(`/${access}`)), /28 February 2026/)
  })
  await t.test('acknowledged once, and told', async () => {
    assert.equal((await desk(`/${access}/acknowledgement`, { '': '' })).status, 303)
    assert.equal((await desk(`/${access}/acknowledgement`, { '': '' })).status, 422)
    await app.runJobs()
    assert.ok(await lastMailTo(app, 'sam@example.org', 'We are looking into your request'))
  })
  await t.test('officers are reminded once a day when a week is left', async () => {
    const remind = async () => {
      await app.services.jobs.enqueue(app.database, 'people.remind-of-privacy-requests', {})
      await app.runJobs()
      return lastMailTo(app, first.email, 'privacy')
    }
    assert.equal(await remind(), undefined, 'not before')
    await goTo('2026-02-21T09:00:00Z')
    assert.match((await remind())?.text ?? '', /Answer: 7 days left/)
    const before = await app.database.selectFrom('development_mail').selectAll().execute()
    await remind()
    const after = await app.database.selectFrom('development_mail').selectAll().execute()
    assert.equal(after.length, before.length, 'not twice')
  })
  await t.test('extended with a reason, to three months from the receipt', async () => {
    const bad = await desk(`/${objection}/extension`, { reason: ' ' })
    assert.equal(bad.status, 422)
    assert.match(await bad.text(), /Say why it takes longer/)
    assert.equal((await desk(`/${objection}/extension`, { reason: 'Complex' })).status, 303)
    assert.match(await text(desk(`/${objection}`)), /30 April 2026/)
    const again = await desk(`/${objection}/extension`, { reason: 'More' })
    assert.match(await again.text(), /extended already/)
  })
  await t.test('not extended once the month is over', async () => {
    await goTo('2026-03-01T09:00:00Z')
    const late = await desk(`/${access}/extension`, { reason: 'Busy' })
    assert.equal(late.status, 422)
    assert.match(await late.text(), /The month is over/)
    assert.deepEqual(await countPrivacyRequests(app.database, app.clock.now()), {
      open: 2,
      overdue: 1,
    })
    assert.match(await text(desk('')), /Answer: 1 day overdue/)
  })
  await t.test('a copy is made, looked at, released and fetched under the account', async () => {
    const early = await desk(`/${access}/answer`, { state: 'fulfilled', outcome: 'Here it is' })
    assert.match(await early.text(), /Make the copy, look at it and release it first/)
    assert.equal((await desk(`/${access}/export`, { '': '' })).status, 303)
    const unseen = await desk(`/${access}/export/release`, { '': '' })
    assert.equal(unseen.status, 422, 'not released before somebody has looked')
    const released = `/account/data/requests/${access}/download`
    const again = await frontDoorAgain(app, 'sam@example.org')
    const notYet = await again.post(released)
    assert.equal(notYet.status, 404)
    const file = await desk(`/${access}/export/download`, { '': '' })
    assert.equal(file.headers.get('content-type'), 'application/zip')
    assert.equal((await desk(`/${access}/export/release`, { '': '' })).status, 303)
    await app.runJobs()
    const mail = await lastMailTo(app, 'sam@example.org', 'The copy of your data is ready')
    assert.ok(mail)
    const copy = await again.post(released)
    assert.equal(copy.headers.get('content-type'), 'application/zip')
    const other = await signedIn(app, 'nosy@example.org')
    assert.equal((await other.post(released)).status, 404)
    const done = await desk(`/${access}/answer`, { state: 'fulfilled', outcome: 'Here it is' })
    assert.equal(done.status, 303)
    await goTo('2026-04-05T09:00:00Z')
    assert.equal(
      (await frontDoorAgain(app, 'sam@example.org').then((again) => again.post(released))).status,
      404,
      'gone after 30 days',
    )
  })
  await t.test('refused only with a legal reason from the list', async () => {
    const refuse = (refusal: string) =>
      desk(`/${objection}/answer`, { state: 'refused', refusal, outcome: 'We need the numbers.' })
    for (const reason of ['', 'because', '__proto__', 'toString'])
      assert.equal((await refuse(reason)).status, 422, reason)
    assert.equal((await refuse('public-task')).status, 303)
    const page = await text(
      (await frontDoorAgain(app, 'sam@example.org')).get(`/account/data/requests/${objection}`),
    )
    assert.match(page, /task in the public interest/)
    assert.match(page, /Information Commissioner/)
    assert.match(await (await refuse('public-task')).text(), /ended already/)
  })
  await t.test('nobody answers their own', async () => {
    const own = await app.request('/account/data/request', {
      as: officer,
      form: { kind: 'objection', details: 'Mine' },
    })
    const id = locationOf(own).split('/').at(-1)!
    const answer = await desk(`/${id}/answer`, { state: 'closed', outcome: 'Fine' })
    assert.match(await answer.text(), /your own request/)
  })
  await t.test('only officers, and only what there is', async () => {
    const others: (Visitor | undefined)[] = [
      undefined,
      await app.signIn('practitioner'),
      await app.signIn('agency-lead'),
      await app.signIn('communications'),
      await app.signIn('training-coordinator'),
    ]
    const paths = [
      '/manage/privacy-requests',
      `/manage/privacy-requests/${access}`,
      '/manage/retention',
      '/manage/retention/leavers',
    ]
    for (const as of others)
      for (const path of paths) {
        const { status } = await app.request(path, as ? { as } : {})
        assert.equal(status, as ? 403 : 303, path)
      }
    assert.equal((await desk('/x')).status, 404)
    assert.equal(
      (await desk(`/${access.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`)).status,
      404,
    )
    const page = await text(app.request('/manage/audit', { as: officer }))
    assert.match(page, /released a copy of data/)
  })
})

async function frontDoorAgain(app: TestApp, email: string): Promise<FrontDoor> {
  const door = frontDoor(app)
  await door.post('/sign-in', { email, password })
  return door
}

test('anybody can complain, with or without an answer by e-mail', async (t) => {
  const app = await testApp('2026-06-20T09:00:00Z')
  const officer = await app.signIn('officer')
  const complain = (form: Record<string, string>) =>
    app.request('/privacy/complaint', { form, headers: { 'x-forwarded-for': '192.0.2.1' } })

  await t.test('the form is linked from the privacy page and says what is wrong', async () => {
    assert.match(await text(app.request('/privacy')), /href="\/privacy\/complaint"/)
    const wrong: [Record<string, string>, RegExp][] = [
      [{}, /Say what happened/],
      [{ details: 'x', wantsAnswer: 'maybe' }, /Choose whether you want an answer/],
      [{ details: 'x', wantsAnswer: 'yes', email: 'nowhere' }, /right form/],
      [{ details: 'x'.repeat(10_000), wantsAnswer: 'no' }, /4,000 characters or fewer/],
      [{ details: 'x', wantsAnswer: 'no', reference: 'spam' }, /only robots see was filled in/],
    ]
    for (const [form, words] of wrong) {
      const answer = await complain(form)
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), words)
    }
  })
  await t.test('without an answer the page is the confirmation', async () => {
    const answer = await complain({ details: 'You lost my file', wantsAnswer: 'no' })
    const page = await text(app.request(locationOf(answer)))
    assert.match(page, /We have your complaint/)
    assert.match(page, /P-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  })
  await t.test('with one, the address is proved by a code, and only then written to', async () => {
    const answer = await complain({
      details: 'You wrote to my ex',
      wantsAnswer: 'yes',
      email: 'cross@example.org',
    })
    const place = locationOf(answer)
    await app.runJobs()
    const code = /\d{6}/.exec((await lastMailTo(app, 'cross@example.org'))?.text ?? '')![0]
    const id = place.split('/').at(-1)!
    await app.request(`/manage/privacy-requests/${id}/acknowledgement`, { as: officer, form: {} })
    await app.runJobs()
    assert.equal(await lastMailTo(app, 'cross@example.org', 'looking into'), undefined)
    const type = (typed: string) => app.request(place, { form: { code: typed } })
    const wrongCode = code === '000000' ? '000001' : '000000'
    assert.match(await text(type('12')), /Enter the 6-digit code/)
    for (let tried = 0; tried < 5; tried += 1)
      assert.match(await text(type(wrongCode)), /The code is not right/)
    assert.match(await text(type(code)), /no longer works/, 'locked after five')
    assert.equal((await app.request(place, { form: { again: 'yes' } })).status, 303)
    await app.runJobs()
    const next = /\d{6}/.exec((await lastMailTo(app, 'cross@example.org'))?.text ?? '')![0]
    assert.equal((await type(next)).status, 303)
    await app.runJobs()
    assert.ok(await lastMailTo(app, 'cross@example.org', 'We have your request'))
    await app.request(`/manage/privacy-requests/${id}/answer`, {
      as: officer,
      form: { state: 'closed', outcome: 'The address is deleted.' },
    })
    await app.runJobs()
    const letter = await lastMailTo(app, 'cross@example.org', 'The answer')
    assert.match(letter?.text ?? '', /The address is deleted/)
  })
  await t.test('a code that has ended says so', async () => {
    const answer = await complain({ details: 'x', wantsAnswer: 'yes', email: 'late@example.org' })
    await app.runJobs()
    const code = /\d{6}/.exec((await lastMailTo(app, 'late@example.org'))?.text ?? '')![0]
    app.clock.advance(16 * 60_000)
    const typed = await app.request(locationOf(answer), { form: { code } })
    assert.match(await typed.text(), /no longer works/)
  })
  await t.test(
    'a mailbox gets three codes unanswered, then one a day; no complaint is lost',
    async () => {
      const fresh = await testApp('2026-06-20T09:00:00Z', { CAIRN_TRUSTED_PROXIES: '1' })
      const mails = async (): Promise<number> => {
        await fresh.runJobs()
        const sent = await fresh.database
          .selectFrom('development_mail')
          .select('id')
          .where('recipient', 'ilike', 'stranger%@example.org')
          .execute()
        return sent.length
      }
      const tell = (email: string, at: number) =>
        fresh.request('/privacy/complaint', {
          form: { details: `No ${at}`, wantsAnswer: 'yes', email },
          headers: { 'x-forwarded-for': `192.0.2.${at}` },
        })
      const answers: string[] = []
      let place = ''
      for (let at = 0; at < 5; at += 1) {
        const email = at % 2 ? `stranger+${at}@example.org` : 'Stranger@example.org'
        const answer = await tell(email, at)
        answers.push(`${answer.status}`)
        place = locationOf(answer)
        for (let again = 0; again < 3; again += 1) {
          const asked = await fresh.request(place, { form: { again: 'yes' } })
          answers.push(`${asked.status} ${asked.headers.get('location')?.split('?')[1]}`)
          await fresh.runJobs()
        }
      }
      const same = ['303', '303 done=again', '303 done=again', '303 done=again']
      assert.deepEqual(answers, Array.from({ length: 5 }, () => same).flat())
      assert.equal(await mails(), 4)
      assert.equal((await countPrivacyRequests(fresh.database, fresh.clock.now())).open, 5)
      fresh.clock.advance(25 * 3600_000)
      for (let again = 0; again < 2; again += 1) {
        assert.equal((await fresh.request(place, { form: { again: 'yes' } })).status, 303)
        assert.equal(await mails(), 5)
      }
      // Whoever reads it answers, and has room again; the control: another mailbox has its own count.
      const code = /\d{6}/.exec((await lastMailTo(fresh, 'Stranger@example.org'))?.text ?? '')![0]
      assert.match(locationOf(await fresh.request(place, { form: { code } })), /complaint/)
      assert.equal(await mails(), 6, 'we have your request')
      await tell('stranger@example.org', 20)
      assert.equal(await mails(), 7)
      await tell('strangers@example.org', 21)
      assert.equal(await mails(), 8)
    },
  )
  await t.test('floods are stopped with a sentence; other networks are not', async () => {
    let status = 0
    for (let at = 0; at < 12 && status !== 429; at += 1)
      ({ status } = await complain({ details: `Again ${at}`, wantsAnswer: 'no' }))
    assert.equal(status, 429)
  })
  await t.test('somebody signed in complains under their account', async () => {
    const door = await signedIn(app, 'known@example.org')
    assert.equal(locationOf(await door.get('/privacy/complaint')), '/account/data/request')
    assert.equal((await app.request('/privacy/complaint/x')).status, 404)
  })
})

test('a record is erased by an officer who proves themselves', async (t) => {
  const app = await testApp('2026-06-20T09:00:00Z')
  const boss = await account(app, {
    roles: ['officer'],
    email: 'boss@example.org',
    key: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  })
  const officer = await app.signIn('officer')
  const door = await signedIn(app, 'leaving@example.org')
  await app.database
    .insertInto('person')
    .values({ name: 'Ann Shareduncle', email: 'ann@example.org' })
    .execute()
  for (const name of ['Zebedee Thistlewick', 'Zebedee Shareduncle', 'Now Crumblethwaite'])
    await door.post('/account/details/name', { name })
  const asked = locationOf(await door.post('/account/data/request', { kind: 'erasure' }))
  const request = asked.split('/').at(-1)!
  await door.post('/account/data/request', { kind: 'objection', details: 'Stop' })
  const path = `/manage/people/${door.id}/erasure?request=${request}`
  const erase = (as: Visitor, form: Record<string, string> = {}, at = path) =>
    app.request(at, { as, form: { outcome: '', ...form } })

  await t.test('it cannot be said to be done without erasing', async () => {
    const answer = await app.request(`/manage/privacy-requests/${request}/answer`, {
      as: officer,
      form: { state: 'fulfilled', outcome: 'Done' },
    })
    assert.match(await answer.text(), /Erase the record first/)
  })
  await t.test(
    'not the own record, not the only lead, not by somebody else’s request',
    async () => {
      const own = await text(
        app.request(`/manage/people/${officer.personId}/erasure`, { as: officer }),
      )
      assert.match(own, /your own record/)
      assert.doesNotMatch(own, /Erase the record<\/button>/)
      const { id: organisation } = await app.database
        .insertInto('organisation')
        .values({ agency_sector_code: 'education' })
        .returning('id')
        .executeTakeFirstOrThrow()
      await app.database
        .insertInto('organisation_name')
        .values({
          organisation_id: organisation,
          name: 'Fell School',
          valid_from: '2000-01-01',
          valid_to: null,
        })
        .execute()
      const lead = await app.signIn('practitioner')
      await app.database
        .insertInto('person_role')
        .values({ person_id: lead.personId, role: 'agency-lead', organisation_id: organisation })
        .execute()
      const page = await text(
        app.request(`/manage/people/${lead.personId}/erasure`, { as: officer }),
      )
      assert.match(page, /only lead of Fell School/)
      const wrong = await app.request(
        `/manage/people/${lead.personId}/erasure?request=${request}`,
        { as: officer },
      )
      assert.equal(wrong.status, 404)
    },
  )
  await t.test('not while a complaint of theirs waits for its answer', async () => {
    const complaint = locationOf(
      await door.post('/account/data/request', { kind: 'complaint', details: 'Of the account' }),
    )
    const preview = await text(app.request(path, { as: officer }))
    assert.match(preview, /has a complaint that is open: P-/)
    assert.match(
      preview,
      /An objection to how your data is used \(P-[^)]+\): ends with the erasure/,
    )
    assert.doesNotMatch(preview, /Erase the record<\/button>/)
    const refused = await erase(officer)
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /Answer it first/)
    const id = complaint.split('/').at(-1)!.split('?')[0]!
    const state = async () =>
      app.database
        .selectFrom('privacy_request')
        .select(['state', 'details'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    assert.deepEqual(await state(), { state: 'open', details: 'Of the account' })
    const answered = await app.request(`/manage/privacy-requests/${id}/answer`, {
      as: officer,
      form: { state: 'closed', outcome: 'We looked into it' },
    })
    assert.equal(answered.status, 303)
    assert.match(await text(app.request(path, { as: officer })), /Erase the record<\/button>/)
  })
  const outside = await app.database
    .insertInto('privacy_request')
    .values(
      ['proved', 'unproved'].map((name) => ({
        reference: name === 'proved' ? 'P-TEST-0001' : 'P-TEST-0002',
        person_id: null,
        kind: 'complaint' as const,
        details: `Complaint ${name}`,
        name: 'Lee Vine',
        email: 'leaving@example.org',
        email_proved_at: name === 'proved' ? app.clock.now() : null,
        received_on: '2026-06-19',
        received_at: app.clock.now(),
        acknowledge_by: '2026-07-19',
        acknowledged_at: null,
        answer_by: '2026-07-19',
      })),
    )
    .returning('id')
    .execute()
  await t.test('after the proof: signed out, emptied, answered, told once', async () => {
    app.clock.advance(11 * 60_000)
    const asked = (await erase(officer)).headers.get('location') ?? ''
    assert.match(asked, /^\/account\/proof\?next=%2Fmanage%2Fpeople/)
    assert.equal(locationOf(await door.get('/account')) === '/sign-in', false, 'still signed in')
    const fresh = await app.signIn('officer')
    const wordsKept = async () =>
      (
        await sql<{ word: string }>`
          select word from person_name_word
          where word in ('zebedee', 'thistlewick', 'shareduncle', 'crumblethwaite') order by word`.execute(
          app.database,
        )
      ).rows.map(({ word }) => word)
    assert.deepEqual(await wordsKept(), ['crumblethwaite', 'shareduncle', 'thistlewick', 'zebedee'])
    assert.equal((await erase(fresh)).status, 303)
    assert.deepEqual(await wordsKept(), ['shareduncle'], 'only what is in the name of another')
    assert.equal(locationOf(await door.get('/account')), '/sign-in')
    const person = await app.database
      .selectFrom('person')
      .selectAll()
      .where('id', '=', door.id)
      .executeTakeFirstOrThrow()
    assert.equal(person.name, 'Erased record')
    assert.match(person.email, /@erased\.invalid$/)
    const mail = await lastMailTo(app, 'leaving@example.org')
    assert.equal(mail?.subject, 'Your data has been erased')
    assert.match(mail?.text ?? '', /Still open[^.]*complaint \(P-TEST-0001\)/)
    assert.match(mail?.text ?? '', /ended with it: An objection[^.]*\(P-/)
    const open = await app.database
      .selectFrom('privacy_request')
      .select(['details', 'email', 'answer_by'])
      .where('state', '=', 'open')
      .orderBy('reference')
      .execute()
    assert.deepEqual(open, [
      { details: 'Complaint proved', email: 'leaving@example.org', answer_by: '2026-07-19' },
      { details: 'Complaint unproved', email: null, answer_by: '2026-07-19' },
    ])
    for (const { id } of outside)
      await app.request(`/manage/privacy-requests/${id}/answer`, {
        as: fresh,
        form: { state: 'closed', outcome: 'The list is deleted' },
      })
    await app.runJobs()
    const answer = await lastMailTo(app, 'leaving@example.org')
    assert.match(answer?.subject ?? '', /The answer to your request P-TEST-0001/)
    assert.equal((await countPrivacyRequests(app.database, app.clock.now())).open, 0)
    const desk = await text(app.request(`/manage/privacy-requests/${request}`, { as: fresh }))
    assert.match(desk, /Done/)
    assert.equal((await erase(fresh)).status, 404, 'twice')
    assert.equal(
      (await app.request(`/manage/people/${door.id}/return`, { as: fresh, form: {} })).status,
      303,
    )
    const page = await text(app.request(`/manage/people/${door.id}`, { as: fresh }))
    assert.match(page, /Erased on/, 'an erased record does not come back')
    const again = frontDoor(app)
    await again.post('/sign-in', { email: 'leaving@example.org', password })
    assert.equal(locationOf(await again.get('/account')), '/sign-in')
    // The control: an officer who has a password is asked for it.
    assert.ok(boss.personId)
  })
})

test('retention rules end only what an officer has seen and switched on', async (t) => {
  const app = await testApp('2033-06-20T09:00:00Z')
  const officer = await app.signIn('officer')
  const post = (path: string, form: Record<string, string> = {}) =>
    app.request(`/manage/retention/${path}`, { as: officer, form: { '': '', ...form } })
  const night = async () => {
    await app.services.jobs.enqueue(app.database, 'people.apply-retention', {})
    await app.runJobs()
  }
  const person = (name: string, leftAt: string | null, signedInAt: string | null = null) =>
    app.database
      .insertInto('person')
      .values({
        name,
        email: `${name.replaceAll(' ', '.')}@example.org`,
        left_at: leftAt ? new Date(leftAt) : null,
        created_at: new Date('2015-01-01'),
        last_signed_in_at: signedInAt ? new Date(signedInAt) : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  const old = await person('Old Leaver', '2020-01-01')
  const recent = await person('Recent Leaver', '2032-01-01')
  const idle = await person('Idle Person', null, '2030-01-01')
  const busy = await person('Busy Person', null, '2033-06-01')
  const erased = async () =>
    (
      await app.database
        .selectFrom('person')
        .select('id')
        .where('erased_at', 'is not', null)
        .execute()
    ).map(({ id }) => id)
  const left = async () =>
    (
      await app.database
        .selectFrom('person')
        .select('id')
        .where('left_at', '>', new Date('2033-01-01'))
        .execute()
    ).map(({ id }) => id)

  await t.test('off as they come: a night changes nothing', async () => {
    await night()
    assert.deepEqual(await erased(), [])
    assert.deepEqual(await left(), [])
    assert.match(
      await text(app.request('/manage/retention', { as: officer })),
      /6 years, counted from the day they left/,
    )
  })
  await t.test('not switched on before a dry run has been seen', async () => {
    const answer = await post('leavers/switch', { to: 'on' })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /See what the rule would do first/)
  })
  await t.test('a dry run says how many, which, and what it never touches', async () => {
    const page = await text(post('leavers/dry-run'))
    assert.match(page, /It would end 1 record/)
    assert.match(page, /Old Leaver/)
    assert.doesNotMatch(page, /Recent Leaver/)
    assert.match(page, /Never touched: anybody who is still here/)
    assert.deepEqual(await erased(), [], 'and does nothing')
  })
  await t.test('seen and on, it runs at night', async () => {
    assert.equal((await post('leavers/switch', { to: 'on' })).status, 303)
    await night()
    assert.deepEqual(await erased(), [old.id])
    const page = await text(app.request('/manage/retention/leavers', { as: officer }))
    assert.match(page, /1 ended/)
    assert.match(
      await text(app.request('/manage/audit', { as: officer })),
      /ended 1 records? by a retention rule/,
    )
  })
  await t.test('another period switches it off until it is seen again', async () => {
    for (const period of ['11', '121', '-1', '12.5', '', 'x', '99999999'])
      assert.equal((await post('leavers/period', { period })).status, 422, period)
    assert.equal((await post('leavers/period', { period: '12' })).status, 303)
    await night()
    assert.deepEqual(await erased(), [old.id])
    assert.equal((await post('leavers/switch', { to: 'on' })).status, 422)
    app.clock.advance(1000)
    await post('leavers/dry-run')
    assert.equal((await post('leavers/switch', { to: 'on' })).status, 303)
    // The period that it has already changes nothing, and does not say that it did.
    const same = await post('leavers/period', { period: '12' })
    const page = await text(app.request(same.headers.get('location')!, { as: officer }))
    assert.match(page, /The period was that already, so nothing was changed/)
    assert.doesNotMatch(page, /The period has been changed/)
    await night()
    assert.deepEqual((await erased()).toSorted(), [old.id, recent.id].toSorted())
  })
  await t.test('accounts that nobody uses end as a leaver’s; others do not', async () => {
    await post('idle-accounts/dry-run')
    await post('idle-accounts/switch', { to: 'on' })
    await night()
    const gone = await left()
    assert.ok(gone.includes(idle.id))
    assert.ok(!gone.includes(busy.id) && !gone.includes(officer.personId))
  })
  await t.test('what the program does, and what is kept, cannot be switched', async () => {
    for (const key of ['sessions', 'audit-log']) {
      assert.match(await text(post(`${key}/switch`, { to: 'off' })), /cannot be switched/)
      assert.equal((await post(`${key}/dry-run`)).status, 404)
      assert.equal((await post(`${key}/period`, { period: '12' })).status, 422)
    }
    assert.equal((await post('nothing/dry-run')).status, 404)
    assert.equal((await post('leavers/switch', { to: 'sideways' })).status, 422)
  })
  await t.test('every rule that runs at night has something to run', async () => {
    const rules = await app.database
      .selectFrom('retention_rule')
      .select(['key', 'applied_by'])
      .execute()
    for (const { key, applied_by: by } of rules)
      if (by === 'nightly') assert.equal((await post(`${key}/dry-run`)).status, 200, key)
    assert.equal(rules.filter(({ applied_by: by }) => by === 'nightly').length, 6)
  })
})
