import { Hono } from 'hono'
import { may, signedIn } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import { csvOf } from '../../platform/csv.ts'
import { NotFound } from '../../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../../platform/web.ts'
import { answerForm } from '../../ui/form-answer.ts'
import { renderPage } from '../../ui/layout.tsx'
import { freshProof } from '../account/fresh-proof.ts'
import { findOrganisationsById } from '../organisations/organisation-queries.ts'
import { agencyPaths } from '../people-paths.ts'
import { siteOf } from '../site.ts'
import { AgencyFilter, AskToLeadForm, LeavingForm } from './agency-forms.ts'
import { listOpenRequestsOf, listWorkplaces } from './agency-lead-request-queries.ts'
import { asAgencyLead, leadAnAgency } from './agency-lead-role.ts'
import { askToLead, confirmRoster, reportLeaver, reviewStateOf } from './agency-leads.ts'
import { AgencyPersonPage, LeavingPage } from './agency-person-pages.tsx'
import { AgencyPage, AskToLeadPage, type ClosedOrganisation } from './agency-pages.tsx'
import { listAgencyPeople, listLedOrganisations, type AgencyPerson } from './agency-queries.ts'

/** What an agency lead sees: their own people. Everything is read as the database role of leads. */
export const agencyRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  reviewed: 'Thank you. We ask you again in 90 days.',
  left: 'They are no longer in your list. An email is on its way to them.',
}

agencyRoutes.get('/agency', may(leadAnAgency), async (c) => {
  const filter = AgencyFilter.parse(c.req.query())
  const page = (
    <AgencyPage
      site={await siteOf(c)}
      filter={filter}
      review={await reviewStateOf(c.var.services, c.var.person!.id)}
      people={await ownPeople(c, { words: filter.q, organisationId: filter.organisation })}
      closed={await closedOrganisations(c)}
      success={said[c.req.query('done') ?? '']}
    />
  )
  return c.html(renderPage(page))
})

agencyRoutes.get(
  '/agency/people.csv',
  may(leadAnAgency),
  freshProof(() => agencyPaths.list),
  async (c) => {
    const { services, database } = c.var
    const people = await ownPeople(c)
    await audit(database, {
      action: 'agency.exported',
      by: c.var.person!.id,
      subject: { kind: 'person', id: c.var.person!.id },
      details: { people: people.length },
    })
    const csv = csvOf(
      {
        name: 'name',
        email: 'email',
        organisation: 'organisation',
        jobTitle: 'job title',
        jobRole: 'job role',
        since: 'since',
        details: 'details',
        confirmedOn: 'details confirmed on',
      },
      people.map((person) => ({
        name: person.name,
        email: person.email,
        organisation: person.organisation.name,
        jobTitle: person.jobTitle,
        jobRole: person.jobRole,
        since: person.since,
        details: person.details,
        confirmedOn: person.detailsConfirmedAt ? ukDate(person.detailsConfirmedAt) : null,
      })),
    )
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header(
      'Content-Disposition',
      `attachment; filename="people-${ukDate(services.clock.now())}.csv"`,
    )
    return c.body(csv)
  },
)

agencyRoutes.post('/agency/review', may(leadAnAgency), async (c) => {
  await confirmRoster(c.var.services, c.var.person!)
  return c.redirect(`${agencyPaths.list}?done=reviewed`, 303)
})

agencyRoutes.get('/agency/people/:id', may(leadAnAgency), async (c) => {
  const affiliations = await ownPersonOf(c)
  const page = (
    <AgencyPersonPage
      site={await siteOf(c)}
      affiliations={affiliations}
      isOwn={affiliations[0].id === c.var.person!.id}
    />
  )
  return c.html(renderPage(page))
})

agencyRoutes.get('/agency/people/:id/leaving', may(leadAnAgency), async (c) =>
  leavingPage(c, await ownPersonOf(c), emptyForm),
)

agencyRoutes.post('/agency/people/:id/leaving', may(leadAnAgency), async (c) => {
  const affiliations = await ownPersonOf(c)
  const form = await readForm(c, LeavingForm)
  if (!form.ok) return leavingPage(c, affiliations, form)
  const report = { personId: affiliations[0].id, affiliationId: form.value.affiliationId }
  const result = await reportLeaver(c.var.services, report, c.var.person!)
  if (result.ok) return c.redirect(`${agencyPaths.list}?done=left`, 303)
  const message =
    result.reason === 'own'
      ? 'This is you. Change where you work under your account'
      : 'They are not in your list there. Choose again'
  return leavingPage(c, affiliations, withError(form, 'form', message))
})

agencyRoutes.get('/account/agency-lead', may(signedIn), (c) => askPage(c, emptyForm))

agencyRoutes.post('/account/agency-lead', may(signedIn), async (c) => {
  const form = await readForm(c, AskToLeadForm)
  if (!form.ok) return askPage(c, form)
  const result = await askToLead(c.var.services, form.value, c.var.person!)
  if (result.ok) return c.redirect(`${agencyPaths.ask}?done=asked`, 303)
  return askPage(c, withError(form, 'organisationId', askRefusals[result.reason]))
})

const askRefusals = {
  'not-there': 'You do not work there, as far as we know. Put your details right first',
  'leads-it': 'You lead this organisation already',
  asked: 'You have asked already. The partnership will tell you by email',
}

async function askPage(c: AppContext, form: FormState): Promise<Response> {
  const { services, database } = c.var
  const personId = c.var.person!.id
  const workplaces = await listWorkplaces(database, personId, ukDate(services.clock.now()))
  const asked = new Set(await listOpenRequestsOf(database, personId))
  const led = new Set(await listLedOrganisations(database, personId))
  const choices = workplaces.filter(({ id }) => !asked.has(id) && !led.has(id))
  const page = (
    <AskToLeadPage
      site={await siteOf(c)}
      form={form}
      choices={choices}
      waiting={workplaces.filter(({ id }) => asked.has(id)).map(({ name }) => name)}
      success={
        c.req.query('done') === 'asked' ? 'Your request is with the partnership.' : undefined
      }
    />
  )
  return answerForm(c, page, form)
}

async function leavingPage(
  c: AppContext,
  affiliations: [AgencyPerson, ...AgencyPerson[]],
  form: FormState,
): Promise<Response> {
  const page = <LeavingPage site={await siteOf(c)} affiliations={affiliations} form={form} />
  return answerForm(c, page, form)
}

function ownPeople(
  c: AppContext,
  filter: Parameters<typeof listAgencyPeople>[3] = {},
): Promise<AgencyPerson[]> {
  const { services, person } = c.var
  const now = services.clock.now()
  return asAgencyLead(services, person!.id, (transaction) =>
    listAgencyPeople(transaction, ukDate(now), now, filter),
  )
}

/** Of the organisations that one leads, those that have closed. */
async function closedOrganisations(c: AppContext): Promise<ClosedOrganisation[]> {
  const { database } = c.var
  const today = todayOf(c)
  const led = await listLedOrganisations(database, c.var.person!.id)
  const organisations = await findOrganisationsById(database, today, led)
  return organisations.flatMap(({ name, closedOn, successors }) =>
    closedOn && closedOn <= today ? [{ name, closedOn, successors }] : [],
  )
}

/** The person of the address, where it is one of one's own; else there is no such page. */
async function ownPersonOf(c: AppContext): Promise<[AgencyPerson, ...AgencyPerson[]]> {
  const [first, ...others] = await ownPeople(c, { personId: c.req.param('id') ?? '' })
  if (!first) throw new NotFound('there is no such person in the agency')
  return [first, ...others]
}
