import { Hono } from 'hono'
import { z } from 'zod'
import { routesToCheck } from '../concerns/concerns.ts'
import { siteOf } from '../people/people.ts'
import { may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { NotFound } from '../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import {
  answerDraftForm,
  draftOf,
  type DraftAnswer,
  checksOf,
  createDraft,
  findLatest,
  listLatest,
  slugOf,
} from '../publishing/publishing.ts'
import { answerForm } from '../ui/form-answer.ts'
import { requiredWords, words } from '../ui/form-words.ts'
import { renderPage } from '../ui/layout.tsx'
import { EditGuidancePage } from './edit-guidance-page.tsx'
import { emptyGuidance } from './guidance-content.ts'
import {
  GuidanceForm,
  NewGuidanceForm,
  guidanceFormOf,
  guidanceRowBlanks,
} from './guidance-forms.ts'
import { guidanceKind, writeGuidance } from './guidance-kind.ts'
import { guidancePaths } from './guidance-paths.ts'
import { insertTopic, listInstruments, listTopics } from './guidance-queries.ts'
import { guidanceReadiness } from './guidance-readiness.ts'
import { ManageGuidancePage, NewGuidancePage, TopicsPage } from './manage-guidance-pages.tsx'

/** Where guidance is written. Review and publication are those of every publication. */
export const manageGuidanceRoutes = new Hono<AppEnv>()

manageGuidanceRoutes.get('/manage/guidance', may(writeGuidance), async (c) => {
  const editions = await listLatest(c.var.database, guidanceKind)
  const today = ukDate(actOf(c).now)
  const page = <ManageGuidancePage site={await siteOf(c)} editions={editions} today={today} />
  return c.html(renderPage(page))
})

manageGuidanceRoutes.get('/manage/guidance/new', may(writeGuidance), async (c) =>
  c.html(renderPage(<NewGuidancePage site={await siteOf(c)} form={emptyForm} />)),
)

manageGuidanceRoutes.post('/manage/guidance/new', may(writeGuidance), async (c) => {
  const form = await readForm(c, NewGuidanceForm)
  if (!form.ok)
    return c.html(renderPage(<NewGuidancePage site={await siteOf(c)} form={form} />), 422)
  const draft = { ...form.value, content: emptyGuidance }
  const { id } = await createDraft(c.var.database, guidanceKind, draft, actOf(c))
  return c.redirect(guidancePaths.edit(id), 303)
})

manageGuidanceRoutes.get('/manage/guidance/topics', may(writeGuidance), async (c) =>
  showTopics(c, emptyForm),
)

manageGuidanceRoutes.post('/manage/guidance/topics', may(writeGuidance), async (c) => {
  const form = await readForm(c, TopicForm)
  if (!form.ok) return showTopics(c, form)
  const topic = { slug: slugOf(form.value.title), ...form.value }
  if (!(await insertTopic(c.var.database, topic)))
    return showTopics(c, withError(form, 'title', 'There is a topic with this title already'))
  return c.redirect(guidancePaths.topics, 303)
})

manageGuidanceRoutes.get('/manage/guidance/:id', may(writeGuidance), async (c) => {
  const edition = await findLatest(c.var.database, guidanceKind, c.req.param('id'))
  if (!edition) throw new NotFound('guidance')
  const success = c.req.query('saved') ? `Saved as version ${edition.version}.` : undefined
  return showEditor(c, guidanceFormOf(edition), { success })
})

manageGuidanceRoutes.post('/manage/guidance/:id', may(writeGuidance), async (c) =>
  answerDraftForm(c, guidanceKind, {
    schema: GuidanceForm,
    blanks: guidanceRowBlanks,
    path: guidancePaths.edit,
    routesToCheck,
    show: (form, answer) => showEditor(c, form, answer),
  }),
)

const TopicForm = z.object({
  title: requiredWords('The title', 80, 'Enter a title'),
  summary: words('The summary', 200),
})

async function showTopics(c: AppContext, form: FormState): Promise<Response> {
  const topics = await listTopics(c.var.database)
  const page = <TopicsPage site={await siteOf(c)} topics={topics} form={form} />
  return answerForm(c, page, form)
}

async function showEditor(
  c: AppContext,
  form: FormState,
  answer: DraftAnswer & { success?: string | undefined },
): Promise<Response> {
  const { database } = c.var
  const { now } = actOf(c)
  const { status, edition } = await draftOf(c, guidanceKind)
  const routes = await routesToCheck(database)
  const page = (
    <EditGuidancePage
      site={await siteOf(c)}
      status={status}
      form={form}
      topics={await listTopics(database)}
      instruments={await listInstruments(database)}
      routes={routes}
      readiness={guidanceReadiness(edition)}
      checks={await checksOf(database, guidanceKind, edition, { now, routes })}
      conflict={answer.conflict}
      success={answer.success}
    />
  )
  return c.html(renderPage(page), answer.code ?? 200)
}
