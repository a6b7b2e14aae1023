import { createHash, randomBytes } from 'node:crypto'
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib'
import { isFullySignedIn, type SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database.ts'
import { Forbidden } from '../../platform/errors.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import {
  countRecoveryCodes,
  deleteSecondFactor,
  findSecondFactor,
  findSecondFactorSetup,
  replaceRecoveryCodes,
  saveSecondFactor,
  saveSecondFactorSetup,
  useRecoveryCode,
  useStep,
} from './credential-queries.ts'
import { isDemonstrationPerson } from '../demonstration-queries.ts'
import { sendNotice } from '../people-notices.ts'
import { holdOwnSession } from './own-session.ts'
import { secondFactorTries, type Pause } from './tries.ts'
import { hasSecondFactor } from './ways-in.ts'
import { findWaysIn } from './ways-in-queries.ts'

/** A code changes every 30 seconds; the one before and the one after are taken too, for clocks that are a little off. */
const stepSeconds = 30
const purpose = 'second factor'

export type SecondFactorRefusal = { reason: 'wrong' | 'used' | 'unreadable' | 'none' } | Pause

/**
 * Checks a code of the authenticator app or a recovery code. Each works once. Whoever has a passkey and no app has
 * recovery codes too.
 */
export async function passSecondFactor(
  services: Services,
  person: SignedInPerson,
  typed: string,
): Promise<{ ok: true } | ({ ok: false } & SecondFactorRefusal)> {
  const factor = await findSecondFactor(services.database, person.id)
  if (!factor && !(await hasSecondFactor(services.database, person.id)))
    return { ok: false, reason: 'none' }
  const tries = secondFactorTries(services, person.id)
  const pause = await tries.count()
  if (pause) return { ok: false, ...pause }
  const code = typed.replace(/[\s-]/g, '')
  const refusal =
    factor && /^\d{6}$/.test(code)
      ? await useAppCode(services, person, code, factor.sealed)
      : await useRecovery(services, person, code)
  if (refusal) return { ok: false, reason: refusal }
  await tries.forget()
  services.log.info('sign-in.passed', { person: person.id, step: 'second-factor' })
  return { ok: true }
}

async function useAppCode(
  services: Services,
  person: SignedInPerson,
  code: string,
  sealed: Buffer,
): Promise<'wrong' | 'used' | 'unreadable' | null> {
  const secret = services.secrets.unseal(purpose, sealed)
  if (secret === null) return 'unreadable'
  const step = stepOf(secret, code, services.clock.now())
  if (step === null) return 'wrong'
  return (await useStep(services.database, person.id, step)) ? null : 'used'
}

async function useRecovery(
  services: Services,
  person: SignedInPerson,
  code: string,
): Promise<'wrong' | null> {
  const { database, clock } = services
  return database.transaction().execute(async (transaction) => {
    const hash = recoveryHash(person.id, code)
    if (!(await useRecoveryCode(transaction, person.id, hash, clock.now()))) return 'wrong' as const
    await audit(transaction, {
      action: 'person.recovery-code-used',
      by: person.id,
      subject: { kind: 'person', id: person.id },
    })
    await sendNotice(services, transaction, { kind: 'recovery-code-used', personId: person.id })
    return null
  })
}

/** The time step that a code belongs to, or null where it is not one of now. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: stepSeconds,
  })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}

/**
 * Begins a second factor: a new key is kept until a code has proved it. Somebody who has one already must have passed
 * it in this session, or a stolen password would be enough to put another in its place.
 */
export async function beginSecondFactor(services: Services, person: SignedInPerson): Promise<void> {
  await refuseUnlessPassed(services, person)
  const sealed = services.secrets.seal(purpose, generateSecret())
  await saveSecondFactorSetup(services.database, person.id, sealed, services.clock.now())
}

/** The key that is being set up, for the app and for typing it; null when none has been begun or it cannot be read. */
export async function findSecondFactorKey(
  services: Services,
  person: SignedInPerson,
  issuer: string,
): Promise<{ key: string; uri: string } | null> {
  await refuseUnlessPassed(services, person)
  const setup = await findSecondFactorSetup(services.database, person.id)
  const secret = setup && services.secrets.unseal(purpose, setup.sealed)
  if (!secret) return null
  // A colon would end the issuer in the address that the app reads.
  const uri = generateURI({ issuer: issuer.replaceAll(':', ''), label: person.email, secret })
  return { key: secret, uri }
}

/** Ends the setting up with a code of the app. Gives the recovery codes, which are kept as hashes only. */
export async function confirmSecondFactor(
  services: Services,
  person: SignedInPerson,
  typed: string,
  session: Buffer,
): Promise<{ ok: true; recoveryCodes: string[] } | ({ ok: false } & SecondFactorRefusal)> {
  await refuseUnlessPassed(services, person)
  const { database, clock } = services
  const setup = await findSecondFactorSetup(database, person.id)
  if (!setup) return { ok: false, reason: 'none' }
  const tries = secondFactorTries(services, person.id)
  const pause = await tries.count()
  if (pause) return { ok: false, ...pause }
  const secret = services.secrets.unseal(purpose, setup.sealed)
  if (secret === null) return { ok: false, reason: 'unreadable' }
  const code = typed.replace(/[\s-]/g, '')
  const step = /^\d{6}$/.test(code) ? stepOf(secret, code, clock.now()) : null
  if (step === null) return { ok: false, reason: 'wrong' }

  const recoveryCodes = makeRecoveryCodes()
  await database.transaction().execute(async (transaction) => {
    await holdOwnSession(transaction, person.id, session)
    await saveSecondFactor(transaction, person.id, { sealed: setup.sealed, now: clock.now(), step })
    await replaceRecoveryCodes(
      transaction,
      person.id,
      recoveryCodes.map((recovery) => recoveryHash(person.id, recovery)),
    )
    await revokeSessions(transaction, person.id)
    await audit(transaction, {
      action: 'person.second-factor-set',
      by: person.id,
      subject: { kind: 'person', id: person.id },
    })
    await sendNotice(services, transaction, { kind: 'second-factor-set', personId: person.id })
  })
  await tries.forget()
  return { ok: true, recoveryCodes }
}

/** Ten new recovery codes in place of the old. Only who is fully signed in may ask. */
export async function renewRecoveryCodes(
  services: Services,
  person: SignedInPerson,
): Promise<string[]> {
  await refuseUnlessPassed(services, person)
  const recoveryCodes = makeRecoveryCodes()
  await services.database.transaction().execute(async (transaction) => {
    await replaceRecoveryCodes(
      transaction,
      person.id,
      recoveryCodes.map((recovery) => recoveryHash(person.id, recovery)),
    )
    await audit(transaction, {
      action: 'person.recovery-codes-renewed',
      by: person.id,
      subject: { kind: 'person', id: person.id },
    })
  })
  return recoveryCodes
}

/**
 * The first recovery codes of somebody who sets up a passkey; null where they have some. Pass the transaction in which
 * it is kept.
 */
export async function giveFirstRecoveryCodes(
  transaction: Database,
  personId: string,
): Promise<string[] | null> {
  if ((await countRecoveryCodes(transaction, personId)) > 0) return null
  const recoveryCodes = makeRecoveryCodes()
  await replaceRecoveryCodes(
    transaction,
    personId,
    recoveryCodes.map((recovery) => recoveryHash(personId, recovery)),
  )
  return recoveryCodes
}

/** Switches one's own app off. False where a role needs a second factor and there is no passkey. */
export async function removeOwnSecondFactor(
  services: Services,
  person: SignedInPerson,
  options: { roleAsksForIt: boolean },
): Promise<boolean> {
  const { passkeys } = await findWaysIn(services.database, person.id)
  if (options.roleAsksForIt && passkeys === 0) return false
  await refuseUnlessPassed(services, person)
  await services.database.transaction().execute(async (transaction) => {
    if (!(await deleteSecondFactor(transaction, person.id))) return
    await audit(transaction, {
      action: 'person.second-factor-removed',
      by: person.id,
      subject: { kind: 'person', id: person.id },
    })
    await sendNotice(services, transaction, { kind: 'second-factor-removed', personId: person.id })
  })
  return true
}

/**
 * The code that a demonstration sign-in can type now, or null outside a demonstration. Each code works once, so after
 * one was used this is the next; `waitSeconds` when that one is used too.
 */
export async function demonstrationCode(
  services: Services,
  personId: string,
): Promise<{ code: string } | { waitSeconds: number } | null> {
  const { database, config, clock, secrets } = services
  if (config.environment !== 'development') return null
  if (!(await isDemonstrationPerson(database, personId))) return null
  const factor = await findSecondFactor(database, personId)
  const secret = factor && secrets.unseal(purpose, factor.sealed)
  if (!secret) return null
  const seconds = Math.floor(clock.now().getTime() / 1000)
  const current = Math.floor(seconds / stepSeconds)
  const step = Math.max(current, (factor.lastStep ?? 0) + 1)
  if (step > current + 1) return { waitSeconds: (step - 1) * stepSeconds - seconds }
  return { code: generateSync({ secret, epoch: step * stepSeconds }) }
}

/** Seals a key for a person whose second factor is set from outside: the demonstration. */
export function sealSecondFactorKey(services: Pick<Services, 'secrets'>, key: string): Buffer {
  return services.secrets.seal(purpose, key)
}

/**
 * May this session set up a second factor? Whoever has given only the password may, where there is no second factor
 * yet; else a stolen password would be enough to put another beside it.
 */
export async function maySetUpSecondFactor(
  database: Database,
  person: SignedInPerson,
): Promise<boolean> {
  const { id } = person
  return isFullySignedIn(person) || !(await hasSecondFactor(database, id))
}

async function refuseUnlessPassed(services: Services, person: SignedInPerson): Promise<void> {
  if (!(await maySetUpSecondFactor(services.database, person)))
    throw new Forbidden('change a second factor')
}

// 80 random bits each, written without letters that look like digits (Crockford's base 32).
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

function makeRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    [...randomBytes(16)]
      .map((byte) => alphabet[byte % 32])
      .join('')
      .replace(/.{4}(?=.)/g, '$&-'),
  )
}

// Not under the installation's secret: a recovery code is what still works when that has been lost.
function recoveryHash(personId: string, typed: string): Buffer {
  const code = typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
  return createHash('sha256').update(`${personId} ${code}`).digest()
}
