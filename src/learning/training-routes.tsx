import { Hono } from 'hono'
import { siteOf } from '../people/people.ts'
import { anyone, may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { cachedPage, type AppEnv } from '../platform/web.ts'
import { findPublished, listPublished, type Edition } from '../publishing/publishing.ts'
import { renderPage } from '../ui/layout.tsx'
import { sessionCalendar } from './calendar.ts'
import type { CourseContent } from './course-content.ts'
import { courseKind } from './course-kind.ts'
import { SessionPage, type PlannedSession } from './session-pages.tsx'
import { TrainingPage } from './training-page.tsx'
import { showCourse } from './course-preview.tsx'
import { findSession, listSessions, type CourseSession } from './course-queries.ts'
import { viewCourse } from './course-view.ts'
import { goneOrUnknown } from './gone-course.ts'
import { learningPaths } from './learning-paths.ts'

/** What the public reads of training. */
export const trainingRoutes = new Hono<AppEnv>()

trainingRoutes.get('/training', may(anyone), cachedPage, async (c) => {
  const now = c.var.services.clock.now()
  const editions = await listPublished(c.var.database, courseKind)
  const courses = await Promise.all(
    editions.map((edition) => viewCourse(c.var.database, edition, { personId: null, now })),
  )
  const sessions = (await listSessions(c.var.database, { from: now })).filter(
    ({ cancelledAt }) => cancelledAt === null,
  )
  const page = (
    <TrainingPage
      site={await siteOf(c)}
      courses={courses}
      sessions={withCourses(sessions, editions)}
    />
  )
  return c.html(renderPage(page))
})

trainingRoutes.get('/training/sessions/:id', may(anyone), cachedPage, async (c) => {
  const found = await findSession(c.var.database, c.req.param('id'))
  const editions = await listPublished(c.var.database, courseKind)
  const [session] = withCourses(found ? [found] : [], editions)
  if (!session) throw new NotFound('session')
  const course = editions.find(({ publication }) => publication.id === session.courseId)!
  const page = (
    <SessionPage
      site={await siteOf(c)}
      session={session}
      contact={course.content.contact}
      isOver={session.endsAt < c.var.services.clock.now()}
    />
  )
  return c.html(renderPage(page))
})

trainingRoutes.get('/training/:course', may(anyone), cachedPage, async (c) => {
  const slug = c.req.param('course')
  const edition = await findPublished(c.var.database, courseKind, slug)
  return edition ? showCourse(c, edition) : goneOrUnknown(c, slug)
})

/** Every live session of the last month and to come, for calendars that ask again by themselves. */
trainingRoutes.get('/calendar.ics', may(anyone), cachedPage, async (c) => {
  const { services, database } = c.var
  const monthAgo = new Date(services.clock.now().getTime() - 31 * 24 * 3600_000)
  const sessions = withCourses(
    await listSessions(database, { from: monthAgo }),
    await listPublished(database, courseKind),
  )
  const events = sessions.map((session) => ({
    ...session,
    title: session.courseTitle,
    address: `${services.config.publicUrl}${learningPaths.session(session.id)}`,
  }))
  const { shortName } = await siteOf(c)
  const host = new URL(services.config.publicUrl).hostname
  return c.body(sessionCalendar(`${shortName}: training`, host, events), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="training.ics"',
  })
})

/** Sessions of courses that the public cannot read are left out. */
function withCourses(
  sessions: CourseSession[],
  editions: Edition<CourseContent>[],
): PlannedSession[] {
  return sessions.flatMap((session) => {
    const course = editions.find(({ publication }) => publication.id === session.courseId)
    return course
      ? [{ ...session, courseTitle: course.title, courseSlug: course.publication.slug }]
      : []
  })
}
