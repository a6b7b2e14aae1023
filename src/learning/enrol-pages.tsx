import type { ComponentChildren } from 'preact'
import { DetailsCards, DetailsGaps, type PersonDetails } from '../people/people.ts'
import type { FormState } from '../platform/forms.ts'
import { withHeadingsFrom } from '../publishing/rich-text-headings.ts'
import { RichText, type RichTextReferences } from '../publishing/rich-text-view.tsx'
import { Prose } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import { FormErrors, PostForm, RadiosField, SubmitButton, hasErrors } from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { ContactLine } from './contact-line.tsx'
import { HistoricNotice } from './course-pages.tsx'
import { training } from './session-pages.tsx'
import type { CourseView } from './course-view.ts'
import { learningPaths } from './learning-paths.ts'

type Props = {
  site: SiteContext
  view: CourseView
  references: RichTextReferences
}

/** For the public: what one needs before one can enrol, and how to get it. */
export function BeforeEnrolPage({ site, view, references }: Props) {
  const { content, slug } = view
  const back = encodeURIComponent(learningPaths.enrol(slug))
  return (
    <Frame site={site} view={view}>
      <h2 class="govuk-heading-m">What you need</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>an account here, with your own work email address (not a shared mailbox)</li>
        <li>a minute to check that your name, organisation and email address are right</li>
      </ul>
      <Button href={`/sign-in?next=${back}`}>Sign in to enrol</Button>
      <h2 class="govuk-heading-m">If you have no account yet</h2>
      <Prose>
        <RichText document={withHeadingsFrom(3, content.outsideAgencies)} references={references} />
        <p>
          Creating one takes about three minutes. Afterwards you come back to this page.
          {content.contact !== '' && (
            <>
              {' '}
              If you need help: <ContactLine contact={content.contact} />
            </>
          )}
        </p>
      </Prose>
      <Button href={`/register?next=${back}`} classes="govuk-button--secondary">
        Create an account
      </Button>
    </Frame>
  )
}

/**
 * The details check: certificates and reports to agencies are made from them. Whoever works for several employers says
 * for which one this is.
 */
export function DetailsCheckPage(props: Props & { form: FormState; details: PersonDetails }) {
  const { site, view, references, form, details } = props
  const { content, slug } = view
  const { employers, gaps } = details
  const back = learningPaths.enrol(slug)
  const main = employers.find(({ isMain }) => isMain)
  return (
    <Frame site={site} view={view} form={form}>
      <h2 class="govuk-heading-m">Are your details right?</h2>
      <p class="govuk-body">
        Your certificate is made out to this name, and your training is counted for this
        organisation. What is wrong can be changed here.
      </p>
      <DetailsGaps gaps={gaps} back={back} />
      <DetailsCards details={details} back={back} />
      {gaps.length === 0 && (
        <PostForm action={learningPaths.enrol(slug)}>
          <input type="hidden" name="shown" value={details.fingerprint} />
          {employers.length > 1 ? (
            <RadiosField
              form={form}
              name="affiliation"
              legend="For which employer is this training?"
              items={employers.map(({ id, organisationName, isMain, jobRole }) => ({
                value: id,
                text: organisationName,
                hint: [isMain && 'Main employer', jobRole?.name].filter(Boolean).join(', '),
              }))}
            />
          ) : (
            <input type="hidden" name="affiliation" value={main?.id ?? ''} />
          )}
          <SubmitButton>Everything is right: enrol me</SubmitButton>
        </PostForm>
      )}
      {employers.some(({ isHost }) => !isHost) && (
        <Details summary="You work outside the council: what this means">
          <Prose>
            <RichText
              document={withHeadingsFrom(3, content.outsideAgencies)}
              references={references}
            />
          </Prose>
        </Details>
      )}
    </Frame>
  )
}

/** Enrolment is not open on this day. */
export function NotOpenPage({ site, view }: Omit<Props, 'references'>) {
  const { content, window, slug } = view
  return (
    <Frame site={site} view={view}>
      <p class="govuk-body">
        {window === 'not-yet'
          ? `Enrolment opens on ${formatDate(content.opensOn!)}.`
          : `Enrolment closed on ${formatDate(content.closesOn!)}.`}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={learningPaths.course(slug)}>
          Back to the course
        </a>
      </p>
    </Frame>
  )
}

function Frame(props: {
  site: SiteContext
  view: CourseView
  form?: FormState
  children: ComponentChildren
}) {
  const { site, view, form } = props
  return (
    <Page
      site={site}
      title={`Enrol: ${view.title}`}
      isUnlisted
      hasErrors={form ? hasErrors(form) : false}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        training,
        { text: view.title, href: learningPaths.course(view.slug) },
      ]}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {form && <FormErrors form={form} />}
          <h1 class="govuk-heading-l">Enrol on this course</h1>
          <HistoricNotice note={view.historicNote} />
          {props.children}
        </div>
      </div>
    </Page>
  )
}
