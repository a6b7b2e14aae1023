import { sealAuditLog } from '../platform/audit-seal.ts'
import type { Job } from '../platform/jobs.ts'
import { removeExpiredSessions } from '../platform/sessions.ts'
import { removeEndedWindows } from '../platform/throttle.ts'
import type { Services } from '../platform/web.ts'
import { endOutlivedLeading } from './agency/lead-ending.ts'
import { duplicateJobs } from './duplicates/duplicate-jobs.ts'
import { passwordCodeJob, sendPasswordCode } from './sign-in/new-password.ts'
import { removeEndedChallenges } from './passkeys/passkey-queries.ts'
import { removeEndedVisits } from './single-sign-on/provider-queries.ts'
import { removeEndedRequests } from './sign-in/password-request-queries.ts'
import { forgetUnconfirmed } from './organisations/import/imports.ts'
import { organisationJobs } from './organisations/organisation-jobs.ts'
import { removeOldLines } from './person-import/person-import-queries.ts'
import { carryOutPersonImport, personImportJob } from './person-import/person-imports.ts'
import { removeSelectionsBefore } from './roster/people-selection-queries.ts'
import { deliverNotice, noticeJob, type Notice } from './people-notices.ts'

/** Codes and notices by e-mail, the look for second records, once an hour the removal of what has ended, once a day the end of what no work is behind. */
export function peopleJobs(services: Services): Job<never>[] {
  const codes: Job<{ requestId: string }> = {
    name: passwordCodeJob,
    // After that the code would be too old to be typed.
    retries: 3,
    isQuick: true,
    work: ({ requestId }) => sendPasswordCode(services, requestId),
  }
  const notices: Job<Notice> = {
    name: noticeJob,
    isQuick: true,
    work: (notice) => deliverNotice(services, notice),
  }
  const tidying: Job = {
    name: 'people.remove-ended',
    schedule: '17 * * * *',
    work: async () => {
      const { database, clock } = services
      await removeExpiredSessions(database, clock)
      await removeEndedWindows(database, clock)
      await removeEndedRequests(database, clock.now())
      await removeOldLines(database, clock.now())
      await removeSelectionsBefore(database, new Date(clock.now().getTime() - 24 * 3600_000))
      await removeEndedChallenges(database, clock.now())
      await forgetUnconfirmed(services)
      await removeEndedVisits(database, clock.now())
    },
  }
  const seal: Job = {
    name: 'audit.seal',
    schedule: '41 2 * * *',
    work: () => sealAuditLog(services),
  }
  const leads: Job = {
    name: 'people.end-outlived-leading',
    schedule: '5 0 * * *',
    work: () => endOutlivedLeading(services),
  }
  const personImports: Job<{ importId: string }> = {
    name: personImportJob,
    work: ({ importId }) => carryOutPersonImport(services, importId),
  }
  return [
    codes,
    notices,
    tidying,
    seal,
    leads,
    personImports,
    ...organisationJobs(services),
    ...duplicateJobs(services),
  ]
}
