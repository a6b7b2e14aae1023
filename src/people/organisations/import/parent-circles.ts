import type { Link } from './check-queries.ts'

/** Deeper than any register of the country goes; without an end, a file could make every look upward slow. */
const mostLevels = 12

/** The lines of a file whose parents would make a circle, or a chain without end. Takes time in the number of links. */
export function refuseCircles(
  links: readonly Link[],
): { line: number; part: number; reason: string }[] {
  const above = new Map(links.map((link) => [link.child, link]))
  // How many levels are above each; null while it is being walked, so that meeting it again is a circle.
  const levels = new Map<string, number | null | 'circle'>()
  for (const link of links) walk(link.child, above, levels)
  return links.flatMap(({ child, line, part }) => {
    const level = levels.get(child)
    if (line === null || part === null) return []
    if (level === 'circle') return [{ line, part, reason: circleText(child, above) }]
    return typeof level === 'number' && level > mostLevels
      ? [{ line, part, reason: `There would be more than ${mostLevels} levels above it.` }]
      : []
  })
}

/** "It would belong to itself: A to B, B to C, C to A." Long ones are cut in the middle. */
function circleText(start: string, above: ReadonlyMap<string, Link>): string {
  const names: string[] = []
  let at: string | undefined = start
  do {
    const link: Link | undefined = above.get(at)
    names.push(link?.name ?? '')
    at = link?.parent
  } while (at !== undefined && at !== start)
  if (names.length === 1) return 'It would belong to itself.'
  const chain = names.map((name, index) => `“${name}” to “${names[index + 1] ?? names[0]}”`)
  const shown = chain.length > 5 ? [...chain.slice(0, 3), '…', chain.at(-1)!] : chain
  return `It would belong to itself: ${shown.join(', ')}.`
}

function walk(
  start: string,
  above: ReadonlyMap<string, Link>,
  levels: Map<string, number | null | 'circle'>,
): void {
  const way: string[] = []
  let at: string | undefined = start
  while (at !== undefined && !levels.has(at)) {
    levels.set(at, null)
    way.push(at)
    at = above.get(at)?.parent
  }
  const circle =
    at !== undefined && levels.get(at) === null ? new Set(way.slice(way.indexOf(at))) : null
  const known = at === undefined ? -1 : levels.get(at)
  // Who only leads to a circle is not on it: those on it are refused, and then there is none.
  let level = typeof known === 'number' ? known : 0
  for (const child of way.toReversed()) {
    if (!circle?.has(child)) level += 1
    levels.set(child, circle?.has(child) ? 'circle' : level)
  }
}
