import { renderToString } from 'preact-render-to-string'
import type { PublicationKind } from './publication-kind.ts'
import type { Edition } from './publication-queries.ts'
import { withAbsoluteAddresses } from './rich-text-absolute.ts'
import { RichText, type RichTextReferences } from './rich-text-view.tsx'
import { element, xmlDocument, type XmlNode } from './xml.ts'

export type FeedOptions = {
  /** `bulletins`: also its address, /feeds/bulletins.atom. */
  name: string
  title: string
  author: string
  /** Without a trailing slash. */
  publicUrl: string
  /** The page of which this is the feed. */
  pagePath: string
  /** For a feed in which nothing is yet. */
  now: Date
}

/**
 * An Atom feed (RFC 4287) of published editions, the newest first, each with its whole text. An
 * entry's id stays the same when its address, title or text change.
 */
export function atomFeed<Content extends object>(
  kind: PublicationKind<Content>,
  editions: readonly Edition<Content>[],
  options: FeedOptions,
): string {
  const { name, title, author, publicUrl, pagePath, now } = options
  const updated = editions.map(({ publication }) => publication.published_at!.getTime())
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en-GB' },
      element('id', {}, tagOf(publicUrl, '2020-01-01', `feeds/${name}`)),
      element('title', {}, title),
      element('updated', {}, new Date(Math.max(...updated, 0) || now.getTime()).toISOString()),
      element('author', {}, element('name', {}, author)),
      element('link', {
        rel: 'self',
        type: 'application/atom+xml',
        href: `${publicUrl}/feeds/${name}.atom`,
      }),
      element('link', { rel: 'alternate', type: 'text/html', href: `${publicUrl}${pagePath}` }),
      element('generator', {}, 'Cairn'),
      editions.map((edition) => entryOf(kind, edition, publicUrl)),
    ),
  )
}

function entryOf<Content extends object>(
  kind: PublicationKind<Content>,
  edition: Edition<Content>,
  publicUrl: string,
): XmlNode {
  const { publication, title, summary } = edition
  const first = publication.first_published_at!
  const day = first.toISOString().slice(0, 10)
  return element(
    'entry',
    publication.language === 'cy' ? { 'xml:lang': 'cy' } : {},
    element('id', {}, tagOf(publicUrl, day, `${kind.kind}/${publication.id}`)),
    element('title', {}, title),
    element('published', {}, first.toISOString()),
    element('updated', {}, publication.published_at!.toISOString()),
    element('link', {
      rel: 'alternate',
      type: 'text/html',
      href: `${publicUrl}${kind.path(publication.slug)}`,
    }),
    element('category', { term: kind.kind, label: kind.noun }),
    summary ? element('summary', {}, summary) : null,
    element('content', { type: 'html' }, htmlOf(kind, edition, publicUrl)),
  )
}

/** RFC 4151: whose name, on which day, for what. */
function tagOf(publicUrl: string, day: string, what: string): string {
  return `tag:${new URL(publicUrl).hostname},${day}:${what}`
}

function htmlOf<Content extends object>(
  kind: PublicationKind<Content>,
  edition: Edition<Content>,
  publicUrl: string,
): string {
  const texts = kind.textsOf(edition.content).filter(({ isForMembers }) => !isForMembers)
  const { historic_note, demonstration_note } = edition.publication
  const notes = [historic_note, demonstration_note].filter((note) => note !== null)
  // A reader is not this site: numbers could be old there, so a route leads to where they are kept.
  const references: RichTextReferences = {
    reportingRoute: (_key, shape) => {
      const link = <a href={`${publicUrl}/report`}>how to report a concern</a>
      return shape === 'full' ? <p>{link}</p> : link
    },
    file: (id) => ({ address: `${publicUrl}/files/${id}` }),
  }
  return renderToString(
    <>
      {notes.map((note) => (
        <p>
          <strong>{note}</strong>
        </p>
      ))}
      {texts.map(({ title, document }) => (
        <>
          {title && <h2>{title}</h2>}
          <RichText document={withAbsoluteAddresses(document, publicUrl)} references={references} />
        </>
      ))}
    </>,
  )
}
