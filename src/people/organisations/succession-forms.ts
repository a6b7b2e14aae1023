import { z } from 'zod'
import type { FormState } from '../../platform/forms.ts'
import { withDates } from '../../ui/form-dates.ts'
import { searchWords } from '../person-forms.ts'
import { legalForm, organisationCode, organisationName, realDay } from './organisation-forms.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The name of the field that says what an organisation has to do with the change. */
export const partField = (id: string): string => `as-${id}`

/** How an organisation ended, who ended with it, and who follows; with one that is not in the register yet. */
export const SuccessionForm = withDates(
  ['on'],
  z
    .object({
      kind: z.enum(['closure', 'merger', 'split', 'conversion'], { error: 'Say what happened' }),
      on: realDay('first day on which it is no longer there'),
      find: searchWords,
      newName: z
        .string()
        .optional()
        .transform((name) => name?.trim() || null)
        .pipe(organisationName.nullable()),
      newLegalForm: legalForm,
      newCode: organisationCode,
    })
    .refine(({ newName, newCode, newLegalForm }) => newName || !(newCode || newLegalForm), {
      path: ['newName'],
      message: 'Enter the name of the new organisation, or leave its other fields empty',
    }),
)

/** Who was chosen in the table of the form, by what they have to do with it. */
export function readParts(values: FormState['values']): { from: string[]; to: string[] } {
  const chosen = (side: string) =>
    Object.entries(values)
      .filter(([name, value]) => name.startsWith('as-') && value === side)
      .map(([name]) => name.slice(3))
      .filter((id) => uuid.test(id))
      .slice(0, 50)
  return { from: chosen('from'), to: chosen('to') }
}
