import { z } from 'zod'
import { withError, type FormState } from '../../platform/forms.ts'
import { pauseSentence } from '../sign-in/sign-in-forms.ts'
import type { LastWayIn } from '../sign-in/ways-in.ts'
import { mostPasskeys, type CreationRefusal, type PasskeyRefusal } from './passkeys.ts'

const answer = z.string().catch('')

export const PasskeyAnswerForm = z.object({
  answer,
  next: z.string().optional().catch(undefined),
})

const name = z
  .string({ error: 'Enter a name' })
  .transform((typed) => typed.replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'Enter a name for the passkey')
      .max(100, 'Enter a name of 100 characters or fewer'),
  )

export const NewPasskeyForm = z.object({ name, answer })

export const PasskeyNameForm = z.object({ name })

type Answer = { status: 422 | 429; form: { ok: false } & FormState }

/** The sign-in form again, with why the passkey was not enough. */
export function refusePasskey(form: FormState, refusal: PasskeyRefusal): Answer {
  switch (refusal.reason) {
    case 'pause':
      return { status: 429, form: withError(form, 'form', pauseSentence(refusal.minutes)) }
    case 'enough-today':
      return {
        status: 429,
        form: withError(form, 'form', 'There have been too many tries today. Try again tomorrow'),
      }
    default:
      return { status: 422, form: withError(form, 'form', refusalSentences[refusal.reason]) }
  }
}

const refusalSentences = {
  unreadable:
    'The passkey did not answer in a way that can be read. Try again, or sign in another way',
  over: 'That took too long, or was sent twice. Try the passkey again',
  unknown:
    'This passkey cannot be used here. It may have been removed from your account. Sign in another way',
  copied:
    'This passkey was refused, because it looks like a copy. Sign in another way, and tell the partnership',
}

/** Why a passkey could not be kept. */
export function refuseNewPasskey(form: FormState, { reason }: CreationRefusal): Answer['form'] {
  return withError(form, 'form', creationSentences[reason])
}

const creationSentences: Record<CreationRefusal['reason'], string> = {
  unreadable:
    'The device did not answer in a way that can be read. Try again, or use another device',
  over: 'That took too long, or was sent twice. Make the passkey again',
  unfit: 'This device did not check that it is you, by finger, face or PIN. Use another device',
  known: 'This passkey has been added already',
  'too-many': `You have ${mostPasskeys} passkeys. Remove one that you do not use, then add this one`,
}

/** Why a way to sign in cannot be taken away. */
export const lastWayInSentences: Record<LastWayIn, string> = {
  'last-way-in':
    'This is your last way to sign in. Add another passkey or choose a password first, then remove it',
  'last-second-factor':
    'Your role needs a second factor, and this is the only one. Add another passkey or set up an app first, then remove it',
}
