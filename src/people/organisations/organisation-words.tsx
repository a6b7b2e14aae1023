import { organisationPaths } from '../people-paths.ts'

/** The breadcrumbs of a page about one organisation. */
export function wayTo(organisation: { id: string; name: string }) {
  return [
    { text: 'Organisations', href: organisationPaths.list },
    { text: organisation.name, href: organisationPaths.show(organisation.id) },
  ]
}
