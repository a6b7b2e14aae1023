import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Optional, Styled, Wording } from './options.ts'

type Heading = Optional<{ isPageHeading: boolean }>

export type LabelWording = Wording<Heading>

export type LabelProps = { children?: ComponentChildren } & Styled &
  Heading &
  Optional<{ for: string }>

export function Label(props: LabelProps) {
  if (!props.children) return null
  const label = (
    <label
      class={classNames('govuk-label', props.classes)}
      {...props.attributes}
      for={props.for || undefined}
    >
      {props.children}
    </label>
  )
  return props.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
