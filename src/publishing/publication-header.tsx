import { Tag } from '../ui/govuk/tag.tsx'
import { publicationPaths } from './publication-paths.ts'
import {
  hasNewerDraft,
  stateOf,
  type Publication,
  type PublicationState,
} from './publication-queries.ts'
import { nextStep, standing, stateWords } from './publication-sentences.ts'
import type { PublicationStatus } from './publication-status.ts'

export type PublicationPlace = 'edit' | 'show' | 'versions'

/**
 * Stands below the heading of every workspace page about one publication: where it stands, who did
 * what and when, what can be done next, and the way to its other pages. `place` is the page it is on;
 * a slice's own form is `edit`.
 */
export function PublicationHeader(props: { status: PublicationStatus; place?: PublicationPlace }) {
  const { status, place } = props
  return (
    <div class="cairn-publication">
      <p class="govuk-body cairn-publication__tags">
        <StateTags status={status} />
      </p>
      <div class="cairn-publication__standing">
        {standing(status).map((sentence) => (
          <p class="govuk-body">{sentence}</p>
        ))}
        <p class="govuk-body">
          <strong>{nextStep(status)}</strong>
        </p>
      </div>
      <PublicationNavigation status={status} place={place} />
    </div>
  )
}

/** The state as a tag, and another one for a newer draft. */
export function StateTags({
  status,
}: {
  status: Pick<PublicationStatus, 'state' | 'draft' | 'newerDraft'>
}) {
  const isBehind = ['published', 'review-due', 'withdrawn'].includes(status.state)
  return (
    <>
      <StateTag state={status.state} />
      {isBehind && status.draft !== 'none' && (
        <>
          {' '}
          <Tag classes="govuk-tag--yellow">{newerWords[status.draft]}</Tag>
        </>
      )}
    </>
  )
}

/** The same in a list of latest editions, where it counts only that there is a newer draft. */
export function EditionTags(props: { publication: Publication; today: string }) {
  const { publication, today } = props
  return (
    <>
      <StateTag state={stateOf(publication, today)} />
      {hasNewerDraft(publication) && (
        <>
          {' '}
          <Tag classes="govuk-tag--yellow">{newerWords.draft}</Tag>
        </>
      )}
    </>
  )
}

const newerWords = {
  draft: 'Newer draft',
  'in-review': 'Newer draft in review',
  scheduled: 'Newer draft scheduled',
}

const colours: Record<PublicationState, string> = {
  draft: 'govuk-tag--grey',
  'in-review': 'govuk-tag--yellow',
  scheduled: 'govuk-tag--blue',
  published: 'govuk-tag--green',
  'review-due': 'govuk-tag--orange',
  withdrawn: 'govuk-tag--red',
}

export function StateTag({ state }: { state: PublicationState }) {
  return <Tag classes={colours[state]}>{stateWords[state]}</Tag>
}

function PublicationNavigation(props: {
  status: PublicationStatus
  place: PublicationPlace | undefined
}) {
  const { publication, kind, publicVersion } = props.status
  const { id, slug } = publication
  const links: { place: PublicationPlace | null; text: string; href: string }[] = [
    { place: 'edit', text: 'Edit', href: kind.editPath(id) },
    { place: null, text: 'Preview', href: publicationPaths.preview(id) },
    { place: 'show', text: 'Review and publish', href: publicationPaths.show(id) },
    { place: 'versions', text: 'Versions and history', href: publicationPaths.versions(id) },
  ]
  return (
    <nav class="cairn-publication__nav" aria-label={`This ${kind.noun}`}>
      <ul>
        {links
          .filter((link) => link.place !== null || kind.preview !== undefined)
          .map((link) => (
            <li>
              <a
                class="govuk-link"
                href={link.href}
                aria-current={link.place && link.place === props.place ? 'page' : undefined}
              >
                {link.text}
              </a>
            </li>
          ))}
        {publicVersion !== null && (
          <li>
            <a class="govuk-link" href={kind.path(slug)}>
              Public page
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
