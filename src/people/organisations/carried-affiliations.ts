/** An affiliation that moves with its organisation, or is there already. Calendar dates; `validTo` is the first day after. */
export type Stay = {
  id: string
  personId: string
  isMain: boolean
  validFrom: string
  validTo: string | null
}

/** A row to add, which takes all but the dates and `isMain` from the one with this id. */
export type NewStay = Stay

/**
 * What has to change where people move to. Nobody is there twice on a day, nobody is there on fewer days than before,
 * and the main affiliation of a day stays the main one. `ends` are those there that make room, with their new end.
 */
export function placeStays(
  moving: readonly Stay[],
  settled: readonly Stay[],
  day: string,
): { added: NewStay[]; ends: Map<string, string> } {
  const there = settled.map((stay) => ({ ...stay, isNew: false }))
  const ends = new Map<string, string>()
  const mainFirst = moving.toSorted((one, other) => Number(other.isMain) - Number(one.isMain))
  for (const stay of mainFirst) {
    const piece = { ...stay, validFrom: later(stay.validFrom, day) }
    const own = there.filter(({ personId }) => personId === stay.personId)
    let free: Span[] = [piece]
    for (const other of own) {
      const overlap = overlapOf(piece, other)
      if (!overlap) continue
      if (other.isMain || !piece.isMain) {
        free = free.flatMap((span) => without(span, overlap))
        continue
      }
      // The main one takes the place of the other for these days; what is left of that comes after.
      const { validTo } = other
      other.validTo = overlap.validFrom
      if (!other.isNew) ends.set(other.id, overlap.validFrom)
      if (overlap.validTo !== null && isBefore(overlap.validTo, validTo))
        there.push({ ...other, validFrom: overlap.validTo, validTo, isNew: true })
    }
    there.push(
      ...free.map(({ validFrom, validTo }) => ({ ...piece, validFrom, validTo, isNew: true })),
    )
  }
  const added = there
    .filter((stay) => stay.isNew && isBefore(stay.validFrom, stay.validTo))
    .map(({ isNew: _isNew, ...stay }) => stay)
  return { added, ends }
}

type Span = { validFrom: string; validTo: string | null }

const later = (one: string, other: string): string => (one > other ? one : other)

/** Null is the end of time. */
const isBefore = (one: string, other: string | null): boolean => other === null || one < other

function overlapOf(one: Span, other: Span): Span | null {
  const validFrom = later(one.validFrom, other.validFrom)
  const [first, second] = [one.validTo, other.validTo]
  const validTo = first === null || (second !== null && second < first) ? second : first
  return isBefore(validFrom, validTo) ? { validFrom, validTo } : null
}

function without(span: Span, taken: Span): Span[] {
  const overlap = overlapOf(span, taken)
  if (!overlap) return [span]
  return [
    ...(span.validFrom < overlap.validFrom
      ? [{ validFrom: span.validFrom, validTo: overlap.validFrom }]
      : []),
    ...(overlap.validTo !== null && isBefore(overlap.validTo, span.validTo)
      ? [{ validFrom: overlap.validTo, validTo: span.validTo }]
      : []),
  ]
}
