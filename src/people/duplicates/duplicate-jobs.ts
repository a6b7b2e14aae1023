import type { Job } from '../../platform/jobs.ts'
import type { Services } from '../../platform/web.ts'
import { lookAtEverybody, lookForDuplicates, lookForDuplicatesJob } from './duplicates.ts'
import { forgetOldMerges } from './undoing.ts'

/** The look for second records: of the people asked for, and every night of everybody who changed; then old merges are forgotten. */
export function duplicateJobs(services: Services): Job<never>[] {
  const some: Job<{ personIds: string[] }> = {
    name: lookForDuplicatesJob,
    work: async ({ personIds }) => {
      await lookForDuplicates(services, personIds)
    },
  }
  const everybody: Job = {
    name: 'people.look-at-everybody',
    schedule: '40 2 * * *',
    work: async () => {
      await lookAtEverybody(services)
      await forgetOldMerges(services)
    },
  }
  return [some, everybody]
}
