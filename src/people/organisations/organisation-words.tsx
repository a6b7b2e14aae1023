import { organisationPaths } from '../people-paths.ts'

/** The place and the postcode, which never breaks over two lines. */
export function placeWords(organisation: {
  place: string | null
  postcode: string | null
}): string {
  const postcode = organisation.postcode?.replaceAll(' ', '\u00a0')
  return [organisation.place, postcode].filter(Boolean).join(', ')
}

/** The way to the organisation that a message speaks of, if it speaks of one. */
export function KnownOrganisation(props: { id: string | undefined; words?: string }) {
  const { id, words = 'Open the organisation that has this name' } = props
  if (!id) return null
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={organisationPaths.show(id)}>
        {words}
      </a>
    </p>
  )
}

/** The breadcrumbs of a page about one organisation. */
export function wayTo(organisation: { id: string; name: string }) {
  return [
    { text: 'Organisations', href: organisationPaths.list },
    { text: organisation.name, href: organisationPaths.show(organisation.id) },
  ]
}
