import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { findPeopleById, siteOf } from '../people/people.ts'
import { may, workspace } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { Forbidden, NotFound } from '../platform/errors.ts'
import { checkForm, emptyForm, readForm, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import { renderPage } from '../ui/document.tsx'
import { DashboardPage } from './dashboard-page.tsx'
import { findWork } from './dashboard-queries.ts'
import { restoreVersion } from './publication-drafts.ts'
import { inWords } from './compared-words.ts'
import { compareEditions } from './edition-comparison.ts'
import {
  ComparisonForm,
  publicationForm,
  RestoreForm,
  ReturnForm,
  reviewedForm,
  WithdrawalForm,
} from './publication-forms.ts'
import type { PublicationKind } from './publication-kind.ts'
import { PublicationPage } from './publication-pages.tsx'
import { publicationPaths } from './publication-paths.ts'
import { checksOf, type RouteSource } from './publication-checks.ts'
import { findLatest, findPublication, findVersion } from './publication-queries.ts'
import { refusalSentence } from './publication-sentences.ts'
import { findPublicationStatus, type PublicationStatus } from './publication-status.ts'
import {
  markReviewed,
  publish,
  returnToAuthor,
  submitForReview,
  unschedule,
  withdraw,
  type NotReady,
  type WorkflowRefusal,
} from './publication-workflow.ts'
import { ComparisonPage, VersionsPage, VersionTextsPage } from './version-pages.tsx'

/** Review, publication, plans, withdrawal and versions, for every kind of publication alike. */
export function publicationRoutes(
  kinds: readonly PublicationKind[],
  listRoutes: RouteSource = async () => [],
): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()
  const desk = { kinds, listRoutes }

  routes.get('/manage', may(workspace), async (c) => {
    const { database, person } = c.var
    const today = ukDate(actOf(c).now)
    const allowed = kinds.filter(({ access }) => access.allows(person))
    const days = {
      today,
      soon: ukDate(daysFrom(actOf(c).now, 30)),
      recent: daysFrom(actOf(c).now, -30),
    }
    const work = await findWork(
      database,
      allowed.map(({ kind }) => kind),
      person!.id,
      days,
    )
    const rows = Object.values(work).flat()
    const names = await findPeopleById(
      database,
      rows.map(({ savedBy }) => savedBy),
    )
    const site = await siteOf(c)
    return c.html(
      renderPage(
        <DashboardPage site={site} work={work} kinds={kinds} names={names} today={today} />,
      ),
    )
  })

  routes.get('/manage/publications/:id', may(workspace), async (c) => {
    const found = await findFor(c, desk)
    return show(c, found, emptyForm, 200)
  })

  routes.get('/manage/publications/:id/preview', may(workspace), async (c) => {
    const { kind, status } = await findFor(c, desk)
    return showVersion(c, kind, status, status.version)
  })

  routes.get('/manage/publications/:id/versions', may(workspace), async (c) => {
    const { status } = await findFor(c, desk)
    const page = <VersionsPage site={await siteOf(c)} status={status} success={done(c)} />
    return c.html(renderPage(page))
  })

  routes.get('/manage/publications/:id/versions/:number{[0-9]+}', may(workspace), async (c) => {
    const { kind, status } = await findFor(c, desk)
    return showVersion(c, kind, status, Number(c.req.param('number')))
  })

  routes.get('/manage/publications/:id/compare', may(workspace), async (c) => {
    const { kind, status } = await findFor(c, desk)
    const asked = checkForm(c.req.query(), ComparisonForm)
    if (!asked.ok) throw new NotFound('versions')
    const { from, to } = asked.value
    const [before, after] = [
      await findVersion(c.var.database, kind, status.publication.id, from),
      await findVersion(c.var.database, kind, status.publication.id, to),
    ]
    if (!before || !after) throw new NotFound('version')
    const reporting = await listRoutes(c.var.database)
    const fields = await compareEditions(c.var.database, kind, [before, after], reporting)
    const page = (
      <ComparisonPage site={await siteOf(c)} status={status} from={from} to={to} fields={fields} />
    )
    return c.html(renderPage(page))
  })

  routes.post('/manage/publications/:id/review', may(workspace), async (c) => {
    const found = await findFor(c, desk)
    const outcome = await submitForReview(c.var.database, found.kind, found.id, actOf(c))
    return outcome.ok ? goTo(c, found.id, 'submitted') : refuse(c, found, outcome)
  })

  routes.post('/manage/publications/:id/return', may(workspace), async (c) => {
    const found = await findFor(c, desk)
    const form = await readForm(c, ReturnForm)
    if (!form.ok) return show(c, found, form, 422)
    const { note } = form.value
    const outcome = await returnToAuthor(c.var.database, found.kind, found.id, note, actOf(c))
    return outcome.ok ? goTo(c, found.id, 'returned') : refuse(c, found, outcome, form)
  })

  routes.post('/manage/publications/:id/publication', may(workspace), async (c) => {
    const found = await findFor(c, desk)
    const form = await readForm(c, publicationForm(actOf(c).now))
    if (!form.ok) return show(c, found, form, 422)
    const { database, services } = c.var
    const options = form.value
    const outcome = await publish(database, services.jobs, found.kind, found.id, options, actOf(c))
    if (!outcome.ok) return refuse(c, found, outcome, form)
    return goTo(c, found.id, options.at ? 'planned' : 'published')
  })

  routes.post('/manage/publications/:id/plan-cancellation', may(workspace), async (c) => {
    const found = await findFor(c, desk)
    const outcome = await unschedule(c.var.database, found.kind, found.id, actOf(c))
    return outcome.ok ? goTo(c, found.id, 'unplanned') : refuse(c, found, outcome)
  })

  routes.post('/manage/publications/:id/withdrawal', may(workspace), async (c) => {
    const found = await findFor(c, desk)
    const form = await readForm(c, WithdrawalForm)
    if (!form.ok) return show(c, found, form, 422)
    const { reason } = form.value
    const outcome = await withdraw(c.var.database, found.kind, found.id, reason, actOf(c))
    return outcome.ok ? goTo(c, found.id, 'withdrawn') : refuse(c, found, outcome, form)
  })

  routes.post('/manage/publications/:id/reviewed', may(workspace), async (c) => {
    const found = await findFor(c, desk)
    const form = await readForm(c, reviewedForm(actOf(c).now))
    if (!form.ok) return show(c, found, form, 422)
    const { nextReviewOn } = form.value
    const outcome = await markReviewed(c.var.database, found.kind, found.id, nextReviewOn, actOf(c))
    return outcome.ok ? goTo(c, found.id, 'reviewed') : refuse(c, found, outcome, form)
  })

  routes.post(
    '/manage/publications/:id/versions/:number{[0-9]+}/restore',
    may(workspace),
    async (c) => {
      const found = await findFor(c, desk)
      const form = await readForm(c, RestoreForm)
      if (!form.ok) throw new NotFound('version')
      const restored = { version: Number(c.req.param('number')), basedOn: form.value.basedOn }
      const outcome = await restoreVersion(c.var.database, found.kind, found.id, restored, actOf(c))
      if (!outcome.ok) return refuse(c, found, outcome)
      return c.redirect(`${publicationPaths.versions(found.id)}?done=restored`, 303)
    },
  )

  return routes
}

type Desk = { kinds: readonly PublicationKind[]; listRoutes: RouteSource }
type Found = {
  id: string
  kind: PublicationKind
  status: PublicationStatus
  listRoutes: RouteSource
}

/** The publication of the address, for a person who may write its kind. */
async function findFor(c: AppContext, { kinds, listRoutes }: Desk): Promise<Found> {
  const id = c.req.param('id') ?? ''
  const publication = await findPublication(c.var.database, id)
  const kind = kinds.find((candidate) => candidate.kind === publication?.kind)
  if (!publication || !kind) throw new NotFound('publication')
  if (!kind.access.allows(c.var.person)) throw new Forbidden(kind.access.sentence)
  return { id, kind, status: await statusOf(c, kind, id), listRoutes }
}

async function statusOf(
  c: AppContext,
  kind: PublicationKind,
  id: string,
): Promise<PublicationStatus> {
  const { personId, now } = { personId: c.var.person!.id, now: c.var.services.clock.now() }
  const status = await findPublicationStatus(c.var.database, kind, id, { personId, now })
  if (!status) throw new NotFound('publication')
  return status
}

async function show(
  c: AppContext,
  { id, kind, status, listRoutes }: Found,
  form: FormState,
  code: ContentfulStatusCode,
): Promise<Response> {
  const { database, services } = c.var
  const edition = (await findLatest(database, kind, id))!
  const routes = await listRoutes(database)
  const checks = await checksOf(database, kind, edition, { now: services.clock.now(), routes })
  const page = (
    <PublicationPage
      site={await siteOf(c)}
      status={status}
      form={form}
      checks={checks}
      success={code === 200 ? done(c) : undefined}
    />
  )
  return c.html(renderPage(page), code)
}

/** The page as it is now, with the reason above it. */
async function refuse(
  c: AppContext,
  found: Found,
  refusal: WorkflowRefusal | NotReady,
  form: FormState = emptyForm,
): Promise<Response> {
  const messages =
    refusal.reason === 'not-ready'
      ? refusal.obstacles
      : [refusalSentence(refusal.reason, found.kind)]
  const status = await statusOf(c, found.kind, found.id)
  const errors = messages.map((message) => ({ field: 'form', message }))
  const code =
    refusal.reason === 'own-work' ? 403 : refusal.reason === 'not-ready' ? 422 : (409 as const)
  return show(c, { ...found, status }, { values: form.values, errors }, code)
}

async function showVersion(
  c: AppContext,
  kind: PublicationKind,
  status: PublicationStatus,
  number: number,
): Promise<Response> {
  const edition = await findVersion(c.var.database, kind, status.publication.id, number)
  if (!edition) throw new NotFound('version')
  c.header('X-Robots-Tag', 'noindex')
  if (kind.preview) return kind.preview(c, edition)
  const names = { routes: [], others: (await kind.namesOf?.(c.var.database)) ?? [] }
  const texts = inWords(kind.fieldsOf(edition.content), names)
  const site = await siteOf(c)
  return c.html(
    renderPage(<VersionTextsPage site={site} status={status} edition={edition} texts={texts} />),
  )
}

const doneWords = {
  submitted: 'You asked for a review. It now waits for another person.',
  returned: 'It is with its author again.',
  published: 'Published. The public can read it now.',
  planned: 'The plan is made. It will be published by itself.',
  unplanned: 'The plan is taken back. The version is still in review.',
  withdrawn: 'Withdrawn. Its address now says why.',
  reviewed: 'Marked as reviewed.',
  restored: 'That version is the newest draft again.',
}

type Done = keyof typeof doneWords

function goTo(c: AppContext, id: string, what: Done): Response {
  return c.redirect(`${publicationPaths.show(id)}?done=${what}`, 303)
}

/** The words for what the address says was just done; nothing for anything else. */
function done(c: AppContext): string | undefined {
  const what = c.req.query('done') ?? ''
  return Object.hasOwn(doneWords, what) ? doneWords[what as Done] : undefined
}

function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 24 * 3600_000)
}
