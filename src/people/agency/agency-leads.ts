import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { Services } from '../../platform/web.ts'
import { sendNotice } from '../people-notices.ts'
import { findPerson } from '../person-queries.ts'
import { giveRoleIn } from '../roster.ts'
import { lockAffiliations } from '../affiliations/affiliation-queries.ts'
import { endEmployment } from '../affiliations/affiliations.ts'
import { lockRoster } from '../roster-queries.ts'
import {
  decideLeadRequest,
  findOpenLeadRequest,
  insertLeadRequest,
  listWorkplaces,
} from './agency-lead-request-queries.ts'
import { asAgencyLead } from './agency-lead-role.ts'
import {
  findLastReviews,
  insertReviews,
  listAgencyOrganisations,
  listAgencyPeople,
  type AgencyOrganisation,
} from './agency-queries.ts'

/** Leads look through their list every 90 days, so that a leaver nobody spoke of is found. */
export const reviewEveryDays = 90
const dayMs = 24 * 3600_000

/** Asks the partnership to become the lead of an organisation in which one works. */
export async function askToLead(
  services: Services,
  request: { organisationId: string; reason: string },
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'not-there' | 'leads-it' | 'asked' }> {
  const now = services.clock.now()
  return services.database.transaction().execute(async (transaction) => {
    const person = await findPerson(transaction, ukDate(now), by.id)
    const isLead = person?.roles.some(
      ({ role, organisationId }) =>
        role === 'agency-lead' && organisationId === request.organisationId,
    )
    if (isLead) return { ok: false as const, reason: 'leads-it' as const }
    const workplaces = await listWorkplaces(transaction, by.id, ukDate(now))
    if (!workplaces.some(({ id }) => id === request.organisationId))
      return { ok: false as const, reason: 'not-there' as const }
    const asked = await insertLeadRequest(transaction, { ...request, personId: by.id, now })
    if (!asked) return { ok: false as const, reason: 'asked' as const }
    await audit(transaction, {
      action: 'person.asked-to-lead',
      by: by.id,
      subject: { kind: 'person', id: by.id },
      details: { organisation: request.organisationId },
    })
    return { ok: true as const }
  })
}

/**
 * Approves or declines, once; the person is told. `gone`: somebody else has decided meanwhile. `not-there`: they no
 * longer work where they asked to lead, so that there is nothing to approve.
 */
export async function decideOnLead(
  services: Services,
  requestId: string,
  decision: { approved: boolean; note: string | null },
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'gone' | 'not-there' }> {
  const now = services.clock.now()
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    const request = await findOpenLeadRequest(transaction, requestId)
    if (!request) return { ok: false as const, reason: 'gone' as const }
    // Nobody changes where they work between this look and the role.
    await lockAffiliations(transaction, request.personId)
    const workplaces = await listWorkplaces(transaction, request.personId, ukDate(now))
    if (decision.approved && !workplaces.some(({ id }) => id === request.organisationId))
      return { ok: false as const, reason: 'not-there' as const }
    const decided = await decideLeadRequest(transaction, requestId, { ...decision, by: by.id, now })
    if (!decided) return { ok: false as const, reason: 'gone' as const }
    const { personId, organisationId } = decided
    if (decision.approved)
      await giveRoleIn(transaction, personId, { role: 'agency-lead', organisationId }, by, now)
    else
      await audit(transaction, {
        action: 'person.lead-declined',
        by: by.id,
        subject: { kind: 'person', id: personId },
        details: { organisation: organisationId },
      })
    const kind = decision.approved ? 'agency-lead-approved' : 'agency-lead-declined'
    await sendNotice(services, transaction, { kind, personId })
    return { ok: true as const }
  })
}

/** A lead says that somebody no longer works here: that affiliation ends today, and the person is told. */
export async function reportLeaver(
  services: Services,
  report: { personId: string; affiliationId: string },
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'not-theirs' | 'own' }> {
  if (report.personId === by.id) return { ok: false, reason: 'own' }
  const now = services.clock.now()
  const day = ukDate(now)
  // Asked of the database as the lead: what row-level security hides they cannot end.
  const people = await asAgencyLead(services, by.id, (transaction) =>
    listAgencyPeople(transaction, day, now, { personId: report.personId }),
  )
  const theirs = people.find(({ affiliationId }) => affiliationId === report.affiliationId)
  if (!theirs) return { ok: false, reason: 'not-theirs' }
  await services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    if (!(await endEmployment(services, transaction, report, by))) return
    await audit(transaction, {
      action: 'person.affiliation-ended',
      by: by.id,
      subject: { kind: 'person', id: report.personId },
      details: { organisation: theirs.organisation.id },
    })
    await sendNotice(services, transaction, {
      kind: 'affiliation-ended',
      personId: report.personId,
    })
  })
  return { ok: true }
}

export type ReviewState = {
  /** The organisations that are led, each with its last review. */
  organisations: (AgencyOrganisation & { reviewedAt: Date | null })[]
  /** From when on the list should be looked through again; null where nobody works. */
  dueAt: Date | null
  isDue: boolean
}

/** How long ago the lists of a lead were said to be right. */
export async function reviewStateOf(services: Services, personId: string): Promise<ReviewState> {
  const now = services.clock.now()
  const led = await asAgencyLead(services, personId, (transaction) =>
    listAgencyOrganisations(transaction, ukDate(now)),
  )
  const reviews = await findLastReviews(
    services.database,
    led.map(({ id }) => id),
  )
  const organisations = led.map((organisation) => ({
    ...organisation,
    reviewedAt: reviews.get(organisation.id) ?? null,
  }))
  const due = organisations
    .filter(({ people }) => people > 0)
    .map(({ reviewedAt }) =>
      reviewedAt ? new Date(reviewedAt.getTime() + reviewEveryDays * dayMs) : now,
    )
    .toSorted((one, other) => one.getTime() - other.getTime())
  const dueAt = due[0] ?? null
  return { organisations, dueAt, isDue: dueAt !== null && dueAt <= now }
}

/** The lead has looked through the list of every organisation they lead and says that it is right. */
export async function confirmRoster(services: Services, by: SignedInPerson): Promise<number> {
  const now = services.clock.now()
  const { organisations } = await reviewStateOf(services, by.id)
  await services.database.transaction().execute(async (transaction) => {
    const reviews = organisations.map(({ id, people }) => ({ organisationId: id, people }))
    await insertReviews(transaction, reviews, { personId: by.id, now })
    for (const { organisationId, people } of reviews)
      await audit(transaction, {
        action: 'organisation.people-reviewed',
        by: by.id,
        subject: { kind: 'organisation', id: organisationId },
        details: { people },
      })
  })
  return organisations.length
}
