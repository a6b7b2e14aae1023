import type { Heading, HeadingLevel, RichTextDocument } from './rich-text.ts'

/**
 * The document with its headings fitted below the one it stands under: the highest becomes
 * `first`, and no level is left out on the way down, whatever the writer chose.
 */
export function withHeadingsFrom(
  first: HeadingLevel,
  { content }: RichTextDocument,
): RichTextDocument {
  const isHeading = (block: { type: string }): block is Heading => block.type === 'heading'
  const highest = Math.min(...content.filter(isHeading).map(({ attrs }) => attrs.level))
  let before = first - 1
  return {
    type: 'doc',
    content: content.map((block) => {
      if (!isHeading(block)) return block
      const level = Math.min(block.attrs.level - highest + first, before + 1, 4) as HeadingLevel
      before = level
      return { ...block, attrs: { level } }
    }),
  }
}
