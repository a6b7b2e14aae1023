import type { SignedInPerson } from '../../platform/access.ts'
import type { FormState } from '../../platform/forms.ts'
import { formatDate, formatDateTime } from '../../ui/dates.ts'
import { PasswordField, PostButton, PostForm, SubmitButton } from '../../ui/form.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { Page } from '../../ui/layout.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import type { OwnAccount } from './own-account.ts'
import { passkeyText } from '../passkeys/passkey-pages.tsx'
import { DetailsBanner } from '../details-check/details-cards.tsx'
import { accountPaths, detailsPaths, signInPaths } from '../people-paths.ts'
import { linkedAccountText } from '../single-sign-on/single-sign-on-pages.tsx'
import { roleNames } from '../people-access.ts'
import { NewPasswordField, TaskPage } from '../sign-in/sign-in-pages.tsx'
import { recoveryCodesText } from './second-factor-pages.tsx'

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
