import { findPartnershipOf } from '../people/people.ts'
import { ukDate } from '../platform/clock.ts'
import type { Job } from '../platform/jobs.ts'
import type { Services } from '../platform/web.ts'
import { findLatest } from '../publishing/publishing.ts'
import { campaignKind } from './campaign-kind.ts'
import { campaignPaths } from './campaign-paths.ts'
import { newSupporterEmail } from './coalition-emails.tsx'
import { findMember } from './coalition-queries.ts'
import { tellPartnership } from './coalition.ts'

/** The background work of campaigns: telling the partnership of a new supporter. */
export function campaignJobs(services: Services): Job<never>[] {
  const tell: Job<{ memberId: string }> = {
    name: tellPartnership,
    work: async ({ memberId }) => {
      const { database, clock, config, mail } = services
      const member = await findMember(database, memberId)
      const edition = member && (await findLatest(database, campaignKind, member.campaignId))
      if (!edition || member.state !== 'asked' || edition.content.contactEmail === '') return
      const partnership = await findPartnershipOf(database, ukDate(clock.now()))
      const email = newSupporterEmail({
        partnershipName: partnership?.name ?? 'the safeguarding children partnership',
        campaignTitle: edition.title,
        organisationName: member.name,
        howTheySupport: member.howTheySupport,
        address: `${config.publicUrl}${campaignPaths.coalition(member.campaignId)}`,
      })
      // Run twice, it is the same message.
      const messageId = `supporter-${memberId}@${new URL(config.publicUrl).hostname}`
      await mail.send({ to: edition.content.contactEmail, messageId, ...email })
    },
  }
  return [tell] as Job<never>[]
}
