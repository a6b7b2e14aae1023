import { Hono } from 'hono'
import { siteOf } from '../people/people.ts'
import { anyone, may } from '../platform/access.ts'
import type { AppEnv } from '../platform/web.ts'
import { renderPage } from '../ui/document.tsx'
import { withFixedEntries, type EntrySource } from './search-fixed-entries.ts'
import { SearchPage, searchKinds } from './search-pages.tsx'
import { searchSite } from './site-search.ts'

/** The search over everything published, and what `entriesBeside` tells. */
export function searchRoutes(entriesBeside: EntrySource = async () => []): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()

  // Nothing of a search is kept: no cache on the way, no log of the words, no referrer.
  routes.get('/search', may(anyone), async (c) => {
    const kind = searchKinds.find((name) => name === c.req.query('kind')) ?? null
    const answer = await searchSite(c.var.database, {
      query: c.req.query('q') ?? '',
      kind,
      page: Number.parseInt(c.req.query('page') ?? '1', 10) || 1,
      asTyped: c.req.query('exact') === '1',
      beside: withFixedEntries(await entriesBeside(c.var.database, c.var.services.clock.now())),
    })
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
    return c.html(renderPage(<SearchPage site={await siteOf(c)} answer={answer} kind={kind} />))
  })
  return routes
}
