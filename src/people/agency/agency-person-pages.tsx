import type { FormState } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, PostForm, RadiosField, SubmitButton, hasErrors } from '../../ui/form.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Page } from '../../ui/layout.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { accountPaths, agencyPaths } from '../people-paths.ts'
import { DetailsStateTag } from '../details-check/details-cards.tsx'
import type { AgencyPerson } from './agency-queries.ts'
import { wayHere } from './agency-pages.tsx'

/** One person; somebody with two jobs in the agency has two affiliations here. */
export function AgencyPersonPage(props: {
  site: SiteContext
  affiliations: [AgencyPerson, ...AgencyPerson[]]
  isOwn: boolean
  success?: string | undefined
}) {
  const { affiliations, isOwn } = props
  const [person] = affiliations
  return (
    <Page
      site={props.site}
      title={person.name}
      isUnlisted
      styles={['manage.css']}
      breadcrumbs={wayHere}
      success={props.success}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{person.name}</h1>
          <SummaryList
            rows={[
              { key: 'Email address', value: person.email },
              ...affiliations.map((affiliation) => ({
                key: 'Works in',
                value: (
                  <>
                    {affiliation.organisation.name}
                    <br />
                    <span class="cairn-meta">
                      {[affiliation.jobTitle, affiliation.jobRole].filter(Boolean).join(', ')}
                      {affiliation.jobTitle || affiliation.jobRole ? '; ' : ''}since{' '}
                      {formatDate(affiliation.since)}
                    </span>
                  </>
                ),
              })),
              {
                key: 'Details',
                value: (
                  <>
                    <DetailsStateTag state={person.details} />
                    <br />
                    <span class="cairn-meta">
                      {person.detailsConfirmedAt
                        ? `They last said that their details are right on ${formatDate(person.detailsConfirmedAt)}.`
                        : 'They have not yet said that their details are right.'}
                    </span>
                  </>
                ),
              },
            ]}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={`${agencyPaths.learning}?person=${person.id}`}>
              What {person.name} has learned
            </a>
          </p>
          {isOwn ? (
            <p class="govuk-body">
              This is you.{' '}
              <a class="govuk-link" href={accountPaths.account}>
                Your account
              </a>
            </p>
          ) : (
            <p class="govuk-body">
              <a class="govuk-link" href={agencyPaths.leaving(person.id)}>
                {person.name} no longer works here
              </a>
            </p>
          )}
        </div>
      </div>
    </Page>
  )
}

/** Before somebody is said to have left: what will happen. */
export function LeavingPage(props: {
  site: SiteContext
  affiliations: [AgencyPerson, ...AgencyPerson[]]
  form: FormState
}) {
  const { affiliations, form } = props
  const [person] = affiliations
  return (
    <Page
      site={props.site}
      title={`${person.name} no longer works here`}
      isUnlisted
      hasErrors={hasErrors(form)}
      breadcrumbs={[...wayHere, { text: person.name, href: agencyPaths.show(person.id) }]}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrors form={form} />
          <h1 class="govuk-heading-l">{person.name} no longer works here</h1>
          <p class="govuk-body">From today:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>{person.name} is no longer in your list, and you no longer see what they learn</li>
            <li>what they did while they worked for you still counts for your agency</li>
            <li>they keep their account, their courses and their certificates</li>
            <li>they get an email that says so, and can put it right if it is a mistake</li>
          </ul>
          <PostForm action={agencyPaths.leaving(person.id)}>
            {affiliations.length === 1 ? (
              <input type="hidden" name="affiliationId" value={person.affiliationId} />
            ) : (
              <RadiosField
                form={form}
                name="affiliationId"
                legend="Where do they no longer work?"
                items={affiliations.map(({ affiliationId, organisation }) => ({
                  value: affiliationId,
                  text: organisation.name,
                }))}
              />
            )}
            <SubmitButton classes="govuk-button--warning">
              They no longer work at{' '}
              {affiliations.length === 1 ? person.organisation.name : 'this one'}
            </SubmitButton>
          </PostForm>
          <p class="govuk-body">
            <a class="govuk-link" href={agencyPaths.show(person.id)}>
              Cancel
            </a>
          </p>
        </div>
      </div>
    </Page>
  )
}
