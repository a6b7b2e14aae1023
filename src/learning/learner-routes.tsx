import { Hono } from 'hono'
import { z } from 'zod'
import { findPersonDetails, siteOf } from '../people/people.ts'
import { anyone, isFullySignedIn, may, signedIn } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../platform/forms.ts'
import type { AppContext, AppEnv } from '../platform/web.ts'
import { findPublished, findVersion, type Edition } from '../publishing/publishing.ts'
import { answerForm } from '../ui/form-answer.ts'
import { renderPage } from '../ui/layout.tsx'
import type { CourseContent, CourseModule } from './course-content.ts'
import { courseKind } from './course-kind.ts'
import { referencesOf } from './course-preview.tsx'
import { listSessions } from './course-queries.ts'
import { viewCourse } from './course-view.ts'
import { BeforeEnrolPage, DetailsCheckPage, NotOpenPage } from './enrol-pages.tsx'
import { attemptKnowledgeCheck, completeModule, enrolWithDetails } from './enrolment.ts'
import { nextModuleNumber } from './progress.ts'
import { countAttempts, findAttempt } from './attempt-queries.ts'
import { doneModules, findEnrolment, type Enrolment } from './enrolment-queries.ts'
import { markKnowledgeCheck, type GivenAnswers } from './knowledge-check.ts'
import { learningPaths } from './learning-paths.ts'
import { AttemptPage, ModulePage, questionField, type ModuleView } from './module-pages.tsx'
import { goneOrUnknown } from './gone-course.ts'

/** Enrolling and learning. */
export const learnerRoutes = new Hono<AppEnv>()

learnerRoutes.get('/training/:course/enrol', may(anyone), async (c) => {
  const course = await publishedCourse(c)
  return course ? showEnrol(c, course, emptyForm) : goneOrUnknown(c, slugIn(c))
})

learnerRoutes.post('/training/:course/enrol', may(signedIn), async (c) => {
  const course = await publishedCourse(c)
  if (!course) return goneOrUnknown(c, slugIn(c))
  const by = { personId: c.var.person!.id, now: c.var.services.clock.now() }
  const form = await readForm(c, EnrolForm)
  if (!form.ok) return showEnrol(c, course, form)
  const { shown, affiliation: affiliationId } = form.value
  const outcome = await enrolWithDetails(c.var.database, course, {
    ...by,
    affiliationId,
    fingerprint: shown,
  })
  if (!outcome.ok) return showEnrol(c, course, withError(form, 'form', refusals[outcome.reason]))
  const enrolment = (await findEnrolment(c.var.database, by.personId, course.publication.id))!
  const version = await versionOf(c, enrolment)
  const done = await doneBy(c, enrolment)
  const number = nextModuleNumber(version.content, done)
  return c.redirect(learningPaths.module(slugIn(c), number), 303)
})

learnerRoutes.get('/training/:course/modules/:number{[0-9]+}', may(signedIn), async (c) => {
  const place = await findPlace(c)
  return place instanceof Response ? place : showModule(c, place, emptyForm)
})

learnerRoutes.post(
  '/training/:course/modules/:number{[0-9]+}/completion',
  may(signedIn),
  async (c) => {
    const place = await findPlace(c)
    if (place instanceof Response) return place
    const now = c.var.services.clock.now()
    const outcome = await completeModule(c.var.database, place.enrolment.id, place.module, now)
    // Already completed, in another tab: the page says so.
    if (!outcome.ok) return c.redirect(learningPaths.module(slugIn(c), place.number), 303)
    if (outcome.certificateId)
      return c.redirect(`${learningPaths.myCertificate(outcome.certificateId)}?new=1`, 303)
    const done = await doneBy(c, place.enrolment)
    return c.redirect(
      learningPaths.module(slugIn(c), nextAfter(place.version.content, done, place.number)),
      303,
    )
  },
)

learnerRoutes.post(
  '/training/:course/modules/:number{[0-9]+}/attempts',
  may(signedIn),
  async (c) => {
    const place = await findPlace(c)
    if (place instanceof Response) return place
    const form = await readForm(c, answersForm(place.module))
    if (!form.ok) return showModule(c, place, form)
    const outcome = await attemptKnowledgeCheck(
      c.var.database,
      place.enrolment.id,
      place.module,
      form.value,
      c.var.services.clock.now(),
    )
    if (!outcome.ok) return c.redirect(learningPaths.module(slugIn(c), place.number), 303)
    return c.redirect(learningPaths.attempt(slugIn(c), place.number, outcome.attemptId), 303)
  },
)

learnerRoutes.get(
  '/training/:course/modules/:number{[0-9]+}/attempts/:attempt',
  may(signedIn),
  async (c) => {
    const place = await findPlace(c)
    if (place instanceof Response) return place
    const attempt = await findAttempt(c.var.database, place.enrolment.id, c.req.param('attempt'))
    if (!attempt || attempt.moduleKey !== place.module.key) throw new NotFound('attempt')
    const mark = markKnowledgeCheck(place.module, attempt.answers)
    const view = await viewModule(c, place)
    return c.html(renderPage(<AttemptPage site={await siteOf(c)} view={view} mark={mark} />))
  },
)

const EnrolForm = z.object({
  shown: z.string().catch(''),
  affiliation: z
    .string({ error: 'Choose for which employer this training is' })
    .min(1, 'Choose for which employer this training is'),
})

const refusals = {
  'not-yet': 'Enrolment is not open yet',
  closed: 'Enrolment has closed',
  'no-organisation': 'We do not know where you work, so you cannot enrol yet',
  'not-there': 'Your details have changed. Please check them again',
  changed: 'Your details have changed. Please check them again',
  gaps: 'Something has still to be put right. It is named below',
}

async function showEnrol(
  c: AppContext,
  course: Edition<CourseContent>,
  form: FormState,
): Promise<Response> {
  const { database, person, services } = c.var
  const now = services.clock.now()
  const signedInId = isFullySignedIn(person) ? person.id : null
  const view = await viewCourse(database, course, { personId: signedInId, now })
  const site = await siteOf(c)
  const references = await referencesOf(c, course.content)
  if (view.standing?.enrolment.state === 'active')
    return c.redirect(learningPaths.module(view.slug, view.standing.next), 303)
  if (view.window !== 'open')
    return c.html(
      renderPage(<NotOpenPage site={site} view={view} />),
      form === emptyForm ? 200 : 422,
    )
  if (!isFullySignedIn(person))
    return c.html(renderPage(<BeforeEnrolPage site={site} view={view} references={references} />))
  const page = (
    <DetailsCheckPage
      site={site}
      view={view}
      references={references}
      form={form}
      details={(await findPersonDetails(database, person.id, now))!}
    />
  )
  return answerForm(c, page, form)
}

/** Where a learner stands: the course version they are on, and the module of the address. */
type Place = {
  enrolment: Enrolment
  version: Edition<CourseContent>
  module: CourseModule
  number: number
}

/** The place of the address, or the answer for people who are not on the course. */
async function findPlace(c: AppContext): Promise<Place | Response> {
  const course = await publishedCourse(c)
  if (!course) return goneOrUnknown(c, slugIn(c))
  const enrolment = await findEnrolment(c.var.database, c.var.person!.id, course.publication.id)
  if (!enrolment) return c.redirect(learningPaths.enrol(slugIn(c)), 303)
  const version = await versionOf(c, enrolment)
  const number = Number(c.req.param('number'))
  const module = version.content.modules[number - 1]
  if (!module) throw new NotFound('module')
  return { enrolment, version, module, number }
}

async function showModule(c: AppContext, place: Place, form: FormState): Promise<Response> {
  const view = await viewModule(c, place)
  const attempts = await countAttempts(c.var.database, place.enrolment.id, place.module.key)
  const page = <ModulePage site={await siteOf(c)} view={view} form={form} attempts={attempts} />
  return answerForm(c, page, form)
}

async function viewModule(c: AppContext, place: Place): Promise<ModuleView> {
  const { enrolment, version, module, number } = place
  const now = c.var.services.clock.now()
  const sessions = await listSessions(c.var.database, { courseId: enrolment.courseId, from: now })
  return {
    slug: slugIn(c),
    courseTitle: version.title,
    modules: version.content.modules,
    number,
    done: await doneBy(c, enrolment),
    isCompleted: enrolment.state === 'completed',
    certificateId: enrolment.certificateId,
    sessions: sessions.filter((session) => session.moduleKey === module.key),
    references: await referencesOf(c, version.content),
    isPreview: false,
  }
}

/** Every question wants an answer; what was chosen is marked later. */
function answersForm(module: CourseModule) {
  const fields = module.questions.map(({ key, kind }) => [
    questionField(key),
    z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((sent) => [sent].flat())
      .refine((sent) => sent.length > 0, {
        error: kind === 'one' ? 'Choose an answer' : 'Choose at least one answer',
      }),
  ])
  return z
    .object(Object.fromEntries(fields) as Record<string, z.ZodType<string[]>>)
    .transform((sent): GivenAnswers =>
      Object.fromEntries(module.questions.map(({ key }) => [key, sent[questionField(key)] ?? []])),
    )
}

/** The first module after this one that is not done, else the first that is not done at all. */
function nextAfter(content: CourseContent, done: ReadonlySet<string>, number: number): number {
  const later = content.modules.findIndex(({ key }, at) => at >= number && !done.has(key))
  return later === -1 ? nextModuleNumber(content, done) : later + 1
}

async function doneBy(c: AppContext, enrolment: Enrolment): Promise<ReadonlySet<string>> {
  return (await doneModules(c.var.database, [enrolment.id])).get(enrolment.id)!
}

async function versionOf(c: AppContext, enrolment: Enrolment): Promise<Edition<CourseContent>> {
  const { courseId, courseVersion } = enrolment
  const version = await findVersion(c.var.database, courseKind, courseId, courseVersion)
  if (!version) throw new NotFound('course version')
  return version
}

function publishedCourse(c: AppContext): Promise<Edition<CourseContent> | null> {
  return findPublished(c.var.database, courseKind, slugIn(c))
}

function slugIn(c: AppContext): string {
  return c.req.param('course') ?? ''
}
