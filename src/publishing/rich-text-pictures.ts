import type { Image, RichTextDocument } from './rich-text.ts'

/** The pictures of a document, in reading order. They stand only at its top. */
function picturesOf(document: RichTextDocument): Image[] {
  return document.content.filter((block) => block.type === 'image')
}

/** How many pictures have no description (WCAG 2.2, 1.1.1). */
export function picturesWithoutDescription(document: RichTextDocument): number {
  return picturesOf(document).filter(({ attrs }) => attrs.alt === '').length
}
