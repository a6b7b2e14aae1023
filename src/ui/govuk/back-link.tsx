import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Optional, Styled } from './options.ts'

export type BackLinkProps = { children?: ComponentChildren } & Styled & Optional<{ href: string }>

export function BackLink({ href, children, classes, attributes }: BackLinkProps) {
  return (
    <a href={href || '#'} class={classNames('govuk-back-link', classes)} {...attributes}>
      {children || 'Back'}
    </a>
  )
}
