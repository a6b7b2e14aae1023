import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Optional, Styled } from './options.ts'

export type InsetTextProps = { children?: ComponentChildren } & Styled & Optional<{ id: string }>

export function InsetText({ id, children, classes, attributes }: InsetTextProps) {
  return (
    <div id={id || undefined} class={classNames('govuk-inset-text', classes)} {...attributes}>
      {children}
    </div>
  )
}
