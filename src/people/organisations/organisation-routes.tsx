import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { formatDate } from '../../ui/dates.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { counted } from '../../ui/counts-and-lists.ts'
import { listAgencySectors } from '../affiliations/affiliation-queries.ts'
import { tellAuditEntries } from '../audit/audit-log.ts'
import { managePeople } from '../people-access.ts'
import { organisationPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { listCodes, writeCode } from './code-queries.ts'
import { domainSentences } from './domain-rules.ts'
import { openFile } from './organisation-file.ts'
import {
  CorrectionForm,
  DomainForm,
  DomainRemovalForm,
  NewOrganisationForm,
  OrganisationFilter,
  ParentForm,
} from './organisation-forms.ts'
import { OrganisationsPage } from './organisation-list-page.tsx'
import { listOrganisations } from './organisation-list-queries.ts'
import { organisationOf } from './organisation-of.ts'
import { OrganisationPage } from './organisation-page.tsx'
import { CorrectionPage, NewOrganisationPage, nobody, ParentPage } from './organisation-pages.tsx'
import { formAfterSearch, pickOrganisation } from './organisation-pick.ts'
import { findChosenOrganisations, type FoundOrganisation } from './organisation-picker-queries.ts'
import type { Organisation } from './organisation-queries.ts'
import { countRequestedOrganisations } from './organisation-request-queries.ts'
import {
  addDomain,
  addOrganisation,
  correctOrganisation,
  isSector,
  removeDomain,
  setParent,
  type ParentRefusal,
} from './organisations.ts'
import { listParents } from './parent-queries.ts'

export const organisationRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  added: 'The organisation has been added.',
  renamed: 'The new name has been saved.',
  'name-taken-back': 'The name was taken back. It keeps the one before.',
  corrected: 'The details have been corrected.',
  belongs: 'Whom it belongs to has been saved.',
  domain: 'The domain has been added.',
  'domain-removed': 'The domain has been removed.',
  closed: 'It is closed.',
  planned: 'The plan has been saved. Everything happens on the day.',
  reopened: 'The organisation is open again.',
  'plan-taken-back': 'The plan was taken back. Nothing will happen on the day.',
  'none-chosen': 'Nothing was changed: tick the organisations first.',
  'too-many-chosen': 'Nothing was changed: up to 1,000 organisations can be changed at once.',
}

function changedText(changed: string | undefined): string | undefined {
  if (changed === undefined || !/^\d{1,4}$/.test(changed)) return undefined
  return `${counted(Number(changed), 'organisation has', 'organisations have')} been changed.`
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
        waiting={await countRequestedOrganisations(database)}
        success={changedText(c.req.query('changed')) ?? said[c.req.query('done') ?? '']}
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
  if (!(await isSector(c.var.services, form.value.sectorCode)))
    return newPage(c, notASector(form), 422)
  const result = await addOrganisation(c.var.services, form.value, c.var.person!)
  if (result.ok) return c.redirect(`${organisationPaths.show(result.id)}?done=added`, 303)
  const refused = withError(form, 'name', 'There is an organisation with this name already')
  return newPage(c, refused, 422, result.id)
})

organisationRoutes.get('/manage/organisations/:id', may(managePeople), async (c) =>
  showOrganisation(c, await organisationOf(c), emptyForm),
)

organisationRoutes.get('/manage/organisations/:id/correction', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  const { sector, legalForm, place, postcode } = organisation
  const codes = await listCodes(c.var.database, organisation.id)
  const stored = { sectorCode: sector.code, legalForm, place, postcode }
  const form = formWith({ ...stored, codes: codes.map(writeCode).join('\n') })
  return correctionPage(c, organisation, form, 200)
})

organisationRoutes.post('/manage/organisations/:id/correction', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  const form = await readForm(c, CorrectionForm)
  if (!form.ok) return correctionPage(c, organisation, form, 422)
  if (!(await isSector(c.var.services, form.value.sectorCode)))
    return correctionPage(c, organisation, notASector(form), 422)
  const result = await correctOrganisation(
    c.var.services,
    organisation.id,
    form.value,
    c.var.person!,
  )
  if (result.ok) return c.redirect(`${organisationPaths.show(organisation.id)}?done=corrected`, 303)
  const taken = `Another organisation has the code ${writeCode(result.code)}`
  return correctionPage(c, organisation, withError(form, 'codes', taken), 422, result.id)
})

organisationRoutes.get('/manage/organisations/:id/parent', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  const today = todayOf(c)
  const [parent] = await listParents(c.var.database, organisation.id, today)
  const belongs = parent && parent.validTo === null ? parent.id : ''
  const found = belongs ? await findChosenOrganisations(c.var.database, belongs, today) : []
  return parentPage(c, organisation, formWith({ from: today, parentId: belongs }), found)
})

organisationRoutes.post('/manage/organisations/:id/parent', may(managePeople), async (c) => {
  const { database, services } = c.var
  const organisation = await organisationOf(c)
  const form = await readForm(c, ParentForm)
  const isNobody = form.values['parentId'] === nobody && !form.values['parentId-search']
  const pick = isNobody
    ? null
    : await pickOrganisation(database, form.values, todayOf(c), 'parentId')
  if (pick && !pick.ok)
    return parentPage(c, organisation, formAfterSearch(form, pick, 'parentId'), pick.found)
  const found = pick ? [pick.organisation] : []
  if (!form.ok) return parentPage(c, organisation, form, found)
  const parent = { parentId: pick?.organisation.id ?? null, from: form.value.from }
  const result = await setParent(services, organisation.id, parent, c.var.person!)
  if (result.ok) return c.redirect(`${organisationPaths.show(organisation.id)}?done=belongs`, 303)
  return parentPage(c, organisation, parentRefused(form, result), found)
})

organisationRoutes.post('/manage/organisations/:id/domains', may(managePeople), async (c) => {
  const organisation = await organisationOf(c)
  const form = await readForm(c, DomainForm)
  if (!form.ok) return showOrganisation(c, organisation, form)
  const { domain } = form.value
  const result = await addDomain(c.var.services, organisation.id, domain, c.var.person!)
  if (result.ok) return c.redirect(`${organisationPaths.show(organisation.id)}?done=domain`, 303)
  const refused =
    result.reason === 'has-it' ? 'It has this domain already' : domainSentences[result.reason]
  return showOrganisation(c, organisation, withError(form, 'domain', refused))
})

organisationRoutes.post(
  '/manage/organisations/:id/domains/removal',
  may(managePeople),
  async (c) => {
    const organisation = await organisationOf(c)
    const form = await readForm(c, DomainRemovalForm)
    if (form.ok)
      await removeDomain(c.var.services, organisation.id, form.value.domain, c.var.person!)
    return c.redirect(`${organisationPaths.show(organisation.id)}?done=domain-removed`, 303)
  },
)

function parentRefused(form: FormState, refusal: ParentRefusal): FormState {
  switch (refusal.reason) {
    case 'itself':
      return withError(form, 'parentId', 'An organisation cannot belong to itself')
    case 'circle':
      return withError(form, 'parentId', 'That one belongs to this organisation itself')
    case 'parent-closed':
      return withError(form, 'parentId', `That one is closed from ${formatDate(refusal.on)}`)
    case 'same':
      return withError(form, 'parentId', 'It belongs there already')
  }
}

const notASector = (form: FormState) =>
  withError(form, 'sectorCode', 'Choose the sector from the list')

async function showOrganisation(
  c: AppContext,
  organisation: Organisation,
  form: FormState,
): Promise<Response> {
  const { services, database } = c.var
  const history = { subjectKind: 'organisation', subjectId: organisation.id }
  const page = (
    <OrganisationPage
      site={await siteOf(c)}
      file={await openFile(database, organisation, services.clock.now())}
      form={form}
      history={await tellAuditEntries(services, history, 30)}
      today={todayOf(c)}
      success={said[c.req.query('done') ?? '']}
    />
  )
  return answerForm(c, page, form)
}

async function correctionPage(
  c: AppContext,
  organisation: Organisation,
  form: FormState,
  status: 200 | 422,
  known?: string,
): Promise<Response> {
  const page = (
    <CorrectionPage
      site={await siteOf(c)}
      organisation={organisation}
      form={form}
      sectors={await listAgencySectors(c.var.database)}
      known={known}
    />
  )
  return c.html(renderPage(page), status)
}

async function parentPage(
  c: AppContext,
  organisation: Organisation,
  form: FormState,
  found: FoundOrganisation[],
): Promise<Response> {
  const others = found.filter(({ id }) => id !== organisation.id)
  const page = (
    <ParentPage site={await siteOf(c)} organisation={organisation} form={form} found={others} />
  )
  return answerForm(c, page, form)
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
