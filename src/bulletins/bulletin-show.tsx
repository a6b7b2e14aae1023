import { siteOf } from '../people/people.ts'
import { reportingRouteResolver } from '../concerns/concerns.ts'
import type { AppContext } from '../platform/web.ts'
import { pictureResolver, type Edition } from '../publishing/publishing.ts'
import { renderPage } from '../ui/layout.tsx'
import type { BulletinContent } from './bulletin-content.ts'
import { BulletinPage } from './bulletin-pages.tsx'
import { findLinkedPages } from './linked-pages.ts'

/** The web copy: the same for everybody, whoever got the mail. `isPreview`: it is not published, or not this version. */
export async function showBulletin(
  c: AppContext,
  edition: Edition<BulletinContent>,
  options: { isPreview?: boolean } = {},
): Promise<Response> {
  const { database, services } = c.var
  const now = services.clock.now()
  const [site, linked, reportingRoute, file] = await Promise.all([
    siteOf(c),
    findLinkedPages(database, [edition.content]),
    reportingRouteResolver(database, now),
    pictureResolver(database, edition.content),
    pictureResolver(database, edition.content),
  ])
  const page = (
    <BulletinPage
      site={site}
      edition={edition}
      linked={linked}
      references={{ reportingRoute, file }}
      url={services.config.publicUrl + c.req.path}
      isPreview={options.isPreview ?? false}
    />
  )
  return c.html(renderPage(page))
}
