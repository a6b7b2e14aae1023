import { isSameAddress } from '../platform/email-address.ts'
import { ukDate } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Services } from '../platform/web.ts'
import { findPartnershipOf } from './partnership/partnership-queries.ts'
import {
  invitationEmail,
  noticeEmail,
  officerNoticeEmail,
  type NoticeKind,
  type OfficerNoticeKind,
} from './people-emails.tsx'
import { personPaths } from './people-paths.ts'
import { findPeopleById } from './person-queries.ts'
import { listOfficerIds } from './roster-queries.ts'

/** An e-mail about somebody's account. `to` only where it goes to an address that is no longer theirs. */
export type Notice =
  | { kind: NoticeKind; personId: string; to?: string }
  | { kind: 'invitation'; personId: string; by: string | null }
  | { kind: OfficerNoticeKind; personId: string; about: string; by: string | null }

export const noticeJob = 'people.send-notice'

/** Sends it soon. Pass the transaction of the change that it tells of. */
export async function sendNotice(
  services: Pick<Services, 'jobs'>,
  transaction: Database,
  notice: Notice,
): Promise<void> {
  await services.jobs.enqueue(transaction, noticeJob, notice)
}

/**
 * Tells every officer of what has happened to the account of one: once each, whoever did it too. The person themselves
 * gets a notice of their own. Of an account that is no officer's nobody is told. `by` is null for the command line.
 */
export async function tellOfficers(
  services: Pick<Services, 'jobs'>,
  transaction: Database,
  notice: { kind: OfficerNoticeKind; about: string; by: string | null },
): Promise<void> {
  const officers = await listOfficerIds(transaction)
  if (!officers.includes(notice.about)) return
  for (const personId of officers)
    if (personId !== notice.about) await sendNotice(services, transaction, { ...notice, personId })
}

/** The work of the job. Leavers get nothing. */
export async function deliverNotice(services: Services, notice: Notice): Promise<void> {
  const by = 'by' in notice ? notice.by : null
  const about = 'about' in notice ? notice.about : null
  const people = await findPeopleById(services.database, [notice.personId, by, about])
  const person = people.get(notice.personId)
  if (!person || person.hasLeft) return
  const place = await placeOf(services)
  const to = 'to' in notice ? (notice.to ?? person.email) : person.email
  const email =
    notice.kind === 'invitation'
      ? invitationEmail({
          ...place,
          name: person.name,
          email: person.email,
          by: (by && people.get(by)?.name) || place.partnershipName,
        })
      : 'about' in notice
        ? officerNoticeEmail({
            ...place,
            name: person.name,
            kind: notice.kind,
            about: people.get(notice.about)?.name ?? 'Somebody',
            by: notice.by === null ? null : (people.get(notice.by)?.name ?? 'Somebody'),
            path: personPaths.show(notice.about),
          })
        : noticeEmail({
            ...place,
            name: person.name,
            kind: notice.kind,
            isFormerAddress: !isSameAddress(to, person.email),
          })
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
