import { createHash } from 'node:crypto'
import { ukDate } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { listAffiliationsOn, type Affiliation } from '../affiliations/affiliation-queries.ts'
import {
  findCheckRecord,
  findEmployerStandings,
  type CheckRecord,
  type EmployerStanding,
} from './details-check-queries.ts'
import { detailsDueAt, detailsStateOf, type DetailsState } from './details-state.ts'

export type Employer = Affiliation & Pick<EmployerStanding, 'state' | 'closedOn' | 'successors'>

/** What has to be put right before anybody can say that everything is. */
export type Gap =
  | { kind: 'no-employer' }
  | { kind: 'no-role'; employer: Employer }
  | { kind: 'closed'; employer: Employer }
  | { kind: 'refused'; employer: Employer }

/** Everything of a person that the details check is about. */
export type PersonDetails = Omit<CheckRecord, 'createdAt'> & {
  employers: Employer[]
  state: DetailsState
  dueAt: Date
  gaps: Gap[]
  /** Changes with whatever is shown: what was confirmed is what the page showed. */
  fingerprint: string
}

/** What somebody is to look through: their record, employers, and what is wrong with one of these. */
export async function findPersonDetails(
  database: Database,
  personId: string,
  now: Date,
): Promise<PersonDetails | null> {
  const record = await findCheckRecord(database, personId)
  if (!record) return null
  const today = ukDate(now)
  const affiliations = await listAffiliationsOn(database, personId, today)
  const standings = await findEmployerStandings(
    database,
    affiliations.map(({ organisationId }) => organisationId),
    today,
  )
  const employers = affiliations.map((affiliation) => {
    const { state, closedOn, successors } = standings.get(affiliation.organisationId)!
    return { ...affiliation, state, closedOn, successors }
  })
  return {
    ...record,
    employers,
    state: detailsStateOf(record, now),
    dueAt: detailsDueAt(record),
    gaps: gapsOf(employers),
    fingerprint: fingerprintOf(record, employers),
  }
}

function gapsOf(employers: Employer[]): Gap[] {
  if (employers.length === 0) return [{ kind: 'no-employer' }]
  return employers.flatMap((employer): Gap[] => {
    if (employer.closedOn) return [{ kind: 'closed', employer }]
    if (employer.state === 'refused') return [{ kind: 'refused', employer }]
    return employer.jobRole ? [] : [{ kind: 'no-role', employer }]
  })
}

function fingerprintOf({ name, email }: CheckRecord, employers: Employer[]): string {
  const shown = employers.map(
    ({ id, organisationName, jobTitle, jobRole, lineManager, isMain }) => [
      id,
      organisationName,
      jobTitle,
      jobRole?.code,
      lineManager,
      isMain,
    ],
  )
  return createHash('sha256')
    .update(JSON.stringify([name, email, shown]))
    .digest('base64url')
    .slice(0, 22)
}
