/** Campaigns, their phases, audiences and supporters: what other slices may use. */
export { campaignKind } from './campaign-kind.ts'
export {
  audiences,
  newAudienceText,
  newCampaign,
  type Audience,
  type AudienceText,
  type CampaignContent,
  type CampaignPhase,
} from './campaign-content.ts'
export { campaignNews, type CampaignNews } from './campaign-news.ts'
export { CampaignPoster } from './campaign-poster.tsx'
