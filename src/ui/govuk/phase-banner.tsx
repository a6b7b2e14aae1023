import type { ComponentChildren } from 'preact'
import { classNames, wordingOf } from './options.ts'
import type { Styled, Wording } from './options.ts'
import { Tag } from './tag.tsx'

export type PhaseBannerProps = { tag: Wording; children?: ComponentChildren } & Styled

export function PhaseBanner(props: PhaseBannerProps) {
  const tag = wordingOf(props.tag)
  return (
    <div
      class={classNames('govuk-phase-banner govuk-width-container', props.classes)}
      {...props.attributes}
    >
      <p class="govuk-phase-banner__content">
        <Tag classes={classNames('govuk-phase-banner__content__tag', tag.classes)}>{tag.text}</Tag>{' '}
        <span class="govuk-phase-banner__text">{props.children}</span>
      </p>
    </div>
  )
}
