import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import {
  anyone,
  isFullySignedIn,
  may,
  notCarriedOut,
  partlySignedIn,
} from '../../platform/access.ts'
import { emptyForm, readForm } from '../../platform/forms.ts'
import { endSession, startSession } from '../../platform/sessions.ts'
import { clientAddress, notKept, type AppContext, type AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import { rememberDevice, senderOf } from './known-device.ts'
import { isRequestOpen, requestPasswordCode, setPasswordByRequest } from './new-password.ts'
import { pathAfterSignIn } from '../details-check/after-sign-in.ts'
import { accountPaths, registrationCookie, signInPaths } from '../people-paths.ts'
import { findSignedInPerson } from '../person-queries.ts'
import { demonstrationCode, passSecondFactor } from './second-factor.ts'
import { checkSignIn, homeOf, ownPath } from './sign-in.ts'
import {
  CodeAndPasswordForm,
  EmailForm,
  SecondFactorForm,
  SetUpForm,
  SignInForm,
  refuseCodeRequest,
  refuseNewPassword,
  refuseSecondFactor,
  refuseSignIn,
} from './sign-in-forms.ts'
import {
  AskForCodePage,
  CodeAndPasswordPage,
  RequestOverPage,
  SecondFactorPage,
  SetUpPage,
} from './sign-in-pages.tsx'
import { showSignInPage } from './show-sign-in-page.tsx'
import { hasSecondFactor } from './ways-in.ts'
import { findWaysIn } from './ways-in-queries.ts'
import { siteOf } from '../site.ts'

export const signInRoutes = new Hono<AppEnv>()

signInRoutes.get('/sign-in', may(anyone), notKept, async (c) => {
  const next = ownPath(c.req.query('next'))
  const { person } = c.var
  if (isFullySignedIn(person)) return c.redirect(next ?? homeOf(person), 303)
  if (person) return c.redirect(signInPaths.secondFactor(next), 303)
  const form = { values: { next: next ?? '' }, errors: [] }
  return showSignInPage(c, form)
})

signInRoutes.post('/sign-in', may(anyone), notKept, async (c) => {
  const form = await readForm(c, SignInForm)
  if (!form.ok) return showSignInPage(c, form, 422)
  const result = await checkSignIn(c.var.services, form.value, senderOf(c))
  if (result.ok) return continueSignIn(c, result.personId, ownPath(form.value.next))
  const refused = refuseSignIn(form, result)
  return showSignInPage(c, refused.form, refused.status)
})

signInRoutes.get('/sign-in/second-factor', may(partlySignedIn), notKept, async (c) => {
  const person = c.var.person!
  const next = ownPath(c.req.query('next'))
  if (isFullySignedIn(c.var.person)) return c.redirect(next ?? homeOf(person), 303)
  if (!(await hasSecondFactor(c.var.database, person.id)))
    return c.redirect(accountPaths.secondFactor(next), 303)
  return secondFactorPage(c, emptyForm, 200)
})

signInRoutes.post('/sign-in/second-factor', may(partlySignedIn), notKept, async (c) => {
  const person = c.var.person!
  const next = ownPath(c.req.query('next'))
  if (isFullySignedIn(c.var.person)) return c.redirect(next ?? homeOf(person), 303)
  const form = await readForm(c, SecondFactorForm)
  if (!form.ok) return secondFactorPage(c, form, 422)
  const result = await passSecondFactor(c.var.services, person, form.value.code)
  if (!result.ok) {
    if (result.reason === 'none') return c.redirect(accountPaths.secondFactor(next), 303)
    const refused = refuseSecondFactor(form, result)
    return secondFactorPage(c, refused.form, refused.status)
  }
  await startSession(c, c.var.database, c.var.services.clock, person.id, {
    secondFactorPassed: true,
  })
  rememberDevice(c, person.id)
  return c.redirect(await pathAfterSignIn(c.var.services, person, next), 303)
})

signInRoutes.get('/sign-in/new-password', may(anyone), notKept, async (c) =>
  c.html(renderPage(<AskForCodePage site={await siteOf(c)} form={emptyForm} />)),
)

signInRoutes.post('/sign-in/new-password', may(anyone), notKept, async (c) => {
  const form = await readForm(c, EmailForm)
  const site = await siteOf(c)
  if (!form.ok) return c.html(renderPage(<AskForCodePage site={site} form={form} />), 422)
  const result = await requestPasswordCode(c.var.services, form.value.email, senderOf(c))
  if (result.ok) return c.redirect(signInPaths.newPasswordRequest(result.requestId), 303)
  const refused = refuseCodeRequest(form, result)
  return c.html(renderPage(<AskForCodePage site={site} form={refused.form} />), refused.status)
})

signInRoutes.get('/sign-in/new-password/:id', may(anyone), notKept, async (c) => {
  const site = await siteOf(c)
  const requestId = c.req.param('id')
  return (await isRequestOpen(c.var.services, requestId, 'code'))
    ? c.html(renderPage(<CodeAndPasswordPage site={site} form={emptyForm} requestId={requestId} />))
    : c.html(renderPage(<RequestOverPage site={site} tooManyWrong={false} />), 410)
})

signInRoutes.post('/sign-in/new-password/:id', may(anyone), notKept, async (c) => {
  const form = await readForm(c, CodeAndPasswordForm)
  const site = await siteOf(c)
  const requestId = c.req.param('id')
  const again = (shown: typeof form, status: 422 | 429 | 503) =>
    c.html(
      renderPage(<CodeAndPasswordPage site={site} form={shown} requestId={requestId} />),
      status,
    )
  if (!form.ok) return again(form, 422)
  const { code: secret, password } = form.value
  const result = await setPasswordByRequest(
    c.var.services,
    { requestId, kind: 'code', secret, password },
    clientAddress(c),
  )
  if (result.ok) return continueSignIn(c, result.personId, null)
  if (result.reason === 'over' || result.reason === 'too-many-wrong') {
    const tooManyWrong = result.reason === 'too-many-wrong'
    return c.html(renderPage(<RequestOverPage site={site} tooManyWrong={tooManyWrong} />), 410)
  }
  const refused = refuseNewPassword(form, result)
  return again(refused.form, refused.status)
})

signInRoutes.get('/sign-in/set-up/:token', may(anyone), notKept, async (c) => {
  const site = await siteOf(c)
  const token = c.req.param('token')
  const [requestId = ''] = token.split('.')
  return (await isRequestOpen(c.var.services, requestId, 'link'))
    ? c.html(renderPage(<SetUpPage site={site} form={emptyForm} token={token} />))
    : c.html(renderPage(<RequestOverPage site={site} tooManyWrong={false} />), 410)
})

signInRoutes.post('/sign-in/set-up/:token', may(anyone), notKept, async (c) => {
  const form = await readForm(c, SetUpForm)
  const site = await siteOf(c)
  const token = c.req.param('token')
  if (!form.ok) return c.html(renderPage(<SetUpPage site={site} form={form} token={token} />), 422)
  const [requestId = '', secret = ''] = token.split('.')
  const { password } = form.value
  const result = await setPasswordByRequest(
    c.var.services,
    { requestId, kind: 'link', secret, password },
    clientAddress(c),
  )
  if (result.ok) return continueSignIn(c, result.personId, null)
  if (result.reason !== 'weak' && result.reason !== 'busy')
    return c.html(renderPage(<RequestOverPage site={site} tooManyWrong={false} />), 410)
  const refused = refuseNewPassword(form, result)
  return c.html(
    renderPage(<SetUpPage site={site} form={refused.form} token={token} />),
    refused.status,
  )
})

signInRoutes.post('/sign-out', may(anyone), async (c) => {
  await endSession(c, c.var.database)
  // Whoever has registered here just now is not let in again by it.
  deleteCookie(c, registrationCookie, { path: '/', secure: true })
  // The pages seen while signed in must not come back with the Back button.
  c.header('Clear-Site-Data', '"cache"')
  return c.redirect('/', 303)
})

/** A new session after the password; its rights grow only with the second factor. */
async function continueSignIn(
  c: AppContext,
  personId: string,
  next: string | null,
): Promise<Response> {
  const { database, services } = c.var
  await startSession(c, database, services.clock, personId, { secondFactorPassed: false })
  const person = await findSignedInPerson(database, { personId, secondFactorPassed: false })
  if (!isFullySignedIn(person)) return c.redirect(signInPaths.secondFactor(next), 303)
  rememberDevice(c, personId)
  return c.redirect(await pathAfterSignIn(services, person, next), 303)
}

async function secondFactorPage(
  c: AppContext,
  form: typeof emptyForm,
  status: 200 | 422 | 429 | 503,
): Promise<Response> {
  const demonstration = await demonstrationCode(c.var.services, c.var.person!.id)
  const next = ownPath(c.req.query('next'))
  return c.html(
    renderPage(
      <SecondFactorPage
        site={await siteOf(c)}
        form={form}
        next={next}
        ways={await findWaysIn(c.var.database, c.var.person!.id)}
        demonstration={demonstration}
        wasNotCarriedOut={c.req.query(notCarriedOut) === 'yes'}
      />,
    ),
    status,
  )
}
