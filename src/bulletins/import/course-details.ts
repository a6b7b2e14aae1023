import type { FoundDate } from './found-dates.ts'
import { sentencesIn } from './listed-words.ts'
import type { ItemLink } from './item-links.ts'

/** What an item about training tells, for a draft course. */
export type CourseDetails = {
  title: string | null
  /** As it is written, "Level 2": which framework's level it is, the text does not say. */
  bandLabel: string | null
  delivery: 'blended' | 'online' | 'live online' | 'face to face' | null
  /** Sentences on how to book or enrol. */
  enrolment: string[]
  /** What people who are enrolled already should check. */
  detailsCheck: string[]
  /** What people outside the host organisation have to do. */
  outsideAgencies: string[]
  /** Where and when it can be done: "at home or in the workplace". */
  whereAndWhen: string[]
  /** "2020-10", when the item says that it has gone or will go live. */
  liveFrom: string | null
  sessions: { day: string; startTime: string | null; endTime: string | null }[]
  enrolmentAddress: string | null
}

type Source = {
  title: string
  hasHeading: boolean
  text: string
  dates: FoundDate[]
  links: ItemLink[]
}

/** What an item tells of a course: its title, band, delivery and how one enrols. */
export function courseDetails(source: Source): CourseDetails {
  const sentences = sentencesIn(source.text).map(({ text }) => text)
  const all = `${source.title}\n${source.text}`
  const title = courseTitle(source.hasHeading ? source.title : '', source.text)
  const outside = sentences.filter(isForOutside)
  const check = sentences.filter((sentence) => detailsCheck.test(sentence))
  return {
    title: title ? withoutBand(title) : null,
    bandLabel:
      bandOf(title ?? '') ??
      bandOf(source.title) ??
      bandInSentence(source.text) ??
      bandAlone(source.text),
    delivery: deliveryOf(all),
    enrolment: sentences.filter(
      (sentence) =>
        !outside.includes(sentence) && !check.includes(sentence) && enrolment.test(sentence),
    ),
    detailsCheck: check,
    outsideAgencies: outside,
    whereAndWhen: sentences.filter((sentence) => placeAndTime.test(sentence)),
    liveFrom: liveMonth(source),
    sessions: source.dates
      .filter(({ precision, start }) => precision === 'day' && start !== null)
      .filter((date) => !isDeadline(source.text, date))
      .map(({ start, startTime = null, endTime = null }) => ({ day: start!, startTime, endTime })),
    enrolmentAddress:
      source.links.find(
        ({ text, href }) =>
          /book|enrol|register|sign up|here|course|place/i.test(text) ||
          /eventbrite|book|course|learn/i.test(href),
      )?.href ?? null,
  }
}

const cap = String.raw`\p{Lu}[\p{L}\p{N}'’()/-]*`
const small = String.raw`(?:and|of|the|to|for|in|on|with|from|a|an|at|into|&|-|–|:)`
const titleWords = String.raw`${cap}(?:,?[^\S\n]+(?:${small}[^\S\n]+){0,3}(?:${cap}|\d+)){1,14}`

const titleCues: RegExp[] = [
  new RegExp(String.raw`["“‘']((?=\p{Lu})[^"”’\n]{5,110})["”’']`, 'u'),
  new RegExp(
    String.raw`(?:developed for|called|named|titled|entitled|course[:,]|course (?:on|in)|training[:,]|training (?:on|in)|module[:,]|module (?:on|in)?|workshop[:,]|workshop (?:on|in)|webinar (?:on|in)?|our(?: new)?|new|the)\s+(?:the\s+)?(${titleWords})`,
    'u',
  ),
  new RegExp(
    String.raw`(${titleWords})\s+(?:\((?:online|virtual|e-learning)\)\s+)?(?:course|training|workshop|e-learning|module|programme|is (?:now )?(?:live|available|open))`,
    'u',
  ),
]

/** The heading, unless it only announces; else a title in quotation marks or capital words. */
export function courseTitle(heading: string, text: string): string | null {
  const announces =
    /^(?:\p{L}+ \/ )?(?:new |latest |upcoming |online |our |free |further |more )*(?:training|courses?|learning|workshops?|e-?learning|blended learning)(?: (?:update|news|opportunit\w+|available|offer|programme|dates|calendar|course|launched|now live|goes live|has gone live))*(?: \/ \p{L}+)?[!.:]?$/iu
  const titled = heading && !announces.test(heading) ? heading : null
  if (titled) {
    const quoted = titleCues[0]!.exec(titled)?.[1]
    return tidyTitle(quoted ?? titled)
  }
  for (const cue of titleCues) {
    for (const match of text.matchAll(new RegExp(cue.source, 'gu'))) {
      const title = tidyTitle(match[1]!)
      if (title.split(/\s+/).length >= 2 && !notTitle.test(title)) return title
    }
  }
  return null
}

const notTitle =
  /^(?:Please|Council|County|Partnership|NSPCC|My Learning|The|This|If|You)\b|(?:Council|Partnership|Board|Constabulary|Police|Trust|NHS)$/u

const tidyTitle = (title: string): string =>
  title
    .replace(
      /^(?:new|free|online|upcoming)\s+(?:online\s+)?(?:blended\s+)?(?:learning\s+)?(?:course|training|e-learning|workshop|webinar)\s*[:–-]\s*/i,
      '',
    )
    .replace(
      /\s+(?:course|training|workshop|webinar)?\s*(?:is |are |has |goes |now )+(?:now )?(?:live|available|open|gone live).*$/i,
      '',
    )
    .replace(/\s+/g, ' ')
    .replace(/[\s.,;:–-]+$/, '')
    .trim()

const band =
  /\b((?:Levels?|Group|Tier|Band|Stage|Lefel)\s+(?:\d|[A-D]\b|One|Two|Three|Four)(?:\s*(?:\/|&|and|,|to|-|–)\s*(?:(?:Level|Group|Tier)\s+)?(?:\d|[A-D]\b))*|(?:Foundation|Intermediate|Advanced|Core|Specialist)\s+Level)\b/iu

const bandOf = (words: string): string | null => band.exec(words)?.[1]?.replace(/\s+/g, ' ') ?? null

/** "Level 2" in running text counts only beside a word of training: needs have levels too. */
function bandInSentence(text: string): string | null {
  const sentence = sentencesIn(text).find(
    ({ text: s }) =>
      band.test(s) &&
      /\b(?:course|training|learning|workshop|module|hyfforddiant|cwrs)\b/i.test(s) &&
      !/\blevels? (?:of need|\d of (?:the )?(?:threshold|continuum|need))/i.test(s),
  )
  return sentence ? bandOf(sentence.text) : null
}

function withoutBand(title: string): string {
  const short = title
    .replace(
      new RegExp(String.raw`^${band.source}\s+(?:training|course|workshop)?\s*[:–-]\s*`, 'iu'),
      '',
    )
    .replace(new RegExp(String.raw`\s*[-–:,(]?\s*${band.source}\)?\s*$`, 'iu'), '')
    .replace(/[\s.,;:–-]+$/, '')
    .trim()
  // "(Keeping Children Safe Level 2)" stays whole.
  return short && short.split('(').length === short.split(')').length ? short : title
}

/** "Group 3 refresher" in a list of dates, where nothing speaks of need. */
const bandAlone = (text: string): string | null =>
  /\b(?:threshold|continuum|level of need|early help)/i.test(text) ? null : bandOf(text)

function deliveryOf(text: string): CourseDetails['delivery'] {
  if (/\bblended\b|\bdysgu cyfunol\b|\bmix of (?:online|e-?learning) and\b/i.test(text))
    return 'blended'
  if (
    /\b(?:via|on|over|using|through|by)\s+(?:microsoft\s+|ms\s+)?(?:teams|zoom|webex|skype)\b|\bvirtual(?:ly)?\b|\blive online\b|\bwebinar\b/i.test(
      text,
    )
  )
    return 'live online'
  if (
    /\bface[- ]to[- ]face\b|\bin[- ]person\b|\bclassroom\b|\bvenue\s*:|\blunch (?:is|will be) provided\b/i.test(
      text,
    )
  )
    return 'face to face'
  return /\bonline\b|\be-?learning\b|\be-?ddysgu\b|\bar-lein\b/i.test(text) ? 'online' : null
}

const enrolment =
  /\benrol\w*|\bbook(?:ed|ing|ings)?\b(?! club)|\bregister\w*|\bsign up\b|\baccounts?\b|\bapply\b|\byour details\b|\bdetails are correct\b|\bplaces?\b.{0,30}\b(?:limited|available|cost|free)|\bto access\b|\bcofrestr\w*|\barchebu\b/i
const isForOutside = (sentence: string): boolean =>
  /\b(?:outside(?: of)?|external|not (?:employed|working|work) (?:by|for|in|within)|other than|non-?(?:council|local authority|nhs)|partner agenc\w+|(?:voluntary|private|independent) (?:sector|settings?|organisations?|nurser(?:y|ies)|schools?|providers?|practices?))\b/i.test(
    sentence,
  ) &&
  /\b(?:agenc\w+|organisations?|staff|practitioners?|professionals?|employees|learners?|delegates?|people|colleagues|account|settings?|council|you|sector)\b/i.test(
    sentence,
  ) &&
  /\b(?:need|must|should|can|will|require[sd]?|have to|set up|account|contact|apply|register|charge[sd]?|cost|free|welcome|able|pays?)\b/i.test(
    sentence,
  )
const detailsCheck =
  /\b(?:check|make sure|ensure|confirm|update)\b.{0,60}\b(?:your (?:details|name|profile|account|information)|details are)\b/i
const placeAndTime =
  /\b(?:at home|in the workplace|at work|at a time|own pace|any time|anywhere|any device|takes? (?:about|around|approximately)?\s*[\w.-]+ (?:hours?|minutes?|days?)|(?:half|full)[- ]day)\b/i

function liveMonth({ text, dates }: Source): string | null {
  const live =
    /\b(?:gone|went|goes|going|go|is now|now) live\b|\blaunch\w*\b|\bis (?:now )?available\b|\bavailable from\b/i
  const sentence = sentencesIn(text).find(({ text: s }) => live.test(s))
  const date =
    sentence &&
    dates.find(
      ({ at, start }) =>
        start !== null && at >= sentence.at && at < sentence.at + sentence.text.length,
    )
  return date?.start?.slice(0, 7) ?? null
}

const isDeadline = (text: string, date: FoundDate): boolean =>
  /\b(?:deadline|closing date|clos(?:es?|ing)|opens?|bookings? (?:open|from))\b[^.\n]{0,30}$|\b(?:by|before|until|no later than)\s+(?:(?:the|noon|midday|end|of|on|\d[\w.:]*)\s+)*$/i.test(
    text.slice(Math.max(0, date.at - 45), date.at),
  )
