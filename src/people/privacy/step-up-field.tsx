import type { FormState } from '../../platform/forms.ts'
import { PasswordField, TextField } from '../../ui/form.tsx'
import { freshMinutes, type Proof } from './step-up.ts'

/** The field in which somebody shows once more that it is them. */
export function ProofField({ form, proof }: { form: FormState; proof: Proof }) {
  switch (proof) {
    case 'password':
      return (
        <PasswordField
          form={form}
          name="proof"
          label="Your password"
          hint="Asked once more, in case somebody else has your device."
          autocomplete="current-password"
        />
      )
    case 'code':
      return (
        <TextField
          form={form}
          name="proof"
          label="A code from your app, or a recovery code"
          hint="Asked once more, in case somebody else has your device."
          inputmode="numeric"
          autocomplete="one-time-code"
          classes="govuk-input--width-10"
        />
      )
    case 'fresh-sign-in':
      return (
        <p class="govuk-body">
          You have no password here, so this works for {freshMinutes} minutes after you signed in.
        </p>
      )
  }
}
