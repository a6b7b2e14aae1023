import { ukDate } from '../platform/clock.ts'
import type { Job } from '../platform/jobs.ts'
import type { Services } from '../platform/web.ts'
import { findPartnershipOf } from '../people/people.ts'
import { mailingsToResume } from './delivery-queries.ts'
import { sendMailingJob } from './mailings.ts'
import { sendMailing } from './mailing-worker.ts'
import { alreadySubscribedEmail, confirmationEmail } from './subscription-emails.tsx'
import { askForConfirmation, forgetWhatIsOver, prepareConfirmation } from './subscriptions.ts'

/** Short, so that a worker that is asked to stop does so between two mails, well before it would be killed. */
const sliceMs = 10_000
/** A mailing without a sign of life for so long has lost its worker, or waits for a row that is due now. */
const quietMs = 30_000

/** The background work of bulletins: sending, going on after a worker died, asking for confirmation, forgetting. */
export function bulletinJobs(services: Services): Job<never>[] {
  const { database, clock, jobs, log } = services
  const send: Job<{ mailingId: string }> = {
    name: sendMailingJob,
    work: async ({ mailingId }) => {
      const { moreIsDue } = await sendMailing(services, mailingId, { sliceMs })
      if (moreIsDue) await jobs.enqueue(database, sendMailingJob, { mailingId })
    },
  }
  const resume: Job = {
    name: 'mailing.resume',
    schedule: '* * * * *',
    work: async () => {
      for (const mailingId of await mailingsToResume(database, clock.now(), quietMs))
        await jobs.enqueue(database, sendMailingJob, { mailingId })
    },
  }
  const ask: Job<{ requestId: string }> = {
    name: askForConfirmation,
    work: async ({ requestId }) => {
      const prepared = await prepareConfirmation(database, requestId)
      if (!prepared) return
      const partnership = await findPartnershipOf(database, ukDate(clock.now()))
      const site = {
        publicUrl: services.config.publicUrl,
        partnershipName: partnership?.name ?? 'the safeguarding children partnership',
      }
      const email =
        'token' in prepared
          ? confirmationEmail({ ...site, token: prepared.token })
          : alreadySubscribedEmail(site)
      await services.mail.send({ to: prepared.email, fromName: site.partnershipName, ...email })
    },
  }
  const forget: Job = {
    name: 'subscription.forget',
    schedule: '17 3 * * *',
    work: async () => {
      log.info('subscription.forgotten', await forgetWhatIsOver(database, clock.now()))
    },
  }
  return [send, resume, ask, forget] as Job<never>[]
}
