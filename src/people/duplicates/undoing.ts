import { createHash } from 'node:crypto'
import type { Role, SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { endLeadingWithoutWork } from '../agency/lead-ending.ts'
import { tellOfficers } from '../people-notices.ts'
import { findPerson, type PersonRecord } from '../person-queries.ts'
import { leaveIn } from '../roster.ts'
import { endRoles, lockRoster } from '../roster-queries.ts'
import { askForDuplicates } from './duplicates.ts'
import {
  giveRows,
  restoreRow,
  type ChangedRow,
  type MergeRecord,
  type MovedRow,
  type RowKey,
} from './merge-queries.ts'
import { tellBoth } from './merging.ts'
import {
  findMerge,
  findMergeOfRecord,
  forgetWhatMergesChanged,
  listLaterMerges,
  setUndone,
  type PastMerge,
} from './past-merge-queries.ts'
import { keepIf } from './tentative.ts'

export const undoDays = 30

export type UndoRefusal =
  | { reason: 'gone' | 'undone' | 'too-late' | 'own-record' | 'address-taken' | 'cannot-be-parted' }
  /** Another merge has to be undone first. */
  | { reason: 'merged-further' | 'later-merge'; mergeId: string | null }

export type UndoTold = {
  /** Rows that go back. */
  back: number
  /** Rows that are gone, or belong to somebody else, since. */
  stay: number
  /** Values that were changed since, so that they stay as they are. */
  changedSince: number
  /** The person has left since, so the other record is a leaver's as well. */
  hasLeft: boolean
  /** Roles that the person lost since: the other record does not bring them back. */
  endedRoles: Role[]
}

/** Forgets what merges changed that can no longer be undone: names and addresses of before are among it. */
export async function forgetOldMerges({ database, clock }: Services): Promise<void> {
  await forgetWhatMergesChanged(
    database,
    new Date(clock.now().getTime() - undoDays * 24 * 3600_000),
  )
}

/** When a merge can no longer be undone. */
export function undoableUntil(merge: Pick<PastMerge, 'mergedAt'>): Date {
  return new Date(merge.mergedAt.getTime() + undoDays * 24 * 3600_000)
}

/** What an undo would do; tried and taken back. */
export async function previewUndo(
  services: Services,
  mergeId: string,
  by: SignedInPerson,
): Promise<{ ok: true; told: UndoTold; seen: string } | ({ ok: false } & UndoRefusal)> {
  const result = await keepIf(
    services.database,
    () => false,
    (transaction) => undoIn(services, transaction, mergeId, by),
  )
  return result.ok ? { ok: true, told: result.told, seen: seenOf(result.told) } : result
}

/**
 * Parts two records again. Every row that was moved goes back, if it is still there and still with the kept record; every
 * value goes back that was not changed since. What came after the merge stays with the kept record.
 */
export async function undoMerge(
  services: Services,
  mergeId: string,
  seen: string,
  by: SignedInPerson,
): Promise<{ ok: true; keptId: string } | ({ ok: false } & (UndoRefusal | { reason: 'changed' }))> {
  const { database, clock } = services
  return keepIf<
    { ok: true; keptId: string } | ({ ok: false } & (UndoRefusal | { reason: 'changed' }))
  >(
    database,
    ({ ok }) => ok,
    async (transaction) => {
      const result = await undoIn(services, transaction, mergeId, by)
      if (!result.ok) return result
      if (seenOf(result.told) !== seen) return { ok: false, reason: 'changed' }
      const { merge, told } = result
      const now = clock.now()
      await setUndone(transaction, merge.id, { by: by.id, now })
      if (told.hasLeft) await leaveIn(services, transaction, merge.mergedId, by.id)
      // What one of them led since may be where only the other works.
      await endLeadingWithoutWork(services, transaction, [merge.keptId, merge.mergedId], by)
      if (merge.changed.some(({ after }) => 'email' in after))
        await revokeSessions(transaction, merge.keptId)
      if (result.isOtherAddress)
        await tellOfficers(services, transaction, {
          kind: 'officer-email-changed',
          about: merge.keptId,
          by: by.id,
        })
      await audit(transaction, {
        action: 'person.merge-undone',
        by: by.id,
        subject: { kind: 'person', id: merge.keptId },
        details: { merged: merge.mergedId, merge: merge.id },
      })
      for (const id of [merge.keptId, merge.mergedId]) {
        const person = await findPerson(transaction, ukDate(now), id)
        if (person) await tellBoth(services, transaction, 'records-separated', [person], id)
      }
      await askForDuplicates(services, transaction, [merge.keptId, merge.mergedId])
      return { ok: true, keptId: merge.keptId }
    },
  )
}

async function undoIn(
  services: Services,
  transaction: DatabaseTransaction,
  mergeId: string,
  by: SignedInPerson,
): Promise<
  | { ok: true; merge: PastMerge; told: UndoTold; isOtherAddress: boolean }
  | ({ ok: false } & UndoRefusal)
> {
  await lockRoster(transaction)
  const merge = await findMerge(transaction, mergeId)
  if (!merge) return { ok: false, reason: 'gone' }
  const refusal = await refusalOf(services, transaction, merge, by)
  if (refusal) return { ok: false, ...refusal }

  const today = ukDate(services.clock.now())
  const before = await findPerson(transaction, today, merge.keptId)
  const told: UndoTold = { back: 0, stay: 0, changedSince: 0, hasLeft: false, endedRoles: [] }
  for (const group of groupsOf(merge.moved)) {
    const back = await giveRows(transaction, group, {
      from: merge.keptId,
      to: merge.mergedId,
      keys: group.keys,
    })
    if (!back) return { ok: false, reason: 'cannot-be-parted' }
    told.back += back.length
    told.stay += group.keys.length - back.length
  }
  let isOtherAddress = false
  for (const row of merge.changed.toReversed()) {
    const outcome = await restoreRow(transaction, row)
    // Somebody else may have the address by now.
    if (outcome === 'refused' && 'email' in row.after) return { ok: false, reason: 'address-taken' }
    if (outcome !== 'restored') told.changedSince += 1
    else if ('email' in row.after && row.key['id'] === merge.keptId) isOtherAddress = true
  }
  const parted = await findPerson(transaction, today, merge.mergedId)
  if (before && parted) {
    told.hasLeft = before.leftAt !== null && parted.leftAt === null
    told.endedRoles = await endRolesLostSince(services, transaction, { before, parted, by })
  }
  return { ok: true, merge, told, isOtherAddress }
}

/**
 * At the merge the kept record had every role of the other but a practitioner's. What it has lost since was taken from
 * the person: the role that slept on the other record ends too, or an undo would give it back.
 */
async function endRolesLostSince(
  { clock }: Services,
  transaction: DatabaseTransaction,
  { before, parted, by }: { before: PersonRecord; parted: PersonRecord; by: SignedInPerson },
): Promise<Role[]> {
  const lost = parted.roles.filter(
    ({ role, organisationId }) =>
      role !== 'practitioner' &&
      !before.roles.some((held) => held.role === role && held.organisationId === organisationId),
  )
  for (const { role, organisationId } of lost) {
    await endRoles(transaction, parted.id, clock.now(), { role, organisationId })
    await audit(transaction, {
      action: 'person.role-taken',
      by: by.id,
      subject: { kind: 'person', id: parted.id },
      details: { role, ...(organisationId ? { organisation: organisationId } : {}) },
    })
  }
  return lost.map(({ role }) => role)
}

async function refusalOf(
  { clock }: Services,
  transaction: DatabaseTransaction,
  merge: PastMerge,
  by: SignedInPerson,
): Promise<UndoRefusal | null> {
  if (merge.undoneAt) return { reason: 'undone' }
  if (clock.now() >= undoableUntil(merge)) return { reason: 'too-late' }
  if (merge.keptId === by.id) return { reason: 'own-record' }
  if (merge.keptWentInto)
    return {
      reason: 'merged-further',
      mergeId: await findMergeOfRecord(transaction, merge.keptId),
    }
  const later = await listLaterMerges(transaction, merge)
  const inTheWay = later.find((other) => dependsOn(other, merge))
  return inTheWay ? { reason: 'later-merge', mergeId: inTheWay.id } : null
}

/** Did a later merge change a row that this one moved, or a value that this one changed? */
function dependsOn(later: MergeRecord, earlier: MergeRecord): boolean {
  const rows = new Set(earlier.moved.map(({ table, key }) => JSON.stringify([table, key])))
  const cells = new Set(earlier.changed.flatMap(cellsOf))
  return later.changed.some(
    (row) =>
      rows.has(JSON.stringify([row.table, row.key])) ||
      cellsOf(row).some((cell) => cells.has(cell)),
  )
}

function cellsOf({ table, key, after }: ChangedRow): string[] {
  return Object.keys(after).map((column) => JSON.stringify([table, key, column]))
}

type Group = { table: string; column: string; keys: RowKey[] }

function groupsOf(moved: readonly MovedRow[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { table, column, key } of moved) {
    const name = `${table}.${column}`
    const group = groups.get(name) ?? { table, column, keys: [] }
    group.keys.push(key)
    groups.set(name, group)
  }
  return [...groups.values()]
}

function seenOf(told: UndoTold): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url')
}
