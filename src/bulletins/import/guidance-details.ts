import { sentencesIn, splitList } from './listed-words.ts'
import type { ItemLink, PromisedLink } from './item-links.ts'
import type { Organisation } from './organisations.ts'

/** What an item about guidance tells, for a draft guidance page. */
export type GuidanceDetails = {
  /** Who has made it. */
  publisher: string | null
  /** What it covers, in order. */
  sections: string[]
  seeAlso: SeeAlsoEntry[]
}

export type SeeAlsoEntry = {
  title: string
  relation: 'news story' | 'see also' | 'download' | 'read'
  source: string | null
  href: string | null
}

type Source = {
  text: string
  organisations: Organisation[]
  listItems: string[]
  links: ItemLink[]
  promised: PromisedLink[]
}

/** What an item tells of guidance: the publisher, its sections, and what to read beside it. */
export function guidanceDetails(source: Source): GuidanceDetails {
  return {
    publisher: publisherOf(source),
    sections: sectionsOf(source),
    seeAlso: seeAlsoOf(source),
  }
}

const made = String.raw`(?:put together|published|produced|developed|released|issued|launched|updated|revised|refreshed|created|written|prepared|compiled|shared|commissioned|cyhoeddi|diweddaru)`

/** The organisation that has published it: before the verb, else after "by", else the first named. */
function publisherOf({ text, organisations }: Source): string | null {
  for (const { text: sentence } of sentencesIn(text)) {
    const verb = new RegExp(
      String.raw`\b(?:(?:have|has|had|wedi)\s+(?:(?:just|now|recently|also)\s+)?)?${made}\b`,
      'iu',
    ).exec(sentence)
    if (!verb) continue
    const isPassive =
      /\b(?:been|was|were|is|are|being|newly)\s+(?:(?:recently|just|now)\s+)?$/i.test(
        sentence.slice(0, verb.index),
      ) || /\bbeen\b/i.test(verb[0])
    const before = lastNamed(sentence.slice(0, verb.index), organisations)
    const by = /\b(?:by|from|gan)\s+(?:the\s+)?([^.,;]{3,80})/i.exec(sentence.slice(verb.index))
    const after = by && firstNamed(by[1]!, organisations)
    const found = isPassive ? (after ?? before) : (before ?? after)
    if (found) return found
  }
  const by = /\b(?:by|from)\s+(?:the\s+)?([^.,;]{3,80})/gi
  for (const match of text.matchAll(by)) {
    const found = firstNamed(match[1]!.slice(0, 50), organisations)
    if (found) return found
  }
  return organisations[0]?.name ?? null
}

const places = (words: string, organisations: Organisation[]): { name: string; at: number }[] =>
  organisations.flatMap(({ name, abbreviation }) => {
    const at = Math.max(
      words.replaceAll('’', "'").lastIndexOf(name.replaceAll('’', "'")),
      abbreviation ? words.lastIndexOf(abbreviation) : -1,
    )
    return at < 0 ? [] : [{ name, at }]
  })

const lastNamed = (words: string, organisations: Organisation[]): string | undefined =>
  places(words, organisations).toSorted(
    (one, other) => other.at - one.at || other.name.length - one.name.length,
  )[0]?.name
const firstNamed = (words: string, organisations: Organisation[]): string | undefined =>
  places(words, organisations).toSorted(
    (one, other) => one.at - other.at || other.name.length - one.name.length,
  )[0]?.name

const listCue = String.raw`(?:(?:information|guidance|advice|sections?|chapters?|resources|tips|material|content|details?)\s+(?:on|about|around|covering)|includ(?:es|ing|e)|covers?|covering|contains|containing|looks at|sets out|setting out|explains|outlin(?:es|ing)|describes|addresses|topics (?:are|include)|yn cynnwys)`

/** From "it includes information on: a; b; c; and d", or the list under such a sentence. */
function sectionsOf({ text, listItems }: Source): string[] {
  const sentences = sentencesIn(text)
  const withColon = new RegExp(String.raw`${listCue}[^:.\n]{0,60}:\s*(\S.+)$`, 'iu')
  for (const { text: sentence } of sentences) {
    const listed = splitList(withColon.exec(sentence)?.[1] ?? '')
    if (listed.length >= 2) return listed.map(withoutArticle)
  }
  const announcesList = sentences.some(
    ({ text: sentence }) => sentence.endsWith(':') && !/\bsee also\b/i.test(sentence),
  )
  if (announcesList && listItems.length >= 2)
    return listItems.map((item) => withoutArticle(item.replace(/[;.,]?\s*(?:and)?$/, '')))
  const inSentence = new RegExp(String.raw`\b${listCue}\s+(\S.+)$`, 'iu')
  for (const { text: sentence } of sentences) {
    const listed = splitList((inSentence.exec(sentence)?.[1] ?? '').replace(/\.$/, ''))
    if (listed.length >= 3 || (listed.length >= 2 && /;/.test(sentence)))
      return listed.map(withoutArticle)
  }
  return listItems.length >= 3 ? listItems : []
}

const withoutArticle = (part: string): string =>
  part
    .replace(/^(?:information|guidance|advice|details?)\s+(?:on|about)\s+/i, '')
    .replace(/^(?:an?|the)\s+(?=overview|introduction|summary)/i, '')

const readLine =
  /^(read(?: more)?(?: the)?(?: (?:full|latest))?(?: (?:news story|story|news|article|blog|report|guidance|briefing|press release|announcement|document))?(?: (?:on|from|at|in)(?: the)? [^:>»\n]{2,50})?|see(?: also)?(?: (?:on|from|at|in)(?: the)? [^:>»\n]{2,50}?)?|view|watch|download(?: the)?(?: [\p{L}-]+){0,3}|further reading|related(?: [\p{L}]+)?|more information)\s*(?:[:»→]|>+)\s*(\S[^\n]{2,200})$/iu

/** "Read the news story: T", "See also on S > T"; and lines that are nothing but a link. */
function seeAlsoOf({ text, links, promised }: Source): SeeAlsoEntry[] {
  const lines = text.split('\n').map((line) => line.trim())
  const entries = lines.flatMap((line): SeeAlsoEntry[] => {
    const match = readLine.exec(line)
    if (match) {
      const title = match[2]!.replace(/[.\s]+$/, '')
      const href =
        links.find((link) => title.includes(link.text) || link.text.includes(title))?.href ?? null
      return [{ title, relation: relationOf(match[1]!), source: sourceOf(match[1]!), href }]
    }
    const whole = links.find((link) => link.text === line.replace(/[.\s]+$/, '') && line.length > 8)
    return whole
      ? [{ title: whole.text, relation: relationOf(line), source: null, href: whole.href }]
      : []
  })
  const known = new Set(entries.map(({ title }) => title))
  const named = promised.flatMap((link): SeeAlsoEntry[] =>
    link.target && !known.has(link.target)
      ? [
          {
            title: link.target,
            relation: relationOf(link.promise),
            source: sourceOf(link.promise),
            href: null,
          },
        ]
      : [],
  )
  return [...entries, ...named]
}

function relationOf(words: string): SeeAlsoEntry['relation'] {
  if (/news|story|press|announcement/i.test(words)) return 'news story'
  if (/download/i.test(words)) return 'download'
  return /see|related|further/i.test(words) ? 'see also' : 'read'
}

const sourceOf = (words: string): string | null =>
  /\b(?:on|from|at|in)\s+(?:the\s+)?(\S.*)$/i.exec(words)?.[1]?.trim() ?? null
