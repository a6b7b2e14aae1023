import type { Job } from '../../platform/jobs.ts'
import type { Services } from '../../platform/web.ts'
import {
  organisationRequestJob,
  tellOfOrganisationRequest,
  type OrganisationRequestLetter,
} from '../organisations/organisation-requests.ts'
import { findPeopleById } from '../person-queries.ts'
import { sendWelcome, welcomeJob } from './completion.ts'
import { registrationCodeJob, sendRegistrationCode } from './registration.ts'
import { removeEndedRegistrations } from './registration-queries.ts'

/** Codes and letters of registering, and every hour the removal of what was typed and not finished. */
export function registrationJobs(services: Services): Job<never>[] {
  const codes: Job<{ registrationId: string; requestId: string }> = {
    name: registrationCodeJob,
    // After that the code would be too old to be typed.
    retries: 3,
    isQuick: true,
    work: (request) => sendRegistrationCode(services, request),
  }
  const welcomes: Job<{ personId: string }> = {
    name: welcomeJob,
    isQuick: true,
    work: async ({ personId }) => {
      const people = await findPeopleById(services.database, [personId])
      await sendWelcome(services, people.get(personId))
    },
  }
  const requests: Job<OrganisationRequestLetter> = {
    name: organisationRequestJob,
    isQuick: true,
    work: (letter) => tellOfOrganisationRequest(services, letter),
  }
  const tidying: Job = {
    name: 'people.remove-ended-registrations',
    schedule: '27 * * * *',
    work: () => removeEndedRegistrations(services.database, services.clock.now()),
  }
  return [codes, welcomes, requests, tidying]
}
