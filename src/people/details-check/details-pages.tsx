import type { FormState } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, PostForm, SubmitButton, TextField, hasErrors } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { Page } from '../../ui/layout.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { detailsPaths } from '../people-paths.ts'
import { CodeField, TaskPage } from '../sign-in/sign-in-pages.tsx'
import { DetailsCards, DetailsGaps } from './details-cards.tsx'
import type { PersonDetails } from './own-details.ts'

/** One page, one button when all is right. `next`: it stands before a page that was asked for, and can be put off. */
export function DetailsPage(props: {
  site: SiteContext
  details: PersonDetails
  next: string | null
  form: FormState
  success?: string | undefined
}) {
  const { site, details, next, form } = props
  const isAsked = details.state !== 'confirmed'
  const title = isAsked ? 'Are your details right?' : 'Your details'
  const back = detailsPaths.show(next)
  return (
    <Page
      site={site}
      title={title}
      isUnlisted
      styles={['account.css']}
      hasErrors={hasErrors(form)}
      success={props.success}
      backLink={next ? undefined : { href: '/account', text: 'Your account' }}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrors form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <WhyAsked details={details} />
          <DetailsGaps gaps={details.gaps} back={back} />
          <DetailsCards details={details} back={back} />
          {details.gaps.length === 0 && (
            <PostForm action={detailsPaths.confirmation} label="Confirm">
              <input type="hidden" name="shown" value={details.fingerprint} />
              <input type="hidden" name="next" value={next ?? ''} />
              <SubmitButton>Everything is right</SubmitButton>
            </PostForm>
          )}
          {next && isAsked && (
            <PostForm action={detailsPaths.later} label="Later">
              <input type="hidden" name="next" value={next} />
              <Button classes="govuk-button--secondary" preventDoubleClick>
                Later
              </Button>
            </PostForm>
          )}
        </div>
      </div>
    </Page>
  )
}

function WhyAsked({ details }: { details: PersonDetails }) {
  return (
    <>
      <p class="govuk-body">{whySentence(details)}</p>
      {details.state === 'overdue' && (
        <p class="govuk-body">
          They have been due since {formatDate(details.dueAt)}. You can go on with your courses and
          see your certificates; enrolling on a course asks for them first.
        </p>
      )}
    </>
  )
}

function whySentence({
  state,
  dueAt,
  detailsConfirmedAt: confirmedAt,
  detailsAskedBecause: because,
}: PersonDetails): string {
  if (state === 'confirmed')
    return confirmedAt
      ? `You said on ${formatDate(confirmedAt)} that they are right. We ask again on ${formatDate(dueAt)}.`
      : `We ask you to confirm them on ${formatDate(dueAt)}.`
  switch (because) {
    case 'bounce':
      return 'An email to you came back. Please look at your address first: if it is right, prove it with a code; if not, change it.'
    case 'organisation-merged':
      return 'An organisation you work for has become another one. Please look at where you work.'
    case 'imported':
      return 'Your record was brought in from a list. Please look at whether it is right.'
    case 'officer':
      return 'The partnership asks you to look at your details.'
    case null:
      return confirmedAt
        ? `You last said on ${formatDate(confirmedAt)} that they are right. Please look at them again: certificates and joining instructions are made from them.`
        : 'Certificates and joining instructions are made from these. Please look at whether they are right.'
  }
}

export function ChangeNamePage(props: { site: SiteContext; form: FormState; back: string }) {
  return (
    <TaskPage site={props.site} title="Change your name" form={props.form} back={props.back}>
      <p class="govuk-body">
        From now on you are called by the new name. Certificates that you have keep the name of
        their day. If one of them has it wrong, ask the partnership to correct it.
      </p>
      <PostForm action={detailsPaths.name(props.back)}>
        <TextField form={props.form} name="name" label="Full name" autocomplete="name" />
        <SubmitButton>Save the name</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

export function ChangeEmailPage(props: {
  site: SiteContext
  form: FormState
  back: string
  /** The address of now, where it has still to be proved. */
  unproved: string | null
}) {
  const { form, back, unproved } = props
  return (
    <TaskPage
      site={props.site}
      title={unproved ? 'Prove or change your email address' : 'Change your email address'}
      form={form}
      back={back}
    >
      <p class="govuk-body">
        We send a 6-digit code to it. Keep this page open, because the code is typed here.
        {!unproved && ' Until then your address stays as it is.'}
      </p>
      <PostForm action={detailsPaths.email(back)}>
        <TextField
          form={form}
          name="email"
          label={unproved ? 'Email address' : 'New email address'}
          hint="Your own work address, not one that several people read"
          type="email"
          autocomplete="email"
          spellcheck={false}
        />
        <SubmitButton>Send the code</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

export function AddressCodePage(props: {
  site: SiteContext
  form: FormState
  requestId: string
  email: string
  back: string
}) {
  const { form, back, email } = props
  return (
    <TaskPage
      site={props.site}
      title="Check your email"
      form={form}
      back={detailsPaths.email(back)}
    >
      <p class="govuk-body">
        A 6-digit code is on its way to <strong class="cairn-breaks">{email}</strong>. It works
        once, for 10 minutes.
      </p>
      <p class="govuk-body">
        When you have typed it, this is your address. You stay signed in here and are signed out
        everywhere else. Your old address is told.
      </p>
      <PostForm action={detailsPaths.emailCode(props.requestId, back)}>
        <CodeField form={form} label="Code from the email" />
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
      <Details summary="The email has not come">
        <p class="govuk-body">
          It can take a minute or two. Look among your spam. If the address is wrong,{' '}
          <a class="govuk-link" href={detailsPaths.email(back)}>
            enter it again
          </a>
          .
        </p>
      </Details>
    </TaskPage>
  )
}

export function AddressCodeOverPage(props: {
  site: SiteContext
  tooManyWrong: boolean
  back: string
}) {
  return (
    <TaskPage
      site={props.site}
      title={
        props.tooManyWrong ? 'The code was wrong too many times' : 'This code can no longer be used'
      }
    >
      <p class="govuk-body">
        {props.tooManyWrong
          ? 'To keep your account safe, that code no longer works. Ask for another one.'
          : 'A code works once, for 10 minutes, in the account that asked for it.'}{' '}
        Your email address is as it was.
      </p>
      <Button href={detailsPaths.email(props.back)}>Ask for a code</Button>
    </TaskPage>
  )
}
