import type { ComponentChildren } from 'preact'
import { withHeadingsFrom } from '../publishing/rich-text-headings.ts'
import { RichText, type RichTextReferences } from '../publishing/rich-text-view.tsx'
import type { Content } from '../ui/govuk/options.ts'
import { ContactLine } from './contact-line.tsx'
import { isEmptyDocument, type RichTextDocument } from '../publishing/rich-text.ts'
import { Callout, Prose } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import { Button } from '../ui/govuk/button.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { deliveryNames, durationInWords, moduleKindNames } from './course-content.ts'
import type { CourseView } from './course-view.ts'
import { learningPaths } from './learning-paths.ts'
import { SessionLine, home, training } from './session-pages.tsx'

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
