import type { FormState } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import {
  TextareaField,
  PostButton,
  PostForm,
  RadiosField,
  SubmitButton,
  TextField,
} from '../../ui/form.tsx'
import { RobotTrap } from '../../ui/robot-trap.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { TaskPage } from '../sign-in/sign-in-pages.tsx'
import { complaintPaths } from './privacy-paths.ts'
import type { PrivacyRequest } from './privacy-request-queries.ts'

/** The form for a complaint; nobody needs an account for it. */
export function ComplaintPage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <TaskPage site={site} title="Complain about how your data is used" form={form} back="/privacy">
      <p class="govuk-body">
        Tell us if you think that we use information about you wrongly. We confirm within 30 days
        that we have your complaint, look into it, and tell you what we found.
      </p>
      <p class="govuk-body">
        This is not for a concern about a child:{' '}
        <a class="govuk-link" href="/report">
          report a concern
        </a>
        .
      </p>
      <PostForm action={complaintPaths.new}>
        <TextareaField
          form={form}
          name="details"
          label="What happened?"
          hint="Say what we did and when, if you know. Up to 4,000 characters. Do not write anything about a child or a family."
          rows={8}
        />
        <RadiosField
          form={form}
          name="wantsAnswer"
          legend="Do you want an answer by email?"
          items={[
            {
              value: 'yes',
              text: 'Yes',
              hint: 'We send a code to show that the address is yours',
              conditional: (
                <>
                  <TextField
                    form={form}
                    name="email"
                    label="Email address"
                    type="email"
                    autocomplete="email"
                    spellcheck={false}
                  />
                  <TextField
                    form={form}
                    name="name"
                    label="Your name (optional)"
                    autocomplete="name"
                  />
                </>
              ),
            },
            {
              value: 'no',
              text: 'No',
              hint: 'We look into it, and cannot tell you what we found',
            },
          ]}
        />
        <RobotTrap />
        <SubmitButton>Send the complaint</SubmitButton>
      </PostForm>
      <p class="govuk-body">
        You can also complain to the{' '}
        <a class="govuk-link" href="https://ico.org.uk/make-a-complaint/" rel="noreferrer">
          Information Commissioner
        </a>{' '}
        at any time.
      </p>
    </TaskPage>
  )
}

/** The complaint has arrived. Where an answer by e-mail is wanted, the code is typed here. */
export function ComplaintSentPage(props: {
  site: SiteContext
  request: PrivacyRequest
  form: FormState
  success?: string | undefined
}) {
  const { site, request, form } = props
  const waits = request.email !== null && request.email_proved_at === null
  return (
    <TaskPage
      site={site}
      title={waits ? 'Show that the address is yours' : 'We have your complaint'}
      form={form}
      {...(props.success ? { success: props.success } : {})}
    >
      {waits ? (
        <>
          <p class="govuk-body">
            Your complaint has arrived: its reference is <strong>{request.reference}</strong>. So
            that we can answer you, type the six-digit code that we have sent to the address you
            gave. It works for 15 minutes.
          </p>
          <PostForm action={complaintPaths.code(request.id)}>
            <TextField
              form={form}
              name="code"
              label="Code from the email"
              inputmode="numeric"
              autocomplete="one-time-code"
              classes="govuk-input--width-10"
            />
            <SubmitButton>Confirm the address</SubmitButton>
          </PostForm>
          <PostButton
            action={complaintPaths.code(request.id)}
            fields={{ again: 'yes' }}
            classes="govuk-button--secondary"
          >
            Send another code
          </PostButton>
        </>
      ) : (
        <>
          <p class="govuk-body">
            Its reference is <strong>{request.reference}</strong>. We received it on{' '}
            {formatDate(request.received_on)} and look into it. We aim to have an answer by{' '}
            {formatDate(request.answer_by)}.
          </p>
          <p class="govuk-body">
            {request.email
              ? 'We write to the address that you confirmed.'
              : 'Note the reference: you can quote it if you ask us about it. As you gave no address, this page is our confirmation.'}
          </p>
        </>
      )}
    </TaskPage>
  )
}
