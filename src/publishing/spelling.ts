/**
 * The word that was probably meant, among words that occur, or null. The more letters, the more may
 * be wrong: one in a word of up to five, two in a longer one; in the short ones none.
 */
export function probablyMeant(word: string, candidates: readonly string[]): string | null {
  const allowed = word.length < 4 ? 0 : word.length <= 5 ? 1 : 2
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate, allowed) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((one, other) => one.distance - other.distance)
  return near[0]?.candidate ?? null
}

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
