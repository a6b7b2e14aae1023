import { safeAddress } from './rich-text-addresses.ts'

/**
 * What an officer writes, as the editor's JSON (Tiptap/ProseMirror), held to an allow-list. A
 * document is only ever made by `cleanDocument`: whatever is not named here does not exist.
 * No imports but the address rule: the same code runs in the browser's editor.
 */
export type RichTextDocument = { type: 'doc'; content: Block[] }
export type Block = Heading | NestedBlock | Blockquote | Image
export type NestedBlock = Paragraph | BulletList | OrderedList
export type Heading = { type: 'heading'; attrs: { level: HeadingLevel }; content: Inline[] }
export type HeadingLevel = 2 | 3 | 4
export type Paragraph = { type: 'paragraph'; content: Inline[] }
export type BulletList = { type: 'bulletList'; content: ListItem[] }
export type OrderedList = { type: 'orderedList'; content: ListItem[] }
/** The first block is always a paragraph. */
export type ListItem = { type: 'listItem'; content: NestedBlock[] }
export type Blockquote = { type: 'blockquote'; content: NestedBlock[] }
/** `fileId` names a stored file; an empty `alt` is an error that the editor checks report. */
export type Image = { type: 'image'; attrs: { fileId: string; alt: string } }
export type Inline = Text | HardBreak | ReportingRoute
export type Text = { type: 'text'; text: string; marks?: Mark[] }
export type HardBreak = { type: 'hardBreak' }
/**
 * A way to report a concern, by reference: its numbers and hours come from the route registry when
 * the page is rendered. Alone in a paragraph it is shown in full, within a sentence in short.
 */
export type ReportingRoute = { type: 'reportingRoute'; attrs: { routeKey: string } }
export type Mark = Link | { type: 'bold' } | { type: 'italic' }
export type Link = { type: 'link'; attrs: { href: string } }

export const emptyDocument: RichTextDocument = { type: 'doc', content: [] }

/** Bounds of one document; what is beyond them is dropped. */
export const richTextLimits = { characters: 200_000, nodes: 20_000, listDepth: 5 }

const routeKeyPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/
const fileIdPattern = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/

/** Whether something is written like the key of a way to report. */
export const isRouteKey = (value: unknown): value is string =>
  typeof value === 'string' && routeKeyPattern.test(value)

/** Whether something is written like the id of a file. */
export const isFileId = (value: unknown): value is string =>
  typeof value === 'string' && fileIdPattern.test(value)

/**
 * The document in its one normal form: unknown nodes, marks and attributes dropped; unsafe
 * addresses dropped (their text stays); white space, empty blocks and neighbouring lists tidied.
 * Takes anything, never throws.
 */
export function cleanDocument(input: unknown): RichTextDocument {
  const budget: Budget = {
    nodes: richTextLimits.nodes,
    characters: richTextLimits.characters,
  }
  return { type: 'doc', content: joinNeighbours(cleanBlocks(contentOf(input), budget)) }
}

/** Whether a text has nothing in it. */
export const isEmptyDocument = (document: RichTextDocument): boolean =>
  document.content.length === 0

type Budget = { nodes: number; characters: number }
type Loose = Record<string, unknown>

const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function contentOf(node: unknown): Loose[] {
  if (!isLoose(node) || !Array.isArray(node['content'])) return []
  return node['content'].filter(isLoose)
}

function attribute(node: Loose, name: string): unknown {
  return isLoose(node['attrs']) ? node['attrs'][name] : undefined
}

function cleanBlocks(nodes: Loose[], budget: Budget): Block[] {
  const blocks: Block[] = []
  for (const node of nodes) {
    if (--budget.nodes < 0) break
    if (node['type'] === 'heading') {
      const lines = cleanInlines(contentOf(node), budget)
      const content = lines.flatMap((line, at) => (at === 0 ? line : [space, ...line]))
      const flat = tidy(content.map((inline) => (inline.type === 'hardBreak' ? space : inline)))
      if (flat.length > 0) {
        blocks.push({ type: 'heading', attrs: { level: headingLevel(node) }, content: flat })
      }
    } else if (node['type'] === 'blockquote') {
      const content = cleanNested(contentOf(node), budget, 0)
      if (content.length > 0) blocks.push({ type: 'blockquote', content })
    } else if (node['type'] === 'image') {
      const fileId = attribute(node, 'fileId')
      if (isFileId(fileId)) {
        blocks.push({ type: 'image', attrs: { fileId, alt: oneLine(attribute(node, 'alt')) } })
      }
    } else {
      blocks.push(...cleanNestedBlock(node, budget, 0))
    }
  }
  return blocks
}

function cleanNested(nodes: Loose[], budget: Budget, depth: number): NestedBlock[] {
  const blocks: NestedBlock[] = []
  for (const node of nodes) {
    if (--budget.nodes < 0) break
    blocks.push(...cleanNestedBlock(node, budget, depth))
  }
  return joinNeighbours(blocks)
}

function cleanNestedBlock(node: Loose, budget: Budget, depth: number): NestedBlock[] {
  const type = node['type']
  if (type === 'paragraph') {
    return cleanInlines(contentOf(node), budget).map((content) => ({ type: 'paragraph', content }))
  }
  if (type === 'reportingRoute' && isRouteKey(attribute(node, 'routeKey'))) {
    return cleanNestedBlock({ type: 'paragraph', content: [node] }, budget, depth)
  }
  if ((type === 'bulletList' || type === 'orderedList') && depth < richTextLimits.listDepth) {
    const content = contentOf(node)
      .filter((item) => item['type'] === 'listItem' && --budget.nodes >= 0)
      .flatMap((item) => cleanListItem(item, budget, depth + 1))
    return content.length > 0 ? [{ type, content }] : []
  }
  return []
}

/** An item that begins with a list has nothing to hang it on: its items join the list above. */
function cleanListItem(item: Loose, budget: Budget, depth: number): ListItem[] {
  const content = cleanNested(contentOf(item), budget, depth)
  const hoisted: ListItem[] = []
  for (let first = content[0]; first && first.type !== 'paragraph'; first = content[0]) {
    hoisted.push(...first.content)
    content.shift()
  }
  return content.length > 0 ? [...hoisted, { type: 'listItem', content }] : hoisted
}

function headingLevel(node: Loose): HeadingLevel {
  const level = attribute(node, 'level')
  return level === 3 || level === 4 ? level : typeof level === 'number' && level > 4 ? 4 : 2
}

/** Two lists of one kind beside each other read as one, and are written as one. */
function joinNeighbours<Of extends Block>(blocks: Of[]): Of[] {
  const joined: Of[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (last?.type === 'bulletList' && block.type === 'bulletList') {
      last.content.push(...block.content)
    } else if (last?.type === 'orderedList' && block.type === 'orderedList') {
      last.content.push(...block.content)
    } else if (last?.type === 'blockquote' && block.type === 'blockquote') {
      last.content = joinNeighbours([...last.content, ...block.content])
    } else {
      joined.push(block)
    }
  }
  return joined
}

const space: Text = { type: 'text', text: ' ' }

/** One list of inlines for each paragraph: two line breaks in a row begin a new one. */
function cleanInlines(nodes: Loose[], budget: Budget): Inline[][] {
  const inlines: Inline[] = []
  for (const node of nodes) {
    if (--budget.nodes < 0) break
    if (node['type'] === 'hardBreak') inlines.push({ type: 'hardBreak' })
    const routeKey = attribute(node, 'routeKey')
    if (node['type'] === 'reportingRoute' && isRouteKey(routeKey)) {
      inlines.push({ type: 'reportingRoute', attrs: { routeKey } })
    }
    if (node['type'] === 'text' && typeof node['text'] === 'string') {
      const text = node['text'].slice(0, Math.max(0, budget.characters))
      budget.characters -= text.length
      inlines.push(textOf(cleanText(text), cleanMarks(node['marks'])))
    }
  }
  return paragraphsOf(inlines)
    .map(tidy)
    .filter((line) => line.length > 0)
}

function paragraphsOf(inlines: Inline[]): Inline[][] {
  const paragraphs: Inline[][] = [[]]
  let breaks = 0
  for (const inline of inlines) {
    const blank = inline.type === 'text' && inline.text.trim() === ''
    if (inline.type === 'hardBreak') breaks += 1
    else if (breaks > 0 && !blank) {
      if (breaks === 1) paragraphs.at(-1)!.push({ type: 'hardBreak' })
      else paragraphs.push([])
      breaks = 0
    }
    if (inline.type !== 'hardBreak' && (breaks === 0 || !blank)) paragraphs.at(-1)!.push(inline)
  }
  return paragraphs
}

function cleanMarks(input: unknown): Mark[] {
  if (!Array.isArray(input)) return []
  const marks = input.filter(isLoose)
  const link = marks.find((mark) => mark['type'] === 'link')
  const href = link ? safeAddress(attribute(link, 'href')) : undefined
  return [
    ...(href === undefined ? [] : [{ type: 'link' as const, attrs: { href } }]),
    ...(marks.some((mark) => mark['type'] === 'bold') ? [{ type: 'bold' as const }] : []),
    ...(marks.some((mark) => mark['type'] === 'italic') ? [{ type: 'italic' as const }] : []),
  ]
}

const textOf = (text: string, marks: Mark[]): Text =>
  marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text }

// Never printed: control characters, direction overrides (text that reads otherwise than it is
// stored), zero-width spaces and byte order marks.
const unprintable =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/** Text as it may be stored: well-formed Unicode, no control characters, white space as spaces. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(unprintable, '')
    .replace(/(?!\u00a0)\s/g, ' ')
}

const oneLine = (value: unknown): string =>
  typeof value === 'string' ? cleanText(value.slice(0, 1000)).replace(/ {2,}/g, ' ').trim() : ''

type Cell = { character: string; marks: Mark[] } | HardBreak | ReportingRoute

/**
 * One space between words and none at the ends; a space carries only the marks that both its
 * neighbours carry, so that no bold or link begins or ends with a space; equal neighbours joined.
 */
function tidy(inlines: Inline[]): Inline[] {
  const cells: Cell[] = []
  for (const inline of inlines) {
    if (inline.type !== 'text') {
      if (inline.type === 'hardBreak') dropSpacesAtEnd(cells)
      cells.push(inline)
    } else {
      const marks = inline.marks ?? []
      for (const character of inline.text) pushCharacter(cells, { character, marks })
    }
  }
  while (cells.length > 0 && isDroppedAtEnd(cells.at(-1)!)) cells.pop()
  const start = cells.findIndex((cell) => !isDroppedAtEnd(cell))
  const kept = cells.slice(Math.max(0, start))
  for (const [at, cell] of kept.entries()) {
    if (isSpace(cell)) cell.marks = sharedMarks(kept[at - 1], kept[at + 1])
  }
  return kept.reduce<Inline[]>(joinCell, [])
}

/** A space that may not break (1 October) stays one, unless it stands beside another space. */
function pushCharacter(cells: Cell[], cell: { character: string; marks: Mark[] }): void {
  const before = cells.at(-1)
  const atStart = before === undefined || ('type' in before && before.type === 'hardBreak')
  if (isSpace(cell) && atStart) return
  if (isSpace(cell) && isSpace(before!)) before.character = ' '
  else cells.push(cell)
}

function dropSpacesAtEnd(cells: Cell[]): void {
  while (cells.length > 0 && isSpace(cells.at(-1)!)) cells.pop()
}

function isSpace(cell: Cell): cell is { character: string; marks: Mark[] } {
  return 'character' in cell && /\s/.test(cell.character)
}

const isDroppedAtEnd = (cell: Cell): boolean =>
  isSpace(cell) || ('type' in cell && cell.type === 'hardBreak')

function sharedMarks(before: Cell | undefined, after: Cell | undefined): Mark[] {
  if (!before || !after || 'type' in before || 'type' in after) return []
  return before.marks.filter((mark) => after.marks.some((other) => isSameMark(mark, other)))
}

const isSameMark = (one: Mark, other: Mark): boolean =>
  one.type === 'link'
    ? other.type === 'link' && one.attrs.href === other.attrs.href
    : one.type === other.type

function joinCell(inlines: Inline[], cell: Cell): Inline[] {
  const last = inlines.at(-1)
  if ('type' in cell) inlines.push(cell)
  else if (last?.type === 'text' && haveSameMarks(last.marks ?? [], cell.marks)) {
    last.text += cell.character
  } else inlines.push(textOf(cell.character, cell.marks))
  return inlines
}

const haveSameMarks = (one: Mark[], other: Mark[]): boolean =>
  one.length === other.length && one.every((mark, at) => isSameMark(mark, other[at]!))

/** What stands for an inserted way to report where a text is only words. */
export type RouteWords = (routeKey: string) => string
const noWords: RouteWords = () => ''

/**
 * The words alone: a line for each paragraph, heading and item; pictures by their description. An
 * inserted way to report has no words of its own: `routeWords` gives them.
 */
export function plainTextOf(document: RichTextDocument, routeWords = noWords): string {
  return document.content
    .map((block) => plainTextOfBlock(block, routeWords))
    .filter(Boolean)
    .join('\n')
}

/** The words of a block, a picture's description among them; `routeWords` tells what a way to report is called. */
export function plainTextOfBlock(block: Block | ListItem, routeWords = noWords): string {
  switch (block.type) {
    case 'image':
      return block.attrs.alt
    case 'paragraph':
    case 'heading':
      return plainTextOfInlines(block.content, routeWords)
    default:
      return block.content.map((inner) => plainTextOfBlock(inner, routeWords)).join('\n')
  }
}

/** The words of a line. */
export function plainTextOfInlines(inlines: Inline[], routeWords = noWords): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'text') return inline.text
      return inline.type === 'hardBreak' ? '\n' : routeWords(inline.attrs.routeKey)
    })
    .join('')
}
