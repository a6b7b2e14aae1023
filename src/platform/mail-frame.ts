import { contentSecurityPolicy, type AppContext } from './web.ts'

/**
 * A mail's HTML as an answer of its own, for a frame on our pages: it keeps the styles mail needs, and whatever is
 * in it can neither run, nor load, nor act for the person who looks at it.
 */
export function mailDocument(c: AppContext, html: string): Response {
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
  )
  c.header('X-Frame-Options', 'SAMEORIGIN')
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex')
  return c.html(html) as Response
}

/** A page with such a frame in it. */
export function pageWithMailFrame(c: AppContext, html: string, status: 200 | 422 = 200): Response {
  c.header('Content-Security-Policy', contentSecurityPolicy("frame-src 'self'"))
  return c.html(html, status) as Response
}
