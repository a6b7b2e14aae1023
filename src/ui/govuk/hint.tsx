import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Optional, Styled, Wording } from './options.ts'

/** A hint given to a form field: its words, or its words with classes and attributes. */
export type HintWording = Wording

export type HintProps = { children?: ComponentChildren } & Styled & Optional<{ id: string }>

export function Hint({ id, children, classes, attributes }: HintProps) {
  return (
    <div id={id || undefined} class={classNames('govuk-hint', classes)} {...attributes}>
      {children}
    </div>
  )
}
