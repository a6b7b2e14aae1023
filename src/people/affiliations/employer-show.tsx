import { NotFound } from '../../platform/errors.ts'
import type { FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext } from '../../platform/web.ts'
import { answerForm } from '../../ui/form-answer.ts'
import type { FoundOrganisation } from '../organisations/organisation-picker-queries.ts'
import { OrganisationPicker } from '../organisations/organisation-picker.tsx'
import { siteOf } from '../site.ts'
import {
  listAffiliationsOn,
  listAgencySectors,
  listJobRoles,
  type Affiliation,
} from './affiliation-queries.ts'
import {
  AddEmployerPage,
  ChangeOrganisationPage,
  JobPage,
  LeavingPage,
  UnlistedEmployerPage,
  type Whose,
} from './employer-pages.tsx'

/** The pages on somebody's employers as answers, with what they show from the database; 422 with a refused form. */

/** `found` are the organisations to choose from. */
export async function addEmployerPage(
  c: AppContext,
  whose: Whose,
  form: FormState,
  found: FoundOrganisation[],
): Promise<Response> {
  const page = (
    <AddEmployerPage
      site={await siteOf(c)}
      whose={whose}
      form={form}
      roles={await listJobRoles(c.var.database)}
      hasOthers={(await heldBy(c, whose)).length > 0}
    >
      <OrganisationPicker form={form} label="Which organisation?" found={found} />
    </AddEmployerPage>
  )
  return answerForm(c, page, form)
}

/** Which organisation takes the place of this one. */
export async function organisationPage(
  c: AppContext,
  whose: Whose,
  affiliation: Affiliation,
  form: FormState,
  found: FoundOrganisation[],
): Promise<Response> {
  const page = (
    <ChangeOrganisationPage
      site={await siteOf(c)}
      whose={whose}
      form={form}
      affiliation={affiliation}
    >
      <OrganisationPicker form={form} label="Which organisation is it now?" found={found} />
    </ChangeOrganisationPage>
  )
  return answerForm(c, page, form)
}

/** An organisation that the register does not have: added, or in the place of the one of the address. */
export async function unlistedPage(
  c: AppContext,
  whose: Whose,
  form: FormState,
  same: FoundOrganisation[],
): Promise<Response> {
  const replaced = c.req.param('affiliation') ? (await affiliationOf(c, whose)).id : null
  const page = (
    <UnlistedEmployerPage
      site={await siteOf(c)}
      whose={whose}
      form={form}
      action={replaced ? whose.paths.changeToUnlisted(replaced) : whose.paths.addUnlisted}
      sectors={await listAgencySectors(c.var.database)}
      same={same}
    />
  )
  return answerForm(c, page, form)
}

/** What somebody does there. */
export async function jobPage(
  c: AppContext,
  whose: Whose,
  affiliation: Affiliation,
  form: FormState,
): Promise<Response> {
  const page = (
    <JobPage
      site={await siteOf(c)}
      whose={whose}
      form={form}
      affiliation={affiliation}
      roles={await listJobRoles(c.var.database)}
    />
  )
  return answerForm(c, page, form)
}

/** When somebody leaves, and which employer is the main one then. */
export async function leavingPage(
  c: AppContext,
  whose: Whose,
  affiliation: Affiliation,
  form: FormState,
): Promise<Response> {
  const others = (await heldBy(c, whose)).filter(({ id }) => id !== affiliation.id)
  const page = (
    <LeavingPage
      site={await siteOf(c)}
      whose={whose}
      form={form}
      affiliation={affiliation}
      others={others}
    />
  )
  return answerForm(c, page, form)
}

/** The employers they have today. */
export function heldBy(c: AppContext, whose: Whose): Promise<Affiliation[]> {
  return listAffiliationsOn(c.var.database, whose.personId, todayOf(c))
}

/** The affiliation of the address, which has to hold today and be theirs. */
export async function affiliationOf(c: AppContext, whose: Whose): Promise<Affiliation> {
  const wanted = c.req.param('affiliation')
  const found = (await heldBy(c, whose)).find(({ id }) => id === wanted)
  if (!found) throw new NotFound('they do not work there now')
  return found
}
