import { documentFromText } from '../../publishing/rich-text-as-text.ts'
import { safeAddress } from '../../publishing/rich-text-addresses.ts'
import { piecesOfHtml, type HtmlBlock } from '../../publishing/rich-text-from-html.ts'
import { cleanDocument, plainTextOfBlock } from '../../publishing/rich-text.ts'
import type { Block, Inline } from '../../publishing/rich-text.ts'
import { isCapitals, isTypedRule, looksRank } from './line-looks.ts'
import { plainTextPieces } from './plain-text-pieces.ts'

/**
 * A bulletin as one reads down it. `rule` is a line drawn or typed across; `gap` a larger distance
 * or the border of a table, which may separate. A heading's `rank` is 1 for the strongest; real
 * headings come before what only looks like one (capitals, bold, a short line). `lostLinks` are the
 * words of links whose address no page may carry.
 */
export type Piece = { type: 'rule' } | { type: 'gap' } | TextPiece
export type TextPiece =
  | { type: 'heading'; rank: number; text: string; block: Block; lostLinks?: string[] }
  | { type: 'text'; text: string; block: Block; lostLinks?: string[] }

/** Whether a piece is words, not a line that is drawn or a gap. */
export const isText = (piece: Piece): piece is TextPiece =>
  piece.type === 'heading' || piece.type === 'text'

/** What stands in a file one below the other, from its HTML or its text. */
export function piecesFrom(file: { html?: string; text?: string }): Piece[] {
  const pieces = file.html === undefined ? textPieces(file.text ?? '') : htmlPieces(file.html)
  return tidyRules(pieces)
}

function htmlPieces(html: string): Piece[] {
  return piecesOfHtml(html).flatMap((piece): Piece[] => {
    if (piece.type !== 'block') return [{ type: piece.type === 'rule' ? 'rule' : 'gap' }]
    const level = Number(piece.block.attrs?.['source'] ?? 0)
    const cleaned = cleanDocument({ type: 'doc', content: [piece.block] }).content
    const lost = lostLinksIn(piece.block)
    return cleaned
      .flatMap((block) => linesOf(block))
      .map((block) => {
        if (isTypedRule(plainTextOfBlock(block))) return { type: 'rule' as const }
        const found = pieceOf(block, level > 0 ? level : undefined, piece.big)
        const lostLinks = isText(found) ? lost.filter((words) => found.text.includes(words)) : []
        return lostLinks.length > 0 ? { ...found, lostLinks } : found
      })
  })
}

/** The words of links that lead nowhere we may lead: a script, a file of the sender's, a broken address. */
function lostLinksIn(block: HtmlBlock): string[] {
  const found: { href: string; words: string }[] = []
  const visit = (node: HtmlNode): void => {
    const href = node.marks?.find(({ type }) => type === 'link')?.attrs?.['href']
    if (typeof node.text === 'string' && typeof href === 'string') {
      const last = found.at(-1)
      if (last?.href === href) last.words += node.text
      else found.push({ href, words: node.text })
    }
    for (const inner of node.content ?? []) visit(inner as HtmlNode)
  }
  visit(block)
  return found
    .filter(({ href }) => !/^\s*(?:#|$)/.test(href) && safeAddress(href) === undefined)
    .map(({ words }) => words.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
}

type HtmlNode = {
  text?: unknown
  marks?: { type: string; attrs?: Record<string, unknown> }[]
  content?: unknown[]
}

/** A mail's paragraph whose first line is bold and whose next is not is a heading and its text. */
function linesOf(block: Block): Block[] {
  if (block.type !== 'paragraph') return [block]
  const at = block.content.findIndex(({ type }) => type === 'hardBreak')
  const [first, rest] = [block.content.slice(0, at), block.content.slice(at + 1)]
  const isTitled = at > 0 && isBold(first) && !isBold(rest) && textOf(first).length <= 120
  return isTitled
    ? [{ type: 'paragraph', content: first }, ...linesOf({ type: 'paragraph', content: rest })]
    : [block]
}

const textOf = (inlines: Inline[]): string =>
  plainTextOfBlock({ type: 'paragraph', content: inlines })

const isBold = (inlines: Inline[]): boolean =>
  inlines.every(
    (inline) =>
      inline.type !== 'text' ||
      !/[\p{L}\p{N}]/u.test(inline.text) ||
      inline.marks?.some(({ type }) => type === 'bold'),
  )

function pieceOf(block: Block, level: number | undefined, big: boolean): Piece {
  const text = plainTextOfBlock(block).trim()
  if (block.type === 'heading') {
    // A whole paragraph set as a heading is still a paragraph.
    if (text.length <= 200)
      return { type: 'heading', rank: level ?? block.attrs.level, text, block }
    return { type: 'text', text, block: { type: 'paragraph', content: block.content } }
  }
  const rank = block.type === 'paragraph' ? rankOfLooks(block.content, text, big) : undefined
  return rank === undefined ? { type: 'text', text, block } : { type: 'heading', rank, text, block }
}

function rankOfLooks(inlines: Inline[], text: string, big: boolean): number | undefined {
  const isLabel =
    text.length >= 3 && text.length <= 110 && !/[.;,:]$/.test(text) && !text.includes('\n')
  if (!isLabel || !/\p{L}{2}/u.test(text) || isOnlyLink(inlines)) return undefined
  if (big) return looksRank.big
  if (isCapitals(text)) return looksRank.capitals
  return isBold(inlines) ? looksRank.bold : undefined
}

/** A button is no heading; a title that is a link to its story is one when it is bold or big. */
const isOnlyLink = (inlines: Inline[]): boolean =>
  inlines.every(
    (inline) => inline.type !== 'text' || inline.marks?.some(({ type }) => type === 'link'),
  ) && textOf(inlines).length < 25

function textPieces(text: string): Piece[] {
  return plainTextPieces(text).flatMap((piece): Piece[] => {
    if (piece.type !== 'lines') return [piece.type === 'rule' ? { type: 'rule' } : { type: 'gap' }]
    const blocks = documentFromText(piece.text).content
    const headingRank = piece.rank
    return blocks.map((block) => {
      const plain = plainTextOfBlock(block).trim()
      return headingRank === undefined
        ? pieceOf(block, undefined, false)
        : { type: 'heading', rank: headingRank, text: plain, block }
    })
  })
}

/** A line under a heading belongs to it; lines in a row, and at the ends, are one or none. */
function tidyRules(pieces: Piece[]): Piece[] {
  const kept: Piece[] = []
  for (const piece of pieces) {
    const last = kept.at(-1)
    const isLine = piece.type === 'rule' || piece.type === 'gap'
    if (isLine && (last === undefined || last.type === 'heading')) continue
    if (isLine && (last?.type === 'rule' || last?.type === 'gap')) {
      if (piece.type === 'rule') kept[kept.length - 1] = piece
      continue
    }
    kept.push(piece)
  }
  while (kept.length > 0 && (kept.at(-1)!.type === 'rule' || kept.at(-1)!.type === 'gap'))
    kept.pop()
  return kept
}
