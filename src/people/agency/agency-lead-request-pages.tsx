import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import {
  CountedField,
  FormErrors,
  PostForm,
  RadiosField,
  SubmitButton,
  hasErrors,
} from '../../ui/form.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { agencyPaths, organisationPaths, personPaths } from '../people-paths.ts'
import type { LeadRequest } from './agency-lead-request-queries.ts'

const title = 'Requests to lead an agency'

/** Who asked to lead their agency, the oldest first. */
export function LeadRequestsPage(props: {
  site: SiteContext
  requests: LeadRequest[]
  success?: string | undefined
}) {
  const { requests } = props
  return (
    <WorkspacePage
      site={props.site}
      title={title}
      success={props.success}
      breadcrumbs={[{ text: 'People', href: personPaths.list }]}
    >
      {requests.length === 0 ? (
        <p class="govuk-body">Nobody waits for an answer.</p>
      ) : (
        <Scroll label={title}>
          <Table
            caption={title}
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[{ text: 'Person' }, { text: 'Organisation' }, { text: 'Asked on' }]}
            rows={requests.map(({ id, person, organisation, requestedAt }) => [
              {
                text: (
                  <a class="govuk-link" href={agencyPaths.request(id)}>
                    {person.name}
                  </a>
                ),
              },
              { text: organisation.name },
              { text: formatDate(requestedAt) },
            ])}
          />
        </Scroll>
      )}
    </WorkspacePage>
  )
}

/** One request, to be approved or declined. */
export function LeadRequestPage(props: {
  site: SiteContext
  request: LeadRequest
  form: FormState
}) {
  const { request, form } = props
  const { person, organisation, leads } = request
  return (
    <WorkspacePage
      site={props.site}
      title={`${person.name} asks to lead ${organisation.name}`}
      hasErrors={hasErrors(form)}
      breadcrumbs={[
        { text: 'People', href: personPaths.list },
        { text: title, href: agencyPaths.requests },
      ]}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        A lead sees the names, work addresses and learning of everybody in their organisation and in
        those below it. Approve somebody only when you know from the organisation that they hold the
        post.
      </p>
      {!request.worksThere && (
        <WarningText iconFallbackText="Warning">
          {person.name} no longer works at {organisation.name}, so they cannot lead it. Decline the
          request, or put right first where they work.
        </WarningText>
      )}
      <SummaryList
        rows={[
          {
            key: 'Person',
            value: (
              <>
                <a class="govuk-link" href={personPaths.show(person.id)}>
                  {person.name}
                </a>
                <br />
                <span class="cairn-meta">
                  {person.email}
                  {person.jobTitle ? `, ${person.jobTitle}` : ''}
                </span>
              </>
            ),
          },
          {
            key: 'Organisation',
            value: (
              <a class="govuk-link" href={organisationPaths.show(organisation.id)}>
                {organisation.name}
              </a>
            ),
          },
          { key: 'Leads now', value: leads.length > 0 ? leads.join(', ') : 'Nobody' },
          { key: 'Why', value: request.reason },
          { key: 'Asked', value: formatDateTime(request.requestedAt) },
        ]}
      />
      <PostForm action={agencyPaths.decision(request.id)}>
        <RadiosField
          form={form}
          name="decision"
          legend="Decision"
          items={[
            ...(request.worksThere
              ? [{ value: 'approve', text: 'Approve: they become the lead' }]
              : []),
            { value: 'decline', text: 'Decline: they are told, and nothing changes' },
          ]}
        />
        <CountedField
          form={form}
          name="note"
          label="Note for your records (optional)"
          maxlength={1000}
          rows={3}
        />
        <SubmitButton>Save the decision</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}
