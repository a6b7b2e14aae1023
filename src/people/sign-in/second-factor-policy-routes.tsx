import { Hono } from 'hono'
import { z } from 'zod'
import { may, roles } from '../../platform/access.ts'
import { readForm, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { freshProof } from '../account/fresh-proof.ts'
import { managePeople } from '../people-access.ts'
import { personPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { chooseSecondFactors, rolesWithChoice } from './second-factor-policy.ts'
import { listRoleSecondFactors, type RoleSecondFactor } from './second-factor-policy-queries.ts'
import { SecondFactorPolicyPage } from './second-factor-policy-page.tsx'

export const secondFactorPolicyRoutes = new Hono<AppEnv>()

const PolicyForm = z.object({
  // Without a tick nothing of the list is sent: this tells that from an empty request, which waives nobody's.
  saved: z.literal('yes', 'Nothing was saved. Choose again and select Save'),
  needed: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => [chosen ?? []].flat())
    .pipe(z.array(z.enum(rolesWithChoice, 'Choose from the list of roles')).max(20)),
})

secondFactorPolicyRoutes.get(
  '/manage/people/second-factors',
  may(managePeople),
  freshProof(),
  (c) => policyPage(c, null, 200),
)

secondFactorPolicyRoutes.post(
  '/manage/people/second-factors',
  may(managePeople),
  freshProof(() => personPaths.secondFactors),
  async (c) => {
    const form = await readForm(c, PolicyForm)
    if (!form.ok) {
      const [notSaved] = form.errors.filter(({ field }) => field === 'saved')
      // An unknown role is said of the group, not of its place in it.
      const errors = [
        { field: 'needed', message: notSaved?.message ?? 'Choose from the list of roles' },
      ]
      if (notSaved) return policyPage(c, { ...(await storedPolicy(c)), errors }, 422)
      return policyPage(c, { values: form.values, errors }, 422)
    }
    await chooseSecondFactors(c.var.services, form.value.needed, c.var.person!)
    return c.redirect(`${personPaths.secondFactors}?done=saved`, 303)
  },
)

async function policyOf(c: AppContext): Promise<RoleSecondFactor[]> {
  const found = await listRoleSecondFactors(c.var.database)
  return roles.flatMap((role) => found.filter((row) => row.role === role))
}

async function storedPolicy(c: AppContext): Promise<FormState> {
  const needed = (await policyOf(c)).filter(({ isNeeded }) => isNeeded).map(({ role }) => role)
  return formWith({ needed })
}

async function policyPage(
  c: AppContext,
  form: FormState | null,
  status: 200 | 422,
): Promise<Response> {
  const policy = await policyOf(c)
  return c.html(
    renderPage(
      <SecondFactorPolicyPage
        site={await siteOf(c)}
        policy={policy}
        form={form ?? (await storedPolicy(c))}
        success={
          c.req.query('done') === 'saved'
            ? 'Saved. It holds from everybody’s next page on.'
            : undefined
        }
      />,
    ),
    status,
  )
}
