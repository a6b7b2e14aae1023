import { recognisedBrowser } from '../../platform/same-browser.ts'
import type { AppContext } from '../../platform/web.ts'
import { findPendingAccount, type PendingAccount } from './linked-account-queries.ts'

/**
 * What this browser proved at a provider within the last quarter of an hour and is not linked yet; else null. Its
 * address is the provider's claim: good for filling in a form, proof of nothing.
 */
export async function pendingAccountOf(c: AppContext): Promise<PendingAccount | null> {
  const browser = recognisedBrowser(c)
  return browser && findPendingAccount(c.var.database, browser, c.var.services.clock.now())
}
