import type { Block, Inline, ListItem, RichTextDocument } from './rich-text.ts'

/** The same document with addresses within this site written out in full, for where it is read elsewhere. */
export function withAbsoluteAddresses(
  document: RichTextDocument,
  publicUrl: string,
): RichTextDocument {
  return { ...document, content: document.content.map((block) => absoluteBlock(block, publicUrl)) }
}

function absoluteBlock<Of extends Block | ListItem>(block: Of, publicUrl: string): Of {
  if (block.type === 'image') return block
  const content =
    block.type === 'paragraph' || block.type === 'heading'
      ? block.content.map((inline) => absoluteInline(inline, publicUrl))
      : (block.content as (Block | ListItem)[]).map((child) => absoluteBlock(child, publicUrl))
  return { ...block, content }
}

function absoluteInline(inline: Inline, publicUrl: string): Inline {
  if (inline.type !== 'text' || !inline.marks) return inline
  const marks = inline.marks.map((mark) =>
    mark.type === 'link' && mark.attrs.href.startsWith('/')
      ? { ...mark, attrs: { href: `${publicUrl}${mark.attrs.href}` } }
      : mark,
  )
  return { ...inline, marks }
}
