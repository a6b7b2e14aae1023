import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { lockRoster } from '../roster-queries.ts'
import { findDuplicatePair, pairOf, setDismissed } from './duplicate-queries.ts'
import {
  analyzeMatches,
  keepDuplicatePairs,
  listPeopleToLookAt,
  refreshMatches,
  takeTime,
} from './find-duplicates-queries.ts'

export const lookForDuplicatesJob = 'people.look-for-duplicates'

/** How many people one look compares with everybody. An import is looked at in parts of this size. */
const atOnce = 5000

/**
 * Has these people looked at soon: call it in the transaction that adds, registers, imports or changes them. Whoever is
 * forgotten is found by the nightly look at everybody.
 */
export async function askForDuplicates(
  services: Pick<Services, 'jobs'>,
  transaction: Database,
  personIds: readonly string[],
): Promise<void> {
  for (let at = 0; at < personIds.length; at += atOnce)
    await services.jobs.enqueue(transaction, lookForDuplicatesJob, {
      personIds: personIds.slice(at, at + atOnce),
    })
}

/** Looks for records that may be second ones of these people, among everybody. Gives how many pairs it keeps. */
export async function lookForDuplicates(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  personIds: readonly string[],
): Promise<number> {
  const today = ukDate(clock.now())
  // First all keys, so that people of one import meet whichever part they are in.
  for (const part of partsOf(personIds))
    await unhurried(database, (transaction) => refreshMatches(transaction, part, today))
  return comparePeopleWithAll({ database, clock }, personIds)
}

/** Looks at everybody whose record changed since the finder last saw it. */
export async function lookAtEverybody(
  services: Pick<Services, 'database' | 'clock'>,
): Promise<number> {
  const { database, clock } = services
  const changed: string[] = []
  let after: string | null = null
  for (;;) {
    const part: string[] = await listPeopleToLookAt(database, after, atOnce)
    if (part.length === 0) break
    after = part.at(-1)!
    changed.push(
      ...(await unhurried(database, (transaction) =>
        refreshMatches(transaction, part, ukDate(clock.now())),
      )),
    )
  }
  return comparePeopleWithAll(services, changed)
}

async function comparePeopleWithAll(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  personIds: readonly string[],
): Promise<number> {
  if (personIds.length >= 1000) await analyzeMatches(database)
  // Two people of different parts are found by both.
  const pairs = new Set<string>()
  for (const part of partsOf(personIds))
    for (const id of await unhurried(database, (transaction) =>
      keepDuplicatePairs(transaction, part, clock.now()),
    ))
      pairs.add(id)
  return pairs.size
}

function unhurried<Result>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  return database.transaction().execute(async (transaction) => {
    await takeTime(transaction)
    return work(transaction)
  })
}

/** "These are two people": the pair is not shown again, whatever is found later. */
export async function dismissPair(
  services: Pick<Services, 'database' | 'clock'>,
  pairId: string,
  by: SignedInPerson,
): Promise<void> {
  await decide(services, pairId, by, { by: by.id, at: services.clock.now() })
}

/** Takes that back: the pair waits for a decision again. */
export async function reopenPair(
  services: Pick<Services, 'database'>,
  pairId: string,
  by: SignedInPerson,
): Promise<void> {
  await decide(services, pairId, by, null)
}

async function decide(
  { database }: Pick<Services, 'database'>,
  pairId: string,
  by: SignedInPerson,
  dismissal: { by: string; at: Date } | null,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    const pair = await findDuplicatePair(transaction, pairId)
    if (!pair || !(await setDismissed(transaction, pairId, dismissal))) return
    await audit(transaction, {
      action: dismissal ? 'person.duplicate-dismissed' : 'person.duplicate-reopened',
      by: by.id,
      subject: { kind: 'person', id: pair.one.id },
      details: { other: pair.other.id },
    })
  })
}

/** Puts two records side by side that the finder did not. Gives the pair. */
export async function comparePeople(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  ids: readonly [string, string],
): Promise<string> {
  return database.transaction().execute((transaction) => pairOf(transaction, ids, clock.now()))
}

function partsOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, at) =>
    ids.slice(at * atOnce, (at + 1) * atOnce),
  )
}
