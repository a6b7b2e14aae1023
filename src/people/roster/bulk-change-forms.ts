import { z } from 'zod'
import { optionalDate, withDates } from '../../ui/form-dates.ts'

/** Roles that are given to many at once. Officers are made one by one, and agency leads are approved. */
export const rolesToGive = ['practitioner', 'training-coordinator', 'communications'] as const
export const rolesToTake = [...rolesToGive, 'agency-lead'] as const

/** What is done, as an address or the button of a preview says it. */
export const BulkChangeForm = z.discriminatedUnion('action', [
  z.object({ action: z.literal('details-check') }),
  z.object({ action: z.literal('leaving') }),
  z.object({ action: z.literal('role-given'), role: z.enum(rolesToGive) }),
  z.object({ action: z.literal('role-taken'), role: z.enum(rolesToTake) }),
  z.object({ action: z.literal('move'), organisationId: z.uuid(), from: z.iso.date() }),
])

/** Beside it: which page was looked at. */
export const AgreementForm = z.object({ changeId: z.uuid(), seal: z.string().length(43) })

/** Who is chosen: the boxes that were ticked, or everyone found. */
export const SelectionForm = z.object({
  choose: z.enum(['ticked', 'found']).catch('ticked'),
  person: z
    .union([z.uuid().transform((id) => [id]), z.array(z.uuid())])
    .optional()
    .catch(undefined)
    .transform((ids) => [...new Set(ids ?? [])]),
})

/** The organisation comes from the picker. */
export const MoveForm = withDates(['from'], z.object({ from: optionalDate('day') }))
