/** People, organisations, affiliations, sign-in: what other slices may use. */

// Who somebody is
export { findPeopleById, findSignedInPerson } from './person-queries.ts'
export { findNameAt } from './details-check/former-name-queries.ts'
export { listWorkspacePeople } from './workspace-people-queries.ts'

// Where they work
export {
  findAffiliationContinuing,
  listAffiliations,
  listAffiliationsOn,
  listAgencySectors,
} from './affiliations/affiliation-queries.ts'
export { carryOutImport, readImport } from './organisations/import/imports.ts'
export { insertSuccession } from './organisations/succession-queries.ts'

// Whether their details still hold
export { mailNotingBounces } from './details-check/bounces.ts'
export { checkShownDetails } from './details-check/details-check.ts'
export { confirmDetails, detailsStatesOf } from './details-check/details-check-queries.ts'
export { DetailsCards, DetailsGaps, DetailsStateTag } from './details-check/details-cards.tsx'
export type { DetailsState } from './details-check/details-state.ts'
export { findPersonDetails, type PersonDetails } from './details-check/own-details.ts'

// What an agency lead sees
export { freshProof } from './account/fresh-proof.ts'
export { asAgencyLead, leadAnAgency } from './agency/agency-lead-role.ts'
export { listAgencyPeople, type AgencyPerson } from './agency/agency-queries.ts'
export { agencyPaths } from './people-paths.ts'

// The page shell and the partnership
export { nameWorkspaceParts, siteOf, type WorkspacePartRule } from './site.ts'
export { findPartnershipOf } from './partnership/partnership-queries.ts'

// What each slice says of the records it keeps: for merging, the audit log, rights and retention
export { traces, type PersonalRecord } from './personal-records.ts'
export { lookForDuplicates } from './duplicates/duplicates.ts'
export { tellMergesOf, type MergePreparation } from './duplicates/merging.ts'
export { nameAuditSubjects, type SubjectNamer } from './audit/audit-log.ts'
export type { PersonalData, SliceData } from './privacy/personal-data.ts'
export { tellWhatSlicesKeep } from './privacy/still-held-queries.ts'
export type { RetentionAct } from './privacy/retention.ts'

// The demonstration, and the operator
export {
  closeDemonstrationSignIns,
  hasDemonstrationSignIns,
  refuseDemonstrationSignIns,
} from './demonstration.ts'
export { hashPassword } from './sign-in/password-hashing.ts'
export { sealSecondFactorKey } from './sign-in/second-factor.ts'
