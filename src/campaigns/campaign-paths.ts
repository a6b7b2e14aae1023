import type { Audience } from './campaign-content.ts'

/** Every address of campaigns. Posters and other people's links rely on the public ones. */
export const campaignPaths = {
  index: '/campaigns',
  show: (slug: string) => `/campaigns/${slug}`,
  audience: (slug: string, audience: Audience) => `/campaigns/${slug}/${audience}`,
  support: (slug: string) => `/campaigns/${slug}/support`,
  material: (slug: string, number: number) => `/campaigns/${slug}/support/texts/${number}`,
  manage: '/manage/campaigns',
  create: '/manage/campaigns/new',
  edit: (id: string) => `/manage/campaigns/${id}`,
  coalition: (id: string) => `/manage/campaigns/${id}/coalition`,
  decision: (id: string, memberId: string) => `/manage/campaigns/${id}/coalition/${memberId}`,
}
