import { z } from 'zod'
import { requiredDate, withDates } from '../../ui/form-dates.ts'
import { withoutUnseen } from '../../ui/form-words.ts'
import { seenThroughout, searchWords } from '../person-forms.ts'
import { isWrittenAsLink } from '../web-address-in-name.ts'
import { codeHint, readCode, type Code } from './code-queries.ts'
import { domainOf, domainSentences, refuseDomain } from './domain-rules.ts'

export const organisationName = z
  .string({ error: 'Enter the name' })
  .transform((name) => name.replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'Enter the name')
      .max(200, 'Enter a name of 200 characters or fewer')
      .regex(/[\p{L}\p{N}]/u, 'Enter a name with at least one letter')
      .regex(seenThroughout, 'The name contains characters that cannot be seen. Type it again')
      // It goes into mails to officers and to whoever works there.
      .refine((name) => !isWrittenAsLink(name), 'Enter the name without https://, www. or a path'),
  )

/** Upper case with one space before the last three characters, as the Royal Mail writes it. */
export const postcode = z
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

const shortText = (what: string, most: number) =>
  z
    .string()
    .optional()
    .transform(
      (text) =>
        withoutUnseen(text ?? '')
          .replace(/\s+/g, ' ')
          .trim() || null,
    )
    .pipe(z.string().max(most, `Enter a ${what} of ${most} characters or fewer`).nullable())

const place = shortText('place', 200)
export const legalForm = shortText('legal form', 100)

/** One code, or none. */
export const organisationCode = z
  .string()
  .optional()
  .transform((typed, context): Code | null => {
    if (!typed?.trim()) return null
    const code = readCode(typed)
    if (!code) context.addIssue({ code: 'custom', message: codeHint(typed) })
    return code
  })

/** One a line, or with commas between them. */
const organisationCodes = z
  .string()
  .max(2000, 'Enter fewer codes')
  .optional()
  .transform((typed, context): Code[] => {
    const written = (typed ?? '').split(/[\n,;]+/).filter((code) => code.trim() !== '')
    const codes = written.map(readCode)
    const wrong = written.find((_code, at) => !codes[at])
    if (wrong !== undefined)
      context.addIssue({
        code: 'custom',
        message: `“${wrong.trim().slice(0, 40)}”: ${codeHint(wrong)}`,
      })
    return codes.filter((code) => code !== null)
  })

// The database counts days from the year 1; a school of the year 1000 is real, one of the year 12 a slip.
/** A required day that a register can hold. */
export const realDay = (what: string) =>
  requiredDate(what).refine(
    (date) => date === '' || (date >= '1000-01-01' && date <= '2999-12-31'),
    {
      message: `The ${what} must be between the years 1000 and 2999`,
    },
  )

const sectorCode = z.string({ error: 'Choose the sector' }).min(1, 'Choose the sector').max(50)

export const NewOrganisationForm = withDates(
  ['openedOn'],
  z.object({
    name: organisationName,
    sectorCode,
    postcode,
    place,
    legalForm,
    openedOn: realDay('date from which it has this name'),
  }),
)

export const CorrectionForm = z.object({
  sectorCode,
  postcode,
  place,
  legalForm,
  codes: organisationCodes,
})

/** A request as it is listed, corrected where it was wrong. */
export const ApprovalForm = z.object({
  name: organisationName,
  sectorCode,
  postcode,
  place,
  legalForm,
})

export const RefusalForm = z.object({
  reason: z
    .string({ error: 'Write why, for whoever works there' })
    .transform((reason) => reason.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'Write why, for whoever works there')
        .max(1000, 'Write a reason of 1,000 characters or fewer'),
    ),
})

/** What is chosen here is read by the picker. */
export const NoFields = z.object({})

export const RenameForm = withDates(
  ['from'],
  z.object({ name: organisationName, from: realDay('date of the new name') }),
)

export const ParentForm = withDates(['from'], z.object({ from: realDay('day of the change') }))

export const DomainForm = z.object({
  domain: z
    .string({ error: domainSentences['no-domain'] })
    .max(300, domainSentences['no-domain'])
    .transform(domainOf)
    .superRefine((domain, context) => {
      const refusal = refuseDomain(domain)
      if (refusal) context.addIssue({ code: 'custom', message: domainSentences[refusal] })
    }),
})

export const DomainRemovalForm = z.object({ domain: z.string().max(253) })

/** The search over the list. What makes no sense is left out rather than refused. */
export const OrganisationFilter = z.object({
  q: searchWords,
  sector: z
    .string()
    .regex(/^[a-z-]{1,50}$/)
    .optional()
    .catch(undefined),
  state: z.enum(['open', 'planned', 'closed', 'all']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
})
export type OrganisationFilter = z.infer<typeof OrganisationFilter>

/** Which page of what waits to be listed. */
export const RequestFilter = OrganisationFilter.pick({ page: true })
