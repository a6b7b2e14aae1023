import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedLearning } from '../../demo/learning.ts'
import { testApp, type TestApp, type Visitor } from '../../test/app.ts'
import { findLatest, findPublished, withdraw } from '../publishing/publishing.ts'
import { sessionCalendar } from './calendar.ts'
import { courseKind } from './course-kind.ts'
import { enrol } from './enrolment.ts'
import { findEnrolment } from './enrolment-queries.ts'
import { suppressed, suppressedTotal } from './small-numbers.ts'

const slug = 'safeguarding-responsibilities-thresholds-and-referrals'
const page = `/training/${slug}`

test('courses for the public, and enrolment with a details check', async (t) => {
  const app = await testApp('2026-11-22T12:00:00Z')
  const { database, request, signIn, clock } = app
  const course = await seededCourse(app)
  const learner = await signIn('practitioner')

  await t.test('the public reads what a course is, and not what its learners read', async () => {
    const shown = await textOf(request(page))
    assert.match(shown, /Level 2 \(Local multi-agency training strategy\)/)
    assert.match(shown, /The last was on 17 November 2020/)
    assert.doesNotMatch(shown, /Being wrong and kind costs a conversation/)
    const found = await textOf(request('/search?q=childhood'))
    assert.doesNotMatch(found, /Threshold Guidance &amp; Referral/)
    assert.match(await textOf(request('/search?q=threshold')), /Threshold/)
  })

  await t.test('without an account one is told how to get it', async () => {
    const shown = await textOf(request(`${page}/enrol`))
    assert.match(shown, /\/sign-in\?next=%2Ftraining%2F/)
    assert.match(shown, /\/register\?next=%2Ftraining%2F/)
    assert.equal((await request(`${page}/enrol`, { form: {} })).status, 303)
    assert.equal((await request(`${page}/modules/1`)).status, 303)
  })

  await t.test('without an organisation one cannot enrol', async () => {
    assert.match(await textOf(request(`${page}/enrol`, { as: learner })), /Add where you work/)
    const refused = await request(`${page}/enrol`, { as: learner, form: {} })
    assert.equal(refused.status, 422)
  })

  await t.test('what was confirmed must be what is true', async () => {
    const affiliation = await employ(app, learner, 'health', 'North Fells NHS Trust')
    const shown = await textOf(request(`${page}/enrol`, { as: learner }))
    assert.match(shown, /North Fells NHS Trust/)
    const right = await enrolFormOf(app, learner, affiliation)
    for (const wrong of [
      { affiliation: '00000000-0000-0000-0000-000000000000' },
      { shown: 'what stood there before' },
      { affiliation: '\u0000' },
    ]) {
      const form = { ...right, ...wrong }
      assert.equal((await request(`${page}/enrol`, { as: learner, form })).status, 422)
    }
    const answer = await request(`${page}/enrol`, { as: learner, form: right })
    assert.equal(answer.headers.get('location'), `${page}/modules/1`)
  })

  await t.test('modules are for people on the course', async () => {
    const other = await signIn('practitioner')
    const answer = await request(`${page}/modules/2`, { as: other })
    assert.equal(answer.headers.get('location'), `${page}/enrol`)
    assert.equal((await request(`${page}/modules/2`, { as: learner })).status, 200)
    assert.equal((await request(`${page}/modules/99`, { as: learner })).status, 404)
  })

  await t.test('right answers are nowhere in a check before it was answered', async () => {
    const shown = await textOf(request(`${page}/modules/5`, { as: learner }))
    assert.match(shown, /Who has a part in keeping children safe/)
    assert.doesNotMatch(shown, /they depend on what everyone else notices|isCorrect/)
    const done = await request(`${page}/modules/5/completion`, { as: learner, form: {} })
    assert.equal(done.headers.get('location'), `${page}/modules/5`)
    const enrolment = await findEnrolment(database, learner.personId, course.id)
    assert.equal(enrolment?.state, 'active')
  })

  await t.test('an attempt is its learner’s alone', async () => {
    const answers = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [`answer-q${at + 1}`, 'a']),
    )
    const answer = await request(`${page}/modules/5/attempts`, { as: learner, form: answers })
    assert.equal(answer.status, 303)
    const attempt = answer.headers.get('location')!
    assert.match(await textOf(request(attempt, { as: learner })), /Not passed yet/)
    const colleague = await signIn('practitioner')
    const affiliation = await employ(app, colleague, 'health', 'Another trust')
    const form = await enrolFormOf(app, colleague, affiliation)
    await request(`${page}/enrol`, { as: colleague, form })
    assert.equal((await request(attempt, { as: colleague })).status, 404)
    assert.equal((await request(`${page}/modules/5/attempts/x`, { as: learner })).status, 404)
  })

  await t.test('leaving ends it; a withdrawn course is gone for its learners too', async () => {
    const enrolment = (await findEnrolment(database, learner.personId, course.id))!
    const leave = `/account/learning/${enrolment.id}/leaving`
    const stranger = await signIn('practitioner')
    await request(leave, { as: stranger, form: {} })
    assert.match(await textOf(request('/account/learning', { as: learner })), /Learning now/)
    assert.equal((await request(`${page}/modules/1`, { as: learner })).status, 200)
    const act = { by: null, now: clock.now() }
    await withdraw(database, courseKind, course.id, 'A new course replaces it', act)
    assert.equal((await request(`${page}/modules/1`, { as: learner })).status, 410)
    const own = await textOf(request('/account/learning', { as: learner }))
    assert.match(own, /has been withdrawn/)
    await request(leave, { as: learner, form: {} })
    assert.match(await textOf(request('/account/learning', { as: learner })), /not on a course/)
  })
})

test('who learns: counts for the business unit, names for those who train', async (t) => {
  const app = await testApp('2026-11-22T12:00:00Z')
  const { database, request, signIn, clock } = app
  const { id } = await seededCourse(app)
  const edition = (await findPublished(database, courseKind, slug))!
  const coordinator = await signIn('training-coordinator')
  const communications = await signIn('communications')
  const learner = await signIn('practitioner')
  await employ(app, learner, 'police', 'Fells Constabulary')
  await enrol(database, edition, { personId: learner.personId, now: clock.now() })
  const people = `/manage/training/${id}/people`

  await t.test('names for the coordinator; for others counts, small ones hidden', async () => {
    assert.match(await textOf(request(people, { as: coordinator })), /Test practitioner/)
    const counted = await textOf(request(people, { as: communications }))
    assert.match(counted, /Police/)
    assert.match(counted, /hidden<\/td>/)
    assert.doesNotMatch(counted, /Test practitioner|Fells Constabulary/)
    assert.equal((await request(people, { as: learner })).status, 403)
    assert.equal((await request(people)).status, 303)
    const list = await textOf(request('/manage/training', { as: communications }))
    assert.match(list, /hidden<\/td>/)
    const edit = `/manage/training/${id}`
    assert.equal((await request(edit, { as: communications })).status, 403)
    assert.equal((await request(`${edit}/sessions`, { as: communications })).status, 403)
  })

  await t.test(
    'a live session is planned by the clock in London and reaches calendars',
    async () => {
      const form = {
        moduleKey: 'talk-it-over',
        'on-day': '1',
        'on-month': '7',
        'on-year': '2027',
        from: '9:30am',
        to: '8am',
        place: 'Online',
        howToJoin: '',
      }
      const path = `/manage/training/${id}/sessions/new`
      const refused = await request(path, { as: coordinator, form })
      assert.match(await refused.text(), /It must end after it begins/)
      const planned = await request(path, { as: coordinator, form: { ...form, to: '11am' } })
      assert.equal(planned.status, 303)
      const calendar = await request('/calendar.ics')
      assert.match(calendar.headers.get('content-type') ?? '', /text\/calendar/)
      assert.match(await calendar.text(), /DTSTART;TZID=Europe\/London:20270701T093000\r\n/)
      assert.match(await textOf(request(page)), /Thursday 1 July 2027/)
    },
  )

  await t.test('a cancelled session stays, marked, with a higher sequence', async () => {
    const session = await database
      .selectFrom('course_session')
      .selectAll()
      .orderBy('starts_at', 'desc')
      .executeTakeFirstOrThrow()
    const path = `/manage/training/${id}/sessions/${session.id}`
    const early = await request(`${path}/attendance`, { as: coordinator })
    assert.equal(early.status, 404)
    await request(`${path}/cancellation`, { as: coordinator, form: {} })
    assert.match(await textOf(request('/calendar.ics')), /SEQUENCE:1\r\n[^]*STATUS:CANCELLED/)
    assert.match(await textOf(request(`/training/sessions/${session.id}`)), /Cancelled/)
  })

  await t.test('attendance counts for the people who were listed and ticked', async () => {
    const past = await database
      .selectFrom('course_session')
      .select('id')
      .orderBy('starts_at')
      .executeTakeFirstOrThrow()
    const enrolment = (await findEnrolment(database, learner.personId, id))!
    const path = `/manage/training/${id}/sessions/${past.id}/attendance`
    assert.match(await textOf(request(path, { as: coordinator })), /Test practitioner/)
    const form = { listed: enrolment.id, attended: enrolment.id }
    assert.equal((await request(path, { as: coordinator, form })).status, 303)
    assert.match(await textOf(request(path, { as: coordinator })), /checked/)
    await request(path, { as: coordinator, form: { listed: enrolment.id } })
    assert.doesNotMatch(await textOf(request(path, { as: coordinator })), / checked/)
  })

  await t.test('a certificate is withdrawn with a reason that only its person reads', async () => {
    const enrolment = (await findEnrolment(database, learner.personId, id))!
    for (const number of [1, 2, 3, 4])
      await request(`${page}/modules/${number}/completion`, { as: learner, form: {} })
    await passCheck(app, learner)
    const certificate = (await findEnrolment(database, learner.personId, id))!.certificateId!
    assert.equal((await findEnrolment(database, learner.personId, id))?.id, enrolment.id)
    const path = `/manage/training/${id}/people/revocation`
    const empty = await request(path, { as: coordinator, form: { certificate } })
    assert.equal(empty.status, 422)
    const form = { certificate, [`reason-${certificate}`]: 'Taken by somebody else' }
    assert.equal((await request(path, { as: communications, form })).status, 403)
    assert.match(await textOf(request(`/certificates/${certificate}`)), /is valid/)
    assert.equal((await request(path, { as: coordinator, form })).status, 303)
    const told = await textOf(request(`/certificates/${certificate}`))
    assert.match(told, /was withdrawn/)
    assert.doesNotMatch(told, /Taken by somebody else|Fells Constabulary|Test practitioner/)
    const own = `/account/learning/certificates/${certificate}`
    assert.match(await textOf(request(own, { as: learner })), /Taken by somebody else/)
    assert.equal((await request(own, { as: coordinator })).status, 404)
  })

  await t.test('a certificate keeps the name of its day, unless that was never right', async () => {
    const { certificateId } = (await findEnrolment(database, learner.personId, id))!
    const own = `/account/learning/certificates/${certificateId}`
    const nameOn = async () =>
      /cairn-certificate__name">([^<]*)</.exec(await textOf(request(own, { as: learner })))?.[1]
    const before = await nameOn()
    clock.advance(60_000)
    const change = { as: learner, form: { name: 'A New Name' } }
    assert.equal((await request('/account/details/name', change)).status, 303)
    assert.match(await textOf(request('/account/details', { as: learner })), /A New Name/)
    assert.equal(await nameOn(), before)
    const officer = await signIn('officer')
    const { email } = await database
      .selectFrom('person')
      .select('email')
      .where('id', '=', learner.personId)
      .executeTakeFirstOrThrow()
    clock.advance(60_000)
    const correct = (name: string, nameChange: string) =>
      request(`/manage/people/${learner.personId}/details`, {
        as: officer,
        form: { name, email, nameChange },
      })
    await correct('A Newer Name', 'correction')
    assert.equal(await nameOn(), before, 'the correction is of the new name')
    await database.deleteFrom('former_name').where('person_id', '=', learner.personId).execute()
    await correct('The Right Name', 'correction')
    assert.equal(await nameOn(), 'The Right Name')
  })

  await t.test('a certificate is found by the number on paper, however it is typed', async () => {
    const { certificateId } = (await findEnrolment(database, learner.personId, id))!
    const typed = encodeURIComponent(` ${certificateId!.toUpperCase().replace(/(.{5})/g, '$1 ')}`)
    const answer = await request(`/certificates?number=${typed}`)
    assert.equal(answer.headers.get('location'), `/certificates/${certificateId}`)
    assert.equal((await request('/certificates?number=nothing')).status, 422)
    assert.equal((await request('/certificates/nothing')).status, 404)
  })
})

test('courses are written page by page, and nothing of anybody is overwritten', async (t) => {
  const app = await testApp()
  const { database, request, signIn } = app
  const as = await signIn('training-coordinator')
  const made = await request('/manage/training/new', { as, form: { title: 'Neglect, Group 3' } })
  const edit = made.headers.get('location')!
  const id = edit.split('/').at(-1)!
  const latest = async () => (await findLatest(database, courseKind, id))!

  await t.test(
    'details keep their band with its framework, and lines become outcomes',
    async () => {
      const form = {
        basedOn: '1',
        title: 'Neglect, Group 3',
        band: 'working-together-2010:3',
        delivery: 'online',
        outcomes: '- See it\n\n• Say it\n',
        'opensOn-day': '2',
        'opensOn-month': '11',
        'opensOn-year': '2020',
      }
      assert.equal((await request(`${edit}/details`, { as, form })).status, 303)
      const { content } = await latest()
      assert.deepEqual(content.band, { framework: 'working-together-2010', code: '3' })
      assert.equal(content.bandLabel, 'Group 3')
      assert.deepEqual(content.outcomes, ['See it', 'Say it'])
      assert.equal(content.opensOn, '2020-11-02')
      const wrong = await request(`${edit}/details`, {
        as,
        form: { ...form, 'opensOn-month': '13' },
      })
      assert.equal(wrong.status, 422)
    },
  )

  await t.test('a check is made of questions; keys stay when words change', async () => {
    const add = { basedOn: '2', title: 'Check', kind: 'knowledge-check', minutes: '10' }
    const added = await request(`${edit}/modules/new`, { as, form: add })
    const path = added.headers.get('location')!
    const form = {
      ...add,
      basedOn: '3',
      'questions.0.text': 'What is neglect?',
      'questions.0.answers.0.text': 'Needs that are not met',
      'questions.0.answers.0.isCorrect': 'yes',
      'questions.0.answers.1.text': 'A rule',
      'questions.0.answers.2.text': '',
      'questions.1.text': '',
    }
    assert.equal((await request(path, { as, form })).status, 303)
    const [module] = (await latest()).content.modules
    assert.equal(module?.questions.length, 1)
    assert.deepEqual(
      module.questions[0]?.answers.map(({ text, isCorrect }) => [text, isCorrect]),
      [
        ['Needs that are not met', true],
        ['A rule', false],
      ],
    )
    const shown = await textOf(request(path, { as }))
    const key = module.questions[0].key
    assert.match(shown, new RegExp(`name="questions.0.key" value="${key}"`))
    const more = await request(path, { as, form: { ...form, rows: 'add questions.0.answers' } })
    assert.match(await more.text(), /questions\.0\.answers\.3\.text/)
    assert.equal((await latest()).version, 4)
  })

  await t.test('modules move and go; a move over somebody else’s save does nothing', async () => {
    const add = { basedOn: '4', title: 'Read', kind: 'read', minutes: '5' }
    await request(`${edit}/modules/new`, { as, form: add })
    const keys = async () => (await latest()).content.modules.map(({ title }) => title)
    const { key } = (await latest()).content.modules[1]!
    const move = (action: string, basedOn: string) =>
      request(`${edit}/modules`, { as, form: { action, key, basedOn } })
    assert.equal((await move('up', '4')).status, 409)
    assert.equal((await move('up', '5')).status, 303)
    assert.deepEqual(await keys(), ['Read', 'Check'])
    assert.equal((await move('remove', '6')).status, 303)
    assert.deepEqual(await keys(), ['Check'])
  })

  await t.test('it cannot be sent to review before it is complete', async () => {
    const answer = await request(`/manage/publications/${id}/review`, { as, form: {} })
    assert.equal(answer.status, 422)
    assert.match(await textOf(request(edit, { as })), /Give an email address or telephone number/)
  })
})

test('a calendar file keeps its lines short and its words whole', () => {
  const ics = sessionCalendar('Name', 'example.org', [
    {
      id: '1',
      startsAt: new Date('2027-01-05T09:00:00Z'),
      endsAt: new Date('2027-01-05T10:00:00Z'),
      place: 'Room 1, Town Hall; first floor',
      cancelledAt: null,
      sequence: 0,
      changedAt: new Date('2026-11-22T12:00:00Z'),
      title: `${'ŵ'.repeat(60)}, end`,
      address: 'https://example.org/training/sessions/1',
    },
  ])
  const lines = ics.split('\r\n')
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75))
  assert.equal(ics.replaceAll('\r\n ', '').includes(`${'ŵ'.repeat(60)}\\, end`), true)
  assert.match(ics, /LOCATION:Room 1\\, Town Hall\\; first floor/)
})

test('small numbers are hidden with one more, so that none can be worked out', () => {
  const counts = (...numbers: number[]) =>
    suppressed(numbers.map((count) => ({ count }))).map(({ count }) => count)
  assert.deepEqual(counts(0, 8, 30), [0, 8, 30])
  assert.deepEqual(counts(3, 8, 30), [null, null, 30])
  assert.deepEqual(counts(3, 2, 30), [null, null, 30])
  assert.deepEqual(counts(7), [null])
  assert.equal(suppressedTotal([{ count: 3 }, { count: 4 }]), null)
  assert.equal(suppressedTotal([{ count: 3 }, { count: 5 }]), 8)
})

async function seededCourse({ services, signIn }: TestApp): Promise<{ id: string }> {
  const authorId = (await signIn('training-coordinator')).personId
  const reviewerId = (await signIn('officer')).personId
  return { id: (await seedLearning(services, { authorId, reviewerId })).course }
}

async function passCheck({ request, database }: TestApp, as: Visitor): Promise<void> {
  const { content } = (await findPublished(database, courseKind, slug))!
  const check = content.modules.find(({ kind }) => kind === 'knowledge-check')!
  const form = Object.fromEntries(
    check.questions.map(({ key, answers }) => [
      `answer-${key}`,
      answers.filter(({ isCorrect }) => isCorrect).map((answer) => answer.key),
    ]),
  )
  await request(`${page}/modules/5/attempts`, { as, form })
}

/** What the form of the details check sends when all is right. */
async function enrolFormOf({ request }: TestApp, as: Visitor, affiliation: string) {
  const shown = /name="shown" value="([^"]+)"/.exec(await textOf(request(`${page}/enrol`, { as })))
  return { affiliation, shown: shown![1]! }
}

async function employ({ database }: TestApp, visitor: Visitor, sector: string, name: string) {
  const { id } = await database
    .insertInto('organisation')
    .values({ agency_sector_code: sector })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('organisation_name')
    .values({ organisation_id: id, name, valid_from: '2015-04-01' })
    .execute()
  const affiliation = await database
    .insertInto('affiliation')
    .values({
      person_id: visitor.personId,
      organisation_id: id,
      valid_from: '2019-09-01',
      job_role_code: 'nurse',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return affiliation.id
}

async function textOf(answer: Response | Promise<Response>): Promise<string> {
  return (await answer).text()
}
