/** Every address of this slice. */
export const signInPaths = {
  signIn: '/sign-in',
  signOut: '/sign-out',
  secondFactor: (next: string | null = null) => withNext('/sign-in/second-factor', next),
  newPassword: '/sign-in/new-password',
  newPasswordRequest: (requestId: string) => `/sign-in/new-password/${requestId}`,
  setUp: (token: string) => `/sign-in/set-up/${token}`,
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
}

export const personPaths = {
  list: '/manage/people',
  new: '/manage/people/new',
  secondFactors: '/manage/people/second-factors',
  show: (id: string) => `/manage/people/${id}`,
  details: (id: string) => `/manage/people/${id}/details`,
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
  change: (id: string, action: string) => `/manage/people/selections/${id}/${action}`,
  import: '/manage/people/import',
  imported: (id: string) => `/manage/people/import/${id}`,
  importRefused: (id: string) => `/manage/people/import/${id}/refused.csv`,
  importStart: (id: string) => `/manage/people/import/${id}/start`,
  importDrop: (id: string) => `/manage/people/import/${id}/drop`,
}

export const organisationPaths = {
  /** Answers what somebody types into the picker. */
  find: '/organisations/find',
  list: '/manage/organisations',
  new: '/manage/organisations/new',
  show: (id: string) => `/manage/organisations/${id}`,
  name: (id: string) => `/manage/organisations/${id}/name`,
  closure: (id: string) => `/manage/organisations/${id}/closure`,
  reopening: (id: string) => `/manage/organisations/${id}/reopening`,
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

export const auditPaths = { list: '/manage/audit', check: '/manage/audit/check' }

function withNext(path: string, next: string | null): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path
}
