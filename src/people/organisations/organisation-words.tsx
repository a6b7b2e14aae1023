import { organisationPaths } from '../people-paths.ts'

/** The place and the postcode, which never breaks over two lines. */
export function placeWords(organisation: {
  place: string | null
  postcode: string | null
}): string {
  const postcode = organisation.postcode?.replaceAll(' ', '\u00a0')
  return [organisation.place, postcode].filter(Boolean).join(', ')
}

/** The breadcrumbs of a page about one organisation. */
export function wayTo(organisation: { id: string; name: string }) {
  return [
    { text: 'Organisations', href: organisationPaths.list },
    { text: organisation.name, href: organisationPaths.show(organisation.id) },
  ]
}
