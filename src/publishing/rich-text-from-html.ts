import { defaultTreeAdapter, parse } from 'parse5'
import type { DefaultTreeAdapterMap, DefaultTreeAdapterTypes, TreeAdapter } from 'parse5'
import { cleanDocument, plainTextOfInlines, richTextLimits } from './rich-text.ts'
import type { Inline, Mark, RichTextDocument } from './rich-text.ts'

/**
 * A piece of a page as it was laid out. Blocks are not yet clean: pass them to `cleanDocument`.
 * `rule` is a line across the page; `edge` the border of a table or section, which may mean
 * something (mails are laid out in tables) or nothing; `big` text that is set like a heading.
 */
export type HtmlPiece =
  | { type: 'rule' | 'edge' }
  | { type: 'block'; block: HtmlBlock; big: boolean }
export type HtmlBlock = { type: string; attrs?: Record<string, unknown>; content?: unknown[] }

/** Bounds of a page that is read: a bulletin is far below, and a hostile page costs no more. */
export const htmlLimits = { characters: 2_000_000, nodes: 60_000, depth: 400 }

/** Thrown for a page beyond `htmlLimits`. */
export class HtmlTooLarge extends Error {
  override name = 'HtmlTooLarge'
}

/**
 * Any HTML as a clean document: what the allow-list knows is kept, everything else (scripts,
 * styles, event handlers, unsafe addresses, forms, hidden parts) is gone. Throws HtmlTooLarge.
 * Nodes and depth are bounded here; for a stranger's file use a worker with a time limit too, as
 * the parser compares each attribute of a tag with all before it.
 */
export function documentFromHtml(html: string): RichTextDocument {
  const content = piecesOfHtml(html).flatMap((piece) => (piece.type === 'block' ? piece.block : []))
  return cleanDocument({ type: 'doc', content })
}

/** Headings, paragraphs, lists and tables of any HTML, however broken, one below the other. */
export function piecesOfHtml(html: string): HtmlPiece[] {
  const writer = new PieceWriter()
  walkChildren(parseBounded(html), writer, plainStyle)
  writer.endBlock()
  return writer.pieces
}

/** The page's own title, or undefined. */
export function titleOfHtml(html: string): string | undefined {
  const title = /<title[^>]{0,200}>([^<]{1,300})<\/title/i.exec(html.slice(0, 50_000))?.[1]
  const [piece] = title ? piecesOfHtml(title) : []
  return piece?.type === 'block' ? plainText(piece.block).trim() || undefined : undefined
}

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** Counts nodes and open elements while parsing, so that neither time nor memory can run away. */
function parseBounded(html: string): DefaultTreeAdapterTypes.Document {
  if (html.length > htmlLimits.characters) throw new HtmlTooLarge()
  let [nodes, depth] = [0, 0]
  const treeAdapter: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createElement(...given) {
      nodes += 1
      if (nodes > htmlLimits.nodes) throw new HtmlTooLarge()
      return defaultTreeAdapter.createElement(...given)
    },
    onItemPush() {
      depth += 1
      if (depth > htmlLimits.depth) throw new HtmlTooLarge()
    },
    onItemPop() {
      depth -= 1
    },
  }
  return parse(html, { treeAdapter })
}

const dropped = new Set(
  `script style template noscript iframe frame frameset object embed applet svg math head title
   input select textarea option datalist audio video canvas map meta link base progress meter
   dialog noembed noframes xmp plaintext`.split(/\s+/),
)
const edges = new Set(['table', 'section', 'article', 'header', 'footer', 'main', 'nav', 'aside'])
const inline = new Set(
  `a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark q s samp
   small span strike strong sub sup time tt u var wbr`.split(/\s+/),
)

type Style = { marks: Mark[]; big: boolean; isNested: boolean; lists: number }
const plainStyle: Style = { marks: [], big: false, isNested: false, lists: 0 }

function walkChildren(node: Node, writer: PieceWriter, style: Style): void {
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, writer, style)
}

function walk(node: Node, writer: PieceWriter, style: Style): void {
  if (node.nodeName === '#text') return writer.text((node as { value: string }).value, style)
  if (!('tagName' in node) || dropped.has(node.tagName) || isHidden(node)) return
  const tag = node.tagName
  const own = styleOf(node, style)
  if (tag === 'br') return writer.lineBreak()
  if (tag === 'hr') return writer.mark('rule')
  if (tag === 'img') return walkPicture(node, writer, own)
  if (inline.has(tag)) return walkChildren(node, writer, own)
  const isList = tag === 'ul' || tag === 'ol' || tag === 'menu' || tag === 'dir'
  if (isList && style.lists < richTextLimits.listDepth) {
    return writer.block(listOf(node, tag === 'ol' ? 'orderedList' : 'bulletList', own), false)
  }
  if (tag === 'blockquote' && !own.isNested) {
    return writer.block({ type: 'blockquote', content: blocksWithin(node, own) }, false)
  }
  if (/^h[1-6]$/.test(tag) && !own.isNested) {
    writer.endBlock()
    writer.headingLevel = Number(tag[1])
    walkChildren(node, writer, own)
    writer.endBlock()
    writer.headingLevel = 0
    return
  }
  if (tag === 'tr' && isDataRow(node)) return walkDataRow(node, writer, own)
  if (tag === 'td' && isDrawnLine(node)) return writer.mark('rule')
  if (edges.has(tag)) writer.mark('edge')
  writer.endBlock()
  walkChildren(node, writer, own)
  writer.endBlock()
  if (edges.has(tag)) writer.mark('edge')
}

function blocksWithin(node: Node, style: Style): HtmlBlock[] {
  const writer = new PieceWriter()
  walkChildren(node, writer, { ...style, isNested: true })
  writer.endBlock()
  return writer.pieces.flatMap((piece) => (piece.type === 'block' ? piece.block : []))
}

function listOf(list: Element, type: string, around: Style): HtmlBlock {
  const style = { ...around, lists: around.lists + 1 }
  const content = list.childNodes
    .filter((child) => 'tagName' in child && !dropped.has(child.tagName) && !isHidden(child))
    .map((child) => ({ type: 'listItem', content: blocksWithin(wrapped(child), style) }))
  return { type, content }
}

/** A list directly within a list belongs to an item of its own. */
const wrapped = (child: Node): Node =>
  'tagName' in child && child.tagName === 'li'
    ? child
    : { ...defaultTreeAdapter.createDocumentFragment(), childNodes: [child as Element] }

/** A linked picture is a button drawn as one: its description is the link's words. */
function walkPicture(picture: Element, writer: PieceWriter, style: Style): void {
  const description = attributeOf(picture, 'alt')?.trim()
  if (description && style.marks.some((mark) => mark.type === 'link')) {
    writer.text(` ${description} `, style)
  }
}

function styleOf(element: Element, style: Style): Style {
  const css = attributeOf(element, 'style') ?? ''
  const tag = element.tagName
  const marks = [...style.marks]
  const href = tag === 'a' ? attributeOf(element, 'href') : undefined
  if (href !== undefined) marks.push({ type: 'link', attrs: { href } })
  if (tag === 'b' || tag === 'strong' || /font-weight:\s*(?:bold|[6-9]00)/i.test(css)) {
    marks.push({ type: 'bold' })
  }
  if (tag === 'i' || tag === 'em' || /font-style:\s*italic/i.test(css))
    marks.push({ type: 'italic' })
  return { ...style, marks, big: bigness(element, css) ?? style.big }
}

function bigness(element: Element, css: string): boolean | undefined {
  const size = /font-size:\s*([\d.]{1,6})\s*(px|pt|em|rem|%)/i.exec(css)
  const least = { px: 18, pt: 13.5, em: 1.15, rem: 1.15, '%': 115 }
  if (size) return Number(size[1]) >= least[size[2]!.toLowerCase() as keyof typeof least]
  return element.tagName === 'font' && /^\+?[4-7]$/.test(attributeOf(element, 'size') ?? '')
    ? true
    : undefined
}

function isHidden(element: Element): boolean {
  if (element.attrs.some(({ name }) => name === 'hidden')) return true
  const css = attributeOf(element, 'style') ?? ''
  return /display:\s*none|visibility:\s*hidden|mso-hide:\s*all|(?:font-size|max-height):\s*0(?![.\d])/i.test(
    css,
  )
}

const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value

const cellsOf = (row: Element): Element[] =>
  row.childNodes.filter(
    (child): child is Element =>
      'tagName' in child && (child.tagName === 'td' || child.tagName === 'th'),
  )

/** A row of short words is data ("Date | 3 November"); a row of blocks is a mail's layout. */
function isDataRow(row: Element): boolean {
  const cells = cellsOf(row)
  if (cells.length < 2 || cells.length > 8) return false
  return cells.every((cell) => isShortWords(cell, 4)) && cells.some((cell) => hasWords(cell))
}

function isShortWords(node: Node, depth: number): boolean {
  if (node.nodeName === '#text') return (node as { value: string }).value.length <= 120
  if (!('tagName' in node)) return true
  const isCell = node.tagName === 'td' || node.tagName === 'th'
  if (depth === 0 || !(isCell || inline.has(node.tagName) || node.tagName === 'p')) return false
  return node.childNodes.every((child) => isShortWords(child, depth - 1))
}

const hasWords = (node: Node): boolean =>
  node.nodeName === '#text'
    ? /[\p{L}\p{N}]/u.test((node as { value: string }).value)
    : 'childNodes' in node && node.childNodes.some(hasWords)

function walkDataRow(row: Element, writer: PieceWriter, style: Style): void {
  writer.endBlock()
  const cells = cellsOf(row).filter(hasWords)
  for (const [at, cell] of cells.entries()) {
    if (at > 0)
      writer.text(
        cells[at - 1]!.tagName === 'th' && cell.tagName === 'td' ? ': ' : ' – ',
        plainStyle,
      )
    const [block] = blocksWithin(cell, styleOf(cell, style))
    writer.inlines(block?.content ?? [])
  }
  writer.endBlock()
}

/** An empty cell with a border or a coloured ground is how mails draw a line. */
function isDrawnLine(cell: Element): boolean {
  const css = attributeOf(cell, 'style') ?? ''
  const drawn = /border(?:-top|-bottom)?:\s*[^;]*(?:solid|dashed|dotted|double)|background/i.test(
    css,
  )
  const thin = /height:\s*[1-4]px/i.test(css) || /^[1-4]$/.test(attributeOf(cell, 'height') ?? '')
  return (
    !hasWords(cell) &&
    (thin || /border/i.test(css)) &&
    (drawn || attributeOf(cell, 'bgcolor') !== undefined)
  )
}

const plainText = (block: HtmlBlock): string =>
  plainTextOfInlines((block.content ?? []) as Inline[])

/** Gathers words into paragraphs, and paragraphs into pieces. */
class PieceWriter {
  pieces: HtmlPiece[] = []
  headingLevel = 0
  #inlines: unknown[] = []
  #isBig = true

  text(text: string, style: Style): void {
    if (text.trim() === '' && this.#inlines.length === 0) return
    if (text.trim() !== '' && !style.big) this.#isBig = false
    this.#inlines.push({ type: 'text', text, marks: style.marks })
  }

  inlines(inlines: unknown[]): void {
    this.#inlines.push(...inlines)
    this.#isBig = false
  }

  lineBreak(): void {
    this.#inlines.push({ type: 'hardBreak' })
  }

  block(block: HtmlBlock, big: boolean): void {
    this.endBlock()
    this.pieces.push({ type: 'block', block, big })
  }

  mark(type: 'rule' | 'edge'): void {
    this.endBlock()
    this.pieces.push({ type })
  }

  endBlock(): void {
    const content = this.#inlines
    const [level, big] = [this.headingLevel, this.#isBig]
    this.#inlines = []
    this.#isBig = true
    if (plainTextOfInlines(content as Inline[]).trim() === '') return
    this.headingLevel = 0
    const block: HtmlBlock =
      level > 0
        ? {
            type: 'heading',
            attrs: { level: Math.max(2, Math.min(4, level)), source: level },
            content,
          }
        : { type: 'paragraph', content }
    this.pieces.push({ type: 'block', block, big })
  }
}
