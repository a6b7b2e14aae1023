/** An affiliation that moves with its organisation; calendar dates, `valid_to` is the first day after. */
export type MovingAffiliation = {
  id: string
  person_id: string
  is_main: boolean
  valid_from: string
  valid_to: string | null
}

/**
 * What has to be added where people move to, beside what they have there already: nobody gets it twice for the same
 * days, and what was somebody's main affiliation stays their main one. `ended` are those there that make room for it.
 */
export function piecesToAdd(
  moving: readonly MovingAffiliation[],
  settled: readonly MovingAffiliation[],
  day: string,
): { added: MovingAffiliation[]; ended: string[] } {
  const there = new Map<string, MovingAffiliation[]>()
  for (const row of settled) there.set(row.person_id, [...(there.get(row.person_id) ?? []), row])
  const added: MovingAffiliation[] = []
  const ended: string[] = []
  const mainFirst = moving.toSorted((one, other) => Number(other.is_main) - Number(one.is_main))
  for (const row of mainFirst) {
    const piece = { ...row, valid_from: row.valid_from > day ? row.valid_from : day }
    const others = there.get(row.person_id) ?? []
    const covering = others.find((other) => covers(other, piece))
    if (covering && (covering.is_main || !piece.is_main)) continue
    // A second affiliation that the main one takes the place of for good.
    const replaced = others.filter(
      (other) => !other.is_main && piece.is_main && covers(piece, from(other, day)),
    )
    ended.push(...replaced.map(({ id }) => id))
    added.push(piece)
    there.set(row.person_id, [...others.filter((other) => !replaced.includes(other)), piece])
  }
  return { added, ended }
}

const from = (row: MovingAffiliation, day: string): MovingAffiliation => ({
  ...row,
  valid_from: row.valid_from > day ? row.valid_from : day,
})

function covers(one: MovingAffiliation, other: MovingAffiliation): boolean {
  return (
    one.valid_from <= other.valid_from &&
    (one.valid_to === null || (other.valid_to !== null && one.valid_to >= other.valid_to))
  )
}
