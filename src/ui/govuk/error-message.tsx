import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Optional, Styled, Wording } from './options.ts'

type Prefix = Optional<{
  /** Read out before the message; an empty string leaves it away. */
  visuallyHiddenText: string
}>

export type ErrorWording = Wording<Prefix>

export type ErrorMessageProps = { children?: ComponentChildren } & Styled &
  Prefix &
  Optional<{ id: string }>

export function ErrorMessage(props: ErrorMessageProps) {
  const prefix = props.visuallyHiddenText ?? 'Error'
  return (
    <p
      id={props.id || undefined}
      class={classNames('govuk-error-message', props.classes)}
      {...props.attributes}
    >
      {prefix ? (
        <>
          <span class="govuk-visually-hidden">{prefix}:</span> {props.children}
        </>
      ) : (
        props.children
      )}
    </p>
  )
}
