import { z } from 'zod'
import { optionalDate, withDates } from '../ui/form-dates.ts'
import { requiredLine, words } from '../ui/form-words.ts'
import type { TermDetails } from './terms.ts'

export const nationNames = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
} as const

const orNull = <T extends string>(value: T): T | null => (value === '' ? null : value)

export const TermForm = withDates(
  ['validFrom', 'validTo'],
  z
    .object({
      label: requiredLine('The term', 100, 'Enter the term'),
      nation: z.enum(['england', 'wales', 'scotland', 'northern-ireland'], {
        error: 'Choose the nation it is used in',
      }),
      sector: z.string().default(''),
      validFrom: optionalDate('first day it was used'),
      validTo: optionalDate('first day it was used no more'),
      replacedBy: z.union([z.uuid(), z.literal('')]).default(''),
      note: words('The note', 500),
    })
    .transform((term): TermDetails => ({
      ...term,
      sector: orNull(term.sector),
      validFrom: orNull(term.validFrom),
      validTo: orNull(term.validTo),
      replacedBy: orNull(term.replacedBy),
      note: orNull(term.note),
    })),
)
