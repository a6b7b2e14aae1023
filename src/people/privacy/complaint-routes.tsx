import { Hono } from 'hono'
import { anyone, isFullySignedIn, may } from '../../platform/access.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { clientNetwork, type AppContext, type AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import { isTrapped } from '../../ui/robot-trap.tsx'
import { CodeForm } from '../sign-in/sign-in-forms.ts'
import { siteOf } from '../site.ts'
import { ComplaintPage, ComplaintSentPage } from './complaint-pages.tsx'
import { ComplaintForm } from './privacy-forms.ts'
import { complaintPaths, ownDataPaths } from './privacy-paths.ts'
import { findRequest, type ListedRequest } from './privacy-request-queries.ts'
import { complain, proveContact, sendContactCodeAgain } from './privacy-requests.ts'

export const complaintRoutes = new Hono<AppEnv>()

complaintRoutes.get('/privacy/complaint', may(anyone), async (c) =>
  // Under an account there is nothing to prove.
  isFullySignedIn(c.var.person)
    ? c.redirect(ownDataPaths.request('complaint'), 303)
    : complaintPage(c, emptyForm, 200),
)

complaintRoutes.post('/privacy/complaint', may(anyone), async (c) => {
  const form = await readForm(c, ComplaintForm)
  if (!form.ok) return complaintPage(c, form, 422)
  if (isTrapped(form)) return complaintPage(c, withError(form, 'form', robotWords), 422)
  const result = await complain(c.var.services, form.value, clientNetwork(c))
  if (result.ok) return c.redirect(complaintPaths.code(result.id), 303)
  const words = `There have been many complaints from your network. Try again in ${result.minutes} minutes, or write to the partnership`
  return complaintPage(c, withError(form, 'form', words), 429)
})

complaintRoutes.get('/privacy/complaint/:id', may(anyone), async (c) =>
  sentPage(c, await complaintOf(c), emptyForm, 200, said[c.req.query('done') ?? '']),
)

complaintRoutes.post('/privacy/complaint/:id', may(anyone), async (c) => {
  const request = await complaintOf(c)
  if (request.email_proved_at) return c.redirect(complaintPaths.code(request.id), 303)
  const form = await readForm(c, CodeForm)
  if (form.values['again'] === 'yes') {
    const sent = await sendContactCodeAgain(c.var.services, request.id)
    if (sent) return c.redirect(`${complaintPaths.code(request.id)}?done=again`, 303)
    const enough = 'We have sent several codes. Use the last one, or wait a quarter of an hour'
    return sentPage(c, request, withError(emptyForm, 'code', enough), 429)
  }
  if (!form.ok) return sentPage(c, request, form, 422)
  const proved = await proveContact(c.var.services, request.id, form.value.code)
  if (proved.ok) return c.redirect(`${complaintPaths.code(request.id)}?done=proved`, 303)
  return sentPage(c, request, withError(form, 'code', codeWords[proved.reason]), 422)
})

const robotWords =
  'A field that only robots see was filled in, perhaps by your browser. We have emptied it: press “Send the complaint” again'

const said: Record<string, string> = {
  proved: 'The address is confirmed.',
  again:
    'Another code is on its way, unless several have gone to this address already. Only the last one works.',
}

const codeWords = {
  wrong: 'The code is not right. Use the one in the last email',
  over: 'This code no longer works. Ask for another one',
}

async function complaintPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422 | 429,
): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return c.html(renderPage(<ComplaintPage site={await siteOf(c)} form={form} />), status)
}

async function sentPage(
  c: AppContext,
  request: ListedRequest,
  form: FormState,
  status: 200 | 422 | 429,
  success?: string,
): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  return c.html(
    renderPage(
      <ComplaintSentPage site={await siteOf(c)} request={request} form={form} success={success} />,
    ),
    status,
  )
}

/** A complaint of somebody without an account, by the address of its page that nobody can guess. */
async function complaintOf(c: AppContext): Promise<ListedRequest> {
  const request = await findRequest(c.var.database, c.req.param('id') ?? '')
  if (!request || request.person_id !== null || request.kind !== 'complaint')
    throw new NotFound('there is no such complaint')
  return request
}
