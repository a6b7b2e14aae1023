import { Hono } from 'hono'
import { may } from '../../../platform/access.ts'
import { longCsvOf } from '../../../platform/csv.ts'
import { fileInMemory } from '../../../platform/csv-file.ts'
import { NotFound } from '../../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../../platform/web.ts'
import { answerForm } from '../../../ui/form-answer.ts'
import { renderPage } from '../../../ui/layout.tsx'
import { managePeople } from '../../people-access.ts'
import { organisationPaths } from '../../people-paths.ts'
import { siteOf } from '../../site.ts'
import { ImportForm } from './import-forms.ts'
import { ImportPage, ImportPreviewPage, type Checked } from './import-pages.tsx'
import {
  countOutcomes,
  findImport,
  listCheckedLines,
  listImports,
  type OrganisationImport,
} from './import-queries.ts'
import { listRefused } from './refusal-queries.ts'
import { confirmImport, mostTold, readImport } from './imports.ts'

/** Files of other registers: choose one, see what would come of each line, confirm. */
export const organisationImportRoutes = new Hono<AppEnv>()

organisationImportRoutes.get('/manage/organisations/import', may(managePeople), (c) =>
  showImport(c, emptyForm),
)

organisationImportRoutes.post('/manage/organisations/import', may(managePeople), async (c) => {
  const form = await readForm(c, ImportForm)
  if (!form.ok) return showImport(c, form)
  const { file } = await c.req.parseBody()
  if (!(file instanceof File) || (file.name === '' && file.size === 0))
    return showImport(c, withError(form, 'file', 'Choose the file'))
  const content = new Uint8Array(await file.arrayBuffer())
  const { format, area } = form.value
  const read = await readImport(c.var.services, fileInMemory(file.name, content), {
    format,
    area,
    by: c.var.person!.id,
  })
  if (!read.ok) return showImport(c, withError(form, 'file', read.reason))
  return c.redirect(organisationPaths.importPreview(read.id), 303)
})

const onePreview = '/manage/organisations/import/:id{[0-9a-f-]{36}}'

organisationImportRoutes.get(onePreview, may(managePeople), async (c) => {
  const checked = await checkedOf(c)
  // Without a script the page looks again by itself until it is done.
  if (checked.found.state === 'confirmed') c.header('Refresh', '3')
  return c.html(renderPage(<ImportPreviewPage site={await siteOf(c)} checked={checked} />))
})

organisationImportRoutes.post(onePreview, may(managePeople), async (c) => {
  const id = c.req.param('id')
  await confirmImport(c.var.services, id, c.var.person!)
  return c.redirect(organisationPaths.importPreview(id), 303)
})

organisationImportRoutes.get(`${onePreview}/refused.csv`, may(managePeople), async (c) => {
  const found = await importOf(c)
  c.header('Content-Disposition', 'attachment; filename="refused-lines.csv"')
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Cache-Control', 'no-store')
  return c.body(
    longCsvOf(
      { line: 'Line', name: 'Organisation', reason: 'Why it is refused' },
      await listRefused(c.var.database, found.id),
    ),
  )
})

async function importOf(c: AppContext): Promise<OrganisationImport> {
  const found = await findImport(c.var.database, c.req.param('id') ?? '')
  if (!found) throw new NotFound('there is no such import')
  return found
}

async function checkedOf(c: AppContext): Promise<Checked> {
  const { database } = c.var
  const found = await importOf(c)
  const lines = (outcome: 'closed' | 'changed' | 'new') =>
    listCheckedLines(database, found.id, outcome, mostTold)
  return {
    found,
    outcomes: found.outcomes ?? (await countOutcomes(database, found.id)),
    refused: await listRefused(database, found.id, mostTold),
    closed: await lines('closed'),
    changed: await lines('changed'),
    added: await lines('new'),
  }
}

async function showImport(c: AppContext, form: FormState): Promise<Response> {
  const page = (
    <ImportPage
      site={await siteOf(c)}
      form={form}
      imports={await listImports(c.var.database, 10)}
    />
  )
  return answerForm(c, page, form)
}
