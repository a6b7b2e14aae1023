import { notCarriedOut } from '../../platform/access.ts'
import type { FormState } from '../../platform/forms.ts'
import type { AppContext } from '../../platform/web.ts'
import { renderPage } from '../../ui/layout.tsx'
import { listProviderChoices } from '../single-sign-on/provider-queries.ts'
import { siteOf } from '../site.ts'
import { SignInPage } from './sign-in-pages.tsx'

/** The sign-in page, with the agencies that sign their own people in. */
export async function showSignInPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422 | 429 | 503 = 200,
): Promise<Response> {
  const providers = await listProviderChoices(c.var.database)
  return c.html(
    renderPage(
      <SignInPage
        site={await siteOf(c)}
        form={form}
        providers={providers}
        wasNotCarriedOut={c.req.query(notCarriedOut) === 'yes'}
      />,
    ),
    status,
  )
}
