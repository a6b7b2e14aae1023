import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Optional, Styled } from './options.ts'

export type WarningTextProps = { children?: ComponentChildren } & Styled &
  Optional<{ iconFallbackText: string }>

export function WarningText(props: WarningTextProps) {
  return (
    <div class={classNames('govuk-warning-text', props.classes)} {...props.attributes}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>{' '}
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{props.iconFallbackText || 'Warning'}</span>{' '}
        {props.children}
      </strong>
    </div>
  )
}
