import type { DatabaseTransaction } from '../../platform/database.ts'
import { listAffiliationsToMerge, type AffiliationToMerge } from './merge-affiliation-queries.ts'
import type { RowKey, WantedChange } from './merge-queries.ts'

/**
 * Nobody is at one organisation twice at the same time, and one place of today is the main one. Of two periods that
 * overlap the kept record's is drawn out over both, and the other stays with the merged record, where what was learned
 * then still finds it.
 */
export async function planAffiliations(
  transaction: DatabaseTransaction,
  people: { keptId: string; mergedId: string },
  mainOf: 'kept' | 'merged',
): Promise<{
  changes: WantedChange[]
  held: { table: string; key: RowKey }[]
  sentences: string[]
}> {
  const all = await listAffiliationsToMerge(transaction, [people.keptId, people.mergedId])
  const kept = all.filter(({ personId }) => personId === people.keptId)
  const moving = all.filter(({ personId }) => personId === people.mergedId)
  const held = new Map<string, AffiliationToMerge>()
  const changes: WantedChange[] = []
  const sentences: string[] = []

  for (const other of moving) {
    const same = kept.find((own) => overlap(own, other))
    if (!same) continue
    held.set(other.id, same)
    const whole = { validFrom: earlier(same, other), validTo: laterEnd(same, other) }
    const rest = [...kept, ...moving].filter(({ id }) => id !== same.id && !held.has(id))
    const fits = !rest.some((one) => overlap({ ...same, ...whole }, one))
    if (!fits || (whole.validFrom === same.validFrom && whole.validTo === same.validTo)) continue
    Object.assign(same, whole)
    changes.push({
      table: 'affiliation',
      key: { id: same.id },
      after: { valid_from: whole.validFrom, valid_to: whole.validTo },
    })
  }
  if (held.size > 0)
    sentences.push(
      held.size === 1
        ? 'Both were at one organisation at the same time: that is one place from now on, from the earlier day to the later.'
        : `Both were at the same organisation at the same time, ${held.size} times: each is one place from now on, from the earlier day to the later.`,
    )

  const mainNow = (one: AffiliationToMerge) => one.isMain && one.validTo === null
  const own = kept.find(mainNow)
  const others = moving.find(mainNow)
  // The place that stands for the other record's main one: its own row, or the kept row that it overlaps with.
  const standing = others && (held.get(others.id) ?? others)
  const setMain = (one: AffiliationToMerge, isMain: boolean): WantedChange => ({
    table: 'affiliation',
    key: { id: one.id },
    after: { is_main: isMain },
  })
  if (own && standing && own.id !== standing.id) {
    if (mainOf === 'kept') {
      if (standing.personId === people.mergedId) changes.unshift(setMain(standing, false))
    } else {
      changes.unshift(setMain(own, false))
      if (standing.personId === people.keptId) changes.push(setMain(standing, true))
    }
    sentences.push(
      'Both have a main organisation. The one you chose stays the main one, the other stays as a further place of work.',
    )
  } else if (!own && standing?.personId === people.keptId && standing.validTo === null) {
    changes.push(setMain(standing, true))
  }
  return {
    changes,
    held: [...held.keys()].map((id) => ({ table: 'affiliation', key: { id } })),
    sentences,
  }
}

type Period = Pick<AffiliationToMerge, 'organisationId' | 'validFrom' | 'validTo'>

function overlap(one: Period, other: Period): boolean {
  return (
    one.organisationId === other.organisationId &&
    one.validFrom !== one.validTo &&
    other.validFrom !== other.validTo &&
    (other.validTo === null || one.validFrom < other.validTo) &&
    (one.validTo === null || other.validFrom < one.validTo)
  )
}

function earlier(one: Period, other: Period): string {
  return one.validFrom < other.validFrom ? one.validFrom : other.validFrom
}

function laterEnd(one: Period, other: Period): string | null {
  if (one.validTo === null || other.validTo === null) return null
  return one.validTo > other.validTo ? one.validTo : other.validTo
}
