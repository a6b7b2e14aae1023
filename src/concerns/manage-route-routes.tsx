import { Hono } from 'hono'
import { z } from 'zod'
import { findPeopleById, siteOf } from '../people/people.ts'
import { may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { NotFound } from '../platform/errors.ts'
import { checkForm, readForm, withError, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import { addDays } from '../platform/calendar-days.ts'
import { answerForm } from '../ui/form-answer.ts'
import { afterRowButton } from '../ui/form-rows.ts'
import { renderPage } from '../ui/layout.tsx'
import { manageRoutes } from './concern-access.ts'
import { concernPaths } from './concern-paths.ts'
import {
  addNationalRoutes,
  addRoute,
  changeRoute,
  correctRoute,
  endRoute,
  verifyRoute,
  type RouteRefusal,
} from './concerns.ts'
import { EndRoutePage, ManageRoutesPage, RoutePage } from './manage-route-pages.tsx'
import {
  findRouteEntry,
  listAllRoutes,
  listRouteHistory,
  listRoutes,
  type ReportingRoute,
  type RouteDetails,
} from './reporting-route-queries.ts'
import { RouteFormPage, type RouteFormPageProps } from './route-form-page.tsx'
import {
  EndForm,
  KeyForm,
  newRouteForm,
  RouteForm,
  routeFormOf,
  routeRowBlanks,
  VerifyForm,
} from './route-forms.ts'
import { describeHours } from './route-hours.ts'
import { viewRoutes } from './route-views.ts'

/** The registry of reporting routes in the workspace. */
export const manageRouteRoutes = new Hono<AppEnv>()

manageRouteRoutes.get('/manage/reporting-routes', may(manageRoutes), async (c) => {
  const { now } = actOf(c)
  const all = await listAllRoutes(c.var.database)
  const page = (
    <ManageRoutesPage
      site={await siteOf(c)}
      all={all}
      current={viewRoutes(all, now)}
      today={ukDate(now)}
    />
  )
  return c.html(renderPage(page))
})

manageRouteRoutes.post('/manage/reporting-routes/national', may(manageRoutes), async (c) => {
  await addNationalRoutes(c.var.database, actOf(c))
  return c.redirect(concernPaths.manage, 303)
})

manageRouteRoutes.get('/manage/reporting-routes/new', may(manageRoutes), async (c) =>
  showForm(c, { form: newRouteForm(ukDate(actOf(c).now)), purpose: 'add', route: null }),
)

manageRouteRoutes.post('/manage/reporting-routes/new', may(manageRoutes), async (c) => {
  const read = await readRouteForm(c, { purpose: 'add', route: null })
  if (read instanceof Response) return read
  const { details, form } = read
  const key = checkForm(form.values, KeyForm)
  if (!key.ok) return showForm(c, { form: key, purpose: 'add', route: null })
  const added = await addRoute(c.var.database, { ...details, ...key.value }, actOf(c))
  if (added.ok) return c.redirect(`${concernPaths.route(added.id)}?done=added`, 303)
  const refused = withError(form, 'key', refusalWords[added.reason])
  return showForm(c, { form: refused, purpose: 'add', route: null })
})

manageRouteRoutes.get('/manage/reporting-routes/:id', may(manageRoutes), async (c) => {
  const route = await theRoute(c)
  return showRoute(c, route, { values: { on: ukDate(actOf(c).now) }, errors: [] })
})

manageRouteRoutes.post(
  '/manage/reporting-routes/:id/verification',
  may(manageRoutes),
  async (c) => {
    const route = await theRoute(c)
    const form = await readForm(c, VerifyForm)
    if (!form.ok) return showRoute(c, route, form)
    const verified = { on: form.value.on, note: form.value.note || null }
    const outcome = await verifyRoute(c.var.database, route.id, verified, actOf(c))
    if (outcome.ok) return c.redirect(`${concernPaths.route(route.id)}?done=verified`, 303)
    return showRoute(c, route, withError(form, 'on', refusalWords[outcome.reason]))
  },
)

manageRouteRoutes.get('/manage/reporting-routes/:id/correction', may(manageRoutes), async (c) => {
  const route = await theRoute(c)
  return showForm(c, { form: routeFormOf(route), purpose: 'correct', route })
})

manageRouteRoutes.post('/manage/reporting-routes/:id/correction', may(manageRoutes), async (c) => {
  const route = await theRoute(c)
  const read = await readRouteForm(c, { purpose: 'correct', route })
  if (read instanceof Response) return read
  const outcome = await correctRoute(c.var.database, route.id, read.details, actOf(c))
  if (outcome.ok) return c.redirect(`${concernPaths.route(route.id)}?done=corrected`, 303)
  const refused = withError(read.form, 'validFrom', refusalWords[outcome.reason])
  return showForm(c, { form: refused, purpose: 'correct', route })
})

manageRouteRoutes.get('/manage/reporting-routes/:id/change', may(manageRoutes), async (c) => {
  const route = await theRoute(c)
  const validFrom = addDays(ukDate(actOf(c).now), 1)
  return showForm(c, { form: routeFormOf({ ...route, validFrom }), purpose: 'change', route })
})

manageRouteRoutes.post('/manage/reporting-routes/:id/change', may(manageRoutes), async (c) => {
  const route = await theRoute(c)
  const read = await readRouteForm(c, { purpose: 'change', route })
  if (read instanceof Response) return read
  const outcome = await changeRoute(c.var.database, route.id, read.details, actOf(c))
  if (outcome.ok) return c.redirect(`${concernPaths.route(outcome.id)}?done=changed`, 303)
  const refused = withError(read.form, 'validFrom', refusalWords[outcome.reason])
  return showForm(c, { form: refused, purpose: 'change', route })
})

manageRouteRoutes.get('/manage/reporting-routes/:id/end', may(manageRoutes), async (c) => {
  const route = await theRoute(c)
  const form = { values: { lastDay: ukDate(actOf(c).now) }, errors: [] }
  return c.html(renderPage(<EndRoutePage site={await siteOf(c)} route={route} form={form} />))
})

manageRouteRoutes.post('/manage/reporting-routes/:id/end', may(manageRoutes), async (c) => {
  const route = await theRoute(c)
  const form = await readForm(c, EndForm)
  const outcome = form.ok
    ? await endRoute(c.var.database, route.id, addDays(form.value.lastDay, 1), actOf(c))
    : null
  if (outcome?.ok) return c.redirect(`${concernPaths.route(route.id)}?done=ended`, 303)
  const refused = outcome ? withError(form, 'lastDay', refusalWords[outcome.reason]) : form
  const page = <EndRoutePage site={await siteOf(c)} route={route} form={refused} />
  return c.html(renderPage(page), 422)
})

const refusalWords: Record<RouteRefusal['reason'], string> = {
  overlaps: 'Another entry of this route holds in that time',
  'ends-before-it-begins': 'The day lies before the entry begins, or after it has ended',
  'in-the-future': 'The day is still to come',
}

const doneWords: Record<string, string> = {
  added: 'Added. Check it, and mark it as checked.',
  corrected: 'Corrected.',
  changed: 'The change is in the registry.',
  ended: 'It ends on that day.',
  verified: 'Marked as checked.',
}

async function theRoute(c: AppContext): Promise<ReportingRoute> {
  const route = await findRouteEntry(c.var.database, c.req.param('id') ?? '')
  if (!route) throw new NotFound('reporting route')
  return route
}

/** What was sent, or the page that shows it again: after a row button, or with what is wrong. */
async function readRouteForm(
  c: AppContext,
  page: Pick<RouteFormPageProps, 'purpose' | 'route'>,
): Promise<Response | { details: Omit<RouteDetails, 'key'>; form: FormState }> {
  const typed = await readForm(c, z.unknown())
  const moved = afterRowButton(typed.values, routeRowBlanks)
  if (moved) return showForm(c, { ...page, form: { values: moved, errors: [] } })
  const form = checkForm(typed.values, RouteForm)
  return form.ok ? { details: form.value, form } : showForm(c, { ...page, form })
}

async function showForm(
  c: AppContext,
  page: Pick<RouteFormPageProps, 'purpose' | 'route' | 'form'>,
): Promise<Response> {
  const routes = await listRoutes(c.var.database, ukDate(actOf(c).now))
  const others = routes.filter(({ key }) => key !== page.route?.key)
  const shown = <RouteFormPage {...page} site={await siteOf(c)} others={others} />
  return answerForm(c, shown, page.form)
}

async function showRoute(c: AppContext, route: ReportingRoute, form: FormState): Promise<Response> {
  const { database } = c.var
  const people = await findPeopleById(database, [route.lastVerifiedBy])
  const done = c.req.query('done') ?? ''
  const page = (
    <RoutePage
      site={await siteOf(c)}
      route={route}
      hours={describeHours(route, await listRoutes(database, route.validFrom))}
      history={await listRouteHistory(database, route.key)}
      verifiedBy={(route.lastVerifiedBy && people.get(route.lastVerifiedBy)?.name) || null}
      today={ukDate(actOf(c).now)}
      form={form}
      success={Object.hasOwn(doneWords, done) ? doneWords[done] : undefined}
    />
  )
  return answerForm(c, page, form)
}
