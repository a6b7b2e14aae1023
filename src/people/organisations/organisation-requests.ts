import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { DatabaseTransaction } from '../../platform/database.ts'
import { countAttempt } from '../../platform/throttle.ts'
import type { Services } from '../../platform/web.ts'
import { placeOf } from '../people-notices.ts'
import { listWorkspacePeople } from '../workspace-people-queries.ts'
import {
  insertOrganisationName,
  lockOrganisations,
  nameOrganisations,
} from './organisation-queries.ts'
import { organisationRequestEmail } from './organisation-request-emails.tsx'
import {
  countRequestedOrganisations,
  findRequestedTwin,
  insertRequestedOrganisation,
} from './organisation-request-queries.ts'

export const organisationRequestJob = 'people.tell-of-organisation-request'

/** Each officer gets no more letters of this kind a day; each says how many wait. */
const noticesADay = { attempts: 10, windowMs: 24 * 3600_000 }

/** What is told of an organisation that is not listed. */
export type UnlistedOrganisation = {
  name: string
  sectorCode: string
  postcode: string | null
  place: string | null
  website: string | null
}

/**
 * Somebody works at an organisation that is not listed. It gets a record at once, which nobody else can choose until an
 * officer has listed it, and the officers are told. The one that a colleague asked for before is used again. Pass the
 * transaction in which the person is affiliated to it.
 */
export async function requestOrganisation(
  services: Pick<Services, 'clock' | 'jobs'>,
  transaction: DatabaseTransaction,
  organisation: UnlistedOrganisation,
  by: { id: string },
): Promise<string> {
  // As for every change of the register: two people must not ask for the same one at once.
  await lockOrganisations(transaction)
  const twin = await findRequestedTwin(transaction, organisation)
  if (twin) return twin
  const now = services.clock.now()
  const id = await insertRequestedOrganisation(transaction, { ...organisation, by: by.id, now })
  await insertOrganisationName(transaction, id, organisation.name, ukDate(now))
  await audit(transaction, {
    action: 'organisation.requested',
    by: by.id,
    subject: { kind: 'organisation', id },
    details: { name: organisation.name },
  })
  await services.jobs.enqueue(transaction, organisationRequestJob, { organisationId: id })
  return id
}

/** The work of the job: tells every officer. */
export async function tellOfOrganisationRequest(
  services: Services,
  organisationId: string,
): Promise<void> {
  const { database, clock } = services
  const { allowed } = await countAttempt(
    database,
    clock,
    'organisation-request notices',
    noticesADay,
  )
  if (!allowed) return
  const names = await nameOrganisations(database, [organisationId], ukDate(clock.now()))
  const name = names.get(organisationId)
  const waiting = await countRequestedOrganisations(database)
  if (!name || waiting === 0) return
  const place = await placeOf(services)
  for (const officer of await listWorkspacePeople(database, ['officer']))
    await services.mail.send({
      to: officer.email,
      ...organisationRequestEmail({ ...place, officer: officer.name, name, waiting }),
    })
}
