/** Every address of this slice. */
export const signInPaths = {
  signIn: '/sign-in',
  signOut: '/sign-out',
  secondFactor: (next: string | null = null) => withNext('/sign-in/second-factor', next),
  passkey: '/sign-in/passkey',
  passkeyOptions: '/sign-in/passkey/options',
  signInThen: (next: string) => withNext('/sign-in', next),
  withProviders: '/sign-in/with',
  withProvider: (id: string) => `/sign-in/with/${id}`,
  callback: (id: string) => `/sign-in/with/${id}/callback`,
  unknownAccount: '/sign-in/unknown-account',
  newPassword: '/sign-in/new-password',
  newPasswordRequest: (requestId: string) => `/sign-in/new-password/${requestId}`,
  setUp: (token: string) => `/sign-in/set-up/${token}`,
}

/** Set by the form with which somebody begins to register; a session cookie of this site alone. */
export const registrationCookie = '__Host-cairn-registration'

export const registrationPaths = {
  begin: (next: string | null = null) => withNext('/register', next),
  code: '/register/code',
  anotherCode: '/register/code/another',
  organisation: '/register/organisation',
  newOrganisation: (name = '') =>
    `/register/organisation/new${name ? `?name=${encodeURIComponent(name)}` : ''}`,
  work: '/register/work',
  'signing-in': '/register/signing-in',
  check: '/register/check',
}

export const accountPaths = {
  account: '/account',
  password: '/account/password',
  secondFactor: (next: string | null = null) => withNext('/account/second-factor', next),
  confirmSecondFactor: (next: string | null = null) =>
    withNext('/account/second-factor/confirmation', next),
  secondFactorRemoval: '/account/second-factor/removal',
  recoveryCodes: '/account/recovery-codes',
  sessionsEnd: '/account/sessions/end',
  proof: (next: string | null = null) => withNext('/account/proof', next),
  proofByPasskey: (next: string | null = null) => withNext('/account/proof/passkey', next),
  proofOptions: '/account/proof/passkey/options',
  newPasskey: (next: string | null = null) => withNext('/account/passkeys/new', next),
  passkeys: (next: string | null = null) => withNext('/account/passkeys', next),
  passkeyOptions: '/account/passkeys/options',
  passkey: (id: string) => `/account/passkeys/${id}`,
  passkeyName: (id: string) => `/account/passkeys/${id}/name`,
  passkeyRemoval: (id: string) => `/account/passkeys/${id}/removal`,
  linkedAccounts: '/account/linked-accounts',
  linkAccount: '/account/linked-accounts/new',
  linkedAccount: (providerId: string) => `/account/linked-accounts/${providerId}`,
  linkedAccountRemoval: (providerId: string) => `/account/linked-accounts/${providerId}/removal`,
}

const detailsAt = '/account/details'

/** The details check, and what each detail is changed at. `back`: where one goes on afterwards. */
export const detailsPaths = {
  show: (next: string | null = null) => withNext(detailsAt, next),
  confirmation: `${detailsAt}/confirmation`,
  later: `${detailsAt}/later`,
  name: (back: string | null = null) => withBack(`${detailsAt}/name`, back),
  email: (back: string | null = null) => withBack(`${detailsAt}/email`, back),
  emailCode: (requestId: string, back: string | null = null) =>
    withBack(`${detailsAt}/email/${requestId}`, back),
}

export type EmployerPaths = ReturnType<typeof employerPaths>

/** Where somebody's employers are changed: one's own, or those of a person on the desk. */
export function employerPaths(personId: string | null, back: string | null = null) {
  const at = personId ? `/manage/people/${personId}/employers` : `${detailsAt}/employers`
  const path = (end: string) => withBack(`${at}/${end}`, back)
  return {
    add: path('new'),
    addUnlisted: path('new/not-listed'),
    changeToUnlisted: (affiliationId: string) => path(`${affiliationId}/not-listed`),
    organisation: (affiliationId: string) => path(`${affiliationId}/organisation`),
    job: (affiliationId: string) => path(`${affiliationId}/job`),
    main: (affiliationId: string) => path(`${affiliationId}/main`),
    leaving: (affiliationId: string) => path(`${affiliationId}/leaving`),
  }
}

export const personPaths = {
  list: '/manage/people',
  new: '/manage/people/new',
  secondFactors: '/manage/people/second-factors',
  show: (id: string) => `/manage/people/${id}`,
  details: (id: string) => `/manage/people/${id}/details`,
  detailsRequest: (id: string) => `/manage/people/${id}/details-request`,
  roles: (id: string) => `/manage/people/${id}/roles`,
  roleRemoval: (id: string) => `/manage/people/${id}/roles/removal`,
  invitation: (id: string) => `/manage/people/${id}/invitation`,
  sessionsEnd: (id: string) => `/manage/people/${id}/sessions/end`,
  secondFactorReset: (id: string) => `/manage/people/${id}/second-factor-reset`,
  leaving: (id: string) => `/manage/people/${id}/leaving`,
  coming: (id: string) => `/manage/people/${id}/return`,
}

/** The list of people as a whole: out, in, and what is done to many at once. */
export const rosterPaths = {
  export: '/manage/people/export.csv',
  selections: '/manage/people/selections',
  selection: (id: string) => `/manage/people/selections/${id}`,
  selectionExport: (id: string) => `/manage/people/selections/${id}/people.csv`,
  change: (id: string, action: string) => `/manage/people/selections/${id}/${action}`,
  changes: (id: string) => `/manage/people/selections/${id}/changes`,
  import: '/manage/people/import',
  imported: (id: string, given: { invites?: boolean } = {}) =>
    `/manage/people/import/${id}${given.invites ? '?invites=yes' : ''}`,
  importRefused: (id: string) => `/manage/people/import/${id}/refused.csv`,
  importStart: (id: string) => `/manage/people/import/${id}/start`,
  importDrop: (id: string) => `/manage/people/import/${id}/drop`,
}

/** Records that may be one person, and the merges of those that were. */
export const duplicatePaths = {
  list: '/manage/people/duplicates',
  dismissed: '/manage/people/duplicates?show=dismissed',
  compare: '/manage/people/duplicates/compare',
  pair: (id: string) => `/manage/people/duplicates/${id}`,
  preview: (id: string) => `/manage/people/duplicates/${id}/merge`,
  dismissal: (id: string) => `/manage/people/duplicates/${id}/dismissal`,
  reopening: (id: string) => `/manage/people/duplicates/${id}/reopening`,
  merges: '/manage/people/merges',
  merge: (id: string) => `/manage/people/merges/${id}`,
  undoing: (id: string) => `/manage/people/merges/${id}/undoing`,
}

export const organisationPaths = {
  /** Answers what somebody types into the picker. */
  find: '/organisations/find',
  list: '/manage/organisations',
  new: '/manage/organisations/new',
  show: (id: string) => `/manage/organisations/${id}`,
  name: (id: string) => `/manage/organisations/${id}/name`,
  nameRemoval: (id: string) => `/manage/organisations/${id}/name/removal`,
  closure: (id: string) => `/manage/organisations/${id}/closure`,
  reopening: (id: string) => `/manage/organisations/${id}/reopening`,
  export: '/manage/organisations/organisations.csv',
  bulk: '/manage/organisations/together',
  requests: '/manage/organisations/requests',
  request: (id: string) => `/manage/organisations/requests/${id}`,
  requestApproval: (id: string) => `/manage/organisations/requests/${id}/approval`,
  requestMatch: (id: string) => `/manage/organisations/requests/${id}/match`,
  requestRefusal: (id: string) => `/manage/organisations/requests/${id}/refusal`,
  import: '/manage/organisations/import',
  importPreview: (id: string) => `/manage/organisations/import/${id}`,
  importRefused: (id: string) => `/manage/organisations/import/${id}/refused.csv`,
  correction: (id: string) => `/manage/organisations/${id}/correction`,
  parent: (id: string) => `/manage/organisations/${id}/parent`,
  domains: (id: string) => `/manage/organisations/${id}/domains`,
  domainRemoval: (id: string) => `/manage/organisations/${id}/domains/removal`,
}

export const agencyPaths = {
  list: '/agency',
  export: '/agency/people.csv',
  review: '/agency/review',
  show: (personId: string) => `/agency/people/${personId}`,
  leaving: (personId: string) => `/agency/people/${personId}/leaving`,
  /** These two are pages of training. */
  learning: '/agency/learning',
  learningExport: '/agency/learning.csv',
  ask: '/account/agency-lead',
  requests: '/manage/people/agency-leads',
  request: (requestId: string) => `/manage/people/agency-leads/${requestId}`,
  decision: (requestId: string) => `/manage/people/agency-leads/${requestId}/decision`,
}

export const partnershipPaths = { partnership: '/manage/partnership' }

export const providerPaths = {
  list: '/manage/sign-in-providers',
  new: '/manage/sign-in-providers/new',
  show: (id: string) => `/manage/sign-in-providers/${id}`,
  state: (id: string) => `/manage/sign-in-providers/${id}/state`,
}

export const auditPaths = { list: '/manage/audit', check: '/manage/audit/check' }

function withBack(path: string, back: string | null): string {
  return back ? `${path}?back=${encodeURIComponent(back)}` : path
}

function withNext(path: string, next: string | null): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path
}
