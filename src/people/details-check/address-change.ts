import { isSameAddress } from '../../platform/email-address.ts'
import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { revokeSessions, type Session } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { askForDuplicates } from '../duplicates/duplicates.ts'
import { addressCodeEmail, addressTakenEmail } from './details-emails.tsx'
import { findCheckRecord } from './details-check-queries.ts'
import { placeOf, sendNotice, tellOfficers } from '../people-notices.ts'
import { findPeopleById, findPersonByEmail } from '../person-queries.ts'
import { setProvedEmail } from '../roster-queries.ts'
import {
  addPasswordRequest,
  findPasswordRequest,
  usePasswordRequest,
  type PasswordRequest,
} from '../sign-in/password-request-queries.ts'
import {
  codeMinutes,
  isOpen,
  makeCode,
  proveRequest,
  type Proof,
} from '../sign-in/request-codes.ts'
import { codeRequestTries, type Pause } from '../sign-in/tries.ts'

export const addressCodeJob = 'people.send-address-code'

/**
 * Asks for a code to another address, or to one's own that has not been proved. Whoever asks gets a page to type it
 * into, whether or not somebody else has the address; the mail tells only who reads it.
 */
export async function requestAddressCode(
  services: Services,
  person: SignedInPerson,
  email: string,
  address: string,
): Promise<{ ok: true; requestId: string } | ({ ok: false } & (Pause | { reason: 'same' }))> {
  const { database, clock } = services
  const record = await findCheckRecord(database, person.id)
  const isOwn = isSameAddress(record?.email, email)
  if (isOwn && record?.emailVerifiedAt) return { ok: false, reason: 'same' }
  const pause =
    (await codeRequestTries(services, email, { address, device: null }).count()) ??
    (await codeRequestTries(services, `address change of ${person.id}`, {
      address,
      device: null,
    }).count())
  if (pause) return { ok: false, ...pause }
  const requestId = await database.transaction().execute(async (transaction) => {
    const id = await addPasswordRequest(transaction, {
      kind: 'address',
      personId: person.id,
      email,
      now: clock.now(),
      minutes: codeMinutes,
    })
    await services.jobs.enqueue(transaction, addressCodeJob, { requestId: id })
    return id
  })
  return { ok: true, requestId }
}

/** The work of the job. To an address that is somebody else's account goes a mail that says so, and no code. */
export async function sendAddressCode(services: Services, requestId: string): Promise<void> {
  const { database, clock } = services
  const request = await findPasswordRequest(database, requestId)
  if (!request?.personId || !request.email || !isOpen(request, clock.now())) return
  const person = (await findPeopleById(database, [request.personId])).get(request.personId)
  if (!person || person.hasLeft) return
  const place = await placeOf(services)
  const owner = await findPersonByEmail(database, request.email)
  const email =
    owner && owner.id !== person.id
      ? addressTakenEmail({ ...place, name: owner.name })
      : addressCodeEmail({
          ...place,
          code: await makeCode(services, requestId),
          minutes: codeMinutes,
        })
  await services.mail.send({ to: request.email, ...email })
}

/** The open request of this person's page, or null: over, used, somebody else's, or none. */
export async function findAddressRequest(
  services: Services,
  person: SignedInPerson,
  requestId: string,
): Promise<(PasswordRequest & { email: string }) | null> {
  const request = await findPasswordRequest(services.database, requestId)
  if (request?.kind !== 'address' || request.personId !== person.id) return null
  if (!isOpen(request, services.clock.now()) || request.email === null) return null
  return { ...request, email: request.email }
}

/**
 * The code proves the address: it is the person's from now on. The session that typed the code goes on, all others end,
 * and both addresses are told.
 */
export async function proveAddress(
  services: Services,
  person: SignedInPerson,
  given: { request: PasswordRequest & { email: string }; code: string; session: Session },
): Promise<{ ok: true } | { ok: false; reason: Exclude<Proof, 'proved'> | 'taken' }> {
  const { request, code, session } = given
  const proof = await proveRequest(services, request, code)
  if (proof !== 'proved') return { ok: false, reason: proof }
  const now = services.clock.now()
  return services.database.transaction().execute(async (transaction) => {
    if (!(await usePasswordRequest(transaction, request.id, now)))
      return { ok: false as const, reason: 'over' as const }
    const before = await findCheckRecord(transaction, person.id)
    const result = await setProvedEmail(transaction, person.id, request.email, now)
    if (result === 'taken') return { ok: false as const, reason: 'taken' as const }
    const isNew = !isSameAddress(before?.email, request.email)
    await audit(transaction, {
      action: isNew ? 'person.email-changed' : 'person.email-proved',
      by: person.id,
      subject: { kind: 'person', id: person.id },
    })
    if (!isNew || !before) return { ok: true as const }
    await askForDuplicates(services, transaction, [person.id])
    await revokeSessions(transaction, person.id, { exceptTokenHash: session.tokenHash })
    const notice = { kind: 'own-email-changed' as const, personId: person.id }
    await sendNotice(services, transaction, { ...notice, to: before.email })
    await sendNotice(services, transaction, { ...notice, to: request.email })
    await tellOfficers(services, transaction, {
      kind: 'officer-email-changed',
      about: person.id,
      by: person.id,
    })
    return { ok: true as const }
  })
}
