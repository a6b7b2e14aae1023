import { Hono } from 'hono'
import { siteOf } from '../people/people.ts'
import { may } from '../platform/access.ts'
import { audit } from '../platform/audit.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm, readForm, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import { findLatest, findPublished } from '../publishing/publishing.ts'
import { answerForm } from '../ui/form-answer.ts'
import { renderPage } from '../ui/layout.tsx'
import type { CourseModule } from './course-content.ts'
import { courseKind } from './course-kind.ts'
import { findSession, listSessions, type CourseSession } from './course-queries.ts'
import { recordAttendance } from './enrolment.ts'
import { listAttendance } from './attendance-queries.ts'
import { revokeCertificate } from './certificate-queries.ts'
import { listEnrolmentsOnCourse } from './enrolment-queries.ts'
import { LearnersPage } from './learners-pages.tsx'
import { AttendancePage, EditSessionPage, SessionsPage } from './session-desk-pages.tsx'
import { countLearners, listLearners } from './learners-view.ts'
import { seeLearners, seeTraining, writeCourses } from './learning-access.ts'
import { learningPaths } from './learning-paths.ts'
import { AttendanceForm, SessionForm, revocationForm, sessionFormOf } from './session-forms.ts'
import { cancelSession, changeSession, planSession } from './sessions.ts'

/** Who learns, live sessions, attendance, and certificates that are withdrawn. */
export const learnersRoutes = new Hono<AppEnv>()

learnersRoutes.get('/manage/training/:id/people', may(seeTraining), async (c) =>
  showLearners(c, emptyForm),
)

learnersRoutes.post('/manage/training/:id/people/revocation', may(seeLearners), async (c) => {
  const form = await readForm(c, revocationForm)
  if (!form.ok) return showLearners(c, form)
  const { certificate, reason } = form.value
  const course = await courseIn(c)
  const { database, services, person } = c.var
  const enrolment = (await listEnrolmentsOnCourse(database, course.id)).find(
    ({ certificateId }) => certificateId === certificate,
  )
  if (!enrolment) throw new NotFound('certificate')
  await database.transaction().execute(async (transaction) => {
    const now = services.clock.now()
    if (await revokeCertificate(transaction, certificate, reason, now))
      await audit(transaction, {
        action: 'certificate.withdrawn',
        by: person!.id,
        subject: { kind: 'enrolment', id: enrolment.id },
        details: { reason },
      })
  })
  return c.redirect(`${learningPaths.people(course.id)}?withdrawn=1`, 303)
})

learnersRoutes.get('/manage/training/:id/sessions', may(seeLearners), async (c) => {
  const course = await courseIn(c)
  const page = (
    <SessionsPage
      site={await siteOf(c)}
      course={course}
      sessions={await listSessions(c.var.database, { courseId: course.id })}
      hasLiveModule={course.liveModules.length > 0}
      now={c.var.services.clock.now()}
      success={c.req.query('saved') ? 'Saved.' : undefined}
    />
  )
  return c.html(renderPage(page))
})

learnersRoutes.get('/manage/training/:id/sessions/new', may(seeLearners), async (c) =>
  showSessionForm(c, null, emptyForm),
)

learnersRoutes.post('/manage/training/:id/sessions/new', may(seeLearners), async (c) => {
  const form = await readForm(c, SessionForm)
  if (!form.ok) return showSessionForm(c, null, form)
  const course = await courseIn(c)
  if (!course.liveModules.some(({ key }) => key === form.value.moduleKey))
    throw new NotFound('module')
  await planSession(c.var.database, course.id, form.value, actOf(c))
  return c.redirect(`${learningPaths.sessions(course.id)}?saved=1`, 303)
})

learnersRoutes.get('/manage/training/:id/sessions/:session', may(seeLearners), async (c) => {
  const session = await sessionIn(c)
  return showSessionForm(c, session, sessionFormOf(session))
})

learnersRoutes.post('/manage/training/:id/sessions/:session', may(seeLearners), async (c) => {
  const session = await sessionIn(c)
  const form = await readForm(c, SessionForm)
  if (!form.ok) return showSessionForm(c, session, form)
  await changeSession(c.var.database, session, form.value, actOf(c))
  return c.redirect(`${learningPaths.sessions(session.courseId)}?saved=1`, 303)
})

learnersRoutes.post(
  '/manage/training/:id/sessions/:session/cancellation',
  may(seeLearners),
  async (c) => {
    const session = await sessionIn(c)
    await cancelSession(c.var.database, session, actOf(c))
    return c.redirect(`${learningPaths.sessions(session.courseId)}?saved=1`, 303)
  },
)

learnersRoutes.get(
  '/manage/training/:id/sessions/:session/attendance',
  may(seeLearners),
  async (c) => {
    const session = await startedSessionIn(c)
    const page = (
      <AttendancePage
        site={await siteOf(c)}
        course={await courseIn(c)}
        session={session}
        learners={await listLearners(c.var.database, session.courseId, c.var.services.clock.now())}
        attended={await listAttendance(c.var.database, session.id)}
      />
    )
    return c.html(renderPage(page))
  },
)

learnersRoutes.post(
  '/manage/training/:id/sessions/:session/attendance',
  may(seeLearners),
  async (c) => {
    const session = await startedSessionIn(c)
    const form = await readForm(c, AttendanceForm)
    if (!form.ok) throw new NotFound('attendance')
    const { listed, attended } = form.value
    const onCourse = new Set(
      (await listEnrolmentsOnCourse(c.var.database, session.courseId)).map(({ id }) => id),
    )
    const rows = listed
      .filter((id) => onCourse.has(id))
      .map((enrolmentId) => ({ enrolmentId, attended: attended.includes(enrolmentId) }))
    const { by, now } = actOf(c)
    await recordAttendance(c.var.database, session, rows, { personId: by, now })
    return c.redirect(`${learningPaths.sessions(session.courseId)}?saved=1`, 303)
  },
)

async function showLearners(c: AppContext, form: FormState): Promise<Response> {
  const { database, person, services } = c.var
  const course = await courseIn(c)
  const now = services.clock.now()
  const maySeeNames = seeLearners.allows(person)
  const page = (
    <LearnersPage
      site={await siteOf(c)}
      course={course}
      counts={await countLearners(database, course.id, now, { isExact: maySeeNames })}
      learners={maySeeNames ? await listLearners(database, course.id, now) : null}
      form={form}
      success={c.req.query('withdrawn') ? 'The certificate has been withdrawn.' : undefined}
    />
  )
  return answerForm(c, page, form)
}

async function showSessionForm(
  c: AppContext,
  session: CourseSession | null,
  form: FormState,
): Promise<Response> {
  const course = await courseIn(c)
  const page = (
    <EditSessionPage
      site={await siteOf(c)}
      course={course}
      session={session}
      form={form}
      liveModules={course.liveModules}
    />
  )
  return answerForm(c, page, form)
}

/** The course of the address. Live modules are those that the public reads now, else the draft's. */
async function courseIn(
  c: AppContext,
): Promise<{ id: string; title: string; mayWrite: boolean; liveModules: CourseModule[] }> {
  const id = c.req.param('id') ?? ''
  const latest = await findLatest(c.var.database, courseKind, id)
  if (!latest) throw new NotFound('course')
  const published = await findPublished(c.var.database, courseKind, latest.publication.slug)
  const { content } = published ?? latest
  return {
    id,
    title: latest.title,
    mayWrite: writeCourses.allows(c.var.person),
    liveModules: content.modules.filter(({ kind }) => kind === 'live-session'),
  }
}

async function sessionIn(c: AppContext): Promise<CourseSession> {
  const session = await findSession(c.var.database, c.req.param('session') ?? '')
  if (!session || session.courseId !== c.req.param('id')) throw new NotFound('session')
  return session
}

/** Attendance is recorded of what has begun and was not cancelled. */
async function startedSessionIn(c: AppContext): Promise<CourseSession> {
  const session = await sessionIn(c)
  if (session.cancelledAt || session.startsAt > c.var.services.clock.now())
    throw new NotFound('attendance')
  return session
}
