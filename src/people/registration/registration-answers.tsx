import { emptyForm, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext } from '../../platform/web.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { renderPage } from '../../ui/layout.tsx'
import { listAgencySectors, listJobRoles } from '../affiliations/affiliation-queries.ts'
import {
  findChosenOrganisations,
  suggestOrganisations,
  type FoundOrganisation,
} from '../organisations/organisation-picker-queries.ts'
import { registrationPaths } from '../people-paths.ts'
import { ownPath } from '../sign-in/sign-in.ts'
import { siteOf } from '../site.ts'
import { BeginPage, CodePage, NotBegunPage } from './registration-pages.tsx'
import { CheckPage } from './registration-check-page.tsx'
import {
  NewOrganisationPage,
  OrganisationPage,
  SigningInPage,
  WorkPage,
} from './registration-step-pages.tsx'
import type { Registration } from './registration-queries.ts'
import { nextStep } from './registration.ts'

/** The pages of registering as answers, with what they show from the database. */

/** 410: there is no registration in this browser, or no longer. */
export async function notBegun(c: AppContext): Promise<Response> {
  return c.html(renderPage(<NotBegunPage site={await siteOf(c)} />), 410)
}

/** The first page; `stamp` is from `robot-check.tsx`. */
export async function beginPage(
  c: AppContext,
  form: FormState,
  status: 200 | 422 | 429,
  stamp: string,
): Promise<Response> {
  const next = ownPath(textIn(form.values, 'next'))
  const page = <BeginPage site={await siteOf(c)} form={form} stamp={stamp} next={next} />
  return c.html(renderPage(page), status)
}

/** The page on which the code of the e-mail is typed. */
export async function codePage(
  c: AppContext,
  registration: Registration,
  form: FormState,
  answer: { status: 200 | 422 | 429; isOver?: boolean; sent?: 'again' | 'before' | undefined },
): Promise<Response> {
  const { status, isOver = false, sent } = answer
  const page = (
    <CodePage
      site={await siteOf(c)}
      form={form}
      registration={registration}
      isOver={isOver}
      sent={sent ?? null}
    />
  )
  return c.html(renderPage(page), status)
}

/** What was chosen before or, at first, what the address suggests. */
export async function organisationPage(
  c: AppContext,
  registration: Registration,
  sentence?: string,
): Promise<Response> {
  const { database } = c.var
  const today = todayOf(c)
  const { organisationId, email } = registration
  const chosen = organisationId ? await chosenBefore(c, organisationId) : []
  const found = chosen.length > 0 ? chosen : await suggestOrganisations(database, email, today)
  const legend = chosen.length > 0 ? 'You have chosen:' : 'Your address belongs to:'
  const values = { organisationId: found.length === 1 && !sentence ? found[0]!.id : '' }
  const form = { values, errors: sentence ? [{ field: 'organisationId', message: sentence }] : [] }
  return pickPage(c, registration, form, found, legend)
}

/** The page on which the organisation is chosen among those that were found. */
export async function pickPage(
  c: AppContext,
  registration: Registration,
  form: FormState,
  found: FoundOrganisation[],
  legend?: string,
): Promise<Response> {
  const page = (
    <OrganisationPage
      site={await siteOf(c)}
      form={form}
      registration={registration}
      found={found}
      legend={legend}
    />
  )
  return answerForm(c, page, form)
}

function chosenBefore(c: AppContext, id: string): Promise<FoundOrganisation[]> {
  return findChosenOrganisations(c.var.database, id, todayOf(c), {
    states: ['listed', 'requested'],
  })
}

/** The page for an organisation that the register does not have; `same` have the same name. */
export async function newOrganisationPage(
  c: AppContext,
  registration: Registration,
  form: FormState,
  same: FoundOrganisation[],
): Promise<Response> {
  const page = (
    <NewOrganisationPage
      site={await siteOf(c)}
      form={form}
      registration={registration}
      sectors={await listAgencySectors(c.var.database)}
      same={same}
    />
  )
  return answerForm(c, page, form)
}

/** The page of what somebody does there. */
export async function workPage(
  c: AppContext,
  registration: Registration,
  form: FormState,
): Promise<Response> {
  const page = (
    <WorkPage
      site={await siteOf(c)}
      form={form}
      registration={registration}
      jobRoles={await listJobRoles(c.var.database)}
    />
  )
  return answerForm(c, page, form)
}

/** The page on which somebody chooses how to sign in. */
export async function signingInPage(
  c: AppContext,
  registration: Registration,
  form: FormState,
  status: 200 | 422 | 503,
): Promise<Response> {
  const page = <SigningInPage site={await siteOf(c)} form={form} registration={registration} />
  return c.html(renderPage(page), status)
}

/** The last page before the account is made; a redirect to the first step that is not answered. */
export async function checkPage(c: AppContext, registration: Registration): Promise<Response> {
  const step = nextStep(registration)
  if (step !== 'check') return c.redirect(registrationPaths[step], 303)
  const { database } = c.var
  const { organisationId, newOrganisation } = registration
  const [chosen] = organisationId ? await chosenBefore(c, organisationId) : []
  const organisation = chosen ?? newOrganisation
  if (!organisation || (chosen && chosen.id !== organisationId))
    return c.redirect(registrationPaths.organisation, 303)
  const sectors = await listAgencySectors(database)
  const roles = await listJobRoles(database)
  const page = (
    <CheckPage
      site={await siteOf(c)}
      form={emptyForm}
      registration={registration}
      organisation={organisation}
      sectorName={
        chosen?.sector ??
        sectors.find(({ code }) => code === newOrganisation?.sectorCode)?.name ??
        ''
      }
      jobRoleName={roles.find(({ code }) => code === registration.jobRoleCode)?.name ?? ''}
    />
  )
  return c.html(renderPage(page))
}

/** What stands in a field; empty where it has nothing or several. */
export function textIn(values: FormState['values'], name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
