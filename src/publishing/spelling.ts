/** A word that could have been meant; `isSure` where it is so near that hardly another can be. */
export type MeantWord = { word: string; isSure: boolean }

/**
 * The word that was probably meant, among words that occur, or null. One letter may be wrong, in a
 * word of nine or more two, in one of up to three none; the first stands as typed, as people rarely
 * miss it. Sure is a slip of the fingers, a letter too few, too many or swapped with its neighbour:
 * another letter in its place may well make another word.
 */
export function probablyMeant(word: string, candidates: readonly string[]): MeantWord | null {
  const allowed = word.length < 4 ? 0 : word.length < 9 ? 1 : 2
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate, allowed) }))
    .filter(({ candidate, distance }) => distance <= allowed && beginsAlike(word, candidate))
    .toSorted((one, other) => one.distance - other.distance)
  const [nearest] = near
  if (!nearest) return null
  const { candidate, distance } = nearest
  const isSlip = candidate.length !== word.length || sorted(candidate) === sorted(word)
  const isSure = word.length >= 5 && distance === 1 && (isSlip || word.length >= 9)
  return { word: candidate, isSure }
}

const beginsAlike = (one: string, other: string): boolean =>
  one[0] === other[0] || (one[0] === other[1] && one[1] === other[0])

const sorted = (word: string): string => [...word].toSorted().join('')

/**
 * How many letters must be added, dropped, changed or swapped with their neighbour; anything above
 * `limit` may come back as `limit + 1`.
 */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1]
      let cost = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
      )
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[to.length]!
}
