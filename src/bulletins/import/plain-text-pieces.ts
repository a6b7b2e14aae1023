import { isCapitals, isTypedRule, looksRank } from './line-looks.ts'

/** `text` is in the plain-text convention of rich text: headings without marks, lists with "- ". */
export type TextPiece = { type: 'rule' | 'gap' } | { type: 'lines'; text: string; rank?: number }

/**
 * Plain text as it is typed into mails: wrapped lines joined, separators and underlined, numbered,
 * capital and short-line headings told apart, bullets and addresses in the form that we store.
 */
export function plainTextPieces(text: string): TextPiece[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029\f\v]/).map((line) => line.replace(/\s+$/, ''))
  const width = wrapWidth(lines)
  const pieces: TextPiece[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    if (line.trim() === '') {
      const blanks = countBlanks(lines, at)
      if (blanks >= 2) pieces.push({ type: 'gap' })
      at += blanks
    } else if (isTypedRule(line)) {
      pieces.push({ type: 'rule' })
      at += 1
    } else {
      const group = groupFrom(lines, at)
      const heading = headingOf(lines, at, group.length)
      if (heading) {
        pieces.push({ type: 'lines', text: escaped(heading.text), rank: heading.rank })
        at += heading.lines
      } else {
        pieces.push(...paragraphsOf(group, width))
        at += group.length
      }
    }
  }
  return pieces
}

function countBlanks(lines: string[], from: number): number {
  let at = from
  while (at < lines.length && lines[at]!.trim() === '') at += 1
  return at - from
}

/** The lines up to the next blank line, separator or heading mark. */
function groupFrom(lines: string[], from: number): string[] {
  let at = from + 1
  while (
    at < lines.length &&
    lines[at]!.trim() !== '' &&
    !isTypedRule(lines[at]!) &&
    headingOf(lines, at, 2) === undefined
  ) {
    at += 1
  }
  return lines.slice(from, at)
}

type Heading = { text: string; rank: number; lines: number }

function headingOf(lines: string[], at: number, groupLength: number): Heading | undefined {
  const line = lines[at]!.trim()
  const next = lines[at + 1]?.trim() ?? ''
  const marked = /^(#{1,6})\s+(\S.*?)\s*#*$/.exec(line)
  if (marked) return { text: marked[2]!, rank: marked[1]!.length, lines: 1 }
  const starred = /^\*{1,2}([^*]{3,100})\*{1,2}$/.exec(line)
  if (starred && isLabel(starred[1]!)) return { text: starred[1]!, rank: looksRank.bold, lines: 1 }
  if (!isLabel(line)) return undefined
  const isFirst = at === 0 || lines[at - 1]!.trim() === '' || isTypedRule(lines[at - 1]!)
  const underline = /^([=\-~_*^])\1{2,}$/.exec(next)?.[1]
  const isUnderlined =
    underline !== undefined && isFirst && Math.abs(next.length - line.length) <= 12
  // A separator stands on its own; an underline has its heading's length and text right below.
  if (isUnderlined && lines[at + 2]?.trim() !== undefined) {
    return { text: line, rank: underline === '=' ? 1 : 2, lines: 2 }
  }
  if (isCapitals(line)) return { text: line, rank: looksRank.capitals, lines: 1 }
  const numbered = /^(?:item\s+)?\d{1,2}[.):]\s+(\p{Lu}.{2,90})$/iu.exec(line)
  const isListed =
    /^(?:item\s+)?\d{1,2}[.):]\s/i.test(nextText(lines, at)) ||
    (at > 0 && /^\d{1,2}[.):]\s/.test(lines[at - 1]!.trim()))
  if (numbered && isFirst && !isListed)
    return { text: numbered[1]!, rank: looksRank.numbered, lines: 1 }
  const isAlone = isFirst && (next === '' || isTypedRule(next)) && groupLength === 1
  // "Safer sleep" and, right below, its paragraph.
  const isOverText =
    isFirst && next.length >= 60 && next.length > line.length * 1.4 && line.length <= 60
  const isShort =
    (isAlone || isOverText) &&
    line.length <= 70 &&
    line.split(/\s+/).length <= 11 &&
    /^["“‘'(]?[\p{Lu}\d]/u.test(line)
  return isShort && nextText(lines, at).length > line.length
    ? { text: line, rank: looksRank.short, lines: 1 }
    : undefined
}

const isLabel = (line: string): boolean =>
  line.length >= 3 &&
  line.length <= 110 &&
  /\p{L}{2}/u.test(line) &&
  !/[.;,:…]$/.test(line) &&
  !isBullet(line) &&
  !/https?:|www\.|@/.test(line)

const isBullet = (line: string): boolean => /^\s*(?:[-*•·●▪◦‣–—o]|\(?[a-z]\))\s+\S/.test(line)

function nextText(lines: string[], at: number): string {
  for (let next = at + 1; next < lines.length; next += 1) {
    if (lines[next]!.trim() !== '' && !isTypedRule(lines[next]!)) return lines[next]!.trim()
  }
  return ''
}

/** The width a text was wrapped at, or undefined where each line is a paragraph. */
function wrapWidth(lines: string[]): number | undefined {
  const lengths = lines.map((line) => line.length).filter((length) => length > 30)
  if (lengths.length < 4) return undefined
  const widest = lengths.toSorted((one, other) => one - other)[Math.floor(lengths.length * 0.95)]!
  const full = lengths.filter((length) => length > widest - 18).length
  return widest <= 100 && full >= lengths.length * 0.4 ? widest : undefined
}

/** Wrapped lines joined; bullets as a list; every other line a paragraph of its own. */
function paragraphsOf(lines: string[], width: number | undefined): TextPiece[] {
  const paragraphs: { text: string; isItem: boolean }[] = []
  let before = ''
  for (const line of lines) {
    const words = line.trim()
    const last = paragraphs.at(-1)
    const isItem = isBullet(line) || /^\d{1,2}[.)]\s+\S/.test(words)
    const firstWord = words.split(/\s/)[0]!
    const isWrapped =
      width !== undefined && before.length + firstWord.length >= width - 6 && !isItem
    const continuesItem = last?.isItem === true && /^\s{2,}/.test(line) && !isItem
    if (last && (isWrapped || continuesItem)) last.text += ` ${words}`
    else paragraphs.push({ text: words, isItem })
    before = line
  }
  const pieces: TextPiece[] = []
  for (let at = 0; at < paragraphs.length;) {
    if (!paragraphs[at]!.isItem) {
      pieces.push({ type: 'lines', text: escaped(paragraphs[at]!.text) })
      at += 1
      continue
    }
    const from = at
    while (paragraphs[at]?.isItem) at += 1
    pieces.push({ type: 'lines', text: paragraphs.slice(from, at).map(itemText).join('\n') })
  }
  return pieces
}

function itemText({ text }: { text: string }): string {
  const numbered = /^(\d{1,2})[.)]\s+(.*)$/.exec(text)
  if (numbered) return `${numbered[1]}. ${escaped(numbered[2]!)}`
  return `- ${escaped(text.replace(/^(?:[-*•·●▪◦‣–—o]|\(?[a-z]\))\s+/, ''))}`
}

const webAddress = /https?:\/\/[^\s<>()[\]"']*[^\s<>()[\]"'.,;:!?]/gi

/**
 * The words as they are, their addresses as links: "here <https://…>", as mail programs write links
 * in plain text, links the words before; a bare address links itself.
 */
function escaped(words: string): string {
  let written = ''
  let from = 0
  for (const match of words.matchAll(webAddress)) {
    let before = words.slice(from, match.index)
    let after = match.index + match[0].length
    const isBracketed = /[<([]\s*$/.test(before) && /^\s*[>)\]]/.test(words.slice(after))
    let label = match[0]
    if (isBracketed) {
      before = before.replace(/\s*[<([]\s*$/, '')
      after += /^\s*[>)\]]/.exec(words.slice(after))![0].length
      const named =
        /(?:^|[\s(])((?:click )?(?:here|this link|read more))$/iu.exec(before) ??
        /(?:^|[\s(])([\p{L}\p{N}'’&-]+(?: [\p{L}\p{N}'’&-]+){0,3})$/u.exec(before)
      if (named) {
        label = named[1]!
        before = before.slice(0, before.length - label.length)
      }
    }
    written += `${plain(before)}[${plain(label)}](${match[0]})`
    from = after
  }
  return written + plain(words.slice(from))
}

/** What was never meant as our convention stays what it is. */
const plain = (words: string): string =>
  words
    .replace(/[\\*_[\]{}#>!]/g, '\\$&')
    .replace(/^(\d{1,2})([.)]\s)/, '$1\\$2')
    .replace(/^([-•])(?=\s)/, '\\$1')
