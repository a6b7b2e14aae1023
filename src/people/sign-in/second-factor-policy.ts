import { roles, type Role, type SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Services } from '../../platform/web.ts'
import { setSecondFactorNeeded } from './second-factor-policy-queries.ts'

/** Roles whose need can be chosen. An officer can do everything, so theirs always stands. */
export const rolesWithChoice = roles.filter((role) => role !== 'officer')

/**
 * From now on these roles need a second factor, and the others do not. Whoever holds one and has not passed a second
 * factor in their session is asked for it at their next page.
 */
export async function chooseSecondFactors(
  services: Services,
  needed: readonly Role[],
  by: SignedInPerson,
): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    for (const role of rolesWithChoice) {
      const isNeeded = needed.includes(role)
      if (!(await setSecondFactorNeeded(transaction, role, isNeeded))) continue
      await audit(transaction, {
        action: isNeeded ? 'role.second-factor-required' : 'role.second-factor-waived',
        by: by.id,
        subject: { kind: 'role', id: role },
        details: { role },
      })
    }
  })
}
