import type { ReportingRoute, RouteDetails } from './reporting-route-queries.ts'

const shared = {
  audiences: ['public', 'young-people', 'practitioners'],
  nation: null,
  area: null,
  textNumber: null,
  textphone: null,
  signLanguageAddress: null,
  outOfHoursKey: null,
  anonymousPossible: null,
  recordMade: null,
  feedbackGiven: null,
  owner: '',
  validFrom: '2000-01-01',
  validTo: null,
  lastVerifiedOn: null,
  lastVerifiedBy: null,
  verificationNote: null,
} satisfies Partial<ReportingRoute>

/**
 * What holds everywhere: shown while a partnership has written down nothing yet, or where the database has never
 * answered; and offered for the registry.
 */
export const nationalRoutes: ReportingRoute[] = [
  {
    ...shared,
    id: 'emergency',
    key: 'emergency',
    name: 'Emergency services',
    purpose: 'A child is in danger now, or a crime is happening.',
    whatHappens: '',
    urgency: 'emergency',
    phone: '999',
    phoneIsFree: true,
    relayNumber: '18000',
    webAddress: null,
    hours: { kind: 'always' },
    position: 1,
    runBy: 'Police, ambulance, fire and rescue',
  },
  {
    ...shared,
    id: 'nspcc',
    key: 'nspcc',
    name: 'NSPCC helpline',
    purpose: 'You are worried about a child and want to talk it over with somebody.',
    whatHappens: '',
    audiences: ['public', 'practitioners'],
    urgency: 'advice',
    phone: '0808 800 5000',
    phoneIsFree: true,
    relayNumber: '18001 0808 800 5000',
    webAddress: 'https://www.nspcc.org.uk/',
    hours: { kind: 'published-elsewhere' },
    position: 2,
    runBy: 'NSPCC',
  },
  {
    ...shared,
    id: 'childline',
    key: 'childline',
    name: 'Childline',
    purpose: 'You are under 19 and want to talk about anything.',
    whatHappens: '',
    audiences: ['young-people'],
    urgency: 'advice',
    phone: '0800 1111',
    phoneIsFree: true,
    relayNumber: '18001 0800 1111',
    webAddress: 'https://www.childline.org.uk/',
    hours: { kind: 'always' },
    position: 3,
    runBy: 'NSPCC',
  },
  {
    ...shared,
    id: 'police',
    key: 'police',
    name: 'Police, not an emergency',
    purpose: 'To tell the police of something that is not happening now.',
    whatHappens: '',
    urgency: 'advice',
    phone: '101',
    phoneIsFree: true,
    relayNumber: '18001 101',
    webAddress: null,
    hours: { kind: 'always' },
    position: 4,
    runBy: 'Police',
  },
  {
    ...shared,
    id: 'ceop',
    key: 'ceop',
    name: 'CEOP Safety Centre',
    purpose: 'Somebody online is sexually abusing or grooming a child, or you fear so.',
    whatHappens: '',
    urgency: 'advice',
    phone: null,
    phoneIsFree: false,
    relayNumber: null,
    webAddress: 'https://www.ceop.police.uk/Safety-Centre/',
    hours: { kind: 'published-elsewhere' },
    position: 5,
    runBy: 'National Crime Agency',
  },
]

/** The same as entries of a registry that has none of them yet; each has still to be checked by a person. */
export function nationalRouteDetails(validFrom: string): RouteDetails[] {
  return nationalRoutes.map(
    ({
      id: _id,
      validTo: _validTo,
      lastVerifiedOn: _on,
      lastVerifiedBy: _by,
      verificationNote: _note,
      ...details
    }) => ({ ...details, validFrom, position: details.position * 10 }),
  )
}
