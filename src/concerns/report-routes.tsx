import { Hono } from 'hono'
import { anyone, may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { cachedPage, leavesNoTrace, type AppContext, type AppEnv } from '../platform/web.ts'
import { siteOf } from '../people/people.ts'
import { renderPage } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { concernPaths } from './concern-paths.ts'
import { leaveSite } from './exit.ts'
import { ReportPage } from './report-page.tsx'
import { holdingOn } from './reporting-route-queries.ts'
import { feedOf } from './route-feed.ts'
import { viewRoutes } from './route-views.ts'
import { readSnapshot, type Reading } from './snapshot.ts'
import { ThresholdPage } from './threshold-page.tsx'

/** What the public reads of reporting. None of it needs the database to answer. */
export const reportRoutes = new Hono<AppEnv>()

reportRoutes.get(concernPaths.report, may(anyone), cachedPage, leavesNoTrace, async (c) => {
  const { reading, site, now } = await read(c)
  const page = (
    <ReportPage
      site={site}
      routes={viewRoutes(reading.routes, now)}
      isFresh={reading.isFresh}
      hasThresholdGuide={holdingOn(reading.frameworks, ukDate(now)).length > 0}
    />
  )
  return c.html(renderPage(page))
})

reportRoutes.get(concernPaths.threshold, may(anyone), cachedPage, leavesNoTrace, async (c) => {
  const { reading, site, now } = await read(c)
  const routes = viewRoutes(reading.routes, now).filter(
    ({ audiences, urgency }) => audiences.includes('practitioners') || urgency === 'emergency',
  )
  const [framework] = holdingOn(reading.frameworks, ukDate(now))
  const page = <ThresholdPage site={site} framework={framework ?? null} routes={routes} />
  return c.html(renderPage(page))
})

reportRoutes.get(concernPaths.feed, may(anyone), cachedPage, async (c) => {
  const { reading, site, now } = await read(c)
  // Other people's pages may show our routes, so that their numbers need not be typed.
  c.header('Access-Control-Allow-Origin', '*')
  return c.json(feedOf(viewRoutes(reading.routes, now), site, c.var.services.config.publicUrl))
})

reportRoutes.get(concernPaths.exit, may(anyone), leaveSite)

async function read(c: AppContext): Promise<{ reading: Reading; site: SiteContext; now: Date }> {
  const { services } = c.var
  const now = services.clock.now()
  const reading = await readSnapshot(services)
  if (reading.isFresh) return { reading, site: await siteOf(c), now }
  // Not kept by the page cache: a better page may be possible in a moment.
  c.set('databaseIsDown', true)
  return { reading, site: siteWithoutDatabase(c, reading), now }
}

function siteWithoutDatabase(c: AppContext, { partnership }: Reading): SiteContext {
  return {
    partnershipName: partnership?.name ?? 'Safeguarding children partnership',
    shortName: partnership?.shortName ?? 'Safeguarding partnership',
    isDemonstration: partnership?.isDemonstration ?? false,
    accent: partnership?.accent ?? 'heather',
    markUrl: null,
    path: c.req.path,
    language: 'en',
    person: null,
    workspaceParts: [],
  }
}
