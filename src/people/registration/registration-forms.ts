import { isSameAddress } from '../../platform/email-address.ts'
import { z } from 'zod'
import { withError, type FormState } from '../../platform/forms.ts'
import { requiredLine } from '../../ui/form-words.ts'
import { personName } from '../person-forms.ts'
import type { Proof } from '../sign-in/request-codes.ts'
import type { Pause } from '../sign-in/tries.ts'
import { reachableEmail, workEmail } from '../work-email.ts'

/** Who registers is spoken to; the sentences of the rest are the same for an officer who adds somebody. */
const told = (sentence: string) =>
  z.string({ error: sentence }).refine((typed) => typed.trim() !== '', sentence)

export const BeginForm = z.object({
  name: told('Enter your full name').pipe(personName),
  email: told('Enter your work email address').pipe(workEmail()),
  next: z.string().optional().catch(undefined),
})

const noManager = 'none'

/** What somebody does, and who approves their training. `email` is their own address. */
export const workForm = (own: { email: string }) =>
  z
    .object({
      jobTitle: requiredLine('The job title', 200, 'Enter your job title'),
      jobRoleCode: z
        .string({ error: 'Choose what comes nearest to your work' })
        .min(1, 'Choose what comes nearest to your work')
        .max(50),
      manager: z.enum(['one', noManager], { error: 'Say whether you have a line manager' }),
      managerName: z.string().optional(),
      managerEmail: z.string().optional(),
    })
    .transform(({ manager, managerName, managerEmail, ...job }, context) => {
      if (manager === noManager) return { ...job, lineManager: null }
      const name = personName.safeParse(managerName)
      const email = reachableEmail.safeParse(managerEmail ?? '')
      const say = (path: string, message: string): void =>
        context.addIssue({ code: 'custom', path: [path], message })
      if (!name.success)
        say(
          'managerName',
          managerName?.trim()
            ? name.error.issues[0]!.message
            : 'Enter the name of your line manager, or say that you do not have one',
        )
      if (!email.success)
        say(
          'managerEmail',
          managerEmail?.trim()
            ? email.error.issues[0]!.message
            : 'Enter the email address of your line manager',
        )
      else if (isSameAddress(email.data, own.email))
        say(
          'managerEmail',
          'This is your own address. Enter that of your line manager, or say that you do not have one',
        )
      if (!name.success || !email.success) return z.NEVER
      return { ...job, lineManager: { name: name.data, email: email.data } }
    })

export const passkeyChosen = z.object({ way: z.literal('passkey') })

export const PasswordForm = z.object({
  password: z.string({ error: 'Enter a password' }).min(1, 'Enter a password'),
})

/** The form again, as there were too many. A person has the newest e-mail, or asks later. */
export function refuseForPause(form: FormState, pause: Pause): { ok: false } & FormState {
  return withError(
    form,
    'form',
    pause.reason === 'pause'
      ? `Many people are registering at this moment. Wait ${pause.minutes === 1 ? '1 minute' : `${pause.minutes} minutes`}, then press the button again`
      : 'No more codes can be asked for today. Use the newest email that we sent, or try again tomorrow',
  )
}

export const codeSentences: Record<Exclude<Proof, 'proved'>, string> = {
  'wrong-code': 'The code is not right. Check it against the newest email',
  'too-many-wrong': 'The code was wrong too many times, so it no longer works. Ask for another one',
  over: 'The code no longer works: it lasts 10 minutes. Ask for another one',
}
