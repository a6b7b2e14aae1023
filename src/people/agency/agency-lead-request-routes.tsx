import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { renderPage } from '../../ui/layout.tsx'
import { freshProof } from '../account/fresh-proof.ts'
import { managePeople } from '../people-access.ts'
import { agencyPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { DecisionForm } from './agency-forms.ts'
import { LeadRequestPage, LeadRequestsPage } from './agency-lead-request-pages.tsx'
import { listLeadRequests } from './agency-lead-request-queries.ts'
import { decideOnLead } from './agency-leads.ts'

/** The queue of people who asked to lead their agency. */
export const agencyLeadRequestRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  approve: 'Approved. They are the lead from their next page on, and an email is on its way.',
  decline: 'Declined. An email is on its way to them.',
  gone: 'Somebody else has decided on this request meanwhile.',
}

agencyLeadRequestRoutes.get('/manage/people/agency-leads', may(managePeople), async (c) => {
  const requests = await listLeadRequests(c.var.database, todayOf(c))
  const success = said[c.req.query('done') ?? '']
  const page = <LeadRequestsPage site={await siteOf(c)} requests={requests} success={success} />
  return c.html(renderPage(page))
})

agencyLeadRequestRoutes.get(
  '/manage/people/agency-leads/:id',
  may(managePeople),
  freshProof(),
  (c) => requestPage(c, emptyForm),
)

agencyLeadRequestRoutes.post(
  '/manage/people/agency-leads/:id/decision',
  may(managePeople),
  freshProof((c) => agencyPaths.request(c.req.param('id')!)),
  async (c) => {
    const form = await readForm(c, DecisionForm)
    if (!form.ok) return requestPage(c, form)
    const { decision, note } = form.value
    const decided = await decideOnLead(
      c.var.services,
      c.req.param('id'),
      { approved: decision === 'approve', note },
      c.var.person!,
    )
    if (!decided.ok && decided.reason === 'not-there')
      return requestPage(c, withError(form, 'decision', notThere))
    return c.redirect(`${agencyPaths.requests}?done=${decided.ok ? decision : 'gone'}`, 303)
  },
)

const notThere =
  'They no longer work there, so they cannot lead it. Decline, or put right first where they work'

async function requestPage(c: AppContext, form: FormState): Promise<Response> {
  const requests = await listLeadRequests(c.var.database, todayOf(c))
  const request = requests.find(({ id }) => id === c.req.param('id'))
  // Decided on, by oneself in another tab or by somebody else.
  if (!request) return c.redirect(`${agencyPaths.requests}?done=gone`, 303)
  const page = <LeadRequestPage site={await siteOf(c)} request={request} form={form} />
  return answerForm(c, page, form)
}
