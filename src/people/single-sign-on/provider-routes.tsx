import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { freshProof } from '../account/fresh-proof.ts'
import { managePeople } from '../people-access.ts'
import { providerPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import {
  NewProviderForm,
  ProviderForm,
  ProviderSwitchForm,
  providerProblems,
} from './provider-forms.ts'
import { NewProviderPage, ProviderPage, ProvidersPage } from './provider-pages.tsx'
import { findProvider, listProviders, type Provider } from './provider-queries.ts'
import { addProvider, changeProvider, switchProvider } from './providers.ts'
import { redirectUriOf } from './single-sign-on.ts'

export const providerRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  added: 'Added. It is off until you have entered what the agency gives you and switched it on.',
  saved: 'The settings have been saved.',
  on: 'Switched on. The sign-in page offers it from now on.',
  off: 'Switched off. Nobody can sign in with it.',
}

providerRoutes.get('/manage/sign-in-providers', may(managePeople), async (c) => {
  const providers = await listProviders(c.var.database)
  return c.html(renderPage(<ProvidersPage site={await siteOf(c)} providers={providers} />))
})

providerRoutes.get('/manage/sign-in-providers/new', may(managePeople), freshProof(), (c) =>
  newProviderPage(c, emptyForm, 200),
)

providerRoutes.post(
  '/manage/sign-in-providers',
  may(managePeople),
  freshProof(() => providerPaths.new),
  async (c) => {
    const form = await readForm(c, NewProviderForm)
    if (!form.ok) return newProviderPage(c, form, 422)
    const result = await addProvider(c.var.services, form.value, c.var.person!)
    if (result.ok) return c.redirect(`${providerPaths.show(result.id)}?done=added`, 303)
    return newProviderPage(c, withError(form, 'issuer', providerProblems[result.reason]), 422)
  },
)

providerRoutes.get('/manage/sign-in-providers/:id', may(managePeople), freshProof(), async (c) => {
  const provider = await providerOf(c)
  return providerPage(c, provider, storedForm(provider), 200)
})

providerRoutes.post(
  '/manage/sign-in-providers/:id',
  may(managePeople),
  freshProof((c) => providerPaths.show(c.req.param('id')!)),
  async (c) => {
    const provider = await providerOf(c)
    const form = await readForm(c, ProviderForm)
    if (!form.ok) return providerPage(c, provider, form, 422)
    const result = await changeProvider(c.var.services, provider, form.value, c.var.person!)
    if (result.ok) return c.redirect(`${providerPaths.show(provider.id)}?done=saved`, 303)
    const field = result.reason === 'secret' ? 'clientSecret' : 'form'
    const refused = withError(form, field, providerProblems[result.reason])
    return providerPage(c, provider, refused, 422)
  },
)

providerRoutes.post(
  '/manage/sign-in-providers/:id/state',
  may(managePeople),
  freshProof((c) => providerPaths.show(c.req.param('id')!)),
  async (c) => {
    const provider = await providerOf(c)
    const form = await readForm(c, ProviderSwitchForm)
    const again = (message: string) =>
      providerPage(c, provider, withError(storedForm(provider), 'form', message), 422)
    if (!form.ok) return again('Choose on or off')
    const { state } = form.value
    const done = await switchProvider(c.var.services, provider, state === 'on', c.var.person!)
    if (!done) return again('Enter the client ID and the client secret first')
    return c.redirect(`${providerPaths.show(provider.id)}?done=${state}`, 303)
  },
)

async function providerOf(c: AppContext): Promise<Provider> {
  const provider = await findProvider(c.var.database, c.req.param('id') ?? '')
  if (!provider) throw new NotFound('there is no such sign-in provider')
  return provider
}

function storedForm(provider: Provider): FormState {
  return formWith({
    name: provider.name,
    clientId: provider.clientId,
    emailDomains: provider.emailDomains.join('\n'),
    hasSecondFactor: provider.hasSecondFactor ? 'yes' : '',
  })
}

async function newProviderPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422,
): Promise<Response> {
  return c.html(renderPage(<NewProviderPage site={await siteOf(c)} form={form} />), status)
}

async function providerPage(
  c: AppContext,
  provider: Provider,
  form: FormState,
  status: 200 | 422,
): Promise<Response> {
  return c.html(
    renderPage(
      <ProviderPage
        site={await siteOf(c)}
        provider={provider}
        redirectUri={redirectUriOf(c.var.services, provider.id)}
        form={form}
        success={status === 200 ? said[c.req.query('done') ?? ''] : undefined}
      />,
    ),
    status,
  )
}
