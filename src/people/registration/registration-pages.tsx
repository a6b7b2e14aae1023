import type { ComponentChildren } from 'preact'
import { emptyForm, type FormState } from '../../platform/forms.ts'
import { HiddenField, PostButton, PostForm, SubmitButton, TextField } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { registrationPaths, signInPaths } from '../people-paths.ts'
import { codeMinutes } from '../sign-in/request-codes.ts'
import { CodeField, TaskPage } from '../sign-in/sign-in-pages.tsx'
import { isPersonalProvider } from '../work-email.ts'
import type { Registration } from './registration-queries.ts'
import { RobotFields } from './robot-check.tsx'

type PageOf = { site: SiteContext; form: FormState }
export type StepProps = PageOf & { registration: Registration }

/** A step of registering, with the way back to the one before. */
export function StepPage(
  props: PageOf & {
    title: string
    back: string
    scripts?: readonly string[]
    children: ComponentChildren
  },
) {
  return (
    <TaskPage
      site={props.site}
      title={props.title}
      form={props.form}
      back={props.back}
      styles={['account.css']}
      scripts={props.scripts ?? []}
    >
      {props.children}
    </TaskPage>
  )
}

/** Who you are. */
export function BeginPage(props: PageOf & { stamp: string; next: string | null }) {
  const { site, form } = props
  return (
    <TaskPage site={site} title="Create an account" form={form} styles={['account.css']}>
      <p class="govuk-body">
        For people who work or volunteer with children and families, of any organisation. It takes
        about three minutes. You need:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>your email open, as we send a 6-digit code to it</li>
        <li>the name or postcode of the organisation you work for</li>
        <li>the name and email address of your line manager, if you have one</li>
      </ul>
      <p class="govuk-body">
        If you have an account already,{' '}
        <a class="govuk-link" href={withNext(signInPaths.signIn, props.next)}>
          sign in
        </a>
        .
      </p>
      <PostForm action={registrationPaths.begin()}>
        <HiddenField form={form} name="next" />
        <TextField
          form={form}
          name="name"
          label="Full name"
          hint="As it should stand on your certificates"
          autocomplete="name"
          spellcheck={false}
        />
        <TextField
          form={form}
          name="email"
          label="Work email address"
          hint="Your own, not a shared one such as office@. If you have none at work, as childminders and foster carers often do not, use a personal one."
          type="email"
          autocomplete="email"
          spellcheck={false}
        />
        <RobotFields stamp={props.stamp} />
        <p class="govuk-hint">
          When you press Continue, this browser keeps a cookie until you are done or close it, so
          that nobody else can go on with what you began. What you type is removed after a day if
          you do not finish.{' '}
          <a class="govuk-link" href="/privacy">
            How we use what you tell us
          </a>
        </p>
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

const sentWords = {
  again: 'Another email is on its way. The code in it is the one that works.',
  before: 'We sent one less than a minute ago. It can take a moment to arrive.',
}

/** Says the same whoever has the address: only the e-mail differs. */
export function CodePage(props: StepProps & { isOver: boolean; sent: 'again' | 'before' | null }) {
  const { site, form, registration, isOver } = props
  const { email } = registration
  return (
    <StepPage site={site} title="Check your email" form={form} back={registrationPaths.begin()}>
      {props.sent && <InsetText>{sentWords[props.sent]}</InsetText>}
      <p class="govuk-body">
        We have sent an email to <strong class="cairn-break">{email}</strong>. It has a 6-digit
        code, or says what to do if there is a record with this address already. The code works
        once, for {codeMinutes} minutes. Keep this page open.
      </p>
      {isPersonalProvider(email) && <PersonalAddressNote />}
      {isOver ? (
        <PostButton action={registrationPaths.anotherCode}>Send another code</PostButton>
      ) : (
        <>
          <PostForm action={registrationPaths.code}>
            <CodeField form={form} label="Code from the email" />
            <SubmitButton>Continue</SubmitButton>
          </PostForm>
          <Details summary="The email has not come">
            <p class="govuk-body">
              It can take a minute or two. Look among your spam too. If your organisation holds back
              mail from addresses that it does not know, ask for another code in a few minutes.
            </p>
            <PostButton action={registrationPaths.anotherCode} classes="govuk-button--secondary">
              Send another code
            </PostButton>
            <p class="govuk-body">
              <a class="govuk-link" href={registrationPaths.begin()}>
                Use another email address
              </a>
            </p>
          </Details>
        </>
      )}
    </StepPage>
  )
}

export function PersonalAddressNote() {
  return (
    <InsetText>
      This is a personal address. That is fine if you have none at work. If you do have one, use
      that: it shows for whom you work.
    </InsetText>
  )
}

/** No registration belongs to this browser: it was begun elsewhere, or a day is over. */
export function NotBegunPage({ site }: { site: SiteContext }) {
  return (
    <TaskPage site={site} title="This was begun in another browser, or is over">
      <p class="govuk-body">
        Registering can only be finished in the browser in which you began, within a day. Go back to
        that browser or, if you cannot, begin again: that takes about three minutes.
      </p>
      <Button href={registrationPaths.begin()}>Begin again</Button>
    </TaskPage>
  )
}

/** The address was proved, and meanwhile somebody has an account with it. */
export function AlreadyHerePage({ site }: { site: SiteContext }) {
  return (
    <TaskPage site={site} title="You already have an account" form={emptyForm}>
      <p class="govuk-body">
        Somebody with your email address has an account already. You may have finished in another
        browser. Sign in with your password, or choose a new one: a code is sent to your address.
      </p>
      <Button href={signInPaths.signIn}>Sign in</Button>
    </TaskPage>
  )
}

function withNext(path: string, next: string | null): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path
}
