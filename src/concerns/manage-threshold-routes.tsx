import { Hono } from 'hono'
import { z } from 'zod'
import { siteOf } from '../people/people.ts'
import { may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { checkForm, readForm, withError, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import { answerForm } from '../ui/form-answer.ts'
import { afterRowButton } from '../ui/form-rows.ts'
import { manageRoutes } from './concern-access.ts'
import { concernPaths } from './concern-paths.ts'
import { setThresholdGuide } from './concerns.ts'
import { ThresholdFormPage } from './threshold-form-page.tsx'
import { ThresholdForm, thresholdFormOf, thresholdRowBlanks } from './threshold-forms.ts'
import { listFrameworks } from './threshold-queries.ts'

/** The threshold guide in the workspace. It stands before the registry's routes, whose addresses would take it for one. */
export const manageThresholdRoutes = new Hono<AppEnv>()

manageThresholdRoutes.get(
  '/manage/reporting-routes/threshold-guide',
  may(manageRoutes),
  async (c) => {
    const [latest] = await listFrameworks(c.var.database)
    const today = ukDate(c.var.services.clock.now())
    return show(c, thresholdFormOf(latest ?? null, today), c.req.query('saved') !== undefined)
  },
)

manageThresholdRoutes.post(
  '/manage/reporting-routes/threshold-guide',
  may(manageRoutes),
  async (c) => {
    const typed = await readForm(c, z.unknown())
    const moved = afterRowButton(typed.values, thresholdRowBlanks)
    if (moved) return show(c, { values: moved, errors: [] })
    const form = checkForm(typed.values, ThresholdForm)
    if (!form.ok) return show(c, form)
    const act = actOf(c)
    const saved = await setThresholdGuide(c.var.database, form.value, act)
    if (saved.ok) return c.redirect(`${concernPaths.manageThreshold}?saved=1`, 303)
    const sentence = 'The day lies before the first day of the present guide'
    return show(c, withError(form, 'validFrom', sentence))
  },
)

async function show(c: AppContext, form: FormState, isSaved = false): Promise<Response> {
  const success = isSaved ? 'Saved. The public page shows it.' : undefined
  const page = <ThresholdFormPage site={await siteOf(c)} form={form} success={success} />
  return answerForm(c, page, form)
}
