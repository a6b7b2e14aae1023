import { Hono } from 'hono'
import { z } from 'zod'
import { may } from '../../platform/access.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { siteOf } from '../site.ts'
import { keepRetentionRules } from './privacy-access.ts'
import { PeriodForm } from './privacy-forms.ts'
import { retentionPaths } from './privacy-paths.ts'
import { changePeriod, dryRun, switchRule, type DryRun, type RetentionAct } from './retention.ts'
import { RetentionPage, RetentionRulePage } from './retention-pages.tsx'
import { findRule, listRules, type RetentionRule } from './retention-queries.ts'

/** How long records are kept, to see and to change. */
export function retentionRoutes(acts: readonly RetentionAct[]): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()

  routes.get('/manage/retention', may(keepRetentionRules), async (c) =>
    c.html(
      renderPage(<RetentionPage site={await siteOf(c)} rules={await listRules(c.var.database)} />),
    ),
  )

  routes.get('/manage/retention/:key', may(keepRetentionRules), (c) => rulePage(c, emptyForm, 200))

  routes.post('/manage/retention/:key/period', may(keepRetentionRules), async (c) => {
    const form = await readForm(c, PeriodForm)
    if (!form.ok) return rulePage(c, form, 422)
    const result = await changePeriod(c.var.services, keyOf(c), form.value.period, c.var.person!)
    if (result.ok) {
      const done = result.isOther ? 'changed' : 'same'
      return c.redirect(`${retentionPaths.show(keyOf(c))}?done=${done}`, 303)
    }
    const { shortest, longest } = result.rule
    const message =
      result.reason === 'fixed'
        ? 'The period of this rule cannot be changed'
        : `Enter a number from ${shortest} to ${longest}`
    return rulePage(c, withError(form, 'period', message), 422)
  })

  // Shown at once: what was found may be somebody's name, so it is in no address.
  routes.post('/manage/retention/:key/dry-run', may(keepRetentionRules), async (c) => {
    const run = await dryRun(c.var.services, acts, keyOf(c), c.var.person!)
    return rulePage(c, emptyForm, 200, run)
  })

  routes.post('/manage/retention/:key/switch', may(keepRetentionRules), async (c) => {
    const form = await readForm(c, z.object({ to: z.enum(['on', 'off']) }))
    if (!form.ok) return rulePage(c, withError(emptyForm, 'form', 'Choose on or off'), 422)
    const on = form.value.to === 'on'
    const result = await switchRule(c.var.services, keyOf(c), on, c.var.person!)
    if (result.ok)
      return c.redirect(`${retentionPaths.show(keyOf(c))}?done=${on ? 'on' : 'off'}`, 303)
    const message =
      result.reason === 'fixed'
        ? 'This rule cannot be switched'
        : 'See what the rule would do first: it has changed, or nobody has looked yet'
    return rulePage(c, withError(emptyForm, 'form', message), 422)
  })

  return routes
}

const said: Record<string, string> = {
  changed: 'The period has been changed. The rule is off until you have seen what it would do.',
  same: 'The period was that already, so nothing was changed.',
  on: 'The rule is on. It runs tonight.',
  off: 'The rule is off.',
}

async function rulePage(
  c: AppContext,
  form: FormState,
  status: 200 | 422,
  run: DryRun | null = null,
): Promise<Response> {
  const rule = await ruleOf(c)
  const shown =
    form.values['period'] === undefined
      ? { ...formWith({ period: rule.period }), errors: form.errors }
      : form
  return c.html(
    renderPage(
      <RetentionRulePage
        site={await siteOf(c)}
        rule={rule}
        form={shown}
        run={run}
        success={said[c.req.query('done') ?? '']}
      />,
    ),
    status,
  )
}

async function ruleOf(c: AppContext): Promise<RetentionRule> {
  const rule = await findRule(c.var.database, keyOf(c))
  if (!rule) throw new NotFound('there is no such rule')
  return rule
}

function keyOf(c: AppContext): string {
  return c.req.param('key') ?? ''
}
