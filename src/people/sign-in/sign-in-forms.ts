import { z } from 'zod'
import { withAsciiDigits } from '../../platform/digits.ts'
import type { FormState } from '../../platform/forms.ts'
import { withError } from '../../platform/forms.ts'
import type { NewPasswordRefusal } from './new-password.ts'
import { weaknessSentences } from './password-rules.ts'
import type { SecondFactorRefusal } from './second-factor.ts'
import type { SignInRefusal } from './sign-in.ts'
import type { Pause } from './tries.ts'

/** An address that mail can be sent to: one @, no spaces, a dot in the domain. Only a message proves more. */
export const emailAddress = z
  .string({ error: 'Enter an email address' })
  .trim()
  .min(1, 'Enter an email address')
  .max(254, 'Enter an email address of 254 characters or fewer')
  .regex(
    // oxlint-disable-next-line no-control-regex
    /^[^\s\p{Cf}@<>()[\]\\,;:"\u0000-\u001f]{1,64}@[^\s\p{Cf}@<>()[\]\\,;:"]+\.[^\s\p{Cf}@<>()[\]\\,;:".]{2,}$/u,
    'Enter an email address in the right form, like name@example.org',
  )

export const SignInForm = z.object({
  email: emailAddress,
  password: z.string({ error: 'Enter your password' }).min(1, 'Enter your password'),
  next: z.string().optional().catch(undefined),
})

export const SecondFactorForm = z.object({
  code: z
    .string({ error: 'Enter the code' })
    .trim()
    .min(1, 'Enter the code')
    .max(40, 'Enter the 6-digit code, or a recovery code')
    .transform(withAsciiDigits),
})

export const EmailForm = z.object({ email: emailAddress })

const password = z.string({ error: 'Enter a password' }).min(1, 'Enter a password')

/** A six-digit code, in whatever groups and digits it was typed. */
const codeTyped = z
  .string({ error: 'Enter the code' })
  .transform((typed) => withAsciiDigits(typed).replace(/[\s-]/g, ''))
  .pipe(
    z
      .string()
      .min(1, 'Enter the code')
      .regex(/^\d{6}$/, 'Enter the 6-digit code from the email'),
  )

export const CodeForm = z.object({ code: codeTyped })

export const CodeAndPasswordForm = z.object({ code: codeTyped, password })

export const SetUpForm = z.object({ password })

export const ChangePasswordForm = z.object({
  current: z.string({ error: 'Enter your current password' }).min(1, 'Enter your current password'),
  password,
})

/** One's own password once more, in a field of this name. */
export const ownPasswordForm = (field: string) =>
  z.object({
    [field]: z.string({ error: 'Enter your password' }).min(1, 'Enter your password'),
  })

type Answer = { status: 422 | 429 | 503; form: { ok: false } & FormState }

/** The sign-in form again, with what was wrong. */
export function refuseSignIn(form: FormState, refusal: SignInRefusal): Answer {
  switch (refusal.reason) {
    case 'wrong':
      return {
        status: 422,
        form: withError(form, 'email', 'The email address or the password is not right'),
      }
    case 'busy':
      return { status: 503, form: withError(form, 'form', busySentence) }
    case 'pause':
      return { status: 429, form: withError(form, 'form', pauseSentence(refusal.minutes)) }
    case 'enough-today':
      return {
        status: 429,
        form: withError(
          form,
          'form',
          'Signing in has failed too many times today. To get in now, choose a new password: we send a code to your email address',
        ),
      }
  }
}

/** The same while it is set up: there are no recovery codes yet, and what is wrong is often another entry of the app. */
export function refuseFirstCode(form: FormState, refusal: SecondFactorRefusal): Answer {
  if (refusal.reason !== 'wrong') return refuseSecondFactor(form, refusal)
  const sentence =
    'The code is not right. Use the 6-digit code that your app shows now for this site, and check that the clock of your phone is right'
  return { status: 422, form: withError(form, 'code', sentence) }
}

/** The second-factor form again, with what was wrong. */
export function refuseSecondFactor(form: FormState, refusal: SecondFactorRefusal): Answer {
  switch (refusal.reason) {
    case 'wrong':
      return {
        status: 422,
        form: withError(
          form,
          'code',
          'The code is not right. Use the code that your app shows now, or a recovery code that you have not used',
        ),
      }
    case 'used':
      return {
        status: 422,
        form: withError(
          form,
          'code',
          'This code has been used already. Wait for your app to show the next one',
        ),
      }
    case 'none':
      return {
        status: 422,
        form: withError(form, 'form', 'Begin again: there is no key to check the code with'),
      }
    case 'unreadable':
      return {
        status: 422,
        form: withError(
          form,
          'form',
          'Your key can no longer be read, because the secret of this installation has changed. Use a recovery code, or ask an officer to reset your second factor',
        ),
      }
    case 'pause':
      return { status: 429, form: withError(form, 'form', pauseSentence(refusal.minutes)) }
    case 'enough-today':
      return {
        status: 429,
        form: withError(
          form,
          'form',
          'There have been too many wrong codes today. Try again tomorrow. To get in now, choose a new password, or ask an officer to reset your second factor',
        ),
      }
  }
}

/** The new-password form again, with what was wrong. `over` and `too-many-wrong` have a page of their own. */
export function refuseNewPassword(
  form: FormState,
  refusal: Exclude<NewPasswordRefusal, { reason: 'over' } | { reason: 'too-many-wrong' }>,
): Answer {
  switch (refusal.reason) {
    case 'wrong-code':
      return {
        status: 422,
        form: withError(form, 'code', 'The code is not right. Check it against the newest email'),
      }
    case 'weak':
      return {
        status: 422,
        form: withError(form, 'password', weaknessSentences[refusal.weakness]),
      }
    case 'busy':
      return { status: 503, form: withError(form, 'form', busySentence) }
  }
}

/** The form for a code again: too many were asked for. */
export function refuseCodeRequest(form: FormState, pause: Pause): Answer {
  return {
    status: 429,
    form: withError(
      form,
      'form',
      pause.reason === 'pause'
        ? `Codes have been asked for several times. Use the newest email, or wait ${minutesText(pause.minutes)} and ask again`
        : 'Codes have been asked for too many times today. Use the newest email, or ask again tomorrow',
    ),
  }
}

/** A signed-in person's own password was not right, or too often not. */
export function refuseOwnPassword(
  form: FormState,
  field: string,
  refusal: { reason: 'wrong' | 'busy' } | Pause,
): Answer {
  if (refusal.reason === 'wrong')
    return { status: 422, form: withError(form, field, 'This is not your password') }
  if (refusal.reason === 'busy') return { status: 503, form: withError(form, 'form', busySentence) }
  return {
    status: 429,
    form: withError(
      form,
      'form',
      refusal.reason === 'pause'
        ? pauseSentence(refusal.minutes)
        : 'The password has been wrong too many times today. Try again tomorrow, or choose a new one from the sign-in page',
    ),
  }
}

const busySentence = 'Many people are signing in at this moment. Wait a few seconds, then try again'

/** How long to wait after too many tries. */
export function pauseSentence(minutes: number): string {
  return `There have been too many tries. Wait ${minutesText(minutes)}, then try again`
}

function minutesText(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
