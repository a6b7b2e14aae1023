import type { HeadingLevel, RichTextDocument } from '../publishing/rich-text.ts'

/**
 * The document with its headings as they must be below a heading of level `under`: the largest that the author used
 * comes first, none is skipped, whatever levels were typed.
 */
export function headingsBelow(document: RichTextDocument, under: 1 | 2): RichTextDocument {
  const used = [
    ...new Set(
      document.content.flatMap((block) => (block.type === 'heading' ? block.attrs.level : [])),
    ),
  ].toSorted((one, other) => one - other)
  return {
    type: 'doc',
    content: document.content.map((block) =>
      block.type === 'heading'
        ? {
            ...block,
            attrs: {
              level: Math.min(under + 1 + used.indexOf(block.attrs.level), 4) as HeadingLevel,
            },
          }
        : block,
    ),
  }
}
