import type { SignedInPerson } from '../../platform/access.ts'
import { emptyForm } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import { PostButton, PostForm, SubmitButton } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { ErrorSummary } from '../../ui/govuk/error-summary.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { accountPaths, registrationPaths, signInPaths } from '../people-paths.ts'
import { TaskPage } from '../sign-in/sign-in-pages.tsx'
import type { LinkedAccount, PendingAccount } from './linked-account-queries.ts'
import { ProviderButtons } from './provider-buttons.tsx'
import type { ProviderChoice } from './provider-queries.ts'

/**
 * On the way to a provider. The browser goes there by itself; a form may only lead to this site, so it does not lead
 * there directly.
 */
export function OnTheWayPage(props: { site: SiteContext; provider: string; url: string }) {
  return (
    <TaskPage site={props.site} title={`Going to ${props.provider}`}>
      <p class="govuk-body">
        You sign in there, and come back here. If nothing happens, continue by yourself.
      </p>
      <Button href={props.url}>Continue to {props.provider}</Button>
    </TaskPage>
  )
}

/** Signing in with a provider did not work: why, and what else to do. */
export function VisitProblemPage(props: {
  site: SiteContext
  sentence: string
  isSignedIn: boolean
}) {
  return (
    <TaskPage site={props.site} title="You are not signed in with your agency">
      <p class="govuk-body">{props.sentence}</p>
      {props.isSignedIn ? (
        <Button href={accountPaths.account}>Go to your account</Button>
      ) : (
        <Button href={signInPaths.signIn}>Go to the sign-in page</Button>
      )}
    </TaskPage>
  )
}

/** Somebody whom the provider knows and we do not. Nothing has been made for them. */
export function UnknownAccountPage(props: { site: SiteContext; pending: PendingAccount }) {
  const { pending } = props
  return (
    <TaskPage site={props.site} title="We do not know this account yet" back={signInPaths.signIn}>
      <p class="govuk-body">
        {pending.providerName} has signed you in{pending.email ? ` as ${pending.email}` : ''}. That
        account is not linked with anybody here.
      </p>
      <h2 class="govuk-heading-m">You have been here before</h2>
      <p class="govuk-body">
        Sign in once in the way that you know. Then you can link the two, and from then on sign in
        with {pending.providerName}.
      </p>
      <Button href={signInPaths.signInThen(accountPaths.linkAccount)}>Sign in and link</Button>
      <h2 class="govuk-heading-m">You are new here</h2>
      <p class="govuk-body">Register first. It takes about three minutes.</p>
      <Button
        href={registrationPaths.begin(accountPaths.linkAccount)}
        classes="govuk-button--secondary"
      >
        Register
      </Button>
    </TaskPage>
  )
}

/** Before two accounts are linked: whose they are, and what that means. */
export function LinkAccountPage(props: {
  site: SiteContext
  person: SignedInPerson
  pending: PendingAccount
  problem?: string
}) {
  const { person, pending } = props
  return (
    <TaskPage
      site={props.site}
      title={`Link your account of ${pending.providerName}?`}
      back={accountPaths.account}
    >
      {props.problem && <ErrorSummary errorList={[{ text: props.problem }]} />}
      <p class="govuk-body">
        You are signed in here as {person.name}, {person.email}. At {pending.providerName} you
        signed in{pending.email ? ` as ${pending.email}` : ''}.
      </p>
      <p class="govuk-body">
        When you link them, whoever can sign in there can sign in here as you. You get an email
        about it, and you can unlink them at any time.
      </p>
      <PostForm action={accountPaths.linkedAccounts}>
        <SubmitButton>Link them</SubmitButton>
      </PostForm>
      <p class="govuk-body">
        <a class="govuk-link" href={accountPaths.account}>
          Do not link them
        </a>
      </p>
    </TaskPage>
  )
}

/** Which agency's account to link. */
export function ChooseProviderPage(props: {
  site: SiteContext
  providers: ProviderChoice[]
  problem?: string
}) {
  return (
    <TaskPage
      site={props.site}
      title="Sign in with your agency’s account"
      back={accountPaths.account}
      form={
        props.problem
          ? { ...emptyForm, errors: [{ field: 'form', message: props.problem }] }
          : emptyForm
      }
    >
      {props.providers.length === 0 ? (
        <p class="govuk-body">No agency’s sign-in can be linked here at the moment.</p>
      ) : (
        <>
          <p class="govuk-body">
            Choose your agency and sign in there. Then you are asked whether to link that account
            with yours here.
          </p>
          <ProviderButtons providers={props.providers} next="" />
        </>
      )}
    </TaskPage>
  )
}

/** One linked account, and unlinking it. */
export function LinkedAccountPage(props: {
  site: SiteContext
  account: LinkedAccount
  problem?: string
}) {
  const { account } = props
  return (
    <TaskPage
      site={props.site}
      title={`Your account of ${account.providerName}`}
      back={accountPaths.account}
      form={
        props.problem
          ? { ...emptyForm, errors: [{ field: 'form', message: props.problem }] }
          : emptyForm
      }
    >
      <p class="govuk-body">{linkedAccountText(account)}.</p>
      <p class="govuk-body">
        When you unlink it, you can no longer sign in here with it. You are signed out everywhere
        else, and get an email about it. Your account at {account.providerName} stays as it is.
      </p>
      <PostButton
        action={accountPaths.linkedAccountRemoval(account.providerId)}
        classes="govuk-button--warning"
      >
        Unlink it
      </PostButton>
    </TaskPage>
  )
}

/** Which account it is, since when, and when it was used. */
export function linkedAccountText(account: LinkedAccount): string {
  const who = account.email ? `${account.email}, linked` : 'Linked'
  const used = account.lastUsedAt
    ? `last used on ${formatDate(account.lastUsedAt)}`
    : 'not used to sign in yet'
  const off = account.isEnabled ? '' : '; the partnership has switched this sign-in off'
  return `${who} on ${formatDate(account.linkedAt)}, ${used}${off}`
}
