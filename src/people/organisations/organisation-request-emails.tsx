import type { Email, EmailSamples } from '../../ui/email.tsx'
import { writeLetter, type Place } from '../letter.tsx'
import { detailsPaths, organisationPaths } from '../people-paths.ts'

/** Tells an officer that somebody works at an organisation that is not listed. */
export function organisationRequestEmail(
  given: Place & { officer: string; name: string; waiting: number },
): Email {
  const { officer, name, waiting, publicUrl } = given
  return writeLetter(given, {
    subject: `An organisation waits to be listed: ${name}`,
    name: officer,
    paragraphs: [
      `Somebody has registered who works at “${name}”, which is not in the register. They are in already, and nobody else can choose it until it is listed.`,
      waiting === 1
        ? 'It is the only one that waits.'
        : `${waiting} organisations wait to be listed.`,
    ],
    after: [
      `Look at it, and list it or say which one it is: ${publicUrl}${organisationPaths.requests}`,
    ],
  })
}

/** Tells whoever works there which listed organisation theirs is. */
export function organisationMatchedEmail(
  given: Place & { to: string; name: string; listed: string },
): Email {
  const { to, name, listed, publicUrl } = given
  return writeLetter(given, {
    subject: `Your organisation is listed as ${listed}`,
    name: to,
    paragraphs: [
      `You told us that you work at “${name}”. It is in our register as “${listed}”, so your record says that now.`,
      'You need not do anything. What you have learned so far counts for it.',
    ],
    after: [`If that is not where you work, correct it: ${publicUrl}${detailsPaths.show()}`],
  })
}

/** Tells whoever works there why it is not listed. */
export function organisationRefusedEmail(
  given: Place & { to: string; name: string; reason: string },
): Email {
  const { to, name, reason, publicUrl } = given
  return writeLetter(given, {
    subject: `We could not add ${name} to our register`,
    name: to,
    paragraphs: [
      `You told us that you work at “${name}”. We could not add it to our register of organisations:`,
      reason,
      'Your account stays as it is. Please choose the organisation that you work for.',
    ],
    after: [`Choose it here: ${publicUrl}${detailsPaths.show()}`],
  })
}

const place = {
  partnershipName: 'Cumbria Safeguarding Children Partnership',
  publicUrl: 'https://cairn.example',
}

export const sample: EmailSamples = {
  'Organisation: is listed as another one': organisationMatchedEmail({
    ...place,
    to: 'Jo Askham',
    name: 'Derwent Youth Club',
    listed: 'Derwent Youth Project',
  }),
  'Organisation: could not be added': organisationRefusedEmail({
    ...place,
    to: 'Jo Askham',
    name: 'Jo’s Own Business',
    reason: 'Sole traders choose the organisation that they work for most.',
  }),
  'Organisation: asked for': organisationRequestEmail({
    ...place,
    officer: 'Ivy Thornthwaite',
    name: 'Borrowdale Forest School',
    waiting: 3,
  }),
}
