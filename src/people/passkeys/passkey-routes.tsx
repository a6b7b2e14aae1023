import { Hono } from 'hono'
import { anyone, isFullySignedIn, may, partlySignedIn, signedIn } from '../../platform/access.ts'
import { NotFound } from '../../platform/errors.ts'
import { readForm, withError, type FormState } from '../../platform/forms.ts'
import { recogniseBrowser, recognisedBrowser } from '../../platform/same-browser.ts'
import { startSession } from '../../platform/sessions.ts'
import { clientAddress, notKept, type AppContext, type AppEnv } from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { findWaysIn } from '../sign-in/ways-in-queries.ts'
import { renderPage } from '../../ui/layout.tsx'
import { askForFreshProof } from '../account/fresh-proof.ts'
import { RecoveryCodesPage } from '../account/second-factor-pages.tsx'
import { pathAfterSignIn } from '../details-check/after-sign-in.ts'
import { accountPaths, signInPaths } from '../people-paths.ts'
import { rememberDevice } from '../sign-in/known-device.ts'
import { findSignedInPerson } from '../person-queries.ts'
import { maySetUpSecondFactor } from '../sign-in/second-factor.ts'
import { ownPath } from '../sign-in/sign-in.ts'
import { showSignInPage } from '../sign-in/show-sign-in-page.tsx'
import { siteOf } from '../site.ts'
import {
  NewPasskeyForm,
  PasskeyAnswerForm,
  PasskeyNameForm,
  lastWayInSentences,
  refuseNewPasskey,
  refusePasskey,
} from './passkey-forms.ts'
import { NewPasskeyPage, PasskeyPage } from './passkey-pages.tsx'
import { listPasskeys, type OwnPasskey } from './passkey-queries.ts'
import {
  addOwnPasskey,
  passkeyCreation,
  passkeyRequest,
  removeOwnPasskey,
  renameOwnPasskey,
  signInWithPasskey,
} from './passkeys.ts'

export const passkeyRoutes = new Hono<AppEnv>()

passkeyRoutes.post('/sign-in/passkey/options', may(anyone), notKept, async (c) => {
  const use = { purpose: 'sign-in', boundTo: recogniseBrowser(c) } as const
  return c.json(await passkeyRequest(c.var.services, use))
})

passkeyRoutes.post('/sign-in/passkey', may(anyone), notKept, async (c) => {
  const form = await readForm(c, PasskeyAnswerForm)
  if (!form.ok) return showSignInPage(c, form, 422)
  const { services, database } = c.var
  const next = ownPath(form.value.next)
  const result = await signInWithPasskey(services, {
    answer: form.value.answer,
    browser: recognisedBrowser(c),
    address: clientAddress(c),
  })
  if (!result.ok) {
    const refused = refusePasskey({ values: { next: next ?? '' }, errors: [] }, result)
    return showSignInPage(c, refused.form, refused.status)
  }
  const session = { personId: result.personId, secondFactorPassed: true }
  await startSession(c, database, services.clock, result.personId, session)
  rememberDevice(c, result.personId)
  const person = await findSignedInPerson(database, session)
  const after = person && (await pathAfterSignIn(services, person, next))
  return c.redirect(after ?? signInPaths.signIn, 303)
})

passkeyRoutes.get('/account/passkeys/new', may(partlySignedIn), notKept, async (c) => {
  const refused = await mayNotAdd(c)
  if (refused) return refused
  const have = (await ownPasskeys(c)).length
  const name = have === 0 ? 'My passkey' : `My passkey ${have + 1}`
  return newPasskeyPage(c, formWith({ name }), 200)
})

passkeyRoutes.post('/account/passkeys/options', may(partlySignedIn), async (c) => {
  const refused = await mayNotAdd(c)
  if (refused) return refused
  const { shortName } = await siteOf(c)
  return c.json(
    await passkeyCreation(c.var.services, c.var.person!, {
      session: c.var.session!.tokenHash,
      siteName: shortName,
    }),
  )
})

passkeyRoutes.post('/account/passkeys', may(partlySignedIn), async (c) => {
  const refused = await mayNotAdd(c)
  if (refused) return refused
  const form = await readForm(c, NewPasskeyForm)
  if (!form.ok) return newPasskeyPage(c, form, 422)
  const { services, database } = c.var
  const person = c.var.person!
  const session = c.var.session!.tokenHash
  const result = await addOwnPasskey(services, person, { ...form.value, session })
  if (!result.ok) return newPasskeyPage(c, refuseNewPasskey(form, result), 422)
  const next = ownPath(c.req.query('next'))
  // The device has just shown that its owner is there, as at a sign-in with it.
  await startSession(c, database, services.clock, person.id, { secondFactorPassed: true })
  if (!result.recoveryCodes)
    return c.redirect(next ?? `${accountPaths.account}?done=passkey-added`, 303)
  return c.html(
    renderPage(
      <RecoveryCodesPage
        site={await siteOf(c)}
        codes={result.recoveryCodes}
        next={next ?? accountPaths.account}
        done={
          (await findWaysIn(database, person.id)).hasPassword
            ? 'Your passkey is added. If you lose the device that it is on, each of these codes stands in for it once, after your password.'
            : 'Your passkey is added. You have no password: if you lose the device that it is on, choose one by “Forgotten your password?” on the sign-in page. Then each of these codes stands in for the passkey once.'
        }
      />,
    ),
  )
})

passkeyRoutes.get('/account/passkeys/:id', may(signedIn), async (c) => {
  const passkey = await ownPasskeyOf(c)
  const refused = askForFreshProof(c, accountPaths.passkey(passkey.id))
  return refused ?? passkeyPage(c, passkey, formWith({ name: passkey.name }), 200)
})

passkeyRoutes.post('/account/passkeys/:id/name', may(signedIn), async (c) => {
  const passkey = await ownPasskeyOf(c)
  const form = await readForm(c, PasskeyNameForm)
  if (!form.ok) return passkeyPage(c, passkey, form, 422)
  const { id } = passkey
  await renameOwnPasskey(c.var.services, c.var.person!, { id, name: form.value.name })
  return c.redirect(`${accountPaths.account}?done=passkey-renamed`, 303)
})

passkeyRoutes.post('/account/passkeys/:id/removal', may(signedIn), async (c) => {
  const passkey = (await ownPasskeys(c)).find(({ id }) => id === c.req.param('id'))
  // Sent twice, or removed in another window: it is gone, as was wanted.
  if (!passkey) return c.redirect(`${accountPaths.account}?done=passkey-removed`, 303)
  const refused = askForFreshProof(c, accountPaths.passkey(passkey.id))
  if (refused) return refused
  const result = await removeOwnPasskey(c.var.services, c.var.person!, {
    id: passkey.id,
    session: c.var.session!.tokenHash,
  })
  if (result.ok) return c.redirect(`${accountPaths.account}?done=passkey-removed`, 303)
  const stored = formWith({ name: passkey.name })
  return passkeyPage(c, passkey, withError(stored, 'form', lastWayInSentences[result.reason]), 422)
})

/** Where a passkey may not be added now: to the second factor that is there, or to a fresh proof. */
async function mayNotAdd(c: AppContext): Promise<Response | null> {
  const next = ownPath(c.req.query('next'))
  if (!(await maySetUpSecondFactor(c.var.database, c.var.person!)))
    return c.redirect(signInPaths.secondFactor(accountPaths.newPasskey(next)), 303)
  return askForFreshProof(c, accountPaths.newPasskey(next))
}

async function ownPasskeys(c: AppContext): Promise<OwnPasskey[]> {
  return listPasskeys(c.var.database, c.var.person!.id)
}

async function ownPasskeyOf(c: AppContext): Promise<OwnPasskey> {
  const passkey = (await ownPasskeys(c)).find(({ id }) => id === c.req.param('id'))
  if (!passkey) throw new NotFound('there is no such passkey')
  return passkey
}

async function newPasskeyPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422,
): Promise<Response> {
  const next = ownPath(c.req.query('next'))
  const isIn = isFullySignedIn(c.var.person)
  const later = isIn
    ? next
      ? { text: 'Not now', href: next }
      : null
    : { text: 'Use an authenticator app instead', href: accountPaths.secondFactor(next) }
  return c.html(
    renderPage(
      <NewPasskeyPage
        site={await siteOf(c)}
        form={form}
        next={next}
        back={isIn && !next ? accountPaths.account : null}
        later={later}
      />,
    ),
    status,
  )
}

async function passkeyPage(
  c: AppContext,
  passkey: OwnPasskey,
  form: FormState,
  status: 200 | 422,
): Promise<Response> {
  return c.html(
    renderPage(<PasskeyPage site={await siteOf(c)} passkey={passkey} form={form} />),
    status,
  )
}
