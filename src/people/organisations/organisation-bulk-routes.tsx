import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { readForm, withError, type FormState } from '../../platform/forms.ts'
import { isUuid } from '../../platform/identifiers.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { renderPage } from '../../ui/layout.tsx'
import { listAgencySectors } from '../affiliations/affiliation-queries.ts'
import { managePeople } from '../people-access.ts'
import { organisationPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import {
  changeTogether,
  mostTogether,
  previewTogether,
  type BulkChange,
} from './organisation-bulk.ts'
import { TogetherPage, TogetherPreviewPage } from './organisation-bulk-pages.tsx'
import { sendOrganisations } from './organisation-export.ts'
import { NoFields, OrganisationFilter, ParentForm } from './organisation-forms.ts'
import { listOrganisationIds } from './organisation-list-queries.ts'
import { nobody } from './organisation-pages.tsx'
import { formAfterSearch, pickOrganisation } from './organisation-pick.ts'
import type { FoundOrganisation } from './organisation-picker-queries.ts'
import { nameOrganisations } from './organisation-queries.ts'

/** The list as a file, and changes of many organisations at once. */
export const organisationBulkRoutes = new Hono<AppEnv>()

const mostExported = 250_000

organisationBulkRoutes.get(
  '/manage/organisations/organisations.csv',
  may(managePeople),
  async (c) => {
    const filter = OrganisationFilter.parse(c.req.query())
    const found = { ...filter, words: filter.q }
    const ids = await listOrganisationIds(c.var.database, todayOf(c), found, mostExported)
    return sendOrganisations(c, ids)
  },
)

organisationBulkRoutes.post('/manage/organisations/together', may(managePeople), async (c) => {
  const { services, person } = c.var
  const form = await readForm(c, NoFields)
  const ids = await chosenIds(c, form.values)
  if (ids.length === 0) return c.redirect(`${organisationPaths.list}?done=none-chosen`, 303)
  if (ids.length > mostTogether)
    return c.redirect(`${organisationPaths.list}?done=too-many-chosen`, 303)
  const step = form.values['step']
  if (step === 'export') return sendOrganisations(c, ids)
  if (step !== 'preview' && step !== 'do' && !form.values['parentId-search'])
    return showChoice(c, ids, { values: form.values, errors: [] }, [])
  const read = await readChange(c, form)
  if (!read.ok) return showChoice(c, ids, read.form, read.found)
  if (step !== 'do') return showPreview(c, ids, read.change, read.after)
  const changed = await changeTogether(services, ids, read.change, person!)
  return c.redirect(`${organisationPaths.list}?changed=${changed}`, 303)
})

/** Those that were ticked; or all that the list found. */
async function chosenIds(c: AppContext, values: FormState['values']): Promise<string[]> {
  if (values['all'] === '1') {
    const filter = OrganisationFilter.parse(values)
    return listOrganisationIds(
      c.var.database,
      todayOf(c),
      { ...filter, words: filter.q },
      mostTogether + 1,
    )
  }
  const given = [values['id'] ?? []].flat()
  const kept = typeof values['ids'] === 'string' ? values['ids'].split(' ') : []
  const ids = [...new Set([...given, ...kept])].filter((id) => isUuid(id))
  const known = await nameOrganisations(c.var.database, ids.slice(0, mostTogether + 1), todayOf(c))
  return ids.filter((id) => known.has(id))
}

type ReadChange =
  | { ok: true; change: BulkChange; after: string }
  | { ok: false; form: FormState; found: FoundOrganisation[] }

async function readChange(c: AppContext, form: FormState): Promise<ReadChange> {
  const { database } = c.var
  if (form.values['action'] === 'sector') {
    const sectorCode = String(form.values['sectorCode'] ?? '')
    const sector = (await listAgencySectors(database)).find(({ code }) => code === sectorCode)
    if (!sector)
      return { ok: false, form: withError(form, 'sectorCode', 'Choose the sector'), found: [] }
    return { ok: true, change: { action: 'sector', sectorCode }, after: sector.name }
  }
  const isNobody = form.values['parentId'] === nobody && !form.values['parentId-search']
  const pick = isNobody
    ? null
    : await pickOrganisation(database, form.values, todayOf(c), 'parentId')
  if (pick && !pick.ok)
    return { ok: false, form: formAfterSearch(form, pick, 'parentId'), found: pick.found }
  const found = pick ? [pick.organisation] : []
  const day = ParentForm.safeParse(form.values)
  if (!day.success) {
    const message = day.error.issues[0]?.message ?? 'Enter the day'
    return { ok: false, form: withError(form, 'from', message), found }
  }
  const parentId = pick?.organisation.id ?? null
  const change = { action: 'parent' as const, parentId, from: day.data.from }
  return { ok: true, change, after: pick?.organisation.name ?? 'nobody' }
}

async function showChoice(
  c: AppContext,
  ids: readonly string[],
  form: FormState,
  found: FoundOrganisation[],
): Promise<Response> {
  const names = await nameOrganisations(c.var.database, ids, todayOf(c))
  const page = (
    <TogetherPage
      site={await siteOf(c)}
      chosen={ids.map((id) => ({ id, name: names.get(id) ?? '' }))}
      form={form}
      sectors={await listAgencySectors(c.var.database)}
      found={found}
    />
  )
  return answerForm(c, page, form)
}

async function showPreview(
  c: AppContext,
  ids: readonly string[],
  change: BulkChange,
  after: string,
): Promise<Response> {
  const lines = await previewTogether(c.var.database, ids, change, todayOf(c))
  const page = (
    <TogetherPreviewPage site={await siteOf(c)} change={change} lines={lines} after={after} />
  )
  return c.html(renderPage(page))
}
