import type { ComponentChildren } from 'preact'
import type { Block, Inline, ListItem, Paragraph, RichTextDocument, Text } from './rich-text.ts'

/** What a document only refers to: looked up by whoever renders it. */
export type RichTextReferences = {
  /** The route as the registry has it now; `full` with numbers and hours, `short` within a sentence. */
  reportingRoute?: (routeKey: string, shape: 'full' | 'short') => ComponentChildren | undefined
  file?: (fileId: string) => { address: string; width?: number; height?: number } | undefined
}

/**
 * A clean document as HTML. Text and attributes only ever reach the page through Preact, which
 * escapes them. A route that is no longer in the registry leads to the page of all routes.
 */
export function RichText(props: { document: RichTextDocument; references?: RichTextReferences }) {
  const references = props.references ?? {}
  return <>{props.document.content.map((block) => blockView(block, references))}</>
}

function blockView(block: Block | ListItem, references: RichTextReferences): ComponentChildren {
  const inside = () => (block.type === 'image' ? null : childrenView(block, references))
  switch (block.type) {
    case 'heading': {
      const Heading = `h${block.attrs.level}` as const
      const size = { 2: 'm', 3: 's', 4: 's' }[block.attrs.level]
      return <Heading class={`govuk-heading-${size}`}>{inside()}</Heading>
    }
    case 'paragraph':
      return isRouteAlone(block) ? (
        block.content.map((inline) => inlineView(inline, references, 'full'))
      ) : (
        <p class="govuk-body">{inside()}</p>
      )
    case 'bulletList':
      return <ul class="govuk-list govuk-list--bullet">{inside()}</ul>
    case 'orderedList':
      return <ol class="govuk-list govuk-list--number">{inside()}</ol>
    case 'blockquote':
      return <blockquote class="govuk-inset-text">{inside()}</blockquote>
    case 'listItem':
      return <li>{itemView(block, references)}</li>
    case 'image': {
      const file = references.file?.(block.attrs.fileId)
      return file ? (
        <img
          class="cairn-picture"
          src={file.address}
          alt={block.attrs.alt}
          width={file.width}
          height={file.height}
          loading="lazy"
        />
      ) : null
    }
  }
}

function childrenView(
  block: Exclude<Block | ListItem, { type: 'image' }>,
  references: RichTextReferences,
): ComponentChildren {
  return block.type === 'paragraph' || block.type === 'heading'
    ? block.content.map((inline) => inlineView(inline, references, 'short'))
    : block.content.map((child) => blockView(child, references))
}

/** An item's first paragraph stands directly in it, as lists are usually written. */
function itemView(item: ListItem, references: RichTextReferences): ComponentChildren {
  const [first, ...rest] = item.content
  return (
    <>
      {first?.type === 'paragraph' && !isRouteAlone(first)
        ? childrenView(first, references)
        : first && blockView(first, references)}
      {rest.map((block) => blockView(block, references))}
    </>
  )
}

const isRouteAlone = (paragraph: Paragraph): boolean =>
  paragraph.content.every(({ type }) => type === 'reportingRoute')

function inlineView(
  inline: Inline,
  references: RichTextReferences,
  shape: 'full' | 'short',
): ComponentChildren {
  if (inline.type === 'text') return textView(inline)
  if (inline.type === 'hardBreak') return <br />
  const route = references.reportingRoute?.(inline.attrs.routeKey, shape)
  if (route !== undefined) return route
  const link = (
    <a class="govuk-link" href="/report">
      how to report a concern
    </a>
  )
  return shape === 'full' ? <p class="govuk-body">{link}</p> : link
}

function textView({ text, marks = [] }: Text): ComponentChildren {
  return marks.toReversed().reduce<ComponentChildren>((inside, mark) => {
    if (mark.type === 'bold') return <strong>{inside}</strong>
    if (mark.type === 'italic') return <em>{inside}</em>
    return (
      <a class="govuk-link" href={mark.attrs.href}>
        {inside}
      </a>
    )
  }, text)
}
