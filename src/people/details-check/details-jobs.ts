import type { Job } from '../../platform/jobs.ts'
import type { Services } from '../../platform/web.ts'
import { placeOf } from '../people-notices.ts'
import { addressCodeJob, sendAddressCode } from './address-change.ts'
import { findCheckRecord, takePeopleToRemind } from './details-check-queries.ts'
import { detailsReminderEmail } from './details-emails.tsx'
import { detailsStateOf } from './details-state.ts'

const reminderJob = 'people.send-details-reminder'
/** So many in one transaction, which holds their records. */
const atOnce = 200

type Reminder = { personId: string; state: 'due' | 'overdue' }

/** Reminders of the details check, looked for each morning, and codes to other addresses. */
export function detailsJobs(services: Services): Job<never>[] {
  const codes: Job<{ requestId: string }> = {
    name: addressCodeJob,
    // After that the code would be too old to be typed.
    retries: 3,
    work: ({ requestId }) => sendAddressCode(services, requestId),
  }
  const reminders: Job<Reminder> = {
    name: reminderJob,
    work: (reminder) => sendReminder(services, reminder),
  }
  const looking: Job = {
    name: 'people.remind-of-details',
    schedule: '40 8 * * *',
    work: () => remindOfDetails(services),
  }
  return [codes, reminders, looking]
}

/** Enqueues a reminder for everybody whose details have become due or overdue since the last look. */
export async function remindOfDetails({ database, clock, jobs }: Services): Promise<void> {
  for (;;) {
    const taken = await database.transaction().execute(async (transaction) => {
      const people = await takePeopleToRemind(transaction, clock.now(), atOnce)
      for (const reminder of people) await jobs.enqueue(transaction, reminderJob, reminder)
      return people.length
    })
    if (taken < atOnce) return
  }
}

/** Whoever has looked meanwhile, or has left, gets nothing. */
async function sendReminder(services: Services, { personId, state }: Reminder): Promise<void> {
  const record = await findCheckRecord(services.database, personId)
  if (!record || record.hasLeft) return
  if (detailsStateOf(record, services.clock.now()) === 'confirmed') return
  const place = await placeOf(services)
  await services.mail.send({
    to: record.email,
    ...detailsReminderEmail({ ...place, name: record.name, state }),
  })
}
