import type { Email, EmailSamples } from '../../ui/email.tsx'
import { writeLetter, type Place } from '../letter.tsx'

/** The six-digit code that proves the address. There is no link in it: it is typed where it was asked for. */
export function registrationCodeEmail(
  given: Place & { code: string; minutes: number; wasAdded: boolean },
): Email {
  return writeLetter(given, {
    subject: `${given.code} is your code to register`,
    // Anybody can type any name beside somebody else's address.
    name: null,
    paragraphs: [
      ...(given.wasAdded
        ? ['The partnership has added you already; by registering you complete your record.']
        : []),
      'Type this code on the page where you asked for it:',
    ],
    code: given.code,
    after: [
      `It works once, for ${given.minutes} minutes. Nobody from the partnership will ever ask you for it.`,
      'If you did not ask for a code, somebody may have typed your address by mistake. You need not do anything: no account is made.',
    ],
  })
}

export type KnownState = 'known' | 'left' | 'merged'

/** Somebody asked for a code with the address of a person who is here already, and needs none. */
export function alreadyHereEmail(given: Place & { name: string; state: KnownState }): Email {
  const { publicUrl, state } = given
  return writeLetter(given, {
    subject: subjects[state],
    name: given.name,
    paragraphs: [
      'Somebody, most likely you, began to register with this email address. No code was sent, because there is a record with it already.',
      ...words[state](publicUrl),
    ],
    after: ['If that was not you, you need not do anything: nothing has been changed.'],
  })
}

const subjects: Record<KnownState, string> = {
  known: 'You already have an account',
  left: 'Your record here was closed',
  merged: 'You already have an account under another address',
}

const words: Record<KnownState, (url: string) => string[]> = {
  known: (url) => [
    `Sign in: ${url}/sign-in`,
    `If you have forgotten your password, or never chose one: ${url}/sign-in/new-password`,
  ],
  left: () => [
    'It was closed when you left. Ask the partnership to open it again: what you learned is still in it, and an email then says how to sign in.',
  ],
  merged: (url) => [
    'You had two records, and they were made into one. Sign in with the other address that you use, or ask the partnership to change it to this one.',
    `Sign in: ${url}/sign-in`,
  ],
}

/** After registering: what to keep, and what comes next. */
export function welcomeEmail(given: Place & { name: string; email: string }): Email {
  const { publicUrl, email } = given
  return writeLetter(given, {
    subject: `Welcome to ${given.partnershipName}`,
    name: given.name,
    paragraphs: [
      `You have registered. From now on you sign in with your email address, ${email}.`,
      'When you change jobs, change your employer and your address in your account, and your learning stays yours. We ask you twice a year whether everything is still right.',
    ],
    after: [
      `Sign in: ${publicUrl}/sign-in`,
      `Your account: ${publicUrl}/account`,
      `Courses: ${publicUrl}/training`,
      'If it was not you who registered, tell the partnership.',
    ],
  })
}

const place = {
  partnershipName: 'Cumbria Safeguarding Children Partnership',
  publicUrl: 'https://cairn.example',
}

/** Every e-mail of registering as it arrives, for the preview and a test. */
export const sample: EmailSamples = {
  'Registration: code': registrationCodeEmail({
    ...place,
    code: '402718',
    minutes: 10,
    wasAdded: false,
  }),
  'Registration: code for somebody who was added': registrationCodeEmail({
    ...place,
    code: '402718',
    minutes: 10,
    wasAdded: true,
  }),
  ...Object.fromEntries(
    (['known', 'left', 'merged'] as const).map((state) => [
      `Registration: address is ${state}`,
      alreadyHereEmail({ ...place, name: 'Jo Askham', state }),
    ]),
  ),
  'Registration: welcome': welcomeEmail({
    ...place,
    name: 'Jo Askham',
    email: 'jo.askham@derwent-youth.example',
  }),
}
