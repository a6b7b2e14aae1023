import type { SignedInPerson } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { askForDetailsCheck } from '../details-check/details-check-queries.ts'
import { placeOf } from '../people-notices.ts'
import { findPeopleById } from '../person-queries.ts'
import { lockRoster } from '../roster-queries.ts'
import { changeOrganisations, recordChange } from './organisation-changes.ts'
import {
  findOrganisation,
  findOrganisationNamed,
  nameOrganisations,
} from './organisation-queries.ts'
import {
  organisationMatchedEmail,
  organisationRefusedEmail,
} from './organisation-request-emails.tsx'
import {
  correctAffiliations,
  findRequest,
  listRequested,
  refuseRequested,
  type OrganisationRequest,
} from './request-decision-queries.ts'

export const decisionJob = 'people.tell-organisation-decision'

export type ToldDecision = {
  personId: string
  organisationId: string
  /** The listed one that it is, or why there is none. */
  decision: { listedId: string } | { reason: string }
}

type Refused<Reason extends string> = { ok: false; reason: Reason }

/** It is an organisation of its own: everybody can choose it from now on. */
export async function approveRequest(
  services: Services,
  id: string,
  corrected: {
    name: string
    sectorCode: string
    postcode: string | null
    place: string | null
    legalForm: string | null
  },
  by: SignedInPerson,
): Promise<{ ok: true } | Refused<'decided'> | { ok: false; reason: 'known'; id: string }> {
  return decide(services, id, async (transaction, request, today) => {
    const known = await findOrganisationNamed(transaction, corrected, today)
    if (known) return { ok: false as const, reason: 'known' as const, id: known.id }
    await listRequested(transaction, id, corrected)
    const isCorrected = request.name !== corrected.name
    const details = isCorrected ? { before: request.name } : {}
    await recordChange(transaction, 'organisation.listed', id, by, details)
    return { ok: true as const }
  })
}

/** It is one that is listed already: whoever works there works at that one, and is told. */
export async function matchRequest(
  services: Services,
  id: string,
  listedId: string,
  by: SignedInPerson,
): Promise<{ ok: true } | Refused<'decided' | 'not-listed' | 'closed'>> {
  return decide(services, id, async (transaction, request, today) => {
    const listed = await findOrganisation(transaction, today, listedId)
    if (listed?.state !== 'listed') return { ok: false as const, reason: 'not-listed' as const }
    if (listed.closedOn && listed.closedOn <= today)
      return { ok: false as const, reason: 'closed' as const }
    await lockRoster(transaction)
    await correctAffiliations(transaction, id, listedId)
    await refuseRequested(transaction, id, listedId)
    await recordChange(transaction, 'organisation.matched', listedId, by, { name: request.name })
    await tell(services, transaction, request, { listedId })
    return { ok: true as const }
  })
}

/** It cannot be listed: whoever works there is told why, and asked to choose another. */
export async function refuseRequest(
  services: Services,
  id: string,
  reason: string,
  by: SignedInPerson,
): Promise<{ ok: true } | Refused<'decided'>> {
  return decide(services, id, async (transaction, request) => {
    await refuseRequested(transaction, id, null)
    await askForDetailsCheck(transaction, {
      personIds: request.people.map((person) => person.id),
      because: 'officer',
      now: services.clock.now(),
    })
    await recordChange(transaction, 'organisation.refused', id, by, {
      name: request.name,
      note: reason,
    })
    await tell(services, transaction, request, { reason })
    return { ok: true as const }
  })
}

async function decide<Result>(
  services: Services,
  id: string,
  work: (
    transaction: DatabaseTransaction,
    request: OrganisationRequest,
    today: string,
  ) => Promise<Result>,
): Promise<Result | Refused<'decided'>> {
  return changeOrganisations(services, async (transaction, today) => {
    const request = await findRequest(transaction, id)
    if (!request) return { ok: false as const, reason: 'decided' as const }
    return work(transaction, request, today)
  })
}

async function tell(
  services: Services,
  transaction: DatabaseTransaction,
  request: OrganisationRequest,
  decision: ToldDecision['decision'],
): Promise<void> {
  for (const { id: personId } of request.people) {
    const told: ToldDecision = { personId, organisationId: request.id, decision }
    await services.jobs.enqueue(transaction, decisionJob, told)
  }
}

/** The work of the job. Leavers get nothing. */
export async function tellDecision(services: Services, told: ToldDecision): Promise<void> {
  const { database, clock, mail } = services
  const { personId, organisationId, decision } = told
  const person = (await findPeopleById(database, [personId])).get(personId)
  if (!person || person.hasLeft) return
  const listedId = 'listedId' in decision ? decision.listedId : organisationId
  const ids = [organisationId, listedId]
  const names = await nameOrganisations(database, ids, ukDate(clock.now()))
  const given = {
    ...(await placeOf(services)),
    to: person.name,
    name: names.get(organisationId) ?? '',
  }
  const email =
    'reason' in decision
      ? organisationRefusedEmail({ ...given, reason: decision.reason })
      : organisationMatchedEmail({ ...given, listed: names.get(listedId) ?? '' })
  await mail.send({ to: person.email, ...email })
}
