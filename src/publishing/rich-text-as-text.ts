import { cleanDocument, cleanText, isFileId, richTextLimits } from './rich-text.ts'
import type { Block, ListItem, NestedBlock, RichTextDocument } from './rich-text.ts'
import { inlinesFromText, textFromInlines, unescapeText } from './rich-text-inline-text.ts'

/**
 * Rich text as an officer types it in a plain text area, when the editor's JavaScript did not run:
 *
 *     ## Heading, ### smaller, #### smallest      - item      1. item      > quotation
 *     **bold**   _italic_   [words](address)   {{route:key}}   ![description](file:id)
 *
 * A blank line begins a new paragraph, a single new line is a line break, two spaces before a line
 * put it inside the item above, and a backslash makes the next character ordinary.
 * `documentFromText(textFromDocument(document))` is the same document, for every clean document.
 */
export function documentFromText(text: string): RichTextDocument {
  const lines = text
    .slice(0, richTextLimits.characters)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => cleanText(line.replaceAll('\t', '    ')).trimEnd())
  return cleanDocument({ type: 'doc', content: readBlocks(lines, top) })
}

/** The text as editors without JavaScript type it; `documentFromText` reads it back. */
export function textFromDocument(document: RichTextDocument): string {
  return document.content.map((block) => linesOfBlock(block).join('\n')).join('\n\n')
}

const headingLine = /^ {0,3}(#{1,6}) +(\S.*)$/
const quoteLine = /^ {0,3}> ?(.*)$/
const imageLine = /^ {0,3}!\[((?:[^\]\\]|\\.)*)\]\(file:([\w-]{1,64})\) *$/
const itemLine = /^( {0,3})([-*•]|\d{1,2}[.)])( +)(\S.*)$/

/** Headings, quotations and pictures stand only at the top; lists within lists are counted. */
type Place = { isTop: boolean; lists: number }
const top: Place = { isTop: true, lists: 0 }

function readBlocks(lines: string[], place: Place): Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  const endParagraph = () => {
    if (paragraph.length > 0) {
      blocks.push({ type: 'paragraph', content: inlinesFromText(paragraph.join('\n')) })
    }
    paragraph = []
  }
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    const read = line === '' ? { block: undefined, next: at + 1 } : readBlock(lines, at, place)
    if (read) {
      endParagraph()
      if (read.block) blocks.push(read.block)
      at = read.next
    } else {
      paragraph.push(line.trim())
      at += 1
    }
  }
  endParagraph()
  return blocks
}

type Read = { block: Block | undefined; next: number }

function readBlock(lines: string[], at: number, place: Place): Read | undefined {
  const line = lines[at]!
  if (place.isTop) {
    const heading = headingLine.exec(line)
    if (heading) {
      const level = heading[1]!.length <= 2 ? 2 : heading[1]!.length === 3 ? 3 : 4
      const content = inlinesFromText(heading[2]!)
      return { block: { type: 'heading', attrs: { level }, content }, next: at + 1 }
    }
    const image = imageLine.exec(line)
    if (image && isFileId(image[2])) {
      const attrs = { fileId: image[2], alt: unescapeText(image[1]!) }
      return { block: { type: 'image', attrs }, next: at + 1 }
    }
    if (quoteLine.test(line)) return readQuote(lines, at)
  }
  return isItemLine(line, place) ? readItem(lines, at, place) : undefined
}

const isItemLine = (line: string, place: Place): boolean =>
  place.lists < richTextLimits.listDepth && itemLine.test(line)

function readQuote(lines: string[], from: number): Read {
  const inner: string[] = []
  let at = from
  for (; at < lines.length; at += 1) {
    const quoted = quoteLine.exec(lines[at]!)
    if (!quoted) break
    inner.push(quoted[1]!)
  }
  const content = readBlocks(inner, { isTop: false, lists: 0 }) as NestedBlock[]
  return { block: { type: 'blockquote', content }, next: at }
}

/** One item as a list of its own; neighbouring lists are joined when the document is cleaned. */
function readItem(lines: string[], from: number, place: Place): Read {
  const [, indent, marker, gap, first] = itemLine.exec(lines[from]!)!
  const atLeast = indent!.length + 2
  const width = indent!.length + marker!.length + Math.min(gap!.length, 2)
  const inner: string[] = []
  let at = from + 1
  for (; at < lines.length; at += 1) {
    const line = lines[at]!
    if (line === '' ? !isIndented(lines[nextText(lines, at)], atLeast) : indentOf(line) < atLeast) {
      break
    }
    inner.push(line.slice(Math.min(indentOf(line), width)))
  }
  const inside: Place = { isTop: false, lists: place.lists + 1 }
  const end = inner.findIndex((line) => line === '' || isItemLine(line, inside))
  const ownLines = [first!, ...inner.slice(0, end === -1 ? inner.length : end)]
  const content = [
    { type: 'paragraph', content: inlinesFromText(ownLines.map((l) => l.trim()).join('\n')) },
    ...(end === -1 ? [] : readBlocks(inner.slice(end), inside)),
  ] as NestedBlock[]
  const type = /\d/.test(marker!) ? 'orderedList' : 'bulletList'
  return { block: { type, content: [{ type: 'listItem', content }] }, next: at }
}

const indentOf = (line: string): number => line.length - line.trimStart().length

const isIndented = (line: string | undefined, atLeast: number): boolean =>
  line !== undefined && indentOf(line) >= atLeast

function nextText(lines: string[], from: number): number {
  let at = from
  while (lines[at] === '') at += 1
  return at
}

function linesOfBlock(block: Block | ListItem): string[] {
  switch (block.type) {
    case 'heading':
      return [`${'#'.repeat(block.attrs.level)} ${textFromInlines(block.content)}`]
    case 'paragraph':
      return textFromInlines(block.content).split('\n')
    case 'image':
      return [`![${block.attrs.alt.replace(/[\\\]]/g, '\\$&')}](file:${block.attrs.fileId})`]
    case 'blockquote':
      return linesOfNested(block.content).map((line) => (line === '' ? '>' : `> ${line}`))
    case 'bulletList':
      return block.content.flatMap((item) => linesOfItem('- ', item))
    case 'orderedList':
      return block.content.flatMap((item, at) => linesOfItem(`${(at % 99) + 1}. `, item))
    case 'listItem':
      return linesOfNested(block.content)
  }
}

function linesOfNested(blocks: NestedBlock[]): string[] {
  return blocks.flatMap((block, at) => {
    const follows = at > 0 && (block.type === 'paragraph' || blocks[at - 1]!.type !== 'paragraph')
    return follows ? ['', ...linesOfBlock(block)] : linesOfBlock(block)
  })
}

function linesOfItem(marker: string, item: ListItem): string[] {
  const indent = ' '.repeat(marker.length)
  return linesOfBlock(item).map((line, at) =>
    at === 0 ? marker + line : line === '' ? '' : indent + line,
  )
}
