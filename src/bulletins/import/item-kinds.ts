import { listed } from '../../ui/counts-and-lists.ts'
import type { BulletinItemKind } from '../bulletin-content.ts'

/** Words that speak for a kind: `points` for each time, at most three times. */
type KindRule = { kind: BulletinItemKind; points: number; pattern: RegExp }

const words = (source: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${source})(?![\p{L}\p{N}])`, 'giu')

/** Data: what an officer would look at to say what an item is. English and Welsh. */
const rules: KindRule[] = [
  {
    kind: 'campaign',
    points: 4,
    pattern: words('campaigns?|campaigning|ymgyrch(?:oedd)?'),
  },
  {
    kind: 'campaign',
    points: 5,
    pattern: words(
      'awareness (?:week|day|month)|(?:anti-bullying|safeguarding|safer internet|no more) (?:week|day)|wythnos (?:ymwybyddiaeth|diogelu)|white ribbon day|activism',
    ),
  },
  {
    kind: 'campaign',
    points: 2,
    pattern: words(
      'posters?|leaflets?|flyers?|(?:campaign|promotional|social media) (?:materials?|assets?|graphics|pack|toolkit|resources)|(?:partner|supporter|communications) (?:toolkit|pack)s?',
    ),
  },
  {
    kind: 'campaign',
    points: 3,
    pattern: words(
      'spread the word|support(?:ing)? and promot\\w+|help us (?:share|promote|spread)|share (?:the|our|these) (?:message|messages|posts?|campaign)|get involved|show your support|pledges?|use the hashtag',
    ),
  },
  {
    kind: 'campaign',
    points: 2,
    pattern: words(
      'rais(?:e|es|ing) (?:public )?awareness|make (?:people|parents|families|everyone|the public) aware|codi ymwybyddiaeth',
    ),
  },
  {
    kind: 'campaign',
    points: 2,
    pattern: /(?<![\p{L}\p{N}&/])#\p{L}[\p{L}\p{N}_]{3,}/giu,
  },
  {
    kind: 'campaign',
    points: 1,
    pattern: words(
      'social media|facebook|instagram|tiktok|radio|billboards?|cyfryngau cymdeithasol',
    ),
  },

  {
    kind: 'guidance',
    points: 3,
    pattern: words('guidance|guidelines|guides?|canllaw(?:iau)?'),
  },
  {
    kind: 'guidance',
    points: 3,
    pattern: words(
      '(?:best|good) practice|principles|practice (?:note|guide|points|resource)|ymarfer da',
    ),
  },
  {
    kind: 'guidance',
    points: 3,
    pattern: words(
      'procedures?|polic(?:y|ies)|protocols?|pathways?|threshold (?:document|guide)|strateg(?:y|ies)|framework|gweithdrefnau|polisi',
    ),
  },
  {
    kind: 'guidance',
    points: 3,
    pattern: words(
      '(?:seven|7)[- ]minute (?:briefings?|guides?)|briefings?|fact ?sheets?|practice notes?|one[- ]pagers?|checklists?|tools? for practitioners|toolkits?',
    ),
  },
  {
    kind: 'guidance',
    points: 2,
    pattern: words(
      'legislation|statutory|keeping children safe in education|working together to safeguard|the act|deddfwriaeth',
    ),
  },
  {
    kind: 'guidance',
    points: 3,
    pattern: words(
      '(?:practice|case|rapid|thematic|serious case) reviews?|lessons? learned|learning from|adolygiad(?:au)?',
    ),
  },
  {
    kind: 'guidance',
    points: 2,
    pattern: words(
      'research|findings|inspection|reports?(?! (?:a |any |your |it|concerns?|abuse))',
    ),
  },
  {
    kind: 'guidance',
    points: 2,
    pattern: words(
      "(?:has|have|been|was|were|newly|recently)(?: been)? (?:published|updated|revised|refreshed|produced|put together|released)|updated|revised|refreshed|new version|wedi(?:’i|'i)? (?:cyhoeddi|diweddaru)",
    ),
  },
  {
    kind: 'guidance',
    points: 2,
    pattern: words(
      'resources?|NSPCC Learning|Research in Practice|information (?:on|about):?|adnoddau',
    ),
  },

  {
    kind: 'training',
    points: 3,
    pattern: words('courses?|cyrsiau|cwrs|programme of learning'),
  },
  {
    kind: 'training',
    points: 3,
    pattern: words('training|trainers?|hyfforddiant'),
  },
  {
    kind: 'training',
    points: 4,
    pattern: words(
      'e-?learning|online learning|blended(?: learning)?|virtual (?:training|classroom|learning)|e-?ddysgu|dysgu cyfunol',
    ),
  },
  {
    kind: 'training',
    points: 4,
    pattern: words('enrol(?:l?ing|led|ment)?|cofrestru'),
  },
  {
    kind: 'training',
    points: 3,
    pattern: words(
      'workshops?|masterclass(?:es)?|lunch and learn|learning (?:sessions?|events?|lunch)|gweithdy|gweithdai',
    ),
  },
  {
    kind: 'training',
    points: 2,
    pattern: words(
      'book (?:a|your|on|onto|now|via|through)|places? (?:are|is|still)? ?(?:available|left|limited)|bookings?|fully booked|archebu',
    ),
  },
  {
    kind: 'training',
    points: 2,
    pattern: words('levels? [1-6]|modules?|group [1-6]|CPD|certificates?|lefel [1-6]'),
  },
  {
    kind: 'training',
    points: 2,
    pattern: words(
      'delegates?|learners?|attendees|My Learning|learning (?:portal|zone|hub|pool|platform|management system)',
    ),
  },

  {
    kind: 'event',
    points: 4,
    pattern: words(
      'conferences?|webinars?|seminars?|forums?|drop[- ]ins?|open (?:day|evening)|summits?|coffee mornings?|network(?:ing)? meetings?|roadshows?|briefing sessions?|question and answer|cynhadledd|gweminar|digwyddiad(?:au)?',
    ),
  },
  { kind: 'event', points: 3, pattern: words('events?') },
  {
    kind: 'event',
    points: 3,
    pattern: words(
      'join us|save the date|guest speakers?|keynote|speakers|doors open|refreshments|ymunwch',
    ),
  },
  {
    kind: 'event',
    points: 2,
    pattern: words(
      '(?:via|on|over|by|using) (?:microsoft )?(?:teams|zoom)|venue|village hall|community centre|town hall|to attend',
    ),
  },
  {
    kind: 'event',
    points: 2,
    pattern: words('register (?:for|to attend|your|here|via|by|at)|tickets?|eventbrite|rsvp'),
  },

  {
    kind: 'news',
    points: 4,
    pattern: words(
      'recruit(?:ing|ment|s)?|vacanc(?:y|ies)|job|closing date|apply (?:by|before|for the)|salary|swydd(?:i)?',
    ),
  },
  {
    kind: 'news',
    points: 4,
    pattern: words(
      'appointed|appointment of|new (?:independent )?(?:chair|scrutineer|manager|director|lead|member|members|colleague)|farewell|retir(?:es?|ed|ing|ement)|(?:joins?|joined|leaves?|left|leaving) (?:us|the (?:team|partnership|board|unit))|penodi',
    ),
  },
  {
    kind: 'news',
    points: 4,
    pattern: words(
      'surveys?|consultations?|have your say|questionnaires?|your (?:views|feedback)|tell us what|arolwg|ymgynghoriad',
    ),
  },
  {
    kind: 'news',
    points: 4,
    pattern: words('(?:annual|yearly) reports?|business plan|adroddiad blynyddol'),
  },
  {
    kind: 'news',
    points: 3,
    pattern: words(
      'awards?|congratulat\\w+|well done|thank you to|won|winner|shortlisted|llongyfarchiadau',
    ),
  },
  {
    kind: 'news',
    points: 4,
    pattern: words(
      '(?:has|have|is|are) (?:moved|moving|changed|changing|merged|merging)|new (?:telephone |phone )?(?:number|website|web site|address|name|logo|email)|opening hours|office clos\\w+|closed (?:on|over|from)',
    ),
  },
  {
    kind: 'news',
    points: 3,
    pattern: words('funding|grants?|bids?|£[\\d,.]+ ?(?:m|k|million)'),
  },
]

const kindNames: Record<BulletinItemKind, string> = {
  campaign: 'campaign',
  guidance: 'guidance',
  training: 'training',
  news: 'news',
  event: 'an event',
}

export type KindChoice = {
  kind: BulletinItemKind
  /** A sentence for the officer: which words counted. */
  reason: string
  /** Another kind is nearly as likely: somebody should look. */
  isClose: boolean
  points: Record<BulletinItemKind, number>
}

/**
 * What an item is, by counting the rules' words: in the title double, the section's heading four
 * points. A day with a time speaks for an event. Nothing found: news.
 */
export function chooseKind(item: {
  title: string
  text: string
  section?: string | undefined
  hasTimedDay: boolean
}): KindChoice {
  const points: Record<BulletinItemKind, number> = {
    campaign: 0,
    guidance: 0,
    training: 0,
    news: 1,
    event: 0,
  }
  const reasons: Reason[] = []
  const add = (kind: BulletinItemKind, gained: number, says: string): void => {
    points[kind] += gained
    reasons.push({ kind, says, points: gained })
  }
  for (const rule of rules) {
    const inTitle = item.title.match(rule.pattern) ?? []
    const inText = item.text.match(rule.pattern) ?? []
    const inSection = item.section?.match(rule.pattern) ?? []
    const gained =
      rule.points * (Math.min(inText.length, 3) + Math.min(inTitle.length, 1) * 2) +
      Math.min(inSection.length, 1) * 4
    if (gained > 0) add(rule.kind, gained, quoted([...inTitle, ...inText, ...inSection]))
  }
  if (item.hasTimedDay) add('event', 3, 'a day with a time')
  // "event" and a time are said of training too; there enrolling and courses decide.
  if (points.training >= 6) points.event = Math.min(points.event, points.training - 1)
  const ordered = (Object.keys(points) as BulletinItemKind[]).toSorted(
    (one, other) => points[other] - points[one],
  )
  const [kind, second] = [ordered[0]!, ordered[1]!]
  const isClose = points[second] > 1 && points[second] >= points[kind] * 0.75
  return { kind, reason: reasonFor(kind, second, isClose, reasons), isClose, points }
}

type Reason = { kind: BulletinItemKind; says: string; points: number }

/** The words that counted, as they stand there: “campaign” (5 times). */
function quoted(found: string[]): string {
  const counts = Map.groupBy(found, (word) => word.toLowerCase().replace(/s$/, ''))
  const [first] = [...counts.values()].toSorted((one, other) => other.length - one.length)
  const times = first!.length > 1 ? ` (${first!.length} times)` : ''
  return `“${first![0]!.replace(/\s+/g, ' ')}”${times}`
}

function reasonFor(
  kind: BulletinItemKind,
  second: BulletinItemKind,
  isClose: boolean,
  reasons: Reason[],
): string {
  const own = reasons
    .filter((reason) => reason.kind === kind)
    .toSorted((one, other) => other.points - one.points)
    .slice(0, 4)
    .map(({ says }) => says)
  const name = kind === 'campaign' ? 'a campaign' : kindNames[kind]
  const close = isClose
    ? ` It could also be ${second === 'campaign' ? 'a campaign' : kindNames[second]}: please check.`
    : ''
  if (own.length === 0)
    return `Taken as news, because nothing in it speaks for another kind.${close}`
  return `Taken as ${name}, because it says ${listed(own)}.${close}`
}
