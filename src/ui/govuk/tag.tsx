import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Styled } from './options.ts'

export type TagProps = { children?: ComponentChildren } & Styled

export function Tag({ children, classes, attributes }: TagProps) {
  return (
    <strong class={classNames('govuk-tag', classes)} {...attributes}>
      {children}
    </strong>
  )
}
