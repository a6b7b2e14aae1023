import type { ComponentChildren, VNode } from 'preact'
import { createElement } from 'preact'

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

/** A heading whose level depends on where the component stands. */
export function Heading(props: {
  level: HeadingLevel
  class?: string
  id?: string | undefined
  children?: ComponentChildren
}): VNode {
  const { level, children, ...attributes } = props
  return createElement(`h${level}`, attributes, children)
}
