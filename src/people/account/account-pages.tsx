import type { ComponentChildren } from 'preact'
import { encode } from 'uqr'
import type { SignedInPerson } from '../../platform/access.ts'
import type { FormState } from '../../platform/forms.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import { PasswordField, PostButton, PostForm, SubmitButton, hasErrors } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import { Page } from '../../ui/layout.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import type { OwnAccount } from './own-account.ts'
import { passkeyText } from '../passkeys/passkey-pages.tsx'
import { DetailsBanner } from '../details-check/details-cards.tsx'
import { accountPaths, detailsPaths, signInPaths } from '../people-paths.ts'
import { linkedAccountText } from '../single-sign-on/single-sign-on-pages.tsx'
import { roleNames } from '../people-access.ts'
import { CodeField, NewPasswordField, TaskPage } from '../sign-in/sign-in-pages.tsx'

export function AccountPage(props: {
  site: SiteContext
  person: SignedInPerson
  account: OwnAccount
  links: { text: string; href: string }[]
  success?: string
}) {
  const { site, person, account } = props
  return (
    <Page site={site} title="Your account" isUnlisted success={props.success}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Your account</h1>
          <DetailsBanner state={account.details.state} />
          {props.links.length > 0 && (
            <ul class="govuk-list">
              {props.links.map((link) => (
                <li>
                  <a class="govuk-link" href={link.href}>
                    {link.text}
                  </a>
                </li>
              ))}
            </ul>
          )}
          <h2 class="govuk-heading-m">Your details</h2>
          <SummaryList
            rows={[
              { key: 'Name', value: person.name },
              { key: 'Email address', value: person.email },
              {
                key: account.details.employers.length > 1 ? 'Employers' : 'Employer',
                value:
                  account.details.employers
                    .map(({ organisationName }) => organisationName)
                    .join(', ') || 'None',
              },
              {
                key: 'Roles',
                value: person.roles.map((role) => roleNames[role]).join(', ') || 'None',
              },
            ]}
          />
          <p class="govuk-body">
            Certificates and joining instructions use these details.{' '}
            <a class="govuk-link" href={detailsPaths.show()}>
              Check or change your details
            </a>
          </p>
          <SignInSection account={account} />
          <Sessions sessions={account.sessions} />
        </div>
      </div>
    </Page>
  )
}

/** How this person signs in, the best way first. */
function SignInSection({ account }: { account: OwnAccount }) {
  const { ways, passkeys } = account
  return (
    <>
      <h2 class="govuk-heading-m">How you sign in</h2>
      <SummaryList
        rows={[
          ...passkeys.map((passkey) => ({
            key: `Passkey “${passkey.name}”`,
            value: passkeyText(passkey),
            actions: action('Change or remove', accountPaths.passkey(passkey.id), passkey.name),
          })),
          passkeys.length === 0 && {
            key: 'Passkey',
            value: 'None. With one you sign in by finger, face or PIN, without a password',
            actions: action('Add', accountPaths.newPasskey(), 'a passkey'),
          },
          ...account.linkedAccounts.map((linked) => ({
            key: `Account of ${linked.providerName}`,
            value: linkedAccountText(linked),
            actions: action(
              'Unlink',
              accountPaths.linkedAccount(linked.providerId),
              `your account of ${linked.providerName}`,
            ),
          })),
          account.hasProviders &&
            account.linkedAccounts.length === 0 && {
              key: 'Account of your agency',
              value: 'None linked',
              actions: action('Link', accountPaths.linkAccount, 'the account of your agency'),
            },
          {
            key: 'Password',
            value: ways.hasPassword ? 'Set' : 'Not set',
            actions: ways.hasPassword
              ? action('Change', accountPaths.password, 'your password')
              : action('Choose one', signInPaths.newPassword, 'as your password'),
          },
          {
            key: 'Authenticator app',
            value: account.secondFactorSince
              ? `Set up on ${formatDate(account.secondFactorSince)}`
              : 'Not set up',
            actions: action(
              account.secondFactorSince ? 'Change' : 'Set up',
              accountPaths.secondFactor(),
              'your authenticator app',
            ),
          },
          (ways.hasApp || passkeys.length > 0) && {
            key: 'Recovery codes',
            value: recoveryCodesText(account.recoveryCodesLeft, true),
            actions: action('Make new ones', accountPaths.recoveryCodes, 'in place of these'),
          },
        ]}
      />
      {passkeys.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={accountPaths.newPasskey()}>
            Add another passkey
          </a>
        </p>
      )}
      {account.hasProviders && account.linkedAccounts.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={accountPaths.linkAccount}>
            Link the account of another agency
          </a>
        </p>
      )}
    </>
  )
}

function action(text: string, href: string, visuallyHiddenText: string) {
  return { items: [{ text, href, visuallyHiddenText }] }
}

function Sessions({ sessions }: { sessions: OwnAccount['sessions'] }) {
  return (
    <>
      <h2 class="govuk-heading-m">Where you are signed in</h2>
      <Table
        caption="Your sessions"
        captionClasses="govuk-visually-hidden"
        head={[{ text: 'Signed in' }, { text: 'Last used' }]}
        rows={sessions.map((session) => [
          { text: formatDateTime(session.startedAt) },
          { text: session.isThisOne ? 'Now, here' : formatDateTime(session.lastSeenAt) },
        ])}
      />
      {sessions.length > 1 ? (
        <PostButton action={accountPaths.sessionsEnd} classes="govuk-button--secondary">
          Sign out everywhere else
        </PostButton>
      ) : (
        <p class="govuk-body">You are signed in nowhere else.</p>
      )}
    </>
  )
}

export function ChangePasswordPage(props: { site: SiteContext; form: FormState }) {
  return (
    <TaskPage
      site={props.site}
      title="Change your password"
      form={props.form}
      back={accountPaths.account}
    >
      <p class="govuk-body">You are signed out everywhere else when you change it.</p>
      <PostForm action={accountPaths.password}>
        <PasswordField form={props.form} name="current" label="Current password" />
        <NewPasswordField form={props.form} />
        <SubmitButton>Change the password</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

/** For somebody who has none yet: why, and a button. */
export function BeginSecondFactorPage(props: {
  site: SiteContext
  isNeeded: boolean
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
        {props.isNeeded
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

function recoveryCodesText(left: number, isSentence = false): string {
  const text =
    left === 1 ? '1 recovery code left' : `${left === 0 ? 'no' : left} recovery codes left`
  return isSentence ? text.replace(/^n/, 'N') : text
}
