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
import { accountPaths } from '../people-paths.ts'
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
              { key: 'Organisation', value: account.affiliation?.organisationName ?? 'None' },
              Boolean(account.affiliation?.jobTitle) && {
                key: 'Job',
                value: account.affiliation?.jobTitle,
              },
              {
                key: 'Roles',
                value: person.roles.map((role) => roleNames[role]).join(', ') || 'None',
              },
            ]}
          />
          <p class="govuk-body">
            Certificates and joining instructions use these details. If one of them is wrong, tell
            the partnership.
          </p>
          <h2 class="govuk-heading-m">Signing in</h2>
          <SummaryList
            rows={[
              {
                key: 'Password',
                value: 'Set',
                actions: {
                  items: [
                    {
                      text: 'Change',
                      href: accountPaths.password,
                      visuallyHiddenText: 'your password',
                    },
                  ],
                },
              },
              {
                key: 'Second factor',
                value: account.secondFactorSince
                  ? `Set up on ${formatDate(account.secondFactorSince)}; ${recoveryCodesText(account.recoveryCodesLeft)}`
                  : 'Not set up',
                actions: {
                  items: [
                    {
                      text: account.secondFactorSince ? 'Change' : 'Set up',
                      href: accountPaths.secondFactor(),
                      visuallyHiddenText: 'your second factor',
                    },
                  ],
                },
              },
            ]}
          />
          <Sessions sessions={account.sessions} />
        </div>
      </div>
    </Page>
  )
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
          ? 'Your role can change what the public reads, or see other people’s records. So you also sign in with a code from an app on your phone: a password that somebody has learned is then not enough.'
          : 'With a second factor you also need a code from an app on your phone to sign in: a password that somebody has learned is then not enough.'}
      </p>
      <p class="govuk-body">
        You need an authenticator app. Any that shows 6-digit codes will do: Google Authenticator,
        Microsoft Authenticator, Aegis or the passwords app of your phone. It takes about two
        minutes.
      </p>
      <PostForm action={accountPaths.secondFactor(props.next)}>
        <SubmitButton>Continue</SubmitButton>
      </PostForm>
    </TaskPage>
  )
}

/** For somebody who has one: change it, new recovery codes, switch it off. Each asks for the password. */
export function SecondFactorSettingsPage(props: {
  site: SiteContext
  account: OwnAccount
  forms: { replace: FormState; codes: FormState; remove: FormState }
}) {
  const { account, forms } = props
  const refused = Object.values(forms).find(hasErrors)
  return (
    <TaskPage
      site={props.site}
      title="Your second factor"
      back={accountPaths.account}
      {...(refused ? { form: refused } : {})}
    >
      <p class="govuk-body">
        Set up on {formatDate(account.secondFactorSince!)}.{' '}
        {recoveryCodesText(account.recoveryCodesLeft, true)}.
      </p>
      <Settings
        heading="Use another phone or app"
        action={accountPaths.secondFactor()}
        form={forms.replace}
        button="Set up again"
        id="replace"
      >
        The one you have now works until the new one has shown a code.
      </Settings>
      <Settings
        heading="New recovery codes"
        action={accountPaths.recoveryCodes}
        form={forms.codes}
        button="Make new codes"
        id="codes"
      >
        You get ten new ones. The old ones stop working.
      </Settings>
      {!account.needsSecondFactor && (
        <Settings
          heading="Switch it off"
          action={accountPaths.secondFactorRemoval}
          form={forms.remove}
          button="Switch off"
          id="remove"
        >
          After that you sign in with your password alone.
        </Settings>
      )}
    </TaskPage>
  )
}

function Settings(props: {
  heading: string
  action: string
  form: FormState
  button: string
  id: string
  children: ComponentChildren
}) {
  return (
    <Details summary={props.heading} {...(hasErrors(props.form) ? { open: true } : {})}>
      <p class="govuk-body">{props.children}</p>
      <PostForm action={props.action} label={props.heading}>
        <PasswordField form={props.form} name={`current-${props.id}`} label="Your password" />
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
export function RecoveryCodesPage(props: { site: SiteContext; codes: string[]; next: string }) {
  return (
    <TaskPage site={props.site} title="Keep your recovery codes" styles={['account.css']}>
      <p class="govuk-body">
        Your second factor is set up. If you lose your phone, each of these codes lets you in once
        in place of a code from the app.
      </p>
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
