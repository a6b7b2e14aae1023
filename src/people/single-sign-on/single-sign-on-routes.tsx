import { Hono } from 'hono'
import { anyone, isFullySignedIn, may, signedIn } from '../../platform/access.ts'
import { NotFound } from '../../platform/errors.ts'
import { readForm } from '../../platform/forms.ts'
import { recogniseBrowser, recognisedBrowser } from '../../platform/same-browser.ts'
import { startSession } from '../../platform/sessions.ts'
import { clientAddress, notKept, type AppContext, type AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import { askForFreshProof } from '../account/fresh-proof.ts'
import { pathAfterSignIn } from '../details-check/after-sign-in.ts'
import { lastWayInSentences } from '../passkeys/passkey-forms.ts'
import { accountPaths, signInPaths } from '../people-paths.ts'
import { findSignedInPerson } from '../person-queries.ts'
import { rememberDevice } from '../sign-in/known-device.ts'
import { ownPath } from '../sign-in/sign-in.ts'
import { pauseSentence } from '../sign-in/sign-in-forms.ts'
import { siteOf } from '../site.ts'
import { listLinkedAccounts } from './linked-account-queries.ts'
import { pendingAccountOf } from './pending-account.ts'
import { NextForm, ProviderChoiceForm, linkProblem, visitProblem } from './provider-forms.ts'
import { findProvider, listProviderChoices, type Provider } from './provider-queries.ts'
import {
  linkPendingAccount,
  receiveFromProvider,
  sendToProvider,
  unlinkOwnAccount,
} from './single-sign-on.ts'
import {
  ChooseProviderPage,
  LinkAccountPage,
  LinkedAccountPage,
  OnTheWayPage,
  UnknownAccountPage,
  VisitProblemPage,
} from './single-sign-on-pages.tsx'

export const singleSignOnRoutes = new Hono<AppEnv>()

singleSignOnRoutes.post('/sign-in/with', may(anyone), notKept, async (c) => {
  const form = await readForm(c, ProviderChoiceForm)
  const provider = form.ok ? await findProvider(c.var.database, form.value.provider) : null
  if (!form.ok || !provider)
    return problemPage(c, 'Choose your organisation from the list, then continue.', 422)
  return goToProvider(c, provider, form.value.next)
})

singleSignOnRoutes.post('/sign-in/with/:provider', may(anyone), notKept, async (c) => {
  const provider = await providerOf(c)
  const form = await readForm(c, NextForm)
  return goToProvider(c, provider, form.ok ? form.value.next : undefined)
})

// The one address where a GET signs somebody in: guarded by a state that this browser was given a moment ago.
singleSignOnRoutes.get('/sign-in/with/:provider/callback', may(anyone), notKept, async (c) => {
  const provider = await providerOf(c)
  if (!provider.isEnabled) return problemPage(c, visitProblem('off', provider.name), 422)
  const { services, database, person } = c.var
  const arrival = await receiveFromProvider(services, provider, {
    browser: recognisedBrowser(c),
    query: new URL(c.req.url).search,
    signedInAs: isFullySignedIn(person) ? person.id : null,
  })
  if (!arrival.ok) {
    const isTheirs = arrival.reason === 'unreachable' || arrival.reason === 'too-slow'
    return problemPage(c, visitProblem(arrival.reason, provider.name), isTheirs ? 503 : 422)
  }
  const next = ownPath(arrival.next ?? undefined)
  if (arrival.kind === 'unknown')
    return c.redirect(
      isFullySignedIn(person) ? accountPaths.linkAccount : signInPaths.unknownAccount,
      303,
    )
  // Somebody who signs in once more, as proof, does not lose the second factor that they have passed.
  const wasIn = isFullySignedIn(person) && person.id === arrival.personId
  const hadPassed = wasIn && person.secondFactorPassed
  const secondFactorPassed = provider.hasSecondFactor || hadPassed
  const session = { personId: arrival.personId, secondFactorPassed }
  await startSession(c, database, services.clock, session.personId, session)
  const arrived = await findSignedInPerson(database, session)
  if (!isFullySignedIn(arrived)) return c.redirect(signInPaths.secondFactor(next), 303)
  rememberDevice(c, arrived.id)
  if (wasIn && next) return c.redirect(next, 303)
  return c.redirect(await pathAfterSignIn(services, arrived, next), 303)
})

singleSignOnRoutes.get('/sign-in/unknown-account', may(anyone), notKept, async (c) => {
  const pending = await pendingAccountOf(c)
  if (!pending) return c.redirect(signInPaths.signIn, 303)
  return c.html(renderPage(<UnknownAccountPage site={await siteOf(c)} pending={pending} />))
})

singleSignOnRoutes.get('/account/linked-accounts/new', may(signedIn), async (c) => {
  const refused = askForFreshProof(c, accountPaths.linkAccount)
  if (refused) return refused
  const pending = await pendingAccountOf(c)
  if (!pending) return choosePage(c, undefined, 200)
  const site = await siteOf(c)
  return c.html(
    renderPage(<LinkAccountPage site={site} person={c.var.person!} pending={pending} />),
  )
})

singleSignOnRoutes.post('/account/linked-accounts', may(signedIn), async (c) => {
  const refused = askForFreshProof(c, accountPaths.linkAccount)
  if (refused) return refused
  const person = c.var.person!
  const pending = await pendingAccountOf(c)
  const result = await linkPendingAccount(c.var.services, person, {
    browser: recognisedBrowser(c),
    session: c.var.session!.tokenHash,
  })
  if (result.ok)
    return c.redirect(
      ownPath(result.next ?? undefined) ?? `${accountPaths.account}?done=account-linked`,
      303,
    )
  const problem = linkProblem(result.reason, pending?.providerName ?? 'your agency')
  if (!pending) return choosePage(c, problem, 422)
  const site = await siteOf(c)
  return c.html(
    renderPage(<LinkAccountPage site={site} person={person} pending={pending} problem={problem} />),
    422,
  )
})

singleSignOnRoutes.get('/account/linked-accounts/:provider', may(signedIn), async (c) => {
  const provider = await providerOf(c)
  const refused = askForFreshProof(c, accountPaths.linkedAccount(provider.id))
  return refused ?? linkedAccountPage(c, provider, undefined, 200)
})

singleSignOnRoutes.post('/account/linked-accounts/:provider/removal', may(signedIn), async (c) => {
  const provider = await providerOf(c)
  const refused = askForFreshProof(c, accountPaths.linkedAccount(provider.id))
  if (refused) return refused
  const { services, person, session } = c.var
  const result = await unlinkOwnAccount(services, person!, provider, session!.tokenHash)
  if (result.ok) return c.redirect(`${accountPaths.account}?done=account-unlinked`, 303)
  return linkedAccountPage(c, provider, lastWayInSentences[result.reason], 422)
})

/** Sends the browser to the provider, by a page of ours: a form may lead nowhere else. */
async function goToProvider(
  c: AppContext,
  provider: Provider,
  next: string | undefined,
): Promise<Response> {
  if (!provider.isEnabled) return problemPage(c, visitProblem('off', provider.name), 422)
  const sent = await sendToProvider(c.var.services, provider, {
    browser: recogniseBrowser(c),
    address: clientAddress(c),
    next: ownPath(next),
    isSignedIn: c.var.person !== null,
  })
  if (!sent.ok) {
    switch (sent.reason) {
      case 'pause':
        return problemPage(c, `${pauseSentence(sent.minutes)}.`, 429)
      case 'enough-today':
        return problemPage(c, 'There have been too many tries today. Try again tomorrow.', 429)
      default:
        return problemPage(c, visitProblem(sent.reason, provider.name), 503)
    }
  }
  c.header('Refresh', `0; url=${sent.url}`)
  return c.html(
    renderPage(<OnTheWayPage site={await siteOf(c)} provider={provider.name} url={sent.url} />),
  )
}

async function providerOf(c: AppContext): Promise<Provider> {
  const provider = await findProvider(c.var.database, c.req.param('provider') ?? '')
  if (!provider) throw new NotFound('there is no such sign-in provider')
  return provider
}

async function problemPage(
  c: AppContext,
  sentence: string,
  status: 422 | 429 | 503,
): Promise<Response> {
  const isSignedIn = isFullySignedIn(c.var.person)
  return c.html(
    renderPage(
      <VisitProblemPage site={await siteOf(c)} sentence={sentence} isSignedIn={isSignedIn} />,
    ),
    status,
  )
}

async function choosePage(
  c: AppContext,
  problem: string | undefined,
  status: 200 | 422,
): Promise<Response> {
  const providers = await listProviderChoices(c.var.database)
  return c.html(
    renderPage(
      <ChooseProviderPage
        site={await siteOf(c)}
        providers={providers}
        {...(problem ? { problem } : {})}
      />,
    ),
    status,
  )
}

async function linkedAccountPage(
  c: AppContext,
  provider: Provider,
  problem: string | undefined,
  status: 200 | 422,
): Promise<Response> {
  const accounts = await listLinkedAccounts(c.var.database, c.var.person!.id)
  const account = accounts.find(({ providerId }) => providerId === provider.id)
  if (!account) throw new NotFound('there is no such linked account')
  return c.html(
    renderPage(
      <LinkedAccountPage
        site={await siteOf(c)}
        account={account}
        {...(problem ? { problem } : {})}
      />,
    ),
    status,
  )
}
