import type { Job } from '../../platform/jobs.ts'
import type { Services } from '../../platform/web.ts'
import { carryOutImport, importJob } from './import/imports.ts'
import { decisionJob, tellDecision, type ToldDecision } from './request-decisions.ts'
import { carryOutSuccessions } from './successions.ts'

/** Ends of organisations on their day, files that were confirmed, and letters about what was decided. */
export function organisationJobs(services: Services): Job<never>[] {
  const successions: Job = {
    name: 'people.end-organisations',
    // Soon after midnight, and again should that have failed.
    schedule: '5 * * * *',
    work: async () => {
      await carryOutSuccessions(services)
    },
  }
  const imports: Job<{ id: string; by: string }> = {
    name: importJob,
    work: async (given) => {
      await carryOutImport(services, given)
    },
  }
  const decisions: Job<ToldDecision> = {
    name: decisionJob,
    work: (told) => tellDecision(services, told),
  }
  return [successions, imports, decisions]
}
