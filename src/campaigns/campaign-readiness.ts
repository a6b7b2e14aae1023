import { isEmptyDocument } from '../publishing/rich-text.ts'
import { safeAddress } from '../publishing/rich-text-addresses.ts'
import type { ReadinessItem } from '../ui/readiness.tsx'
import { audienceNames, type CampaignContent } from './campaign-content.ts'

/**
 * What a campaign needs before another person is asked to review it. An end date and a call to action are what the
 * government's own campaign guidance asks of every campaign; a way to report is ours.
 */
export function campaignReadiness(edition: {
  summary: string
  content: CampaignContent
}): ReadinessItem[] {
  const { content } = edition
  return [
    item('A summary', edition.summary !== '', 'Say in one or two sentences what the campaign is.'),
    item('An aim', content.aim !== '', 'Say what will be different when it has worked.'),
    timeItem(content),
    item(
      'A call to action',
      content.callToAction.text !== '' && safeAddress(content.callToAction.address) !== undefined,
      'Say the one thing people should do, and the page where they do it, such as /report.',
    ),
    item('Key messages', content.keyMessages.length > 0, 'Write at least one.'),
    phasesItem(content),
    audiencesItem(content),
    item(
      'How to support it',
      !isEmptyDocument(content.support) && /^\S+@\S+\.\S+$/.test(content.contactEmail),
      'Say how organisations can support and promote it, and who hears of new supporters.',
    ),
    item(
      'Ready-to-use texts are complete',
      content.materials.every(({ title, text }) => title !== '' && text !== ''),
      'Give each of them a title and its text, or remove it.',
    ),
    item(
      'Activities have a name and a day',
      content.activities.every(({ title, on }) => title !== '' && on !== ''),
      'Give each of them both, or remove it.',
    ),
  ]
}

function timeItem({ startsOn, endsOn }: CampaignContent): ReadinessItem {
  const what = 'Start and end'
  if (startsOn === '' || endsOn === '')
    return item(what, false, 'Give both dates. A campaign always has an end.')
  if (endsOn < startsOn) return item(what, false, 'The end lies before the start.')
  return item(
    what,
    endsOn < aYearAfter(startsOn),
    'A campaign lasts twelve months at most. Plan a longer one as two.',
  )
}

function phasesItem(content: CampaignContent): ReadinessItem {
  const what = 'Phases'
  const { phases } = content
  if (phases.length === 0) return item(what, false, 'Give at least one, with its theme.')
  const problem = phases.map((phase, at) => {
    const name = phase.theme ? `“${phase.theme}”` : `Phase ${at + 1}`
    const before = phases[at - 1]
    if (phase.theme === '') return `${name} needs a theme.`
    if (phase.startsOn === '' || phase.endsOn === '') return `${name} needs both dates.`
    if (phase.endsOn < phase.startsOn) return `${name} ends before it starts.`
    if (
      phase.startsOn < content.startsOn ||
      (content.endsOn !== '' && phase.endsOn > content.endsOn)
    )
      return `${name} lies outside the campaign’s dates.`
    if (before && before.endsOn >= phase.startsOn)
      return `${name} starts before the phase above it has ended.`
    return null
  })
  const first = problem.find((sentence) => sentence !== null)
  return item(what, first === undefined, first ?? '')
}

function audiencesItem({ audiences }: CampaignContent): ReadinessItem {
  const what = 'A page for each audience'
  if (audiences.length === 0) return item(what, false, 'Write for at least one audience.')
  for (const one of audiences) {
    const name = audienceNames[one.audience]
    if (one.heading === '' || isEmptyDocument(one.text))
      return item(what, false, `${name}: write a heading and a text.`)
    if (isEmptyDocument(one.signs)) return item(what, false, `${name}: write the signs to notice.`)
    if (isEmptyDocument(one.whatToDo)) return item(what, false, `${name}: write what to do.`)
    if (one.routeKeys.length === 0)
      return item(what, false, `${name}: choose at least one way to report.`)
  }
  return item(what, true, '')
}

function item(what: string, isReady: boolean, missing: string): ReadinessItem {
  return { what, isReady, missing }
}

/** The same day of the next year: the first day that is beyond twelve months. */
function aYearAfter(date: string): string {
  const [year, ...rest] = date.split('-')
  return [Number(year) + 1, ...rest].join('-')
}
