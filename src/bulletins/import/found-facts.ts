import { longDay, longMonth } from '../../publishing/plain-dates.ts'
import type { FoundDate } from './found-dates.ts'
import type { ImportedItem } from './imported-bulletin.ts'

/** What was found in an item, labelled for a person to check. */
export type Fact = { label: string; values: string[] }

/** All that was found in an item, as rows of a label and sentences; what was not found has no row. */
export function factsOf(item: ImportedItem): Fact[] {
  const facts: Fact[] = [
    ...campaignFacts(item),
    ...guidanceFacts(item),
    ...courseFacts(item),
    ...eventFacts(item),
    { label: 'Dates', values: item.dates.map(dateSentence) },
    {
      label: 'Organisations',
      values: item.organisations.map(({ name, abbreviation }) =>
        abbreviation ? `${name} (${abbreviation})` : name,
      ),
    },
    { label: 'Links', values: item.links.map(({ text, href }) => `${text}: ${href}`) },
    {
      label: 'Links that are missing',
      values: item.missingLinks.map(({ promise, target }) =>
        target ? `${target} (“${promise}”)` : `“${promise}”`,
      ),
    },
  ]
  return facts.filter(({ values }) => values.length > 0)
}

const known = (...values: (string | null | undefined)[]): string[] =>
  values.filter((value): value is string => Boolean(value))

function campaignFacts({ campaign }: ImportedItem): Fact[] {
  if (!campaign) return []
  const { name, startsOn, endsOn, months, themes, audiences, channels, partners } = campaign
  const length = months ? ` (${months} months)` : ''
  return [
    { label: 'Name', values: known(name) },
    { label: 'Starts', values: known(startsOn && longDay(startsOn)) },
    { label: 'Ends', values: known(endsOn && `${longDay(endsOn)}${length}`) },
    { label: 'Themes in order', values: themes },
    { label: 'Audiences', values: known(audiences.join(', ')) },
    { label: 'Channels', values: known(channels.join(', ')) },
    { label: 'Partners', values: partners },
  ]
}

function guidanceFacts({ guidance }: ImportedItem): Fact[] {
  if (!guidance) return []
  return [
    { label: 'Publisher', values: known(guidance.publisher) },
    { label: 'Sections', values: guidance.sections },
    {
      label: 'See also',
      values: guidance.seeAlso.map(({ title, relation, source }) =>
        [`${title} (${relation}`, source && `, ${source}`, ')'].filter(Boolean).join(''),
      ),
    },
  ]
}

function courseFacts({ course }: ImportedItem): Fact[] {
  if (!course) return []
  const band = course.bandLabel && `${course.bandLabel} (its framework is not said)`
  return [
    { label: 'Course', values: known(course.title) },
    { label: 'Band', values: known(band) },
    { label: 'Taught', values: known(course.delivery) },
    { label: 'Live since', values: known(course.liveFrom && longMonth(course.liveFrom)) },
    { label: 'How to enrol', values: course.enrolment },
    { label: 'Where and when', values: course.whereAndWhen },
    { label: 'Outside agencies', values: course.outsideAgencies },
    { label: 'Details to check', values: course.detailsCheck },
  ]
}

function eventFacts({ event }: ImportedItem): Fact[] {
  if (!event) return []
  const days =
    event.startsOn && event.endsOn && event.endsOn !== event.startsOn
      ? `${longDay(event.startsOn)} to ${longDay(event.endsOn)}`
      : event.startsOn && longDay(event.startsOn)
  return [
    {
      label: 'When',
      values: known([days, event.startTime, event.endTime].filter(Boolean).join(', ')),
    },
    { label: 'Where', values: known(event.venue) },
    { label: 'Book by', values: known(event.bookBy && longDay(event.bookBy)) },
  ]
}

function dateSentence({ text, absolute, startTime, endTime, problem }: FoundDate): string {
  const time = [startTime, endTime].filter(Boolean).join(' to ')
  const meant = absolute ? [absolute, time].filter(Boolean).join(', ') : 'not clear'
  const said =
    text.toLowerCase() === absolute?.toLowerCase() && !time ? absolute : `“${text}”: ${meant}`
  return problem ? `${said}. ${problem}` : said
}
