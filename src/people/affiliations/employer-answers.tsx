import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext } from '../../platform/web.ts'
import { formatDate } from '../../ui/dates.ts'
import { formWith } from '../../ui/form.tsx'
import { renderPage } from '../../ui/layout.tsx'
import { pickOrganisation } from '../organisations/organisation-pick.ts'
import {
  findChosenOrganisations,
  suggestOrganisations,
  type FoundOrganisation,
} from '../organisations/organisation-picker-queries.ts'
import { findSameOrganisations } from '../organisations/organisation-request-queries.ts'
import { NewOrganisationForm } from '../registration/registration-forms.ts'
import { OrganisationPicker } from '../organisations/organisation-picker.tsx'
import { findPeopleById } from '../person-queries.ts'
import { siteOf } from '../site.ts'
import { jobForm, LeavingForm, MainForm } from './affiliation-forms.ts'
import {
  listAffiliationsOn,
  listAgencySectors,
  listJobRoles,
  type Affiliation,
} from './affiliation-queries.ts'
import { addEmployer, changeEmployer, changeJob, leaveEmployer, makeMain } from './affiliations.ts'
import {
  AddEmployerPage,
  ChangeOrganisationPage,
  JobPage,
  LeavingPage,
  UnlistedEmployerPage,
  type Whose,
} from './employer-pages.tsx'

/** What is answered at the addresses of somebody's employers, by the person or by an officer for them. */

type Status = 200 | 422

/** The page on which an employer is added, with what the address suggests. */
export async function showAddEmployer(c: AppContext, whose: Whose): Promise<Response> {
  return addEmployerPage(c, whose, emptyForm, await suggestedFor(c, whose), 200)
}

/** Adds an employer, or shows what the search found. */
export async function answerAddEmployer(c: AppContext, whose: Whose): Promise<Response> {
  const form = await readForm(c, jobForm(await roleCodes(c)))
  const pick = await pickOrganisation(c.var.database, form.values, todayOf(c))
  if (!pick.ok) {
    const shown = shownAfterSearch(form, pick)
    return addEmployerPage(c, whose, shown.form, pick.found, shown.status)
  }
  const chosen = [pick.organisation]
  if (!form.ok) return addEmployerPage(c, whose, form, chosen, 422)
  const main = await readForm(c, MainForm)
  const employer = {
    ...form.value,
    organisationId: pick.organisation.id,
    isMain: main.ok && main.value.isMain === 'yes',
  }
  const { services, person } = c.var
  const result = await addEmployer(services, whose.personId, employer, person!)
  if (result.ok) return done(c, whose, 'added')
  const field = result.reason === 'own-manager' ? 'managerEmail' : 'organisationId'
  const told = withError(form, field, refusals[result.reason])
  return addEmployerPage(c, whose, told, chosen, 422)
}

/** The page on which one employer takes the place of another: first what followed on it. */
export async function showChangeOrganisation(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const follows = (
    await findChosenOrganisations(c.var.database, affiliation.organisationId, todayOf(c))
  ).filter(({ id }) => id !== affiliation.organisationId)
  const found = follows.length > 0 ? follows : await suggestedFor(c, whose)
  return organisationPage(c, whose, affiliation, emptyForm, found, 200)
}

/** Puts the chosen employer in the place of the one of the address, or shows what the search found. */
export async function answerChangeOrganisation(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const form = await readForm(c, MainForm)
  const pick = await pickOrganisation(c.var.database, form.values, todayOf(c))
  if (!pick.ok) {
    const shown = shownAfterSearch(form, pick)
    return organisationPage(c, whose, affiliation, shown.form, pick.found, shown.status)
  }
  const result = await changeEmployer(
    c.var.services,
    whose.personId,
    { affiliationId: affiliation.id, organisationId: pick.organisation.id },
    c.var.person!,
  )
  if (result.ok) return done(c, whose, 'changed')
  const told = withError(form, 'organisationId', refusals[result.reason])
  return organisationPage(c, whose, affiliation, told, [pick.organisation], 422)
}

/** The page on which an organisation is told of that the register does not have. */
export async function showUnlisted(c: AppContext, whose: Whose): Promise<Response> {
  return unlistedPage(c, whose, emptyForm, [], 200)
}

/** The address says whether it is added, or takes the place of another. What one does there is asked next. */
export async function answerUnlisted(c: AppContext, whose: Whose): Promise<Response> {
  const { database, services, person } = c.var
  const form = await readForm(c, NewOrganisationForm)
  if (!form.ok) return unlistedPage(c, whose, form, [], 422)
  const { same: answer, ...organisation } = form.value
  const sectors = await listAgencySectors(database)
  if (!sectors.some(({ code }) => code === organisation.sectorCode)) {
    const told = withError(form, 'sectorCode', 'Choose the sector from the list')
    return unlistedPage(c, whose, told, [], 422)
  }
  const same = await findSameOrganisations(database, organisation.name, todayOf(c))
  const chosen = same.find(({ id }) => id === answer)
  if (same.length > 0 && !chosen && answer !== 'other') {
    const told = withError(form, 'same', 'Say whether it is one of these')
    return unlistedPage(c, whose, told, same, 422)
  }
  const wanted = chosen
    ? { organisationId: chosen.id, wasJustAskedFor: true }
    : { unlisted: organisation }
  const result = c.req.param('affiliation')
    ? await changeEmployer(
        services,
        whose.personId,
        { ...wanted, affiliationId: (await affiliationOf(c, whose)).id },
        person!,
      )
    : await addEmployer(
        services,
        whose.personId,
        { ...wanted, isMain: false, jobTitle: null, jobRoleCode: null, lineManager: null },
        person!,
      )
  if (!result.ok)
    return unlistedPage(c, whose, withError(form, 'name', refusals[result.reason]), same, 422)
  if (c.req.param('affiliation')) return done(c, whose, 'changed')
  return c.redirect(whose.paths.job(result.affiliationId), 303)
}

/** The page of what somebody does at an employer. */
export async function showJob(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const { jobRole, jobTitle, lineManager } = affiliation
  const stored = formWith({
    jobRole: jobRole?.code,
    jobTitle,
    managerName: lineManager?.name,
    managerEmail: lineManager?.email,
  })
  return jobPage(c, whose, affiliation, stored, 200)
}

/** Changes what somebody does at an employer. */
export async function answerJob(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const form = await readForm(c, jobForm(await roleCodes(c)))
  if (!form.ok) return jobPage(c, whose, affiliation, form, 422)
  const result = await changeJob(
    c.var.services,
    whose.personId,
    { ...form.value, affiliationId: affiliation.id },
    c.var.person!,
  )
  if (result.ok) return done(c, whose, 'changed')
  const told = withError(form, 'managerEmail', refusals[result.reason])
  return jobPage(c, whose, affiliation, told, 422)
}

/** Makes an employer the main one. */
export async function answerMain(c: AppContext, whose: Whose): Promise<Response> {
  const { id } = await affiliationOf(c, whose)
  await makeMain(c.var.services, whose.personId, id, c.var.person!)
  return done(c, whose, 'changed')
}

/** The page on which somebody stops working for an employer, open on today. */
export async function showLeaving(c: AppContext, whose: Whose): Promise<Response> {
  const form = formWith({ lastDay: todayOf(c) })
  return leavingPage(c, whose, await affiliationOf(c, whose), form, 200)
}

/** Ends working for an employer on a day that has come. */
export async function answerLeaving(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const form = await readForm(c, LeavingForm)
  if (!form.ok) return leavingPage(c, whose, affiliation, form, 422)
  const { lastDay, nextMain } = form.value
  const result = await leaveEmployer(
    c.var.services,
    whose.personId,
    { affiliationId: affiliation.id, lastDay, nextMainId: nextMain ?? null },
    c.var.person!,
  )
  if (result.ok) return done(c, whose, 'left')
  const told = (field: string, message: string) =>
    leavingPage(c, whose, affiliation, withError(form, field, message), 422)
  switch (result.reason) {
    case 'in-future':
      return told(
        'lastDay',
        'The last day must be today or an earlier day. Come back when it has come',
      )
    case 'too-early':
      return told(
        'lastDay',
        `The last day must be ${formatDate(result.from)} or later: since then it stands as it is`,
      )
    case 'choose-main':
      return told('nextMain', 'Choose which employer is the main one from now on')
  }
}

const refusals = {
  'no-such-organisation': 'That organisation is not in the register. Search for it again',
  closed: 'That organisation has closed. Search for the one that does its work now',
  'already-there': 'This organisation is among the employers already',
  'too-many-requests':
    'Five organisations that you told us of wait to be listed, which is the most. Try again when the partnership has looked at them',
  'own-manager': 'Nobody is their own line manager. Enter another address, or leave it empty',
  'too-many': 'Ten employers at once is the most. End one first',
}

/** A search shows what it found without an error; a form that was sent without a choice gets its sentence. */
function shownAfterSearch(
  form: FormState,
  pick: { found: FoundOrganisation[]; message: string | null },
): { form: FormState; status: Status } {
  const isSearch = Boolean(form.values['organisationId-search'])
  const shown: FormState = isSearch ? { values: form.values, errors: [] } : form
  if (isSearch && pick.found.length > 0) return { form: shown, status: 200 }
  const told = pick.message ? withError(shown, 'organisationId', pick.message) : shown
  return { form: told, status: 422 }
}

async function addEmployerPage(
  c: AppContext,
  whose: Whose,
  form: FormState,
  found: FoundOrganisation[],
  status: Status,
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
  return c.html(renderPage(page), status)
}

async function organisationPage(
  c: AppContext,
  whose: Whose,
  affiliation: Affiliation,
  form: FormState,
  found: FoundOrganisation[],
  status: Status,
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
  return c.html(renderPage(page), status)
}

async function unlistedPage(
  c: AppContext,
  whose: Whose,
  form: FormState,
  same: FoundOrganisation[],
  status: Status,
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
  return c.html(renderPage(page), status)
}

async function jobPage(
  c: AppContext,
  whose: Whose,
  affiliation: Affiliation,
  form: FormState,
  status: Status,
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
  return c.html(renderPage(page), status)
}

async function leavingPage(
  c: AppContext,
  whose: Whose,
  affiliation: Affiliation,
  form: FormState,
  status: Status,
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
  return c.html(renderPage(page), status)
}

function heldBy(c: AppContext, whose: Whose): Promise<Affiliation[]> {
  return listAffiliationsOn(c.var.database, whose.personId, todayOf(c))
}

/** The affiliation of the address, which has to hold today and be theirs. */
async function affiliationOf(c: AppContext, whose: Whose): Promise<Affiliation> {
  const wanted = c.req.param('affiliation')
  const found = (await heldBy(c, whose)).find(({ id }) => id === wanted)
  if (!found) throw new NotFound('they do not work there now')
  return found
}

/** What the domain of their address suggests, without what they have already. */
async function suggestedFor(c: AppContext, whose: Whose): Promise<FoundOrganisation[]> {
  const person = (await findPeopleById(c.var.database, [whose.personId])).get(whose.personId)
  const held = new Set((await heldBy(c, whose)).map(({ organisationId }) => organisationId))
  const found = await suggestOrganisations(c.var.database, person?.email ?? '', todayOf(c))
  return found.filter(({ id }) => !held.has(id))
}

async function roleCodes(c: AppContext): Promise<string[]> {
  return (await listJobRoles(c.var.database)).map(({ code }) => code)
}

function done(c: AppContext, whose: Whose, what: string): Response {
  const joint = whose.back.includes('?') ? '&' : '?'
  return c.redirect(`${whose.back}${joint}done=employer-${what}`, 303)
}
