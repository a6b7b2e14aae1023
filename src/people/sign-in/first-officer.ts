import { audit } from '../../platform/audit.ts'
import type { Services } from '../../platform/web.ts'
import { keepPassword, makeSetUpLink } from './new-password.ts'
import { hashPassword } from './password-hashing.ts'
import { weaknessOfPassword, type PasswordWeakness } from './password-rules.ts'
import { findPartnershipNames } from '../partnership/partnership-queries.ts'
import { tellOfficers } from '../people-notices.ts'
import { findPersonByEmail } from '../person-queries.ts'
import { insertRole } from '../roster-queries.ts'

/**
 * Makes an officer from the operator's command line, where there may be nobody yet who could add one. Somebody with
 * this email address becomes an officer. Without a password there is a link to choose one.
 */
export async function createOfficer(
  services: Services,
  given: { name: string; email: string; password: string | null },
): Promise<
  | { ok: true; personId: string; isNew: boolean; setUpLink: string | null }
  | { ok: false; reason: 'weak'; weakness: PasswordWeakness }
  | { ok: false; reason: 'has-left' }
> {
  const { database } = services
  const known = await findPersonByEmail(database, given.email)
  if (known?.hasLeft) return { ok: false, reason: 'has-left' }
  const weakness =
    given.password === null
      ? null
      : weaknessOfPassword(given.password, {
          name: given.name,
          email: given.email,
          partnershipNames: await findPartnershipNames(database),
        })
  if (weakness) return { ok: false, reason: 'weak', weakness }
  const hash = given.password === null ? null : await hashPassword(given.password)

  return database.transaction().execute(async (transaction) => {
    const personId =
      known?.id ??
      (
        await transaction
          .insertInto('person')
          .values({
            name: given.name,
            email: given.email,
            email_verified_at: null,
            created_at: services.clock.now(),
          })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id
    const subject = { kind: 'person', id: personId }
    if (!known) await audit(transaction, { action: 'person.added', by: null, subject })
    const isMade = await insertRole(transaction, {
      personId,
      role: 'officer',
      organisationId: null,
      by: null,
      now: services.clock.now(),
    })
    if (isMade) {
      await audit(transaction, {
        action: 'person.role-given',
        by: null,
        subject,
        details: { role: 'officer' },
      })
      await tellOfficers(services, transaction, { kind: 'officer-made', about: personId, by: null })
    }
    if (hash) await keepPassword(services, transaction, { personId, hash, by: null })
    const setUpLink = hash ? null : await makeSetUpLink(services, transaction, personId)
    return { ok: true as const, personId, isNew: !known, setUpLink }
  })
}
