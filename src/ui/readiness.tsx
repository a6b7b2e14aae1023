import { Tag } from './govuk/tag.tsx'

/** One thing that is needed before something goes on, and what to do while it is missing. */
export type ReadinessItem = { what: string; isReady: boolean; missing: string }

/** Whether nothing is missing. */
export function isReady(items: readonly ReadinessItem[]): boolean {
  return items.every((item) => item.isReady)
}

/** What is missing, as sentences. */
export function missingOf(items: readonly ReadinessItem[]): string[] {
  return items.filter((item) => !item.isReady).map(({ what, missing }) => `${what}: ${missing}`)
}

/** The whole list with what is there and what is not; `heading` stands over it. */
export function ReadinessList(props: { heading: string; items: readonly ReadinessItem[] }) {
  const { heading, items } = props
  const ready = items.filter((item) => item.isReady).length
  return (
    <section class="cairn-readiness" aria-labelledby="readiness-heading">
      <h2 class="govuk-heading-m" id="readiness-heading">
        {heading}
      </h2>
      <p class="govuk-body">
        {ready === items.length ? 'Everything is there.' : `${ready} of ${items.length} are there.`}
      </p>
      <ul class="cairn-readiness__list">
        {items.map((item) => (
          <li>
            <span>
              {item.what}
              {!item.isReady && <span class="cairn-meta"> {item.missing}</span>}
            </span>{' '}
            <Tag classes={item.isReady ? 'govuk-tag--green' : 'govuk-tag--yellow'}>
              {item.isReady ? 'Done' : 'Missing'}
            </Tag>
          </li>
        ))}
      </ul>
    </section>
  )
}
