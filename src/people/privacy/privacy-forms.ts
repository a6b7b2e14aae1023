import { z } from 'zod'
import { withoutUnseen } from '../../ui/form-words.ts'
import { seenThroughout } from '../person-forms.ts'
import { emailAddress } from '../sign-in/sign-in-forms.ts'
import { holdsWebAddress } from '../web-address-in-name.ts'
import { refusalReasons, type RefusalReason } from './privacy-words.ts'

const words = (empty: string, most: number) =>
  z
    .string({ error: empty })
    .transform((typed) => withoutUnseen(typed).trim())
    .pipe(
      z
        .string()
        .min(1, empty)
        .max(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`),
    )

export const longestDetails = 4000

/** What a signed-in person can ask. A copy of everything needs no words. */
export const ownRequestKinds = [
  'correction',
  'erasure',
  'restriction',
  'objection',
  'access',
  'complaint',
] as const

export const OwnRequestForm = z
  .object({
    kind: z.enum(ownRequestKinds, { error: 'Choose what you ask for' }),
    details: z
      .string()
      .transform((typed) => withoutUnseen(typed).trim())
      .pipe(z.string().max(longestDetails, 'Use 4,000 characters or fewer'))
      .optional()
      .default(''),
  })
  .superRefine(({ kind, details }, context) => {
    if (details || kind === 'access' || kind === 'erasure') return
    context.addIssue({ code: 'custom', path: ['details'], message: missingWords[kind] })
  })

const missingWords = {
  correction: 'Say what is wrong and what is right',
  restriction: 'Say which use should be limited, and why',
  objection: 'Say which use you object to, and why',
  complaint: 'Say what happened',
} as const

export const ComplaintForm = z
  .object({
    details: words('Say what happened', longestDetails),
    wantsAnswer: z.enum(['yes', 'no'], { error: 'Choose whether you want an answer by email' }),
    name: z
      .string()
      .trim()
      .max(200, 'Enter a name of 200 characters or fewer')
      .regex(seenThroughout, 'The name contains characters that cannot be seen. Type it again')
      .refine((name) => !holdsWebAddress(name), 'Enter the name without a web address')
      .optional()
      .transform((name) => name || null),
    email: z.string().optional().default(''),
  })
  .superRefine(({ wantsAnswer, email }, context) => {
    if (wantsAnswer === 'no') return
    const checked = emailAddress.safeParse(email)
    if (!checked.success)
      context.addIssue({
        code: 'custom',
        path: ['email'],
        message: checked.error.issues[0]?.message ?? 'Enter an email address',
      })
  })
  .transform(({ details, wantsAnswer, name, email }) => ({
    details,
    name,
    email: wantsAnswer === 'yes' ? email.trim() : null,
  }))

export const ExtensionForm = z.object({
  reason: words('Say why it takes longer; the person is told this', 1000),
})

export const NoteForm = z.object({ note: words('Write the note', 2000) })

export const AnswerForm = z
  .object({
    state: z.enum(['fulfilled', 'refused', 'closed'], { error: 'Choose how it ends' }),
    refusal: z.string().optional().default(''),
    outcome: words('Write what the person is told', longestDetails),
  })
  .transform((answer, context) => {
    if (answer.state !== 'refused') return { state: answer.state, outcome: answer.outcome }
    if (!Object.hasOwn(refusalReasons, answer.refusal)) {
      context.addIssue({
        code: 'custom',
        path: ['refusal'],
        message: 'Choose the legal reason for the refusal',
      })
      return z.NEVER
    }
    return {
      state: answer.state,
      outcome: answer.outcome,
      refusal: answer.refusal as RefusalReason,
    }
  })

export const PeriodForm = z.object({
  period: z
    .string({ error: 'Enter the period as a whole number' })
    .trim()
    .regex(/^\d{1,4}$/, 'Enter the period as a whole number')
    .transform(Number),
})

export const ErasureForm = z.object({
  outcome: z
    .string()
    .trim()
    .max(longestDetails, 'Use 4,000 characters or fewer')
    .optional()
    .default(''),
})
