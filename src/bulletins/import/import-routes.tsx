import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { may } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readBody, readForm, withError, type FormState } from '../../platform/forms.ts'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { siteOf } from '../../people/people.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { editBulletins } from '../bulletin-access.ts'
import { bulletinPaths } from '../bulletin-paths.ts'
import { DecisionForm, decisionForm } from './import-forms.ts'
import { ImportPage, PreviewPage } from './import-pages.tsx'
import {
  findEarlierImport,
  findImport,
  importBulletin,
  keepReading,
  mayAs,
  type BulletinImport,
} from './imports.ts'
import { importContext } from './import-context.ts'
import { readBulletin } from './read-bulletin.ts'

/** Where a bulletin that went out elsewhere becomes drafts: choose the file, see what was found, confirm. */
export const importRoutes = new Hono<AppEnv>()

const onePreview = '/manage/bulletins/import/:id{[0-9a-f-]{36}}'

importRoutes.get('/manage/bulletins/import', may(editBulletins), (c) => showImport(c, emptyForm))

importRoutes.post('/manage/bulletins/import', may(editBulletins), async (c) => {
  const { database, services, person } = c.var
  const { file } = await readBody(c)
  if (!(file instanceof File) || (file.name === '' && file.size === 0)) {
    return showImport(c, withError(emptyForm, 'file', 'Choose the file of the bulletin'))
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const now = services.clock.now()
  const context = await importContext(database, ukDate(now))
  const reading = await readBulletin({ bytes, fileName: file.name, ...context })
  if (!reading.ok) return showImport(c, withError(emptyForm, 'file', reading.reason))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const kept = { fileName: file.name, sha256, reading: reading.bulletin }
  const id = await keepReading(database, kept, { by: person!.id, now })
  return c.redirect(bulletinPaths.importPreview(id), 303)
})

importRoutes.get(onePreview, may(editBulletins), async (c) => {
  const kept = await keptImport(c)
  if (kept.publicationId) return c.redirect(bulletinPaths.edit(kept.publicationId), 303)
  return showPreview(c, kept, decisionForm(readingOf(kept)))
})

importRoutes.post(onePreview, may(editBulletins), async (c) => {
  const { database, services, person } = c.var
  const kept = await keptImport(c)
  if (kept.publicationId) return c.redirect(bulletinPaths.edit(kept.publicationId), 303)
  const form = await readForm(c, DecisionForm(readingOf(kept).items.length))
  if (!form.ok) return showPreview(c, kept, form)
  const act = { by: person!.id, now: services.clock.now(), may: mayAs(person) }
  const { bulletinId } = await importBulletin(database, kept.id, form.value, act)
  return c.redirect(`${bulletinPaths.edit(bulletinId)}?done=imported`, 303)
})

async function keptImport(c: AppContext): Promise<BulletinImport> {
  const kept = await findImport(c.var.database, c.req.param('id') ?? '')
  if (!kept) throw new NotFound('import')
  return kept
}

function readingOf(kept: BulletinImport): NonNullable<BulletinImport['reading']> {
  // The bulletin that was made of it is gone, and with it what was found.
  if (!kept.reading) throw new NotFound('import')
  return kept.reading
}

async function showImport(c: AppContext, form: FormState): Promise<Response> {
  const page = <ImportPage site={await siteOf(c)} form={form} />
  return answerForm(c, page, form)
}

async function showPreview(
  c: AppContext,
  kept: BulletinImport,
  form: FormState,
): Promise<Response> {
  const page = (
    <PreviewPage
      site={await siteOf(c)}
      form={form}
      importId={kept.id}
      fileName={kept.fileName}
      bulletin={readingOf(kept)}
      earlier={await findEarlierImport(c.var.database, kept.sha256)}
      may={mayAs(c.var.person)}
    />
  )
  return answerForm(c, page, form)
}
