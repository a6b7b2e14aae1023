import type { AppContext } from '../../platform/web.ts'
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
