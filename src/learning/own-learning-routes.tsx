import { Hono } from 'hono'
import { findNameAt, siteOf } from '../people/people.ts'
import { anyone, may, signedIn } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm } from '../platform/forms.ts'
import type { AppContext, AppEnv } from '../platform/web.ts'
import { findPublication, findVersion } from '../publishing/publishing.ts'
import { answerForm } from '../ui/form-answer.ts'
import { renderPage } from '../ui/layout.tsx'
import { certificateIdFrom } from './certificate-ids.ts'
import { CertificatePage, FindCertificatePage, MyCertificatePage } from './certificate-pages.tsx'
import { courseKind } from './course-kind.ts'
import { leaveCourse } from './enrolment.ts'
import { nextModuleNumber } from './progress.ts'
import { findCertificate, type Certificate } from './certificate-queries.ts'
import { doneModules, listEnrolmentsOfPerson, type Enrolment } from './enrolment-queries.ts'
import { learningPaths } from './learning-paths.ts'
import { MyLearningPage, type OwnCourse } from './my-learning-page.tsx'

/** A person's own courses and certificates, and the check of anybody's certificate. */
export const ownLearningRoutes = new Hono<AppEnv>()

ownLearningRoutes.get('/account/learning', may(signedIn), async (c) => {
  const enrolments = await listEnrolmentsOfPerson(c.var.database, c.var.person!.id)
  const done = await doneModules(
    c.var.database,
    enrolments.map(({ id }) => id),
  )
  const courses = await Promise.all(
    enrolments.map((enrolment) => ownCourseOf(c, enrolment, done.get(enrolment.id)!)),
  )
  const success = c.req.query('left') ? 'You have left the course.' : undefined
  const page = <MyLearningPage site={await siteOf(c)} courses={courses} success={success} />
  return c.html(renderPage(page))
})

ownLearningRoutes.post('/account/learning/:enrolment/leaving', may(signedIn), async (c) => {
  const by = { personId: c.var.person!.id, now: c.var.services.clock.now() }
  const left = await leaveCourse(c.var.database, c.req.param('enrolment'), by)
  return c.redirect(`${learningPaths.mine}${left ? '?left=1' : ''}`, 303)
})

ownLearningRoutes.get('/account/learning/certificates/:id', may(signedIn), async (c) => {
  const certificate = await findCertificate(c.var.database, c.req.param('id'))
  if (!certificate || certificate.personId !== c.var.person!.id) throw new NotFound('certificate')
  const page = (
    <MyCertificatePage
      site={await siteOf(c)}
      certificate={certificate}
      name={await nameOn(c, certificate)}
      verifyAt={`${c.var.services.config.publicUrl}${learningPaths.certificate(certificate.id)}`}
      isNew={c.req.query('new') === '1'}
    />
  )
  return c.html(renderPage(page))
})

ownLearningRoutes.get('/certificates', may(anyone), async (c) => {
  const number = c.req.query('number')
  if (number === undefined) return showSearch(c, '')
  const id = certificateIdFrom(number)
  if (id === '') return showSearch(c, number, 'Enter the number of the certificate')
  if (await findCertificate(c.var.database, id))
    return c.redirect(learningPaths.certificate(id), 303)
  return showSearch(c, number, 'No certificate has this number. Check that you typed all of it')
})

ownLearningRoutes.get('/certificates/:id', may(anyone), async (c) => {
  c.header('Cache-Control', 'no-store')
  const id = c.req.param('id')
  const certificate = await findCertificate(c.var.database, id)
  if (!certificate) throw new NotFound('certificate')
  const page = (
    <CertificatePage
      site={await siteOf(c)}
      certificate={certificate}
      name={await nameOn(c, certificate)}
    />
  )
  return c.html(renderPage(page))
})

/** A certificate keeps the name of its day. */
function nameOn(c: AppContext, { personId, issuedAt }: Certificate): Promise<string> {
  return findNameAt(c.var.database, personId, issuedAt)
}

async function showSearch(c: AppContext, number: string, message?: string): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  const form = message ? { values: { number }, errors: [{ field: 'number', message }] } : emptyForm
  const page = <FindCertificatePage site={await siteOf(c)} form={form} />
  return answerForm(c, page, form)
}

async function ownCourseOf(
  c: AppContext,
  enrolment: Enrolment,
  done: ReadonlySet<string>,
): Promise<OwnCourse> {
  const { courseId, courseVersion } = enrolment
  const version = await findVersion(c.var.database, courseKind, courseId, courseVersion)
  const publication = await findPublication(c.var.database, courseId)
  if (!version || !publication) throw new NotFound('course')
  const { modules } = version.content
  const number = nextModuleNumber(version.content, done)
  return {
    enrolmentId: enrolment.id,
    title: version.title,
    slug: publication.slug,
    isWithdrawn: publication.withdrawn_at !== null,
    state: enrolment.state === 'completed' ? 'completed' : 'active',
    enrolledAt: enrolment.enrolledAt,
    completedAt: enrolment.completedAt,
    certificateId: enrolment.certificateId,
    done: modules.filter(({ key }) => done.has(key)).length,
    of: modules.length,
    next: { number, title: modules[number - 1]?.title ?? '' },
  }
}
