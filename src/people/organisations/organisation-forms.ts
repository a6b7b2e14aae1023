import { z } from 'zod'
import { requiredDate, withDates } from '../../ui/form-dates.ts'
import { chosenOrNone, searchWords } from '../person-forms.ts'

const organisationName = z
  .string({ error: 'Enter the name' })
  .transform((name) => name.replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'Enter the name')
      .max(200, 'Enter a name of 200 characters or fewer')
      .regex(/[\p{L}\p{N}]/u, 'Enter a name with at least one letter'),
  )

/** Upper case with one space before the last three characters, as the Royal Mail writes it. */
const postcode = z
  .string()
  .optional()
  .transform((typed) => (typed ?? '').toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .pipe(
    z
      .string()
      .regex(
        /^$|^(GIR0AA|[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2})$/,
        'Enter a full UK postcode, like CA1 1AA, or leave it out',
      ),
  )
  .transform((code) => (code ? `${code.slice(0, -3)} ${code.slice(-3)}` : null))

// The database counts days from the year 1; a school of the year 1000 is real, one of the year 12 a slip.
const realDay = (what: string) =>
  requiredDate(what).refine(
    (date) => date === '' || (date >= '1000-01-01' && date <= '2999-12-31'),
    {
      message: `The ${what} must be between the years 1000 and 2999`,
    },
  )

export const NewOrganisationForm = withDates(
  ['openedOn'],
  z.object({
    name: organisationName,
    sectorCode: z.string({ error: 'Choose the sector' }).min(1, 'Choose the sector').max(50),
    postcode,
    openedOn: realDay('date from which it has this name'),
  }),
)

export const RenameForm = withDates(
  ['from'],
  z.object({ name: organisationName, from: realDay('date of the new name') }),
)

export const ClosureForm = withDates(
  ['on'],
  z.object({
    on: realDay('date from which it is closed'),
    successorId: chosenOrNone('Choose the successor from the list'),
  }),
)

/** The search over the list. What makes no sense is left out rather than refused. */
export const OrganisationFilter = z.object({
  q: searchWords,
  sector: z
    .string()
    .regex(/^[a-z-]{1,50}$/)
    .optional()
    .catch(undefined),
  state: z.enum(['open', 'closed', 'all']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
})
export type OrganisationFilter = z.infer<typeof OrganisationFilter>
