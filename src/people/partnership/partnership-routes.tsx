import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { readForm, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { formWith } from '../../ui/form.tsx'
import { namePartnership } from '../people-access.ts'
import { partnershipPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { PartnershipForm } from './partnership-forms.ts'
import { PartnershipPage } from './partnership-page.tsx'
import { findPartnershipOf } from './partnership-queries.ts'
import { savePartnership } from './partnership.ts'

/** Who the site speaks for. */
export const partnershipRoutes = new Hono<AppEnv>()

partnershipRoutes.get('/manage/partnership', may(namePartnership), async (c) => {
  const known = await findPartnershipOf(c.var.database, ukDate(c.var.services.clock.now()))
  return partnershipPage(
    c,
    formWith(
      known
        ? {
            name: known.name,
            shortName: known.shortName,
            area: known.area,
            nation: known.nation,
            accent: known.accent,
          }
        : { nation: 'england', accent: 'heather' },
    ),
    known !== null,
  )
})

partnershipRoutes.post('/manage/partnership', may(namePartnership), async (c) => {
  const form = await readForm(c, PartnershipForm)
  if (!form.ok) return partnershipPage(c, form, true)
  await savePartnership(c.var.services, form.value, c.var.person!)
  return c.redirect(`${partnershipPaths.partnership}?done=saved`, 303)
})

async function partnershipPage(
  c: AppContext,
  form: FormState,
  isNamed: boolean,
): Promise<Response> {
  const page = (
    <PartnershipPage
      site={await siteOf(c)}
      form={form}
      isNamed={isNamed}
      success={c.req.query('done') === 'saved' ? 'Saved.' : undefined}
    />
  )
  return answerForm(c, page, form)
}
