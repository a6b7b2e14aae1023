import { Hono } from 'hono'
import { z } from 'zod'
import { routesToCheck } from '../concerns/concerns.ts'
import { listAgencySectors, siteOf } from '../people/people.ts'
import { may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { NotFound } from '../platform/errors.ts'
import { checkForm, emptyForm, readForm, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import {
  draftOf,
  checksOf,
  createDraft,
  listLatest,
  type EditConflict,
} from '../publishing/publishing.ts'
import { answerForm } from '../ui/form-answer.ts'
import { afterRowButton } from '../ui/form-rows.ts'
import { renderPage } from '../ui/layout.tsx'
import { emptyCourse, emptyModule, type CourseContent } from './course-content.ts'
import { changeCourse, withModule, withMove } from './course-editing.ts'
import {
  CourseDetailsForm,
  ModuleForm,
  ModulePlaceForm,
  NewCourseForm,
  NewModuleForm,
  courseDetailsFormOf,
  moduleFormOf,
  moduleRowBlanks,
  newKey,
} from './course-forms.ts'
import { courseKind } from './course-kind.ts'
import { listFrameworks } from './course-queries.ts'
import { courseReadiness } from './course-readiness.ts'
import { CourseDetailsPage, EditCoursePage } from './edit-course-pages.tsx'
import { EditModulePage, NewModulePage } from './edit-module-pages.tsx'
import { countEnrolments } from './enrolment-queries.ts'
import { seeLearners, seeTraining, writeCourses } from './learning-access.ts'
import { learningPaths } from './learning-paths.ts'
import { ManageTrainingPage, NewCoursePage } from './manage-training-pages.tsx'
import { suppressedTotal } from './small-numbers.ts'

/** Where courses are written. Review and publication are those of every publication. */
export const manageTrainingRoutes = new Hono<AppEnv>()

manageTrainingRoutes.get('/manage/training', may(seeTraining), async (c) => {
  const { database, person } = c.var
  const editions = await listLatest(database, courseKind)
  const counts = await countEnrolments(database)
  const shown = (count: number) =>
    seeLearners.allows(person) ? count : suppressedTotal([{ count }])
  const courses = editions.map((edition) => {
    const found = counts.find(({ courseId }) => courseId === edition.publication.id)
    return { edition, active: shown(found?.active ?? 0), completed: shown(found?.completed ?? 0) }
  })
  const page = (
    <ManageTrainingPage
      site={await siteOf(c)}
      courses={courses}
      mayWrite={writeCourses.allows(person)}
      today={ukDate(actOf(c).now)}
    />
  )
  return c.html(renderPage(page))
})

manageTrainingRoutes.get('/manage/training/new', may(writeCourses), async (c) =>
  c.html(renderPage(<NewCoursePage site={await siteOf(c)} form={emptyForm} />)),
)

manageTrainingRoutes.post('/manage/training/new', may(writeCourses), async (c) => {
  const form = await readForm(c, NewCourseForm)
  if (!form.ok) return c.html(renderPage(<NewCoursePage site={await siteOf(c)} form={form} />), 422)
  const draft = { ...form.value, content: emptyCourse }
  const { id } = await createDraft(c.var.database, courseKind, draft, actOf(c))
  return c.redirect(learningPaths.edit(id), 303)
})

manageTrainingRoutes.get('/manage/training/:id', may(writeCourses), async (c) =>
  showCourseDesk(c, emptyForm),
)

manageTrainingRoutes.get('/manage/training/:id/details', may(writeCourses), async (c) =>
  showDetails(c, courseDetailsFormOf((await draftOf(c, courseKind)).edition)),
)

manageTrainingRoutes.post('/manage/training/:id/details', may(writeCourses), async (c) => {
  const form = await readForm(c, CourseDetailsForm)
  if (!form.ok) return showDetails(c, form, { code: 422 })
  const { title, summary, note, basedOn, ...details } = form.value
  const bandLabel = details.bandLabel || (await ownLabelOf(c, details.band))
  const saved = await changeCourse(
    c.var.database,
    idIn(c),
    ({ content }) => ({ title, summary, note, content: { ...content, ...details, bandLabel } }),
    basedOn,
    actOf(c),
  )
  if (saved.ok) return c.redirect(`${learningPaths.edit(idIn(c))}?saved=1`, 303)
  return showDetails(c, again(form, saved.conflict), { code: 409, conflict: saved.conflict })
})

manageTrainingRoutes.post('/manage/training/:id/modules', may(writeCourses), async (c) => {
  const form = await readForm(c, ModulePlaceForm)
  if (!form.ok) throw new NotFound('module')
  const { action, key, basedOn } = form.value
  const saved = await changeCourse(
    c.var.database,
    idIn(c),
    (draft) => ({
      ...draft,
      content: { ...draft.content, modules: withMove(draft.content.modules, key, action) },
    }),
    basedOn,
    actOf(c),
  )
  if (saved.ok) return c.redirect(`${learningPaths.edit(idIn(c))}?saved=1`, 303)
  const message = 'Somebody else has changed this course meanwhile. Look at it again, then move'
  return showCourseDesk(c, { values: {}, errors: [{ field: 'form', message }] })
})

manageTrainingRoutes.get('/manage/training/:id/modules/new', may(writeCourses), async (c) => {
  const { edition } = await draftOf(c, courseKind)
  return showNewModule(c, { values: { basedOn: String(edition.version) }, errors: [] })
})

manageTrainingRoutes.post('/manage/training/:id/modules/new', may(writeCourses), async (c) => {
  const form = await readForm(c, NewModuleForm)
  if (!form.ok) return showNewModule(c, form)
  const { basedOn, ...basics } = form.value
  const module = { ...emptyModule, ...basics, key: newKey() }
  const saved = await changeCourse(
    c.var.database,
    idIn(c),
    (draft) => ({
      ...draft,
      content: { ...draft.content, modules: withModule(draft.content.modules, module) },
    }),
    basedOn,
    actOf(c),
  )
  if (saved.ok) return c.redirect(learningPaths.editModule(idIn(c), module.key), 303)
  // Nothing of theirs is touched by one more module: it goes after what they saved.
  return showNewModule(c, {
    ...again(form, saved.conflict),
    errors: [
      {
        field: 'form',
        message:
          'Somebody else has changed this course meanwhile. Add the module again to put it after their changes',
      },
    ],
  })
})

manageTrainingRoutes.get('/manage/training/:id/modules/:key', may(writeCourses), async (c) => {
  const { edition } = await draftOf(c, courseKind)
  const module = edition.content.modules.find(({ key }) => key === c.req.param('key'))
  if (!module) throw new NotFound('module')
  const success = c.req.query('saved') ? `Saved as version ${edition.version}.` : undefined
  return showModule(c, moduleFormOf(module, edition.version), { success })
})

manageTrainingRoutes.post('/manage/training/:id/modules/:key', may(writeCourses), async (c) => {
  const key = c.req.param('key')
  const typed = await readForm(c, z.unknown())
  const moved = afterRowButton(typed.values, moduleRowBlanks)
  if (moved) return showModule(c, { values: moved, errors: [] }, {})
  const form = checkForm(typed.values, ModuleForm)
  if (!form.ok) return showModule(c, form, { code: 422 })
  const { basedOn, ...module } = form.value
  const saved = await changeCourse(
    c.var.database,
    idIn(c),
    (draft) => ({
      ...draft,
      content: { ...draft.content, modules: withModule(draft.content.modules, { ...module, key }) },
    }),
    basedOn,
    actOf(c),
  )
  if (saved.ok) return c.redirect(`${learningPaths.editModule(idIn(c), key)}?saved=1`, 303)
  return showModule(c, again(form, saved.conflict), { code: 409, conflict: saved.conflict })
})

type Answer = {
  code?: 409 | 422
  conflict?: EditConflict | undefined
  success?: string | undefined
}

async function showCourseDesk(c: AppContext, form: FormState): Promise<Response> {
  const { status, edition } = await draftOf(c, courseKind)
  const { now } = actOf(c)
  const routes = await routesToCheck(c.var.database)
  const page = (
    <EditCoursePage
      site={await siteOf(c)}
      status={status}
      content={edition.content}
      summary={edition.summary}
      form={form}
      readiness={courseReadiness(edition)}
      checks={await checksOf(c.var.database, courseKind, edition, { now, routes })}
      success={c.req.query('saved') ? `Saved as version ${edition.version}.` : undefined}
    />
  )
  return c.html(renderPage(page), form.errors.length > 0 ? 409 : 200)
}

async function showDetails(c: AppContext, form: FormState, answer: Answer = {}): Promise<Response> {
  const { status } = await draftOf(c, courseKind)
  const page = (
    <CourseDetailsPage
      site={await siteOf(c)}
      status={status}
      form={form}
      frameworks={await listFrameworks(c.var.database)}
      sectors={await listAgencySectors(c.var.database)}
      routes={await routesToCheck(c.var.database)}
      conflict={answer.conflict}
    />
  )
  return c.html(renderPage(page), answer.code ?? 200)
}

async function showNewModule(c: AppContext, form: FormState): Promise<Response> {
  const { status } = await draftOf(c, courseKind)
  const page = <NewModulePage site={await siteOf(c)} status={status} form={form} />
  return answerForm(c, page, form)
}

async function showModule(c: AppContext, form: FormState, answer: Answer): Promise<Response> {
  const { status } = await draftOf(c, courseKind)
  const page = (
    <EditModulePage
      site={await siteOf(c)}
      status={status}
      form={form}
      moduleKey={c.req.param('key') ?? ''}
      routes={await routesToCheck(c.var.database)}
      conflict={answer.conflict}
      success={answer.success}
    />
  )
  return c.html(renderPage(page), answer.code ?? 200)
}

/** The form as it was typed, now based on what somebody else saved. */
function again(form: FormState, conflict: EditConflict): FormState {
  return { values: { ...form.values, basedOn: String(conflict.latest) }, errors: [] }
}

async function ownLabelOf(c: AppContext, band: CourseContent['band']): Promise<string> {
  const frameworks = await listFrameworks(c.var.database)
  const framework = frameworks.find(({ code }) => code === band?.framework)
  return framework?.bands.find(({ code }) => code === band?.code)?.label ?? ''
}

function idIn(c: AppContext): string {
  return c.req.param('id') ?? ''
}
