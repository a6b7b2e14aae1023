import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { listAgencySectors } from '../affiliations/affiliation-queries.ts'
import { managePeople } from '../people-access.ts'
import { organisationPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { ApprovalForm, NoFields, RefusalForm, RequestFilter } from './organisation-forms.ts'
import { formAfterSearch, pickOrganisation } from './organisation-pick.ts'
import type { FoundOrganisation } from './organisation-picker-queries.ts'
import { isSector } from './organisations.ts'
import { findRequest, listRequests, type OrganisationRequest } from './request-decision-queries.ts'
import { approveRequest, matchRequest, refuseRequest } from './request-decisions.ts'
import { RequestPage, RequestsPage } from './request-pages.tsx'
import { findSimilarToEach } from './similar-organisation-queries.ts'

/** The queue of organisations that people work at and that were not listed. */
export const organisationRequestRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  listed: 'It is listed. Everybody can choose it now.',
  matched: 'Whoever works there is at the listed one now. An email tells them.',
  refused: 'It is not listed. An email tells whoever works there why.',
  decided: 'Somebody has decided about that one already.',
}

organisationRequestRoutes.get('/manage/organisations/requests', may(managePeople), async (c) => {
  const { database } = c.var
  const { page = 1 } = RequestFilter.parse(c.req.query())
  const { requests, total } = await listRequests(database, page)
  const similar = await findSimilarToEach(database, requests, todayOf(c))
  return c.html(
    renderPage(
      <RequestsPage
        site={await siteOf(c)}
        requests={requests.map((request, at) => ({ request, similar: similar[at]! }))}
        total={total}
        page={page}
        success={said[c.req.query('done') ?? '']}
      />,
    ),
  )
})

const oneRequest = '/manage/organisations/requests/:id'

organisationRequestRoutes.get(oneRequest, may(managePeople), async (c) => showRequest(c, {}))

organisationRequestRoutes.post(`${oneRequest}/approval`, may(managePeople), async (c) => {
  const form = await readForm(c, ApprovalForm)
  if (!form.ok) return showRequest(c, { approval: form })
  if (!(await isSector(c.var.services, form.value.sectorCode)))
    return showRequest(c, {
      approval: withError(form, 'sectorCode', 'Choose the sector from the list'),
    })
  const result = await approveRequest(c.var.services, idOf(c), form.value, c.var.person!)
  if (result.ok) return toQueue(c, 'listed')
  if (result.reason === 'decided') return toQueue(c, 'decided')
  const known = 'A listed organisation has this name. If it is that one, say so above'
  return showRequest(c, { approval: withError(form, 'name', known), known: result.id })
})

organisationRequestRoutes.post(`${oneRequest}/match`, may(managePeople), async (c) => {
  const form = await readForm(c, NoFields)
  const pick = await pickOrganisation(c.var.database, form.values, todayOf(c), 'listedId')
  if (!pick.ok) {
    const match = formAfterSearch(form, pick, 'listedId')
    return showRequest(c, { match, found: pick.found.length > 0 ? pick.found : undefined })
  }
  const listed = pick.organisation
  const result = await matchRequest(c.var.services, idOf(c), listed.id, c.var.person!)
  if (result.ok) return toQueue(c, 'matched')
  if (result.reason === 'decided') return toQueue(c, 'decided')
  const sentence =
    result.reason === 'closed' ? 'That one has closed' : 'Choose an organisation that is listed'
  return showRequest(c, { match: withError(form, 'listedId', sentence), found: [listed] })
})

organisationRequestRoutes.post(`${oneRequest}/refusal`, may(managePeople), async (c) => {
  const form = await readForm(c, RefusalForm)
  if (!form.ok) return showRequest(c, { refusal: form })
  const result = await refuseRequest(c.var.services, idOf(c), form.value.reason, c.var.person!)
  return toQueue(c, result.ok ? 'refused' : 'decided')
})

const idOf = (c: AppContext): string => c.req.param('id') ?? ''

function toQueue(c: AppContext, done: keyof typeof said): Response {
  return c.redirect(`${organisationPaths.requests}?done=${done}`, 303)
}

async function showRequest(
  c: AppContext,
  shown: {
    approval?: FormState
    match?: FormState
    refusal?: FormState
    found?: FoundOrganisation[] | undefined
    known?: string
  },
): Promise<Response> {
  const { database } = c.var
  const request = await findRequest(database, idOf(c))
  // A page that stood open while somebody else decided.
  if (!request) return toQueue(c, 'decided')
  const forms = [shown.approval, shown.match, shown.refusal]
  const hasErrors = forms.some((form) => (form?.errors.length ?? 0) > 0)
  const page = (
    <RequestPage
      site={await siteOf(c)}
      request={request}
      found={shown.found ?? (await findSimilarToEach(database, [request], todayOf(c)))[0]!}
      sectors={await listAgencySectors(database)}
      approval={shown.approval ?? asAsked(request)}
      match={shown.match ?? emptyForm}
      refusal={shown.refusal ?? emptyForm}
      known={shown.known}
    />
  )
  return c.html(renderPage(page), hasErrors ? 422 : 200)
}

function asAsked({ name, sector, postcode, place }: OrganisationRequest): FormState {
  return formWith({ name, sectorCode: sector.code, postcode, place })
}
