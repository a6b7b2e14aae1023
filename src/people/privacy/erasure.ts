import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { listFormerNames } from '../details-check/former-name-queries.ts'
import { forgetNameWords } from '../findable-word-queries.ts'
import { placeOf } from '../people-notices.ts'
import { findPerson } from '../person-queries.ts'
import type { PersonalRecord } from '../personal-records.ts'
import { countOfficers, endAffiliations, endRoles, lockRoster } from '../roster-queries.ts'
import {
  emptyPerson,
  eraseRecord,
  listMergedRecords,
  listOrganisationsLedAlone,
  lockPerson,
} from './erasure-queries.ts'
import { countRecords } from './personal-data-queries.ts'
import type { DataSubject, PersonalData } from './personal-data.ts'
import { erasedEmail } from './privacy-emails.tsx'
import { erasedDomain } from './privacy-letters.ts'
import { listOpenAround, lockRequest, type PrivacyRequest } from './privacy-request-queries.ts'
import { end } from './privacy-requests.ts'
import { keptUntil, type KeptUntil } from './retention-queries.ts'

export type ErasurePlan = {
  /** Deleted or cleared. */
  taken: { title: string; entries: number }[]
  /** Kept without the name, with the reason and how long. */
  kept: { title: string; entries: number; why: string; until: string }[]
  /** What else of theirs is open. */
  open: OpenRequest[]
}

/** A complaint stays open; everything else ends with the record. */
export type OpenRequest = Pick<PrivacyRequest, 'id' | 'kind' | 'reference'> & {
  /** From whoever has no account, to be answered at an address that is proved. */
  hasOwnAddress: boolean
}

/** Exactly what an erasure does to this person's records today. Shown before it is asked for and before it is done. */
export async function planErasure(
  database: Database,
  data: PersonalData,
  subject: DataSubject,
): Promise<ErasurePlan> {
  const until = await keptUntil(database)
  const plan: ErasurePlan = {
    taken: [{ title: 'Your name and your email address', entries: 1 }],
    kept: [],
    open: await listOpen(database, subject),
  }
  for (const record of data.records) {
    const entries = await countRecords(database, record, subject.id)
    if (entries === 0) continue
    const { title, erasure } = record
    if (typeof erasure === 'string') plan.taken.push({ title, entries })
    else plan.kept.push({ title, entries, why: erasure.keep, until: untilOf(record, until) })
  }
  for (const { title, count } of erasingOf(data)) {
    const entries = await count(database, subject)
    if (entries > 0) plan.taken.push({ title, entries })
  }
  return plan
}

async function listOpen(
  database: Database,
  subject: Pick<DataSubject, 'id' | 'email' | 'emailIsProved'>,
): Promise<OpenRequest[]> {
  const merged = await listMergedRecords(database, subject.id)
  const requests = await listOpenAround(database, subject, merged)
  return requests.map(({ id, kind, reference, person_id: personId }) => ({
    id,
    kind,
    reference,
    hasOwnAddress: personId === null,
  }))
}

function untilOf(record: PersonalRecord, until: KeptUntil): string {
  if (record.kind === 'trace') return 'For as long as what was done has effect'
  return until[record.table] ?? 'For good, without your name'
}

export type ErasureRefusal =
  | { reason: 'own-record' | 'last-officer' | 'erased' | 'request-ended' }
  | { reason: 'only-lead'; organisations: string[] }
  | { reason: 'open-complaint'; references: string[] }

/** Why this record cannot be erased now, or null. */
export async function refuseErasure(
  services: Pick<Services, 'clock'>,
  database: Database,
  personId: string,
  by: string | null,
): Promise<ErasureRefusal | null> {
  if (personId === by) return { reason: 'own-record' }
  const today = ukDate(services.clock.now())
  const person = await findPerson(database, today, personId)
  if (!person || person.email.endsWith(erasedDomain)) return { reason: 'erased' }
  const isOfficer = !person.leftAt && person.roles.some(({ role }) => role === 'officer')
  if (isOfficer && (await countOfficers(database)) < 2) return { reason: 'last-officer' }
  const organisations = await listOrganisationsLedAlone(database, personId, today)
  if (organisations.length > 0) return { reason: 'only-lead', organisations }
  // Afterwards there would be nobody to send the answer to.
  const complaints = (
    await listOpen(database, { ...person, emailIsProved: person.emailVerifiedAt !== null })
  ).filter(({ kind, hasOwnAddress }) => kind === 'complaint' && !hasOwnAddress)
  return complaints.length > 0
    ? { reason: 'open-complaint', references: complaints.map(({ reference }) => reference) }
    : null
}

/**
 * Empties a record for good: what the register deletes is deleted, what it keeps stays without the name, every way in
 * ends, and whoever was merged into it goes with it. Answers the request that asked for it.
 */
export async function erasePerson(
  services: Services,
  data: PersonalData,
  erasure: { personId: string; by: SignedInPerson; requestId: string | null; outcome: string },
): Promise<{ ok: true } | ({ ok: false } & ErasureRefusal)> {
  const { personId, by, requestId } = erasure
  const result = await services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    // From here on they can ask for nothing more.
    const known = await lockPerson(transaction, personId)
    const refusal = await refuseErasure(services, transaction, personId, by.id)
    if (refusal) return { ok: false as const, ...refusal }
    const request = requestId ? await lockRequest(transaction, requestId) : null
    if (requestId && (request?.state !== 'open' || request.person_id !== personId))
      return { ok: false as const, reason: 'request-ended' as const }
    const open = known ? await listOpen(transaction, known) : []
    const subject = await eraseIn(services, transaction, data, personId, by.id)
    // Whatever else they asked ends with it: there is nobody left to answer. A complaint from outside goes on.
    for (const { id, hasOwnAddress } of open) {
      const asked = hasOwnAddress ? null : await lockRequest(transaction, id)
      const state = id === requestId ? 'fulfilled' : 'closed'
      if (asked) await end(services, transaction, asked, { state, by: by.id })
    }
    return { ok: true as const, subject, open: open.filter(({ id }) => id !== requestId) }
  })
  if (!result.ok) return result
  await tellWhoWasErased(services, result.subject, { answer: erasure.outcome, open: result.open })
  return { ok: true }
}

/** Erases in a transaction of somebody else: the nightly rule for leavers. Gives who it was, null for nobody. */
export async function eraseIn(
  services: Pick<Services, 'clock'>,
  transaction: DatabaseTransaction,
  data: PersonalData,
  personId: string,
  by: string | null,
): Promise<DataSubject | null> {
  const subject = await lockPerson(transaction, personId)
  if (!subject) return null
  for (const id of await listMergedRecords(transaction, personId)) {
    const merged = await lockPerson(transaction, id)
    if (merged) await eraseOne(services, transaction, data, merged)
  }
  await eraseOne(services, transaction, data, subject)
  await audit(transaction, {
    action: 'person.erased',
    by,
    subject: { kind: 'person', id: personId },
  })
  return subject
}

async function eraseOne(
  { clock }: Pick<Services, 'clock'>,
  transaction: DatabaseTransaction,
  data: PersonalData,
  subject: DataSubject,
): Promise<void> {
  const now = clock.now()
  const formerNames = await listFormerNames(transaction, subject.id)
  for (const { erase } of erasingOf(data)) await erase(transaction, subject, now)
  await revokeSessions(transaction, subject.id)
  await endRoles(transaction, subject.id, now)
  await endAffiliations(transaction, subject.id, ukDate(now))
  for (const record of data.records) await eraseRecord(transaction, record, subject.id)
  await emptyPerson(transaction, subject.id, now)
  for (const { name } of [subject, ...formerNames]) await forgetNameWords(transaction, name)
}

function erasingOf(data: PersonalData) {
  return data.slices.flatMap(({ erasing = [] }) => erasing)
}

// Sent at once: a job would have to keep the address that was just erased.
async function tellWhoWasErased(
  services: Services,
  subject: DataSubject | null,
  told: { answer: string; open: OpenRequest[] },
): Promise<void> {
  if (!subject) return
  try {
    const place = await placeOf(services)
    const { answer, open } = told
    const email = erasedEmail({ ...place, name: subject.name, answer: answer || null, open })
    await services.mail.send({ to: subject.email, ...email })
  } catch (error) {
    services.log.error('privacy.erased-letter-failed', { error: (error as Error).name })
  }
}
