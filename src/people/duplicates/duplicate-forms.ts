import { z } from 'zod'
import { emailAddress } from '../sign-in/sign-in-forms.ts'

/** Which of the two records shown, by where it stands on the page. */
const which = (message: string) => z.enum(['one', 'other'], { error: message })
const whichOrNone = z.enum(['one', 'other']).optional().catch(undefined)

/** What an officer chooses; where the two agree nothing is asked. */
export const MergeChoice = z
  .object({
    keep: which('Choose which record to keep'),
    name: whichOrNone,
    email: whichOrNone,
    organisation: whichOrNone,
  })
  .transform((choice) => ({
    keep: choice.keep,
    name: choice.name ?? choice.keep,
    email: choice.email ?? choice.keep,
    organisation: choice.organisation ?? choice.keep,
  }))
export type MergeChoice = z.output<typeof MergeChoice>

/** The same with what the preview showed, as its button sends it. */
export const SeenMerge = z.intersection(
  MergeChoice,
  z.object({ seen: z.string().max(100).optional().catch(undefined) }),
)

export const SeenUndo = z.object({ seen: z.string().max(100).optional().catch(undefined) })

/** Two records that somebody else than the finder takes for one person. */
export const CompareForm = z.object({ one: emailAddress, other: emailAddress })

export const QueueFilter = z.object({
  show: z.enum(['dismissed']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
})
