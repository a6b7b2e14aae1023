import type { ComponentChildren } from 'preact'
import { classNames, wordingOf } from './options.ts'
import type { Optional, Styled, Wording } from './options.ts'

export type FieldsetOptions = Styled &
  Optional<{
    legend: Wording<Optional<{ isPageHeading: boolean }>>
    describedBy: string
    role: 'group'
  }>

export type FieldsetProps = { children?: ComponentChildren } & FieldsetOptions

export function Fieldset(props: FieldsetProps) {
  const legend = wordingOf<{ isPageHeading?: boolean | undefined }>(props.legend)
  return (
    <fieldset
      class={classNames('govuk-fieldset', props.classes)}
      role={props.role || undefined}
      aria-describedby={props.describedBy || undefined}
      {...props.attributes}
    >
      {legend.text && (
        <legend class={classNames('govuk-fieldset__legend', legend.classes)}>
          {legend.isPageHeading ? (
            <h1 class="govuk-fieldset__heading">{legend.text}</h1>
          ) : (
            legend.text
          )}
        </legend>
      )}
      {props.children}
    </fieldset>
  )
}
