import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { safeAddress } from '../publishing/rich-text-addresses.ts'
import { optionalDate, withDates } from '../ui/form-dates.ts'
import { choices, requiredLine, words } from '../ui/form-words.ts'
import { formWith } from '../ui/form.tsx'
import { instrumentKinds, type LegalInstrument } from './guidance-queries.ts'
import { nations } from './nations.ts'

const dates = ['validFrom', 'validTo', 'checkedOn'] as const

const orNull = (typed: string): string | null => typed || null

export const InstrumentForm = withDates(
  dates,
  z
    .object({
      title: requiredLine('The title', 300, 'Enter the title'),
      kind: z.enum(instrumentKinds, { error: 'Choose what it is' }),
      nations: choices.pipe(z.array(z.enum(nations)).min(1, 'Choose at least one nation')),
      citation: words('The citation', 300),
      address: words('The address', 2000).refine(
        (typed) => typed === '' || /^https?:/i.test(safeAddress(typed) ?? ''),
        'Enter a full address, such as https://www.legislation.gov.uk/ukpga/2003/42',
      ),
      validFrom: optionalDate('first day in force').transform(orNull),
      validTo: optionalDate('day on which it ended').transform(orNull),
      replacedBy: z
        .string()
        .default('')
        .transform(orNull)
        .pipe(z.uuid({ error: 'Choose what replaced it from the list' }).nullable()),
      checkedOn: optionalDate('day of the check').transform(orNull),
    })
    .superRefine(({ validFrom, validTo }, context) => {
      if (validFrom && validTo && validTo <= validFrom)
        context.addIssue({
          code: 'custom',
          path: ['validTo'],
          message: 'The end must be after the first day in force',
        })
    })
    .transform((form) => ({
      ...form,
      address: form.address === '' ? null : safeAddress(form.address)!,
    })),
)

/** The form of a law, open on one. */
export function instrumentFormOf(instrument: LegalInstrument): FormState {
  return formWith(instrument)
}
