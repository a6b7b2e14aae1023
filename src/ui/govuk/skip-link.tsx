import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Optional, Styled } from './options.ts'

export type SkipLinkProps = { children?: ComponentChildren } & Styled & Optional<{ href: string }>

export function SkipLink({ href, children, classes, attributes }: SkipLinkProps) {
  return (
    <a
      href={href || '#content'}
      class={classNames('govuk-skip-link', classes)}
      {...attributes}
      data-module="govuk-skip-link"
    >
      {children}
    </a>
  )
}
