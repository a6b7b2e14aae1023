import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { listSessions, revokeSessions, type Session } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import {
  countRecoveryCodes,
  findPasswordHash,
  findSecondFactor,
} from '../sign-in/credential-queries.ts'
import { findPersonDetails, type PersonDetails } from '../details-check/own-details.ts'
import { keepPassword, weaknessFor } from '../sign-in/new-password.ts'
import { holdOwnSession } from '../sign-in/own-session.ts'
import { busy, hashPassword, passwordMatches } from '../sign-in/password-hashing.ts'
import type { PasswordWeakness } from '../sign-in/password-rules.ts'
import { needsSecondFactor } from '../sign-in/second-factor-policy-queries.ts'
import { passwordTries, type Pause } from '../sign-in/tries.ts'
import { findWaysIn, type WaysIn } from '../sign-in/ways-in-queries.ts'
import { listPasskeys, type OwnPasskey } from '../passkeys/passkey-queries.ts'
import { listLinkedAccounts, type LinkedAccount } from '../single-sign-on/linked-account-queries.ts'
import { listProviderChoices } from '../single-sign-on/provider-queries.ts'

export type OwnAccount = {
  details: PersonDetails
  ways: WaysIn
  passkeys: OwnPasskey[]
  linkedAccounts: LinkedAccount[]
  /** Is there an agency whose account could be linked? */
  hasProviders: boolean
  secondFactorSince: Date | null
  recoveryCodesLeft: number
  /** A role of theirs asks for a second factor. */
  needsSecondFactor: boolean
  sessions: { startedAt: Date; lastSeenAt: Date; isThisOne: boolean }[]
}

/** What a person sees of their own account. */
export async function findOwnAccount(
  services: Services,
  person: SignedInPerson,
  session: Session,
): Promise<OwnAccount> {
  const { database, clock } = services
  // One after the other: a page must not take every connection.
  const details = await findPersonDetails(database, person.id, clock.now())
  const ways = await findWaysIn(database, person.id)
  const passkeys = await listPasskeys(database, person.id)
  const linkedAccounts = await listLinkedAccounts(database, person.id)
  const providers = await listProviderChoices(database)
  const factor = await findSecondFactor(database, person.id)
  const recoveryCodesLeft = await countRecoveryCodes(database, person.id)
  const sessions = await listSessions(database, clock, person.id)
  const isNeeded = await needsSecondFactor(database, person.roles)
  return {
    details: details!,
    ways,
    passkeys,
    linkedAccounts,
    hasProviders: providers.length > 0,
    secondFactorSince: factor?.confirmedAt ?? null,
    recoveryCodesLeft,
    needsSecondFactor: isNeeded,
    sessions: sessions.map(({ tokenHash, ...times }) => ({
      ...times,
      isThisOne: tokenHash.equals(session.tokenHash),
    })),
  }
}

/** Is this the signed-in person's own password? Asked again before what a borrowed device must not do. */
export async function checkOwnPassword(
  services: Services,
  person: SignedInPerson,
  password: string,
): Promise<{ ok: true } | ({ ok: false } & ({ reason: 'wrong' | 'busy' } | Pause))> {
  const tries = passwordTries(services, person.id)
  const pause = await tries.count()
  if (pause) return { ok: false, ...pause }
  const matches = await passwordMatches(
    password,
    await findPasswordHash(services.database, person.id),
  )
  if (matches === busy) return { ok: false, reason: 'busy' }
  if (!matches) return { ok: false, reason: 'wrong' }
  await tries.forget()
  return { ok: true }
}

/** Changes one's own password. All other sessions end; this one stays. */
export async function changeOwnPassword(
  services: Services,
  person: SignedInPerson,
  change: { current: string; password: string; session: Session },
): Promise<
  | { ok: true }
  | ({ ok: false } & (
      | { reason: 'wrong' | 'busy' }
      | { reason: 'weak'; weakness: PasswordWeakness }
      | Pause
    ))
> {
  const checked = await checkOwnPassword(services, person, change.current)
  if (!checked.ok) return checked
  const weakness = await weaknessFor(services, person.id, change.password)
  if (weakness) return { ok: false, reason: 'weak', weakness }
  const hash = await hashPassword(change.password)
  if (hash === busy) return { ok: false, reason: 'busy' }
  const { tokenHash } = change.session
  await services.database.transaction().execute(async (transaction) => {
    await holdOwnSession(transaction, person.id, tokenHash)
    await keepPassword(services, transaction, {
      personId: person.id,
      hash,
      by: person.id,
      exceptTokenHash: tokenHash,
    })
  })
  return { ok: true }
}

/** Ends one's own sessions everywhere but here. */
export async function endOtherSessions(
  services: Services,
  person: SignedInPerson,
  session: Session,
): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    await revokeSessions(transaction, person.id, { exceptTokenHash: session.tokenHash })
    await audit(transaction, {
      action: 'person.signed-out-everywhere',
      by: person.id,
      subject: { kind: 'person', id: person.id },
    })
  })
}
