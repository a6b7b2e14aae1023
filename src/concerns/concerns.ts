import { audit } from '../platform/audit.ts'
import { ukDate } from '../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import { notify } from '../platform/notices.ts'
import {
  findRouteEntry,
  insertRoute,
  listAllRoutes,
  listRouteHistory,
  lockRouteKey,
  setRouteEnd,
  setRouteVerified,
  updateRoute,
  type ReportingRoute,
  type RouteDetails,
} from './reporting-route-queries.ts'
import { nationalRouteDetails } from './national-reporting.ts'
import {
  insertFramework,
  listFrameworks,
  setFrameworkEnd,
  updateFramework,
  type ThresholdDetails,
} from './threshold-queries.ts'

/** How to report a concern, and the threshold guide: what other slices may use. */
export { manageRoutes } from './concern-access.ts'
export { concernPaths } from './concern-paths.ts'
export { findRoute, listRoutes } from './reporting-route-queries.ts'
export type {
  ReportingRoute,
  RouteAudience,
  RouteDetails,
  Urgency,
} from './reporting-route-queries.ts'
export type { RouteHours } from './route-hours.ts'
export type { NeedLevel, ThresholdDetails, ThresholdFramework } from './threshold-queries.ts'
export { RouteCard } from './route-card.tsx'
export {
  reportingRouteResolver,
  routeReferences,
  type RouteReference,
} from './route-references.tsx'
export { searchableReporting } from './reporting-search.ts'
export { keepSnapshot } from './snapshot.ts'
export { viewRoutes, type RouteView } from './route-views.ts'

/** Who acts, and when. `by: null` is the system or the operator's command line. */
type Act = { by: string | null; now: Date }

/** A route whose entry was last checked longer ago than this is shown as stale, in days. */
const staleAfterDays = 30

/** True when nobody has checked a route in the last 30 days. `today` is YYYY-MM-DD. */
export function isStale(route: Pick<ReportingRoute, 'lastVerifiedOn'>, today: string): boolean {
  if (route.lastVerifiedOn === null) return true
  return Date.parse(today) - Date.parse(route.lastVerifiedOn) > staleAfterDays * 86_400_000
}

export type RouteRefusal = {
  ok: false
  /** `overlaps`: another entry of the key holds in that time. `ends-before-it-begins`: the last day lies before the first. */
  reason: 'overlaps' | 'ends-before-it-begins' | 'in-the-future'
}

/** Adds a way to report that was not there. */
export async function addRoute(
  database: Database,
  details: RouteDetails,
  act: Act,
): Promise<{ ok: true; id: string } | RouteRefusal> {
  return inTransaction(database, async (transaction) => {
    await lockRouteKey(transaction, details.key)
    const others = await listRouteHistory(transaction, details.key)
    // Open-ended, so every entry that has not ended by then is in its way.
    if (others.some(({ validTo }) => validTo === null || validTo > details.validFrom))
      return { ok: false, reason: 'overlaps' }
    const id = await insertRoute(transaction, details, act.by)
    await record(transaction, 'reporting-route.added', id, { key: details.key }, act)
    return { ok: true, id }
  })
}

/** Adds the national routes that the registry lacks. Gives how many. Nobody has checked them yet, and they say so. */
export async function addNationalRoutes(database: Database, act: Act): Promise<number> {
  return inTransaction(database, async (transaction) => {
    let added = 0
    for (const details of nationalRouteDetails(ukDate(act.now))) {
      if ((await listRouteHistory(transaction, details.key)).length > 0) continue
      if ((await addRoute(transaction, details, act)).ok) added += 1
    }
    return added
  })
}

/** Puts right what was written wrongly: it holds for the whole time of the entry. The key stays. */
export async function correctRoute(
  database: Database,
  id: string,
  details: Omit<RouteDetails, 'key'>,
  act: Act,
): Promise<{ ok: true } | RouteRefusal> {
  return inTransaction(database, async (transaction) => {
    const before = await lockedRoute(transaction, id)
    if (before.validTo !== null && details.validFrom >= before.validTo)
      return { ok: false, reason: 'ends-before-it-begins' }
    const others = (await listRouteHistory(transaction, before.key)).filter(
      (other) => other.id !== id && other.validFrom < before.validFrom,
    )
    if (others.some(({ validTo }) => validTo === null || validTo > details.validFrom))
      return { ok: false, reason: 'overlaps' }
    const after = { ...details, key: before.key }
    await updateRoute(transaction, id, after)
    await record(transaction, 'reporting-route.corrected', id, differences(before, after), act)
    return { ok: true }
  })
}

/** The way itself changes from a day on: the old entry ends and stays, a new one with the same key begins. */
export async function changeRoute(
  database: Database,
  id: string,
  details: Omit<RouteDetails, 'key'>,
  act: Act,
): Promise<{ ok: true; id: string } | RouteRefusal> {
  return inTransaction(database, async (transaction) => {
    const before = await lockedRoute(transaction, id)
    if (details.validFrom <= before.validFrom) return { ok: false, reason: 'ends-before-it-begins' }
    if (before.validTo !== null) return { ok: false, reason: 'overlaps' }
    const after = { ...details, key: before.key }
    await setRouteEnd(transaction, id, details.validFrom)
    const newId = await insertRoute(transaction, after, act.by)
    await record(transaction, 'reporting-route.changed', newId, differences(before, after), act)
    return { ok: true, id: newId }
  })
}

/** Ends a route; `validTo` is the first day on which it no longer holds. */
export async function endRoute(
  database: Database,
  id: string,
  validTo: string,
  act: Act,
): Promise<{ ok: true } | RouteRefusal> {
  return inTransaction(database, async (transaction) => {
    const route = await lockedRoute(transaction, id)
    if (validTo <= route.validFrom) return { ok: false, reason: 'ends-before-it-begins' }
    const later = (await listRouteHistory(transaction, route.key)).filter(
      (other) => other.id !== id && other.validFrom > route.validFrom,
    )
    if (later.some((other) => other.validFrom < validTo)) return { ok: false, reason: 'overlaps' }
    await setRouteEnd(transaction, id, validTo)
    await record(transaction, 'reporting-route.ended', id, { key: route.key, validTo }, act)
    return { ok: true }
  })
}

/** Says that somebody tried the route on a day and found it as written. `note` tells how. */
export async function verifyRoute(
  database: Database,
  id: string,
  verified: { on: string; note: string | null },
  act: Act,
): Promise<{ ok: true } | RouteRefusal> {
  return inTransaction(database, async (transaction) => {
    const route = await lockedRoute(transaction, id)
    if (verified.on > ukDate(act.now)) return { ok: false, reason: 'in-the-future' }
    await setRouteVerified(transaction, id, { ...verified, by: act.by })
    await record(transaction, 'reporting-route.verified', id, { key: route.key, ...verified }, act)
    return { ok: true }
  })
}

/**
 * Puts a threshold guide in place from a day on; the one before ends and stays. With the first day of the present one
 * it corrects that one.
 */
export async function setThresholdGuide(
  database: Database,
  details: ThresholdDetails,
  act: Act,
): Promise<{ ok: true } | RouteRefusal> {
  return inTransaction(database, async (transaction) => {
    const [latest] = await listFrameworks(transaction)
    if (latest && details.validFrom < latest.validFrom)
      return { ok: false, reason: 'ends-before-it-begins' }
    if (latest?.validFrom === details.validFrom) {
      await updateFramework(transaction, latest.id, details, act.by, act.now)
      await record(transaction, 'threshold-guide.corrected', latest.id, {}, act)
      return { ok: true }
    }
    if (latest) await setFrameworkEnd(transaction, latest.id, details.validFrom)
    const id = await insertFramework(transaction, details, act.by)
    await record(transaction, 'threshold-guide.changed', id, { validFrom: details.validFrom }, act)
    return { ok: true }
  })
}

/** Every number that is or was a way to report: texts name the route instead of typing one. */
export async function routesToCheck(
  database: Database,
): Promise<{ key: string; name: string; numbers: string[] }[]> {
  const routes = await listAllRoutes(database)
  return routes.map(({ key, name, phone, textNumber, textphone, relayNumber }) => ({
    key,
    name,
    numbers: [phone, textNumber, textphone, relayNumber].filter((number) => number !== null),
  }))
}

async function lockedRoute(transaction: DatabaseTransaction, id: string): Promise<ReportingRoute> {
  const route = await findRouteEntry(transaction, id)
  if (!route) throw new NotFound('reporting route')
  await lockRouteKey(transaction, route.key)
  return route
}

async function record(
  transaction: DatabaseTransaction,
  action: string,
  id: string,
  details: Record<string, unknown>,
  act: Act,
): Promise<void> {
  const kind = action.slice(0, action.indexOf('.'))
  await audit(transaction, { action, by: act.by, subject: { kind, id }, details })
  await notify(transaction, 'published')
}

/** What changed, before and after, for the audit log. */
function differences(before: RouteDetails, after: RouteDetails): Record<string, unknown> {
  const changed = (Object.keys(after) as (keyof RouteDetails)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  return {
    key: after.key,
    before: Object.fromEntries(changed.map((name) => [name, before[name]])),
    after: Object.fromEntries(changed.map((name) => [name, after[name]])),
  }
}

function inTransaction<T>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<T>,
): Promise<T> {
  return database.isTransaction
    ? work(database as DatabaseTransaction)
    : database.transaction().execute(work)
}
