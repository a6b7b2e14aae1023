import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { formatDate } from '../../ui/dates.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { listAgencySectors } from '../affiliations/affiliation-queries.ts'
import { tellAuditEntries } from '../audit/audit-log.ts'
import {
  ClosureForm,
  NewOrganisationForm,
  OrganisationFilter,
  RenameForm,
} from './organisation-forms.ts'
import {
  ClosurePage,
  NewOrganisationPage,
  OrganisationPage,
  OrganisationsPage,
  RenamePage,
} from './organisation-pages.tsx'
import {
  findOrganisation,
  listOpenOrganisationNames,
  listOrganisationNames,
  listOrganisations,
  type Organisation,
} from './organisation-queries.ts'
import {
  addOrganisation,
  closeOrganisation,
  renameOrganisation,
  reopenOrganisation,
  type ClosureRefusal,
  type RenameRefusal,
} from './organisations.ts'
import { managePeople } from '../people-access.ts'
import { organisationPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'

export const organisationRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  added: 'The organisation has been added.',
  renamed: 'The new name has been saved.',
  closed: 'The organisation has been closed.',
  reopened: 'The organisation is open again.',
}

organisationRoutes.get('/manage/organisations', may(managePeople), async (c) => {
  const { database } = c.var
  const filter = OrganisationFilter.parse(c.req.query())
  const today = todayOf(c)
  const found = await listOrganisations(database, today, { ...filter, words: filter.q })
  return c.html(
    renderPage(
      <OrganisationsPage
        site={await siteOf(c)}
        filter={filter}
        {...found}
        sectors={await listAgencySectors(database)}
        today={today}
      />,
    ),
  )
})

organisationRoutes.get('/manage/organisations/new', may(managePeople), (c) =>
  newPage(c, emptyForm, 200),
)

organisationRoutes.post('/manage/organisations', may(managePeople), async (c) => {
  const form = await readForm(c, NewOrganisationForm)
  if (!form.ok) return newPage(c, form, 422)
  const sectors = await listAgencySectors(c.var.database)
  if (!sectors.some(({ code }) => code === form.value.sectorCode))
    return newPage(c, withError(form, 'sectorCode', 'Choose the sector from the list'), 422)
  const result = await addOrganisation(c.var.services, form.value, c.var.person!)
  if (result.ok) return c.redirect(`${organisationPaths.show(result.id)}?done=added`, 303)
  const refused = withError(form, 'name', 'There is an organisation with this name already')
  return newPage(c, refused, 422, result.id)
})

organisationRoutes.get('/manage/organisations/:id', may(managePeople), async (c) => {
  const { services, database } = c.var
  const organisation = await organisationOf(c)
  return c.html(
    renderPage(
      <OrganisationPage
        site={await siteOf(c)}
        organisation={organisation}
        names={await listOrganisationNames(database, organisation.id)}
        history={await tellAuditEntries(
          services,
          { subjectKind: 'organisation', subjectId: organisation.id },
          30,
        )}
        today={todayOf(c)}
        success={said[c.req.query('done') ?? '']}
      />,
    ),
  )
})

organisationRoutes.get('/manage/organisations/:id/name', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  return renamePage(c, organisation, formWith({ name: organisation.name, from: todayOf(c) }), 200)
})

organisationRoutes.post('/manage/organisations/:id/name', may(managePeople), async (c) => {
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

organisationRoutes.get('/manage/organisations/:id/closure', may(managePeople), async (c) =>
  closurePage(c, await organisationOf(c), formWith({ on: todayOf(c) }), 200),
)

organisationRoutes.post('/manage/organisations/:id/closure', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  const form = await readForm(c, ClosureForm)
  if (!form.ok) return closurePage(c, organisation, form, 422)
  const { successorId } = form.value
  if (successorId && !(await findOrganisation(c.var.database, todayOf(c), successorId))) {
    const refused = withError(form, 'successorId', 'Choose the successor from the list')
    return closurePage(c, organisation, refused, 422)
  }
  const result = await closeOrganisation(c.var.services, organisation.id, form.value, c.var.person!)
  if (result.ok) return c.redirect(`${organisationPaths.show(organisation.id)}?done=closed`, 303)
  return closurePage(c, organisation, refuseClosure(form, result), 422)
})

organisationRoutes.post('/manage/organisations/:id/reopening', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  await reopenOrganisation(c.var.services, organisation.id, c.var.person!)
  return c.redirect(`${organisationPaths.show(organisation.id)}?done=reopened`, 303)
})

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

function refuseClosure(form: FormState, refusal: ClosureRefusal): FormState {
  switch (refusal.reason) {
    case 'closed':
      return withError(form, 'on', `It is closed from ${formatDate(refusal.on)} already`)
    case 'host':
      return withError(form, 'form', 'It runs this register, so it cannot be closed here')
    case 'too-early':
      return withError(
        form,
        'on',
        `The day must be after ${formatDate(refusal.openedOn)}, when it opened`,
      )
    case 'own-successor':
      return withError(form, 'successorId', 'An organisation cannot follow itself')
    case 'successor-closed':
      return withError(
        form,
        'successorId',
        `That one is closed from ${formatDate(refusal.on)}. Choose one that is open on the day`,
      )
    case 'follows':
      return withError(
        form,
        'on',
        `The day must be after ${formatDate(refusal.on)}, when it took over another organisation`,
      )
  }
}

function todayOf(c: AppContext): string {
  return ukDate(c.var.services.clock.now())
}

async function organisationOf(c: AppContext): Promise<Organisation> {
  const organisation = await findOrganisation(c.var.database, todayOf(c), c.req.param('id') ?? '')
  if (!organisation) throw new NotFound('there is no such organisation')
  return organisation
}

async function newPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422,
  known?: string,
): Promise<Response> {
  const sectors = await listAgencySectors(c.var.database)
  const site = await siteOf(c)
  return c.html(
    renderPage(<NewOrganisationPage site={site} form={form} sectors={sectors} known={known} />),
    status,
  )
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

async function closurePage(
  c: AppContext,
  organisation: Organisation,
  form: FormState,
  status: 200 | 422,
): Promise<Response> {
  const open = await listOpenOrganisationNames(c.var.database, todayOf(c))
  const others = open.filter(({ id }) => id !== organisation.id)
  const site = await siteOf(c)
  return c.html(
    renderPage(<ClosurePage site={site} organisation={organisation} form={form} others={others} />),
    status,
  )
}
