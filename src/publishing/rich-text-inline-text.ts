import { safeAddress } from './rich-text-addresses.ts'
import { cleanDocument, isRouteKey } from './rich-text.ts'
import type { Inline, Mark, Paragraph } from './rich-text.ts'

/**
 * The words of one paragraph in the plain-text convention (see rich-text-as-text.ts). Bold and
 * italic are switches, so they may overlap; one without a partner is an ordinary character.
 * `{_}` switches italic in the middle of a word, where `_` is an ordinary character.
 */
export function inlinesFromText(text: string): Inline[] {
  const tokens = tokensOf(text)
  const switches = pairedSwitches(tokens)
  const inlines: Inline[] = []
  let [bold, italic] = [false, false]
  let href: string | undefined
  for (const token of tokens) {
    if (token.type === 'bold' && switches.has(token)) bold = !bold
    else if (token.type === 'italic' && switches.has(token)) italic = !italic
    else if (token.type === 'linkStart') href = token.href
    else if (token.type === 'linkEnd') href = undefined
    else if (token.type === 'break') inlines.push({ type: 'hardBreak' })
    else if (token.type === 'route') {
      inlines.push({ type: 'reportingRoute', attrs: { routeKey: token.routeKey } })
    } else {
      const marks: Mark[] = []
      if (href !== undefined) marks.push({ type: 'link', attrs: { href } })
      if (bold) marks.push({ type: 'bold' })
      if (italic) marks.push({ type: 'italic' })
      inlines.push({ type: 'text', text: token.text, ...(marks.length > 0 ? { marks } : {}) })
    }
  }
  return inlines
}

type Switch = { type: 'bold' | 'italic'; text: string; opens: boolean; closes: boolean }
type Token =
  | Switch
  | { type: 'text'; text: string }
  | { type: 'linkStart'; href: string }
  | { type: 'linkEnd' }
  | { type: 'break' }
  | { type: 'route'; routeKey: string }

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let linkEnds: { at: number; next: number } | undefined
  for (let at = 0; at < text.length;) {
    const here = text[at]!
    const route =
      here === '{' ? /^\{\{route:([a-z0-9-]{1,64})\}\}/.exec(text.slice(at, at + 80)) : null
    const stars = here === '*' ? /^\*+/.exec(text.slice(at, at + 80))![0] : ''
    const link = here === '[' && !linkEnds ? linkAt(text, at) : undefined
    if (here === '\\' && isPunctuation(text[at + 1])) {
      tokens.push({ type: 'text', text: text[at + 1]! })
      at += 2
    } else if (linkEnds && at === linkEnds.at) {
      tokens.push({ type: 'linkEnd' })
      at = linkEnds.next
      linkEnds = undefined
    } else if (route && isRouteKey(route[1])) {
      tokens.push({ type: 'route', routeKey: route[1] })
      at += route[0].length
    } else if (text.startsWith('{_}', at)) {
      tokens.push({ type: 'italic', text: '{_}', opens: true, closes: true })
      at += 3
    } else if (stars === '**') {
      const opens = isInk(text[at + 2])
      tokens.push({ type: 'bold', text: '**', opens, closes: isInk(text[at - 1]) })
      at += 2
    } else if (stars !== '') {
      tokens.push({ type: 'text', text: stars })
      at += stars.length
    } else if (here === '_') {
      const opens = !isWord(text[at - 1]) && isInk(text[at + 1])
      const closes = isInk(text[at - 1]) && !isWord(text[at + 1])
      tokens.push({ type: 'italic', text: '_', opens, closes })
      at += 1
    } else if (link) {
      tokens.push({ type: 'linkStart', href: link.href })
      linkEnds = link
      at += 1
    } else {
      const character = String.fromCodePoint(text.codePointAt(at)!)
      tokens.push(here === '\n' ? { type: 'break' } : { type: 'text', text: character })
      at += character.length
    }
  }
  return tokens
}

const isPunctuation = (character: string | undefined): boolean =>
  character !== undefined && /^[!-/:-@[-`{-~•]$/.test(character)
const isInk = (character: string | undefined): boolean =>
  character !== undefined && !/\s/.test(character)
const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character)

/** `[words](address)` whose words hold no other bracket and whose address is safe. */
function linkAt(
  text: string,
  from: number,
): { href: string; at: number; next: number } | undefined {
  let at = from + 1
  while (at < text.length && text[at] !== ']' && text[at] !== '[') at += text[at] === '\\' ? 2 : 1
  if (at === from + 1 || text[at] !== ']' || text[at + 1] !== '(') return undefined
  let open = 1
  let next = at + 2
  for (; next < Math.min(text.length, at + 2002) && open > 0; next += 1) {
    if (text[next] === '(') open += 1
    else if (text[next] === ')') open -= 1
    else if (!isInk(text[next])) return undefined
  }
  const href = open === 0 ? safeAddress(text.slice(at + 2, next - 1)) : undefined
  return href === undefined ? undefined : { href, at, next }
}

/** The switches that have a partner, first with next; those left over are ordinary characters. */
function pairedSwitches(tokens: Token[]): Set<Token> {
  const paired = new Set<Token>()
  const waiting: { bold?: Switch | undefined; italic?: Switch | undefined } = {}
  for (const token of tokens) {
    if (token.type !== 'bold' && token.type !== 'italic') continue
    const opener = waiting[token.type]
    if (opener && token.closes) {
      paired.add(opener).add(token)
      waiting[token.type] = undefined
    } else if (!opener && token.opens) waiting[token.type] = token
  }
  return paired
}

/**
 * The words of one paragraph as text. First with only the escapes that a reader would miss; should
 * that not read back as the same words, with every punctuation mark escaped.
 */
export function textFromInlines(inlines: Inline[]): string {
  const light = writeInlines(inlines, '_', escapeWhereNeeded)
  const readBack = cleanDocument({
    type: 'doc',
    content: [{ type: 'paragraph', content: inlinesFromText(light) }],
  })
  const same =
    readBack.content.length === 1 &&
    JSON.stringify((readBack.content[0] as Paragraph).content) === JSON.stringify(inlines)
  return same ? light : writeInlines(inlines, '{_}', escapeEverything)
}

function writeInlines(inlines: Inline[], italicMark: string, escape: Escape): string {
  let written = ''
  let open: Mark[] = []
  const change = (marks: Mark[]) => {
    const [before, after] = [statesOf(open), statesOf(marks)]
    const linkChanges = before.href !== after.href
    if (before.italic && !after.italic) written += italicMark
    if (before.bold && !after.bold) written += '**'
    if (linkChanges && before.href !== undefined) written += `](${before.href})`
    if (linkChanges && after.href !== undefined) written += '['
    if (!before.bold && after.bold) written += '**'
    if (!before.italic && after.italic) written += italicMark
    open = marks
  }
  for (const inline of inlines) {
    change(inline.type === 'text' ? (inline.marks ?? []) : [])
    if (inline.type === 'hardBreak') written += '\n'
    else if (inline.type === 'reportingRoute') written += `{{route:${inline.attrs.routeKey}}}`
    else written += escape(inline.text, /(?:^|\n)$/.test(written))
  }
  change([])
  return written
}

function statesOf(marks: Mark[]): { bold: boolean; italic: boolean; href: string | undefined } {
  const link = marks.find((mark) => mark.type === 'link')
  return {
    bold: marks.some((mark) => mark.type === 'bold'),
    italic: marks.some((mark) => mark.type === 'italic'),
    href: link?.attrs.href,
  }
}

type Escape = (text: string, atLineStart: boolean) => string

const escapeEverything: Escape = (text, atLineStart) =>
  escapeLineStart(text.replace(/[!-/:-@[-`{-~]/g, '\\$&'), atLineStart)

const escapeWhereNeeded: Escape = (text, atLineStart) =>
  escapeLineStart(
    text
      .replace(/\\(?=[!-/:-@[-`{-~•]|$)/g, '\\\\')
      .replace(/\*(?=\*)|(?<=\*)\*/g, '\\*')
      .replace(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, '\\_')
      .replace(/\[(?=[^[\]]*\]\()/g, '\\[')
      .replace(/\{(?=\{route:|_\})/g, '\\{'),
    atLineStart,
  )

function escapeLineStart(text: string, atLineStart: boolean): string {
  if (!atLineStart) return text
  return text
    .replace(/^(?=#{1,6} |>|[-*] |!\[)/, '\\')
    .replace(/^• /, '\\• ')
    .replace(/^(\d{1,2})([.)] )/, '$1\\$2')
}

/** The text without the backslashes that escaping put before signs. */
export const unescapeText = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
