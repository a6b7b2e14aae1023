import type { Email, EmailSamples } from '../ui/email.tsx'
import { type Place, writeLetter } from './letter.tsx'

export type NoticeKind =
  | 'password-set'
  | 'second-factor-set'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-code-used'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-copied'
  | 'account-linked'
  | 'account-unlinked'
  | 'email-changed'
  | 'own-email-changed'
  | 'affiliation-ended'
  | 'agency-lead-approved'
  | 'agency-lead-declined'
  | 'agency-lead-ended'
  | 'records-joined'
  | 'records-separated'

/** What every officer is told about another, so that no single stolen account can make itself at home unseen. */
export type OfficerNoticeKind =
  | 'officer-made'
  | 'officer-second-factor-reset'
  | 'officer-email-changed'

/** The six-digit code for a new password. There is no link in it: the code is typed where it was asked for. */
export function passwordCodeEmail(
  given: Place & { name: string; code: string; minutes: number },
): Email {
  return writeLetter(given, {
    subject: `${given.code} is your code to choose a password`,
    name: given.name,
    paragraphs: ['Type this code on the page where you asked for it:'],
    code: given.code,
    after: [
      `It works once, for ${given.minutes} minutes. Nobody from the partnership will ever ask you for it.`,
      'If you did not ask for a code, somebody may have typed your address by mistake. You need not do anything: your password stays as it is.',
    ],
  })
}

/** Tells somebody that they have been added, and how they get in. */
export function invitationEmail(given: Place & { name: string; email: string; by: string }): Email {
  const address = `${given.publicUrl}/sign-in/new-password`
  return writeLetter(given, {
    subject: `You can now sign in to ${given.partnershipName}`,
    name: given.name,
    paragraphs: [
      `${given.by} has added you to the site of ${given.partnershipName}. To begin, choose a password:`,
    ],
    steps: [
      `Go to ${address}`,
      `Enter your email address, ${given.email}. We send a six-digit code to it.`,
      'Type the code and the password that you want to use.',
    ],
    after: [
      'If you did not expect this, tell the partnership. Without a password nobody can sign in as you.',
    ],
  })
}

type NoticeWords = {
  subject: string
  happened: string
  wasNotYou: string
  /** Where to go; without one, to where a new password is chosen. */
  path?: string
}

const noticeWords: Record<NoticeKind, NoticeWords> = {
  'password-set': {
    subject: 'Your password has been changed',
    happened: 'Your password has been changed. Everywhere else you have been signed out.',
    wasNotYou: 'If that was not you, choose a new password now:',
  },
  'second-factor-set': {
    subject: 'Your second factor has been set up',
    happened:
      'An authenticator app has been set up for your account. From now on you need a code from it to sign in.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'second-factor-removed': {
    subject: 'Your second factor has been switched off',
    happened: 'You no longer need a code to sign in: your second factor has been switched off.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'second-factor-reset': {
    subject: 'Your second factor has been reset',
    happened:
      'An officer of the partnership has reset your second factor, and you have been signed out. If your role needs one, you set up a new one when you next sign in.',
    wasNotYou:
      'If you did not ask for this, tell the partnership at once, and choose a new password:',
  },
  'recovery-code-used': {
    subject: 'A recovery code has been used',
    happened:
      'Somebody signed in to your account with one of your recovery codes. That code cannot be used again.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'passkey-added': {
    subject: 'A passkey has been added to your account',
    happened:
      'A passkey has been added to your account. Whoever holds the device that it is on can sign in with it.',
    wasNotYou:
      'If that was not you, tell the partnership at once, choose a new password, and remove the passkey under “Your account”:',
  },
  'passkey-removed': {
    subject: 'A passkey has been removed from your account',
    happened: 'A passkey has been removed from your account. Nobody can sign in with it any more.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'passkey-copied': {
    subject: 'A passkey of yours has been refused',
    happened:
      'Somebody tried to sign in with one of your passkeys, and it looked like a copy. So it was refused, and nobody got in.',
    wasNotYou:
      'Remove that passkey under “Your account”, and tell the partnership. To choose a new password as well:',
  },
  'account-linked': {
    subject: 'You can now sign in with your agency’s account',
    happened:
      'An account of your agency has been linked with your account here. Whoever can sign in there can now sign in here as you.',
    wasNotYou:
      'If that was not you, tell the partnership at once, choose a new password, and unlink it under “Your account”:',
  },
  'account-unlinked': {
    subject: 'You no longer sign in with your agency’s account',
    happened:
      'An account of your agency has been unlinked from your account here. Nobody can sign in here with it any more.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'email-changed': {
    subject: 'Your email address has been changed',
    happened:
      'The partnership has changed the email address of your account, and you have been signed out. To sign in with the new address, choose a password: a code is sent to it.',
    wasNotYou: 'If you did not expect this, tell the partnership at once. To choose a password:',
  },
  'own-email-changed': {
    subject: 'Your email address has been changed',
    happened:
      'The email address of your account has been changed, and proved with a code. Everywhere else you have been signed out.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'affiliation-ended': {
    subject: 'Where you work has been changed',
    happened:
      'The lead of an organisation on your record has told us that you no longer work there. Your courses and certificates stay yours.',
    wasNotYou: 'If that is wrong, or you work somewhere else now, put it right under your details:',
    path: '/account/details',
  },
  'agency-lead-approved': {
    subject: 'You are now an agency lead',
    happened:
      'The partnership has approved your request: you can see the people of your organisation and what they have learned. If you have no second factor yet, you set one up when you next sign in.',
    wasNotYou: 'Begin by looking through the list of your people:',
    path: '/agency',
  },
  'agency-lead-declined': {
    subject: 'Your request to be an agency lead',
    happened:
      'The partnership has not approved your request to be the lead of your organisation. Nothing else has changed for you.',
    wasNotYou: 'If you want to know why, answer this email or ask the partnership. Your account:',
    path: '/account',
  },
  'agency-lead-ended': {
    subject: 'You are no longer an agency lead',
    happened:
      'You led an organisation in which you no longer work, or which has ended. So your role as its lead has ended, and you no longer see its people. Your courses and certificates stay yours.',
    wasNotYou:
      'If that is wrong, put right where you work, and tell the partnership. Your details:',
    path: '/account/details',
  },
  'records-joined': {
    subject: 'Your two records are one now',
    happened:
      'The register had two records of you. The partnership has made them one: your courses, certificates and places of work are together. Sign in as you did with the record that was kept; your other email address leads to it too.',
    wasNotYou:
      'If they are not both yours, or something is missing, tell the partnership: for 30 days it can be undone. To choose a new password:',
  },
  'records-separated': {
    subject: 'Your record stands by itself again',
    happened:
      'The partnership had joined two records and has parted them again. Your record is as it was before, and you sign in with this email address.',
    wasNotYou: 'If something is missing, tell the partnership. To choose a new password:',
  },
}

/** Tells somebody what has changed in how they sign in; at a former address, what can still be done from there. */
export function noticeEmail(
  given: Place & { name: string; kind: NoticeKind; isFormerAddress?: boolean },
): Email {
  const words = noticeWords[given.kind]
  const wasNotYou = `${words.wasNotYou} ${given.publicUrl}${words.path ?? '/sign-in/new-password'}`
  return writeLetter(given, {
    subject: words.subject,
    name: given.name,
    paragraphs: [words.happened],
    after: [given.isFormerAddress && moved.has(given.kind) ? formerAddress : wasNotYou],
  })
}

const moved = new Set<NoticeKind>(['email-changed', 'own-email-changed'])

// Whoever reads the former address gets no code there any more: a link to choose a password would lead nowhere.
const formerAddress =
  'This email address no longer belongs to the account, so you cannot sign in with it or choose a new password by it. If you did not expect this, tell the partnership at once: only the partnership can put it right.'

const officerNoticeWords: Record<OfficerNoticeKind, (about: string, by: string) => NoticeText> = {
  'officer-made': (about, by) => ({
    subject: `${about} is an officer now`,
    happened: `${by} has made ${about} an officer. Officers see every record and can change the roles and the address of everybody.`,
  }),
  'officer-second-factor-reset': (about, by) => ({
    subject: `The second factor of ${about} has been reset`,
    happened: `${by} has reset the second factor of ${about}, who is an officer. They set up a new one when they next sign in.`,
  }),
  'officer-email-changed': (about, by) => ({
    subject: `The email address of ${about} has been changed`,
    happened:
      by === about
        ? `${about}, who is an officer, has changed the email address of their own account.`
        : `${by} has changed the email address of the account of ${about}, who is an officer.`,
  }),
}

type NoticeText = { subject: string; happened: string }

/** Tells an officer what has happened to the account of another. `path` is their record. */
export function officerNoticeEmail(
  given: Place & {
    name: string
    kind: OfficerNoticeKind
    about: string
    /** Null for the operator's command line. */
    by: string | null
    path: string
  },
): Email {
  const { subject, happened } = officerNoticeWords[given.kind](
    given.about,
    given.by ?? 'Whoever runs the server of this site',
  )
  return writeLetter(given, {
    subject,
    name: given.name,
    paragraphs: [happened],
    after: [
      `If you did not expect this, speak with them, and look at the record: ${given.publicUrl}${given.path}`,
      'Every officer gets this email.',
    ],
    about: 'the accounts of officers',
  })
}

const place = {
  partnershipName: 'Cumbria Safeguarding Children Partnership',
  publicUrl: 'https://cairn.example',
}

/** Every e-mail of this slice as it arrives, for the preview and a test. */
export const sample: EmailSamples = {
  'Account: code to choose a password': passwordCodeEmail({
    ...place,
    name: 'Jo Askham',
    code: '402718',
    minutes: 10,
  }),
  'Account: invitation': invitationEmail({
    ...place,
    name: 'Jo Askham',
    email: 'jo.askham@derwent-youth.example',
    by: 'Ivy Thornthwaite',
  }),
  ...Object.fromEntries(
    (Object.keys(noticeWords) as NoticeKind[]).map((kind) => [
      `Account: ${kind.replaceAll('-', ' ')}`,
      noticeEmail({ ...place, name: 'Jo Askham', kind }),
    ]),
  ),
  ...Object.fromEntries(
    (Object.keys(officerNoticeWords) as OfficerNoticeKind[]).map((kind) => [
      `To officers: ${kind.replaceAll('-', ' ')}`,
      officerNoticeEmail({
        ...place,
        name: 'Jo Askham',
        kind,
        about: 'Ivy Thornthwaite',
        by: 'Tom Braithwaite',
        path: '/manage/people/4f6c5a1e-2b1d-4c59-9a52-0c3c3f2b7d10',
      }),
    ]),
  ),
}
