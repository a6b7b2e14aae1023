/** A count that may be too small to tell without telling about somebody: null stands for 1 to 7. */
export type ShownCount = number | null

const largestHidden = 7

/**
 * Counts as people without the right to names may see them: 1 to 7 are hidden and, where only one
 * would be hidden, the next smallest with it, so that it cannot be worked out from the total.
 */
export function suppressed<Row extends { count: number }>(
  rows: readonly Row[],
): (Omit<Row, 'count'> & { count: ShownCount })[] {
  const small = rows.filter(({ count }) => count > 0 && count <= largestHidden)
  const hidden = new Set(small)
  if (small.length === 1) {
    const next = rows
      .filter((row) => row.count > largestHidden)
      .toSorted((one, other) => one.count - other.count)[0]
    if (next) hidden.add(next)
  }
  return rows.map((row) => ({ ...row, count: hidden.has(row) ? null : row.count }))
}

/** The total of all rows may be shown unless it is small itself. */
export function suppressedTotal(rows: readonly { count: number }[]): ShownCount {
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  return total > 0 && total <= largestHidden ? null : total
}

/** What stands in a table; a note below it says what hidden means. */
export function shownCount(count: ShownCount): string {
  return count === null ? 'hidden' : String(count)
}

export const hiddenNote =
  'Numbers from 1 to 7 are hidden, and one more where the hidden one could be worked out.'
