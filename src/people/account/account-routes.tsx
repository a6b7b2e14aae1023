import { Hono } from 'hono'
import { isFullySignedIn, may, partlySignedIn, signedIn } from '../../platform/access.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { startSession } from '../../platform/sessions.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import {
  BeginSecondFactorPage,
  ConfirmSecondFactorPage,
  NewRecoveryCodesPage,
  RecoveryCodesPage,
  SecondFactorSettingsPage,
} from './second-factor-pages.tsx'
import { AccountPage, ChangePasswordPage } from './account-pages.tsx'
import { findSecondFactor } from '../sign-in/credential-queries.ts'
import {
  changeOwnPassword,
  checkOwnPassword,
  endOtherSessions,
  findOwnAccount,
} from './own-account.ts'
import { askForFreshProof, freshProof } from './fresh-proof.ts'
import { weaknessSentences } from '../sign-in/password-rules.ts'
import { pathAfterSignIn } from '../details-check/after-sign-in.ts'
import { accountPaths, agencyPaths, signInPaths } from '../people-paths.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  findSecondFactorKey,
  maySetUpSecondFactor,
  removeOwnSecondFactor,
  renewRecoveryCodes,
} from '../sign-in/second-factor.ts'
import { needsSecondFactor } from '../sign-in/second-factor-policy-queries.ts'
import { rememberDevice } from '../sign-in/known-device.ts'
import { ownPath } from '../sign-in/sign-in.ts'
import {
  ChangePasswordForm,
  SecondFactorForm,
  ownPasswordForm,
  refuseOwnPassword,
  refuseFirstCode,
} from '../sign-in/sign-in-forms.ts'
import { hasSecondFactor } from '../sign-in/ways-in.ts'
import { findWaysIn } from '../sign-in/ways-in-queries.ts'
import { ownDataPaths } from '../privacy/privacy-paths.ts'
import { siteOf } from '../site.ts'

export const accountRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  password: 'Your password has been changed.',
  'second-factor-off': 'Your authenticator app has been switched off.',
  'passkey-added': 'The passkey has been added. You can sign in with it from now on.',
  'passkey-renamed': 'The passkey has its new name.',
  'passkey-removed': 'The passkey has been removed.',
  'account-linked': 'Linked. From now on you can sign in with the account of your agency.',
  'account-unlinked': 'Unlinked. You can no longer sign in here with the account of that agency.',
  'signed-out': 'You have been signed out everywhere else.',
}

accountRoutes.get('/account', may(signedIn), async (c) => {
  const { services, session } = c.var
  const person = c.var.person!
  const success = said[c.req.query('done') ?? '']
  return c.html(
    renderPage(
      <AccountPage
        site={await siteOf(c)}
        person={person}
        account={await findOwnAccount(services, person, session!)}
        links={[
          { text: 'Your courses and certificates', href: '/account/learning' },
          person.roles.includes('agency-lead')
            ? { text: 'The people of your agency', href: agencyPaths.list }
            : { text: 'Ask to lead your agency', href: agencyPaths.ask },
          { text: 'Your data and your rights', href: ownDataPaths.show },
        ]}
        {...(success ? { success } : {})}
      />,
    ),
  )
})

accountRoutes.get('/account/password', may(signedIn), async (c) =>
  c.html(renderPage(<ChangePasswordPage site={await siteOf(c)} form={emptyForm} />)),
)

accountRoutes.post('/account/password', may(signedIn), async (c) => {
  const form = await readForm(c, ChangePasswordForm)
  const site = await siteOf(c)
  const again = (shown: FormState, status: 422 | 429 | 503) =>
    c.html(renderPage(<ChangePasswordPage site={site} form={shown} />), status)
  if (!form.ok) return again(form, 422)
  const change = { ...form.value, session: c.var.session! }
  const result = await changeOwnPassword(c.var.services, c.var.person!, change)
  if (result.ok) return c.redirect(`${accountPaths.account}?done=password`, 303)
  if (result.reason === 'weak')
    return again(withError(form, 'password', weaknessSentences[result.weakness]), 422)
  const refused = refuseOwnPassword(form, 'current', result)
  return again(refused.form, refused.status)
})

accountRoutes.get('/account/second-factor', may(partlySignedIn), async (c) => {
  const person = c.var.person!
  const next = ownPath(c.req.query('next'))
  if (!(await maySetUpSecondFactor(c.var.database, person)))
    return c.redirect(signInPaths.secondFactor(next), 303)
  if (await findSecondFactor(c.var.database, person.id)) return settingsPage(c, {}, 200)
  const stale = askForFreshProof(c, accountPaths.secondFactor(next))
  if (stale) return stale
  return c.html(
    renderPage(
      <BeginSecondFactorPage
        site={await siteOf(c)}
        isNeeded={await needsSecondFactor(c.var.database, person.roles)}
        isPractitioner={person.roles.every((role) => role === 'practitioner')}
        next={next}
        back={isFullySignedIn(c.var.person) ? accountPaths.account : null}
      />,
    ),
  )
})

accountRoutes.post('/account/second-factor', may(partlySignedIn), async (c) => {
  const person = c.var.person!
  const next = ownPath(c.req.query('next'))
  if (!(await maySetUpSecondFactor(c.var.database, person)))
    return c.redirect(signInPaths.secondFactor(next), 303)
  if (await findSecondFactor(c.var.database, person.id)) {
    const refused = await refuseWithoutPassword(c, 'replace', settingsPage)
    if (refused) return refused
    // Who gave the password just now is not asked for it again on the next page.
    const { secondFactorPassed } = person
    await startSession(c, c.var.database, c.var.services.clock, person.id, { secondFactorPassed })
  } else {
    const stale = askForFreshProof(c, accountPaths.secondFactor(next))
    if (stale) return stale
  }
  await beginSecondFactor(c.var.services, person)
  return c.redirect(accountPaths.confirmSecondFactor(next), 303)
})

accountRoutes.get('/account/second-factor/confirmation', may(partlySignedIn), freshProof(), (c) =>
  confirmationPage(c, emptyForm, 200),
)

accountRoutes.post(
  '/account/second-factor/confirmation',
  may(partlySignedIn),
  freshProof(confirmationAddress),
  async (c) => {
    const form = await readForm(c, SecondFactorForm)
    if (!form.ok) return confirmationPage(c, form, 422)
    const { services, database } = c.var
    const person = c.var.person!
    const result = await confirmSecondFactor(
      services,
      person,
      form.value.code,
      c.var.session!.tokenHash,
    )
    if (!result.ok) {
      if (result.reason === 'none') return c.redirect(accountPaths.secondFactor(), 303)
      const refused = refuseFirstCode(form, result)
      return confirmationPage(c, refused.form, refused.status)
    }
    await startSession(c, database, services.clock, person.id, { secondFactorPassed: true })
    rememberDevice(c, person.id)
    const next = await pathAfterSignIn(services, person, ownPath(c.req.query('next')))
    return c.html(
      renderPage(
        <RecoveryCodesPage
          site={await siteOf(c)}
          codes={result.recoveryCodes}
          next={next}
          done="Your second factor is set up. If you lose your phone, each of these codes lets you in once in place of a code from the app."
        />,
      ),
    )
  },
)

accountRoutes.get('/account/recovery-codes', may(signedIn), async (c) =>
  (await hasSecondFactor(c.var.database, c.var.person!.id))
    ? recoveryCodesPage(c, {}, 200)
    : c.redirect(accountPaths.secondFactor(), 303),
)

accountRoutes.post('/account/recovery-codes', may(signedIn), async (c) => {
  const person = c.var.person!
  if (!(await hasSecondFactor(c.var.database, person.id)))
    return c.redirect(accountPaths.secondFactor(), 303)
  const refused = await refuseWithoutPassword(c, 'codes', recoveryCodesPage)
  if (refused) return refused
  const codes = await renewRecoveryCodes(c.var.services, person)
  return c.html(
    renderPage(
      <RecoveryCodesPage
        site={await siteOf(c)}
        codes={codes}
        next={accountPaths.account}
        done="These are your new recovery codes; the old ones no longer work. Each lets you in once in place of a code from your app or of your passkey."
      />,
    ),
  )
})

accountRoutes.post('/account/second-factor/removal', may(signedIn), async (c) => {
  const person = c.var.person!
  if (!(await findSecondFactor(c.var.database, person.id)))
    return c.redirect(accountPaths.secondFactor(), 303)
  const refused = await refuseWithoutPassword(c, 'remove', settingsPage)
  if (refused) return refused
  const removed = await removeOwnSecondFactor(c.var.services, person, {
    roleAsksForIt: await needsSecondFactor(c.var.database, person.roles),
  })
  return c.redirect(
    removed ? `${accountPaths.account}?done=second-factor-off` : accountPaths.secondFactor(),
    303,
  )
})

accountRoutes.post('/account/sessions/end', may(signedIn), async (c) => {
  await endOtherSessions(c.var.services, c.var.person!, c.var.session!)
  return c.redirect(`${accountPaths.account}?done=signed-out`, 303)
})

type Setting = 'replace' | 'codes' | 'remove'

type SettingPage = (
  c: AppContext,
  forms: Partial<Record<Setting, FormState>>,
  status: 200 | 422 | 429 | 503,
) => Promise<Response>

/**
 * The settings again, where the password is missing or wrong; null where it is right. Whoever has no password has
 * shown who they are in another way.
 */
async function refuseWithoutPassword(
  c: AppContext,
  setting: Setting,
  page: SettingPage,
): Promise<Response | null> {
  const { hasPassword } = await findWaysIn(c.var.database, c.var.person!.id)
  if (!hasPassword) return askForFreshProof(c, settingPaths[setting])
  const field = `current-${setting}`
  const form = await readForm(c, ownPasswordForm(field))
  if (!form.ok) return page(c, { [setting]: form }, 422)
  const checked = await checkOwnPassword(c.var.services, c.var.person!, form.value[field]!)
  if (checked.ok) return null
  const refused = refuseOwnPassword(form, field, checked)
  return page(c, { [setting]: refused.form }, refused.status)
}

const settingPaths: Record<Setting, string> = {
  replace: accountPaths.secondFactor(),
  remove: accountPaths.secondFactor(),
  codes: accountPaths.recoveryCodes,
}

const settingsPage: SettingPage = async (c, forms, status) => {
  const account = await findOwnAccount(c.var.services, c.var.person!, c.var.session!)
  const shown = { replace: emptyForm, remove: emptyForm, ...forms }
  return c.html(
    renderPage(<SecondFactorSettingsPage site={await siteOf(c)} account={account} forms={shown} />),
    status,
  )
}

const recoveryCodesPage: SettingPage = async (c, { codes }, status) => {
  const account = await findOwnAccount(c.var.services, c.var.person!, c.var.session!)
  const site = await siteOf(c)
  return c.html(
    renderPage(<NewRecoveryCodesPage site={site} account={account} form={codes ?? emptyForm} />),
    status,
  )
}

function confirmationAddress(c: AppContext): string {
  return accountPaths.confirmSecondFactor(ownPath(c.req.query('next')))
}

async function confirmationPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422 | 429 | 503,
): Promise<Response> {
  const site = await siteOf(c)
  const next = ownPath(c.req.query('next'))
  const secret = await findSecondFactorKey(c.var.services, c.var.person!, site.shortName)
  if (!secret) return c.redirect(accountPaths.secondFactor(next), 303)
  return c.html(
    renderPage(<ConfirmSecondFactorPage site={site} form={form} secret={secret} next={next} />),
    status,
  )
}
