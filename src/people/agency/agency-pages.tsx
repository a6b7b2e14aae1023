import type { ComponentChildren } from 'preact'
import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import {
  CountedField,
  FormErrors,
  PostButton,
  PostForm,
  SelectField,
  SubmitButton,
  hasErrors,
} from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { Page } from '../../ui/layout.tsx'
import { FilterSelect, SearchField } from '../../ui/list-filter.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { listed, peopleText } from '../../ui/counts-and-lists.ts'
import { accountPaths, agencyPaths } from '../people-paths.ts'
import { DetailsStateTag } from '../details-check/details-cards.tsx'
import { reviewEveryDays, type ReviewState } from './agency-leads.ts'
import type { AgencyFilter } from './agency-forms.ts'
import type { AgencyPerson } from './agency-queries.ts'

/** An organisation that one leads still and that is no more. */
export type ClosedOrganisation = {
  name: string
  closedOn: string
  successors: { id: string; name: string }[]
}

export const wayHere = [
  { text: 'Home', href: '/' },
  { text: 'Your agency', href: agencyPaths.list },
]

/** Everybody who works in the agencies that one leads. */
export function AgencyPage(props: {
  site: SiteContext
  filter: AgencyFilter
  review: ReviewState
  people: AgencyPerson[]
  /** Of the organisations that one leads, those that are no more. */
  closed: ClosedOrganisation[]
  success?: string | undefined
}) {
  const { site, filter, review, people, closed } = props
  const isNarrowed = Boolean(filter.q || filter.organisation)
  return (
    <Page
      site={site}
      title="Your agency"
      isUnlisted
      styles={['manage.css']}
      breadcrumbs={wayHere.slice(0, 1)}
      success={props.success}
    >
      <h1 class="govuk-heading-l">Your agency</h1>
      <p class="govuk-body">
        The people who work in {namesOf(review)}. You see nobody else, and only what an employer
        needs: who they are, whether their details are up to date, and what they have learned.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={agencyPaths.learning}>
          What your people have learned
        </a>
      </p>
      {closed.length > 0 && <Closed closed={closed} />}
      <Review review={review} />
      <form method="get" action={agencyPaths.list} class="cairn-filter" role="search">
        <SearchField value={filter.q} label="Name or email address" />
        {review.organisations.length > 1 && (
          <FilterSelect
            name="organisation"
            label="Organisation"
            any="All of them"
            value={filter.organisation}
            items={review.organisations.map(({ id, name }) => [id, name])}
          />
        )}
        <SubmitButton classes="govuk-button--secondary">Search</SubmitButton>
      </form>
      <p class="govuk-body">{countText(people, { isNarrowed, hasClosed: closed.length > 0 })}</p>
      {people.length > 0 && (
        <>
          <Scroll label="People of your agency">
            <Table
              classes="cairn-stacked-table"
              caption="People of your agency"
              captionClasses="govuk-visually-hidden"
              firstCellIsHeader
              head={[
                { text: 'Name' },
                { text: 'Organisation' },
                { text: 'Job' },
                { text: 'Details' },
              ]}
              rows={people.map((person) => [
                {
                  text: (
                    <>
                      <a class="govuk-link" href={agencyPaths.show(person.id)}>
                        {person.name}
                      </a>
                      <br />
                      <span class="cairn-meta">{person.email}</span>
                    </>
                  ),
                },
                { text: person.organisation.name },
                { text: person.jobTitle ?? person.jobRole ?? '' },
                { text: <DetailsStateTag state={person.details} /> },
              ])}
            />
          </Scroll>
          <p class="govuk-body">
            <a class="govuk-link" href={agencyPaths.export}>
              Download the list as a spreadsheet (CSV)
            </a>
          </p>
        </>
      )}
    </Page>
  )
}

function Review({ review }: { review: ReviewState }) {
  if (!review.dueAt) return null
  if (!review.isDue)
    return (
      <p class="govuk-body">
        You have said that this list is right. Please look through it again by{' '}
        {formatDate(review.dueAt)}.
      </p>
    )
  return (
    <InsetText>
      <p class="govuk-body">
        <strong>Please look through this list.</strong> Open the page of anybody who no longer works
        there and say so. Somebody who is missing can register by themselves. When the list is
        right, say so: we ask again after {reviewEveryDays} days.
      </p>
      <PostButton action={agencyPaths.review}>This list is right</PostButton>
    </InsetText>
  )
}

function Closed({ closed }: { closed: ClosedOrganisation[] }) {
  return (
    <InsetText>
      {closed.map(({ name, closedOn, successors }) => (
        <p class="govuk-body">
          {name} closed on {formatDate(closedOn)}.{' '}
          {successors.length > 0
            ? `${listed(successors.map((one) => one.name))} ${successors.length === 1 ? 'follows' : 'follow'} it.`
            : 'Nobody follows it.'}{' '}
          Its people leave this list as they say where they work now.
        </p>
      ))}
      <p class="govuk-body">
        If you lead training or safeguarding where you work now,{' '}
        <a class="govuk-link" href={agencyPaths.ask}>
          ask to lead that organisation
        </a>
        .
      </p>
    </InsetText>
  )
}

/** For somebody who wants to lead their agency. */
export function AskToLeadPage(props: {
  site: SiteContext
  form: FormState
  /** Where they work and do not lead or wait already. */
  choices: { id: string; name: string }[]
  waiting: string[]
  success?: string | undefined
}) {
  const { form, choices, waiting } = props
  return (
    <Page
      site={props.site}
      title="Ask to lead your agency"
      isUnlisted
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Your account', href: accountPaths.account },
      ]}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrors form={form} />
          <h1 class="govuk-heading-l">Ask to lead your agency</h1>
          <p class="govuk-body">
            An agency lead, such as a designated safeguarding lead or a training lead, sees the
            people of their own organisation and what they have learned, and keeps the list right.
            The partnership decides on each request.
          </p>
          {waiting.map((name) => (
            <p class="govuk-body">
              You have asked to lead {name}. The partnership will tell you by email.
            </p>
          ))}
          <AskForm form={form} choices={choices} />
        </div>
      </div>
    </Page>
  )
}

function AskForm({ form, choices }: { form: FormState; choices: { id: string; name: string }[] }) {
  if (choices.length === 0)
    return (
      <p class="govuk-body">
        There is no other organisation on your record that you could ask for. If you work somewhere
        else,{' '}
        <a class="govuk-link" href="/account/details">
          put your details right
        </a>{' '}
        first.
      </p>
    )
  return (
    <PostForm action={agencyPaths.ask}>
      {choices.length === 1 ? (
        <Fixed label="Organisation" text={choices[0]!.name}>
          <input type="hidden" name="organisationId" value={choices[0]!.id} />
        </Fixed>
      ) : (
        <SelectField
          form={form}
          name="organisationId"
          label="Organisation"
          items={[
            { value: '', text: 'Choose the organisation' },
            ...choices.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
      )}
      <CountedField
        form={form}
        name="reason"
        label="Why are you the right person?"
        hint="For example: I am the designated safeguarding lead. Do not write about children or families."
        maxlength={1000}
        rows={4}
      />
      <SubmitButton>Ask the partnership</SubmitButton>
    </PostForm>
  )
}

function Fixed(props: { label: string; text: string; children: ComponentChildren }) {
  return (
    <>
      <p class="govuk-body">
        <strong>{props.label}:</strong> {props.text}
      </p>
      {props.children}
    </>
  )
}

function namesOf({ organisations }: ReviewState): string {
  const names = organisations.map(({ name }) => name)
  if (names.length === 0) return 'your organisation'
  if (names.length > 3) return `${names[0]} and ${names.length - 1} other organisations`
  return listed(names)
}

function countText(
  people: AgencyPerson[],
  { isNarrowed, hasClosed }: { isNarrowed: boolean; hasClosed: boolean },
): string {
  const count = new Set(people.map(({ id }) => id)).size
  if (count > 0) return peopleText(count)
  if (isNarrowed) return 'Nobody of your agency was found. Try fewer letters of the name.'
  return hasClosed
    ? 'Nobody is in this list any more.'
    : 'Nobody has registered with your organisation yet. Send them the address of this site: they register by themselves.'
}
