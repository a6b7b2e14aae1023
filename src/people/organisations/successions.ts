import type { SignedInPerson } from '../../platform/access.ts'
import { ukDate } from '../../platform/clock.ts'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { Services } from '../../platform/web.ts'
import { endLeading, endLeadingWithoutWork } from '../agency/lead-ending.ts'
import { askForDetailsCheck } from '../details-check/details-check-queries.ts'
import { endRoles, insertRole, lockRoster } from '../roster-queries.ts'
import {
  carryAffiliationsOver,
  carryDomainsOver,
  carryLinksOver,
  hasPeopleBeside,
  listLeads,
  listPeopleThere,
  type LeadThere,
  type PersonThere,
} from './carry-over-queries.ts'
import {
  changeOrganisations,
  organisationOrNotFound,
  recordChange,
} from './organisation-changes.ts'
import {
  findOrganisation,
  findOrganisationNamed,
  type Organisation,
} from './organisation-queries.ts'
import { removeUnopened } from './organisation-removal.ts'
import { addOrganisationIn } from './organisations.ts'
import { findCodeOwner, setCodes, type Code } from './code-queries.ts'
import { listChildren } from './parent-queries.ts'
import {
  deleteSuccession,
  findDueSuccession,
  findSuccessionFrom,
  insertSuccession,
  listDueSuccessions,
  listSuccessionsInto,
  markSuccessionDone,
  type OrganisationSuccession,
  type Succession,
} from './succession-queries.ts'

/** One that follows and is not in the register yet: it opens on the day, where the one before was. */
export type Newcomer = { name: string; legalForm: string | null; code: Code | null }

/** What an officer wants to happen. */
export type Ending = Succession & { newcomer: Newcomer | null }

export type SuccessionRefusal =
  | { reason: 'closed'; name: string; on: string }
  | { reason: 'host'; name: string }
  | { reason: 'too-early'; name: string; openedOn: string }
  /** It took over another one on that day or later, so it cannot have ended before; or will, by a plan. */
  | { reason: 'took-over' | 'will-take-over'; name: string; on: string; over: string[]; id: string }
  | { reason: 'not-listed'; name: string }
  /** Who follows has to be open on the day, so that nothing ever follows itself over others. */
  | { reason: 'successor-closed'; name: string; on: string }
  | { reason: 'successor-not-open-yet'; name: string; openedOn: string }
  | { reason: 'both-sides'; name: string }
  | { reason: 'none-follows' }
  | { reason: 'one-follows' }
  | { reason: 'one-ends' }
  | { reason: 'several-follow' }
  | { reason: 'somebody-follows' }
  | { reason: 'newcomer-known'; id: string }
  | { reason: 'newcomer-code-taken'; id: string }

/** Why organisations cannot end like this, or null. */
export async function refuseSuccession(
  database: Database,
  ending: Ending,
  today: string,
): Promise<SuccessionRefusal | null> {
  const { kind, on, from, to, newcomer } = ending
  const following = to.length + (newcomer ? 1 : 0)
  if (kind === 'closure' && following > 0) return { reason: 'somebody-follows' }
  if (kind !== 'closure' && following === 0) return { reason: 'none-follows' }
  if (kind === 'split' && following < 2) return { reason: 'several-follow' }
  if ((kind === 'merger' || kind === 'conversion') && following > 1)
    return { reason: 'one-follows' }
  if (kind !== 'merger' && from.length > 1) return { reason: 'one-ends' }
  for (const id of from) {
    const organisation = await findOrganisation(database, today, id)
    const refusal = organisation && (await refuseEnd(database, organisation, on, today))
    if (refusal) return refusal
  }
  for (const id of to) {
    const organisation = await findOrganisation(database, today, id)
    const refusal = organisation && refuseSuccessor(organisation, on)
    if (refusal) return refusal
    if (from.includes(id)) return { reason: 'both-sides', name: organisation?.name ?? '' }
  }
  return newcomer && refuseNewcomer(database, newcomer, from, today)
}

async function refuseNewcomer(
  database: Database,
  { name, code }: Newcomer,
  from: readonly string[],
  today: string,
): Promise<SuccessionRefusal | null> {
  const before = await findOrganisation(database, today, from[0] ?? '')
  const known = await findOrganisationNamed(
    database,
    { name, postcode: before?.postcode ?? null, not: from },
    today,
  )
  if (known) return { reason: 'newcomer-known', id: known.id }
  const owner = code && (await findCodeOwner(database, code))
  return owner ? { reason: 'newcomer-code-taken', id: owner } : null
}

async function refuseEnd(
  database: Database,
  organisation: Organisation,
  on: string,
  today: string,
): Promise<SuccessionRefusal | null> {
  const { name, closedOn, openedOn } = organisation
  if (closedOn) return { reason: 'closed', name, on: closedOn }
  if (organisation.state !== 'listed') return { reason: 'not-listed', name }
  if (organisation.isHost) return { reason: 'host', name }
  if (openedOn && openedOn > on) return { reason: 'too-early', name, openedOn }
  const [latest] = await listSuccessionsInto(database, organisation.id, today)
  if (latest && latest.on >= on) {
    const reason = latest.on > today ? ('will-take-over' as const) : ('took-over' as const)
    const over = latest.from.map((one) => one.name)
    return { reason, name, on: latest.on, over, id: latest.from[0]?.id ?? '' }
  }
  return null
}

function refuseSuccessor(organisation: Organisation, on: string): SuccessionRefusal | null {
  const { name, closedOn, openedOn } = organisation
  if (organisation.state !== 'listed') return { reason: 'not-listed', name }
  if (closedOn && closedOn <= on) return { reason: 'successor-closed', name, on: closedOn }
  if (openedOn && openedOn > on) return { reason: 'successor-not-open-yet', name, openedOn }
  return null
}

export type SuccessionPreview = {
  people: PersonThere[]
  leads: LeadThere[]
  /** Leads who go along: nobody is in sight of them whom they did not see before. */
  leadsGoAlong: boolean
  /** Organisations that belong to one that ends. */
  children: { id: string; name: string }[]
}

/** What would happen to people, before it does. */
export async function previewSuccession(
  database: Database,
  ending: Ending,
  today: string,
): Promise<SuccessionPreview> {
  const { from, to, newcomer, on } = ending
  const children = await Promise.all(from.map((id) => listChildren(database, id, on)))
  return {
    people: await listPeopleThere(database, from, today),
    leads: await listLeads(database, from),
    leadsGoAlong:
      newcomer && to.length === 0 ? from.length === 1 : await leadsGoAlong(database, ending, today),
    children: children.flat().filter(({ id }) => !from.includes(id) && !to.includes(id)),
  }
}

/**
 * An organisation and those that end with it are closed from a day on. Where that day has come, people are carried
 * over or asked at once; otherwise a job does it on the day.
 */
export async function endOrganisations(
  services: Services,
  ending: Ending,
  by: SignedInPerson,
): Promise<{ ok: true } | ({ ok: false } & SuccessionRefusal)> {
  return changeOrganisations(services, async (transaction, today) => {
    const { newcomer, ...succession } = ending
    for (const id of [...succession.from, ...succession.to])
      await organisationOrNotFound(transaction, id, today)
    const refusal = await refuseSuccession(transaction, ending, today)
    if (refusal) return { ok: false as const, ...refusal }
    const to = newcomer
      ? [...succession.to, await addNewcomer(transaction, ending, newcomer, { by, today })]
      : succession.to
    await recordSuccession(services, transaction, { ...succession, to }, by)
    return { ok: true as const }
  })
}

async function addNewcomer(
  transaction: DatabaseTransaction,
  ending: Ending,
  newcomer: Newcomer,
  { by, today }: { by: SignedInPerson; today: string },
): Promise<string> {
  const before = await organisationOrNotFound(transaction, ending.from[0]!, today)
  const id = await addOrganisationIn(
    transaction,
    {
      name: newcomer.name,
      legalForm: newcomer.legalForm,
      sectorCode: before.sector.code,
      postcode: before.postcode,
      place: before.place,
      openedOn: ending.on,
    },
    by,
    today,
  )
  if (newcomer.code) await setCodes(transaction, id, [newcomer.code])
  return id
}

/** The same within a transaction that has the lock and knows that nothing speaks against it. */
export async function recordSuccession(
  services: Services,
  transaction: DatabaseTransaction,
  succession: Succession,
  by: { id: string } | null,
): Promise<void> {
  const now = services.clock.now()
  await insertSuccession(transaction, { ...succession, by: by?.id ?? null, now })
  const [id = ''] = succession.from
  const planned = await findSuccessionFrom(transaction, id, ukDate(now))
  if (!planned) return
  if (planned.on > ukDate(now))
    await recordEnds(transaction, planned, 'organisation.end-planned', by)
  else await takeEffect(services, transaction, planned, by)
}

async function recordEnds(
  transaction: DatabaseTransaction,
  { kind, from, to, on }: OrganisationSuccession,
  action: string,
  by: { id: string } | null,
): Promise<void> {
  for (const { id } of from)
    await recordChange(transaction, action, id, by, { kind, on, into: to.map(({ name }) => name) })
}

/** The work of the daily job: what lay ahead has come to its day. Gives how many there were. */
export async function carryOutSuccessions(services: Services): Promise<number> {
  const today = ukDate(services.clock.now())
  const due = await listDueSuccessions(services.database, today)
  for (const { id } of due)
    await changeOrganisations(services, async (transaction) => {
      // Another process may have done it, or an officer taken it back, since it was listed.
      const succession = await findDueSuccession(transaction, id, today)
      if (succession) await takeEffect(services, transaction, succession, null)
    })
  return due.length
}

/**
 * Takes back how an organisation ended, or a plan of it with the organisations that were there for it only. Whoever
 * moved when it was done stays where they are now.
 */
export async function reopenOrganisation(
  services: Services,
  id: string,
  by: SignedInPerson,
): Promise<'reopened' | 'plan-taken-back'> {
  return changeOrganisations(services, async (transaction, today) => {
    const succession = await findSuccessionFrom(transaction, id, today)
    if (!succession) return 'reopened'
    const wasPlan = succession.on > today
    await deleteSuccession(transaction, succession)
    if (!wasPlan) {
      for (const ended of succession.from)
        await recordChange(transaction, 'organisation.reopened', ended.id, by)
      return 'reopened'
    }
    await recordEnds(transaction, succession, 'organisation.plan-taken-back', by)
    for (const { id: follower, name } of succession.to)
      if (await removeUnopened(transaction, follower, succession.on))
        await recordChange(transaction, 'organisation.removed', follower, by, { name })
    return 'plan-taken-back'
  })
}

async function takeEffect(
  services: Services,
  transaction: DatabaseTransaction,
  succession: OrganisationSuccession,
  by: { id: string } | null,
): Promise<void> {
  const now = services.clock.now()
  await lockRoster(transaction)
  await recordEnds(transaction, succession, pastTense[succession.kind], by)
  const today = ukDate(now)
  const from = succession.from.map(({ id }) => id)
  const follower = succession.kind === 'split' ? undefined : succession.to[0]
  const to = succession.to.map(({ id }) => id)
  const goAlong = await leadsGoAlong(transaction, { ...succession, from, to }, today)
  const asked = follower
    ? await carryAffiliationsOver(transaction, {
        from,
        to: follower.id,
        day: succession.on,
        today,
      })
    : (await listPeopleThere(transaction, from, today)).map(({ personId }) => personId)
  await askForDetailsCheck(transaction, {
    personIds: [...new Set(asked)],
    because: 'organisation-merged',
    now,
  })
  await carryLinksOver(transaction, { from, to: follower?.id ?? null, day: succession.on })
  if (follower) {
    await carryDomainsOver(transaction, { from, to: follower.id })
    await recordChange(transaction, 'organisation.people-carried-over', follower.id, by, {
      people: asked.length,
      from: succession.from.map(({ name }) => name),
    })
  }
  await settleLeads(services, transaction, { from, to: follower?.id ?? null, goAlong }, by)
  await endLeadingWithoutWork(services, transaction, asked, by)
  await markSuccessionDone(transaction, succession.id, now)
}

// The role ends with the organisation. It begins anew only where nobody else comes in sight with it; in all other
// cases an officer decides, at the organisation that follows.
async function settleLeads(
  services: Services,
  transaction: DatabaseTransaction,
  { from, to, goAlong }: { from: readonly string[]; to: string | null; goAlong: boolean },
  by: { id: string } | null,
): Promise<void> {
  const role = 'agency-lead' as const
  const now = services.clock.now()
  for (const { personId, organisationId } of await listLeads(transaction, from)) {
    if (!goAlong || !to) {
      await endLeading(services, transaction, { personId, organisationId }, by)
    } else {
      await endRoles(transaction, personId, now, { role, organisationId })
      await insertRole(transaction, {
        personId,
        role,
        organisationId: to,
        by: by?.id ?? null,
        now,
      })
    }
  }
}

// Safe where one ends, one follows, and nobody is there but those who come.
async function leadsGoAlong(
  database: Database,
  { from, to }: Succession,
  today: string,
): Promise<boolean> {
  const [ended, ...others] = from
  const [follower, ...more] = to
  if (!ended || !follower || others.length > 0 || more.length > 0) return false
  return !(await hasPeopleBeside(database, { organisationId: follower, from: ended, today }))
}

const pastTense = {
  merger: 'organisation.merged',
  split: 'organisation.split',
  conversion: 'organisation.converted',
  closure: 'organisation.closed',
} as const
