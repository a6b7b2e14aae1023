import { Hono } from 'hono'
import { may, partlySignedIn } from '../../platform/access.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { startSession } from '../../platform/sessions.ts'
import { clientAddress, type AppContext, type AppEnv } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import { PasskeyAnswerForm, refusePasskey } from '../passkeys/passkey-forms.ts'
import { checkPasskey, passkeyRequest } from '../passkeys/passkeys.ts'
import { accountPaths } from '../people-paths.ts'
import { ownPath } from '../sign-in/sign-in.ts'
import { ownPasswordForm, refuseOwnPassword } from '../sign-in/sign-in-forms.ts'
import { findWaysIn } from '../sign-in/ways-in-queries.ts'
import { listLinkedAccounts } from '../single-sign-on/linked-account-queries.ts'
import { siteOf } from '../site.ts'
import { checkOwnPassword } from './own-account.ts'
import { ProofPage } from './proof-page.tsx'

export const proofRoutes = new Hono<AppEnv>()

proofRoutes.get('/account/proof', may(partlySignedIn), (c) => proofPage(c, emptyForm, 200))

proofRoutes.post('/account/proof', may(partlySignedIn), async (c) => {
  const person = c.var.person!
  const form = await readForm(c, ownPasswordForm('current'))
  if (!form.ok) return proofPage(c, form, 422)
  const checked = await checkOwnPassword(c.var.services, person, form.value['current']!)
  if (checked.ok) return goOn(c, { secondFactorPassed: person.secondFactorPassed })
  const refused = refuseOwnPassword(form, 'current', checked)
  return proofPage(c, refused.form, refused.status)
})

proofRoutes.post('/account/proof/passkey/options', may(partlySignedIn), async (c) => {
  const use = { purpose: 'proof', boundTo: c.var.session!.tokenHash } as const
  return c.json(await passkeyRequest(c.var.services, use))
})

proofRoutes.post('/account/proof/passkey', may(partlySignedIn), async (c) => {
  const form = await readForm(c, PasskeyAnswerForm)
  if (!form.ok) return proofPage(c, form, 422)
  const use = { purpose: 'proof', boundTo: c.var.session!.tokenHash } as const
  const checked = await checkPasskey(c.var.services, {
    answer: form.value.answer,
    use,
    address: clientAddress(c),
  })
  if (!checked.ok) {
    const refused = refusePasskey(form, checked)
    return proofPage(c, refused.form, refused.status)
  }
  if (checked.personId !== c.var.person!.id)
    return proofPage(c, withError(form, 'form', 'This is the passkey of somebody else'), 422)
  return goOn(c, { secondFactorPassed: true })
})

/** A new session, whose token nobody has seen, and on to what was wanted. */
async function goOn(c: AppContext, options: { secondFactorPassed: boolean }): Promise<Response> {
  const { database, services } = c.var
  await startSession(c, database, services.clock, c.var.person!.id, options)
  return c.redirect(ownPath(c.req.query('next')) ?? accountPaths.account, 303)
}

async function proofPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422 | 429 | 503,
): Promise<Response> {
  const ways = await findWaysIn(c.var.database, c.var.person!.id)
  const next = ownPath(c.req.query('next'))
  const accounts = await listLinkedAccounts(c.var.database, c.var.person!.id)
  const linked = accounts
    .filter(({ isEnabled }) => isEnabled)
    .map(({ providerId, providerName }) => ({
      id: providerId,
      name: providerName,
      emailDomains: [],
    }))
  return c.html(
    renderPage(
      <ProofPage site={await siteOf(c)} form={form} ways={ways} next={next} linked={linked} />,
    ),
    status,
  )
}
