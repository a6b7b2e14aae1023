import type { DatabaseTransaction } from '../../platform/database.ts'
import { listAffiliationsToMerge, type AffiliationToMerge } from './merge-affiliation-queries.ts'
import type { RowKey, WantedChange } from './merge-queries.ts'

type Plan = {
  changes: WantedChange[]
  held: { table: string; key: RowKey }[]
  sentences: string[]
}

/**
 * On any day a person is at an organisation once, and has one main place of work. Of two periods at one organisation
 * that overlap, the kept record's is drawn out over both, and the other stays with the merged record, where what was
 * learned then still finds it. Of two main places the one chosen stays the main one.
 */
export async function planAffiliations(
  transaction: DatabaseTransaction,
  people: { keptId: string; mergedId: string },
  mainOf: 'kept' | 'merged',
): Promise<Plan> {
  const all = await listAffiliationsToMerge(transaction, [people.keptId, people.mergedId])
  const kept = all.filter(({ personId }) => personId === people.keptId)
  const moving = all.filter(({ personId }) => personId === people.mergedId)
  const heldBy = new Map<AffiliationToMerge, AffiliationToMerge>()
  for (const other of moving) {
    const same = kept.find((own) => isAtOnePlace(own, other))
    if (same) heldBy.set(other, same)
  }
  const together = [...kept, ...moving.filter((other) => !heldBy.has(other))]
  const before = new Map(together.map((one) => [one, { ...one }]))

  const today = mainOfToday(kept, moving, heldBy, mainOf)
  settleMains(together, today, mainOf === 'kept' ? people.keptId : people.mergedId)
  for (const [other, same] of heldBy) drawOut(same, other, together)

  return {
    changes: changesOf(before),
    held: [...heldBy.keys()].map(({ id }) => ({ table: 'affiliation', key: { id } })),
    sentences: sentencesOf(before, heldBy.size, today),
  }
}

/** The place that is the main one from now on: the chosen record's, else the one that there is. */
function mainOfToday(
  kept: AffiliationToMerge[],
  moving: AffiliationToMerge[],
  heldBy: Map<AffiliationToMerge, AffiliationToMerge>,
  mainOf: 'kept' | 'merged',
): AffiliationToMerge | undefined {
  const isOpenMain = (one: AffiliationToMerge) => one.isMain && one.validTo === null
  const own = kept.find(isOpenMain)
  const theirs = moving.find(isOpenMain)
  const others = theirs && (heldBy.get(theirs) ?? theirs)
  return mainOf === 'kept' ? (own ?? others) : (others ?? own)
}

// No two main places overlap: today's comes first, then what goes on, then the chosen record's.
function settleMains(
  together: AffiliationToMerge[],
  today: AffiliationToMerge | undefined,
  chosenId: string,
): void {
  const rank = (one: AffiliationToMerge): number =>
    (one === today ? 8 : 0) + (one.validTo === null ? 4 : 0) + (one.personId === chosenId ? 2 : 0)
  const mains = together.filter((one) => one.isMain || one === today)
  const settled: AffiliationToMerge[] = []
  for (const one of mains.toSorted((first, second) => rank(second) - rank(first))) {
    one.isMain = !settled.some((other) => overlap(one, other))
    if (one.isMain) settled.push(one)
  }
}

// A period that cannot be drawn out without another contradiction stays as it is.
function drawOut(
  same: AffiliationToMerge,
  other: AffiliationToMerge,
  together: AffiliationToMerge[],
): void {
  const whole = {
    ...same,
    validFrom: same.validFrom < other.validFrom ? same.validFrom : other.validFrom,
    validTo:
      same.validTo === null || other.validTo === null
        ? null
        : same.validTo > other.validTo
          ? same.validTo
          : other.validTo,
  }
  const contradicts = together.some(
    (one) =>
      one !== same &&
      (isAtOnePlace(one, whole) || (one.isMain && whole.isMain && overlap(one, whole))),
  )
  if (!contradicts) Object.assign(same, whole)
}

// What ends comes before what begins, as a rule of the table holds after every step.
function changesOf(before: Map<AffiliationToMerge, AffiliationToMerge>): WantedChange[] {
  const changed = [...before].map(([after, was]): WantedChange & { rank: number } => ({
    table: 'affiliation',
    key: { id: after.id },
    after: {
      ...(after.isMain === was.isMain ? {} : { is_main: after.isMain }),
      ...(after.validFrom === was.validFrom ? {} : { valid_from: after.validFrom }),
      ...(after.validTo === was.validTo ? {} : { valid_to: after.validTo }),
    },
    rank: was.isMain && !after.isMain ? 0 : 1,
  }))
  return changed
    .filter(({ after }) => Object.keys(after).length > 0)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ table, key, after }) => ({ table, key, after }))
}

function sentencesOf(
  before: Map<AffiliationToMerge, AffiliationToMerge>,
  held: number,
  today: AffiliationToMerge | undefined,
): string[] {
  const sentences: string[] = []
  if (held === 1)
    sentences.push(
      'Both were at one organisation at the same time. That is one place of work from now on, from the earlier day to the later.',
    )
  if (held > 1)
    sentences.push(
      `Both were at the same organisation at the same time, ${held} times. Each is one place of work from now on, from the earlier day to the later.`,
    )
  const demoted = [...before].filter(([after, was]) => was.isMain && !after.isMain).length
  if (demoted > 0 && today)
    sentences.push(
      demoted === 1
        ? 'Both had a main organisation at the same time. The one you chose stays the main one; the other stays as a further place of work.'
        : `Both had main organisations at the same time. The one you chose stays the main one; ${demoted} others stay as further places of work.`,
    )
  else if (demoted > 0)
    sentences.push(
      'Both had a main organisation at the same time in the past. One of them stays the main one of that time.',
    )
  return sentences
}

type Period = Pick<AffiliationToMerge, 'validFrom' | 'validTo'>

function overlap(one: Period, other: Period): boolean {
  return (
    one.validFrom !== one.validTo &&
    other.validFrom !== other.validTo &&
    (other.validTo === null || one.validFrom < other.validTo) &&
    (one.validTo === null || other.validFrom < one.validTo)
  )
}

function isAtOnePlace(one: AffiliationToMerge, other: AffiliationToMerge): boolean {
  return one.organisationId === other.organisationId && overlap(one, other)
}
