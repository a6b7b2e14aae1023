import type { FormState } from '../../platform/forms.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import {
  FormErrors,
  PostButton,
  PostForm,
  RadiosField,
  SelectField,
  SubmitButton,
  TextareaField,
  hasErrors,
} from '../../ui/form.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { AuditSentences, type ToldEntry } from '../audit/audit-pages.tsx'
import { personPaths } from '../people-paths.ts'
import { Lines } from './own-request-pages.tsx'
import { erasurePaths, privacyDeskPaths } from './privacy-paths.ts'
import type { ExportState } from './privacy-export-queries.ts'
import { privacyKinds, refusalReasons, stateWords } from './privacy-words.ts'
import { type DeskRequest, ClockTag } from './privacy-desk-pages.tsx'

export type DeskForms = {
  extension: FormState
  answer: FormState
  note: FormState
  /** What a button was refused for. */
  step: FormState
}

/** One request: what was asked, the next steps, the copy of data, notes. */
export function PrivacyRequestPage(props: {
  site: SiteContext
  request: DeskRequest
  notes: { at: Date; by: string | null; note: string }[]
  copy: ExportState | null
  history: ToldEntry[]
  forms: DeskForms
  /** Is it the officer's own request? */
  isOwn: boolean
  success?: string | undefined
}) {
  const { site, request, forms } = props
  const isOpen = request.state === 'open'
  const isOpenToMe = isOpen && !props.isOwn
  return (
    <WorkspacePage
      site={site}
      title={`${privacyKinds[request.kind].desk} ${request.reference}`}
      caption="Privacy request"
      hasErrors={Object.values(forms).some(hasErrors)}
      success={props.success}
      breadcrumbs={[
        { text: 'People', href: personPaths.list },
        { text: 'Privacy requests', href: privacyDeskPaths.list },
      ]}
    >
      {Object.values(forms).map((form) => (
        <FormErrors form={form} />
      ))}
      <p class="govuk-body">
        <ClockTag clock={request.clock} />
      </p>
      <RequestSummary request={request} />
      {props.isOwn && isOpen && (
        <InsetText>This is your own request. Another officer answers it.</InsetText>
      )}
      {isOpenToMe && <Steps {...props} />}
      <Notes {...props} />
      <h2 class="govuk-heading-m">What has been done</h2>
      <AuditSentences entries={props.history} />
    </WorkspacePage>
  )
}

function RequestSummary({ request }: { request: DeskRequest }) {
  const contact = request.email
    ? `${request.email}${request.email_proved_at ? '' : ' (not proved: nothing is sent there)'}`
    : 'None: the answer cannot be sent'
  return (
    <SummaryList
      rows={[
        {
          key: 'From',
          value: request.person_id ? (
            <a class="govuk-link" href={personPaths.show(request.person_id)}>
              {request.who}
            </a>
          ) : (
            (request.who ?? 'Somebody without an account')
          ),
        },
        !request.person_id && { key: 'Email address', value: contact },
        { key: 'Received', value: formatDateTime(request.received_at) },
        {
          key: 'Acknowledged',
          value: request.acknowledged_at
            ? formatDateTime(request.acknowledged_at)
            : `Not yet. Due by ${formatDate(request.acknowledge_by)}`,
        },
        { key: 'Answer by', value: formatDate(request.answer_by) },
        Boolean(request.extension_reason) && {
          key: 'Why it takes longer',
          value: request.extension_reason ?? '',
        },
        {
          key: 'In their words',
          value: request.details ? <Lines text={request.details} /> : 'Nothing',
        },
        { key: 'State', value: stateWords[request.state] },
        request.refusal_reason !== null && {
          key: 'Why it is refused',
          value: request.refusal_reason ? refusalReasons[request.refusal_reason] : '',
        },
        Boolean(request.outcome) && { key: 'Our answer', value: <Lines text={request.outcome} /> },
      ]}
    />
  )
}

function Steps(props: { request: DeskRequest; copy: ExportState | null; forms: DeskForms }) {
  const { request, copy, forms } = props
  return (
    <>
      {!request.acknowledged_at && (
        <>
          <h2 class="govuk-heading-m">Acknowledge</h2>
          <p class="govuk-body">
            They get an email which says that somebody looks into it and when they have an answer.
          </p>
          <PostButton action={privacyDeskPaths.step(request.id, 'acknowledgement')}>
            Acknowledge
          </PostButton>
        </>
      )}
      {request.kind === 'access' && request.person_id && <Copy request={request} copy={copy} />}
      {request.kind === 'erasure' && request.person_id && (
        <>
          <h2 class="govuk-heading-m">Erase</h2>
          <p class="govuk-body">
            <a class="govuk-link" href={erasurePaths.preview(request.person_id, request.id)}>
              See what would be erased, and decide
            </a>
          </p>
        </>
      )}
      <h2 class="govuk-heading-m">Answer</h2>
      <PostForm action={privacyDeskPaths.step(request.id, 'answer')} label="Answer">
        <RadiosField
          form={forms.answer}
          name="state"
          legend="How does it end?"
          items={[
            { value: 'fulfilled', text: 'Done', hint: doneHint(request) },
            {
              value: 'refused',
              text: 'Refused',
              conditional: (
                <SelectField
                  form={forms.answer}
                  name="refusal"
                  label="Legal reason"
                  items={[
                    { value: '', text: 'Choose a reason' },
                    ...Object.entries(refusalReasons).map(([value, text]) => ({ value, text })),
                  ]}
                />
              ),
            },
            {
              value: 'closed',
              text: 'Closed without either',
              hint: 'For example because they said that it is settled',
            },
          ]}
        />
        <TextareaField
          form={forms.answer}
          name="outcome"
          label="What the person is told"
          hint="They read it under their account, or in the letter. Name nobody else."
          rows={5}
        />
        <SubmitButton>Send the answer</SubmitButton>
      </PostForm>
      {!request.extended_at && (
        <Details
          summary="It takes longer than a month"
          {...(hasErrors(forms.extension) ? { open: true } : {})}
        >
          <PostForm action={privacyDeskPaths.step(request.id, 'extension')} label="Extend">
            <p class="govuk-body">
              Two more months, where the request is complex or one of many (UK GDPR article 12(3)).
              They are told the reason at once.
            </p>
            <TextareaField form={forms.extension} name="reason" label="The reason" rows={3} />
            <SubmitButton classes="govuk-button--secondary">Extend by two months</SubmitButton>
          </PostForm>
        </Details>
      )}
    </>
  )
}

function doneHint(request: DeskRequest): string {
  if (request.kind === 'access' && request.person_id) return 'Release the copy first'
  if (request.kind === 'erasure' && request.person_id) return 'Erasing answers it by itself'
  return 'You did what was asked for'
}

function Copy({ request, copy }: { request: DeskRequest; copy: ExportState | null }) {
  return (
    <>
      <h2 class="govuk-heading-m">The copy</h2>
      {copy ? (
        <>
          <p class="govuk-body">
            Made on {formatDateTime(copy.made_at)}, {Math.ceil(copy.bytes / 1024)} KB.{' '}
            {copy.released_at
              ? `Released on ${formatDateTime(copy.released_at)}; they can fetch it until ${formatDate(copy.expires_at)}.`
              : copy.checked_at
                ? 'You have looked at it: release it when it is right.'
                : 'Download it and look at it before you release it.'}
          </p>
          <PostButton
            action={privacyDeskPaths.export(request.id, 'download')}
            classes="govuk-button--secondary"
          >
            Download the copy to check it
          </PostButton>
          {!copy.released_at && copy.checked_at && (
            <PostButton action={privacyDeskPaths.export(request.id, 'release')}>
              Release it to the person
            </PostButton>
          )}
        </>
      ) : (
        <p class="govuk-body">
          Make the copy, look at it, and release it. The person fetches it under their account; it
          is never sent by email.
        </p>
      )}
      {!copy?.released_at && (
        <PostButton action={privacyDeskPaths.export(request.id)} classes="govuk-button--secondary">
          {copy ? 'Make it again' : 'Make the copy'}
        </PostButton>
      )}
    </>
  )
}

function Notes(props: {
  request: DeskRequest
  notes: { at: Date; by: string | null; note: string }[]
  forms: DeskForms
}) {
  return (
    <>
      <h2 class="govuk-heading-m">Notes</h2>
      {props.notes.map(({ at, by, note }) => (
        <InsetText>
          <Lines text={note} />
          <br />
          <span class="govuk-hint">
            {by ?? 'Somebody'}, {formatDateTime(at)}
          </span>
        </InsetText>
      ))}
      <PostForm action={privacyDeskPaths.step(props.request.id, 'notes')} label="Add a note">
        <TextareaField
          form={props.forms.note}
          name="note"
          label="Note for other officers"
          hint="Not sent to anybody. Nothing about a child or a family."
          rows={2}
        />
        <SubmitButton classes="govuk-button--secondary">Add the note</SubmitButton>
      </PostForm>
    </>
  )
}
