import { isSameAddress } from '../../platform/email-address.ts'
import { createHash, randomBytes } from 'node:crypto'
import type { DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { findPartnershipNames } from '../partnership/partnership-queries.ts'
import { placeOf } from '../people-notices.ts'
import { busy, hashPassword } from '../sign-in/password-hashing.ts'
import {
  addPasswordRequest,
  findPasswordRequest,
  findRegistrationRequest,
  usePasswordRequest,
} from '../sign-in/password-request-queries.ts'
import { weaknessOfPassword, type PasswordWeakness } from '../sign-in/password-rules.ts'
import {
  codeMinutes,
  isOpen,
  makeCode,
  proveRequest,
  type Proof,
} from '../sign-in/request-codes.ts'
import { knownAddressTries, registrationTries, type Pause } from '../sign-in/tries.ts'
import { alreadyHereEmail, registrationCodeEmail } from './registration-emails.tsx'
import {
  findAddressOwner,
  findRegistration,
  findRegistrationById,
  insertRegistration,
  lockRegistration,
  keepAnswers,
  updateIdentity,
  type AddressOwner,
  type Answers,
  type NewOrganisation,
  type Registration,
} from './registration-queries.ts'

export const registrationCodeJob = 'people.send-registration-code'

/** A second click is no wish for another code. */
const againAfterMs = 30_000

type Identity = { name: string; email: string; next: string | null }

/**
 * Begins a registration, or goes on with the one of this browser, and has a code sent. Nobody is looked up, so that the
 * answer and the time it takes are the same whoever has the address; the job that sends the e-mail finds out.
 */
export async function beginRegistration(
  services: Services,
  identity: Identity,
  browser: { current: Registration | null; newToken: string; address: string },
): Promise<{ ok: true; token: string | null } | ({ ok: false } & Pause)> {
  const { database, clock } = services
  const { current } = browser
  if (current && isSameAddress(current.email, identity.email)) {
    await updateIdentity(database, current.id, { ...identity, isNewEmail: false })
    if (current.isProved || (await hasFreshCode(services, current.id)))
      return { ok: true, token: null }
  }
  const pause = await registrationTries(services, identity.email, browser.address).count()
  if (pause) return { ok: false, ...pause }
  return database.transaction().execute(async (transaction) => {
    if (current) {
      await updateIdentity(transaction, current.id, { ...identity, isNewEmail: true })
      await requestCode(services, transaction, { id: current.id, email: identity.email })
      return { ok: true as const, token: null }
    }
    const tokenHash = hashOfToken(browser.newToken)
    const now = clock.now()
    const begun = await insertRegistration(transaction, { ...identity, tokenHash, now })
    if (begun.isNew)
      await requestCode(services, transaction, { id: begun.id, email: identity.email })
    return { ok: true as const, token: browser.newToken }
  })
}

/** Another code; the ones before work no more. */
export async function sendAnotherCode(
  services: Services,
  registration: Registration,
  address: string,
): Promise<{ ok: true; sent: 'again' | 'before' } | ({ ok: false } & Pause)> {
  if (registration.isProved || (await hasFreshCode(services, registration.id)))
    return { ok: true, sent: 'before' }
  const pause = await registrationTries(services, registration.email, address).count()
  if (pause) return { ok: false, ...pause }
  await services.database
    .transaction()
    .execute((transaction) => requestCode(services, transaction, registration))
  return { ok: true, sent: 'again' }
}

/** The work of the job: a code for somebody new, and for others the sentence that they need none. */
export async function sendRegistrationCode(
  services: Services,
  { registrationId, requestId }: { registrationId: string; requestId: string },
): Promise<void> {
  const { database, clock } = services
  const registration = await findRegistrationById(database, registrationId)
  const request = await findPasswordRequest(database, requestId)
  if (!registration || registration.isProved || !request || !isOpen(request, clock.now())) return
  const { email: to } = request
  // Another address has been typed meanwhile, which has a code of its own.
  if (!to || !isSameAddress(to, registration.email)) return
  const owner = await findAddressOwner(database, to)
  const place = await placeOf(services)
  if (mayRegister(owner)) {
    const code = await makeCode(services, requestId)
    const wasAdded = owner.state === 'unfinished'
    const letter = registrationCodeEmail({ ...place, code, minutes: codeMinutes, wasAdded })
    await services.mail.send({ to, ...letter })
    return
  }
  const tries = knownAddressTries(services, to)
  if (!(await tries.count())) return
  try {
    await services.mail.send({
      to,
      ...alreadyHereEmail({ ...place, name: owner.name, state: owner.state }),
    })
  } catch (error) {
    await tries.takeBack()
    throw error
  }
}

/** Is this the code of the newest e-mail? */
export async function proveAddress(
  services: Services,
  registration: Registration,
  code: string,
  address: string,
): Promise<Proof> {
  if (registration.isProved) return 'proved'
  const { database, clock } = services
  const request = await findRegistrationRequest(database, registration.id)
  if (!request) return 'over'
  const proof = await proveRequest(services, request, code)
  if (proof !== 'proved') return proof
  const now = clock.now()
  // Held while it is marked: the code proves the address it went to, and the registration may name another by now.
  const isProved = await database.transaction().execute(async (transaction) => {
    const held = await lockRegistration(transaction, registration.id)
    const newest = await findRegistrationRequest(transaction, registration.id)
    const isItsOwn = isSameAddress(held?.email, request.email)
    if (!held || !isItsOwn || newest?.id !== request.id) return false
    if (!(await usePasswordRequest(transaction, request.id, now))) return held.isProved
    await keepAnswers(transaction, registration.id, { proved_at: now })
    return true
  })
  if (!isProved) return 'over'
  await registrationTries(services, registration.email, address).forget()
  return 'proved'
}

/** Keeps where somebody works: a listed organisation, or one that is to be listed. */
export async function keepOrganisation(
  services: Services,
  registration: Registration,
  organisation: { id: string } | NewOrganisation,
): Promise<void> {
  const chosen = 'id' in organisation
  await keepAnswers(services.database, registration.id, {
    organisation_id: chosen ? organisation.id : null,
    new_organisation: chosen ? null : organisation,
  })
}

export type Work = {
  jobTitle: string
  jobRoleCode: string
  lineManager: { name: string; email: string } | null
}

/** Keeps what somebody does there; null for a line manager says that they have none. */
export async function keepWork(
  services: Services,
  registration: Registration,
  work: Work,
): Promise<void> {
  await keepAnswers(services.database, registration.id, {
    job_title: work.jobTitle,
    job_role_code: work.jobRoleCode,
    line_manager_name: work.lineManager?.name ?? null,
    line_manager_email: work.lineManager?.email ?? null,
    has_no_line_manager: work.lineManager === null,
  } satisfies Partial<Answers>)
}

/** Keeps the password as its hash until the person is in. */
export async function keepNewPassword(
  services: Services,
  registration: Registration,
  password: string,
): Promise<
  | { ok: true }
  | { ok: false; reason: 'busy' }
  | { ok: false; reason: 'weak'; weakness: PasswordWeakness }
> {
  const weakness = weaknessOfPassword(password, {
    name: registration.name,
    email: registration.email,
    partnershipNames: await findPartnershipNames(services.database),
  })
  if (weakness) return { ok: false, reason: 'weak', weakness }
  const hash = await hashPassword(password)
  if (hash === busy) return { ok: false, reason: 'busy' }
  await keepAnswers(services.database, registration.id, {
    password_hash: hash,
    wants_passkey: false,
  })
  return { ok: true }
}

/** A passkey in the place of a password: made as the first thing once the person is in. */
export async function choosePasskey(services: Services, { id }: Registration): Promise<void> {
  await keepAnswers(services.database, id, { password_hash: null, wants_passkey: true })
}

export type Step = 'code' | 'organisation' | 'work' | 'signing-in' | 'check'

/** The first step that is not done. */
export function nextStep(registration: Registration): Step {
  if (!registration.isProved) return 'code'
  if (!registration.organisationId && !registration.newOrganisation) return 'organisation'
  if (!registration.jobRoleCode) return 'work'
  if (!registration.passwordHash && !registration.wantsPasskey) return 'signing-in'
  return 'check'
}

/** The registration that this browser's cookie belongs to, or null. */
export function findBegun(services: Services, token: string): Promise<Registration | null> {
  return findRegistration(services.database, hashOfToken(token), services.clock.now())
}

/** A secret of 256 bits for a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export type Newcomer = Extract<AddressOwner, { state: 'nobody' } | { state: 'unfinished' }>

/** Nobody has the address, or somebody who never got in. */
export function mayRegister(owner: AddressOwner): owner is Newcomer {
  return owner.state === 'nobody' || owner.state === 'unfinished'
}

async function requestCode(
  services: Services,
  transaction: DatabaseTransaction,
  registration: Pick<Registration, 'id' | 'email'>,
): Promise<void> {
  const registrationId = registration.id
  const requestId = await addPasswordRequest(transaction, {
    kind: 'registration',
    personId: null,
    email: registration.email,
    registrationId,
    now: services.clock.now(),
    minutes: codeMinutes,
  })
  await services.jobs.enqueue(transaction, registrationCodeJob, { registrationId, requestId })
}

async function hasFreshCode(services: Services, registrationId: string): Promise<boolean> {
  const request = await findRegistrationRequest(services.database, registrationId)
  const now = services.clock.now()
  return (
    request !== null &&
    isOpen(request, now) &&
    now.getTime() - request.createdAt.getTime() < againAfterMs
  )
}

function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
