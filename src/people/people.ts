/** People, organisations, affiliations, sign-in: what other slices may use. */
export { findPeopleById, findSignedInPerson } from './person-queries.ts'
export { findPartnershipOf } from './partnership/partnership-queries.ts'
export { nameWorkspaceParts, siteOf, type WorkspacePartRule } from './site.ts'
export {
  findAffiliationContinuing,
  findMainAffiliation,
  listAffiliations,
  listAffiliationsOn,
  listAgencySectors,
  type Affiliation,
} from './affiliations/affiliation-queries.ts'
export { carryOutImport, readImport } from './organisations/import/imports.ts'
export { fileInMemory } from './organisations/import/register-file.ts'
export { insertSuccession } from './organisations/succession-queries.ts'
export { findNameAt } from './details-check/former-name-queries.ts'
export { mailNotingBounces } from './details-check/bounces.ts'
export { checkShownDetails } from './details-check/details-check.ts'
export { confirmDetails, detailsStatesOf } from './details-check/details-check-queries.ts'
export { DetailsCards, DetailsGaps, DetailsStateTag } from './details-check/details-cards.tsx'
export type { DetailsState } from './details-check/details-state.ts'
export { findPersonDetails, type PersonDetails } from './details-check/own-details.ts'
export { hashPassword } from './sign-in/password-hashing.ts'
export { sealSecondFactorKey } from './sign-in/second-factor.ts'
export {
  closeDemonstrationSignIns,
  hasDemonstrationSignIns,
  refuseDemonstrationSignIns,
} from './demonstration.ts'
export { listWorkspacePeople } from './workspace-people-queries.ts'
export { nameAuditSubjects, type SubjectNamer } from './audit/audit-log.ts'
export { lookForDuplicates } from './duplicates/duplicates.ts'
export { tellMergesOf, type MergePreparation } from './duplicates/merging.ts'
export { traces, type PersonalRecord } from './personal-records.ts'
export { asAgencyLead, leadAnAgency } from './agency/agency-lead-role.ts'
export { listAgencyPeople, type AgencyPerson } from './agency/agency-queries.ts'
export { agencyPaths } from './people-paths.ts'
export type { PersonalData, SliceData } from './privacy/personal-data.ts'
export { tellWhatSlicesKeep } from './privacy/still-held-queries.ts'
export type { RetentionAct } from './privacy/retention.ts'
export { countPrivacyRequests } from './privacy/privacy-requests.ts'
