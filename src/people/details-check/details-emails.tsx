import type { Email, EmailSamples } from '../../ui/email.tsx'
import { writeLetter, type Place } from '../letter.tsx'

/**
 * The six-digit code for another address. There is no link in it: the code is typed where it was asked for. And no name:
 * until the address is proved a stranger may read it, who is not to be sent words that somebody chose.
 */
export function addressCodeEmail(given: Place & { code: string; minutes: number }): Email {
  return writeLetter(given, {
    subject: `${given.code} is your code to confirm this email address`,
    name: null,
    paragraphs: ['Type this code on the page where you asked for it:'],
    code: given.code,
    after: [
      `It works once, for ${given.minutes} minutes. Nobody from the partnership will ever ask you for it.`,
      'If you did not ask for a code, somebody may have typed your address by mistake. You need not do anything.',
    ],
  })
}

/** Somebody asked for a code to an address that is another account's; only its owner learns of it. */
export function addressTakenEmail(given: Place & { name: string }): Email {
  return writeLetter(given, {
    subject: 'This email address has an account already',
    name: given.name,
    paragraphs: [
      'Somebody who is signed in wanted to use this email address for their account. It is the address of your account already, so nothing was changed.',
    ],
    after: [
      'If that was you, you have two accounts: sign in with this address, or ask the partnership to make one of the two. If it was not you, you need not do anything.',
    ],
  })
}

/** One when the details become due and one when they are overdue; no more until they have been confirmed. */
export function detailsReminderEmail(
  given: Place & { name: string; state: 'due' | 'overdue' },
): Email {
  const isOverdue = given.state === 'overdue'
  return writeLetter(given, {
    subject: isOverdue ? 'Your details are still to be checked' : 'Please check your details',
    name: given.name,
    paragraphs: [
      isOverdue
        ? 'A month ago we asked whether your name, organisation and email address are still right. You have not looked at them since.'
        : 'Twice a year we ask whether your name, organisation and email address are still right, so that what is made out to you reaches you under the right name.',
    ],
    steps: [
      `Sign in and go to ${given.publicUrl}/account/details`,
      'If all is right, press one button. If something is wrong, change it there.',
    ],
    after: [
      isOverdue
        ? 'This is the last email about it. We ask again when you next sign in.'
        : 'It takes a minute. You need not answer this email.',
    ],
  })
}

const place = {
  partnershipName: 'Cumbria Safeguarding Children Partnership',
  publicUrl: 'https://cairn.example',
}

export const sample: EmailSamples = {
  'Details: code for another address': addressCodeEmail({
    ...place,
    code: '402718',
    minutes: 10,
  }),
  'Details: address is taken': addressTakenEmail({ ...place, name: 'Jo Askham' }),
  'Details: due': detailsReminderEmail({ ...place, name: 'Jo Askham', state: 'due' }),
  'Details: overdue': detailsReminderEmail({ ...place, name: 'Jo Askham', state: 'overdue' }),
}
