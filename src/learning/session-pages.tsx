import { Callout } from '../ui/content.tsx'
import { formatDate, formatDateWithDay, formatTimeRange } from '../ui/dates.ts'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { ContactLine } from './contact-line.tsx'
import type { CourseSession } from './course-queries.ts'
import { learningPaths } from './learning-paths.ts'

export const home = { text: 'Home', href: '/' }
export const training = { text: 'Training', href: learningPaths.index }

/** A planned live session with the course it belongs to. */
export type PlannedSession = CourseSession & { courseTitle: string; courseSlug: string }

export function SessionLine({ session, title }: { session: CourseSession; title?: string }) {
  return (
    <>
      <a class="govuk-link" href={learningPaths.session(session.id)}>
        {title ? `${title}: ` : ''}
        {formatDateWithDay(session.startsAt)}
      </a>
      <p class="cairn-meta">
        {session.cancelledAt && <strong>Cancelled. </strong>}
        {formatTimeRange(session.startsAt, session.endsAt)} · {session.place}
      </p>
    </>
  )
}

/** One live session. Places are booked with the booking engine; until then it says how to ask. */
export function SessionPage(props: {
  site: SiteContext
  session: PlannedSession
  contact: string
  isOver: boolean
}) {
  const { site, session, contact, isOver } = props
  const facts: [string, string][] = [
    ['Date', formatDateWithDay(session.startsAt)],
    ['Time', formatTimeRange(session.startsAt, session.endsAt)],
    ['Place', session.place],
    ['How to join', session.howToJoin],
  ]
  return (
    <Page
      site={site}
      title={`Live session on ${formatDate(session.startsAt)}: ${session.courseTitle}`}
      breadcrumbs={[
        home,
        training,
        { text: session.courseTitle, href: learningPaths.course(session.courseSlug) },
      ]}
    >
      <h1 class="govuk-heading-xl">
        <span class="govuk-caption-xl">Live session</span>
        {session.courseTitle}
      </h1>
      {session.cancelledAt ? (
        <Callout>
          <p>
            <strong>Cancelled.</strong> This session does not take place.
          </p>
        </Callout>
      ) : (
        isOver && (
          <Callout>
            <p>This session is over.</p>
          </Callout>
        )
      )}
      <dl class="cairn-facts cairn-facts--large">
        {facts.map(
          ([name, value]) =>
            value !== '' && (
              <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {!isOver && !session.cancelledAt && contact !== '' && (
        <p class="govuk-body">
          To ask for a place: <ContactLine contact={contact} />
        </p>
      )}
    </Page>
  )
}
