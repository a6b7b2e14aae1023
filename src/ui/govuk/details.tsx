import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

export type DetailsProps = { summary: Content; children?: ComponentChildren } & Styled &
  Optional<{ id: string; open: boolean }>

export function Details(props: DetailsProps) {
  return (
    <details
      id={props.id || undefined}
      class={classNames('govuk-details', props.classes)}
      {...props.attributes}
      open={props.open}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  )
}
