import type { ComponentChildren } from 'preact'
import { formatDate, formatDateTime } from '../ui/dates.ts'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { Work, WorkRow } from './dashboard-queries.ts'
import { StateTags } from './publication-header.tsx'
import type { PublicationKind } from './publication-kind.ts'
import { publicationPaths } from './publication-paths.ts'

/** The first page of the workspace: what waits for me, then what is under way. */
export function DashboardPage(props: {
  site: SiteContext
  work: Work
  kinds: readonly PublicationKind[]
  /** Names of those who saved, by id. */
  names: ReadonlyMap<string, { name: string }>
  today: string
}) {
  const { site, work, kinds, names, today } = props
  const savedBy = (row: WorkRow) =>
    `Saved by ${(row.savedBy && names.get(row.savedBy)?.name) || 'the system'} on ${formatDateTime(row.savedAt)}`
  const due = ({ publication: { review_due_on: day } }: WorkRow): string =>
    day === null ? '' : day < today ? `Was due on ${formatDate(day)}` : `Due on ${formatDate(day)}`
  const list = (rows: WorkRow[], saying: (row: WorkRow) => string) => (
    <WorkList rows={rows} kinds={kinds} saying={saying} />
  )
  return (
    <WorkspacePage site={site} title="Overview">
      <div class="cairn-dashboard">
        <Part heading="Waits for your review" count={work.toReview.length} isFirst>
          {work.toReview.length > 0 ? (
            list(work.toReview, savedBy)
          ) : (
            <p class="govuk-body">Nothing waits for your review.</p>
          )}
        </Part>
        {work.reviewDue.length > 0 && (
          <Part heading="To be read again" count={work.reviewDue.length}>
            {list(work.reviewDue, due)}
          </Part>
        )}
        <Part heading="Your drafts" count={work.drafts.length}>
          {work.drafts.length > 0 ? (
            list(work.drafts, savedBy)
          ) : (
            <p class="govuk-body">You have no drafts.</p>
          )}
        </Part>
        {work.nobodysDrafts.length > 0 && (
          <Part heading="Drafts that are nobody’s yet" count={work.nobodysDrafts.length}>
            <p class="govuk-body">
              Imported or made without a person. A draft is yours once you save it.
            </p>
            {list(work.nobodysDrafts, savedBy)}
          </Part>
        )}
        {work.awaitingOthers.length > 0 && (
          <Part heading="Waits for somebody else’s review" count={work.awaitingOthers.length}>
            {list(work.awaitingOthers, savedBy)}
          </Part>
        )}
        {work.scheduled.length > 0 && (
          <Part heading="Planned" count={work.scheduled.length}>
            {list(
              work.scheduled,
              ({ publication }) =>
                `Will be published on ${formatDateTime(publication.scheduled_for!)}`,
            )}
          </Part>
        )}
        <Part heading="Published in the last 30 days" count={work.recentlyPublished.length}>
          {work.recentlyPublished.length > 0 ? (
            list(
              work.recentlyPublished,
              ({ publication }) => `Published on ${formatDateTime(publication.published_at!)}`,
            )
          ) : (
            <p class="govuk-body">Nothing was published in the last 30 days.</p>
          )}
        </Part>
      </div>
    </WorkspacePage>
  )
}

function Part(props: {
  heading: string
  count: number
  isFirst?: boolean
  children: ComponentChildren
}) {
  return (
    <section class={props.isFirst ? 'cairn-part cairn-part--first' : 'cairn-part'}>
      <h2 class="govuk-heading-m">
        {props.heading}
        {props.count > 0 && <span class="cairn-count"> ({props.count})</span>}
      </h2>
      {props.children}
    </section>
  )
}

function WorkList(props: {
  rows: WorkRow[]
  kinds: readonly PublicationKind[]
  saying: (row: WorkRow) => string
}) {
  return (
    <ul class="cairn-work">
      {props.rows.map((row) => (
        <li>
          <a class="govuk-link cairn-work__title" href={publicationPaths.show(row.id)}>
            {row.title}
          </a>
          <span class="cairn-work__meta">
            {nounOf(props.kinds, row)} · {props.saying(row)}
          </span>
          <span class="cairn-work__tags">
            <StateTags status={row} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function nounOf(kinds: readonly PublicationKind[], row: WorkRow): string {
  const noun = kinds.find(({ kind }) => kind === row.kind)?.noun ?? row.kind
  return noun.charAt(0).toUpperCase() + noun.slice(1)
}
