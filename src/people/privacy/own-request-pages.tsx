import type { FormState } from '../../platform/forms.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import { TextareaField, PostButton, PostForm, RadiosField, SubmitButton } from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { detailsPaths } from '../people-paths.ts'
import { TaskPage } from '../sign-in/sign-in-pages.tsx'
import type { ErasurePlan, OpenRequest } from './erasure.ts'
import { ownRequestKinds } from './privacy-forms.ts'
import { complaintPaths, ownDataPaths } from './privacy-paths.ts'
import type { PrivacyRequest } from './privacy-request-queries.ts'
import { privacyKinds, refusalReasons, stateWords, type PrivacyKind } from './privacy-words.ts'

/** Asking for something about one's data. */
export function OwnRequestPage(props: {
  site: SiteContext
  form: FormState
  /** What the link to the page was about. */
  kind: PrivacyKind | null
  /** What an erasure would do today; null where something else is asked for. */
  plan: ErasurePlan | null
}) {
  const { site, form, kind, plan } = props
  return (
    <TaskPage
      site={site}
      title={kind ? askTitles[kind] : 'Ask about your data'}
      form={form}
      back={ownDataPaths.show}
    >
      <p class="govuk-body">
        We answer within one month. If it takes longer, we tell you why before the month is over.
      </p>
      <p class="govuk-body">
        Much of it you can put right yourself, at once:{' '}
        <a class="govuk-link" href={detailsPaths.show()}>
          your details
        </a>
        .
      </p>
      <PostForm action={ownDataPaths.request()}>
        <RadiosField
          form={form}
          name="kind"
          legend="What do you ask for?"
          items={ownRequestKinds.map((kind) => ({
            value: kind,
            text: privacyKinds[kind].title,
            ...(kind === 'erasure' && !plan ? erasureLink : kindHints[kind]),
          }))}
        />
        <TextareaField
          form={form}
          name="details"
          label="In your words"
          hint="Not needed for a copy or an erasure. Up to 4,000 characters. Do not write anything about a child or a family."
          rows={6}
        />
        {plan && (
          <>
            <h2 class="govuk-heading-m">What an erasure would do</h2>
            <p class="govuk-body">
              An officer decides. An erasure cannot be undone: you can no longer sign in, and
              certificates no longer carry your name.
            </p>
            <PlanLists plan={plan} level={3} />
          </>
        )}
        <SubmitButton>Send</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

const askTitles: Record<PrivacyKind, string> = {
  access: 'Ask for a copy of your data',
  correction: 'Ask for a correction',
  erasure: 'Ask for erasure of your data',
  restriction: 'Ask for limits on how your data is used',
  objection: 'Object to how your data is used',
  complaint: 'Complain about how your data is used',
}

const erasureLink = {
  hint: (
    <a class="govuk-link" href={ownDataPaths.request('erasure')}>
      See first what would be deleted and what must be kept
    </a>
  ),
}

const kindHints: Partial<Record<keyof typeof privacyKinds, { hint: string }>> = {
  correction: { hint: 'Of something that you cannot change yourself' },
  access: { hint: 'You can also download it yourself, at once' },
  erasure: { hint: 'What would be deleted and what must be kept is listed below' },
  restriction: { hint: 'For example while it is checked whether something is right' },
  complaint: { hint: 'We confirm within 30 days that we have it' },
}

/** What an erasure deletes, and what it keeps and why. */
export function PlanLists({ plan, level }: { plan: ErasurePlan; level: 2 | 3 }) {
  const Heading = `h${level}` as const
  return (
    <>
      <Heading class="govuk-heading-s">Deleted</Heading>
      <ul class="govuk-list govuk-list--bullet">
        {plan.taken.map(({ title, entries }) => (
          <li>
            {title} ({entries})
          </li>
        ))}
      </ul>
      <Heading class="govuk-heading-s">Kept, without the name</Heading>
      {plan.kept.length === 0 ? (
        <p class="govuk-body">Nothing.</p>
      ) : (
        <SummaryList
          rows={plan.kept.map(({ title, entries, why, until }) => ({
            key: `${title} (${entries})`,
            value: (
              <>
                {why}
                <br />
                <strong>Until:</strong> {until}
              </>
            ),
          }))}
        />
      )}
      {plan.open.length > 0 && (
        <>
          <Heading class="govuk-heading-s">Other requests that are open</Heading>
          <ul class="govuk-list govuk-list--bullet">
            {plan.open.map((request) => (
              <li>
                {privacyKinds[request.kind].title} ({request.reference}): {whatBecomesOf(request)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="govuk-body">
        The log of who did what keeps numbers in the place of names, which then lead to nobody.
      </p>
    </>
  )
}

function whatBecomesOf({ kind, hasOwnAddress }: OpenRequest): string {
  if (hasOwnAddress)
    return 'stays open, and is answered at the address that was confirmed. Its words are kept until then.'
  return kind === 'complaint'
    ? 'has to be answered before the record is erased.'
    : 'ends with the erasure, without another answer.'
}

/** What one has asked, how far it is, and the answer. */
export function AskedPage(props: {
  site: SiteContext
  request: PrivacyRequest
  /** A copy waits to be fetched until this moment. */
  copyUntil: Date | null
  success?: string | undefined
}) {
  const { site, request } = props
  const isOpen = request.state === 'open'
  return (
    <TaskPage
      site={site}
      title={privacyKinds[request.kind].title}
      back={ownDataPaths.show}
      {...(props.success ? { success: props.success } : {})}
    >
      <SummaryList
        rows={[
          { key: 'Reference', value: request.reference },
          { key: 'Received', value: formatDateTime(request.received_at) },
          {
            key: 'Read by somebody of the partnership',
            value: request.acknowledged_at ? formatDate(request.acknowledged_at) : 'Not yet',
          },
          isOpen && { key: 'Answer by', value: formatDate(request.answer_by) },
          Boolean(request.extension_reason) && {
            key: 'Why it takes longer',
            value: request.extension_reason ?? '',
          },
          Boolean(request.details) && { key: 'You wrote', value: <Lines text={request.details} /> },
          { key: 'State', value: stateWords[request.state] },
          Boolean(request.refusal_reason) && {
            key: 'Why it is refused',
            value: request.refusal_reason ? refusalReasons[request.refusal_reason] : '',
          },
          Boolean(request.outcome) && {
            key: 'Our answer',
            value: <Lines text={request.outcome} />,
          },
        ]}
      />
      {props.copyUntil && (
        <InsetText>
          The copy of your data is ready until {formatDate(props.copyUntil)}.{' '}
          <a class="govuk-link" href={ownDataPaths.released(request.id)}>
            Download it
          </a>
        </InsetText>
      )}
      {isOpen ? (
        <>
          <p class="govuk-body">
            You can take this back for as long as it is not answered. You can ask again later.
          </p>
          <PostButton
            action={ownDataPaths.withdrawal(request.id)}
            classes="govuk-button--secondary"
          >
            Take it back
          </PostButton>
        </>
      ) : (
        <p class="govuk-body">
          If you are not content,{' '}
          <a class="govuk-link" href={complaintPaths.new}>
            complain to us
          </a>
          . You can also{' '}
          <a class="govuk-link" href="https://ico.org.uk/make-a-complaint/" rel="noreferrer">
            complain to the Information Commissioner
          </a>{' '}
          or go to court.
        </p>
      )}
    </TaskPage>
  )
}

/** A text as it was typed, line by line. */
export function Lines({ text }: { text: string | null }) {
  return (
    <>
      {(text ?? '').split('\n').map((line, at) => (
        <>
          {at > 0 && <br />}
          {line}
        </>
      ))}
    </>
  )
}
