import type { MiddlewareHandler } from 'hono'
import type { AppContext, AppEnv } from '../../platform/web.ts'
import { accountPaths } from '../people-paths.ts'

const freshMs = 10 * 60_000

/**
 * Before what a borrowed device must not do: null where the person proved who they are within ten minutes, else the
 * way to the page that asks once more. `next` is where they want to go.
 */
export function askForFreshProof(c: AppContext, next: string): Response | null {
  const { session, services } = c.var
  const age = session ? services.clock.now().getTime() - session.startedAt.getTime() : Infinity
  return age <= freshMs ? null : c.redirect(accountPaths.proof(next), 303)
}

/**
 * The same beside the path of a route, after `may`: on the page of a form, so that nothing typed is lost, and on what
 * it sends. `next` is the page to come back to; without it the page itself.
 */
export function freshProof(
  next: (c: AppContext) => string = ownAddress,
): MiddlewareHandler<AppEnv> {
  return async (c, goOn) => askForFreshProof(c, next(c)) ?? goOn()
}

function ownAddress(c: AppContext): string {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`
}
