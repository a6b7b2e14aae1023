import { z } from 'zod'
import { roles, type Role } from '../platform/access.ts'
import { withoutUnseen } from '../ui/form-words.ts'
import type { RoleGiven } from './roster.ts'
import { holdsWebAddress } from './web-address-in-name.ts'
import { workEmail } from './work-email.ts'

/** Nothing that cannot be seen. Some scripts need the two joiners to be written at all. */
export const seenThroughout = /^([\u200c\u200d]|[^\p{Cc}\p{Cf}\p{Co}])*$/u

/**
 * Any script, one letter or more. What is invisible or turns the direction of writing has no place in a name, nor has
 * what a mail program would turn into a link.
 */
export const personName = z
  .string({ error: 'Enter the full name' })
  .transform((name) => name.replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'Enter the full name')
      .max(200, 'Enter a name of 200 characters or fewer')
      .regex(/\p{L}/u, 'Enter a name with at least one letter')
      .regex(seenThroughout, 'The name contains characters that cannot be seen. Type it again')
      .refine((name) => !holdsWebAddress(name), 'Enter the name without a web address'),
  )

/** Chosen in place of the organisations that a search found. */
export const noOrganisation = 'none'

/** An identifier chosen from a list, or nothing. */
export const chosenOrNone = (message: string) =>
  z
    .string()
    .optional()
    .transform((id) => (id === noOrganisation ? null : id || null))
    .pipe(z.uuid(message).nullable())

export const jobTitle = z
  .string()
  .optional()
  .transform(
    (title) =>
      withoutUnseen(title ?? '')
        .replace(/\s+/g, ' ')
        .trim() || null,
  )
  .pipe(z.string().max(200, 'Enter a job title of 200 characters or fewer').nullable())

const details = {
  name: personName,
  email: workEmail(),
  organisationId: chosenOrNone('Choose an organisation from the list'),
  jobTitle,
}

/** An address that the record has already may stay as it is. */
export const detailsForm = (current: { email: string }) =>
  z.object({
    name: personName,
    email: workEmail(current.email),
    nameChange: z.enum(['new', 'correction']).catch('new'),
  })

const role = z.enum(roles, { error: 'Choose a role' })

/** Checkboxes: nothing, one value, or several. */
const chosenRoles = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((chosen) => [chosen ?? []].flat())
  .pipe(z.array(role).min(1, 'Choose at least one role'))

const leadNeedsOrganisation = 'An agency lead leads one organisation. Choose it'

export const NewPersonForm = z
  .object({ ...details, roles: chosenRoles })
  .refine(
    ({ roles: chosen, organisationId }) => organisationId || !chosen.includes('agency-lead'),
    {
      path: ['organisationId'],
      message: leadNeedsOrganisation,
    },
  )
  .transform(({ roles: chosen, ...rest }) => ({
    ...rest,
    roles: chosen.map((each) => roleGiven(each, rest.organisationId)),
  }))

export const RoleForm = z
  .object({ role, organisationId: chosenOrNone('Choose an organisation from the list') })
  .refine(({ role: chosen, organisationId }) => organisationId || chosen !== 'agency-lead', {
    path: ['organisationId'],
    message: leadNeedsOrganisation,
  })
  .transform(({ role: chosen, organisationId }) => roleGiven(chosen, organisationId))

/** Which role is taken away: as the page's own buttons send it. */
export const RoleRemovalForm = z
  .object({ role, organisationId: chosenOrNone('Choose an organisation from the list') })
  .transform(({ role: chosen, organisationId }) => roleGiven(chosen, organisationId))

/** Only an agency lead's role belongs to an organisation. */
function roleGiven(chosen: Role, organisationId: string | null): RoleGiven {
  return { role: chosen, organisationId: chosen === 'agency-lead' ? organisationId : null }
}

/** Words to search for; what cannot be typed is left out. */
export const searchWords = z
  .string()
  .max(200)
  .transform((words) => words.replace(/\p{Cc}/gu, ' '))
  .optional()
  .catch(undefined)
