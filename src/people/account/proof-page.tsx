import type { FormState } from '../../platform/forms.ts'
import { PasswordField, PostForm, SubmitButton } from '../../ui/form.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { PasskeyFallback, PasskeyForm, passkeyScripts } from '../passkeys/passkey-form.tsx'
import { accountPaths, signInPaths } from '../people-paths.ts'
import { TaskPage } from '../sign-in/sign-in-pages.tsx'
import type { WaysIn } from '../sign-in/ways-in.ts'

/** Asks once more who it is, before something that a borrowed device must not do. */
export function ProofPage(props: {
  site: SiteContext
  form: FormState
  ways: WaysIn
  next: string | null
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
        You signed in a while ago. Before you change how you sign in, show once more that it is you.
      </p>
      {ways.passkeys > 0 && (
        <PasskeyForm
          kind="use"
          action={accountPaths.proofByPasskey(next)}
          options={accountPaths.proofOptions}
          button="Use your passkey"
        />
      )}
      {ways.hasPassword ? (
        <PostForm action={accountPaths.proof(next)}>
          <PasswordField form={form} name="current" label="Your password" />
          <SubmitButton>Continue</SubmitButton>
        </PostForm>
      ) : (
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
