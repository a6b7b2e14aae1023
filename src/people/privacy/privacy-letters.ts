import type { Database } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { placeOf } from '../people-notices.ts'
import { findPeopleById } from '../person-queries.ts'
import { letterEmail, type Letter } from './privacy-emails.tsx'
import { findRequest, type ListedRequest } from './privacy-request-queries.ts'
import { ownDataPaths } from './privacy-paths.ts'
import { refusalReasons } from './privacy-words.ts'

export const letterJob = 'people.send-privacy-letter'
export const contactCodeJob = 'people.send-privacy-code'

/** Writes to whoever asked, soon. Pass the transaction of the step; the address is looked up when it is sent. */
export async function sendLetter(
  services: Pick<Services, 'jobs'>,
  transaction: Database,
  letter: { requestId: string; letter: Letter },
): Promise<void> {
  await services.jobs.enqueue(transaction, letterJob, letter)
}

/** The work of the job. Nothing where nobody can be written to: no account, no proved address. */
export async function deliverLetter(
  services: Services,
  { requestId, letter }: { requestId: string; letter: Letter },
): Promise<void> {
  const request = await findRequest(services.database, requestId)
  const to = request && (await recipientOf(services, request))
  if (!request || !to) return
  const place = await placeOf(services)
  await services.mail.send({
    to: to.email,
    ...letterEmail({
      ...place,
      letter,
      name: to.name,
      reference: request.reference,
      kind: request.kind,
      receivedOn: request.received_on,
      answerBy: request.answer_by,
      reason: request.extension_reason,
      // With an account the answer is read there; mail passes through many hands.
      answer: to.hasAccount
        ? null
        : [
            request.refusal_reason ? `${refusalReasons[request.refusal_reason]}.` : '',
            request.outcome ?? '',
          ].filter(Boolean),
      state: request.state,
      page: to.hasAccount ? `${place.publicUrl}${ownDataPaths.asked(request.id)}` : null,
    }),
  })
}

async function recipientOf(
  services: Services,
  request: ListedRequest,
): Promise<{ email: string; name: string | null; hasAccount: boolean } | null> {
  if (!request.person_id) {
    return request.email && request.email_proved_at
      ? { email: request.email, name: request.name, hasAccount: false }
      : null
  }
  const person = (await findPeopleById(services.database, [request.person_id])).get(
    request.person_id,
  )
  if (!person || person.email.endsWith(erasedDomain)) return null
  // Somebody who has left cannot sign in: they read the answer in the letter.
  return { email: person.email, name: person.name, hasAccount: !person.hasLeft }
}

/** Where the addresses of erased records are: nothing is ever delivered there (RFC 2606). */
export const erasedDomain = '@erased.invalid'
