import type { ComponentChildren } from 'preact'
import type { Affiliation } from '../people/people.ts'
import type { FormState } from '../platform/forms.ts'
import { withHeadingsFrom } from '../publishing/rich-text-headings.ts'
import { RichText, type RichTextReferences } from '../publishing/rich-text-view.tsx'
import { Prose } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import { FormErrors, PostForm, SubmitButton, hasErrors } from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
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
          Accounts are made by the partnership. The training lead of your agency can ask for yours,
          or you can ask yourself{content.contact === '' ? '.' : ': '}
          {content.contact !== '' && <ContactLine contact={content.contact} />}
        </p>
      </Prose>
    </Frame>
  )
}

/** The details check: certificates and reports to agencies are made from these three lines. */
export function DetailsCheckPage(
  props: Props & {
    form: FormState
    person: { name: string; email: string }
    affiliation: Affiliation | null
  },
) {
  const { site, view, references, form, person, affiliation } = props
  const { content, slug } = view
  return (
    <Frame site={site} view={view} form={form}>
      <h2 class="govuk-heading-m">Are your details right?</h2>
      <p class="govuk-body">
        Your certificate is made out to this name, and your training is counted for this
        organisation.
      </p>
      <SummaryList
        rows={[
          { key: 'Name', value: person.name },
          { key: 'Organisation', value: affiliation?.organisationName ?? 'None is recorded' },
          Boolean(affiliation?.jobTitle) && { key: 'Job', value: affiliation?.jobTitle },
          { key: 'Email address', value: person.email },
        ]}
      />
      {affiliation === null ? (
        <InsetText>
          We do not know where you work, so you cannot enrol yet. Ask us to add your organisation
          {content.contact === '' ? '.' : ': '}
          {content.contact !== '' && <ContactLine contact={content.contact} />}
        </InsetText>
      ) : (
        <PostForm action={learningPaths.enrol(slug)}>
          <input type="hidden" name="affiliation" value={affiliation.id} />
          <SubmitButton>All correct: enrol me</SubmitButton>
        </PostForm>
      )}
      <Details summary="Something is wrong">
        <p class="govuk-body">
          Do not enrol yet. Tell us what should change, and enrol when it is right
          {content.contact === '' ? '.' : ': '}
          {content.contact !== '' && <ContactLine contact={content.contact} />}
        </p>
        <p class="govuk-body">
          You see everything we keep about you on{' '}
          <a class="govuk-link" href="/account">
            your account
          </a>
          .
        </p>
      </Details>
      {affiliation !== null && !affiliation.isHost && (
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
