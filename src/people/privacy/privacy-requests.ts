import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import { countAttempt } from '../../platform/throttle.ts'
import type { Services } from '../../platform/web.ts'
import { sixDigits } from '../sign-in/request-codes.ts'
import { complaintCodeTries } from '../sign-in/tries.ts'
import { clocksFrom, extendedAnswerBy } from './privacy-clock.ts'
import { contactCodeJob, sendLetter } from './privacy-letters.ts'
import { findExport } from './privacy-export-queries.ts'
import {
  countRequests,
  findOpenRequest,
  findRequest,
  findSameComplaint,
  insertNote,
  insertRequest,
  lockRequest,
  takeCodeTry,
  updateRequest,
  waitForSameRequest,
  type PrivacyRequest,
} from './privacy-request-queries.ts'
import type { PrivacyKind, RefusalReason } from './privacy-words.ts'

/** What people ask about their data, and how officers answer. Each step is in the log and told to whoever asked. */

const hourMs = 3600_000
export const contactCodeMinutes = 15
const wrongCodes = 5

/** What is open, and how many clocks have run out. For the desk. */
export async function countPrivacyRequests(
  database: Database,
  now: Date,
): Promise<{ open: number; overdue: number }> {
  return countRequests(database, ukDate(now))
}

/** Asked under one's own account. The same again while it is open is the same request. */
export async function askAboutOwnData(
  services: Services,
  person: SignedInPerson,
  asked: { kind: PrivacyKind; details: string },
): Promise<{ ok: true; id: string } | { ok: false; reason: 'open' | 'enough'; id?: string }> {
  const { database, clock } = services
  const allowed = await countAttempt(database, clock, `privacy request ${person.id}`, {
    attempts: 20,
    windowMs: 24 * hourMs,
  })
  if (!allowed.allowed) return { ok: false, reason: 'enough' }
  return database.transaction().execute(async (transaction) => {
    await waitForSameRequest(transaction, person.id)
    const open = await findOpenRequest(transaction, person.id, asked)
    if (open) return { ok: false as const, reason: 'open' as const, id: open }
    const id = await receive(services, transaction, {
      ...asked,
      personId: person.id,
      name: null,
      email: null,
    })
    await sendLetter(services, transaction, { requestId: id, letter: 'received' })
    return { ok: true as const, id }
  })
}

/**
 * A complaint of somebody without an account. It is kept before the address is proved, so that none is lost. Whoever
 * goes back and sends the same again within an hour is led to the one that they have sent.
 */
export async function complain(
  services: Services,
  complaint: { details: string; name: string | null; email: string | null },
  network: string,
): Promise<{ ok: true; id: string } | { ok: false; reason: 'enough'; minutes: number }> {
  const { database, clock } = services
  const room = await countAttempt(database, clock, `complaint network ${network}`, {
    attempts: 10,
    windowMs: hourMs,
  })
  if (!room.allowed)
    return { ok: false, reason: 'enough', minutes: Math.ceil(room.retryAfterMs / 60_000) }
  const anHourAgo = new Date(clock.now().getTime() - hourMs)
  const id = await database.transaction().execute(async (transaction) => {
    await waitForSameRequest(transaction, `${complaint.email ?? ''} ${complaint.details}`)
    const same = await findSameComplaint(transaction, complaint, anHourAgo)
    if (same) return same
    const request = await receive(services, transaction, {
      ...complaint,
      kind: 'complaint',
      personId: null,
    })
    if (complaint.email)
      await services.jobs.enqueue(transaction, contactCodeJob, { requestId: request })
    return request
  })
  return { ok: true, id }
}

/** Six digits for the job that sends them, kept as their code only. Null when there is nothing to prove any more. */
export function makeContactCode(
  services: Services,
  requestId: string,
): { code: string; hash: Buffer; expiresAt: Date } {
  const code = sixDigits()
  const expiresAt = new Date(services.clock.now().getTime() + contactCodeMinutes * 60_000)
  return { code, hash: macOf(services, requestId, code), expiresAt }
}

/** The code that was sent shows that the address is theirs; from now on letters go there. */
export async function proveContact(
  services: Services,
  requestId: string,
  typed: string,
): Promise<{ ok: true } | { ok: false; reason: 'wrong' | 'over' }> {
  const { database, clock } = services
  const limits = { most: wrongCodes, now: clock.now() }
  const hash = await takeCodeTry(database, requestId, limits)
  if (!hash) return { ok: false, reason: 'over' }
  if (!timingSafeEqual(hash, macOf(services, requestId, typed))) {
    return { ok: false, reason: 'wrong' }
  }
  await database.transaction().execute(async (transaction) => {
    await updateRequest(transaction, requestId, {
      email_proved_at: clock.now(),
      code_hash: null,
      code_expires_at: null,
    })
    await sendLetter(services, transaction, { requestId, letter: 'received' })
  })
  const proved = await findRequest(database, requestId)
  if (proved?.email) await complaintCodeTries(services, proved.email).forget()
  return { ok: true }
}

/** Another code, at most three in a quarter of an hour. */
export async function sendContactCodeAgain(
  services: Services,
  requestId: string,
): Promise<boolean> {
  const { database, clock, jobs } = services
  const room = await countAttempt(database, clock, `complaint code ${requestId}`, {
    attempts: 3,
    windowMs: 15 * 60_000,
  })
  if (!room.allowed) return false
  await jobs.enqueue(database, contactCodeJob, { requestId })
  return true
}

/** Taken back by whoever asked, for as long as it is open. */
export async function withdrawRequest(
  services: Services,
  person: SignedInPerson,
  id: string,
): Promise<boolean> {
  return services.database.transaction().execute(async (transaction) => {
    const request = await lockRequest(transaction, id)
    if (request?.person_id !== person.id) throw new NotFound('there is no such request')
    if (request.state !== 'open') return false
    await end(services, transaction, request, { state: 'withdrawn', by: person.id })
    return true
  })
}

type Step = { ok: true } | { ok: false; reason: StepRefusal }
export type StepRefusal =
  | 'ended'
  | 'acknowledged'
  | 'extended'
  | 'too-late'
  | 'no-copy'
  | 'not-erased'
  | 'own-request'

/** Tells whoever asked that it has arrived and is looked into. */
export async function acknowledgeRequest(
  services: Services,
  id: string,
  by: SignedInPerson,
): Promise<Step> {
  return onOpenRequest(services, id, by, async (transaction, request) => {
    if (request.acknowledged_at) return refused('acknowledged')
    await updateRequest(transaction, id, { acknowledged_at: services.clock.now() })
    await record(transaction, 'privacy-request.acknowledged', id, by)
    await sendLetter(services, transaction, { requestId: id, letter: 'acknowledged' })
    return done
  })
}

/** Two more months. Only while the first one runs, as the person has to be told within it. */
export async function extendRequest(
  services: Services,
  id: string,
  reason: string,
  by: SignedInPerson,
): Promise<Step> {
  const now = services.clock.now()
  return onOpenRequest(services, id, by, async (transaction, request) => {
    if (request.extended_at) return refused('extended')
    if (ukDate(now) > request.answer_by) return refused('too-late')
    await updateRequest(transaction, id, {
      answer_by: extendedAnswerBy(request.received_on),
      extended_at: now,
      extension_reason: reason,
      acknowledged_at: request.acknowledged_at ?? now,
    })
    await record(transaction, 'privacy-request.extended', id, by)
    await sendLetter(services, transaction, { requestId: id, letter: 'extended' })
    return done
  })
}

export type Answer =
  | { state: 'fulfilled' | 'closed'; outcome: string }
  | { state: 'refused'; outcome: string; refusal: RefusalReason }

/** The answer. A copy of data is answered by its release, an erasure by erasing. */
export async function answerRequest(
  services: Services,
  id: string,
  answer: Answer,
  by: SignedInPerson,
): Promise<Step> {
  return onOpenRequest(services, id, by, async (transaction, request) => {
    if (answer.state === 'fulfilled' && request.kind === 'access' && request.person_id) {
      const copy = await findExport(transaction, id, services.clock.now())
      if (!copy?.released_at) return refused('no-copy')
    }
    if (answer.state === 'fulfilled' && request.kind === 'erasure' && request.person_id)
      return refused('not-erased')
    await end(services, transaction, request, {
      state: answer.state,
      by: by.id,
      outcome: answer.outcome,
      ...(answer.state === 'refused' ? { refusal: answer.refusal } : {}),
    })
    await sendLetter(services, transaction, { requestId: id, letter: 'answered' })
    return done
  })
}

/** Ends a request in a transaction of another verb: erasing answers the request for it. */
export async function end(
  services: Pick<Services, 'clock'>,
  transaction: DatabaseTransaction,
  request: Pick<PrivacyRequest, 'id' | 'acknowledged_at'>,
  ending: {
    state: 'fulfilled' | 'closed' | 'refused' | 'withdrawn'
    by: string
    outcome?: string
    refusal?: RefusalReason
  },
): Promise<void> {
  const now = services.clock.now()
  await updateRequest(transaction, request.id, {
    state: ending.state,
    ended_at: now,
    ended_by: ending.by,
    outcome: ending.outcome ?? null,
    refusal_reason: ending.refusal ?? null,
    acknowledged_at: request.acknowledged_at ?? now,
  })
  await audit(transaction, {
    action: `privacy-request.${ending.state}`,
    by: ending.by,
    subject: { kind: 'privacy-request', id: request.id },
    details: ending.refusal ? { reason: ending.refusal } : {},
  })
}

/** A note for the other officers; never shown to whoever asked, unless they ask for a copy of everything. */
export async function noteOnRequest(
  services: Services,
  id: string,
  note: string,
  by: SignedInPerson,
): Promise<void> {
  await services.database.transaction().execute(async (transaction) => {
    if (!(await findRequest(transaction, id))) throw new NotFound('there is no such request')
    await insertNote(transaction, { requestId: id, by: by.id, at: services.clock.now(), note })
    await record(transaction, 'privacy-request.noted', id, by)
  })
}

const done: Step = { ok: true }
const refused = (reason: StepRefusal): Step => ({ ok: false, reason })

/** A step on a request that is open, by somebody whose own it is not. */
export async function onOpenRequest(
  services: Services,
  id: string,
  by: SignedInPerson,
  step: (transaction: DatabaseTransaction, request: PrivacyRequest) => Promise<Step>,
): Promise<Step> {
  return services.database.transaction().execute(async (transaction) => {
    const request = await lockRequest(transaction, id)
    if (!request) throw new NotFound('there is no such request')
    // Nobody decides what they themselves asked for.
    if (request.person_id === by.id) return refused('own-request')
    return request.state === 'open' ? step(transaction, request) : refused('ended')
  })
}

async function receive(
  services: Services,
  transaction: DatabaseTransaction,
  asked: {
    kind: PrivacyKind
    details: string
    personId: string | null
    name: string | null
    email: string | null
  },
): Promise<string> {
  const now = services.clock.now()
  const receivedOn = ukDate(now)
  const { acknowledgeBy, answerBy } = clocksFrom(receivedOn)
  const canBeWrittenTo = asked.personId !== null || asked.email !== null
  const id = await insertRequest(transaction, {
    reference: newReference(),
    person_id: asked.personId,
    kind: asked.kind,
    details: asked.details || null,
    name: asked.name,
    email: asked.email,
    received_on: receivedOn,
    received_at: now,
    acknowledge_by: acknowledgeBy,
    // Who leaves no way to be reached sees the acknowledgement on the page that follows.
    acknowledged_at: canBeWrittenTo ? null : now,
    answer_by: answerBy,
  })
  await audit(transaction, {
    action: 'privacy-request.received',
    by: asked.personId,
    subject: { kind: 'privacy-request', id },
    details: { kind: asked.kind },
  })
  return id
}

async function record(
  transaction: DatabaseTransaction,
  action: string,
  id: string,
  by: SignedInPerson,
): Promise<void> {
  await audit(transaction, { action, by: by.id, subject: { kind: 'privacy-request', id } })
}

// Without letters that look like digits.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function newReference(): string {
  const letters = [...randomBytes(8)].map((byte) => alphabet[byte % 32]).join('')
  return `P-${letters.slice(0, 4)}-${letters.slice(4)}`
}

function macOf(services: Services, requestId: string, code: string): Buffer {
  return services.secrets.mac('privacy contact', `${requestId} ${code.replace(/\s/g, '')}`)
}
