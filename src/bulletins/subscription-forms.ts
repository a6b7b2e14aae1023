import { z } from 'zod'
import { withDates, requiredDate } from '../ui/form-dates.ts'

export const SubscribeForm = z.object({
  email: z
    .string({ error: 'Enter your e-mail address' })
    .trim()
    .toLowerCase()
    .min(1, 'Enter your e-mail address')
    .max(254, 'The e-mail address must be 254 characters or fewer')
    .pipe(z.email('Enter an e-mail address, like name@example.org')),
  name: optionalText('name'),
  jobRole: optionalText('role'),
  agencySectorCode: z.string().default(''),
})

function optionalText(what: string) {
  return z.string().trim().max(200, `The ${what} must be 200 characters or fewer`).default('')
}

export const AdditionForm = withDates(
  ['collectedOn'],
  z.object({
    basis: z.enum(['consent', 'corporate'], { error: 'Choose by what right you write to them' }),
    provenance: z
      .string()
      .trim()
      .min(1, 'Say where the addresses come from')
      .max(2000, 'What you write must be 2,000 characters or fewer'),
    collectedOn: requiredDate('date'),
    text: z.string().default(''),
  }),
)
