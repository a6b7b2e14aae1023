import { emptyForm, readForm, withError } from '../../platform/forms.ts'
import { todayOf, type AppContext } from '../../platform/web.ts'
import { formatDate } from '../../ui/dates.ts'
import { formWith } from '../../ui/form.tsx'
import { formAfterSearch, pickOrganisation } from '../organisations/organisation-pick.ts'
import {
  findChosenOrganisations,
  suggestOrganisations,
  type FoundOrganisation,
} from '../organisations/organisation-picker-queries.ts'
import { readUnlistedOrganisation } from '../organisations/unlisted-organisation.ts'
import { findPeopleById } from '../person-queries.ts'
import { jobForm, LeavingForm, MainForm } from './affiliation-forms.ts'
import { listJobRoles } from './affiliation-queries.ts'
import { addEmployer, changeEmployer, changeJob, leaveEmployer, makeMain } from './affiliations.ts'
import type { Whose } from './employer-pages.tsx'
import {
  addEmployerPage,
  affiliationOf,
  heldBy,
  jobPage,
  leavingPage,
  organisationPage,
  unlistedPage,
} from './employer-show.tsx'

/** What is answered at the addresses of somebody's employers, by the person or by an officer for them. */

/** The page on which an employer is added, with what the address suggests. */
export async function showAddEmployer(c: AppContext, whose: Whose): Promise<Response> {
  return addEmployerPage(c, whose, emptyForm, await suggestedFor(c, whose))
}

/** Adds an employer, or shows what the search found. */
export async function answerAddEmployer(c: AppContext, whose: Whose): Promise<Response> {
  const form = await readForm(c, jobForm(await roleCodes(c)))
  const pick = await pickOrganisation(c.var.database, form.values, todayOf(c))
  if (!pick.ok) return addEmployerPage(c, whose, formAfterSearch(form, pick), pick.found)
  const chosen = [pick.organisation]
  if (!form.ok) return addEmployerPage(c, whose, form, chosen)
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
  return addEmployerPage(c, whose, told, chosen)
}

/** The page on which one employer takes the place of another: first what followed on it. */
export async function showChangeOrganisation(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const follows = (
    await findChosenOrganisations(c.var.database, affiliation.organisationId, todayOf(c))
  ).filter(({ id }) => id !== affiliation.organisationId)
  const found = follows.length > 0 ? follows : await suggestedFor(c, whose)
  return organisationPage(c, whose, affiliation, emptyForm, found)
}

/** Puts the chosen employer in the place of the one of the address, or shows what the search found. */
export async function answerChangeOrganisation(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const form = await readForm(c, MainForm)
  const pick = await pickOrganisation(c.var.database, form.values, todayOf(c))
  if (!pick.ok)
    return organisationPage(c, whose, affiliation, formAfterSearch(form, pick), pick.found)
  const result = await changeEmployer(
    c.var.services,
    whose.personId,
    { affiliationId: affiliation.id, organisationId: pick.organisation.id },
    c.var.person!,
  )
  if (result.ok) return done(c, whose, 'changed')
  const told = withError(form, 'organisationId', refusals[result.reason])
  return organisationPage(c, whose, affiliation, told, [pick.organisation])
}

/** The page on which an organisation is told of that the register does not have. */
export async function showUnlisted(c: AppContext, whose: Whose): Promise<Response> {
  const form = formWith({ name: (c.req.query('name') ?? '').slice(0, 200) })
  return unlistedPage(c, whose, form, [])
}

/** The address says whether it is added, or takes the place of another. What one does there is asked next. */
export async function answerUnlisted(c: AppContext, whose: Whose): Promise<Response> {
  const { services, person } = c.var
  const told = await readUnlistedOrganisation(c)
  if (!told.ok) return unlistedPage(c, whose, told.form, told.same)
  const { organisation } = told
  const wanted =
    'id' in organisation
      ? { organisationId: organisation.id, wasJustAskedFor: true }
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
    return unlistedPage(c, whose, withError(told.form, 'name', refusals[result.reason]), told.same)
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
  return jobPage(c, whose, affiliation, stored)
}

/** Changes what somebody does at an employer. */
export async function answerJob(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const form = await readForm(c, jobForm(await roleCodes(c)))
  if (!form.ok) return jobPage(c, whose, affiliation, form)
  const result = await changeJob(
    c.var.services,
    whose.personId,
    { ...form.value, affiliationId: affiliation.id },
    c.var.person!,
  )
  if (result.ok) return done(c, whose, 'changed')
  const told = withError(form, 'managerEmail', refusals[result.reason])
  return jobPage(c, whose, affiliation, told)
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
  return leavingPage(c, whose, await affiliationOf(c, whose), form)
}

/** Ends working for an employer on a day that has come. */
export async function answerLeaving(c: AppContext, whose: Whose): Promise<Response> {
  const affiliation = await affiliationOf(c, whose)
  const form = await readForm(c, LeavingForm)
  if (!form.ok) return leavingPage(c, whose, affiliation, form)
  const { lastDay, nextMain } = form.value
  const result = await leaveEmployer(
    c.var.services,
    whose.personId,
    { affiliationId: affiliation.id, lastDay, nextMainId: nextMain ?? null },
    c.var.person!,
  )
  if (result.ok) return done(c, whose, 'left')
  const told = (field: string, message: string) =>
    leavingPage(c, whose, affiliation, withError(form, field, message))
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
