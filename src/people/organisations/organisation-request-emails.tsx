import type { Email, EmailSamples } from '../../ui/email.tsx'
import { writeLetter, type Place } from '../people-emails.tsx'
import { organisationPaths } from '../people-paths.ts'

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
      `Look at it, and list it or say which one it is: ${publicUrl}${organisationPaths.list}`,
    ],
  })
}

export const sample: EmailSamples = {
  'Organisation: asked for': organisationRequestEmail({
    partnershipName: 'Cumbria Safeguarding Children Partnership',
    publicUrl: 'https://cairn.example',
    officer: 'Ivy Thornthwaite',
    name: 'Borrowdale Forest School',
    waiting: 3,
  }),
}
