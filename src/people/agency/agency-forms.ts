import { z } from 'zod'
import { searchWords } from '../person-forms.ts'

/** The search over one's own people. What makes no sense is left out rather than refused. */
export const AgencyFilter = z.object({
  q: searchWords,
  organisation: z.uuid().optional().catch(undefined),
})
export type AgencyFilter = z.infer<typeof AgencyFilter>

const notChosen = 'Choose where they no longer work'
export const LeavingForm = z.object({
  affiliationId: z.string({ error: notChosen }).pipe(z.uuid(notChosen)),
})

const organisationMissing = 'Choose the organisation'
const reasonMissing = 'Say why you are the right person'
const tooLong = 'Use 1,000 characters or fewer'

export const AskToLeadForm = z.object({
  organisationId: z.string({ error: organisationMissing }).pipe(z.uuid(organisationMissing)),
  reason: z.string({ error: reasonMissing }).trim().min(1, reasonMissing).max(1000, tooLong),
})

export const DecisionForm = z.object({
  decision: z.enum(['approve', 'decline'], { error: 'Choose whether to approve' }),
  note: z
    .string()
    .trim()
    .max(1000, tooLong)
    .optional()
    .transform((note) => note || null),
})
