import { Hono } from 'hono'
import { siteOf } from '../people/people.ts'
import { anyone, may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { cachedPage, type AppContext, type AppEnv } from '../platform/web.ts'
import { atomFeed } from './atom-feed.tsx'
import type { PublicationKind, PublicationKindName } from './publication-kind.ts'
import { listPublished } from './publication-queries.ts'
import { listPublicPaths } from './sitemap-queries.ts'
import { element, xmlDocument } from './xml.ts'

const feeds: Record<string, { kind: PublicationKindName; title: string }> = {
  bulletins: { kind: 'bulletin', title: 'Bulletins' },
  campaigns: { kind: 'campaign', title: 'Campaigns' },
  guidance: { kind: 'guidance', title: 'Guidance' },
}
const entriesOfFeed = 50

/** News feeds, and what search engines ask for. */
export function feedRoutes(kinds: readonly PublicationKind[]): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()

  routes.get(
    '/feeds/:name{(?:bulletins|campaigns|guidance)\\.atom}',
    may(anyone),
    cachedPage,
    async (c) => {
      const name = c.req.param('name').replace('.atom', '')
      const feed = feeds[name]
      const kind = kinds.find((candidate) => candidate.kind === feed?.kind)
      if (!feed || !kind) throw new NotFound('feed')
      const { services, database } = c.var
      const site = await siteOf(c)
      const editions = await listPublished(database, kind)
      const xml = atomFeed(kind, editions.slice(0, entriesOfFeed), {
        name,
        title: `${feed.title} – ${site.partnershipName}`,
        author: site.partnershipName,
        publicUrl: services.config.publicUrl,
        pagePath: `/${name}`,
        now: services.clock.now(),
      })
      return xmlAnswer(c, xml, 'application/atom+xml')
    },
  )

  routes.get('/sitemap.xml', may(anyone), cachedPage, async (c) => {
    const { publicUrl } = c.var.services.config
    const fixed = fixedPaths.map((path) => ({ path, changedAt: null }))
    const pages = [...fixed, ...(await listPublicPaths(c.var.database))]
    const root = element(
      'urlset',
      { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' },
      pages.map(({ path, changedAt }) =>
        element(
          'url',
          {},
          element('loc', {}, `${publicUrl}${path}`),
          changedAt ? element('lastmod', {}, changedAt.toISOString()) : null,
        ),
      ),
    )
    return xmlAnswer(c, xmlDocument(root), 'application/xml')
  })

  routes.get('/robots.txt', may(anyone), cachedPage, async (c) => {
    const { isDemonstration } = await siteOf(c)
    const { publicUrl } = c.var.services.config
    return c.text(isDemonstration ? keepOut : `${letIn}Sitemap: ${publicUrl}/sitemap.xml\n`)
  })

  return routes
}

const fixedPaths = [
  '/',
  '/report',
  '/report/threshold',
  '/campaigns',
  '/guidance',
  '/training',
  '/bulletins',
  '/accessibility',
  '/privacy',
]

// Nobody who looks for help should come upon an example.
const keepOut = 'User-agent: *\nDisallow: /\n'
const letIn = [
  'User-agent: *',
  ...['/manage', '/account', '/agency', '/sign-in', '/register', '/search', '/s/', '/exit'].map(
    (path) => `Disallow: ${path}`,
  ),
  '',
].join('\n')

function xmlAnswer(c: AppContext, xml: string, type: string): Response {
  return c.body(xml, 200, { 'Content-Type': `${type}; charset=utf-8` })
}
