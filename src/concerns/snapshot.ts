import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ukDate, type Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Services } from '../platform/web.ts'
import { findPartnershipOf } from '../people/people.ts'
import { nationalRoutes } from './national-reporting.ts'
import { listAllRoutes, type ReportingRoute } from './reporting-route-queries.ts'
import { listFrameworks, type ThresholdFramework } from './threshold-queries.ts'

/** What the public needs to know of reporting, kept beside the database for when that does not answer. */
export type Snapshot = {
  takenAt: string
  partnership: Awaited<ReturnType<typeof findPartnershipOf>>
  routes: ReportingRoute[]
  frameworks: ThresholdFramework[]
}

/** As fresh as it could be had; `isFresh` is false when the database did not answer. */
export type Reading = Snapshot & { isFresh: boolean }

type Store = { latest: Snapshot | null; kept: string; silentUntil: number }

const stores = new WeakMap<Services, Store>()

// Long enough for a busy database, short enough for somebody in need.
const patienceMs = 1500
const pauseMs = 3000

/**
 * Routes and threshold guide from the database; when it does not answer in time, as they were when it last did: from
 * memory, else from the data folder, else the national numbers. Never fails.
 */
export async function readSnapshot(services: Services): Promise<Reading> {
  const store = storeOf(services)
  const now = services.clock.now().getTime()
  if (now >= store.silentUntil) {
    try {
      return { ...(await inTime(refresh(services, store))), isFresh: true }
    } catch (error) {
      store.silentUntil = now + pauseMs
      services.log.error('reporting-routes.from-snapshot', {
        code: (error as { code?: string }).code ?? '',
      })
    }
  }
  return { ...(store.latest ?? nationalSnapshot(services.clock)), isFresh: false }
}

/** Takes the snapshot at the start and after every change, so that a later failure finds it. */
export async function keepSnapshot(services: Services): Promise<void> {
  await readSnapshot(services)
}

async function refresh(services: Services, store: Store): Promise<Snapshot> {
  const snapshot = await takeSnapshot(services.database, services.clock)
  keep(services, store, snapshot)
  return snapshot
}

async function takeSnapshot(database: Database, clock: Clock): Promise<Snapshot> {
  const now = clock.now()
  const today = ukDate(now)
  const [partnership, routes, frameworks] = await Promise.all([
    findPartnershipOf(database, today),
    listAllRoutes(database),
    listFrameworks(database),
  ])
  const isPast = ({ validTo }: { validTo: string | null }): boolean =>
    validTo !== null && validTo <= today
  return {
    takenAt: now.toISOString(),
    partnership,
    // A registry that nobody has filled yet must not leave somebody in need without a number.
    routes: routes.length > 0 ? routes.filter((route) => !isPast(route)) : nationalRoutes,
    frameworks: frameworks.filter((framework) => !isPast(framework)),
  }
}

const fileOf = (services: Services): string =>
  join(services.config.dataFolder, 'reporting-routes.json')

function keep(services: Services, store: Store, snapshot: Snapshot): void {
  store.latest = snapshot
  const { takenAt, ...content } = snapshot
  const text = JSON.stringify(content)
  if (text === store.kept) return
  try {
    // Written beside and renamed: a half-written file never carries its name.
    const unfinished = `${fileOf(services)}.${process.pid}`
    writeFileSync(unfinished, JSON.stringify({ takenAt, ...content }), { mode: 0o600, flush: true })
    renameSync(unfinished, fileOf(services))
    store.kept = text
  } catch (error) {
    services.log.error('reporting-routes.not-kept', {
      code: (error as { code?: string }).code ?? '',
    })
  }
}

function storeOf(services: Services): Store {
  const known = stores.get(services)
  if (known) return known
  const store: Store = { latest: readKept(services), kept: '', silentUntil: 0 }
  stores.set(services, store)
  return store
}

/** Only we write this file; one that cannot be read, or is from another version, counts as none. */
function readKept(services: Services): Snapshot | null {
  try {
    const kept = JSON.parse(readFileSync(fileOf(services), 'utf8')) as Snapshot
    return Array.isArray(kept.routes) && Array.isArray(kept.frameworks) ? kept : null
  } catch {
    return null
  }
}

function nationalSnapshot(clock: Clock): Snapshot {
  return {
    takenAt: clock.now().toISOString(),
    partnership: null,
    routes: nationalRoutes,
    frameworks: [],
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('too late'), { code: 'LATE' })),
      patienceMs,
    )
  })
  // When it is late it still goes on; its failure is then nobody's.
  work.catch(() => {})
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
