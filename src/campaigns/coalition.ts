import { createHash } from 'node:crypto'
import { audit } from '../platform/audit.ts'
import type { Database } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import { notify } from '../platform/notices.ts'
import { countAttempt } from '../platform/throttle.ts'
import type { Services } from '../platform/web.ts'
import type { Act } from '../publishing/publishing.ts'
import { findMember, insertMember, setMemberState, type MemberState } from './coalition-queries.ts'

/** What an organisation agrees to. It is kept with the entry as it stood when it was agreed to. */
export const consentWording =
  'You may show our organisation’s name and web address as a supporter of this campaign, and write to me about this campaign. We can take this back at any time.'

/** The job that tells the partnership. */
export const tellPartnership = 'coalition.tell-partnership'

export type JoinRequest = {
  organisationName: string
  webAddress: string | null
  contactName: string
  contactEmail: string
  howTheySupport: string
}

const perAddress = { attempts: 5, windowMs: 3600_000 }

/**
 * An organisation asks to be shown as a supporter; somebody of the partnership decides. `network` is the client's,
 * for counting only. One that has asked already is answered alike, so that nobody learns who did.
 */
export async function askToJoin(
  services: Pick<Services, 'database' | 'clock' | 'jobs'>,
  campaignId: string,
  request: JoinRequest,
  network: string,
): Promise<{ ok: true } | { ok: false; reason: 'too-often'; minutes: number }> {
  const { database, clock, jobs } = services
  const who = createHash('sha256').update(network).digest('base64url').slice(0, 16)
  const tried = await countAttempt(database, clock, `coalition address ${who}`, perAddress)
  if (!tried.allowed)
    return { ok: false, reason: 'too-often', minutes: Math.ceil(tried.retryAfterMs / 60_000) }
  await database.transaction().execute(async (transaction) => {
    const memberId = await insertMember(transaction, {
      campaignId,
      name: request.organisationName,
      webAddress: request.webAddress,
      contactName: request.contactName,
      contactEmail: request.contactEmail,
      howTheySupport: request.howTheySupport,
      consentWording,
      consentedAt: clock.now(),
    })
    if (memberId) await jobs.enqueue(transaction, tellPartnership, { memberId })
  })
  return { ok: true }
}

/** Lists an organisation that asked, declines it, or takes one that left from the page. */
export async function decideOnMember(
  database: Database,
  memberId: string,
  state: Exclude<MemberState, 'asked'>,
  act: Act,
): Promise<{ ok: true } | { ok: false; reason: 'decided-meanwhile' }> {
  return database.transaction().execute(async (transaction) => {
    const member = await findMember(transaction, memberId)
    if (!member) throw new NotFound('coalition member')
    const from: MemberState = state === 'left' ? 'listed' : 'asked'
    if (member.state !== from) return { ok: false, reason: 'decided-meanwhile' } as const
    await setMemberState(transaction, memberId, state, { by: act.by, at: act.now })
    await audit(transaction, {
      action: `coalition-member.${state}`,
      by: act.by,
      subject: { kind: 'coalition-member', id: memberId },
      details: { organisation: member.name, campaign: member.campaignId },
    })
    await notify(transaction, 'published')
    return { ok: true } as const
  })
}
