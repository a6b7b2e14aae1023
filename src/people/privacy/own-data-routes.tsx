import { Hono } from 'hono'
import { may, signedIn } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { countAttempt } from '../../platform/throttle.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { askForFreshProof } from '../account/fresh-proof.ts'
import { placeOf } from '../people-notices.ts'
import { siteOf } from '../site.ts'
import { planErasure } from './erasure.ts'
import { zipOf } from './export-file.tsx'
import { AskedPage, OwnRequestPage } from './own-request-pages.tsx'
import { DownloadPage, OwnDataPage } from './own-data-pages.tsx'
import { findDataSubject } from './personal-data-queries.ts'
import { readPersonalData, type DataSubject, type PersonalData } from './personal-data.ts'
import { OwnRequestForm, ownRequestKinds } from './privacy-forms.ts'
import { ownDataPaths } from './privacy-paths.ts'
import { findExport, readExport } from './privacy-export-queries.ts'
import { findRequest, listRequestsOf, type ListedRequest } from './privacy-request-queries.ts'
import { askAboutOwnData, withdrawRequest } from './privacy-requests.ts'
import { zipAnswer } from './zip-answer.ts'

/** What people see and ask about their own data. */
export function ownDataRoutes(data: PersonalData): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()

  routes.get('/account/data', may(signedIn), async (c) => {
    const subject = await subjectOf(c)
    const [sections, requests] = await Promise.all([
      readPersonalData(c.var.database, data, subject),
      listRequestsOf(c.var.database, subject.id),
    ])
    return c.html(
      renderPage(
        <OwnDataPage
          site={await siteOf(c)}
          sections={sections}
          requests={requests}
          success={said[c.req.query('done') ?? '']}
        />,
      ),
    )
  })

  routes.get(
    '/account/data/download',
    may(signedIn),
    (c) => askForFreshProof(c, ownDataPaths.download) ?? downloadPage(c, emptyForm, 200),
  )

  routes.post('/account/data/download', may(signedIn), async (c) => {
    const { services, database } = c.var
    const stale = askForFreshProof(c, ownDataPaths.download)
    if (stale) return stale
    const subject = await subjectOf(c)
    if (!(await hasRoom(c, subject.id)))
      return downloadPage(c, withError(emptyForm, 'form', tooOften), 429)
    await record(c, subject.id, 'person.data-downloaded')
    const place = await placeOf(services)
    const madeAt = services.clock.now()
    const sections = await readPersonalData(database, data, subject)
    return zipAnswer(c, zipOf({ ...place, name: subject.name, madeAt, sections }))
  })

  routes.get('/account/data/request', may(signedIn), async (c) => {
    const kind = ownRequestKinds.find((known) => known === c.req.query('kind'))
    return requestPage(c, data, formWith({ kind }), 200)
  })

  routes.post('/account/data/request', may(signedIn), async (c) => {
    const form = await readForm(c, OwnRequestForm)
    if (!form.ok) return requestPage(c, data, form, 422)
    const result = await askAboutOwnData(c.var.services, c.var.person!, form.value)
    if (result.ok) return c.redirect(`${ownDataPaths.asked(result.id)}?done=asked`, 303)
    if (result.reason === 'open' && result.id)
      return c.redirect(`${ownDataPaths.asked(result.id)}?done=open`, 303)
    return requestPage(c, data, withError(form, 'form', tooOften), 429)
  })

  routes.get('/account/data/requests/:id', may(signedIn), async (c) => {
    const request = await ownRequest(c)
    const copy = await findExport(c.var.database, request.id, c.var.services.clock.now())
    return c.html(
      renderPage(
        <AskedPage
          site={await siteOf(c)}
          request={request}
          copyUntil={copy?.released_at ? copy.expires_at : null}
          success={said[c.req.query('done') ?? '']}
        />,
      ),
    )
  })

  routes.post('/account/data/requests/:id/withdrawal', may(signedIn), async (c) => {
    const id = c.req.param('id')
    await withdrawRequest(c.var.services, c.var.person!, id)
    return c.redirect(ownDataPaths.asked(id), 303)
  })

  routes.get('/account/data/requests/:id/download', may(signedIn), async (c) => {
    const request = await ownRequest(c)
    const stale = askForFreshProof(c, ownDataPaths.released(request.id))
    return stale ?? downloadPage(c, emptyForm, 200, request)
  })

  routes.post('/account/data/requests/:id/download', may(signedIn), async (c) => {
    const request = await ownRequest(c)
    const { services, database } = c.var
    const stale = askForFreshProof(c, ownDataPaths.released(request.id))
    if (stale) return stale
    const copy = await readExport(database, request.id, services.clock.now())
    if (!copy?.releasedAt || copy.personId !== c.var.person!.id)
      throw new NotFound('there is no copy to fetch')
    await record(c, copy.personId, 'person.data-downloaded')
    return zipAnswer(c, copy.content)
  })

  return routes
}

const said: Record<string, string> = {
  asked: 'We have it, and say so by email. Somebody of the partnership reads it next.',
  open: 'You have asked for this already. Here is how far it is.',
}
const tooOften = 'That is often enough for one day. Try again tomorrow'

async function downloadPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422 | 429 | 503,
  request?: ListedRequest,
): Promise<Response> {
  return c.html(
    renderPage(
      <DownloadPage site={await siteOf(c)} form={form} {...(request ? { request } : {})} />,
    ),
    status,
  )
}

async function requestPage(
  c: AppContext,
  data: PersonalData,
  form: FormState,
  status: 200 | 422 | 429,
): Promise<Response> {
  const kind = ownRequestKinds.find((known) => known === form.values['kind']) ?? null
  const isErasure = kind === null || kind === 'erasure'
  const plan = isErasure ? await planErasure(c.var.database, data, await subjectOf(c)) : null
  return c.html(
    renderPage(<OwnRequestPage site={await siteOf(c)} form={form} kind={kind} plan={plan} />),
    status,
  )
}

async function subjectOf(c: AppContext): Promise<DataSubject> {
  const subject = await findDataSubject(c.var.database, c.var.person!.id)
  if (!subject) throw new NotFound('there is no such record')
  return subject
}

async function ownRequest(c: AppContext): Promise<ListedRequest> {
  const request = await findRequest(c.var.database, c.req.param('id') ?? '')
  if (!request || request.person_id !== c.var.person!.id)
    throw new NotFound('there is no such request')
  return request
}

async function hasRoom(c: AppContext, personId: string): Promise<boolean> {
  const { database, clock } = c.var.services
  const key = `data download ${personId}`
  const limit = { attempts: 10, windowMs: 24 * 3600_000 }
  return (await countAttempt(database, clock, key, limit)).allowed
}

async function record(c: AppContext, personId: string, action: string): Promise<void> {
  const subject = { kind: 'person', id: personId }
  await audit(c.var.database, { action, by: c.var.person!.id, subject })
}
