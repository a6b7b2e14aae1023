import type { FormState } from '../../platform/forms.ts'
import { PasswordField, PostForm, SubmitButton } from '../../ui/form.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { PasskeyFallback, PasskeyForm, passkeyScripts } from '../passkeys/passkey-form.tsx'
import { accountPaths, signInPaths } from '../people-paths.ts'
import { TaskPage } from '../sign-in/sign-in-pages.tsx'
import { ProviderButtons } from '../single-sign-on/provider-buttons.tsx'
import type { ProviderChoice } from '../single-sign-on/provider-queries.ts'
import type { WaysIn } from '../sign-in/ways-in-queries.ts'

/** Asks once more who it is, before something that a borrowed device must not do. */
export function ProofPage(props: {
  site: SiteContext
  form: FormState
  ways: WaysIn
  next: string | null
  /** Agencies whose account is linked: signing in there again is proof too. */
  linked: ProviderChoice[]
}) {
  const { form, ways, next } = props
  return (
    <TaskPage
      site={props.site}
      title="Show that it is you"
      form={form}
      scripts={passkeyScripts}
      back={accountPaths.account}
    >
      <p class="govuk-body">
        You signed in a while ago. Show once more that it is you, then go on with what you were
        doing.
      </p>
      {ways.passkeys > 0 && (
        <PasskeyForm
          kind="use"
          action={accountPaths.proofByPasskey(next)}
          options={accountPaths.proofOptions}
          button="Use your passkey"
        />
      )}
      <ProviderButtons providers={props.linked} next={next ?? accountPaths.account} />
      {ways.hasPassword && (
        <PostForm action={accountPaths.proof(next)}>
          <PasswordField form={form} name="current" label="Your password" />
          <SubmitButton>Continue</SubmitButton>
        </PostForm>
      )}
      {!ways.hasPassword && ways.passkeys > 0 && (
        <PasskeyFallback>
          <p class="govuk-body">
            This browser cannot use your passkey, or its scripts are switched off. You can{' '}
            <a class="govuk-link" href={signInPaths.newPassword}>
              choose a password
            </a>{' '}
            instead: we send a code to your email address.
          </p>
        </PasskeyFallback>
      )}
    </TaskPage>
  )
}
