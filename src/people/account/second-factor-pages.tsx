import type { ComponentChildren } from 'preact'
import { encode } from 'uqr'
import type { FormState } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import { PasswordField, PostForm, SubmitButton, hasErrors } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import type { OwnAccount } from './own-account.ts'
import { accountPaths } from '../people-paths.ts'
import { CodeField, TaskPage } from '../sign-in/sign-in-pages.tsx'

/** For somebody who has none yet: why, and a button. */
export function BeginSecondFactorPage(props: {
  site: SiteContext
  isNeeded: boolean
  /** Holds no role but that of whoever learns. */
  isPractitioner: boolean
  next: string | null
  back: string | null
}) {
  return (
    <TaskPage
      site={props.site}
      title="Set up a second factor"
      {...(props.back ? { back: props.back } : {})}
    >
      <p class="govuk-body">
        {props.isNeeded && props.isPractitioner
          ? 'The partnership asks everybody with an account for a second factor beside the password: a password that somebody has learned is then not enough.'
          : props.isNeeded
            ? 'Your role can change what the public reads, or see other people’s records. So it needs a second factor beside the password: a password that somebody has learned is then not enough.'
            : 'With it you also need a code from an app on your phone to sign in: a password that somebody has learned is then not enough.'}
      </p>
      <p class="govuk-body">
        You need an authenticator app. Any that shows 6-digit codes will do: Google Authenticator,
        Microsoft Authenticator, Aegis or the passwords app of your phone. It takes about two
        minutes.
      </p>
      <PostForm action={accountPaths.secondFactor(props.next)}>
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
      <p class="govuk-body">
        <a class="govuk-link" href={accountPaths.newPasskey(props.next)}>
          Use a passkey instead: your finger, face or PIN
        </a>
      </p>
    </TaskPage>
  )
}

/** For somebody who has one: change it, new recovery codes, switch it off. Each asks for the password. */
export function SecondFactorSettingsPage(props: {
  site: SiteContext
  account: OwnAccount
  forms: { replace: FormState; remove: FormState }
}) {
  const { account, forms } = props
  const refused = Object.values(forms).find(hasErrors)
  return (
    <TaskPage
      site={props.site}
      title="Your authenticator app"
      back={accountPaths.account}
      {...(refused ? { form: refused } : {})}
    >
      <p class="govuk-body">
        Set up on {formatDate(account.secondFactorSince!)}.{' '}
        {recoveryCodesText(account.recoveryCodesLeft, true)}:{' '}
        <a class="govuk-link" href={accountPaths.recoveryCodes}>
          make new ones
        </a>
        .
      </p>
      <Settings
        heading="Use another phone or app"
        action={accountPaths.secondFactor()}
        form={forms.replace}
        asksForPassword={account.ways.hasPassword}
        button="Set up again"
        id="replace"
      >
        The one you have now works until the new one has shown a code.
      </Settings>
      {(!account.needsSecondFactor || account.ways.passkeys > 0) && (
        <Settings
          heading="Switch it off"
          action={accountPaths.secondFactorRemoval}
          form={forms.remove}
          asksForPassword={account.ways.hasPassword}
          button="Switch off"
          id="remove"
        >
          {account.ways.passkeys > 0
            ? 'After that a passkey is your second factor.'
            : 'After that you sign in with your password alone.'}
        </Settings>
      )}
    </TaskPage>
  )
}

/** New recovery codes in place of the old. */
export function NewRecoveryCodesPage(props: {
  site: SiteContext
  account: OwnAccount
  form: FormState
}) {
  const { account, form } = props
  return (
    <TaskPage site={props.site} title="Your recovery codes" form={form} back={accountPaths.account}>
      <p class="govuk-body">
        {recoveryCodesText(account.recoveryCodesLeft, true)}. A recovery code lets you in once, in
        place of your app or passkey.
      </p>
      <p class="govuk-body">You get ten new ones. The old ones stop working.</p>
      <PostForm action={accountPaths.recoveryCodes}>
        {account.ways.hasPassword && (
          <PasswordField form={form} name="current-codes" label="Your password" />
        )}
        <SubmitButton>Make new codes</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

function Settings(props: {
  heading: string
  action: string
  form: FormState
  button: string
  id: string
  asksForPassword: boolean
  children: ComponentChildren
}) {
  return (
    <Details summary={props.heading} {...(hasErrors(props.form) ? { open: true } : {})}>
      <p class="govuk-body">{props.children}</p>
      <PostForm action={props.action} label={props.heading}>
        {props.asksForPassword && (
          <PasswordField form={props.form} name={`current-${props.id}`} label="Your password" />
        )}
        <SubmitButton classes="govuk-button--secondary">{props.button}</SubmitButton>
      </PostForm>
    </Details>
  )
}

/** The key for the app, and the first code that it shows. */
export function ConfirmSecondFactorPage(props: {
  site: SiteContext
  form: FormState
  secret: { key: string; uri: string }
  next: string | null
}) {
  const { form, secret } = props
  return (
    <TaskPage
      site={props.site}
      title="Add this site to your app"
      styles={['account.css']}
      form={form}
      back={accountPaths.secondFactor(props.next)}
    >
      <ol class="govuk-list govuk-list--number">
        <li>Open the authenticator app and choose to add an account.</li>
        <li>Scan this picture with it, or type the key in.</li>
        <li>Type the 6-digit code that the app shows then.</li>
      </ol>
      <QrCode text={secret.uri} label="QR code of the key below, for your authenticator app" />
      <p class="govuk-body">
        Key to type: <strong class="cairn-key">{secret.key.replace(/.{4}(?=.)/g, '$& ')}</strong>
      </p>
      <PostForm action={accountPaths.confirmSecondFactor(props.next)}>
        <CodeField form={form} label="Code from the app" />
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

/** Shown once, in the answer that made them. */
export function RecoveryCodesPage(props: {
  site: SiteContext
  codes: string[]
  next: string
  /** What has been done, and what the codes are for. */
  done: string
}) {
  return (
    <TaskPage site={props.site} title="Keep your recovery codes" styles={['account.css']}>
      <p class="govuk-body">{props.done}</p>
      <ol class="cairn-codes">
        {props.codes.map((code) => (
          <li>{code}</li>
        ))}
      </ol>
      <WarningText>
        They are shown only now. Print this page or write them down, and keep them away from your
        phone.
      </WarningText>
      <Button href={props.next}>I have kept them</Button>
    </TaskPage>
  )
}

/** Dark on white in both colour schemes, because phones read it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      class="cairn-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={220}
      height={220}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** How many codes are left, in words; `isSentence` begins with a capital. */
export function recoveryCodesText(left: number, isSentence = false): string {
  const text =
    left === 1 ? '1 recovery code left' : `${left === 0 ? 'no' : left} recovery codes left`
  return isSentence ? text.replace(/^n/, 'N') : text
}
