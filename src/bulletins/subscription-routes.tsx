import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { anyone, may } from '../platform/access.ts'
import { emptyForm, readForm, withError, type FormState } from '../platform/forms.ts'
import { countAttempt } from '../platform/throttle.ts'
import { cachedPage, clientNetwork, type AppContext, type AppEnv } from '../platform/web.ts'
import { listAgencySectors, siteOf } from '../people/people.ts'
import { renderPage } from '../ui/layout.tsx'
import { isTrapped } from '../ui/robot-trap.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import type { VNode } from 'preact'
import { bulletinPaths } from './bulletin-paths.ts'
import { SubscribeForm } from './subscription-forms.ts'
import {
  AskedPage,
  ConfirmPage,
  NoRequestPage,
  SubscribedPage,
  SubscribePage,
  UnsubscribedPage,
  UnsubscribePage,
} from './subscription-pages.tsx'
import {
  confirmSubscription,
  findSubscriptionRequest,
  requestSubscription,
  unsubscribe,
} from './subscriptions.ts'

/** Joining and leaving the list. A mail scanner that opens every link changes nothing: only buttons do. */
export const subscriptionRoutes = new Hono<AppEnv>()

/** Mails that one network can cause in an hour. */
const askLimit = { attempts: 20, windowMs: 3600_000 }

subscriptionRoutes.get('/bulletins/subscribe', may(anyone), cachedPage, async (c) =>
  showForm(c, emptyForm, 200),
)

subscriptionRoutes.post('/bulletins/subscribe', may(anyone), async (c) => {
  const form = await readForm(c, SubscribeForm)
  if (!form.ok) return showForm(c, form, 422)
  const { email, name, jobRole, agencySectorCode } = form.value
  // A robot is told what a person is told.
  if (isTrapped(form)) return c.redirect(`${bulletinPaths.subscribe}/asked`, 303)
  const { database, services } = c.var
  const key = `subscribe ${createHash('sha256').update(clientNetwork(c)).digest('base64url')}`
  if (!(await countAttempt(database, services.clock, key, askLimit)).allowed) {
    const message = 'Too many people on your network have asked in the last hour. Try again later'
    return showForm(c, withError(form, 'form', message), 429)
  }
  const sectors = await listAgencySectors(database)
  const details = {
    email,
    name: name || null,
    jobRole: jobRole || null,
    agencySectorCode: sectors.find(({ code }) => code === agencySectorCode)?.code ?? null,
  }
  await requestSubscription(database, services.jobs, details, services.clock.now())
  return c.redirect(`${bulletinPaths.subscribe}/asked`, 303)
})

subscriptionRoutes.get('/bulletins/subscribe/asked', may(anyone), async (c) =>
  show(c, (site) => <AskedPage site={site} />),
)

subscriptionRoutes.get('/bulletins/subscribe/done', may(anyone), async (c) =>
  show(c, (site) => <SubscribedPage site={site} />),
)

subscriptionRoutes.get('/bulletins/subscribe/:token', may(anyone), async (c) => {
  const { database, services } = c.var
  const token = c.req.param('token')
  const request = await findSubscriptionRequest(database, token, services.clock.now())
  if (!request) return show(c, (site) => <NoRequestPage site={site} />, 410)
  const { email, wording } = request
  return show(c, (site) => (
    <ConfirmPage site={site} token={token} email={email} wording={wording} />
  ))
})

subscriptionRoutes.post('/bulletins/subscribe/:token', may(anyone), async (c) => {
  const { database, services } = c.var
  const confirmed = await confirmSubscription(database, c.req.param('token'), services.clock.now())
  if (confirmed.ok) return c.redirect(`${bulletinPaths.subscribe}/done`, 303)
  return show(c, (site) => <NoRequestPage site={site} />, 410)
})

subscriptionRoutes.get('/bulletins/unsubscribe/done', may(anyone), async (c) =>
  show(c, (site) => <UnsubscribedPage site={site} />),
)

// The same page for every token, known or not: it tells nobody who is on the list.
subscriptionRoutes.get('/bulletins/unsubscribe/:token', may(anyone), async (c) => {
  const token = c.req.param('token')
  return show(c, (site) => <UnsubscribePage site={site} token={token} />)
})

/** From the page's button, or from a mail program by itself (RFC 8058): without cookie, sign-in or Origin. */
subscriptionRoutes.post('/bulletins/unsubscribe/:token', may(anyone), async (c) => {
  const { database, services } = c.var
  await unsubscribe(database, c.req.param('token'), services.clock.now())
  const body = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
  if (body['List-Unsubscribe'] === 'One-Click') return c.text('Unsubscribed.\n')
  return c.redirect(bulletinPaths.unsubscribed, 303)
})

async function showForm(
  c: AppContext,
  form: FormState,
  status: 200 | 422 | 429,
): Promise<Response> {
  const sectors = await listAgencySectors(c.var.database)
  const page = <SubscribePage site={await siteOf(c)} form={form} sectors={sectors} />
  return c.html(renderPage(page), status)
}

/** A page behind an address that is somebody's own: it is not kept and not passed on. */
async function show(
  c: AppContext,
  page: (site: SiteContext) => VNode,
  status: 200 | 410 = 200,
): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  return c.html(renderPage(page(await siteOf(c))), status)
}
