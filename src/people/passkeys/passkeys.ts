import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { NotFound } from '../../platform/errors.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { sendNotice } from '../people-notices.ts'
import { dropIdleRecoveryCodes, noteSignIn } from '../sign-in/credential-queries.ts'
import { holdOwnSession } from '../sign-in/own-session.ts'
import { giveFirstRecoveryCodes } from '../sign-in/second-factor.ts'
import { passkeyTries, type Pause } from '../sign-in/tries.ts'
import { whyNotWithout, type LastWayIn } from '../sign-in/ways-in.ts'
import { makeChallenge, takeChallenge, type ChallengeUse } from './passkey-challenges.ts'
import { readAssertion, readAttestation } from './passkey-answers.ts'
import {
  deletePasskey,
  findPasskey,
  insertPasskey,
  listPasskeys,
  notePasskeyUse,
  renamePasskey,
} from './passkey-queries.ts'

/** Loaded for the first passkey: it brings every format of a certificate with it, a tenth of the memory of a process. */
const webAuthn = () => import('@simplewebauthn/server')

/** Enough for every device that somebody has, and an end for a script that adds them. */
export const mostPasskeys = 20
const timeoutMs = 5 * 60_000
/** Ed25519, ES256, RS256, by their COSE numbers: what every device of today can do. */
const algorithms = [-8, -7, -257]

export type PasskeyRefusal = { reason: 'unreadable' | 'over' | 'unknown' | 'copied' } | Pause

/**
 * What a browser needs to sign in with a passkey. It names no passkey, so it says nothing of who has one; the device
 * offers those that it holds for this site. The device must know its owner (by finger, face or PIN): so a passkey is
 * both factors.
 */
export async function passkeyRequest(
  services: Services,
  use: ChallengeUse,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webAuthn()
  return generateAuthenticationOptions({
    rpID: siteOfPasskeys(services).rpId,
    challenge: makeChallenge(services, use),
    userVerification: 'required',
    timeout: timeoutMs,
  })
}

/** Checks what a browser answered to `passkeyRequest`. */
export async function checkPasskey(
  services: Services,
  given: { answer: string; use: ChallengeUse; address: string },
): Promise<{ ok: true; personId: string } | ({ ok: false } & PasskeyRefusal)> {
  const tries = passkeyTries(services, given.address)
  const pause = await tries.count()
  if (pause) return { ok: false, ...pause }
  const answer = readAssertion(given.answer)
  if (!answer) return { ok: false, reason: 'unreadable' }
  const known = await findPasskey(services.database, Buffer.from(answer.id, 'base64url'))
  if (!known || !isOwner(answer, known.personId)) return { ok: false, reason: 'unknown' }
  const verified = await verify(services, answer, { ...known, use: given.use })
  if (!verified.ok) return verified
  const used = await notePasskeyUse(services.database, known.id, {
    signCount: verified.signCount,
    isSynced: verified.isSynced,
    now: services.clock.now(),
  })
  if (!used) {
    await tellOfCopy(services, known.personId)
    return { ok: false, reason: 'copied' }
  }
  await tries.forget()
  return { ok: true, personId: known.personId }
}

/** Signs in with a passkey: who it was. */
export async function signInWithPasskey(
  services: Services,
  given: { answer: string; browser: Buffer | null; address: string },
): Promise<{ ok: true; personId: string } | ({ ok: false } & PasskeyRefusal)> {
  if (!given.browser) return { ok: false, reason: 'over' }
  const use = { purpose: 'sign-in', boundTo: given.browser } as const
  const checked = await checkPasskey(services, { ...given, use })
  if (!checked.ok) return checked
  await noteSignIn(services.database, checked.personId, services.clock.now())
  services.log.info('sign-in.passed', { person: checked.personId, step: 'passkey' })
  return checked
}

/** What a browser needs to make a passkey for a person. Devices that hold one for them already are told so. */
export async function passkeyCreation(
  services: Services,
  person: SignedInPerson,
  given: { session: Buffer; siteName: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await listPasskeys(services.database, person.id)
  const { generateRegistrationOptions } = await webAuthn()
  return generateRegistrationOptions({
    rpName: given.siteName,
    rpID: siteOfPasskeys(services).rpId,
    userName: person.email,
    userDisplayName: person.name,
    userID: handleOf(person.id),
    challenge: makeChallenge(services, { purpose: 'creation', boundTo: given.session }),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    timeout: timeoutMs,
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId.toString('base64url'),
      transports,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

export type CreationRefusal = { reason: 'unreadable' | 'over' | 'unfit' | 'known' | 'too-many' }

/**
 * Keeps the passkey that a browser made. With the first second factor come recovery codes, which are given here and
 * kept as hashes only; null where the person has some.
 */
export async function addOwnPasskey(
  services: Services,
  person: SignedInPerson,
  given: { answer: string; name: string; session: Buffer },
): Promise<{ ok: true; recoveryCodes: string[] | null } | ({ ok: false } & CreationRefusal)> {
  const answer = readAttestation(given.answer)
  if (!answer) return { ok: false, reason: 'unreadable' }
  const made = await verifyMade(services, answer, { purpose: 'creation', boundTo: given.session })
  if (!made.ok) return made
  return services.database.transaction().execute(async (transaction) => {
    await holdOwnSession(transaction, person.id, given.session)
    if ((await listPasskeys(transaction, person.id)).length >= mostPasskeys)
      return { ok: false as const, reason: 'too-many' as const }
    const passkey = { ...made.passkey, personId: person.id, name: given.name }
    if (!(await insertPasskey(transaction, { ...passkey, now: services.clock.now() })))
      return { ok: false as const, reason: 'known' as const }
    const recoveryCodes = await giveFirstRecoveryCodes(transaction, person.id)
    await audit(transaction, {
      action: 'person.passkey-added',
      by: person.id,
      subject: { kind: 'person', id: person.id },
    })
    await sendNotice(services, transaction, { kind: 'passkey-added', personId: person.id })
    return { ok: true as const, recoveryCodes }
  })
}

/** Gives one's own passkey another name. */
export async function renameOwnPasskey(
  services: Services,
  person: SignedInPerson,
  passkey: { id: string; name: string },
): Promise<void> {
  const renamed = await renamePasskey(services.database, { ...passkey, personId: person.id })
  if (!renamed) throw new NotFound('there is no such passkey')
}

/**
 * Removes one's own passkey, unless it is the last way in; other sessions end, as the device may be lost. Gone already
 * counts as removed.
 */
export async function removeOwnPasskey(
  services: Services,
  person: SignedInPerson,
  passkey: { id: string; session: Buffer },
): Promise<{ ok: true } | { ok: false; reason: LastWayIn }> {
  return services.database.transaction().execute(async (transaction) => {
    const reason = await whyNotWithout(transaction, person, { passkeys: 1 })
    if (reason) return { ok: false as const, reason }
    const { id, session } = passkey
    if (!(await deletePasskey(transaction, { id, personId: person.id })))
      return { ok: true as const }
    await dropIdleRecoveryCodes(transaction, person.id)
    await revokeSessions(transaction, person.id, { exceptTokenHash: session })
    await audit(transaction, {
      action: 'person.passkey-removed',
      by: person.id,
      subject: { kind: 'person', id: person.id },
    })
    await sendNotice(services, transaction, { kind: 'passkey-removed', personId: person.id })
    return { ok: true as const }
  })
}

async function verify(
  services: Services,
  answer: AuthenticationResponseJSON,
  known: { publicKey: Buffer; use: ChallengeUse },
): Promise<
  { ok: true; signCount: number; isSynced: boolean } | { ok: false; reason: 'over' | 'unknown' }
> {
  const site = siteOfPasskeys(services)
  let isOver = false
  try {
    const { verified, authenticationInfo } = await (
      await webAuthn()
    ).verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: async (challenge) => {
        const taken = await takeChallenge(services, challenge, known.use)
        isOver = !taken
        return taken
      },
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      // The count is compared where it is raised, so that two answers at once cannot both pass.
      credential: { id: answer.id, publicKey: new Uint8Array(known.publicKey), counter: 0 },
    })
    if (!verified || !authenticationInfo.userVerified) return { ok: false, reason: 'unknown' }
    return {
      ok: true,
      signCount: authenticationInfo.newCounter,
      isSynced: authenticationInfo.credentialBackedUp,
    }
  } catch (error) {
    rethrowOwn(error)
    return { ok: false, reason: isOver ? 'over' : 'unknown' }
  }
}

async function verifyMade(
  services: Services,
  answer: RegistrationResponseJSON,
  use: ChallengeUse,
): Promise<
  | {
      ok: true
      passkey: {
        credentialId: Buffer
        publicKey: Buffer
        signCount: number
        transports: string[]
        isSynced: boolean
      }
    }
  | { ok: false; reason: 'over' | 'unfit' }
> {
  const site = siteOfPasskeys(services)
  let isOver = false
  try {
    const { verified, registrationInfo } = await (
      await webAuthn()
    ).verifyRegistrationResponse({
      response: answer,
      expectedChallenge: async (challenge) => {
        const taken = await takeChallenge(services, challenge, use)
        isOver = !taken
        return taken
      },
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified || !registrationInfo.userVerified) return { ok: false, reason: 'unfit' }
    const { credential } = registrationInfo
    return {
      ok: true,
      passkey: {
        credentialId: Buffer.from(credential.id, 'base64url'),
        publicKey: Buffer.from(credential.publicKey),
        signCount: credential.counter,
        transports: answer.response.transports ?? [],
        isSynced: registrationInfo.credentialBackedUp,
      },
    }
  } catch (error) {
    rethrowOwn(error)
    return { ok: false, reason: isOver ? 'over' : 'unfit' }
  }
}

// The library throws for each thing that does not fit; a database that does not answer is another matter.
function rethrowOwn(error: unknown): void {
  if ((error as { code?: unknown }).code !== undefined) throw error
}

async function tellOfCopy(services: Services, personId: string): Promise<void> {
  services.log.info('passkey.copied', { person: personId })
  await services.database.transaction().execute(async (transaction) => {
    await audit(transaction, {
      action: 'person.passkey-copied',
      by: null,
      subject: { kind: 'person', id: personId },
    })
    await sendNotice(services, transaction, { kind: 'passkey-copied', personId })
  })
}

/** The site that passkeys are for: devices hold them for its host, and sign which address they were asked at. */
function siteOfPasskeys({ config }: Services): { rpId: string; origin: string } {
  const { hostname, origin } = new URL(config.publicUrl)
  return { rpId: hostname, origin }
}

// What the device keeps of its owner: sixteen bytes that say nothing outside this database.
function handleOf(personId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(personId.replaceAll('-', ''), 'hex'))
}

function isOwner({ response }: AuthenticationResponseJSON, personId: string): boolean {
  const handle = Buffer.from(response.userHandle ?? '', 'base64url')
  return handle.equals(Buffer.from(handleOf(personId)))
}
