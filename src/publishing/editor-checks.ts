import { blamingWords, vagueLinkWords } from './editor-check-words.ts'
import { missingLinks, unkeptPromises, type LinkBeside, type MissingLink } from './missing-links.ts'
import { excerptOf, isQuoted, passagesOf } from './passages.ts'
import type { Passage } from './passages.ts'
import { findPhoneNumbers } from './phone-numbers.ts'
import { longMonth } from './plain-dates.ts'
import { readingAgeOf, sentencesOf, wordsOf } from './reading-age.ts'
import { findRelativeDates } from './relative-dates.ts'
import type { PublicationDate } from './relative-dates.ts'
import { findReplacedTerms } from './replaced-terms.ts'
import type { Term } from './replaced-terms.ts'
import type { RichTextDocument } from './rich-text.ts'

export type { Term } from './replaced-terms.ts'

/** One thing a writer may want to change. It never stops anybody: a person decides. */
export type EditorCheck = {
  kind: EditorCheckKind
  /** One or two sentences: what, and why it matters. */
  message: string
  /** "Title", "Paragraph 3", "Picture 1", "Whole text". */
  where: string
  /** The words, with some around them. */
  excerpt: string
  /** Words that could stand instead. */
  suggestion?: string
}

export type EditorCheckKind =
  | 'vague-link'
  | 'bare-address'
  | 'missing-link'
  | 'missing-description'
  | 'typed-phone-number'
  | 'replaced-term'
  | 'relative-date'
  | 'blaming-word'
  | 'reading-age'

export type TextToCheck = {
  document: RichTextDocument
  title?: string
  /** Whose words hold; without it every nation's. */
  nation?: string
  publishedOn?: PublicationDate
  terms?: Term[]
  /** The routes a number may belong to; `numbers` in any spelling. */
  routes?: { key: string; name: string; numbers: string[] }[]
  /** Links that are shown with the text, in fields of their own. */
  linksBeside?: readonly LinkBeside[]
  /** The oldest a reader should have to be; see `readingAges`. */
  readingAge?: number
}

/** What each audience can be asked to read (design.md, section 7); practitioners have no limit. */
export const readingAges: Record<string, number | undefined> = {
  'young-people': 9,
  parents: 11,
  carers: 11,
}

/** Everything the checks find, in the order of the text. Pure: the same on the server and in the editor. */
export function checkText(text: TextToCheck): EditorCheck[] {
  const title = text.title?.trim() ?? ''
  const titles: Passage[] = title
    ? [{ where: 'Title', kind: 'title', text: title, links: [], italics: [] }]
    : []
  const passages = [...titles, ...passagesOf(text.document)]
  const promised = passages.flatMap((passage) =>
    missingLinks(passage).map((missing) => ({ ...missing, passage })),
  )
  const unkept = Map.groupBy(
    unkeptPromises(promised, text.linksBeside ?? []),
    ({ passage }) => passage,
  )
  return [
    ...passages.flatMap((passage) => checkPassage(passage, text, unkept.get(passage) ?? [])),
    ...pictureChecks(text.document),
    ...readingAgeChecks(text),
  ]
}

function checkPassage(
  passage: Passage,
  text: TextToCheck,
  unkept: readonly MissingLink[],
): EditorCheck[] {
  const found = [
    ...linkChecks(passage),
    ...addressChecks(passage),
    ...missingLinkChecks(passage, unkept),
    ...phoneChecks(passage, text.routes ?? []),
    ...termChecks(passage, text),
    ...relativeDateChecks(passage, text.publishedOn),
    ...blamingChecks(passage),
  ]
  return onceEach(found.toSorted((one, other) => one.at - other.at))
}

/** The same finding in one passage is said once, with how often it is there. */
function onceEach(found: Placed[]): EditorCheck[] {
  const groups = Map.groupBy(found, ({ kind, message }) => `${kind} ${message}`)
  return [...groups.values()].map((group) => {
    const { at: _at, ...check } = group[0]!
    const times = group.length > 1 ? ` (${group.length} times in this passage.)` : ''
    return { ...check, message: check.message + times }
  })
}

type Placed = EditorCheck & { at: number }

function placed(
  passage: Passage,
  place: { at: number; length: number },
  check: Omit<EditorCheck, 'where' | 'excerpt'>,
): Placed {
  const excerpt = excerptOf(passage.text, place.at, place.at + place.length)
  return { ...check, where: passage.where, excerpt, at: place.at }
}

function linkChecks(passage: Passage): Placed[] {
  return passage.links.flatMap((link) => {
    const words = passage.text.slice(link.from, link.to).trim()
    const place = { at: link.from, length: link.to - link.from }
    if (link.href.startsWith('tel:')) return []
    if (looksLikeAddress(words)) return [placed(passage, place, bareAddress(words))]
    return isVague(words) ? [placed(passage, place, vagueLink(words))] : []
  })
}

const looksLikeAddress = (words: string): boolean =>
  /^(?:https?:\/\/|www\.)\S+$/i.test(words) || /^[\w-]+(?:\.[\w-]+)+\/\S*$/.test(words)

function isVague(words: string): boolean {
  const plain = words
    .toLowerCase()
    .replace(/[^\p{L}\s-]+/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  return (
    vagueLinkWords.has(plain) ||
    (/(?:^| )(?:here|this link)$/.test(plain) && plain.split(' ').length <= 4)
  )
}

const vagueLink = (words: string): Omit<EditorCheck, 'where' | 'excerpt'> => ({
  kind: 'vague-link',
  message: `The link words “${words}” do not say where the link leads. Many people hear or see links without the words around them.`,
  suggestion: 'Make the name of the page or document the link.',
})

const bareAddress = (words: string): Omit<EditorCheck, 'where' | 'excerpt'> => ({
  kind: 'bare-address',
  message: `“${words.slice(0, 60)}” is an address, not a name. A screen reader spells it out.`,
  suggestion: 'Make the name of the page the link.',
})

function addressChecks(passage: Passage): Placed[] {
  return [...passage.text.matchAll(/(?:https?:\/\/|www\.)[^\s<>()[\]]{3,}/gi)]
    .filter((match) => !isLinked(passage, match.index, match.index + match[0].length))
    .map((match) => {
      const check = {
        kind: 'bare-address' as const,
        message: 'This address is not a link: nobody can follow it without typing it.',
        suggestion: 'Make the name of the page a link to it.',
      }
      return placed(passage, { at: match.index, length: match[0].length }, check)
    })
}

const isLinked = (passage: Passage, from: number, to: number): boolean =>
  passage.links.some((link) => link.from < to && link.to > from)

function missingLinkChecks(passage: Passage, unkept: readonly MissingLink[]): Placed[] {
  return unkept.map((missing) =>
    placed(passage, missing, {
      kind: 'missing-link',
      message: `“${missing.promise}” promises a link, and there is none.`,
      suggestion: missing.target
        ? `Make “${missing.target}” a link.`
        : 'Add the link, or say where to find it.',
    }),
  )
}

function phoneChecks(passage: Passage, routes: NonNullable<TextToCheck['routes']>): Placed[] {
  return findPhoneNumbers(passage.text).map(({ at, text, number }) => {
    const route = routes.find(({ numbers }) =>
      numbers.some((known) => known.replace(/^\+44/, '0').replace(/\D/g, '') === number),
    )
    return placed(
      passage,
      { at, length: text.length },
      {
        kind: 'typed-phone-number',
        message: `${text} is typed by hand. Numbers change; a reporting route shows today’s number everywhere.`,
        suggestion: route
          ? `Insert the reporting route “${route.name}”: {{route:${route.key}}}`
          : 'Insert the reporting route. If it is not a way to report a concern, check that the number is right.',
      },
    )
  })
}

function termChecks(passage: Passage, text: TextToCheck): Placed[] {
  const options = { nation: text.nation, publishedOn: text.publishedOn }
  return findReplacedTerms(passage.text, text.terms ?? [], options).map((found) => {
    const quoted = isQuoted(passage, found.at, found.at + found.text.length)
    const since = found.since ? ` since ${found.since}` : ''
    const said = `“${found.text}” is “${found.replacement}” in ${found.nationName}${since}.`
    const message = quoted
      ? `${said} This looks like a title or a quotation: leave it if the words are somebody else’s.`
      : found.wasRightThen
        ? `${said} The text is from before that: it may stay where it shows how things were.`
        : said
    return placed(
      passage,
      { at: found.at, length: found.text.length },
      {
        kind: 'replaced-term',
        message,
        suggestion: found.replacement,
      },
    )
  })
}

function relativeDateChecks(passage: Passage, publishedOn: PublicationDate | undefined): Placed[] {
  return findRelativeDates(passage.text, publishedOn)
    .filter(({ at, text }) => !isQuoted(passage, at, at + text.length))
    .map(({ at, text, suggestion }) =>
      placed(
        passage,
        { at, length: text.length },
        {
          kind: 'relative-date',
          message: `“${text}” changes its meaning with the day it is read.`,
          suggestion: suggestion ?? dateHint(publishedOn),
        },
      ),
    )
}

const dateHint = (publishedOn: PublicationDate | undefined): string =>
  publishedOn
    ? `Write the date. (This is published in ${longMonth(publishedOn.slice(0, 7))}.)`
    : 'Write the date.'

function blamingChecks(passage: Passage): Placed[] {
  return blamingWords.flatMap(({ pattern, why, instead, soft }) =>
    [...passage.text.matchAll(pattern)].map((match) => {
      const quoted = isQuoted(passage, match.index, match.index + match[0].length)
      const ending = quoted
        ? ' If you quote it as an example, say so.'
        : soft
          ? ' Check what is meant here.'
          : ''
      return placed(
        passage,
        { at: match.index, length: match[0].length },
        {
          kind: 'blaming-word',
          message: `“${match[0]}”: ${why}${ending}`,
          suggestion: instead,
        },
      )
    }),
  )
}

function pictureChecks(document: RichTextDocument): EditorCheck[] {
  const pictures = document.content.filter((block) => block.type === 'image')
  return pictures.flatMap((picture, at) => {
    const { alt } = picture.attrs
    const isFileName = /^[\w-]+\.(?:png|jpe?g|gif|webp|svg)$/i.test(alt)
    if (alt !== '' && !isFileName && !/^(?:image|picture|photo|logo|graphic)$/i.test(alt)) return []
    const message = alt
      ? `“${alt}” does not say what the picture shows.`
      : 'This picture has no description, so people who cannot see it learn nothing from it.'
    const suggestion = 'Say in one sentence what the picture shows, as you would on the telephone.'
    return [
      {
        kind: 'missing-description',
        message,
        where: `Picture ${at + 1}`,
        excerpt: alt,
        suggestion,
      },
    ]
  })
}

function readingAgeChecks({ document, readingAge }: TextToCheck): EditorCheck[] {
  if (readingAge === undefined) return []
  const sentences = passagesOf(document)
    .filter(({ kind }) => kind !== 'heading')
    .flatMap(({ text }) => sentencesOf(text))
  const age = readingAgeOf(sentences)
  if (age === undefined || age < readingAge + 1) return []
  const hardest = sentences
    .map((sentence) => ({ sentence, words: wordsOf(sentence).length }))
    .reduce((one, other) => (other.words > one.words ? other : one))
  return [
    {
      kind: 'reading-age',
      message: `A reader needs to be about ${Math.round(age)} to read this with ease; for these readers aim for ${readingAge}. Shorter sentences and shorter words bring it down. (Flesch–Kincaid grade plus five.)`,
      where: 'Whole text',
      excerpt: excerptOf(hardest.sentence, 0, Math.min(85, hardest.sentence.length)),
      suggestion: `Begin with the longest sentence: it has ${hardest.words} words.`,
    },
  ]
}
