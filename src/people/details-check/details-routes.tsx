import { isSameAddress } from '../../platform/email-address.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { may, signedIn } from '../../platform/access.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { clientAddress, type AppContext, type AppEnv } from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import {
  answerAddEmployer,
  answerChangeOrganisation,
  answerJob,
  answerLeaving,
  answerMain,
  answerUnlisted,
  showAddEmployer,
  showChangeOrganisation,
  showJob,
  showLeaving,
  showUnlisted,
} from '../affiliations/employer-answers.tsx'
import { freshProof } from '../account/fresh-proof.ts'
import type { Whose } from '../affiliations/employer-pages.tsx'
import { detailsPaths, employerPaths } from '../people-paths.ts'
import { personName } from '../person-forms.ts'
import { ownPath } from '../sign-in/sign-in.ts'
import { CodeForm, refuseCodeRequest } from '../sign-in/sign-in-forms.ts'
import { siteOf } from '../site.ts'
import { workEmail } from '../work-email.ts'
import { findAddressRequest, proveAddress, requestAddressCode } from './address-change.ts'
import { putOffDetails } from './details-check-queries.ts'
import { changeName, confirmOwnDetails } from './details-check.ts'
import {
  AddressCodeOverPage,
  AddressCodePage,
  ChangeEmailPage,
  ChangeNamePage,
  DetailsPage,
} from './details-pages.tsx'
import { findPersonDetails, type PersonDetails } from './own-details.ts'

/** A person's own details: the check, and the change of each. */
export const detailsRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  name: 'Your name has been changed.',
  email: 'This is your email address now.',
  proved: 'Your email address is proved.',
  'employer-added': 'The employer has been added.',
  'employer-changed': 'It has been changed.',
  'employer-left': 'It has been ended.',
  confirmed: 'Thank you. Your details are confirmed.',
}

detailsRoutes.get('/account/details', may(signedIn), (c) =>
  detailsPage(c, ownPath(c.req.query('next')), emptyForm, 200),
)

detailsRoutes.post('/account/details/confirmation', may(signedIn), async (c) => {
  const form = await readForm(c, ConfirmationForm)
  const next = ownPath(form.ok ? form.value.next : '')
  const shown = form.ok ? form.value.shown : ''
  const result = await confirmOwnDetails(c.var.services, c.var.person!, shown)
  if (result.ok) return c.redirect(next ?? `${detailsPaths.show()}?done=confirmed`, 303)
  return detailsPage(c, next, withError(emptyForm, 'form', checkSentences[result.reason]), 422)
})

detailsRoutes.post('/account/details/later', may(signedIn), async (c) => {
  const form = await readForm(c, ConfirmationForm)
  await putOffDetails(c.var.database, c.var.person!.id, c.var.services.clock.now())
  return c.redirect((form.ok && ownPath(form.value.next)) || '/account', 303)
})

detailsRoutes.get('/account/details/name', may(signedIn), (c) =>
  namePage(c, formWith({ name: c.var.person!.name }), 200),
)

detailsRoutes.post('/account/details/name', may(signedIn), async (c) => {
  const form = await readForm(c, NameForm)
  if (!form.ok) return namePage(c, form, 422)
  const person = c.var.person!
  await changeName(c.var.services, person.id, form.value.name, person)
  return c.redirect(withDone(backOf(c), 'name'), 303)
})

detailsRoutes.get('/account/details/email', may(signedIn), freshProof(), async (c) => {
  const { emailVerifiedAt, email } = await detailsOf(c)
  return emailPage(c, formWith({ email: emailVerifiedAt ? '' : email }), 200)
})

detailsRoutes.post(
  '/account/details/email',
  may(signedIn),
  freshProof((c) => detailsPaths.email(backOf(c))),
  async (c) => {
    const { services, person } = c.var
    const form = await readForm(c, z.object({ email: workEmail(person!.email) }))
    if (!form.ok) return emailPage(c, form, 422)
    const result = await requestAddressCode(services, person!, form.value.email, clientAddress(c))
    if (result.ok) return c.redirect(detailsPaths.emailCode(result.requestId, backOf(c)), 303)
    if (result.reason === 'same')
      return emailPage(c, withError(form, 'email', 'This is your email address already'), 422)
    const refused = refuseCodeRequest(form, result)
    return emailPage(c, refused.form, refused.status)
  },
)

detailsRoutes.get('/account/details/email/:request', may(signedIn), freshProof(), async (c) =>
  codePage(c, emptyForm, 200),
)

detailsRoutes.post(
  '/account/details/email/:request',
  may(signedIn),
  freshProof((c) => detailsPaths.emailCode(c.req.param('request')!, backOf(c))),
  async (c) => {
    const { services, person, session } = c.var
    const request = await findAddressRequest(services, person!, c.req.param('request'))
    if (!request) return overPage(c, false)
    const form = await readForm(c, CodeForm)
    if (!form.ok) return codePage(c, form, 422)
    const given = { request, code: form.value.code, session: session! }
    const result = await proveAddress(services, person!, given)
    if (result.ok) {
      const isNew = !isSameAddress(request.email, person!.email)
      return c.redirect(withDone(backOf(c), isNew ? 'email' : 'proved'), 303)
    }
    switch (result.reason) {
      case 'wrong-code':
        return codePage(
          c,
          withError(form, 'code', 'The code is not right. Check it against the newest email'),
          422,
        )
      case 'taken':
        return emailPage(
          c,
          withError(
            formWith({ email: request.email }),
            'email',
            'This address has an account already. Ask the partnership to make one of the two',
          ),
          422,
        )
      case 'over':
      case 'too-many-wrong':
        return overPage(c, result.reason === 'too-many-wrong')
    }
  },
)

detailsRoutes.get('/account/details/employers/new/not-listed', may(signedIn), (c) =>
  showUnlisted(c, own(c)),
)
detailsRoutes.post('/account/details/employers/new/not-listed', may(signedIn), (c) =>
  answerUnlisted(c, own(c)),
)
detailsRoutes.get('/account/details/employers/:affiliation/not-listed', may(signedIn), (c) =>
  showUnlisted(c, own(c)),
)
detailsRoutes.post('/account/details/employers/:affiliation/not-listed', may(signedIn), (c) =>
  answerUnlisted(c, own(c)),
)
detailsRoutes.get('/account/details/employers/new', may(signedIn), (c) =>
  showAddEmployer(c, own(c)),
)
detailsRoutes.post('/account/details/employers/new', may(signedIn), (c) =>
  answerAddEmployer(c, own(c)),
)
detailsRoutes.get('/account/details/employers/:affiliation/organisation', may(signedIn), (c) =>
  showChangeOrganisation(c, own(c)),
)
detailsRoutes.post('/account/details/employers/:affiliation/organisation', may(signedIn), (c) =>
  answerChangeOrganisation(c, own(c)),
)
detailsRoutes.get('/account/details/employers/:affiliation/job', may(signedIn), (c) =>
  showJob(c, own(c)),
)
detailsRoutes.post('/account/details/employers/:affiliation/job', may(signedIn), (c) =>
  answerJob(c, own(c)),
)
detailsRoutes.post('/account/details/employers/:affiliation/main', may(signedIn), (c) =>
  answerMain(c, own(c)),
)
detailsRoutes.get('/account/details/employers/:affiliation/leaving', may(signedIn), (c) =>
  showLeaving(c, own(c)),
)
detailsRoutes.post('/account/details/employers/:affiliation/leaving', may(signedIn), (c) =>
  answerLeaving(c, own(c)),
)

const ConfirmationForm = z.object({
  shown: z.string().catch(''),
  next: z.string().optional().catch(undefined),
})
const NameForm = z.object({ name: personName })

const checkSentences = {
  changed: 'Your details have changed since you opened this page. Please look at them again',
  gaps: 'Something has still to be put right. It is named below',
}

function own(c: AppContext): Whose {
  const back = backOf(c)
  const { id: personId } = c.var.person!
  return { personId, name: null, back, paths: employerPaths(null, back) }
}

/** Where a change leads back to: the check, or the enrolment that it belongs to. */
function backOf(c: AppContext): string {
  return ownPath(c.req.query('back')) ?? detailsPaths.show()
}

function withDone(path: string, what: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}done=${what}`
}

async function detailsOf(c: AppContext): Promise<PersonDetails> {
  const { database, person, services } = c.var
  return (await findPersonDetails(database, person!.id, services.clock.now()))!
}

async function detailsPage(
  c: AppContext,
  next: string | null,
  form: FormState,
  status: 200 | 422,
): Promise<Response> {
  const page = (
    <DetailsPage
      site={await siteOf(c)}
      details={await detailsOf(c)}
      next={next}
      form={form}
      success={status === 200 ? said[c.req.query('done') ?? ''] : undefined}
    />
  )
  return c.html(renderPage(page), status)
}

async function namePage(c: AppContext, form: FormState, status: 200 | 422): Promise<Response> {
  const page = <ChangeNamePage site={await siteOf(c)} form={form} back={backOf(c)} />
  return c.html(renderPage(page), status)
}

async function emailPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422 | 429 | 503,
): Promise<Response> {
  const { email, emailVerifiedAt } = await detailsOf(c)
  const page = (
    <ChangeEmailPage
      site={await siteOf(c)}
      form={form}
      back={backOf(c)}
      unproved={emailVerifiedAt ? null : email}
    />
  )
  return c.html(renderPage(page), status)
}

async function codePage(c: AppContext, form: FormState, status: 200 | 422): Promise<Response> {
  const requestId = c.req.param('request') ?? ''
  const request = await findAddressRequest(c.var.services, c.var.person!, requestId)
  if (!request) return overPage(c, false)
  const page = (
    <AddressCodePage
      site={await siteOf(c)}
      form={form}
      requestId={requestId}
      email={request.email}
      back={backOf(c)}
    />
  )
  return c.html(renderPage(page), status)
}

async function overPage(c: AppContext, tooManyWrong: boolean): Promise<Response> {
  const page = (
    <AddressCodeOverPage site={await siteOf(c)} tooManyWrong={tooManyWrong} back={backOf(c)} />
  )
  return c.html(renderPage(page), 410)
}
