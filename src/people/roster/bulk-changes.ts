import { createHash } from 'node:crypto'
import type { SignedInPerson } from '../../platform/access.ts'
import { auditEach } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { Conflict } from '../../platform/errors.ts'
import { revokeSessionsOfAll } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { endLeadingWithoutWork } from '../agency/lead-ending.ts'
import { askForDetailsCheck } from '../details-check/details-check-queries.ts'
import { countOfficers, lockRoster } from '../roster-queries.ts'
import { deleteCredentials } from '../sign-in/credential-queries.ts'
import {
  assessChange,
  giveRoleTogether,
  movePeople,
  setLeftTogether,
  takeRoleTogether,
  type Assessed,
  type BulkChange,
} from './bulk-change-queries.ts'
import { findChange, insertChange } from './people-selection-queries.ts'

export type { Assessed, BulkChange } from './bulk-change-queries.ts'

/** What a change would do, and a seal by which the same can be told from something else later. */
export type BulkPreview = { affected: Assessed[]; leftOut: Assessed[]; seal: string }

/** Says what would happen. Changes nothing. */
export async function previewChange(
  { database, clock }: Services,
  personIds: readonly string[],
  change: BulkChange,
  by: SignedInPerson,
): Promise<BulkPreview> {
  const today = ukDate(clock.now())
  return previewOf(await assessChange(database, personIds, change, { by: by.id, today }), change)
}

/**
 * Does what the preview said, all of it or nothing. `changed`: what would happen is no longer what was shown, because
 * somebody changed one of the records. A form that is sent twice does it once and gets the same answer.
 */
export async function changeTogether(
  services: Services,
  personIds: readonly string[],
  change: BulkChange,
  agreed: { changeId: string; seal: string },
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'changed' | 'nobody' }> {
  const now = services.clock.now()
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    if (await findChange(transaction, agreed.changeId, by.id)) return { ok: true as const }
    const today = ukDate(now)
    const { affected, seal } = previewOf(
      await assessChange(transaction, personIds, change, { by: by.id, today }),
      change,
    )
    if (seal !== agreed.seal) return { ok: false as const, reason: 'changed' as const }
    if (affected.length === 0) return { ok: false as const, reason: 'nobody' as const }
    const ids = affected.map(({ id }) => id)
    const { action } = change
    const people = ids.length
    const { changeId: id } = agreed
    if (!(await insertChange(transaction, { id, action, people, by: by.id, now })))
      return { ok: false as const, reason: 'changed' as const }
    await applyTo(services, transaction, ids, change, by)
    // Whoever does this is an officer, unless another took that away while the form was on its way.
    if ((await countOfficers(transaction)) === 0)
      throw new Conflict('Nobody would be left who is an officer, so nothing was changed.')
    return { ok: true as const }
  })
}

async function applyTo(
  services: Services,
  transaction: DatabaseTransaction,
  ids: string[],
  change: BulkChange,
  by: SignedInPerson,
): Promise<void> {
  const now = services.clock.now()
  const record = (action: string, details: Record<string, unknown> = {}): Promise<void> =>
    auditEach(transaction, { action, by: by.id, subjectKind: 'person', details }, ids)
  switch (change.action) {
    case 'details-check':
      await askForDetailsCheck(transaction, { personIds: ids, because: 'officer', now })
      return record('person.details-check-asked')
    case 'move': {
      const { organisationId, from } = change
      await movePeople(transaction, ids, { organisationId, from })
      await endLeadingWithoutWork(services, transaction, ids, by)
      await askForDetailsCheck(transaction, { personIds: ids, because: 'officer', now })
      return record('person.moved', { organisation: organisationId, from })
    }
    case 'leaving': {
      const withWaysIn = await setLeftTogether(transaction, ids, { now, today: ukDate(now) })
      await revokeSessionsOfAll(transaction, ids)
      for (const id of withWaysIn) await deleteCredentials(transaction, id)
      return record('person.left')
    }
    case 'role-given':
      await giveRoleTogether(transaction, ids, { role: change.role, by: by.id, now })
      return record('person.role-given', { role: change.role })
    case 'role-taken':
      await takeRoleTogether(transaction, ids, { role: change.role, now })
      return record('person.role-taken', { role: change.role })
  }
}

function previewOf(assessed: Assessed[], change: BulkChange): BulkPreview {
  // All that is shown of each, also where they are moved from.
  const seal = createHash('sha256')
    .update(JSON.stringify([change, assessed]))
    .digest('base64url')
  return {
    affected: assessed.filter(({ leftOut }) => leftOut === null),
    leftOut: assessed.filter(({ leftOut }) => leftOut !== null),
    seal,
  }
}
