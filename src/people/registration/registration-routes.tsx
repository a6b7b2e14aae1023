import { isSameAddress } from '../../platform/email-address.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { anyone, isFullySignedIn, may } from '../../platform/access.ts'
import { emptyForm, readForm, withError } from '../../platform/forms.ts'
import { startSession } from '../../platform/sessions.ts'
import {
  clientAddress,
  notKept,
  todayOf,
  type AppContext,
  type AppEnv,
} from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { listJobRoles } from '../affiliations/affiliation-queries.ts'
import { formAfterSearch, pickOrganisation } from '../organisations/organisation-pick.ts'
import {
  accountPaths,
  registrationCookie,
  registrationPaths,
  signInPaths,
} from '../people-paths.ts'
import { findSignedInPerson } from '../person-queries.ts'
import { homeOf, ownPath } from '../sign-in/sign-in.ts'
import { weaknessSentences } from '../sign-in/password-rules.ts'
import { CodeForm } from '../sign-in/sign-in-forms.ts'
import { readUnlistedOrganisation } from '../organisations/unlisted-organisation.ts'
import { pendingAccountOf } from '../single-sign-on/pending-account.ts'
import { siteOf } from '../site.ts'
import { completeRegistration } from './completion.ts'
import {
  notBegun,
  beginPage,
  codePage,
  organisationPage,
  pickPage,
  newOrganisationPage,
  workPage,
  signingInPage,
  checkPage,
  textIn,
} from './registration-answers.tsx'
import {
  BeginForm,
  PasswordForm,
  passkeyChosen,
  codeSentences,
  refuseForPause,
  workForm,
} from './registration-forms.ts'
import { AlreadyHerePage } from './registration-pages.tsx'
import { workFormOf } from './registration-step-pages.tsx'
import type { Registration } from './registration-queries.ts'
import {
  choosePasskey,
  beginRegistration,
  findBegun,
  keepNewPassword,
  keepOrganisation,
  keepWork,
  newToken,
  nextStep,
  proveAddress,
  sendAnotherCode,
} from './registration.ts'
import { checkForRobots, makeStamp, robotSentences, stampAgain } from './robot-check.tsx'

/** Registering oneself, a step a page. Each page is shown again with what was kept. */
export const registrationRoutes = new Hono<AppEnv>()

/** The picker reads its own fields. */
const anyForm = z.looseObject({})
/** Whoever presses the last button twice gets in by the second answer as well, which browsers show. */
const doneAgainMs = 10_000

/** What became of the wish for another code. */
const wasSent = ['again', 'before'] as const

registrationRoutes.get('/register', may(anyone), notKept, async (c) => {
  const next = ownPath(c.req.query('next'))
  const { person } = c.var
  if (isFullySignedIn(person)) return c.redirect(next ?? homeOf(person), 303)
  const begun = await begunIn(c)
  const kept = begun && !begun.completed ? begun : null
  // The address that an agency's sign-in gave: the code proves it like any other.
  const email = kept?.email ?? (await pendingAccountOf(c))?.email
  const form = formWith({ name: kept?.name, email, next: next ?? kept?.next })
  return beginPage(c, form, 200, makeStamp(c.var.services))
})

registrationRoutes.post('/register', may(anyone), notKept, async (c) => {
  const { services, person } = c.var
  const form = await readForm(c, BeginForm)
  const next = ownPath(textIn(form.values, 'next'))
  if (isFullySignedIn(person)) return c.redirect(next ?? homeOf(person), 303)
  const stamp = stampAgain(services, form.values)
  const robots = checkForRobots(services, form.values)
  if (!form.ok) return beginPage(c, form, 422, stamp)
  const begun = await begunIn(c)
  const current = begun && !begun.completed ? begun : null
  const isSame = isSameAddress(current?.email, form.value.email)
  // Whoever went back and sends the same again has shown already to be no robot.
  if (!robots.ok && !(isSame && robots.reason === 'too-fast'))
    return beginPage(c, withError(form, 'form', robotSentences[robots.reason]), 422, stamp)
  const result = await beginRegistration(
    services,
    { name: form.value.name, email: form.value.email, next },
    {
      current,
      // Of one page there is one registration, also when the form is sent twice at once.
      newToken: begun || !robots.ok ? newToken() : tokenOf(c, robots.page),
      address: clientAddress(c),
    },
  )
  if (!result.ok) return beginPage(c, refuseForPause(form, result), 429, stamp)
  if (result.token)
    setCookie(c, registrationCookie, result.token, {
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      path: '/',
    })
  const isProved = isSame && current?.isProved
  return c.redirect(isProved ? registrationPaths[nextStep(current)] : registrationPaths.code, 303)
})

registrationRoutes.get('/register/code', may(anyone), notKept, async (c) => {
  const registration = await begunOrAnswer(c)
  if (registration instanceof Response) return registration
  if (registration.isProved) return c.redirect(registrationPaths[nextStep(registration)], 303)
  return codePage(c, registration, emptyForm, {
    status: 200,
    sent: wasSent.find((known) => known === c.req.query('sent')),
  })
})

registrationRoutes.post('/register/code', may(anyone), notKept, async (c) => {
  const registration = await begunOrAnswer(c)
  if (registration instanceof Response) return registration
  if (registration.isProved) return c.redirect(registrationPaths[nextStep(registration)], 303)
  const form = await readForm(c, CodeForm)
  if (!form.ok) return codePage(c, registration, form, { status: 422 })
  const proof = await proveAddress(c.var.services, registration, form.value.code, clientAddress(c))
  if (proof === 'proved')
    return c.redirect(registrationPaths[nextStep({ ...registration, isProved: true })], 303)
  const isOver = proof !== 'wrong-code'
  const refused = withError(form, isOver ? 'form' : 'code', codeSentences[proof])
  return codePage(c, registration, refused, { status: 422, isOver })
})

registrationRoutes.post('/register/code/another', may(anyone), notKept, async (c) => {
  const registration = await begunOrAnswer(c)
  if (registration instanceof Response) return registration
  const result = await sendAnotherCode(c.var.services, registration, clientAddress(c))
  if (result.ok) return c.redirect(`${registrationPaths.code}?sent=${result.sent}`, 303)
  return codePage(c, registration, refuseForPause(emptyForm, result), { status: 429 })
})

registrationRoutes.get('/register/organisation', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  return organisationPage(c, registration)
})

registrationRoutes.post('/register/organisation', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  const form = await readForm(c, anyForm)
  const pick = await pickOrganisation(c.var.database, form.values, todayOf(c))
  if (!pick.ok) return pickPage(c, registration, formAfterSearch(form, pick), pick.found)
  await keepOrganisation(c.var.services, registration, pick.organisation)
  return goOn(c)
})

registrationRoutes.get('/register/organisation/new', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  const form = formWith({
    name: (c.req.query('name') ?? '').slice(0, 200),
    ...registration.newOrganisation,
  })
  return newOrganisationPage(c, registration, form, [])
})

registrationRoutes.post('/register/organisation/new', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  const told = await readUnlistedOrganisation(c)
  if (!told.ok) return newOrganisationPage(c, registration, told.form, told.same)
  await keepOrganisation(c.var.services, registration, told.organisation)
  return goOn(c)
})

registrationRoutes.get('/register/work', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  return workPage(c, registration, { values: workFormOf(registration), errors: [] })
})

registrationRoutes.post('/register/work', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  const form = await readForm(c, workForm(registration))
  if (!form.ok) return workPage(c, registration, form)
  const roles = await listJobRoles(c.var.database)
  if (!roles.some(({ code }) => code === form.value.jobRoleCode))
    return workPage(c, registration, withError(form, 'jobRoleCode', 'Choose one from the list'))
  await keepWork(c.var.services, registration, form.value)
  return goOn(c)
})

registrationRoutes.get('/register/signing-in', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  return signingInPage(c, registration, emptyForm, 200)
})

registrationRoutes.post('/register/signing-in', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  const form = await readForm(c, PasswordForm)
  if (passkeyChosen.safeParse(form.values).success) {
    await choosePasskey(c.var.services, registration)
    return goOn(c)
  }
  if (!form.ok) return signingInPage(c, registration, form, 422)
  const result = await keepNewPassword(c.var.services, registration, form.value.password)
  if (result.ok) return goOn(c)
  if (result.reason === 'weak') {
    const refused = withError(form, 'password', weaknessSentences[result.weakness])
    return signingInPage(c, registration, refused, 422)
  }
  const sentence = 'Many people are signing in at this moment. Wait a few seconds, then try again'
  return signingInPage(c, registration, withError(form, 'form', sentence), 503)
})

registrationRoutes.get('/register/check', may(anyone), notKept, async (c) => {
  const registration = await provedOrAnswer(c)
  if (registration instanceof Response) return registration
  return checkPage(c, registration)
})

registrationRoutes.post('/register/check', may(anyone), notKept, async (c) => {
  const begun = await begunIn(c)
  if (!begun) return notBegun(c)
  if (begun.completed) return afterwards(c, begun)
  const result = await completeRegistration(c.var.services, begun.id)
  if (result.ok) return welcomeIn(c, result.personId, begun)
  switch (result.reason) {
    case 'step':
      return c.redirect(registrationPaths[result.step], 303)
    case 'already-here':
      return c.html(renderPage(<AlreadyHerePage site={await siteOf(c)} />), 409)
    case 'organisation': {
      const sentence =
        'The organisation that you chose has closed meanwhile. Choose where you work now'
      return organisationPage(c, begun, sentence)
    }
  }
})

/** Signed in with a new session, at the page that was asked for first. */
async function welcomeIn(
  c: AppContext,
  personId: string,
  { id, next: wanted, wantsPasskey }: Registration,
): Promise<Response> {
  const { database, services } = c.var
  const person = await findSignedInPerson(database, { personId, secondFactorPassed: false })
  if (!person) return c.redirect(signInPaths.signIn, 303)
  await startSession(c, database, services.clock, personId, {
    secondFactorPassed: false,
    // However often the form is sent at once, every answer opens the same session.
    token: services.secrets.mac('registration session', id).toString('base64url'),
  })
  const next = ownPath(wanted ?? undefined)
  // Somebody whom an officer had given a role may need a second factor first.
  if (!isFullySignedIn(person)) return c.redirect(signInPaths.secondFactor(next), 303)
  const to = next ?? homeOf(person)
  return c.redirect(wantsPasskey ? accountPaths.newPasskey(to) : to, 303)
}

/** The registration of this browser is complete: to where it led, and signed in if that was just now. */
async function afterwards(c: AppContext, registration: Registration): Promise<Response> {
  const { person, services } = c.var
  const next = ownPath(registration.next ?? undefined)
  if (isFullySignedIn(person)) return c.redirect(next ?? homeOf(person), 303)
  const { completed } = registration
  const isJustNow =
    completed && services.clock.now().getTime() - completed.at.getTime() < doneAgainMs
  if (isJustNow && c.req.method === 'POST') return welcomeIn(c, completed.personId, registration)
  deleteCookie(c, registrationCookie, { path: '/', secure: true })
  return c.redirect(
    next ? `${signInPaths.signIn}?next=${encodeURIComponent(next)}` : signInPaths.signIn,
    303,
  )
}

async function goOn(c: AppContext): Promise<Response> {
  const registration = await begunIn(c)
  return registration ? c.redirect(registrationPaths[nextStep(registration)], 303) : notBegun(c)
}

async function begunIn(c: AppContext): Promise<Registration | null> {
  const token = getCookie(c, registrationCookie)
  return token ? findBegun(c.var.services, token) : null
}

/** The registration under way in this browser, or the answer for whoever has none. */
async function begunOrAnswer(c: AppContext): Promise<Registration | Response> {
  const registration = await begunIn(c)
  if (!registration) return notBegun(c)
  return registration.completed ? afterwards(c, registration) : registration
}

async function provedOrAnswer(c: AppContext): Promise<Registration | Response> {
  const registration = await begunOrAnswer(c)
  if (registration instanceof Response || registration.isProved) return registration
  return c.redirect(registrationPaths.code, 303)
}

function tokenOf(c: AppContext, page: string): string {
  return c.var.services.secrets.mac('registration browser', page).toString('base64url')
}
