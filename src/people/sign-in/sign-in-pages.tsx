import type { ComponentChildren } from 'preact'
import type { FormState } from '../../platform/forms.ts'
import {
  FormErrors,
  HiddenField,
  PasswordField,
  PostForm,
  SubmitButton,
  TextField,
  hasErrors,
} from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import { Page } from '../../ui/layout.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { shortestPassword } from './password-rules.ts'
import { PasskeyForm, passkeyScripts } from '../passkeys/passkey-form.tsx'
import { registrationPaths, signInPaths } from '../people-paths.ts'
import type { ProviderChoice } from '../single-sign-on/provider-queries.ts'
import { ProviderButtons } from '../single-sign-on/provider-buttons.tsx'
import type { WaysIn } from './ways-in-queries.ts'

type Frame = {
  site: SiteContext
  title: string
  form?: FormState
  back?: string
  styles?: readonly string[]
  scripts?: readonly string[]
}

/** A narrow page with one task. */
export function TaskPage(props: Frame & { children: ComponentChildren; success?: string }) {
  return (
    <Page
      site={props.site}
      title={props.title}
      isUnlisted
      styles={props.styles}
      scripts={props.scripts}
      hasErrors={props.form ? hasErrors(props.form) : false}
      backLink={props.back ? { href: props.back } : undefined}
      success={props.success}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {props.form && <FormErrors form={props.form} />}
          <h1 class="govuk-heading-l">{props.title}</h1>
          {props.children}
        </div>
      </div>
    </Page>
  )
}

export function SignInPage(props: {
  site: SiteContext
  form: FormState
  providers: ProviderChoice[]
  /** They sent something after their session had ended. */
  wasNotCarriedOut?: boolean
  success?: string
}) {
  const { site, form, providers } = props
  const suggested = hasErrors(form) ? providerOfAddress(providers, form) : undefined
  return (
    <TaskPage
      site={site}
      title="Sign in"
      form={form}
      scripts={passkeyScripts}
      {...(props.success ? { success: props.success } : {})}
    >
      {site.isDemonstration && (
        <InsetText>
          This is a demonstration. Its sign-ins were printed where it was started.
        </InsetText>
      )}
      {props.wasNotCarriedOut && (
        <WarningText>
          You had been signed out, so what you sent just now was not carried out. Sign in to go back
          to the page and send it again. If you had typed a long text, your browser’s Back button
          can often bring it back once you have signed in.
        </WarningText>
      )}
      {suggested && (
        <InsetText>
          <p>People of {suggested.name} can sign in with the account that they have there.</p>
          <ProviderButtons providers={[suggested]} next={nextOf(form)} />
        </InsetText>
      )}
      <SignInWithPasskey next={nextOf(form)} />
      <PostForm action={signInPaths.signIn}>
        <HiddenField form={form} name="next" />
        <EmailField form={form} suggestsPasskeys />
        <PasswordField form={form} name="password" label="Password" />
        <SubmitButton>Sign in</SubmitButton>
      </PostForm>
      <p class="govuk-body">
        <a class="govuk-link" href={signInPaths.newPassword}>
          Forgotten your password, or signing in for the first time?
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={registrationPaths.begin(nextOf(form))}>
          You have no account yet? Create one
        </a>
      </p>
      {providers.length > 0 && (
        <>
          <h2 class="govuk-heading-m">With the account of your organisation</h2>
          <ProviderButtons providers={providers} next={nextOf(form)} />
        </>
      )}
    </TaskPage>
  )
}

/** The agency whose address was typed. It says nothing of whether somebody has that address here. */
function providerOfAddress(
  providers: ProviderChoice[],
  { values: { email } }: FormState,
): ProviderChoice | undefined {
  const domain =
    typeof email === 'string' ? email.trim().toLowerCase().split('@').at(-1) : undefined
  return domain ? providers.find(({ emailDomains }) => emailDomains.includes(domain)) : undefined
}

/** First where the browser has passkeys; not to be seen where it has none. */
function SignInWithPasskey({ next }: { next: string }) {
  return (
    <PasskeyForm
      kind="use"
      action={signInPaths.passkey}
      options={signInPaths.passkeyOptions}
      button="Sign in with a passkey"
      fields={{ next }}
    />
  )
}

function nextOf(form: FormState): string {
  const { next } = form.values
  return typeof next === 'string' ? next : ''
}

/** After the password: the code of an app, a passkey, or a recovery code in the place of either. */
export function SecondFactorPage(props: {
  site: SiteContext
  form: FormState
  next: string | null
  ways: WaysIn
  demonstration: { code: string } | { waitSeconds: number } | null
  wasNotCarriedOut: boolean
}) {
  const { form, ways } = props
  return (
    <TaskPage
      site={props.site}
      title={ways.hasApp ? 'Enter the code from your app' : 'Use your passkey or a recovery code'}
      form={form}
      scripts={passkeyScripts}
    >
      {props.wasNotCarriedOut && (
        <WarningText>
          Your account now needs a second factor, so what you sent just now was not carried out.
          After this step you are back on the page and can send it again.
        </WarningText>
      )}
      {ways.passkeys > 0 && <SignInWithPasskey next={props.next ?? ''} />}
      <p class="govuk-body">
        {ways.hasApp
          ? 'Open the authenticator app on your phone and type the 6-digit code that it shows for this site.'
          : 'If you cannot use your passkey here, type one of the recovery codes that you were given with it. Each works once.'}
      </p>
      {props.demonstration && <DemonstrationCode {...props.demonstration} />}
      <PostForm action={signInPaths.secondFactor(props.next)}>
        <CodeField form={form} label={ways.hasApp ? 'Code' : 'Recovery code'} />
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
      <Details summary={ways.hasApp ? 'I do not have my phone' : 'I have neither'}>
        {ways.hasApp && (
          <p class="govuk-body">
            Type one of the recovery codes that you were given when you set up the app, in place of
            the code. Each works once.
          </p>
        )}
        <p class="govuk-body">
          Without a recovery code, ask an officer of the partnership to reset your second factor.
          Then you set it up again when you next sign in.
        </p>
      </Details>
    </TaskPage>
  )
}

function DemonstrationCode(props: { code: string } | { waitSeconds: number }) {
  return (
    <InsetText>
      <strong>Demonstration only.</strong>{' '}
      {'code' in props ? (
        <>
          There is no phone here, so this is the code that the app would show:{' '}
          <strong>{props.code}</strong>
        </>
      ) : (
        <>
          The codes of now have been used, as each works once. Load this page again in{' '}
          {props.waitSeconds} {props.waitSeconds === 1 ? 'second' : 'seconds'}.
        </>
      )}
    </InsetText>
  )
}

export function AskForCodePage(props: { site: SiteContext; form: FormState }) {
  return (
    <TaskPage
      site={props.site}
      title="Choose a password"
      form={props.form}
      back={signInPaths.signIn}
    >
      <p class="govuk-body">
        We send a 6-digit code to your email address. Keep this page open, because the code is typed
        here.
      </p>
      <PostForm action={signInPaths.newPassword}>
        <EmailField form={props.form} />
        <SubmitButton>Send the code</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

export function CodeAndPasswordPage(props: {
  site: SiteContext
  form: FormState
  requestId: string
}) {
  const { form } = props
  return (
    <TaskPage site={props.site} title="Check your email" form={form} back={signInPaths.newPassword}>
      <p class="govuk-body">
        If somebody here has the address that you entered, a 6-digit code is on its way to it. It
        works once, for 10 minutes.
      </p>
      <PostForm action={signInPaths.newPasswordRequest(props.requestId)}>
        <CodeField form={form} label="Code from the email" />
        <NewPasswordField form={form} />
        <SubmitButton>Save the password</SubmitButton>
      </PostForm>
      <Details summary="The email has not come">
        <p class="govuk-body">
          It can take a minute or two. Look among your spam, and check that you entered the address
          that the partnership has for you.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={signInPaths.newPassword}>
            Ask for another code
          </a>
        </p>
      </Details>
    </TaskPage>
  )
}

export function SetUpPage(props: { site: SiteContext; form: FormState; token: string }) {
  return (
    <TaskPage site={props.site} title="Choose your password" form={props.form}>
      <p class="govuk-body">This link works once. After that you sign in with your password.</p>
      <PostForm action={signInPaths.setUp(props.token)}>
        <NewPasswordField form={props.form} />
        <SubmitButton>Save the password</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

/** A code or link that can no longer be used, and what to do. */
export function RequestOverPage(props: { site: SiteContext; tooManyWrong: boolean }) {
  return (
    <TaskPage
      site={props.site}
      title={
        props.tooManyWrong ? 'The code was wrong too many times' : 'This can no longer be used'
      }
    >
      <p class="govuk-body">
        {props.tooManyWrong
          ? 'To keep your account safe, that code no longer works. Ask for another one.'
          : 'A code works once, for 10 minutes, and a link from the command line for 24 hours. Ask for a new code.'}
      </p>
      <Button href={signInPaths.newPassword}>Ask for a code</Button>
    </TaskPage>
  )
}

function EmailField({ form, suggestsPasskeys }: { form: FormState; suggestsPasskeys?: boolean }) {
  return (
    <TextField
      form={form}
      name="email"
      label="Email address"
      type="email"
      autocomplete={suggestsPasskeys ? 'username webauthn' : 'username'}
      spellcheck={false}
    />
  )
}

/** A code is never offered by the browser from earlier ones, except where it comes by message. */
export function CodeField({ form, label }: { form: FormState; label: string }) {
  return (
    <TextField
      form={form}
      name="code"
      label={label}
      classes="govuk-input--width-10 govuk-input--extra-letter-spacing"
      autocomplete="one-time-code"
      spellcheck={false}
      autocapitalize="none"
    />
  )
}

export function NewPasswordField({ form }: { form: FormState }) {
  return (
    <PasswordField
      form={form}
      name="password"
      label="New password"
      autocomplete="new-password"
      hint={`At least ${shortestPassword} characters, of any kind. Four words that do not belong together make a good one.`}
    />
  )
}
