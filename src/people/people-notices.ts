import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Services } from '../platform/web.ts'
import { findPartnershipOf } from './partnership/partnership-queries.ts'
import { invitationEmail, noticeEmail, type NoticeKind } from './people-emails.tsx'
import { findPeopleById } from './person-queries.ts'

/** An e-mail about somebody's account. `to` only where it goes to an address that is no longer theirs. */
export type Notice =
  | { kind: NoticeKind; personId: string; to?: string }
  | { kind: 'invitation'; personId: string; by: string | null }

export const noticeJob = 'people.send-notice'

/** Sends it soon. Pass the transaction of the change that it tells of. */
export async function sendNotice(
  services: Pick<Services, 'jobs'>,
  transaction: Database,
  notice: Notice,
): Promise<void> {
  await services.jobs.enqueue(transaction, noticeJob, notice)
}

/** The work of the job. Leavers get nothing. */
export async function deliverNotice(services: Services, notice: Notice): Promise<void> {
  const by = notice.kind === 'invitation' ? notice.by : null
  const people = await findPeopleById(services.database, [notice.personId, by])
  const person = people.get(notice.personId)
  if (!person || person.hasLeft) return
  const place = await placeOf(services)
  const email =
    notice.kind === 'invitation'
      ? invitationEmail({
          ...place,
          name: person.name,
          email: person.email,
          by: (by && people.get(by)?.name) || place.partnershipName,
        })
      : noticeEmail({ ...place, name: person.name, kind: notice.kind })
  const to = notice.kind === 'invitation' ? person.email : (notice.to ?? person.email)
  await services.mail.send({ to, ...email })
}

/** Who writes, and from which site. */
export async function placeOf(
  services: Services,
): Promise<{ partnershipName: string; publicUrl: string }> {
  const partnership = await findPartnershipOf(services.database, ukDate(services.clock.now()))
  return {
    partnershipName: partnership?.name ?? 'Your safeguarding children partnership',
    publicUrl: services.config.publicUrl,
  }
}
