import { addDays, addMonths } from '../../platform/calendar-days.ts'
import { countOf, countPattern } from '../../publishing/calendar-words.ts'
import type { FoundDate } from './found-dates.ts'
import { sentencesIn, splitList } from './listed-words.ts'
import type { Organisation } from './organisations.ts'

/** What a campaign's item tells, for a draft campaign. Null and empty: it does not say. */
export type CampaignDetails = {
  name: string | null
  startsOn: string | null
  /** How long it runs, in whole months, where the text says so. */
  months: number | null
  endsOn: string | null
  /** In the order in which the campaign takes them up. */
  themes: string[]
  audiences: string[]
  channels: string[]
  partners: string[]
}

type Source = {
  title: string
  text: string
  dates: FoundDate[]
  organisations: Organisation[]
  listItems: string[]
}

/** What an item tells of a campaign: its name, days, themes, audiences, channels and partners. */
export function campaignDetails(source: Source): CampaignDetails {
  const run = runOf(source)
  return {
    name: campaignName(source.title, source.text),
    ...run,
    themes: themesOf(source),
    audiences: audiencesOf(source.text),
    channels: channelsOf(source.text),
    partners: partnersOf(source),
  }
}

const quotation = String.raw`(?:"([^"\n]{2,80})"|“([^”\n]{2,80})”|(?<![\p{L}\p{N}])['‘](\S(?:[^\n]{0,78}?\S)?)['’](?![\p{L}\p{N}]))`
const gap = String.raw`[^\S\n]+`
const capitalWord = String.raw`(?:\p{Lu}[\p{L}'’&!-]*|\d+)`
const inner = String.raw`(?:${capitalWord}|of|and|the|to|for|in|on|it|a|is)`
const capitalName = String.raw`${capitalWord}(?:${gap}${inner}){0,7}`

/** Where a campaign's name stands, the surest place first. */
const namePlaces: RegExp[] = [
  new RegExp(
    String.raw`${quotation}${gap}(?:[\p{L}-]+${gap}){0,3}(?:campaign|ymgyrch|week|initiative|project)`,
    'iu',
  ),
  new RegExp(
    String.raw`(?:campaign|ymgyrch|initiative|titled|called|named|entitled)\W{0,3}(?:\s+(?:is|called|named|titled|entitled|slogan|,|–|-))*\s*${quotation}`,
    'iu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}])(?:[Tt]he|[Oo]ur|[Tt]heir|[Ii]ts|[Tt]his|[Nn]ew|joint|national|local|annual)${gap}(${capitalName})${gap}(?:campaign|initiative|ymgyrch)`,
    'u',
  ),
  new RegExp(
    String.raw`(?<![\p{L}])(\p{Lu}[\p{L}'’-]*(?:${gap}(?:\p{Lu}[\p{L}'’-]*|and|of|for|the|to)){0,5}${gap}(?:Week|Day|Month))(?![\p{L}])`,
    'u',
  ),
  /(?<![\p{L}])((?:\p{Lu}[\p{Lu}'’]*[^\S\n-]+){1,6}\p{Lu}{2,}[!?]?)(?![\p{L}])/u,
  new RegExp(
    String.raw`\bcampaign(?:,|:| called| named| –)${gap}(\p{Lu}[\p{L}'’-]*(?:${gap}${capitalWord}){0,6})`,
    'u',
  ),
  new RegExp(
    String.raw`(?<![\p{L}])(${capitalWord}(?:${gap}${inner}){0,5}${gap}${capitalWord})${gap}campaign`,
    'u',
  ),
  new RegExp(quotation, 'u'),
]

/** In quotation marks beside "campaign", "the … campaign", a named week, capitals, else a hashtag. */
export function campaignName(title: string, text: string): string | null {
  const all = text.startsWith(title) ? text : `${title}\n${text}`
  for (const place of namePlaces) {
    const match = place.exec(all)
    const name = match?.slice(1).find((group) => group !== undefined)
    if (name && isName(name)) return tidyName(name)
  }
  const titled = /^(.{3,70}?)(?:\s*[:–-]\s|\s+)(?:\p{L}+\s+)?campaign\b/iu.exec(title)?.[1]
  if (titled) return tidyName(titled)
  return /(?<![\p{L}\p{N}&/])#\p{L}[\p{L}\p{N}_]{3,}/u.exec(all)?.[0] ?? null
}

const isName = (name: string): boolean =>
  /[\p{Lu}\p{N}]/u.test(name[0]!) &&
  name.length >= 3 &&
  !/[.,]$/.test(name) &&
  !/^(?:The|This|Our|New|PR|NSPCC|A)$/.test(name)

const tidyName = (name: string): string =>
  name
    .replace(/\s+/g, ' ')
    .replace(/^(?:The|This|Our|New)\s+(?=\p{Lu})/u, '')
    .replace(/[,;:.]+$/, '')
    .trim()

const startCue =
  /\b(?:launch\w*|start\w*|beg[ia]n\w*|kick\w* off|commenc\w*|from|go(?:es)? live|went live|gone live|rolled out|lans\w*|dechrau)\b/i
const endCue =
  /\b(?:until|till|ends?|ending|to|finish\w*|clos\w*|runs? (?:to|through))\s*(?:on\s+)?(?:the\s+)?$/i

function runOf({ text, dates }: Source): Pick<CampaignDetails, 'startsOn' | 'months' | 'endsOn'> {
  const range = dates.find(({ precision }) => precision === 'range')
  const known = dates.filter((date) => date.start !== null && date.precision !== 'range')
  const sentenceOf = (date: FoundDate): string =>
    sentencesIn(text).findLast(({ at }) => at <= date.at)?.text ?? text
  const isEnd = (date: FoundDate): boolean =>
    endCue.test(text.slice(Math.max(0, date.at - 25), date.at))
  const begins = known.filter((date) => !isEnd(date))
  const start =
    begins.find((date) => date.precision === 'day' && startCue.test(sentenceOf(date))) ??
    begins.find((date) => startCue.test(sentenceOf(date))) ??
    begins.find(({ precision }) => precision === 'day')
  const spanOnly =
    range && !(start && startCue.test(sentenceOf(start)) && start.precision === 'day')
  if (spanOnly) return { startsOn: range.start, months: null, endsOn: range.end }
  const startsOn = start?.start ?? null
  const length = durationOf(text)
  const end = known.find((date) => isEnd(date) && (startsOn === null || date.end! > startsOn))
  const computed = startsOn && length ? endAfter(startsOn, length) : null
  return {
    startsOn,
    months: length?.unit === 'month' ? length.count : null,
    endsOn: end?.end ?? computed,
  }
}

type Duration = { count: number; unit: 'day' | 'week' | 'month'; text: string; at: number }

const lengthPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(${countPattern})[\s-]+(day|week|month|year)s?(?:[\s-]+long|['’])?\s+(?:[\p{L}-]+\s+){0,3}(?:campaign|initiative|programme|project|ymgyrch)|(?:for|over|lasts?|lasting|runs? for|running for|across|during)\s+(?:the\s+next\s+|a\s+period\s+of\s+)?(${countPattern}|the\s+next)\s+(day|week|month|year)s?|(year|month|week)[\s-]long)`,
  'giu',
)

/** "a twelve-month long campaign", "runs for six weeks", "year-long". */
export function durationOf(text: string): Duration | undefined {
  for (const match of text.matchAll(lengthPattern)) {
    const unit = (match[2] ?? match[4] ?? match[5])!.toLowerCase()
    const count = match[5] ? 1 : countOf((match[1] ?? match[3])!)
    if (count === undefined) continue
    const place = { text: match[0], at: match.index }
    if (unit === 'year') return { count: count * 12, unit: 'month', ...place }
    return { count, unit: unit as Duration['unit'], ...place }
  }
  return undefined
}

/** The last day: twelve months from 1 October end on 30 September. */
const endAfter = (start: string, { count, unit }: Duration): string =>
  unit === 'month'
    ? addDays(addMonths(start, count), -1)
    : addDays(start, count * (unit === 'week' ? 7 : 1) - 1)

const themeLists: RegExp[] = [
  // initial focus on A, before moving on to topics including B and C
  /(?:(?:initial(?:ly)?|first|to begin with)\s+)?(?:the\s+)?(?:initial\s+|first\s+)?(?:focus(?:es|ing|ed|sing|sed)?|concentrat\w+)(?:\s+will\s+be)?(?:\s+(?:initially|first|at first|mainly))?\s+on\s+(.+?),?\s+(?:before|and then|then|followed by|after which|and later|later)\s*(?:it\s+)?(?:(?:will\s+)?(?:mov(?:e|es|ing)|turn(?:s|ing)?|go(?:es|ing)?|look(?:s|ing)?)\s+(?:on\s+)?(?:to|at)\s+|on\s+)?(.+)/iu,
  /(?:starting|beginning|start(?:s)?|begin(?:s)?|kicking off|opening)\s+with\s+(.+?),?\s+(?:before|and then|then|followed by|and later|moving on to)\s*(?:(?:moving|turning|going)\s+(?:on\s+)?to\s+)?(.+)/iu,
  /(?:themes?|phases?|topics|strands|issues|key messages)(?:\s+of\s+the\s+(?:campaign|year|week))?(?:\s+(?:are|will be|include|includes|including|covered|will cover|will include|this year are|this year is|is)|\s*:)+\s*:?\s*(.+)/iu,
  /(?:will\s+)?(?:focus(?:es|ing|ses|sing)?|cover(?:s|ing)?|concentrat\w+|highlight(?:s|ing)?|explor(?:e|es|ing)|look(?:s|ing)? at)\s+(?:on\s+)?(?:(?:three|four|five|six|\d)\s+(?:themes|topics|areas|issues)\s*[:–-]\s*)?(.+)/iu,
]

function themesOf({ text, listItems }: Source): string[] {
  const phases = phasesOf(text)
  if (phases.length >= 2) return phases
  for (const pattern of themeLists) {
    for (const { text: sentence } of sentencesIn(text)) {
      const match = pattern.exec(sentence)
      if (!match) continue
      const found = match
        .slice(1)
        .filter(Boolean)
        .flatMap((part) => splitList(withoutLead(part)))
      const themes = found.flatMap((part) => themeOf(part))
      if (themes.length >= 2 || (themes.length === 1 && /themes?\b|focus/i.test(sentence)))
        return [...new Set(themes)]
    }
  }
  const announced = /(?:themes?|topics|phases?|focus)[^.\n]{0,60}:\s*(?:\n|$)/i.test(text)
  return announced
    ? listItems.map((item) => themeName(item)).filter((theme) => theme.length <= 80)
    : []
}

const withoutLead = (part: string): string =>
  part
    .replace(/[.!]\s*$/, '')
    .replace(
      /^(?:on\s+|to\s+)?(?:other\s+)?(?:the\s+)?(?:topics?|themes?|issues?|areas?|subjects?)(?:\s+(?:including|such as|like|of))?\s*:?\s*/i,
      '',
    )
    .replace(
      /\s+(?:in|during|over|throughout|from|by|with the aim|to help|so that|as part of|which|where)\s+.*$/i,
      (rest) => (/^\s+(?:in|from) (?:relationships|care|school|home)/i.test(rest) ? rest : ''),
    )

const themeOf = (part: string): string[] => {
  const theme = themeName(part)
  return theme.length >= 3 && theme.length <= 80 && !/\b(?:you|we|our)\b/i.test(theme)
    ? [theme]
    : []
}

const themeName = (words: string): string =>
  words
    .replace(
      /^(?:then|before|later|finally|lastly|on|topics? (?:including|such as)|including)\s+/i,
      '',
    )
    .replace(/^(?:phase|theme|week|month)\s+(?:\d+|one|two|three|four|five|six)\s*[:–-]\s*/i, '')
    .replace(/\s*\((?:from|in|until|during)?\s*[^)]*\d{0,4}\)\s*$/i, '')
    .replace(/[\s.,;:]+$/, '')
    .trim()

/** "October: online safety; November: healthy relationships", "Phase 1 – …". */
function phasesOf(text: string): string[] {
  const months =
    'January|February|March|April|May|June|July|August|September|October|November|December'
  const line = new RegExp(
    String.raw`(?:^|\n|[;.]\s+)(?:(?:from\s+)?(?:${months})(?:\s+\d{4})?(?:\s*(?:-|–|to|and)\s*(?:${months})(?:\s+\d{4})?)?|(?:phase|theme|week|month)\s+(?:\d|one|two|three|four|five|six))\s*[:–-]\s*([^\n;.]{3,80})`,
    'giu',
  )
  return [...text.matchAll(line)].map((match) => themeName(match[1]!))
}

const audienceWords: [string, RegExp][] = [
  [
    'young people',
    /\byoung(?:er)? (?:people|persons?|adults)\b|\bteen(?:ager)?s?\b|\byouths?\b|\bpobl ifanc\b/i,
  ],
  [
    'children',
    /\bchildren\b(?!['’]?s? (?:services|social|partnership|board|safeguarding|centre|homes?))|\bpupils\b|\bplant\b/i,
  ],
  ['parents', /\bparents?\b|\brhieni\b|\bfamilies\b/i],
  ['carers', /\bcarers?\b|\bgofalwyr\b/i],
  [
    'practitioners',
    /\bpractitioners?\b|\bprofessionals?\b|\bfrontline (?:staff|workers)\b|\bstaff\b|\bymarferwyr\b|\bteachers\b|\bsocial workers\b/i,
  ],
  ['schools', /\bschools?\b|\bcolleges?\b|\bysgolion\b/i],
  [
    'communities',
    /\b(?:wider |local )?communit(?:y|ies)\b|\b(?:general )?public\b|\bresidents\b|\bcymunedau\b/i,
  ],
  ['businesses', /\bbusinesses\b|\btaxi (?:drivers|firms)\b|\bhotels?\b|\btakeaways?\b/i],
]
const audienceCue =
  /\b(?:aimed at|aimed towards|for|audiences?|target(?:s|ed|ing)?|designed (?:for|to help)|reach(?:es|ing)?|help(?:s|ing)?|encourag(?:e|es|ing)|urg(?:e|es|ing)|support(?:s|ing)?|speak(?:s|ing)? to|talk(?:s|ing)? to|ages? and|aware|among|i helpu|ar gyfer)\b/i

function audiencesOf(text: string): string[] {
  const sentences = sentencesIn(text)
  const strong = sentences.filter(({ text: s }) =>
    /\b(?:aimed (?:at|towards)|audiences?|targeted at|designed for|materials? for|resources? for)\b/i.test(
      s,
    ),
  )
  const chosen = strong.length > 0 ? strong : sentences.filter(({ text: s }) => audienceCue.test(s))
  const found = chosen.flatMap(({ text: sentence }) => {
    const from =
      strong.length > 0
        ? sentence.search(
            /\b(?:aimed (?:at|towards)|audiences?|targeted at|designed for|materials? for|resources? for)\b/i,
          )
        : 0
    const words = sentence
      .slice(from)
      .replace(
        /,?\s+(?:with the aim|to (?:help|make|raise|reduce|ensure)|so that|in order to)\b.*$|,\s+(?:it|this|they|the campaign)\s.*$/i,
        '',
      )
    return audienceWords
      .flatMap(([name, pattern]) => {
        const at = words.search(pattern)
        return at < 0 ? [] : [{ name, at }]
      })
      .toSorted((one, other) => one.at - other.at)
  })
  return [...new Set(found.map(({ name }) => name))]
}

const channelWords: [string, RegExp][] = [
  [
    'PR',
    /\bPR\b|\bpress (?:release|coverage|office)\b|\b(?:local |regional )?(?:press|media coverage|newspapers?)\b/,
  ],
  [
    'social media',
    /\bsocial media\b|\bFacebook\b|\bInstagram\b|\bTwitter\b|\bTikTok\b|\bSnapchat\b|\bcyfryngau cymdeithasol\b/i,
  ],
  [
    'online',
    /\bonline\b(?!\s+(?:safety|abuse|harms?|grooming|exploitation|course|training|bullying|world|learning))|\bwebsites?\b|\bwebpages?\b|\bar-lein\b/i,
  ],
  ['print', /\bprint(?:ed)?\b|\bposters?\b|\bleaflets?\b|\bflyers?\b|\bbanners?\b/i],
  [
    'coalition of partners',
    /\bcoalition\b|\bpartner organisations\b|\bvia (?:our |a network of )?partners\b|\bnetwork of partners\b/i,
  ],
  ['radio', /\bradio\b/i],
  ['television', /\btelevision\b|\bTV\b/],
  ['video', /\bvideos?\b|\bfilms?\b|\banimations?\b|\bYouTube\b/i],
  [
    'outdoor advertising',
    /\bbillboards?\b|\bbus (?:adverts?|shelters?|backs?|stops?)\b|\boutdoor advertising\b|\bdigital screens?\b/i,
  ],
  ['events', /\bevents\b|\broadshows?\b|\bpop-?ups?\b|\bstalls?\b/i],
  ['schools', /\b(?:in|through|via|with) (?:local )?(?:schools|colleges)\b|\bassembl(?:y|ies)\b/i],
  ['email', /\be-?mails?\b|\bnewsletters?\b/i],
  ['podcast', /\bpodcasts?\b/i],
  ['workshops', /\bworkshops?\b/i],
]
const channelCue =
  /\b(?:channels?|via|through|using|across|on|by|include[sd]?|including|communicated|promoted|shared|publicised|advertis\w+|follow|posters?|leaflets?)\b/i

function channelsOf(text: string): string[] {
  const sentences = sentencesIn(text)
  const strong = sentences.filter(({ text: s }) =>
    /\bchannels?\b|\bcommunicated\b|\bpromoted (?:through|via|on|across|by)\b|\bpublicised\b|\badvertised\b/i.test(
      s,
    ),
  )
  const chosen = strong.length > 0 ? strong : sentences.filter(({ text: s }) => channelCue.test(s))
  const found = chosen.flatMap(({ text: sentence }) => {
    const found = channelWords.flatMap(([name, pattern]) => {
      const at = sentence.search(pattern)
      return at < 0 ? [] : [{ name, at }]
    })
    return found.toSorted((one, other) => one.at - other.at)
  })
  return [...new Set(found.map(({ name }) => name))]
}

/** Organisations said to act with the sender: "in partnership with the NSPCC". */
function partnersOf({ text, organisations }: Source): string[] {
  const cue =
    /(?:in partnership with|together with|alongside|working with|joined forces with|teamed up with|supported by|backed by|in collaboration with|on behalf of|partnership between|mewn partneriaeth â)\s+([^.\n]{3,200})/giu
  const said = [...text.matchAll(cue)].map((match) => match[1]!)
  // "The police and the NSPCC are supporting the campaign."
  const supporting = sentencesIn(text).flatMap(
    ({ text: sentence }) =>
      /^(.{3,200}?)\s+(?:is|are|have joined|has joined)\s+(?:also\s+)?(?:supporting|backing|partners? in|running)\s/i.exec(
        sentence,
      )?.[1] ?? [],
  )
  const words = [...said, ...supporting].join(' ').replaceAll('’', "'")
  return organisations
    .filter(
      ({ name, abbreviation }) =>
        words.includes(name.replaceAll('’', "'")) ||
        words.includes(name) ||
        (abbreviation !== undefined && words.includes(abbreviation)),
    )
    .map(({ name }) => name)
}
