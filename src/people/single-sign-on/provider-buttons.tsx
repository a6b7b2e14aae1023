import { PostButton, PostForm, SubmitButton } from '../../ui/form.tsx'
import { Select } from '../../ui/govuk/select.tsx'
import { signInPaths } from '../people-paths.ts'
import type { ProviderChoice } from './provider-queries.ts'

/** The agencies whose people sign in with their own account: a button each, or a list where there are many. */
export function ProviderButtons(props: { providers: ProviderChoice[]; next: string }) {
  const { providers, next } = props
  if (providers.length <= 5) {
    return (
      <>
        {providers.map(({ id, name }) => (
          <PostButton
            action={signInPaths.withProvider(id)}
            classes="govuk-button--secondary"
            fields={{ next }}
          >
            Sign in with {name}
          </PostButton>
        ))}
      </>
    )
  }
  return (
    <PostForm action={signInPaths.withProviders} label="Sign in with your organisation">
      <input type="hidden" name="next" value={next} />
      <Select
        name="provider"
        label="Your organisation"
        items={[
          { value: '', text: 'Choose your organisation' },
          ...providers.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <SubmitButton classes="govuk-button--secondary">Continue</SubmitButton>
    </PostForm>
  )
}
