import { officerOr } from '../platform/access.ts'
import { comparedDate, comparedText, routeReference } from '../publishing/compared-words.ts'
import type { PublicationKind } from '../publishing/publishing.ts'
import { documentFromText } from '../publishing/rich-text-as-text.ts'
import { missingOf } from '../ui/readiness.tsx'
import {
  audienceNames,
  campaignSchema,
  partnerRoleNames,
  type AudienceText,
  type CampaignContent,
} from './campaign-content.ts'
import { campaignPaths } from './campaign-paths.ts'
import { previewCampaign } from './campaign-show.tsx'
import { removeCampaignRows, replaceCampaignRows } from './campaign-queries.ts'
import { campaignReadiness } from './campaign-readiness.ts'

export const writeCampaigns = officerOr('write and publish campaigns', 'communications')

/** The oldest a reader should have to be. */
const readingAges: Partial<Record<AudienceText['audience'], number>> = {
  'young-people': 9,
  parents: 11,
  carers: 11,
}

export const campaignKind: PublicationKind<CampaignContent> = {
  kind: 'campaign',
  noun: 'campaign',
  schema: campaignSchema,
  access: writeCampaigns,
  path: campaignPaths.show,
  editPath: campaignPaths.edit,
  textsOf: (content) => [
    { where: 'Aim', document: asParagraphs([content.aim]), readingAge: 12 },
    { where: 'About the campaign', document: content.introduction, readingAge: 12 },
    { where: 'Key messages', document: asParagraphs(content.keyMessages), readingAge: 11 },
    ...content.phases.map(({ theme, text }, at) => ({
      where: `Phase ${at + 1}${theme ? `: ${theme}` : ''}`,
      document: text,
      readingAge: 12,
    })),
    ...content.audiences.flatMap(textsOfAudience),
    { where: 'How to support it', document: content.support },
  ],
  alsoFoundBy: (content) => [
    content.callToAction.text,
    ...content.themes,
    ...content.phases.map(({ theme }) => theme),
    ...content.audiences.map(({ heading }) => heading),
    ...content.channels,
    ...content.partners.map(({ name }) => name),
    ...content.hashtags,
    ...content.activities.flatMap(({ title, place, text }) => [title, place, text]),
    ...content.materials.flatMap(({ title, text }) => [title, text]),
  ],
  fieldsOf: (content) => [
    { label: 'Aim', text: content.aim },
    { label: 'Starts', text: comparedDate(content.startsOn) },
    { label: 'Ends', text: comparedDate(content.endsOn) },
    {
      label: 'Call to action',
      text: `${content.callToAction.text} ${content.callToAction.address}`.trim(),
    },
    { label: 'About the campaign', text: comparedText(content.introduction) },
    { label: 'Themes', text: content.themes.join('\n') },
    { label: 'Key messages', text: content.keyMessages.join('\n') },
    ...content.phases.map((phase, at) => ({
      label: `Phase ${at + 1}`,
      text: `${phase.theme}\n${periodOf(phase)}\n${comparedText(phase.text)}`,
    })),
    ...content.audiences.flatMap((one) => [
      {
        label: `${audienceNames[one.audience]}: text`,
        text: [one.heading, one.introduction, comparedText(one.text)].filter(Boolean).join('\n'),
      },
      { label: `${audienceNames[one.audience]}: signs`, text: comparedText(one.signs) },
      { label: `${audienceNames[one.audience]}: what to do`, text: comparedText(one.whatToDo) },
      {
        label: `${audienceNames[one.audience]}: ways to report`,
        text: one.routeKeys.map(routeReference).join('\n'),
      },
    ]),
    { label: 'Channels', text: content.channels.join('\n') },
    {
      label: 'Partners',
      text: content.partners
        .map(({ name, role, webAddress }) =>
          [name, partnerRoleNames[role], webAddress].filter(Boolean).join(' · '),
        )
        .join('\n'),
    },
    { label: 'Hashtags', text: content.hashtags.join(' ') },
    {
      label: 'Activities',
      text: content.activities
        .map(({ title, on, time, place, text }) =>
          [title, comparedDate(on), time, place, text].filter(Boolean).join(' · '),
        )
        .join('\n'),
    },
    { label: 'How to support it', text: comparedText(content.support) },
    ...content.materials.map(({ title, text }, at) => ({
      label: `Ready-to-use text ${at + 1}`,
      text: `${title}\n${text}`,
    })),
    { label: 'Who hears of supporters', text: content.contactEmail },
  ],
  obstaclesOf: (edition) => missingOf(campaignReadiness(edition)),
  preview: previewCampaign,
  datedOn: (content) => content.startsOn || undefined,
  onPublish: (transaction, edition) =>
    replaceCampaignRows(transaction, edition.publication.id, edition.content),
  onWithdraw: removeCampaignRows,
}

const periodOf = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string =>
  [comparedDate(startsOn), comparedDate(endsOn)].filter(Boolean).join(' to ')

function textsOfAudience(one: AudienceText) {
  const name = audienceNames[one.audience]
  const readingAge = readingAges[one.audience]
  const withAge = readingAge === undefined ? {} : { readingAge }
  return [
    { where: `${name}, introduction`, document: asParagraphs([one.introduction]), ...withAge },
    { where: `${name}, text`, document: one.text, ...withAge },
    { where: `${name}, signs`, document: one.signs, ...withAge },
    { where: `${name}, what to do`, document: one.whatToDo, ...withAge },
  ]
}

// Plain lines are texts too: they are checked and found.
const asParagraphs = (lines: string[]) =>
  documentFromText(lines.map((line) => line.replaceAll(/[\\*_[\]{}#>-]/g, '\\$&')).join('\n\n'))
