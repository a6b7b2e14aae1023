import { Hono } from 'hono'
import { anyone, may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { cachedPage, type AppEnv } from '../platform/web.ts'
import { siteOf } from '../people/people.ts'
import { findPublished, listPublished, withdrawnPage } from '../publishing/publishing.ts'
import { renderPage } from '../ui/layout.tsx'
import { bulletinKind } from './bulletin-kind.tsx'
import { ArchivePage } from './bulletin-pages.tsx'
import { showBulletin } from './bulletin-show.tsx'

/** What the public reads. */
export const bulletinRoutes = new Hono<AppEnv>()

bulletinRoutes.get('/bulletins', may(anyone), cachedPage, async (c) => {
  const editions = await listPublished(c.var.database, bulletinKind)
  return c.html(renderPage(<ArchivePage site={await siteOf(c)} editions={editions} />))
})

bulletinRoutes.get('/bulletins/:slug', may(anyone), cachedPage, async (c) => {
  const slug = c.req.param('slug')
  const edition = await findPublished(c.var.database, bulletinKind, slug)
  if (edition) return showBulletin(c, edition)
  const withdrawn = await withdrawnPage(c, bulletinKind, slug)
  if (withdrawn) return withdrawn
  throw new NotFound('bulletin')
})
