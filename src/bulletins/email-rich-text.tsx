import type { ComponentChildren } from 'preact'
import type {
  Block,
  Heading,
  Inline,
  ListItem,
  Paragraph,
  RichTextDocument,
} from '../publishing/rich-text.ts'
import { headingsBelow } from './headings-below.ts'
import { EmailLink, emailStyles, wrapText } from '../ui/email.tsx'

/** A way to report a concern as the registry has it when the mail is made. */
export type EmailRoute = {
  name: string
  phone: string | null
  /** `tel:…` */
  phoneAddress: string | null
  webAddress: string | null
  hours: string
  /** One line with everything. */
  text: string
}

/** What a text refers to, looked up before the mail is made. */
export type EmailReferences = {
  /** https://cairn.example.org, to make addresses within the site whole. */
  publicUrl: string
  routes: ReadonlyMap<string, EmailRoute>
}

/** "/report" as "https://…/report"; whole addresses stay. */
export function wholeAddress(href: string, publicUrl: string): string {
  return href.startsWith('/') ? publicUrl + href : href
}

/** A clean document with the styles on each element. `under` is the level of the heading it stands below. */
export function EmailRichText(props: {
  document: RichTextDocument
  references: EmailReferences
  under: 1 | 2
}) {
  const { references, under } = props
  const { content } = headingsBelow(props.document, under)
  return <>{content.map((block) => blockView(block, references))}</>
}

function blockView(block: Block | ListItem, references: EmailReferences): ComponentChildren {
  const inside = (): ComponentChildren => insideView(block, references)
  switch (block.type) {
    case 'heading': {
      const { level } = block.attrs
      const Tag = `h${level}` as const
      return (
        <Tag class="ink" style={level === 2 ? emailStyles.h2 : emailStyles.h3}>
          {inside()}
        </Tag>
      )
    }
    case 'paragraph':
      return (
        <p class="ink" style={emailStyles.body}>
          {inside()}
        </p>
      )
    case 'bulletList':
      return (
        <ul class="ink" style={emailStyles.list}>
          {inside()}
        </ul>
      )
    case 'orderedList':
      return (
        <ol class="ink" style={emailStyles.list}>
          {inside()}
        </ol>
      )
    case 'blockquote':
      return (
        <blockquote class="line" style={emailStyles.quote}>
          {inside()}
        </blockquote>
      )
    case 'listItem':
      return <li style={emailStyles.item}>{inside()}</li>
    // Pictures stay on the web page: a mail fetches nothing when it is opened.
    case 'image':
      return null
  }
}

function insideView(block: Block | ListItem, references: EmailReferences): ComponentChildren {
  if (block.type === 'image') return null
  if (block.type === 'paragraph' || block.type === 'heading')
    return block.content.map((inline) => inlineView(inline, references))
  const [first, ...rest] = block.content
  if (block.type === 'listItem' && first?.type === 'paragraph') {
    return (
      <>
        {first.content.map((inline) => inlineView(inline, references))}
        {rest.map((child) => blockView(child, references))}
      </>
    )
  }
  return block.content.map((child) => blockView(child, references))
}

function inlineView(inline: Inline, references: EmailReferences): ComponentChildren {
  if (inline.type === 'hardBreak') return <br />
  if (inline.type === 'reportingRoute') return routeView(inline.attrs.routeKey, references)
  return (inline.marks ?? []).toReversed().reduce<ComponentChildren>((inside, mark) => {
    if (mark.type === 'bold') return <strong>{inside}</strong>
    if (mark.type === 'italic') return <em>{inside}</em>
    return (
      <EmailLink href={wholeAddress(mark.attrs.href, references.publicUrl)}>{inside}</EmailLink>
    )
  }, inline.text)
}

function routeView(key: string, references: EmailReferences): ComponentChildren {
  const route = references.routes.get(key)
  if (!route)
    return <EmailLink href={`${references.publicUrl}/report`}>how to report a concern</EmailLink>
  const hours = route.hours && ` (${route.hours.replace(/\.$/, '')})`
  return (
    <>
      <strong>{route.name}</strong>
      {route.phone && route.phoneAddress && (
        <>
          {': '}
          <span style="white-space:nowrap;">
            <EmailLink href={route.phoneAddress}>{route.phone}</EmailLink>
          </span>
        </>
      )}
      {route.webAddress && (
        <>
          {route.phone ? ' or ' : ': '}
          <EmailLink href={wholeAddress(route.webAddress, references.publicUrl)}>
            {route.phone ? 'its web page' : route.name}
          </EmailLink>
        </>
      )}
      {hours}
    </>
  )
}

/** The document for the text part: whole addresses behind their words, lists with marks, 72 characters a line. */
export function emailTextOf(document: RichTextDocument, references: EmailReferences): string {
  return document.content
    .map((block) => blockText(block, references))
    .filter(Boolean)
    .join('\n\n')
}

function blockText(block: Block, references: EmailReferences): string {
  switch (block.type) {
    case 'heading':
      return wrapText(inlineText(block, references).toUpperCase())
    case 'paragraph':
      return wrapText(inlineText(block, references))
    case 'bulletList':
    case 'orderedList':
      return block.content
        .map((item, at) =>
          itemText(item, block.type === 'bulletList' ? '- ' : `${at + 1}. `, references),
        )
        .join('\n')
    case 'blockquote':
      return block.content
        .map((child) => blockText(child, references))
        .join('\n\n')
        .replace(/^/gm, '> ')
    case 'image':
      return ''
  }
}

function itemText(item: ListItem, mark: string, references: EmailReferences): string {
  const indent = ' '.repeat(mark.length)
  return item.content
    .map((child, at) =>
      child.type === 'paragraph'
        ? wrapText(inlineText(child, references), indent, at === 0 ? mark : indent)
        : blockText(child, references).replace(/^/gm, indent),
    )
    .join('\n')
}

function inlineText(block: Paragraph | Heading, references: EmailReferences): string {
  let written = ''
  block.content.forEach((inline, at) => {
    if (inline.type === 'hardBreak') written += '\n'
    else if (inline.type === 'reportingRoute') {
      const route = references.routes.get(inline.attrs.routeKey)
      written += route
        ? route.text.replace(/\.$/, '')
        : `how to report a concern (${references.publicUrl}/report)`
    } else {
      written += inline.text
      const href = linkOf(inline)
      // One address behind the whole link, though bold within it makes several texts.
      const next = block.content[at + 1]
      if (href && linkOf(next) !== href) {
        const address = wholeAddress(href, references.publicUrl).replace(/^(mailto|tel):/, '')
        if (!inline.text.includes(address)) written += ` (${address})`
      }
    }
  })
  return written
}

function linkOf(inline: Inline | undefined): string | undefined {
  if (inline?.type !== 'text') return undefined
  const link = inline.marks?.find((mark) => mark.type === 'link')
  return link?.attrs.href
}
