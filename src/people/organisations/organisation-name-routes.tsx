import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { formatDate } from '../../ui/dates.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { managePeople } from '../people-access.ts'
import { organisationPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { RenameForm } from './organisation-forms.ts'
import { renameOrganisation, takeNameBack, type RenameRefusal } from './organisation-names.ts'
import { organisationOf } from './organisation-of.ts'
import { RenamePage } from './organisation-pages.tsx'
import type { Organisation } from './organisation-queries.ts'

/** New names of organisations, from a day on. */
export const organisationNameRoutes = new Hono<AppEnv>()

organisationNameRoutes.get('/manage/organisations/:id/name', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  return renamePage(c, organisation, formWith({ name: organisation.name, from: todayOf(c) }), 200)
})

organisationNameRoutes.post('/manage/organisations/:id/name', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  const form = await readForm(c, RenameForm)
  if (!form.ok) return renamePage(c, organisation, form, 422)
  const result = await renameOrganisation(
    c.var.services,
    organisation.id,
    form.value,
    c.var.person!,
  )
  if (result.ok) return c.redirect(`${organisationPaths.show(organisation.id)}?done=renamed`, 303)
  const known = result.reason === 'known' ? result.id : undefined
  return renamePage(c, organisation, refuseRename(form, result), 422, known)
})

organisationNameRoutes.post(
  '/manage/organisations/:id/name/removal',
  may(managePeople),
  async (c) => {
    const organisation = await organisationOf(c)
    await takeNameBack(c.var.services, organisation.id, c.var.person!)
    return c.redirect(`${organisationPaths.show(organisation.id)}?done=name-taken-back`, 303)
  },
)

function refuseRename(form: FormState, refusal: RenameRefusal): FormState {
  switch (refusal.reason) {
    case 'known':
      return withError(form, 'name', 'Another organisation has this name')
    case 'same':
      return withError(form, 'name', 'It has this name already')
    case 'closed':
      return withError(form, 'from', 'It is closed on that day')
    case 'too-early':
      return withError(
        form,
        'from',
        `The new name must begin after ${formatDate(refusal.from)}, the day from which it has its last name`,
      )
  }
}

async function renamePage(
  c: AppContext,
  organisation: Organisation,
  form: FormState,
  status: 200 | 422,
  known?: string,
): Promise<Response> {
  const site = await siteOf(c)
  return c.html(
    renderPage(<RenamePage site={site} organisation={organisation} form={form} known={known} />),
    status,
  )
}
