import { z } from 'zod'
import { requiredDate, withDates } from '../../ui/form-dates.ts'
import { jobTitle, personName } from '../person-forms.ts'
import { reachableEmail } from '../work-email.ts'
import type { Job } from './affiliation-queries.ts'

const typed = z
  .string()
  .default('')
  .transform((text) => text.trim())

/** A line manager's name and address, or neither. */
function checkManager(
  manager: { managerName: string; managerEmail: string },
  context: z.RefinementCtx,
): void {
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  const { managerName, managerEmail } = manager
  if (managerName) {
    const name = personName.safeParse(managerName)
    if (!name.success) wrong('managerName', name.error.issues[0]!.message)
  } else if (managerEmail) wrong('managerName', 'Enter your line manager’s name too')
  if (managerEmail) {
    const email = reachableEmail.safeParse(managerEmail)
    if (!email.success) wrong('managerEmail', email.error.issues[0]!.message)
  }
}

const jobFields = {
  jobRole: z.string().default(''),
  jobTitle,
  managerName: typed,
  managerEmail: typed,
}

/** What somebody does at an employer; the roles are those of the register. */
export function jobForm(roleCodes: readonly string[]) {
  return z
    .object(jobFields)
    .superRefine((job, context) => {
      if (!roleCodes.includes(job.jobRole))
        context.addIssue({ code: 'custom', path: ['jobRole'], message: 'Choose the role' })
      checkManager(job, context)
    })
    .transform(({ jobRole, jobTitle: title, managerName, managerEmail }): Job => ({
      jobTitle: title,
      jobRoleCode: jobRole,
      lineManager: managerName
        ? { name: personName.parse(managerName), email: managerEmail || null }
        : null,
    }))
}

/** A checkbox that is sent when it is ticked. */
export const MainForm = z.object({ isMain: z.string().optional() })

export const LeavingForm = withDates(
  ['lastDay'],
  z.object({
    lastDay: requiredDate('last day').refine((day) => day === '' || day >= '1900-01-01', {
      message: 'The last day must be after 1900',
    }),
    nextMain: z.string().optional(),
  }),
)
