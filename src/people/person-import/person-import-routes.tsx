import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { longCsvOf } from '../../platform/csv.ts'
import { emptyForm, readBody, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { renderPage } from '../../ui/layout.tsx'
import { askForFreshProof, freshProof } from '../account/fresh-proof.ts'
import { managePeople } from '../people-access.ts'
import { rosterPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { ImportedPage, ImportPage, mostListed } from './person-import-pages.tsx'
import { mostLines } from './people-lines.ts'
import { deleteImport, listImports, listLines } from './person-import-queries.ts'
import { beginImport, checkFile, importOf } from './person-imports.ts'

/** A list of people becomes records: choose the file, see what would come of it, say so, look how far it is. */
export const personImportRoutes = new Hono<AppEnv>()

personImportRoutes.get('/manage/people/import', may(managePeople), (c) => importPage(c, emptyForm))

personImportRoutes.post('/manage/people/import', may(managePeople), async (c) => {
  const { file } = await readBody(c)
  if (!(file instanceof File) || (file.name === '' && file.size === 0))
    return importPage(c, withError(emptyForm, 'file', 'Choose the file of the list'))
  const bytes = new Uint8Array(await file.arrayBuffer())
  const checked = await checkFile(c.var.services, { name: file.name, bytes }, c.var.person!.id)
  if (checked.ok) return c.redirect(rosterPaths.imported(checked.id), 303)
  return importPage(c, withError(emptyForm, 'file', checked.reason))
})

personImportRoutes.get('/manage/people/import/:id', may(managePeople), async (c) => {
  const imported = await importOf(c.var.services, c.req.param('id'))
  const list = (outcome: Parameters<typeof listLines>[2]) =>
    listLines(c.var.database, imported.id, outcome, { limit: mostListed, today: todayOf(c) })
  const lists = {
    refused: await list('refused'),
    change: await list('change'),
    new: await list('new'),
    leftOut: await list('left-out'),
  }
  return c.html(
    renderPage(
      <ImportedPage
        site={await siteOf(c)}
        imported={imported}
        lists={lists}
        isToInvite={c.req.query('invites') === 'yes'}
      />,
    ),
  )
})

personImportRoutes.get(
  '/manage/people/import/:id/refused.csv',
  may(managePeople),
  freshProof((c) => rosterPaths.imported(c.req.param('id')!)),
  async (c) => {
    const imported = await importOf(c.var.services, c.req.param('id'))
    const rows = await listLines(c.var.database, imported.id, 'refused', {
      limit: mostLines,
      today: todayOf(c),
    })
    await audit(c.var.database, {
      action: 'people.exported',
      by: c.var.person!.id,
      subject: { kind: 'people', id: imported.id },
      details: { people: rows.length, refused: true },
    })
    c.header('Content-Disposition', 'attachment; filename="refused-lines.csv"')
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Cache-Control', 'no-store')
    const lines = rows.map(({ line, name, email, organisation, reason }) => ({
      line,
      name,
      email,
      organisation,
      reason,
    }))
    return c.body(
      longCsvOf(
        {
          line: 'Line',
          name: 'Name',
          email: 'Email address',
          organisation: 'Organisation',
          reason: 'Why it is refused',
        },
        lines,
      ),
    )
  },
)

personImportRoutes.post('/manage/people/import/:id/start', may(managePeople), async (c) => {
  const invites = (await readBody(c))['invites'] === 'yes'
  // The tick comes back with the page: nobody is left without an invitation because they were asked who they are.
  const proof = askForFreshProof(c, rosterPaths.imported(c.req.param('id'), { invites }))
  if (proof) return proof
  const { id } = await importOf(c.var.services, c.req.param('id'))
  await beginImport(c.var.services, id, { by: c.var.person!.id, invites })
  return c.redirect(rosterPaths.imported(id), 303)
})

personImportRoutes.post('/manage/people/import/:id/drop', may(managePeople), async (c) => {
  await deleteImport(c.var.database, (await importOf(c.var.services, c.req.param('id'))).id)
  return c.redirect(rosterPaths.import, 303)
})

async function importPage(c: AppContext, form: FormState): Promise<Response> {
  const earlier = await listImports(c.var.database, { limit: 10 })
  const page = <ImportPage site={await siteOf(c)} form={form} earlier={earlier} />
  return answerForm(c, page, form)
}
