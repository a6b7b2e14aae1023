import { missingLinks } from '../../publishing/missing-links.ts'
import { excerptOf, passagesOf } from '../../publishing/passages.ts'
import type { RichTextDocument } from '../../publishing/rich-text.ts'

export type ItemLink = { text: string; href: string }
/** A link that the text promises; `target` is the title it should lead to, where it is named. */
export type PromisedLink = { promise: string; target: string | null; excerpt: string }

/** The links of a text, each pair of words and address once. */
export function linksOf(document: RichTextDocument): ItemLink[] {
  const links = passagesOf(document).flatMap((passage) =>
    passage.links.map(({ from, to, href }) => ({
      text: passage.text.slice(from, to).trim(),
      href,
    })),
  )
  return [...new Map(links.map((link) => [`${link.text} ${link.href}`, link])).values()]
}

/** Where a text says that there is a link and has none. */
export function promisedLinksOf(document: RichTextDocument): PromisedLink[] {
  return passagesOf(document).flatMap((passage) =>
    missingLinks(passage).map(({ at, length, promise, target }) => ({
      promise,
      target: target ?? null,
      excerpt: excerptOf(passage.text, at, at + length),
    })),
  )
}

/** With the links whose address had to go: each waits for an address, unless the text promises it already. */
export function withLostLinks(
  promised: readonly PromisedLink[],
  pieces: readonly { text: string; lostLinks?: string[] }[],
): PromisedLink[] {
  const lost = pieces.flatMap(({ text, lostLinks = [] }) =>
    lostLinks.map((words) => {
      const at = text.indexOf(words)
      return { promise: words, target: words, excerpt: excerptOf(text, at, at + words.length) }
    }),
  )
  const isSaid = (words: string): boolean =>
    promised.some(
      ({ promise, target }) =>
        promise.endsWith(words) || words.endsWith(promise) || target === words,
    )
  return [...promised, ...lost.filter(({ promise }) => !isSaid(promise))]
}
