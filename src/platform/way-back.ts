import type { Context } from 'hono'
import { accessRuleOf } from './access.ts'
import type { AppEnv } from './web.ts'

type Route = { method: string; path: string; handler: object }

/**
 * Where somebody can go on whose form was not carried out: the page of the same address, else the nearest above it.
 * Null where there is none, or only the home page. The address was asked of this site and matched one of its routes,
 * and what comes out is a beginning of it, so it never leads to another site.
 */
export function pageAbove(c: Context<AppEnv>, routes: readonly Route[]): string | null {
  const { pathname, search } = new URL(c.req.url)
  const pages = pagesOf(routes)
  const pattern = segmentsOf(c.req.routePath)
  const path = segmentsOf(pathname)
  for (let length = pattern.length; length > 0; length -= 1) {
    if (!pages.has(shapeOf(pattern.slice(0, length)))) continue
    const isSame = length === pattern.length
    return `/${path.slice(0, length).join('/')}${isSame ? search : ''}`
  }
  return null
}

const known = new WeakMap<readonly Route[], { count: number; pages: Set<string> }>()

/** The shapes of all pages; found once, as routes are mounted before the first request. */
function pagesOf(routes: readonly Route[]): Set<string> {
  const kept = known.get(routes)
  if (kept?.count === routes.length) return kept.pages
  const pages = new Set(
    routes
      .filter(({ method, handler }) => method === 'GET' && accessRuleOf(handler))
      .map(({ path }) => shapeOf(segmentsOf(path))),
  )
  known.set(routes, { count: routes.length, pages })
  return pages
}

const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean)

/** What differs between addresses of one page has no name here: `/people/:id` is `/people/:`. */
function shapeOf(segments: string[]): string {
  return segments.map((segment) => (segment.startsWith(':') ? ':' : segment)).join('/')
}
