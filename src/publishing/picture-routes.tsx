import { Hono } from 'hono'
import { findPeopleById, siteOf } from '../people/people.ts'
import { anyone, may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { findFile } from '../platform/files.ts'
import { emptyForm, readBody, readForm, withError, type FormState } from '../platform/forms.ts'
import { actOf, type AppContext, type AppEnv } from '../platform/web.ts'
import { renderPage } from '../ui/document.tsx'
import { formWith } from '../ui/form.tsx'
import { PictureForm, pictureRefusals } from './picture-forms.ts'
import { NewPicturePage, PicturePage, PicturesPage } from './picture-pages.tsx'
import { picturePaths } from './picture-paths.ts'
import {
  countPictures,
  findPicture,
  listPictures,
  listPictureUses,
  type Picture,
} from './picture-queries.ts'
import { addPicture, describePicture, removePicture } from './pictures.ts'
import { keepFiles } from './publishing-access.ts'

export const pictureRoutes = new Hono<AppEnv>()

const picturesPerPage = 24

pictureRoutes.get('/manage/files', may(keepFiles), async (c) => {
  const { database } = c.var
  const pages = Math.max(1, Math.ceil((await countPictures(database)) / picturesPerPage))
  const asked = Number.parseInt(c.req.query('page') ?? '1', 10) || 1
  const page = Math.min(Math.max(1, asked), pages)
  const pictures = await listPictures(database, {
    limit: picturesPerPage,
    offset: (page - 1) * picturesPerPage,
  })
  const success = c.req.query('removed') ? 'The picture is removed.' : undefined
  const site = await siteOf(c)
  return c.html(renderPage(<PicturesPage {...{ site, pictures, page, pages, success }} />))
})

pictureRoutes.get('/manage/files/new', may(keepFiles), async (c) =>
  c.html(renderPage(<NewPicturePage site={await siteOf(c)} form={emptyForm} />)),
)

pictureRoutes.post('/manage/files/new', may(keepFiles), async (c) => {
  const form = await readForm(c, PictureForm)
  const { picture: sent } = await readBody(c)
  const file = sent instanceof File ? sent : null
  if (!file || (file.size === 0 && file.name === '')) return again(c, form, 'none')
  if (!form.ok) return again(c, form, null)
  const content = Buffer.from(await file.arrayBuffer())
  const upload = { name: file.name, content, description: form.value.description }
  const added = await addPicture(c.var.database, c.var.services.files, upload, actOf(c))
  if (!added.ok) return again(c, form, added.reason)
  return c.redirect(`${picturePaths.show(added.id)}?done=added`, 303)
})

pictureRoutes.get('/manage/files/:id', may(keepFiles), async (c) => {
  const picture = await pictureOf(c)
  return show(c, picture, formWith({ description: picture.description }), 200)
})

pictureRoutes.post('/manage/files/:id', may(keepFiles), async (c) => {
  const picture = await pictureOf(c)
  const form = await readForm(c, PictureForm)
  if (!form.ok) return show(c, picture, form, 422)
  await describePicture(c.var.database, picture.id, form.value.description, actOf(c))
  return c.redirect(`${picturePaths.show(picture.id)}?done=described`, 303)
})

pictureRoutes.post('/manage/files/:id/removal', may(keepFiles), async (c) => {
  const picture = await pictureOf(c)
  const { database, services } = c.var
  const removed = await removePicture(database, services.files, picture.id, actOf(c))
  if (removed.ok) return c.redirect(`${picturePaths.list}?removed=1`, 303)
  const form = formWith({ description: picture.description })
  const titles = removed.uses.map(({ title }) => `“${title}”`).join(', ')
  const message = `It is shown by ${titles}. Take it out there first; nothing was removed`
  return show(c, picture, withError(form, 'form', message), 409)
})

// The address holds a random id and never changes its content. Sandboxed, so that nothing in it could run.
pictureRoutes.get('/files/:id/:name?', may(anyone), async (c) => {
  const { database, services } = c.var
  const picture = await findPicture(database, c.req.param('id'))
  const file = picture && (await findFile(database, services.files, picture.id))
  if (!picture || !file) throw new NotFound('file')
  const etag = `"${file.sha256.slice(0, 32)}"`
  const headers = {
    'Content-Type': picture.mediaType,
    'Content-Disposition': `inline; filename="${picture.name}"`,
    'Content-Security-Policy': `default-src 'none'; sandbox`,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: etag,
  }
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers)
  return c.body(new Uint8Array(file.content), 200, headers)
})

async function pictureOf(c: AppContext): Promise<Picture> {
  const picture = await findPicture(c.var.database, c.req.param('id') ?? '')
  if (!picture) throw new NotFound('picture')
  return picture
}

async function again(
  c: AppContext,
  form: FormState,
  reason: keyof typeof pictureRefusals | null,
): Promise<Response> {
  const told = reason ? { field: 'picture', message: pictureRefusals[reason] } : null
  const errors = told ? [told, ...form.errors] : form.errors
  const page = <NewPicturePage site={await siteOf(c)} form={{ values: form.values, errors }} />
  return c.html(renderPage(page), 422)
}

async function show(
  c: AppContext,
  picture: Picture,
  form: FormState,
  code: 200 | 409 | 422,
): Promise<Response> {
  const { database } = c.var
  const people = await findPeopleById(database, [picture.uploadedBy])
  const done: Record<string, string> = { added: 'The picture is added.', described: 'Saved.' }
  const page = (
    <PicturePage
      site={await siteOf(c)}
      picture={picture}
      uploadedBy={(picture.uploadedBy && people.get(picture.uploadedBy)?.name) || null}
      uses={await listPictureUses(database, picture.id)}
      form={form}
      success={code === 200 ? done[c.req.query('done') ?? ''] : undefined}
    />
  )
  return c.html(renderPage(page), code)
}
