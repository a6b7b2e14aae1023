import { z } from 'zod'
import { readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext } from '../../platform/web.ts'
import { line } from '../../ui/form-words.ts'
import { listAgencySectors } from '../affiliations/affiliation-queries.ts'
import { organisationName, postcode } from './organisation-forms.ts'
import type { FoundOrganisation } from './organisation-picker-queries.ts'
import { findSameOrganisations } from './organisation-request-queries.ts'

/** An organisation that is not listed. */
const UnlistedOrganisationForm = z
  .object({
    name: organisationName,
    sectorCode: z.string({ error: 'Choose the sector' }).min(1, 'Choose the sector').max(50),
    postcode,
    place: line('The town or village', 100).transform((place) => place || null),
    website: line('The website', 200)
      .transform((address) => address || null)
      .pipe(
        z
          .string()
          .regex(
            /^(https?:\/\/)?([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?([/?#][^\s<>"]*)?$/i,
            'Enter the address of the website, like www.example.org, or leave it out',
          )
          .nullable(),
      ),
    /** One that it may be the same as, or `other`. */
    same: z.string().max(50).optional(),
  })
  .refine(({ postcode: code, place }) => code !== null || place !== null, {
    path: ['postcode'],
    message: 'Enter the postcode or the town, so that it can be told from others of its name',
  })

type Unlisted = Omit<z.output<typeof UnlistedOrganisationForm>, 'same'>

/**
 * What somebody tells of an organisation that they did not find: a new one or, where one of its name is known, that
 * one. Else the form to show again, with those of the name to choose from.
 */
export async function readUnlistedOrganisation(c: AppContext): Promise<
  | {
      ok: true
      form: FormState
      same: FoundOrganisation[]
      organisation: FoundOrganisation | Unlisted
    }
  | { ok: false; form: FormState; same: FoundOrganisation[] }
> {
  const { database } = c.var
  const form = await readForm(c, UnlistedOrganisationForm)
  if (!form.ok) return { ok: false, form, same: [] }
  const { same: answer, ...organisation } = form.value
  const sectors = await listAgencySectors(database)
  if (!sectors.some(({ code }) => code === organisation.sectorCode)) {
    const told = withError(form, 'sectorCode', 'Choose the sector from the list')
    return { ok: false, form: told, same: [] }
  }
  const same = await findSameOrganisations(database, organisation.name, todayOf(c))
  const chosen = same.find(({ id }) => id === answer)
  if (same.length > 0 && !chosen && answer !== 'other')
    return { ok: false, form: withError(form, 'same', 'Say whether it is one of these'), same }
  return { ok: true, form, same, organisation: chosen ?? organisation }
}
