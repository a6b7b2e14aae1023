import { Hono } from 'hono'
import { anyone, may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import type { AppEnv } from '../platform/web.ts'
import { siteOf } from '../people/people.ts'
import { renderPage } from '../ui/layout.tsx'
import { ComponentPage, GalleryPage, galleryNames } from './component-gallery.tsx'

/** What helps to build Cairn; not there in production. */
export const developmentRoutes = new Hono<AppEnv>()

developmentRoutes.use('/development/*', async (c, next) => {
  if (c.var.services.config.environment === 'production') throw new NotFound('development')
  await next()
})

developmentRoutes.get('/development/components', may(anyone), async (c) =>
  c.html(renderPage(<GalleryPage site={await siteOf(c)} />)),
)

developmentRoutes.get('/development/components/:name', may(anyone), async (c) => {
  const name = c.req.param('name')
  if (!galleryNames.includes(name)) throw new NotFound('component')
  return c.html(renderPage(<ComponentPage site={await siteOf(c)} name={name} />))
})
