import type { ComponentChildren } from 'preact'
import { withHeadingsFrom } from '../publishing/rich-text-headings.ts'
import { RichText, type RichTextReferences } from '../publishing/rich-text-view.tsx'
import type { Content } from '../ui/govuk/options.ts'
import { ContactLine } from './contact-line.tsx'
import { isEmptyDocument, type RichTextDocument } from '../publishing/rich-text.ts'
import { Callout, Cards, Opening, Prose } from '../ui/content.tsx'
import { formatDate, formatDateWithDay, formatTimeRange } from '../ui/dates.ts'
import { Button } from '../ui/govuk/button.tsx'
import { CampaignArt } from '../ui/illustrations.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { deliveryNames, durationInWords, moduleKindNames } from './course-content.ts'
import type { CourseSession } from './course-queries.ts'
import type { CourseView } from './course-view.ts'
import { learningPaths } from './learning-paths.ts'

const home = { text: 'Home', href: '/' }
export const training = { text: 'Training', href: learningPaths.index }

/** A planned live session with the course it belongs to. */
export type PlannedSession = CourseSession & { courseTitle: string; courseSlug: string }

export function TrainingPage(props: {
  site: SiteContext
  courses: CourseView[]
  sessions: PlannedSession[]
}) {
  const { site, courses, sessions } = props
  return (
    <Page
      site={site}
      title="Training"
      description="Multi-agency safeguarding training: online at your own pace, live, and both together."
      breadcrumbs={[home]}
      opening={
        <Opening
          heading="Training"
          lead="Learn with people of other agencies how to keep children safe: online at your own pace, live, and both together."
          picture={<CampaignArt name="bridge" />}
        />
      }
    >
      <section class="cairn-part" aria-labelledby="courses">
        <h2 class="govuk-heading-l" id="courses">
          Courses
        </h2>
        {courses.length === 0 ? (
          <p class="govuk-body">No course is open at present.</p>
        ) : (
          <Cards
            items={courses.map((course) => ({
              href: learningPaths.course(course.slug),
              heading: course.title,
              headingLevel: 3 as const,
              children: <p>{course.summary}</p>,
              meta: [
                course.historicNote === null ? '' : 'Historic',
                course.content.bandLabel,
                course.content.delivery === null ? '' : shortDelivery[course.content.delivery],
                course.duration,
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )}
      </section>
      <section class="cairn-part" aria-labelledby="sessions">
        <h2 class="govuk-heading-l" id="sessions">
          Live sessions
        </h2>
        {sessions.length === 0 ? (
          <p class="govuk-body">No live session is planned at present.</p>
        ) : (
          <ul class="cairn-list">
            {sessions.map((session) => (
              <li>
                <SessionLine session={session} title={session.courseTitle} />
              </li>
            ))}
          </ul>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={learningPaths.calendar}>
            Live sessions for your calendar (iCalendar file)
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/certificates">
            Check a certificate
          </a>
        </p>
      </section>
    </Page>
  )
}

const shortDelivery = { online: 'Online', live: 'Live', blended: 'Blended' }

/** A course as the public and its learners find it. `isPreview`: an edition that the public does not read. */
export function CoursePage(props: {
  site: SiteContext
  view: CourseView
  references: RichTextReferences
  isPreview?: boolean
}) {
  const { site, view, references, isPreview = false } = props
  const { content } = view
  return (
    <Page
      site={site}
      title={view.title}
      description={view.summary}
      isUnlisted={isPreview}
      breadcrumbs={[home, training]}
    >
      {isPreview && <PreviewNotice />}
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-xl">
            <span class="govuk-caption-xl">Training course</span>
            {view.title}
          </h1>
          <p class="cairn-lead">{view.summary}</p>
          <HistoricNotice note={view.historicNote} />
          <NextStep view={view} />
          {content.outcomes.length > 0 && (
            <Part id="outcomes" heading="What you will be able to do">
              <ul class="govuk-list govuk-list--bullet">
                {content.outcomes.map((outcome) => (
                  <li>{outcome}</li>
                ))}
              </ul>
            </Part>
          )}
          <Modules view={view} isPreview={isPreview} />
          <Sessions view={view} />
          <TextPart
            id="enrol"
            heading="How to enrol"
            document={content.howToEnrol}
            references={references}
          />
          <TextPart
            id="outside"
            heading="If you work outside the council"
            document={content.outsideAgencies}
            references={references}
          />
          <TextPart
            id="details"
            heading="Already enrolled? Check your details"
            document={content.detailsCheck}
            references={references}
          />
        </div>
        <div class="govuk-grid-column-one-third">
          <CourseFacts view={view} />
        </div>
      </div>
    </Page>
  )
}

export function PreviewNotice() {
  return (
    <Callout>
      <p>
        <strong>Preview.</strong> This page is not published.
      </p>
    </Callout>
  )
}

export function HistoricNotice({ note }: { note: string | null }) {
  if (note === null) return null
  return (
    <Callout>
      <p>
        <strong>Historic.</strong> {note}
      </p>
    </Callout>
  )
}

/** The one button: enrol, go on, or look at the certificate. */
function NextStep({ view }: { view: CourseView }) {
  const { standing, window, content, slug } = view
  if (standing?.enrolment.state === 'active')
    return (
      <>
        <p class="govuk-body">
          You are on this course: {standing.done} of {standing.of} modules done.
        </p>
        <Button href={learningPaths.module(slug, standing.next)}>
          {standing.done === 0 ? 'Begin' : 'Continue'}
        </Button>
      </>
    )
  return (
    <>
      {standing?.enrolment.certificateId && (
        <p class="govuk-body">
          You completed this course on {formatDate(standing.enrolment.completedAt!)}.{' '}
          <a
            class="govuk-link"
            href={learningPaths.myCertificate(standing.enrolment.certificateId)}
          >
            Your certificate
          </a>
        </p>
      )}
      {window === 'open' && (
        <Button
          href={learningPaths.enrol(slug)}
          {...(standing ? { classes: 'govuk-button--secondary' } : {})}
        >
          {standing ? 'Take it again' : 'Enrol'}
        </Button>
      )}
      {window === 'not-yet' && (
        <p class="govuk-body">Enrolment opens on {formatDate(content.opensOn!)}.</p>
      )}
      {window === 'closed' && (
        <p class="govuk-body">Enrolment closed on {formatDate(content.closesOn!)}.</p>
      )}
    </>
  )
}

function Modules({ view, isPreview }: { view: CourseView; isPreview: boolean }) {
  const { modules } = view.content
  if (modules.length === 0) return null
  return (
    <Part id="modules" heading="What is in it">
      <ol class="cairn-modules">
        {modules.map((module, at) => (
          <li>
            <p class="cairn-modules__title">
              {isPreview ? (
                <a class="govuk-link" href={`?module=${at + 1}`}>
                  {module.title || `Module ${at + 1}`}
                </a>
              ) : (
                module.title
              )}
            </p>
            <p class="cairn-meta">
              {[
                moduleKindNames[module.kind],
                durationInWords(module.minutes),
                module.isOptional ? 'optional' : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </Part>
  )
}

function Sessions({ view }: { view: CourseView }) {
  const hasLivePart = view.content.modules.some(({ kind }) => kind === 'live-session')
  if (!hasLivePart && view.sessions.length === 0) return null
  const coming = view.sessions.filter(({ endsAt }) => endsAt >= view.now)
  const last = view.sessions.findLast(
    ({ endsAt, cancelledAt }) => endsAt < view.now && cancelledAt === null,
  )
  return (
    <Part id="sessions" heading="Live sessions">
      {coming.length > 0 ? (
        <ul class="cairn-list">
          {coming.map((session) => (
            <li>
              <SessionLine session={session} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="govuk-body">
          No live session is planned at present.
          {last && ` The last was on ${formatDate(last.startsAt)}.`}
        </p>
      )}
    </Part>
  )
}

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

function CourseFacts({ view }: { view: CourseView }) {
  const { content } = view
  const band = [content.bandLabel, view.frameworkName && `(${view.frameworkName})`]
  const facts: [string, Content][] = [
    ['For', content.audience],
    ['Sectors', view.sectorNames.join(', ')],
    ['Training band', band.filter(Boolean).join(' ')],
    ['How it is taught', content.delivery === null ? '' : deliveryNames[content.delivery]],
    ['Takes about', content.modules.length > 0 ? view.duration : ''],
    ['Questions?', content.contact === '' ? '' : <ContactLine contact={content.contact} />],
  ]
  return (
    <aside class="cairn-aside" aria-label="About this course">
      <dl class="cairn-facts">
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
    </aside>
  )
}

function TextPart(props: {
  id: string
  heading: string
  document: RichTextDocument
  references: RichTextReferences
}) {
  if (isEmptyDocument(props.document)) return null
  return (
    <Part id={props.id} heading={props.heading}>
      <Prose>
        <RichText document={withHeadingsFrom(3, props.document)} references={props.references} />
      </Prose>
    </Part>
  )
}

function Part(props: { id: string; heading: string; children: ComponentChildren }) {
  return (
    <section class="cairn-part" aria-labelledby={props.id}>
      <h2 class="govuk-heading-l" id={props.id}>
        {props.heading}
      </h2>
      {props.children}
    </section>
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
      title={`Live session: ${session.courseTitle}`}
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
