import { isSameAddress } from '../../platform/email-address.ts'
import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import { dayAfter } from '../../platform/calendar-days.ts'
import { endLeadingWithoutWork } from '../agency/lead-ending.ts'
import { findOrganisation, lockOrganisations } from '../organisations/organisation-queries.ts'
import { countRequestedBy } from '../organisations/organisation-request-queries.ts'
import {
  requestOrganisation,
  type UnlistedOrganisation,
} from '../organisations/organisation-requests.ts'
import { findPeopleById } from '../person-queries.ts'
import {
  beginAffiliation,
  endAffiliation,
  lockAffiliations,
  reviseAffiliation,
  type HeldAffiliation,
  type Job,
} from './affiliation-queries.ts'

/**
 * Where somebody works, as they or an officer change it. What was true stays on its days: a change ends one row and
 * begins another. Details of audit entries hold no names or addresses: those come by id.
 */

/** Nobody works for more at once; more is a mistake or mischief. */
const mostEmployers = 10

/** Each is work for an officer. Nobody works at more that are not listed; who decides about them may ask for others. */
const mostOpenRequests = 5

/**
 * An organisation of the register, or one that is to be listed. The request for that one is made in the transaction that
 * places the person there, after every check: a refused form leaves nothing to decide about.
 */
type Wanted =
  | { organisationId: string; wasJustAskedFor?: boolean }
  | { unlisted: UnlistedOrganisation }

type Done = { ok: true; affiliationId: string }
type Refused<Reason extends string> = { ok: false; reason: Reason }

type OrganisationRefusal = 'no-such-organisation' | 'closed' | 'already-there' | 'too-many-requests'
type ManagerRefusal = 'own-manager'

/** Adds an employer from today on. The first one is the main one. */
export async function addEmployer(
  services: Services,
  personId: string,
  employer: Job & Wanted & { isMain: boolean },
  by: SignedInPerson,
): Promise<Done | Refused<OrganisationRefusal | ManagerRefusal | 'too-many'>> {
  return change(
    services,
    personId,
    async (transaction, held, today) => {
      if (held.length >= mostEmployers) return refused('too-many')
      const refusal = await refuseManager(transaction, personId, employer)
      if (refusal) return refused(refusal)
      const chosen = await chooseOrganisation(services, transaction, employer, {
        personId,
        held,
        by,
      })
      if (!chosen.ok) return chosen
      const { organisationId } = chosen
      const isMain = employer.isMain || held.length === 0
      const main = held.find((each) => each.isMain)
      if (isMain && main) await reviseAffiliation(transaction, main, { isMain: false }, today)
      const affiliationId = await beginAffiliation(transaction, {
        jobTitle: employer.jobTitle,
        jobRoleCode: employer.jobRoleCode,
        lineManager: employer.lineManager,
        personId,
        organisationId,
        isMain,
        from: today,
      })
      await record(transaction, 'employer-added', personId, by, organisationId)
      return { ok: true, affiliationId }
    },
    { asksForOrganisation: 'unlisted' in employer },
  )
}

/** Another organisation in the place of one, from today on: the same work, and main if that was. */
export async function changeEmployer(
  services: Services,
  personId: string,
  to: Wanted & { affiliationId: string },
  by: SignedInPerson,
): Promise<Done | Refused<OrganisationRefusal>> {
  return change(
    services,
    personId,
    async (transaction, held, today) => {
      const before = heldOrNotFound(held, to.affiliationId)
      if ('organisationId' in to && before.organisationId === to.organisationId)
        return { ok: true, affiliationId: before.id }
      const chosen = await chooseOrganisation(services, transaction, to, { personId, held, by })
      if (!chosen.ok) return chosen
      const { organisationId } = chosen
      await endAffiliation(transaction, before.id, today)
      const affiliationId = await beginAffiliation(transaction, {
        ...before,
        organisationId,
        from: today,
      })
      await record(transaction, 'employer-changed', personId, by, organisationId)
      await endLeadingWithoutWork(services, transaction, [personId], by)
      return { ok: true, affiliationId }
    },
    { asksForOrganisation: 'unlisted' in to },
  )
}

/** What somebody does at an employer, and who their line manager is there. */
export async function changeJob(
  services: Services,
  personId: string,
  to: Job & { affiliationId: string },
  by: SignedInPerson,
): Promise<Done | Refused<ManagerRefusal>> {
  return change(services, personId, async (transaction, held, today) => {
    const before = heldOrNotFound(held, to.affiliationId)
    const refusal = await refuseManager(transaction, personId, to)
    if (refusal) return refused(refusal)
    const { jobTitle, jobRoleCode, lineManager } = to
    const job = { jobTitle, jobRoleCode, lineManager }
    const affiliationId = await reviseAffiliation(transaction, before, job, today)
    await record(transaction, 'job-changed', personId, by, before.organisationId)
    return { ok: true, affiliationId }
  })
}

/** The employer that counts where only one can. */
export async function makeMain(
  services: Services,
  personId: string,
  affiliationId: string,
  by: SignedInPerson,
): Promise<Done> {
  return change(services, personId, async (transaction, held, today) => {
    const next = heldOrNotFound(held, affiliationId)
    if (next.isMain) return { ok: true, affiliationId }
    const id = await setMain(transaction, held, next, today)
    await record(transaction, 'main-employer-changed', personId, by, next.organisationId)
    return { ok: true, affiliationId: id }
  })
}

/**
 * Somebody no longer works for one of their employers; `lastDay` is the last on which they did. Of the others one becomes
 * the main one: the only one by itself, one of several as said.
 */
export async function leaveEmployer(
  services: Services,
  personId: string,
  leaving: { affiliationId: string; lastDay: string; nextMainId: string | null },
  by: SignedInPerson,
): Promise<
  | { ok: true }
  | Refused<'in-future' | 'choose-main'>
  | { ok: false; reason: 'too-early'; from: string }
> {
  return change(services, personId, async (transaction, held, today) => {
    const left = heldOrNotFound(held, leaving.affiliationId)
    if (leaving.lastDay > today) return refused('in-future')
    if (leaving.lastDay < left.validFrom && left.validFrom < today)
      return { ok: false as const, reason: 'too-early' as const, from: left.validFrom }
    const others = held.filter((each) => each !== left)
    const next =
      others.length === 1 ? others[0] : others.find(({ id }) => id === leaving.nextMainId)
    if (left.isMain && others.length > 0 && !next) return refused('choose-main')
    // Who leaves today works there no more from now on, so that the record and its reports agree at once.
    await endAffiliation(
      transaction,
      left.id,
      leaving.lastDay < today ? dayAfter(leaving.lastDay) : today,
    )
    if (left.isMain && next) await setMain(transaction, others, next, today)
    await record(transaction, 'employer-left', personId, by, left.organisationId)
    await endLeadingWithoutWork(services, transaction, [personId], by)
    return { ok: true as const }
  })
}

/**
 * Ends one of somebody's employers from `today` on because others say so; of those that are left the oldest becomes the
 * main one where none is. False when it had ended.
 */
export async function endEmployment(
  services: Services,
  transaction: DatabaseTransaction,
  { personId, affiliationId }: { personId: string; affiliationId: string },
  by: SignedInPerson,
): Promise<boolean> {
  const today = ukDate(services.clock.now())
  const held = await lockAffiliations(transaction, personId)
  const left = held.find(({ id }) => id === affiliationId)
  if (!left) return false
  await endAffiliation(transaction, left.id, today)
  const [next] = held.filter((each) => each !== left)
  if (left.isMain && next) await reviseAffiliation(transaction, next, { isMain: true }, today)
  await endLeadingWithoutWork(services, transaction, [personId], by)
  return true
}

async function setMain(
  transaction: DatabaseTransaction,
  held: HeldAffiliation[],
  next: HeldAffiliation,
  today: string,
): Promise<string> {
  const before = held.find(({ isMain }) => isMain)
  if (before) await reviseAffiliation(transaction, before, { isMain: false }, today)
  return reviseAffiliation(transaction, next, { isMain: true }, today)
}

async function change<Result>(
  { database, clock }: Services,
  personId: string,
  work: (
    transaction: DatabaseTransaction,
    held: HeldAffiliation[],
    today: string,
  ) => Promise<Result>,
  { asksForOrganisation = false } = {},
): Promise<Result> {
  return database.transaction().execute(async (transaction) => {
    // Before the person, as everywhere, or two changes would wait for each other for ever.
    if (asksForOrganisation) await lockOrganisations(transaction)
    const held = await lockAffiliations(transaction, personId)
    return work(transaction, held, ukDate(clock.now()))
  })
}

/** The last of the checks, as an organisation that is to be listed gets its record here. */
async function chooseOrganisation(
  services: Services,
  transaction: DatabaseTransaction,
  wanted: Wanted,
  { personId, held, by }: { personId: string; held: HeldAffiliation[]; by: SignedInPerson },
): Promise<{ ok: true; organisationId: string } | Refused<OrganisationRefusal>> {
  const isNew = 'unlisted' in wanted
  const isOwn = by.id === personId
  if (isNew && isOwn && (await countRequestedBy(transaction, by.id)) >= mostOpenRequests)
    return refused('too-many-requests')
  const organisationId = isNew
    ? await requestOrganisation(services, transaction, wanted.unlisted, by)
    : wanted.organisationId
  const wasJustAskedFor = isNew || wanted.wasJustAskedFor
  const asked = { organisationId, wasJustAskedFor }
  const today = ukDate(services.clock.now())
  const refusal = await refuseOrganisation(transaction, asked, held, today)
  return refusal ? refused(refusal) : { ok: true, organisationId }
}

/** `requested` ones are for whoever has just asked for them; refused and closed ones for nobody. */
async function refuseOrganisation(
  transaction: DatabaseTransaction,
  wanted: { organisationId: string; wasJustAskedFor?: boolean | undefined },
  held: HeldAffiliation[],
  today: string,
): Promise<OrganisationRefusal | null> {
  const { organisationId, wasJustAskedFor } = wanted
  const organisation = await findOrganisation(transaction, today, organisationId)
  const isOpenToThem =
    organisation?.state === 'listed' || (organisation?.state === 'requested' && wasJustAskedFor)
  if (!organisation || !isOpenToThem) return 'no-such-organisation'
  if (organisation.closedOn && organisation.closedOn <= today) return 'closed'
  return held.some((each) => each.organisationId === organisationId) ? 'already-there' : null
}

async function refuseManager(
  transaction: DatabaseTransaction,
  personId: string,
  { lineManager }: Job,
): Promise<ManagerRefusal | null> {
  if (!lineManager?.email) return null
  const person = (await findPeopleById(transaction, [personId])).get(personId)
  const isOwn = isSameAddress(person?.email, lineManager.email)
  return isOwn ? 'own-manager' : null
}

function heldOrNotFound(held: HeldAffiliation[], affiliationId: string): HeldAffiliation {
  const found = held.find(({ id }) => id === affiliationId)
  if (!found) throw new NotFound('they do not work there now')
  return found
}

function refused<Reason extends string>(reason: Reason): Refused<Reason> {
  return { ok: false, reason }
}

async function record(
  transaction: DatabaseTransaction,
  what: string,
  personId: string,
  by: SignedInPerson,
  organisationId: string,
): Promise<void> {
  await audit(transaction, {
    action: `person.${what}`,
    by: by.id,
    subject: { kind: 'person', id: personId },
    details: { organisation: organisationId },
  })
}
