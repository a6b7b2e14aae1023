import type { FormState } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import { PostButton, PostForm, SubmitButton, TextField } from '../../ui/form.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { accountPaths } from '../people-paths.ts'
import { TaskPage } from '../sign-in/sign-in-pages.tsx'
import { PasskeyFallback, PasskeyForm, passkeyScripts } from './passkey-form.tsx'
import type { OwnPasskey } from './passkey-queries.ts'

/** Makes a passkey: from the account, in place of an app where a role needs a second factor, or after registering. */
export function NewPasskeyPage(props: {
  site: SiteContext
  form: FormState
  next: string | null
  back: string | null
  /** Where to go without one. */
  later: { text: string; href: string } | null
}) {
  const { form } = props
  return (
    <TaskPage
      site={props.site}
      title="Add a passkey"
      form={form}
      scripts={passkeyScripts}
      {...(props.back ? { back: props.back } : {})}
    >
      <p class="govuk-body">
        With a passkey you sign in by finger, face or PIN, as you open your phone or computer. There
        is nothing to remember, and nothing that somebody could learn from you. It also counts as
        your second factor.
      </p>
      <PasskeyForm
        kind="make"
        action={accountPaths.passkeys(props.next)}
        options={accountPaths.passkeyOptions}
        button="Make the passkey"
      >
        <p class="govuk-body">
          Your browser asks where to keep it. On a computer that others use too, choose your phone
          or a security key.
        </p>
        <TextField
          form={form}
          name="name"
          label="Name, so that you recognise it later"
          hint="For example, “Work laptop” or “My phone”."
          autocomplete="off"
        />
      </PasskeyForm>
      <PasskeyFallback>
        <p class="govuk-body">
          This browser cannot make passkeys, or its scripts are switched off. You can use a password
          instead, with a code from an app where your role needs one.
        </p>
      </PasskeyFallback>
      {props.later && (
        <p class="govuk-body">
          <a class="govuk-link" href={props.later.href}>
            {props.later.text}
          </a>
        </p>
      )}
    </TaskPage>
  )
}

/** One passkey: another name, or away with it. */
export function PasskeyPage(props: { site: SiteContext; passkey: OwnPasskey; form: FormState }) {
  const { passkey } = props
  return (
    <TaskPage
      site={props.site}
      title={`Passkey “${passkey.name}”`}
      form={props.form}
      back={accountPaths.account}
    >
      <p class="govuk-body">{passkeyText(passkey)}.</p>
      <PostForm action={accountPaths.passkeyName(passkey.id)}>
        <TextField form={props.form} name="name" label="Name" autocomplete="off" />
        <SubmitButton classes="govuk-button--secondary">Save the name</SubmitButton>
      </PostForm>
      <h2 class="govuk-heading-m">Remove it</h2>
      <p class="govuk-body">
        Nobody can sign in with it after that. You are signed out everywhere else, and get an email
        about it. Your device may still offer it; remove it there too.
      </p>
      <PostButton action={accountPaths.passkeyRemoval(passkey.id)} classes="govuk-button--warning">
        Remove the passkey
      </PostButton>
    </TaskPage>
  )
}

/** Since when it is there, when it was used, and whether it outlives its device. */
export function passkeyText(passkey: OwnPasskey): string {
  const used = passkey.lastUsedAt
    ? `last used on ${formatDate(passkey.lastUsedAt)}`
    : 'not used yet'
  const where = passkey.isSynced ? 'kept in step between your devices' : 'on one device only'
  return `Added on ${formatDate(passkey.createdAt)}, ${used}; ${where}`
}
