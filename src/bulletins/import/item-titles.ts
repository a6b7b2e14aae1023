import type { BulletinItemKind } from '../bulletin-content.ts'
import type { CampaignDetails } from './campaign-details.ts'
import type { CourseDetails } from './course-details.ts'
import type { GuidanceDetails } from './guidance-details.ts'
import { isCapitals } from './line-looks.ts'
import { sentencesIn } from './listed-words.ts'

export const longestTitle = 150

/** A heading as a title: its number and decoration gone, capitals turned to how the text writes the words. */
export function titleFromHeading(heading: string, text: string): string {
  const bare = heading
    .replace(/^(?:item\s+)?\d{1,2}[.):]\s+/i, '')
    .replace(/^[\s*•|>~=_-]+|[\s*|<~=_:-]+$/g, '')
    .replace(/\s+/g, ' ')
  return cut(isCapitals(bare) ? fromCapitals(bare, text) : bare, longestTitle)
}

/** "NSPCC" stays, as the text writes it so; "TRAINING UPDATE" becomes "Training update". */
function fromCapitals(heading: string, text: string): string {
  const quoted = /["“‘'][^"”\n]+["”’']/.exec(heading)?.[0] ?? ''
  const asWritten = new Map<string, string>()
  for (const [word] of text.matchAll(/(?<=[\p{Ll}\p{N},;)’'"]\s)\p{L}[\p{L}'’-]*/gu)) {
    if (!asWritten.has(word.toLowerCase())) asWritten.set(word.toLowerCase(), word)
  }
  const words = heading.replace(/\p{L}[\p{L}'’-]*/gu, (word, at: number) => {
    const inQuotes =
      quoted !== '' && at >= heading.indexOf(quoted) && at < heading.indexOf(quoted) + quoted.length
    return inQuotes ? word : (asWritten.get(word.toLowerCase()) ?? spelled(word))
  })
  return words.replace(/^\P{L}*\p{Ll}/u, (start) => start.toUpperCase())
}

/** "DUNMOOR SAFEGUARDING CHILDREN PARTNERSHIP" as a name is written. */
export const inTitleCase = (capitals: string): string =>
  capitals.replace(/\p{L}[\p{L}'’-]*/gu, (word, at: number) => {
    if (isAcronym(word)) return word
    const isSmall = at > 0 && /^(?:of|and|the|for|from|in|on|to|a)$/i.test(word)
    return isSmall ? word.toLowerCase() : word[0] + word.slice(1).toLowerCase()
  })

const spelled = (word: string): string =>
  isAcronym(word)
    ? word
    : alwaysCapital.test(word)
      ? word[0] + word.slice(1).toLowerCase()
      : word.toLowerCase()

const alwaysCapital =
  /^(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|easter|england|wales|scotland|ireland|uk|covid|ofsted|i)$/i

const isAcronym = (word: string): boolean => word.length <= 5 && !/[AEIOUY]/.test(word)

/** A title for an item that has none, from what was found in it. */
export function composeTitle(item: {
  kind: BulletinItemKind
  text: string
  campaign?: CampaignDetails | undefined
  guidance?: GuidanceDetails | undefined
  course?: CourseDetails | undefined
}): string {
  const name = item.campaign?.name
  if (name) return /campaign|week|day|month/i.test(name) ? name : `${name} campaign`
  if (item.course?.title) {
    const { title, bandLabel } = item.course
    return cut(
      bandLabel && !title.includes(bandLabel) ? `${title} – ${bandLabel}` : title,
      longestTitle,
    )
  }
  const story = item.guidance?.seeAlso.find(({ relation }) => relation === 'news story')
  return cut(story?.title ?? firstClause(item.text), longestTitle)
}

const openings =
  /^(?:(?:please note(?: that)?|we(?:['’]re| are) (?:pleased|delighted|excited|happy) to (?:announce|share|say|let you know)(?: that| the)?|did you know(?: that)?|a reminder that|just a reminder that|as you (?:may )?know,?|on (?:\p{L}+ )?\d{1,2}(?:st|nd|rd|th)? \p{L}+(?: \d{4})?,?|(?:earlier|later) this \p{L}+,?|this month,?|there is)\s+)+/iu

/** The first sentence, as far as it makes a title. */
function firstClause(text: string): string {
  const sentence = (sentencesIn(text)[0]?.text ?? text).replace(openings, '').replace(/[.!:]+$/, '')
  const clause =
    sentence.length <= 90
      ? sentence
      : (/^.{30,90}?(?=,\s|;\s|\s[–-]\s|\s(?:which|that|who|where|so that|to (?:help|reflect|make|support|ensure|raise))\s)/u.exec(
          sentence,
        )?.[0] ?? sentence)
  return (
    clause
      .replace(/^\p{Ll}/u, (first) => first.toUpperCase())
      .replace(/\s+/g, ' ')
      .trim() || 'Untitled item'
  )
}

/** At most so many characters, ended at a word and with "…" where something is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const short = text.slice(0, most - 1)
  return `${short.slice(0, Math.max(short.lastIndexOf(' '), most - 30)).replace(/[\s,;:–-]+$/, '')}…`
}
