import type { Hono } from 'hono'
import { healthRoutes } from './platform/health-routes.ts'
import type { Job } from './platform/jobs.ts'
import { createWeb, type AppEnv, type Services } from './platform/web.ts'
import { assetRoutes } from './ui/asset-routes.ts'
import type { EmailSamples } from './ui/email.tsx'
import { renderProblemPage } from './ui/problem-page.tsx'
import { managePeople, namePartnership, readAuditLog } from './people/people-access.ts'
import { sample as peopleEmails } from './people/people-emails.tsx'
import { peopleJobs } from './people/people-jobs.ts'
import {
  findSignedInPerson,
  mailNotingBounces,
  nameAuditSubjects,
  nameWorkspaceParts,
  siteOf,
  tellMergesOf,
  tellWhatSlicesKeep,
  type PersonalData,
  type RetentionAct,
  type SubjectNamer,
  type WorkspacePartRule,
} from './people/people.ts'
import { personRoutes } from './people/person-routes.tsx'
import { peoplePersonalRecords, type PersonalRecord } from './people/personal-records.ts'
import { accountRoutes } from './people/account/account-routes.tsx'
import { proofRoutes } from './people/account/proof-routes.tsx'
import { employerRoutes } from './people/affiliations/employer-routes.tsx'
import { agencyLeadRequestRoutes } from './people/agency/agency-lead-request-routes.tsx'
import { agencyRoutes } from './people/agency/agency-routes.tsx'
import { auditRoutes } from './people/audit/audit-routes.tsx'
import { sample as detailsEmails } from './people/details-check/details-emails.tsx'
import { detailsJobs } from './people/details-check/details-jobs.ts'
import { detailsRoutes } from './people/details-check/details-routes.tsx'
import { duplicateRoutes } from './people/duplicates/duplicate-routes.tsx'
import { organisationImportRoutes } from './people/organisations/import/import-routes.tsx'
import { organisationBulkRoutes } from './people/organisations/organisation-bulk-routes.tsx'
import { organisationPickerRoutes } from './people/organisations/organisation-picker-routes.ts'
import { sample as organisationRequestEmails } from './people/organisations/organisation-request-emails.tsx'
import { organisationNameRoutes } from './people/organisations/organisation-name-routes.tsx'
import { organisationRoutes } from './people/organisations/organisation-routes.tsx'
import { organisationRequestRoutes } from './people/organisations/request-routes.tsx'
import { successionRoutes } from './people/organisations/succession-routes.tsx'
import { partnershipRoutes } from './people/partnership/partnership-routes.tsx'
import { passkeyRoutes } from './people/passkeys/passkey-routes.tsx'
import { personImportRoutes } from './people/person-import/person-import-routes.tsx'
import { complaintRoutes } from './people/privacy/complaint-routes.tsx'
import { erasureRoutes } from './people/privacy/erasure-routes.tsx'
import { ownDataRoutes } from './people/privacy/own-data-routes.tsx'
import { peopleData } from './people/privacy/own-personal-records.ts'
import { answerPrivacyRequests } from './people/privacy/privacy-access.ts'
import { privacyDeskRoutes } from './people/privacy/privacy-desk-routes.tsx'
import { sample as privacyEmails } from './people/privacy/privacy-emails.tsx'
import { privacyJobs } from './people/privacy/privacy-jobs.ts'
import { peopleRetention } from './people/privacy/retention-personal-records.ts'
import { retentionRoutes } from './people/privacy/retention-routes.tsx'
import { sample as registrationEmails } from './people/registration/registration-emails.tsx'
import { registrationJobs } from './people/registration/registration-jobs.ts'
import { registrationRoutes } from './people/registration/registration-routes.tsx'
import { bulkChangeRoutes } from './people/roster/bulk-change-routes.tsx'
import { peopleListRoutes } from './people/roster/people-list-routes.tsx'
import { secondFactorPolicyRoutes } from './people/sign-in/second-factor-policy-routes.tsx'
import { signInRoutes } from './people/sign-in/sign-in-routes.tsx'
import { providerRoutes } from './people/single-sign-on/provider-routes.tsx'
import { singleSignOnRoutes } from './people/single-sign-on/single-sign-on-routes.tsx'
import { editorRoutes } from './publishing/editor-routes.ts'
import { feedRoutes } from './publishing/feed-routes.ts'
import { pictureRoutes } from './publishing/picture-routes.tsx'
import { publicationCareJobs } from './publishing/publication-care-jobs.ts'
import {
  publishingData,
  publishingPersonalRecords,
} from './publishing/publication-personal-records.ts'
import { publicationRoutes } from './publishing/publication-routes.tsx'
import { keepFiles, keepTerms } from './publishing/publishing-access.ts'
import { namePublications, publicationJobs, type PublicationKind } from './publishing/publishing.ts'
import { sample as reviewEmails } from './publishing/review-emails.tsx'
import { searchRoutes } from './publishing/search-routes.tsx'
import { termRoutes } from './publishing/term-routes.tsx'
import { campaignJobs } from './campaigns/campaign-jobs.ts'
import { campaignData, campaignPersonalRecords } from './campaigns/campaign-personal-records.ts'
import { campaignRoutes } from './campaigns/campaign-routes.tsx'
import { campaignKind } from './campaigns/campaigns.ts'
import { sample as campaignEmails } from './campaigns/coalition-emails.tsx'
import { manageCampaignRoutes } from './campaigns/manage-campaign-routes.tsx'
import { concernPersonalRecords } from './concerns/concern-personal-records.ts'
import {
  concernPaths,
  manageRoutes,
  routesToCheck,
  searchableReporting,
} from './concerns/concerns.ts'
import { manageRouteRoutes } from './concerns/manage-route-routes.tsx'
import { manageThresholdRoutes } from './concerns/manage-threshold-routes.tsx'
import { reportRoutes } from './concerns/report-routes.tsx'
import { guidanceRoutes } from './guidance/guidance-routes.tsx'
import { guidanceKind } from './guidance/guidance.ts'
import { instrumentRoutes } from './guidance/instrument-routes.tsx'
import { manageGuidanceRoutes } from './guidance/manage-guidance-routes.tsx'
import { agencyLearningRoutes } from './learning/agency-learning-routes.tsx'
import { learnerRoutes } from './learning/learner-routes.tsx'
import { learnersRoutes } from './learning/learners-routes.tsx'
import {
  learningData,
  learningPersonalRecords,
  learningRetention,
} from './learning/learning-personal-records.ts'
import { courseKind, prepareEnrolmentsForMerge, seeTraining } from './learning/learning.ts'
import { manageTrainingRoutes } from './learning/manage-training-routes.tsx'
import { ownLearningRoutes } from './learning/own-learning-routes.tsx'
import { trainingRoutes } from './learning/training-routes.tsx'
import { bulletinEditorRoutes } from './bulletins/bulletin-editor-routes.tsx'
import { sample as bulletinEmails } from './bulletins/bulletin-emails.tsx'
import { bulletinJobs } from './bulletins/bulletin-jobs.ts'
import {
  bulletinData,
  bulletinPersonalRecords,
  bulletinRetention,
} from './bulletins/bulletin-personal-records.ts'
import { bulletinRoutes } from './bulletins/bulletin-routes.tsx'
import { bulletinKind, bulletinWorkspaceParts } from './bulletins/bulletins.ts'
import { mailingRoutes } from './bulletins/mailing-routes.tsx'
import { subscriberRoutes } from './bulletins/subscriber-routes.tsx'
import { sample as subscriptionEmails } from './bulletins/subscription-emails.tsx'
import { subscriptionRoutes } from './bulletins/subscription-routes.tsx'
import { importRoutes } from './bulletins/import/import-routes.tsx'
import { homeRoutes } from './home/home-routes.tsx'
import { developmentRoutes } from './development/development-routes.tsx'
import { developmentMailRoutes } from './development/mail-routes.tsx'

/** The whole product: every slice mounted by hand. Read this first. */
export function createApp(services: Services): Hono<AppEnv> {
  const app = createWeb(services, {
    loadPerson: findSignedInPerson,
    problemPage: async (c, problem) =>
      c.html(renderProblemPage(await siteOf(c), problem), problem.status),
    uploadPaths:
      /^\/manage\/((?:bulletins|organisations|people)\/import|subscribers\/add|files)(\/|$)/,
    crossSitePaths: /^\/bulletins\/unsubscribe\//,
  })

  nameWorkspaceParts(workspaceParts)
  tellWhatSlicesKeep(personalData.slices)
  tellMergesOf({ records: personalRecords, preparations: [prepareEnrolmentsForMerge] })
  nameAuditSubjects(Object.fromEntries(publicationKinds.map(namerOf)))

  app.route('/', healthRoutes)
  app.route('/', assetRoutes)
  app.route('/', homeRoutes)

  // Publications of every kind
  app.route('/', publicationRoutes(publicationKinds, routesToCheck))
  app.route('/', editorRoutes(routesToCheck))
  app.route('/', searchRoutes(searchableReporting))
  app.route('/', feedRoutes(publicationKinds))
  app.route('/', termRoutes)
  app.route('/', pictureRoutes)

  // Report a concern
  app.route('/', reportRoutes)
  app.route('/', manageThresholdRoutes)
  app.route('/', manageRouteRoutes)

  // Campaigns and guidance
  app.route('/', campaignRoutes)
  app.route('/', manageCampaignRoutes)
  app.route('/', guidanceRoutes)
  app.route('/', manageGuidanceRoutes)
  app.route('/', instrumentRoutes)

  // Bulletins
  app.route('/', subscriptionRoutes)
  app.route('/', bulletinRoutes)
  app.route('/', bulletinEditorRoutes)
  app.route('/', importRoutes)
  app.route('/', mailingRoutes)
  app.route('/', subscriberRoutes)

  // Getting in
  app.route('/', signInRoutes)
  app.route('/', registrationRoutes)
  app.route('/', passkeyRoutes)
  app.route('/', singleSignOnRoutes)

  // What people see of themselves, and leads of their agency
  app.route('/', accountRoutes)
  app.route('/', proofRoutes)
  app.route('/', detailsRoutes)
  app.route('/', employerRoutes)
  app.route('/', ownDataRoutes(personalData))
  app.route('/', complaintRoutes)
  app.route('/', agencyRoutes)

  // The desk. What lies beside the address of one person or organisation comes before it.
  app.route('/', secondFactorPolicyRoutes)
  app.route('/', agencyLeadRequestRoutes)
  app.route('/', peopleListRoutes)
  app.route('/', bulkChangeRoutes)
  app.route('/', duplicateRoutes)
  app.route('/', personImportRoutes)
  app.route('/', personRoutes)
  app.route('/', organisationImportRoutes)
  app.route('/', organisationRequestRoutes)
  app.route('/', organisationBulkRoutes)
  app.route('/', organisationRoutes)
  app.route('/', organisationNameRoutes)
  app.route('/', organisationPickerRoutes)
  app.route('/', successionRoutes)
  app.route('/', providerRoutes)
  app.route('/', partnershipRoutes)
  app.route('/', auditRoutes)
  app.route('/', privacyDeskRoutes(personalData))
  app.route('/', erasureRoutes(personalData))
  app.route('/', retentionRoutes(retentionActs))

  // Learning
  app.route('/', trainingRoutes)
  app.route('/', learnerRoutes)
  app.route('/', manageTrainingRoutes)
  app.route('/', learnersRoutes)
  app.route('/', ownLearningRoutes)
  app.route('/', agencyLearningRoutes)

  app.route('/', developmentRoutes)
  if (services.config.environment === 'development') {
    app.route('/', developmentMailRoutes(emailSamples))
  }
  return app
}

/** Everything that is drafted, reviewed, published and found alike. */
const publicationKinds: PublicationKind[] = [campaignKind, guidanceKind, courseKind, bulletinKind]

/** What the audit log calls a publication. */
function namerOf(kind: PublicationKind): [string, SubjectNamer] {
  return [
    kind.kind,
    async (database, ids) => {
      const names = await namePublications(database, { ids })
      return new Map(names.map(({ id, title }) => [id, { text: title, href: kind.editPath(id) }]))
    },
  ]
}

/** The navigation of the workspace; each person sees the parts that they may use. */
const workspaceParts: WorkspacePartRule[] = [
  { text: 'Campaigns', href: '/manage/campaigns', access: campaignKind.access },
  { text: 'Guidance', href: '/manage/guidance', access: guidanceKind.access },
  { text: 'Training', href: '/manage/training', access: seeTraining },
  ...bulletinWorkspaceParts,
  { text: 'Files', href: '/manage/files', access: keepFiles },
  { text: 'Reporting routes', href: concernPaths.manage, access: manageRoutes },
  { text: 'Terms', href: '/manage/terms', access: keepTerms },
  { text: 'People', href: '/manage/people', access: managePeople },
  { text: 'Organisations', href: '/manage/organisations', access: managePeople },
  { text: 'Partnership', href: '/manage/partnership', access: namePartnership },
  { text: 'Privacy requests', href: '/manage/privacy-requests', access: answerPrivacyRequests },
  { text: 'Sign-in of agencies', href: '/manage/sign-in-providers', access: managePeople },
  { text: 'Audit log', href: '/manage/audit', access: readAuditLog },
]

/** What every slice keeps of people. */
export const personalRecords: PersonalRecord[] = [
  ...peoplePersonalRecords,
  ...publishingPersonalRecords,
  ...concernPersonalRecords,
  ...campaignPersonalRecords,
  ...learningPersonalRecords,
  ...bulletinPersonalRecords,
]

/** What people see, take with them and have erased of it. */
export const personalData: PersonalData = {
  records: personalRecords,
  slices: [peopleData, learningData, bulletinData, campaignData, publishingData],
}

/** What the rules of retention do; when is data. */
export const retentionActs: RetentionAct[] = [
  ...peopleRetention,
  ...learningRetention,
  ...bulletinRetention,
]

/** An example of every e-mail of every slice. */
const emailSamples: EmailSamples = {
  ...bulletinEmails,
  ...subscriptionEmails,
  ...campaignEmails,
  ...peopleEmails,
  ...detailsEmails,
  ...privacyEmails,
  ...registrationEmails,
  ...organisationRequestEmails,
  ...reviewEmails,
}

/** Every background job of every slice. */
export function allJobs(given: Services): Job<never>[] {
  const services = { ...given, mail: mailNotingBounces(given) }
  return [
    ...publicationJobs(services.database, services.clock, publicationKinds),
    ...publicationCareJobs(services, publicationKinds),
    ...campaignJobs(services),
    ...bulletinJobs(services),
    ...peopleJobs(services),
    ...registrationJobs(services),
    ...detailsJobs(services),
    ...privacyJobs(services, personalData, retentionActs),
  ]
}
