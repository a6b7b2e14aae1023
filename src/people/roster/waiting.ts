import type { Services } from '../../platform/web.ts'
import { countLeadRequests } from '../agency/agency-lead-request-queries.ts'
import { countDetailsStates } from '../details-check/details-check-queries.ts'
import { countDuplicatePairs } from '../duplicates/duplicate-queries.ts'
import { countRequestedOrganisations } from '../organisations/organisation-request-queries.ts'
import { agencyPaths, duplicatePaths, organisationPaths } from '../people-paths.ts'
import { privacyDeskPaths } from '../privacy/privacy-paths.ts'
import { countPrivacyRequests } from '../privacy/privacy-requests.ts'
import { listWith } from './people-list-paths.ts'
import { countRosterStates } from './waiting-queries.ts'

/** Something at the desk that waits for somebody, with where it is done. */
export type Waiting = {
  text: string
  count: number
  /** Of how many, where the number is a part of them. */
  of?: number
  href: string
}

/** Everything that waits, with its number. */
export async function listWaiting({ database, clock }: Services): Promise<Waiting[]> {
  const now = clock.now()
  const leftSince = new Date(now.getTime() - 90 * 24 * 3600_000)
  // One after the other: a page must not take every connection.
  const states = await countRosterStates(database, leftSince)
  const details = await countDetailsStates(database, now)
  const privacy = await countPrivacyRequests(database, now)
  const duplicates = await countDuplicatePairs(database)
  const leadRequests = await countLeadRequests(database)
  const requested = await countRequestedOrganisations(database)
  return [
    {
      text: 'Privacy requests whose time has run out',
      count: privacy.overdue,
      of: privacy.open,
      href: privacyDeskPaths.list,
    },
    {
      text: 'Privacy requests and complaints that are open',
      count: privacy.open,
      href: privacyDeskPaths.list,
    },
    {
      text: 'Organisations that people asked to be listed',
      count: requested,
      href: organisationPaths.requests,
    },
    { text: 'Records that may be one person twice', count: duplicates, href: duplicatePaths.list },
    {
      text: 'People who ask to lead their agency',
      count: leadRequests,
      href: agencyPaths.requests,
    },
    {
      text: 'Details that are due to be checked',
      count: details.due,
      of: details.people,
      href: listWith({ details: 'due' }),
    },
    {
      text: 'Details that are overdue',
      count: details.overdue,
      of: details.people,
      href: listWith({ details: 'overdue' }),
    },
    {
      text: 'People whose role asks for a second factor and who have none',
      count: states.withoutSecondFactor,
      of: states.askedForSecondFactor,
      href: listWith({ signIn: 'unsafe' }),
    },
    {
      text: 'People who left in the last 90 days',
      count: states.left,
      href: listWith({ leftWithin: '90' }),
    },
  ]
}
