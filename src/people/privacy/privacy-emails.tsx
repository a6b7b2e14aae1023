import { formatDate } from '../../ui/dates.ts'
import type { Email, EmailSamples } from '../../ui/email.tsx'
import { writeLetter, type Place } from '../letter.tsx'
import { privacyKinds, type PrivacyKind } from './privacy-words.ts'

const about = 'your rights over your data'

export type Letter = 'received' | 'acknowledged' | 'extended' | 'copy-ready' | 'answered'

type Given = Place & {
  letter: Letter
  name: string | null
  reference: string
  kind: PrivacyKind
  receivedOn: string
  answerBy: string
  /** Why it takes longer. */
  reason: string | null
  /** The answer in paragraphs, for somebody who cannot read it under an account. */
  answer: string[] | null
  state: string
  /** Where it is read, for somebody who can sign in. */
  page: string | null
}

/** What whoever asked is told at each step. */
export function letterEmail(given: Given): Email {
  const { reference, letter } = given
  const said = `On ${formatDate(given.receivedOn)} you ${privacyKinds[given.kind].told}.`
  const by = `We answer by ${formatDate(given.answerBy)}.`
  const letters: Record<Letter, { subject: string; paragraphs: string[] }> = {
    received: {
      subject: `We have your request ${reference}`,
      paragraphs: [said, by, 'You need not do anything now.'],
    },
    acknowledged: {
      subject: `We are looking into your request ${reference}`,
      paragraphs: [said, 'Somebody of the partnership has read it and is looking into it.', by],
    },
    extended: {
      subject: `Your request ${reference} takes longer`,
      paragraphs: [
        said,
        'We need more time than a month. The reason:',
        given.reason ?? '',
        `We now answer by ${formatDate(given.answerBy)} at the latest.`,
      ],
    },
    'copy-ready': {
      subject: `The copy of your data is ready (${reference})`,
      paragraphs: [
        said,
        'The copy is ready. You can fetch it for 30 days. You are asked for your password again, and we never send it by email.',
      ],
    },
    answered: {
      subject: `The answer to your request ${reference}`,
      paragraphs: [
        said,
        given.state === 'refused'
          ? 'We have looked into it and do not do what you asked for. Why:'
          : 'We have dealt with it.',
        ...(given.answer ?? ['The answer is on the page below.']),
      ],
    },
  }
  const { subject, paragraphs } = letters[letter]
  const isEnd = letter === 'answered' || letter === 'extended'
  return writeLetter(given, {
    subject,
    name: given.name,
    about,
    paragraphs,
    after: [
      ...(given.page ? [`See it under your account: ${given.page}`] : []),
      ...(isEnd
        ? [
            `If you are not content, complain to us: ${given.publicUrl}/privacy/complaint. You can also complain to the Information Commissioner (https://ico.org.uk/make-a-complaint/) or go to court.`,
          ]
        : []),
    ],
  })
}

/** The code that shows that an address is theirs who complains. */
export function contactCodeEmail(
  given: Place & { name: string | null; code: string; minutes: number },
): Email {
  return writeLetter(given, {
    subject: `${given.code} is your code for the answer to your complaint`,
    name: given.name,
    about,
    paragraphs: [
      'Type this code on the page where you complained, so that we can answer you by email:',
    ],
    code: given.code,
    after: [
      `It works once, for ${given.minutes} minutes. Your complaint has arrived whether or not you type it.`,
      'If you did not complain, somebody may have typed your address by mistake. You need not do anything: we do not write to you again.',
    ],
  })
}

/** Sent straight after an erasure, to the address that is then forgotten. */
export function erasedEmail(
  given: Place & {
    name: string
    answer: string | null
    /** What else was open: a complaint from outside the account goes on, the rest has ended. */
    open: { kind: PrivacyKind; reference: string; hasOwnAddress: boolean }[]
  },
): Email {
  const named = (goesOn: boolean) =>
    given.open
      .filter(({ hasOwnAddress }) => hasOwnAddress === goesOn)
      .map(({ kind, reference }) => `${privacyKinds[kind].title} (${reference})`)
  const ended = named(false)
  const goesOn = named(true)
  return writeLetter(given, {
    subject: 'Your data has been erased',
    name: given.name,
    about,
    paragraphs: [
      'As you asked, your record has been emptied: your name, your address and every way to sign in are gone. ' +
        (goesOn.length > 0
          ? 'This address is written to for the answer to your complaint, and not otherwise.'
          : 'This address is not written to again.'),
      ...(goesOn.length > 0 ? [`Still open, with what you wrote: ${goesOn.join('; ')}.`] : []),
      ...(ended.length > 0 ? [`What else you had asked ended with it: ${ended.join('; ')}.`] : []),
      ...(given.answer ? [given.answer] : []),
      'What had to be kept is kept without your name. It was listed when you asked.',
    ],
    after: [
      `If you are not content, complain to us: ${given.publicUrl}/privacy/complaint. You can also complain to the Information Commissioner (https://ico.org.uk/make-a-complaint/) or go to court.`,
    ],
  })
}

/** Once a day to the officers, while a clock has a week or less. It names nobody. */
export function reminderEmail(
  given: Place & {
    name: string
    overdue: number
    requests: { reference: string; words: string }[]
  },
): Email {
  const count = given.requests.length
  return writeLetter(given, {
    subject:
      given.overdue > 0
        ? `${given.overdue} privacy ${given.overdue === 1 ? 'request is' : 'requests are'} overdue`
        : `${count} privacy ${count === 1 ? 'request is' : 'requests are'} due within a week`,
    name: given.name,
    about: 'privacy requests',
    paragraphs: ['These requests wait for you:'],
    list: given.requests.map(({ reference, words }) => `${reference}. ${words}.`),
    after: [`Answer them under ${given.publicUrl}/manage/privacy-requests`],
  })
}

const place = {
  partnershipName: 'Cumbria Safeguarding Children Partnership',
  publicUrl: 'https://cairn.example',
}

const request = {
  ...place,
  name: 'Jo Askham',
  reference: 'P-7K2M-09QX',
  kind: 'access' as const,
  receivedOn: '2020-10-05',
  answerBy: '2020-11-05',
  reason: null,
  answer: null,
  state: 'open',
  page: 'https://cairn.example/account/data/requests/4d3f9a52-6c1b-4f0e-9d55-0a8a3f6f3c11',
}

/** Every e-mail of this part as it arrives, for the preview and a test. */
export const sample: EmailSamples = {
  'Privacy: received': letterEmail({ ...request, letter: 'received' }),
  'Privacy: acknowledged': letterEmail({ ...request, letter: 'acknowledged' }),
  'Privacy: takes longer': letterEmail({
    ...request,
    letter: 'extended',
    answerBy: '2021-01-05',
    reason: 'Your record goes back to 2009, and part of it is on paper.',
  }),
  'Privacy: copy is ready': letterEmail({ ...request, letter: 'copy-ready' }),
  'Privacy: answered': letterEmail({ ...request, letter: 'answered', state: 'fulfilled' }),
  'Privacy: complaint answered without an account': letterEmail({
    ...request,
    kind: 'complaint',
    letter: 'answered',
    state: 'closed',
    answer: ['We had your address from a list of 2016. It is deleted, and we have told the team.'],
    page: null,
  }),
  'Privacy: refused': letterEmail({
    ...request,
    letter: 'answered',
    state: 'refused',
    answer: ['The request is manifestly excessive (UK GDPR article 12(5)).'],
    page: null,
  }),
  'Privacy: code for an answer': contactCodeEmail({
    ...place,
    name: null,
    code: '402718',
    minutes: 15,
  }),
  'Privacy: erased': erasedEmail({
    ...place,
    name: 'Jo Askham',
    answer: null,
    open: [
      { kind: 'access', reference: 'P-7K2M-09QX', hasOwnAddress: false },
      { kind: 'complaint', reference: 'P-4F00-1ZAB', hasOwnAddress: true },
    ],
  }),
  'Privacy: reminder to officers': reminderEmail({
    ...place,
    name: 'Ivy Thornthwaite',
    overdue: 1,
    requests: [
      { reference: 'P-7K2M-09QX', words: 'Answer: 1 day overdue' },
      { reference: 'P-4F00-1ZAB', words: 'Acknowledge: 5 days left' },
    ],
  }),
}
