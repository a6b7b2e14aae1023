import type { ComponentChildren } from 'preact'
import { Prose } from '../ui/content.tsx'

/** A long text that the law asks for: one column, plain headings. */
export function Statement(props: { title: string; children: ComponentChildren }) {
  return (
    <>
      <h1 class="govuk-heading-xl">{props.title}</h1>
      <Prose>{props.children}</Prose>
    </>
  )
}
