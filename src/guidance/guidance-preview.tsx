import { reportingRouteResolver } from '../concerns/concerns.ts'
import { siteOf } from '../people/people.ts'
import type { AppContext } from '../platform/web.ts'
import { pictureResolver, type Edition } from '../publishing/publishing.ts'
import { renderPage } from '../ui/layout.tsx'
import type { GuidanceContent } from './guidance-content.ts'
import { GuidancePage } from './guidance-pages.tsx'
import { viewGuidance } from './guidance-view.ts'

/** Draws an edition as the public reads it, in the nation that the address asks for. */
export async function showGuidance(
  c: AppContext,
  edition: Edition<GuidanceContent>,
  options: { isPreview?: boolean } = {},
): Promise<Response> {
  const { database, services } = c.var
  const now = services.clock.now()
  const view = await viewGuidance(database, edition, c.req.query('nation'), now)
  const references = {
    reportingRoute: await reportingRouteResolver(database, now),
    file: await pictureResolver(database, edition.content),
  }
  const page = (
    <GuidancePage site={await siteOf(c)} view={view} references={references} {...options} />
  )
  return c.html(renderPage(page))
}
