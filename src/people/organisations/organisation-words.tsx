import { organisationPaths } from '../people-paths.ts'

/** "1 person", "1,200 people". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

/** "A", "A and B", "A, B and 7 others". */
export function namesText(names: readonly string[], most = 5): string {
  const shown =
    names.length > most ? [...names.slice(0, most), `${names.length - most} others`] : names
  if (shown.length < 2) return shown[0] ?? ''
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** The breadcrumbs of a page about one organisation. */
export function wayTo(organisation: { id: string; name: string }) {
  return [
    { text: 'Organisations', href: organisationPaths.list },
    { text: organisation.name, href: organisationPaths.show(organisation.id) },
  ]
}
