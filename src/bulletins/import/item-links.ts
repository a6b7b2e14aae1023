import { missingLinks } from '../../publishing/missing-links.ts'
import { excerptOf, passagesOf } from '../../publishing/passages.ts'
import type { RichTextDocument } from '../../publishing/rich-text.ts'

export type ItemLink = { text: string; href: string }
/** A link that the text promises; `target` is the title it should lead to, where it is named. */
export type PromisedLink = { promise: string; target: string | null; excerpt: string }

export function linksOf(document: RichTextDocument): ItemLink[] {
  const links = passagesOf(document).flatMap((passage) =>
    passage.links.map(({ from, to, href }) => ({
      text: passage.text.slice(from, to).trim(),
      href,
    })),
  )
  return [...new Map(links.map((link) => [`${link.text} ${link.href}`, link])).values()]
}

export function promisedLinksOf(document: RichTextDocument): PromisedLink[] {
  return passagesOf(document).flatMap((passage) =>
    missingLinks(passage).map(({ at, length, promise, target }) => ({
      promise,
      target: target ?? null,
      excerpt: excerptOf(passage.text, at, at + length),
    })),
  )
}
