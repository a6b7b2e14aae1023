import { sentenceAround } from './passages.ts'
import type { Passage } from './passages.ts'

/** Words that promise a link where the sentence has none. */
export type MissingLink = {
  at: number
  length: number
  /** The words that promise it: "here", "Read the news story". */
  promise: string
  /** The title that should have been the link, when the words name it. */
  target?: string
}

/** Where a passage says that something can be followed or read elsewhere and gives no way there. */
export function missingLinks(passage: Passage): MissingLink[] {
  const found = [
    ...hereWithoutLink(passage),
    ...namedWithoutLink(passage),
    ...pointedWithoutLink(passage),
  ]
  return found
    .toSorted((one, other) => one.at - other.at || other.length - one.length)
    .filter((missing, at, all) =>
      all.slice(0, at).every((before) => before.at + before.length <= missing.at),
    )
}

// "here" as a pointer: it ends its clause, after words of finding or doing. Not "here at the college".
const cue = String.raw`(?:click(?:ing)?|find|found|available|access(?:ed)?|download(?:ed)?|book(?:ed|ings?)?|view(?:ed)?|read|see|seen|register(?:ed|ing)?|sign(?:ing)? up|apply|enrol(?:l?ing|led)?|website|webpage|page|online|details?|information|info|instructions?|visit|more|link|via|complete|watch(?:ed)?|report|form|survey|guidance|resources?|contact|subscribe|order|join|promise|pledge|share|listen|learn|submit|request|tickets?|cliciwch|ar gael)`
const here = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])${cue}(?![\p{L}\p{N}])[^.!?\n]{0,90}?(?<![\p{L}\p{N}-])(here|yma)(?=\s*(?:[.,;:)!?\]]|$|\n|(?:and|or|to|if|for)\s))`,
  'giu',
)

function hereWithoutLink(passage: Passage): MissingLink[] {
  return [...passage.text.matchAll(here)].flatMap((match) => {
    const at = match.index + match[0].length - match[1]!.length
    const isLinked = passage.links.some((link) => link.from <= at && link.to > at)
    // "Click here: https://…" and a link right before the word keep the promise.
    const isNear = passage.links.some(
      (link) => Math.min(Math.abs(link.to - at), Math.abs(link.from - at - 4)) <= 4,
    )
    const isTyped = /^\s*[:(<]?\s*(?:https?:|www\.)/.test(passage.text.slice(at + match[1]!.length))
    return isLinked || isNear || isTyped
      ? []
      : [{ at, length: match[1]!.length, promise: promiseAround(passage.text, at) }]
  })
}

function promiseAround(text: string, at: number): string {
  const sentence = sentenceAround(text, at)
  const words = text
    .slice(sentence.from, at + 4)
    .trim()
    .split(/\s+/)
  return words.length <= 9 ? words.join(' ') : `… ${words.slice(-8).join(' ')}`
}

/** "Read the news story: Title", "See also on Site > Title", "Download the guide: Title". */
const named =
  /(?<=^|\n|[.!?]\s)((?:read|see|see also|view|watch|download|listen to|visit|find out more|further reading|related|more information|source|link)(?: also)?(?: (?:the|our|this|on|at|from|in|about|their|full|latest|new|news|story|article|report|guide|guidance|blog|briefing|page|more|website|video|[A-Z][\p{L}]+)){0,6})\s*(?:[:»→]|>+)\s*(\S[^\n]{2,200}?)(?=\n|$)/giu

function namedWithoutLink(passage: Passage): MissingLink[] {
  return [...passage.text.matchAll(named)].flatMap((match) => {
    const to = match.index + match[0].length
    const isLinked = passage.links.some((link) => link.from < to && link.to > match.index)
    const hasAddress = /https?:\/\/|www\.|@|\d{5}/.test(match[0])
    const target = match[2]!.replace(/[.\s]+$/, '')
    return isLinked || hasAddress
      ? []
      : [{ at: match.index, length: match[0].length, promise: match[1]!, target }]
  })
}

const pointed =
  /(?<![\p{L}])(?:(?:follow|use|via|using|at|click(?: on)?|through|see|on) (?:the|this|these)(?: following)? links?(?: (?:below|above))?|(?:see|the) links? (?:below|above)|\(links?\)|\[links?\]|link to follow)(?![\p{L}])/giu

function pointedWithoutLink(passage: Passage): MissingLink[] {
  return [...passage.text.matchAll(pointed)].flatMap((match) => {
    const sentence = sentenceAround(passage.text, match.index)
    const rest = passage.text.slice(sentence.from)
    const isKept =
      passage.links.some((link) => link.to > sentence.from) || /https?:\/\/|www\./.test(rest)
    return isKept ? [] : [{ at: match.index, length: match[0].length, promise: match[0] }]
  })
}

/** A link that stands beside a text, in a list of its own. */
export type LinkBeside = { text: string; href: string | null }

/**
 * Those promises that no link beside the text keeps. A promise that names its target is kept by a
 * link of that name; each of the others ("here") by one link that is left.
 */
export function unkeptPromises<Promised extends MissingLink>(
  promised: readonly Promised[],
  beside: readonly LinkBeside[],
): Promised[] {
  const left = beside.filter(({ href }) => href !== null)
  const take = (at: number): boolean => at !== -1 && left.splice(at, 1).length === 1
  const unnamed = promised.filter(
    ({ target }) =>
      target === undefined || !take(left.findIndex(({ text }) => isNamed(text, target))),
  )
  return unnamed.filter(({ target }) => target !== undefined || !take(left.length > 0 ? 0 : -1))
}

function isNamed(words: string, target: string): boolean {
  const [one, other] = [words, target].map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  ) as [string, string]
  return one === other || one.includes(other) || (one.length >= 8 && other.includes(one))
}
