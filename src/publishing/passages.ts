import { plainTextOfInlines } from './rich-text.ts'
import type { Block, Inline, ListItem, RichTextDocument } from './rich-text.ts'

/** A heading, paragraph or list item as plain text, with where its links and italics are. */
export type Passage = {
  /** "Paragraph 3" */
  where: string
  kind: 'title' | 'heading' | 'paragraph' | 'item' | 'quotation'
  text: string
  links: { from: number; to: number; href: string }[]
  italics: { from: number; to: number }[]
}

/** The paragraphs, headings and items of a text, in their order and with what an editor calls them. */
export function passagesOf(document: RichTextDocument): Passage[] {
  const counts = { heading: 0, paragraph: 0, item: 0, quotation: 0 }
  const names = {
    heading: 'Heading',
    paragraph: 'Paragraph',
    item: 'List item',
    quotation: 'Quotation',
  }
  const walk = (block: Block | ListItem, kind: keyof typeof counts): Passage[] => {
    if (block.type === 'image') return []
    if (block.type === 'paragraph' || block.type === 'heading') {
      const own = block.type === 'heading' ? 'heading' : kind
      counts[own] += 1
      return [passageOf(block.content, own, `${names[own]} ${counts[own]}`)]
    }
    const inside =
      block.type === 'blockquote' ? 'quotation' : block.type === 'listItem' ? 'item' : kind
    return block.content.flatMap((child) => walk(child, inside))
  }
  return document.content.flatMap((block) => walk(block, 'paragraph'))
}

function passageOf(inlines: Inline[], kind: Passage['kind'], where: string): Passage {
  const passage: Passage = { where, kind, text: '', links: [], italics: [] }
  for (const inline of inlines) {
    const from = passage.text.length
    passage.text += plainTextOfInlines([inline])
    const to = passage.text.length
    for (const mark of inline.type === 'text' ? (inline.marks ?? []) : []) {
      if (mark.type === 'italic') passage.italics.push({ from, to })
      const last = passage.links.at(-1)
      if (mark.type !== 'link') continue
      if (last?.to === from && last.href === mark.attrs.href) last.to = to
      else passage.links.push({ from, to, href: mark.attrs.href })
    }
  }
  return passage
}

/** The words around a place, about 90 characters, with "…" where something was left out. */
export function excerptOf(text: string, from: number, to: number): string {
  const room = Math.max(0, Math.floor((90 - (to - from)) / 2))
  let [start, end] = [Math.max(0, from - room), Math.min(text.length, to + room)]
  while (start > 0 && start < from && !/\s/.test(text[start - 1]!)) start += 1
  while (end < text.length && end > to && !/\s/.test(text[end]!)) end -= 1
  const words = text
    .slice(start, Math.min(end, start + 200))
    .replace(/\s+/g, ' ')
    .trim()
  return `${start > 0 ? '…' : ''}${words}${end < text.length ? '…' : ''}`
}

/** The sentence that a place is in. */
export function sentenceAround(text: string, from: number): { from: number; to: number } {
  let start = 0
  for (const match of text.matchAll(/[.!?]["'’”)]?\s+(?=\p{Lu})|\n/gu)) {
    const next = match.index + match[0].length
    if (next > from) return { from: start, to: match.index + 1 }
    start = next
  }
  return { from: start, to: text.length }
}

/** Whether a place stands in quotation marks or italics, in a quotation, or after "Read: " or "See also". */
export function isQuoted(passage: Passage, from: number, to: number): boolean {
  if (passage.kind === 'quotation') return true
  if (passage.italics.some((range) => range.from <= from && range.to >= to)) return true
  const quotations =
    /(?<![\p{L}\p{N}])["“‘'](?=\S)([^"“”‘\n]{1,200}?)(?<=\S)["”’'](?![\p{L}\p{N}])/gu
  for (const match of passage.text.matchAll(quotations)) {
    if (match.index < from && match.index + match[0].length > to) return true
  }
  const sentence = sentenceAround(passage.text, from)
  const before = passage.text.slice(sentence.from, from)
  return /(?:^|[\s(])(?:read|see|see also|watch|download|title[ds]?|entitled|called)(?: the| our| this| on)?(?: [\p{L}\p{N}]+){0,4}\s*[:>»]/iu.test(
    before,
  )
}
