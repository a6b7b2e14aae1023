import type { AppContext } from '../platform/web.ts'

/** A page that anybody may have looked at. The browser goes there by itself; we ask it for nothing. */
const neutralSite = 'https://www.bbc.co.uk/weather'

/**
 * The end of the quick exit: the browser forgets what it kept of this site and goes to a harmless one. Together with
 * links that replace the history entry, this is what was found to leave nothing behind "Back" in Chromium and Firefox.
 */
export function leaveSite(c: AppContext): Response {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  // A page of another site could else sign people out by embedding this address.
  const site = c.req.header('sec-fetch-site')
  if (site === undefined || site === 'same-origin' || site === 'none')
    c.header('Clear-Site-Data', '"cache", "cookies", "storage"')
  return c.redirect(neutralSite, 303)
}
