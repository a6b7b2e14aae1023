import { isSameAddress } from '../../platform/email-address.ts'
import { randomBytes } from 'node:crypto'
import { audit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { findCredentials, savePasswordHash } from './credential-queries.ts'
import { busy, hashPassword } from './password-hashing.ts'
import {
  addPasswordRequest,
  findPasswordRequest,
  markEmailProved,
  usePasswordRequest,
  type PasswordRequest,
} from './password-request-queries.ts'
import { weaknessOfPassword, type PasswordWeakness } from './password-rules.ts'
import { findPartnershipNames } from '../partnership/partnership-queries.ts'
import { passwordCodeEmail } from '../people-emails.tsx'
import { placeOf, sendNotice } from '../people-notices.ts'
import { findPeopleById } from '../person-queries.ts'
import { codeMinutes, isOpen, keepSecret, makeCode, proveRequest } from './request-codes.ts'
import { originOf, type KnownDevice } from './known-device.ts'
import { codeRequestTries, signInTries, type Pause } from './tries.ts'

export const passwordCodeJob = 'people.send-password-code'

const linkHours = 24

/**
 * Asks for a code to be sent. Whoever asks gets a request to type the code into, whether or not somebody has this
 * address; the code itself is made by the job that sends it, so the work here is the same too.
 */
export async function requestPasswordCode(
  services: Services,
  email: string,
  from: { address: string; device: KnownDevice | null },
): Promise<{ ok: true; requestId: string } | ({ ok: false } & Pause)> {
  const { database, clock } = services
  const known = await findCredentials(database, email)
  const pause = await codeRequestTries(services, email, originOf(from, known?.personId)).count()
  if (pause) return { ok: false, ...pause }
  const requestId = await database.transaction().execute(async (transaction) => {
    const id = await addPasswordRequest(transaction, {
      kind: 'code',
      personId: known?.personId ?? null,
      ...(known ? { email: known.email } : {}),
      now: clock.now(),
      minutes: codeMinutes,
    })
    await services.jobs.enqueue(transaction, passwordCodeJob, { requestId: id })
    return id
  })
  return { ok: true, requestId }
}

/** The work of the job: makes the code and sends it. Run again after a failure, it sends a new code; the last one works. */
export async function sendPasswordCode(services: Services, requestId: string): Promise<void> {
  const { database, clock } = services
  const request = await findPasswordRequest(database, requestId)
  if (!request?.personId || !isOpen(request, clock.now())) return
  const person = (await findPeopleById(database, [request.personId])).get(request.personId)
  if (!person || person.hasLeft || !isAddressOf(person, request)) return
  const code = await makeCode(services, requestId)
  const place = await placeOf(services)
  await services.mail.send({
    to: person.email,
    ...passwordCodeEmail({ ...place, name: person.name, code, minutes: codeMinutes }),
  })
}

/** A link for the first officer of an installation, where mail may not work yet. Works once, for 24 hours. */
export async function makeSetUpLink(
  services: Pick<Services, 'clock' | 'secrets' | 'config'>,
  database: Database,
  personId: string,
): Promise<string> {
  const id = await addPasswordRequest(database, {
    kind: 'link',
    personId,
    now: services.clock.now(),
    minutes: linkHours * 60,
  })
  const secret = randomBytes(24).toString('base64url')
  await keepSecret(services, database, id, secret)
  return `${services.config.publicUrl}/sign-in/set-up/${id}.${secret}`
}

export type NewPasswordRefusal =
  | { reason: 'over' }
  | { reason: 'too-many-wrong' }
  | { reason: 'wrong-code' }
  | { reason: 'busy' }
  | { reason: 'weak'; weakness: PasswordWeakness }

/**
 * Sets a password that a code or link proves; no other code does, nor one that went to an address which is no longer
 * the person's. A wrong code counts; a weak password does not use the code up.
 * The person is signed out everywhere, and told.
 */
export async function setPasswordByRequest(
  services: Services,
  given: { requestId: string; kind: 'code' | 'link'; secret: string; password: string },
  address: string,
): Promise<{ ok: true; personId: string } | ({ ok: false } & NewPasswordRefusal)> {
  const { database, clock } = services
  const request = await findPasswordRequest(database, given.requestId)
  const proof =
    request?.kind === given.kind ? await proveRequest(services, request, given.secret) : 'over'
  if (!request?.personId || proof !== 'proved')
    return { ok: false, reason: proof === 'proved' ? 'wrong-code' : proof }
  const { personId } = request
  const asking = (await findPeopleById(database, [personId])).get(personId)
  // Left, or merged into another record, since the code was asked for.
  if (!asking || asking.hasLeft || !isAddressOf(asking, request))
    return { ok: false, reason: 'over' }
  const weakness = await weaknessFor(services, personId, given.password)
  if (weakness) return { ok: false, reason: 'weak', weakness }
  const hash = await hashPassword(given.password)
  if (hash === busy) return { ok: false, reason: 'busy' }

  const now = clock.now()
  const used = await database.transaction().execute(async (transaction) => {
    if (!(await usePasswordRequest(transaction, request.id, now))) return false
    if (request.email && !(await markEmailProved(transaction, personId, request.email, now)))
      return false
    await keepPassword(services, transaction, { personId, hash, by: personId })
    return true
  })
  if (!used) return { ok: false, reason: 'over' }
  const person = (await findPeopleById(database, [personId])).get(personId)
  if (person) await signInTries(services, person.email, { address, device: null }).forget()
  return { ok: true, personId }
}

// A link went to nobody by e-mail.
function isAddressOf(person: { email: string }, { email }: PasswordRequest): boolean {
  return email === null || isSameAddress(email, person.email)
}

/** Is there still something to type into? Says nothing of whether the address is known. */
export async function isRequestOpen(
  services: Services,
  requestId: string,
  kind: PasswordRequest['kind'],
): Promise<boolean> {
  const request = await findPasswordRequest(services.database, requestId)
  return request?.kind === kind && isOpen(request, services.clock.now())
}

/** What is wrong with a password for this person, or null. */
export async function weaknessFor(
  services: Pick<Services, 'database'>,
  personId: string,
  password: string,
): Promise<PasswordWeakness | null> {
  const person = (await findPeopleById(services.database, [personId])).get(personId)
  return weaknessOfPassword(password, {
    name: person?.name ?? '',
    email: person?.email ?? '',
    partnershipNames: await findPartnershipNames(services.database),
  })
}

/** Keeps a password's hash, ends the person's sessions and tells them. Pass the transaction of the change. */
export async function keepPassword(
  services: Pick<Services, 'clock' | 'jobs'>,
  transaction: Database,
  change: { personId: string; hash: string; by: string | null; exceptTokenHash?: Buffer },
): Promise<void> {
  const { personId, hash, by, exceptTokenHash } = change
  await savePasswordHash(transaction, personId, hash, services.clock.now())
  await revokeSessions(transaction, personId, exceptTokenHash ? { exceptTokenHash } : {})
  await audit(transaction, {
    action: 'person.password-set',
    by,
    subject: { kind: 'person', id: personId },
  })
  await sendNotice(services, transaction, { kind: 'password-set', personId })
}
