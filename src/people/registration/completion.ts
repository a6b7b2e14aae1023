import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import type { Services } from '../../platform/web.ts'
import { endLeadingWithoutWork } from '../agency/lead-ending.ts'
import {
  beginAffiliation,
  endAffiliation,
  lockAffiliations,
  reviseAffiliation,
} from '../affiliations/affiliation-queries.ts'
import { confirmDetails } from '../details-check/details-check-queries.ts'
import { replaceName } from '../details-check/former-name-queries.ts'
import { askForDuplicates } from '../duplicates/duplicates.ts'
import { findChosenOrganisations } from '../organisations/organisation-picker-queries.ts'
import { requestOrganisation } from '../organisations/organisation-requests.ts'
import { placeOf } from '../people-notices.ts'
import { insertPerson, insertRole, lockRoster } from '../roster-queries.ts'
import { deleteCredentials, noteSignIn, savePasswordHash } from '../sign-in/credential-queries.ts'
import { markEmailProved } from '../sign-in/password-request-queries.ts'
import { welcomeEmail } from './registration-emails.tsx'
import {
  completeRegistrationRow,
  findAddressOwner,
  lockRegistration,
  type Registration,
} from './registration-queries.ts'
import { mayRegister, nextStep, type Newcomer, type Step } from './registration.ts'

export const welcomeJob = 'people.send-welcome'

export type CompletionRefusal =
  | { reason: 'step'; step: Step }
  /** The organisation has closed meanwhile. */
  | { reason: 'organisation' }
  /** Meanwhile there is somebody with this address: in another browser, or added and signed in. */
  | { reason: 'already-here' }

/**
 * Makes the person, with everything they told, once. Somebody whom an officer had added and who never got in becomes
 * that person; whatever could sign in as them before the address was proved works no more.
 */
export async function completeRegistration(
  services: Services,
  registrationId: string,
): Promise<{ ok: true; personId: string } | ({ ok: false } & CompletionRefusal)> {
  return services.database.transaction().execute(async (transaction) => {
    await lockRoster(transaction)
    const registration = await lockRegistration(transaction, registrationId)
    if (registration?.completed) return { ok: true, personId: registration.completed.personId }
    const step = registration ? nextStep(registration) : 'code'
    if (!registration || step !== 'check') return { ok: false, reason: 'step', step }
    const owner = await findAddressOwner(transaction, registration.email)
    if (!mayRegister(owner)) return { ok: false, reason: 'already-here' }
    const { organisationId } = registration
    if (organisationId && !(await isOpenOrganisation(services, transaction, organisationId)))
      return { ok: false, reason: 'organisation' }
    const personId = await makePerson(services, transaction, registration, owner)
    return { ok: true, personId }
  })
}

async function makePerson(
  services: Services,
  transaction: DatabaseTransaction,
  registration: Registration,
  owner: Newcomer,
): Promise<string> {
  const now = services.clock.now()
  const personId = await recordFor(transaction, registration, owner, now)
  await markEmailProved(transaction, personId, registration.email, now)
  const organisationId =
    registration.organisationId ??
    (await requestOrganisation(services, transaction, registration.newOrganisation!, {
      id: personId,
    }))
  await placeAt(transaction, personId, organisationId, registration, ukDate(now))
  await endLeadingWithoutWork(services, transaction, [personId], { id: personId })
  await insertRole(transaction, {
    personId,
    role: 'practitioner',
    organisationId: null,
    by: null,
    now,
  })
  if (registration.passwordHash)
    await savePasswordHash(transaction, personId, registration.passwordHash, now)
  await noteSignIn(transaction, personId, now)
  await confirmDetails(transaction, personId, now)
  await audit(transaction, {
    action: 'person.registered',
    by: personId,
    subject: { kind: 'person', id: personId },
  })
  await askForDuplicates(services, transaction, [personId])
  await completeRegistrationRow(transaction, registration.id, { personId, now })
  await services.jobs.enqueue(transaction, welcomeJob, { personId })
  return personId
}

async function recordFor(
  transaction: DatabaseTransaction,
  { name, email }: Registration,
  owner: Newcomer,
  now: Date,
): Promise<string> {
  if (owner.state === 'nobody') return insertPerson(transaction, { name, email, now })
  await deleteCredentials(transaction, owner.personId)
  await revokeSessions(transaction, owner.personId)
  if (name !== owner.name)
    await replaceName(transaction, { personId: owner.personId, name, now, isCorrection: false })
  return owner.personId
}

// An officer may have put them elsewhere, or at the same place with other work.
async function placeAt(
  transaction: DatabaseTransaction,
  personId: string,
  organisationId: string,
  { jobTitle, jobRoleCode, lineManager }: Registration,
  today: string,
): Promise<void> {
  const job = { jobTitle, jobRoleCode, lineManager }
  const held = await lockAffiliations(transaction, personId)
  const there = held.find((each) => each.organisationId === organisationId)
  for (const main of held.filter((each) => each.isMain && each !== there))
    await endAffiliation(transaction, main.id, today)
  if (there) await reviseAffiliation(transaction, there, { ...job, isMain: true }, today)
  else
    await beginAffiliation(transaction, {
      ...job,
      personId,
      organisationId,
      isMain: true,
      from: today,
    })
}

async function isOpenOrganisation(
  services: Services,
  transaction: DatabaseTransaction,
  id: string,
): Promise<boolean> {
  const today = ukDate(services.clock.now())
  const [first] = await findChosenOrganisations(transaction, id, today, {
    states: ['listed', 'requested'],
  })
  return first?.id === id && first.closedOn === null
}

/** The work of the job: says welcome. */
export async function sendWelcome(
  services: Services,
  person: { name: string; email: string; hasLeft: boolean } | undefined,
): Promise<void> {
  if (!person || person.hasLeft) return
  const { name, email } = person
  await services.mail.send({
    to: email,
    ...welcomeEmail({ ...(await placeOf(services)), name, email }),
  })
}
