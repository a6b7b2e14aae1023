/** Campaigns, their phases, audiences and supporters: what other slices may use. */
export { campaignKind } from './campaign-kind.ts'
export {
  audiences,
  newAudienceText,
  newCampaign,
  phaseOn,
  timeOf,
  type Audience,
  type AudienceText,
  type CampaignActivity,
  type CampaignContent,
  type CampaignPartner,
  type CampaignPhase,
  type Material,
} from './campaign-content.ts'
export { campaignNews, type CampaignNews } from './campaign-news.ts'
export { campaignPaths } from './campaign-paths.ts'
export { CampaignPoster } from './campaign-poster.tsx'
export { listRunning } from './campaign-queries.ts'
export { campaignReadiness } from './campaign-readiness.ts'
