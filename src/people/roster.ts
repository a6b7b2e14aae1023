import { isSameAddress } from '../platform/email-address.ts'
import type { Role, SignedInPerson } from '../platform/access.ts'
import { audit } from '../platform/audit.ts'
import { ukDate } from '../platform/clock.ts'
import type { DatabaseTransaction } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import { revokeSessions } from '../platform/sessions.ts'
import type { Services } from '../platform/web.ts'
import { deletePasskeys } from './passkeys/passkey-queries.ts'
import { askForDuplicates } from './duplicates/duplicates.ts'
import { deleteCredentials, deleteSecondFactor } from './sign-in/credential-queries.ts'
import { endPasswordRequests } from './sign-in/password-request-queries.ts'
import { askForDetailsCheck } from './details-check/details-check-queries.ts'
import { replaceName } from './details-check/former-name-queries.ts'
import { sendNotice, tellOfficers } from './people-notices.ts'
import { findPerson, findPersonByEmail, lockPeople, type PersonRecord } from './person-queries.ts'
import {
  countOfficers,
  endAffiliations,
  endRoles,
  insertPerson,
  insertRole,
  lockRoster,
  setLeftAt,
  setMainAffiliation,
  updateEmail,
} from './roster-queries.ts'

/** What officers do with people's records. Details of audit entries hold no names or addresses: those come by id. */

export type Details = {
  name: string
  email: string
  organisationId: string | null
  jobTitle: string | null
}

export type RoleGiven = { role: Role; organisationId: string | null }

/** Adds a person, with the roles given, and invites them by e-mail to choose a password. */
export async function addPerson(
  services: Services,
  details: Details & { roles: RoleGiven[] },
  by: SignedInPerson,
): Promise<
  | { ok: true; personId: string }
  | { ok: false; reason: 'known'; personId: string; hasLeft: boolean }
> {
  const now = services.clock.now()
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    const known = await findPersonByEmail(transaction, details.email)
    if (known)
      return {
        ok: false as const,
        reason: 'known' as const,
        personId: known.id,
        hasLeft: known.hasLeft,
      }
    const personId = await insertPerson(transaction, { ...details, now })
    await setMainAffiliation(transaction, personId, { ...details, today: ukDate(now) })
    await record(transaction, 'person.added', personId, by)
    await askForDuplicates(services, transaction, [personId])
    for (const role of details.roles) {
      const given = await giveRoleIn(transaction, personId, role, by, now)
      if (given) await tellOfNewOfficer(services, transaction, personId, role, by)
    }
    await sendNotice(services, transaction, { kind: 'invitation', personId, by: by.id })
    return { ok: true as const, personId }
  })
}

/**
 * Corrects a record. With a new e-mail address every way in ends, as nobody knows who had the address before: whoever
 * proves the new one chooses a password. Both addresses are told.
 */
export async function changeDetails(
  services: Services,
  personId: string,
  details: { name: string; email: string; nameChange: 'new' | 'correction' },
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'known'; personId: string }> {
  const now = services.clock.now()
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    const before = await personOrNotFound(services, transaction, personId)
    const known = await findPersonByEmail(transaction, details.email)
    if (known && known.id !== personId)
      return { ok: false as const, reason: 'known' as const, personId: known.id }
    const isNewEmail = !isSameAddress(before.email, details.email)
    if (before.name !== details.name) {
      const isCorrection = details.nameChange === 'correction'
      await replaceName(transaction, { personId, name: details.name, now, isCorrection })
    }
    await updateEmail(transaction, personId, { email: details.email, isNewEmail })
    const fields = [
      before.name !== details.name && 'name',
      before.email !== details.email && 'email address',
    ].filter((field) => field !== false)
    if (fields.length > 0)
      await record(transaction, 'person.details-changed', personId, by, { fields })
    if (fields.length > 0) await askForDuplicates(services, transaction, [personId])
    if (isNewEmail) {
      await revokeSessions(transaction, personId)
      await deleteCredentials(transaction, personId)
      await endPasswordRequests(transaction, personId, now)
      const kind = 'email-changed'
      await sendNotice(services, transaction, { kind, personId, to: before.email })
      await sendNotice(services, transaction, { kind, personId, to: details.email })
      await tellOfficers(services, transaction, {
        kind: 'officer-email-changed',
        about: personId,
        by: by.id,
      })
    }
    return { ok: true as const }
  })
}

/** Gives a role. It holds from the person's next request on. */
export async function giveRole(
  services: Services,
  personId: string,
  role: RoleGiven,
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'has-it' | 'has-left' }> {
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    const person = await personOrNotFound(services, transaction, personId)
    if (person.leftAt) return { ok: false as const, reason: 'has-left' as const }
    const given = await giveRoleIn(transaction, personId, role, by, services.clock.now())
    if (!given) return { ok: false as const, reason: 'has-it' as const }
    await tellOfNewOfficer(services, transaction, personId, role, by)
    return { ok: true as const }
  })
}

/** Takes a role away. Nobody takes their own officer's role, so that there is always one left. */
export async function takeRole(
  services: Services,
  personId: string,
  role: RoleGiven,
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'own-account' | 'last-officer' }> {
  if (personId === by.id && role.role === 'officer') return { ok: false, reason: 'own-account' }
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    await personOrNotFound(services, transaction, personId)
    if (role.role === 'officer' && (await countOfficers(transaction)) < 2)
      return { ok: false as const, reason: 'last-officer' as const }
    const ended = await endRoles(transaction, personId, services.clock.now(), role)
    if (ended.length > 0)
      await record(transaction, 'person.role-taken', personId, by, detailsOf(role))
    return { ok: true as const }
  })
}

/** Somebody has left: every session, role, affiliation and way in ends now. Their records stay. */
export async function markAsLeaver(
  services: Services,
  personId: string,
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'own-account' | 'last-officer' }> {
  if (personId === by.id) return { ok: false, reason: 'own-account' }
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    const person = await personOrNotFound(services, transaction, personId)
    if (isOfficer(person) && (await countOfficers(transaction)) < 2)
      return { ok: false as const, reason: 'last-officer' as const }
    await leaveIn(services, transaction, personId, by.id)
    return { ok: true as const }
  })
}

/** An account that nobody uses any more ends as a leaver's does. Officers and other roles are never idle. */
export async function leaveUnused(services: Services, personId: string): Promise<boolean> {
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    const person = await personOrNotFound(services, transaction, personId)
    if (person.roles.some(({ role }) => role !== 'practitioner')) return false
    return leaveIn(services, transaction, personId, null)
  })
}

/** The same within a transaction that holds the roster. False for somebody who has left already. */
export async function leaveIn(
  services: Services,
  transaction: DatabaseTransaction,
  personId: string,
  by: string | null,
): Promise<boolean> {
  const now = services.clock.now()
  if (!(await setLeftAt(transaction, personId, now))) return false
  await revokeSessions(transaction, personId)
  await endRoles(transaction, personId, now)
  await endAffiliations(transaction, personId, ukDate(now))
  await deleteCredentials(transaction, personId)
  await audit(transaction, {
    action: 'person.left',
    by,
    subject: { kind: 'person', id: personId },
  })
  return true
}

/** Somebody has come back. They choose a password anew and are asked where they work; other roles are given again. */
export async function bringBack(
  services: Services,
  personId: string,
  by: SignedInPerson,
): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    await personOrNotFound(services, transaction, personId)
    if (!(await setLeftAt(transaction, personId, null))) return
    await record(transaction, 'person.came-back', personId, by)
    const now = services.clock.now()
    await insertRole(transaction, {
      personId,
      role: 'practitioner',
      organisationId: null,
      by: by.id,
      now,
    })
    await askForDetailsCheck(transaction, { personIds: [personId], because: 'officer', now })
    await sendNotice(services, transaction, { kind: 'invitation', personId, by: by.id })
  })
}

/** Removes the app and the passkeys of somebody who has lost them, and signs them out. */
export async function resetSecondFactor(
  services: Services,
  personId: string,
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'own-account' | 'none' }> {
  // Their own they change under their account, where the password is asked for.
  if (personId === by.id) return { ok: false, reason: 'own-account' }
  return services.database.transaction().execute(async (transaction) => {
    await lockPeople(transaction, [personId])
    await personOrNotFound(services, transaction, personId)
    const passkeys = await deletePasskeys(transaction, personId)
    if (!(await deleteSecondFactor(transaction, personId)) && passkeys === 0)
      return { ok: false as const, reason: 'none' as const }
    await revokeSessions(transaction, personId)
    await record(transaction, 'person.second-factor-reset', personId, by)
    await sendNotice(services, transaction, { kind: 'second-factor-reset', personId })
    await tellOfficers(services, transaction, {
      kind: 'officer-second-factor-reset',
      about: personId,
      by: by.id,
    })
    return { ok: true as const }
  })
}

/** Signs a person out everywhere. */
export async function endSessionsOf(
  services: Services,
  personId: string,
  by: SignedInPerson,
): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    await personOrNotFound(services, transaction, personId)
    await revokeSessions(transaction, personId)
    await record(transaction, 'person.signed-out-everywhere', personId, by)
  })
}

/** Sends the invitation once more. False for a leaver. */
export async function inviteAgain(
  services: Services,
  personId: string,
  by: SignedInPerson,
): Promise<boolean> {
  return services.database.transaction().execute(async (transaction) => {
    const person = await personOrNotFound(services, transaction, personId)
    if (person.leftAt) return false
    await record(transaction, 'person.invited', personId, by)
    await sendNotice(services, transaction, { kind: 'invitation', personId, by: by.id })
    return true
  })
}

/** Gives a role within a transaction that holds the roster. False when they have it already. */
export async function giveRoleIn(
  transaction: DatabaseTransaction,
  personId: string,
  role: RoleGiven,
  by: SignedInPerson,
  now: Date,
): Promise<boolean> {
  const given = await insertRole(transaction, { personId, ...role, by: by.id, now })
  if (given) await record(transaction, 'person.role-given', personId, by, detailsOf(role))
  return given
}

async function tellOfNewOfficer(
  services: Services,
  transaction: DatabaseTransaction,
  personId: string,
  { role }: RoleGiven,
  by: SignedInPerson,
): Promise<void> {
  if (role !== 'officer') return
  await tellOfficers(services, transaction, { kind: 'officer-made', about: personId, by: by.id })
}

function isOfficer(person: PersonRecord): boolean {
  return person.roles.some(({ role }) => role === 'officer')
}

function detailsOf(role: RoleGiven): Record<string, unknown> {
  return { role: role.role, ...(role.organisationId ? { organisation: role.organisationId } : {}) }
}

async function personOrNotFound(
  services: Services,
  transaction: DatabaseTransaction,
  personId: string,
): Promise<PersonRecord> {
  const person = await findPerson(transaction, ukDate(services.clock.now()), personId)
  if (!person) throw new NotFound('there is no such person')
  return person
}

async function record(
  transaction: DatabaseTransaction,
  action: string,
  personId: string,
  by: SignedInPerson,
  details: Record<string, unknown> = {},
): Promise<void> {
  await audit(transaction, {
    action,
    by: by.id,
    subject: { kind: 'person', id: personId },
    details,
  })
}
