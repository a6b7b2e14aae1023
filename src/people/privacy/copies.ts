import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { placeOf } from '../people-notices.ts'
import { zipOf } from './export-file.tsx'
import { findDataSubject } from './personal-data-queries.ts'
import { readPersonalData, type PersonalData } from './personal-data.ts'
import { sendLetter } from './privacy-letters.ts'
import { findExport, markExport, readExport, saveExport } from './privacy-export-queries.ts'
import { updateRequest } from './privacy-request-queries.ts'
import { onOpenRequest } from './privacy-requests.ts'

/** Copies of data that an officer makes, looks at and releases. They never go by e-mail. */

const keptDays = 30

/** Makes the file for a request. Made again, the one before is gone. */
export async function makeCopy(
  services: Services,
  data: PersonalData,
  requestId: string,
  by: SignedInPerson,
) {
  return onOpenRequest(services, requestId, by, async (transaction, request) => {
    const subject = request.person_id ? await findDataSubject(transaction, request.person_id) : null
    if (!subject || request.kind !== 'access') return { ok: false, reason: 'no-copy' }
    const now = services.clock.now()
    const place = await placeOf(services)
    const sections = await readPersonalData(transaction, data, subject)
    await saveExport(transaction, {
      requestId,
      personId: subject.id,
      content: zipOf({ ...place, name: subject.name, madeAt: now, sections }),
      by: by.id,
      now,
      expiresAt: daysAfter(now),
    })
    await record(transaction, 'privacy-request.copy-made', requestId, by)
    return { ok: true }
  })
}

/** The file for the officer who checks it; null when there is none. Their own they fetch under their account. */
export async function checkCopy(
  services: Services,
  requestId: string,
  by: SignedInPerson,
): Promise<Buffer | null> {
  const now = services.clock.now()
  return services.database.transaction().execute(async (transaction) => {
    const copy = await readExport(transaction, requestId, now)
    if (!copy || copy.personId === by.id) return null
    await markExport(transaction, requestId, { checked_at: now })
    await record(transaction, 'privacy-request.copy-checked', requestId, by)
    return copy.content
  })
}

/** Lets the person fetch it, for 30 days. Only what somebody has looked at. */
export async function releaseCopy(services: Services, requestId: string, by: SignedInPerson) {
  return onOpenRequest(services, requestId, by, async (transaction, request) => {
    const now = services.clock.now()
    const copy = await findExport(transaction, requestId, now)
    if (!copy?.checked_at) return { ok: false, reason: 'no-copy' }
    await markExport(transaction, requestId, { released_at: now, expires_at: daysAfter(now) })
    // Whoever is told that it is ready knows that somebody has read their request.
    if (!request.acknowledged_at)
      await updateRequest(transaction, requestId, { acknowledged_at: now })
    await record(transaction, 'privacy-request.copy-released', requestId, by)
    await sendLetter(services, transaction, { requestId, letter: 'copy-ready' })
    return { ok: true }
  })
}

function daysAfter(now: Date): Date {
  return new Date(now.getTime() + keptDays * 24 * 3600_000)
}

async function record(
  transaction: DatabaseTransaction,
  action: string,
  id: string,
  by: SignedInPerson,
): Promise<void> {
  await audit(transaction, { action, by: by.id, subject: { kind: 'privacy-request', id } })
}
