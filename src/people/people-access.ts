import { officerOr, type Role } from '../platform/access.ts'

/** Add people, give and take roles, reset second factors; organisations too. */
export const managePeople = officerOr('manage people and organisations')

/** Say what the partnership is called. */
export const namePartnership = officerOr('name the partnership')

/** See who did what. */
export const readAuditLog = officerOr('read the audit log')

/** Roles as people call them. */
export const roleNames: Record<Role, string> = {
  officer: 'Officer',
  communications: 'Communications',
  'training-coordinator': 'Training coordinator',
  'agency-lead': 'Agency lead',
  practitioner: 'Practitioner',
}

/** What each role may do, for whoever gives one. */
export const roleMeanings: Record<Role, string> = {
  officer: 'Everything the business unit does: people, publishing, training, bulletins',
  communications: 'Campaigns, guidance and bulletins; another person publishes',
  'training-coordinator': 'Courses, enrolments and certificates',
  'agency-lead': 'Sees the people of one organisation',
  practitioner: 'Learns, and keeps their own record',
}
