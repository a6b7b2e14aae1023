import { Hono } from 'hono'
import { isFullySignedIn, may, partlySignedIn, signedIn } from '../../platform/access.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { startSession } from '../../platform/sessions.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import {
  AccountPage,
  BeginSecondFactorPage,
  ChangePasswordPage,
  ConfirmSecondFactorPage,
  RecoveryCodesPage,
  SecondFactorSettingsPage,
} from './account-pages.tsx'
import { findSecondFactor } from '../sign-in/credential-queries.ts'
import {
  changeOwnPassword,
  checkOwnPassword,
  endOtherSessions,
  findOwnAccount,
} from './own-account.ts'
import { weaknessSentences } from '../sign-in/password-rules.ts'
import { accountPaths, agencyPaths, signInPaths } from '../people-paths.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  findSecondFactorKey,
  removeOwnSecondFactor,
  renewRecoveryCodes,
} from '../sign-in/second-factor.ts'
import { needsSecondFactor } from '../sign-in/second-factor-policy-queries.ts'
import { homeOf, ownPath } from '../sign-in/sign-in.ts'
import {
  ChangePasswordForm,
  SecondFactorForm,
  ownPasswordForm,
  refuseOwnPassword,
  refuseSecondFactor,
} from '../sign-in/sign-in-forms.ts'
import { siteOf } from '../site.ts'

export const accountRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  password: 'Your password has been changed.',
  'second-factor-off': 'Your second factor has been switched off.',
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
  if (await findSecondFactor(c.var.database, person.id)) {
    if (!person.secondFactorPassed) return c.redirect(signInPaths.secondFactor(next), 303)
    return settingsPage(c, {}, 200)
  }
  return c.html(
    renderPage(
      <BeginSecondFactorPage
        site={await siteOf(c)}
        isNeeded={await needsSecondFactor(c.var.database, person.roles)}
        next={next}
        back={isFullySignedIn(c.var.person) ? accountPaths.account : null}
      />,
    ),
  )
})

accountRoutes.post('/account/second-factor', may(partlySignedIn), async (c) => {
  const person = c.var.person!
  const next = ownPath(c.req.query('next'))
  if (await findSecondFactor(c.var.database, person.id)) {
    if (!person.secondFactorPassed) return c.redirect(signInPaths.secondFactor(next), 303)
    const refused = await refuseWithoutPassword(c, 'replace')
    if (refused) return refused
  }
  await beginSecondFactor(c.var.services, person)
  return c.redirect(accountPaths.confirmSecondFactor(next), 303)
})

accountRoutes.get('/account/second-factor/confirmation', may(partlySignedIn), (c) =>
  confirmationPage(c, emptyForm, 200),
)

accountRoutes.post('/account/second-factor/confirmation', may(partlySignedIn), async (c) => {
  const form = await readForm(c, SecondFactorForm)
  if (!form.ok) return confirmationPage(c, form, 422)
  const { services, database } = c.var
  const person = c.var.person!
  const result = await confirmSecondFactor(services, person, form.value.code)
  if (!result.ok) {
    if (result.reason === 'none') return c.redirect(accountPaths.secondFactor(), 303)
    const refused = refuseSecondFactor(form, result)
    return confirmationPage(c, refused.form, refused.status)
  }
  await startSession(c, database, services.clock, person.id, { secondFactorPassed: true })
  const next = ownPath(c.req.query('next')) ?? homeOf(person)
  return c.html(
    renderPage(
      <RecoveryCodesPage site={await siteOf(c)} codes={result.recoveryCodes} next={next} />,
    ),
  )
})

accountRoutes.post('/account/recovery-codes', may(signedIn), async (c) => {
  const person = c.var.person!
  if (!(await findSecondFactor(c.var.database, person.id)))
    return c.redirect(accountPaths.secondFactor(), 303)
  const refused = await refuseWithoutPassword(c, 'codes')
  if (refused) return refused
  const codes = await renewRecoveryCodes(c.var.services, person)
  return c.html(
    renderPage(
      <RecoveryCodesPage site={await siteOf(c)} codes={codes} next={accountPaths.account} />,
    ),
  )
})

accountRoutes.post('/account/second-factor/removal', may(signedIn), async (c) => {
  const person = c.var.person!
  if (!(await findSecondFactor(c.var.database, person.id)))
    return c.redirect(accountPaths.secondFactor(), 303)
  const refused = await refuseWithoutPassword(c, 'remove')
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

/** The settings again, where the password is missing or wrong; null where it is right. */
async function refuseWithoutPassword(c: AppContext, setting: Setting): Promise<Response | null> {
  const field = `current-${setting}`
  const form = await readForm(c, ownPasswordForm(field))
  if (!form.ok) return settingsPage(c, { [setting]: form }, 422)
  const checked = await checkOwnPassword(c.var.services, c.var.person!, form.value[field]!)
  if (checked.ok) return null
  const refused = refuseOwnPassword(form, field, checked)
  return settingsPage(c, { [setting]: refused.form }, refused.status)
}

async function settingsPage(
  c: AppContext,
  forms: Partial<Record<Setting, FormState>>,
  status: 200 | 422 | 429 | 503,
): Promise<Response> {
  const account = await findOwnAccount(c.var.services, c.var.person!, c.var.session!)
  const shown = { replace: emptyForm, codes: emptyForm, remove: emptyForm, ...forms }
  return c.html(
    renderPage(<SecondFactorSettingsPage site={await siteOf(c)} account={account} forms={shown} />),
    status,
  )
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
