import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp, type TestApp, type Visitor } from '../../test/app.ts'
import {
  createDraft,
  findPublished,
  publish,
  saveDraft,
  submitForReview,
} from '../publishing/publishing.ts'
import { documentFromText } from '../publishing/rich-text-as-text.ts'
import { isReady } from '../ui/readiness.tsx'
import {
  certificateIdFrom,
  certificateIdInGroups,
  initialsOf,
  newCertificateId,
} from './certificate-ids.ts'
import {
  courseSchema,
  durationInWords,
  emptyCourse,
  emptyModule,
  enrolmentWindow,
  type CourseContent,
  type CourseModule,
  type Question,
} from './course-content.ts'
import { courseKind } from './course-kind.ts'
import { courseReadiness } from './course-readiness.ts'
import { insertSession } from './course-queries.ts'
import {
  attemptKnowledgeCheck,
  completeModule,
  enrol,
  leaveCourse,
  recordAttendance,
} from './enrolment.ts'
import { findCertificate } from './certificate-queries.ts'
import { doneModules, findEnrolment } from './enrolment-queries.ts'
import { markKnowledgeCheck, neededToPass } from './knowledge-check.ts'
import { nextTraining } from './learning.ts'

const question = (key: string, kind: Question['kind'], ...right: boolean[]): Question => ({
  key,
  kind,
  text: `Question ${key}`,
  answers: right.map((isCorrect, at) => ({ key: `a${at}`, text: `Answer ${at}`, isCorrect })),
  explanation: 'Because.',
})

const read: CourseModule = {
  ...emptyModule,
  key: 'read',
  title: 'What you are responsible for',
  text: documentFromText('Everybody who works with children has a part.'),
}
const check: CourseModule = {
  ...emptyModule,
  key: 'check',
  title: 'Check what you know',
  kind: 'knowledge-check',
  passMarkPercent: 60,
  questions: [
    question('q1', 'one', true, false),
    question('q2', 'several', true, true, false),
    question('q3', 'one', false, true),
  ],
}
const live: CourseModule = {
  ...emptyModule,
  key: 'live',
  title: 'Talk it over',
  kind: 'live-session',
  text: documentFromText('An hour online.'),
}

const complete: CourseContent = {
  ...emptyCourse,
  band: { framework: 'local-multi-agency', code: '2' },
  bandLabel: 'Level 2',
  delivery: 'blended',
  audience: 'Everybody who works with children.',
  outcomes: ['Say when a referral is needed.'],
  modules: [read, check, live],
  howToEnrol: documentFromText('Choose Enrol.'),
  outsideAgencies: documentFromText('Ask for an account.'),
  contact: 'training@example.org',
}

test('a knowledge check is marked by its right answers, all of them and no other', () => {
  const mark = (given: Record<string, string[]>) => markKnowledgeCheck(check, given)
  assert.equal(neededToPass(check), 2)
  assert.deepEqual([mark({}).correct, mark({}).passed], [0, false])
  assert.equal(mark({ q1: ['a0'], q2: ['a0', 'a1'] }).passed, true)
  assert.equal(mark({ q1: ['a0'], q2: ['a0'] }).correct, 1)
  assert.equal(mark({ q1: ['a0'], q2: ['a0', 'a1', 'a2'] }).correct, 1)
  assert.equal(mark({ q1: ['a0', 'a1'] }).correct, 0)
  assert.equal(mark({ q9: ['a0'], q1: ['nonsense'] }).correct, 0)
  assert.equal(markKnowledgeCheck({ questions: [], passMarkPercent: 80 }, {}).passed, false)
})

test('a course opens and closes by the calendar', () => {
  const dates = { opensOn: '2020-10-05', closesOn: '2020-10-30' }
  assert.equal(enrolmentWindow(dates, '2020-10-04'), 'not-yet')
  assert.equal(enrolmentWindow(dates, '2020-10-05'), 'open')
  assert.equal(enrolmentWindow(dates, '2020-10-30'), 'open')
  assert.equal(enrolmentWindow(dates, '2020-10-31'), 'closed')
  assert.equal(enrolmentWindow(emptyCourse, '2020-10-31'), 'open')
})

test('durations are said in hours and minutes', () => {
  assert.deepEqual([0, 1, 45, 60, 61, 150].map(durationInWords), [
    '0 minutes',
    '1 minute',
    '45 minutes',
    '1 hour',
    '1 hour 1 minute',
    '2 hours 30 minutes',
  ])
})

test('a certificate’s number cannot be guessed, and is read back as it was printed', () => {
  const ids = new Set(Array.from({ length: 200 }, newCertificateId))
  assert.equal(ids.size, 200)
  for (const id of ids) assert.equal(certificateIdFrom(certificateIdInGroups(id).toUpperCase()), id)
  assert.equal(initialsOf('  Asha  Patel-Jones '), 'A. P.')
})

test('a stored course of an older shape, and an import of almost nothing, are completed', () => {
  assert.deepEqual(courseSchema.parse({}), emptyCourse)
  assert.equal(courseSchema.parse({ modules: [{ key: 'a' }] }).modules[0]!.passMarkPercent, 80)
})

test('the check list names what a course still needs, and a complete one is ready', () => {
  const missing = (content: CourseContent) =>
    courseReadiness({ summary: 'A summary.', content })
      .filter((item) => !item.isReady)
      .map((item) => item.what)
  assert.deepEqual(missing(complete), [])
  assert.equal(isReady(courseReadiness({ summary: '', content: complete })), false)
  assert.equal(missing(emptyCourse).length, 10)
  assert.deepEqual(missing({ ...complete, delivery: 'online' }), [
    'The modules fit how it is taught',
  ])
  const twoRight = { ...check, questions: [question('q', 'one', true, true)] }
  assert.deepEqual(missing({ ...complete, modules: [twoRight, live] }), [
    'Every module is complete',
  ])
})

test('enrolling, learning, failing, passing, attending, and the certificate', async (t) => {
  const app = await testApp()
  const { database, clock } = app
  const course = await publishedCourse(app, complete)
  const learner = await app.signIn('practitioner')
  const coordinator = await app.signIn('training-coordinator')
  const by = (visitor: Visitor) => ({ personId: visitor.personId, now: clock.now() })
  const enrolment = async () =>
    (await findEnrolment(database, learner.personId, course.publication.id))!

  await t.test('nobody enrols without an organisation of the day', async () => {
    assert.deepEqual(await enrol(database, course, by(learner)), {
      ok: false,
      reason: 'no-organisation',
    })
    await employ(app, learner, 'health')
    assert.deepEqual(await enrol(database, course, by(learner)), { ok: true })
  })

  await t.test('enrolling twice at once is one enrolment', async () => {
    await Promise.all(Array.from({ length: 5 }, () => enrol(database, course, by(learner))))
    const rows = await database.selectFrom('enrolment').selectAll().execute()
    assert.equal(rows.length, 1)
    assert.equal(rows[0]!.course_version, course.version)
  })

  await t.test('a learner cannot tick off the check or the live session', async () => {
    const { id } = await enrolment()
    for (const module of [check, live])
      assert.deepEqual(await completeModule(database, id, module, clock.now()), {
        ok: false,
        reason: 'not-for-the-learner',
      })
    assert.deepEqual(await completeModule(database, id, read, clock.now()), {
      ok: true,
      certificateId: null,
    })
  })

  await t.test('a failed check is kept and does not count; a passed one does', async () => {
    const { id } = await enrolment()
    const failed = await attemptKnowledgeCheck(database, id, check, { q1: ['a1'] }, clock.now())
    assert.equal(failed.ok && failed.mark.passed, false)
    assert.deepEqual([...(await doneModules(database, [id])).get(id)!], ['read'])
    const answers = { q1: ['a0'], q2: ['a0', 'a1'] }
    const passed = await attemptKnowledgeCheck(database, id, check, answers, clock.now())
    assert.equal(passed.ok && passed.mark.passed, true)
    assert.equal(passed.ok && passed.certificateId, null)
  })

  await t.test('a newer version does not move who is on the older one', async () => {
    const moved = { ...complete, modules: [...complete.modules, { ...read, key: 'new' }] }
    await publishAgain(app, course.publication.id, moved)
    assert.equal((await enrolment()).courseVersion, course.version)
  })

  await t.test('attendance completes the course once, with one certificate', async () => {
    const { id } = await enrolment()
    const plan = {
      moduleKey: 'live',
      startsAt: clock.now(),
      endsAt: new Date(clock.now().getTime() + 3600_000),
      place: 'Online',
      howToJoin: '',
    }
    const sessionId = await insertSession(database, course.publication.id, plan, clock.now())
    const attended = () =>
      recordAttendance(
        database,
        { id: sessionId, moduleKey: 'live' },
        [{ enrolmentId: id, attended: true }],
        by(coordinator),
      )
    await Promise.all([attended(), attended(), attended()])
    const completed = await enrolment()
    assert.equal(completed.state, 'completed')
    assert.equal(completed.completedAffiliationId, completed.affiliationId)
    const certificate = await findCertificate(database, completed.certificateId!)
    assert.equal(certificate?.bandLabel, 'Level 2')
    assert.equal((await database.selectFrom('certificate').selectAll().execute()).length, 1)
  })

  await t.test('after completion nothing moves', async () => {
    const { id } = await enrolment()
    assert.deepEqual(await completeModule(database, id, read, clock.now()), {
      ok: false,
      reason: 'not-active',
    })
    assert.equal(await leaveCourse(database, id, by(learner)), false)
  })

  await t.test('who left is off the course and may come back', async () => {
    const other = await app.signIn('practitioner')
    await employ(app, other, 'police')
    const current = (await findPublished(database, courseKind, course.publication.slug))!
    await enrol(database, current, by(other))
    const first = (await findEnrolment(database, other.personId, course.publication.id))!
    assert.equal(await leaveCourse(database, first.id, by(learner)), false)
    assert.equal(await leaveCourse(database, first.id, by(other)), true)
    assert.equal(await findEnrolment(database, other.personId, course.publication.id), null)
    assert.deepEqual(await enrol(database, current, by(other)), { ok: true })
  })

  await t.test('home is told of courses that are open, the nearest session first', async () => {
    const [news] = await nextTraining(database, clock.now(), 5)
    assert.equal(news?.bandLabel, 'Level 2')
    await publishAgain(app, course.publication.id, { ...complete, closesOn: '2020-10-19' })
    assert.deepEqual(await nextTraining(database, clock.now(), 5), [])
  })
})

async function publishedCourse(app: TestApp, content: CourseContent) {
  const writer = await app.signIn('training-coordinator')
  const act = { by: writer.personId, now: app.clock.now() }
  const draft = { title: 'Safeguarding basics', summary: 'The basics.', content }
  const { id, slug } = await createDraft(app.database, courseKind, draft, act)
  await publishLatest(app, id, writer)
  return (await findPublished(app.database, courseKind, slug))!
}

async function publishAgain(app: TestApp, id: string, content: CourseContent) {
  const writer = await app.signIn('training-coordinator')
  const { latest_version: basedOn } = await app.database
    .selectFrom('publication')
    .select('latest_version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const draft = { title: 'Safeguarding basics', summary: 'The basics.', content, basedOn }
  const act = { by: writer.personId, now: app.clock.now() }
  assert.equal((await saveDraft(app.database, courseKind, id, draft, act)).ok, true)
  await publishLatest(app, id, writer)
}

async function publishLatest(app: TestApp, id: string, writer: Visitor) {
  const officer = await app.signIn('officer')
  const now = app.clock.now()
  await submitForReview(app.database, courseKind, id, { by: writer.personId, now })
  const published = await publish(
    app.database,
    app.services.jobs,
    courseKind,
    id,
    {},
    {
      by: officer.personId,
      now,
    },
  )
  assert.deepEqual(published, { ok: true })
}

async function employ(app: TestApp, visitor: Visitor, sector: string) {
  const { id } = await app.database
    .insertInto('organisation')
    .values({
      agency_sector_code: sector,
      postcode: null,
      opened_on: null,
      closed_on: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await app.database
    .insertInto('organisation_name')
    .values({
      organisation_id: id,
      name: `An agency of ${sector}`,
      valid_from: '2015-04-01',
      valid_to: null,
    })
    .execute()
  await app.database
    .insertInto('affiliation')
    .values({
      person_id: visitor.personId,
      organisation_id: id,
      job_title: null,
      valid_from: '2019-09-01',
      valid_to: null,
    })
    .execute()
}
