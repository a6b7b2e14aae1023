import { ukDate } from '../../platform/clock.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Services } from '../../platform/web.ts'
import { addDays } from '../../platform/calendar-days.ts'
import { placeOf } from '../people-notices.ts'
import { findPeopleById } from '../person-queries.ts'
import { complaintCodeTries } from '../sign-in/tries.ts'
import { listWorkspacePeople } from '../workspace-people-queries.ts'
import { nextClock, soonDays } from './privacy-clock.ts'
import { contactCodeEmail, reminderEmail, type Letter } from './privacy-emails.tsx'
import { contactCodeJob, deliverLetter, letterJob } from './privacy-letters.ts'
import { removeEndedExports } from './privacy-export-queries.ts'
import {
  findRequest,
  keepContactCode,
  listRequests,
  takeRequestsToRemind,
} from './privacy-request-queries.ts'
import { contactCodeMinutes, makeContactCode } from './privacy-requests.ts'
import type { PersonalData } from './personal-data.ts'
import { applyRetention, type RetentionAct } from './retention.ts'

const reminderJob = 'people.send-privacy-reminder'

/** Letters and codes; each morning the reminder of clocks; each night what the retention rules say. */
export function privacyJobs(
  services: Services,
  data: PersonalData,
  acts: readonly RetentionAct[],
): Job<never>[] {
  const letters: Job<{ requestId: string; letter: Letter }> = {
    name: letterJob,
    work: (letter) => deliverLetter(services, letter),
  }
  const codes: Job<{ requestId: string }> = {
    name: contactCodeJob,
    retries: 3,
    work: ({ requestId }) => sendContactCode(services, requestId),
  }
  const reminder: Job = {
    name: 'people.remind-of-privacy-requests',
    schedule: '40 7 * * *',
    work: () => remindOfficers(services),
  }
  const retention: Job = {
    name: 'people.apply-retention',
    schedule: '20 3 * * *',
    work: async () => {
      await removeEndedExports(services.database, services.clock.now())
      await applyRetention(services, data, acts)
    },
  }
  const reminders: Job<{ personId: string }> = {
    name: reminderJob,
    work: ({ personId }) => sendReminder(services, personId),
  }
  return [letters, codes, reminder, reminders, retention]
}

/** Run again after a failure it sends a new code; the last one works. */
async function sendContactCode(services: Services, requestId: string): Promise<void> {
  const request = await findRequest(services.database, requestId)
  if (!request?.email || request.email_proved_at || request.state !== 'open') return
  const tries = complaintCodeTries(services, request.email)
  // Without room the code before goes on working, and the complaint is kept all the same.
  if (!(await tries.count())) return
  try {
    const { code, hash, expiresAt } = makeContactCode(services, requestId)
    if (!(await keepContactCode(services.database, requestId, { hash, expiresAt }))) return
    const place = await placeOf(services)
    const email = contactCodeEmail({ ...place, name: null, code, minutes: contactCodeMinutes })
    await services.mail.send({ to: request.email, ...email })
  } catch (error) {
    await tries.takeBack()
    throw error
  }
}

/** Once a day, every officer hears of the clocks that have a week or less. */
async function remindOfficers({ database, clock, jobs }: Services): Promise<void> {
  const today = ukDate(clock.now())
  await database.transaction().execute(async (transaction) => {
    const due = await takeRequestsToRemind(transaction, { today, until: addDays(today, soonDays) })
    if (due.length === 0) return
    for (const { id } of await listWorkspacePeople(transaction, ['officer']))
      await jobs.enqueue(transaction, reminderJob, { personId: id })
  })
}

/** What one officer is told: the clocks as they stand when the mail goes out. */
async function sendReminder(services: Services, personId: string): Promise<void> {
  const { database, clock } = services
  const officer = (await findPeopleById(database, [personId])).get(personId)
  if (!officer || officer.hasLeft) return
  const today = ukDate(clock.now())
  const clocks = (await listRequests(database, { state: 'open', limit: 200 }))
    .map((request) => ({ reference: request.reference, ...clockOf(request, today) }))
    .filter(({ tone }) => tone === 'overdue' || tone === 'soon')
  if (clocks.length === 0) return
  const overdue = clocks.filter(({ tone }) => tone === 'overdue').length
  const place = await placeOf(services)
  const email = reminderEmail({ ...place, name: officer.name, overdue, requests: clocks })
  await services.mail.send({ to: officer.email, ...email })
}

/** The clock of a request as it stands on a day. */
export function clockOf(
  request: {
    state: string
    acknowledge_by: string
    acknowledged_at: Date | null
    answer_by: string
  },
  today: string,
) {
  return nextClock(
    {
      isOpen: request.state === 'open',
      acknowledgeBy: request.acknowledge_by,
      acknowledgedAt: request.acknowledged_at,
      answerBy: request.answer_by,
    },
    today,
  )
}
