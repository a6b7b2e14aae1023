import type { ComponentChildren } from 'preact'
import { toChildArray } from 'preact'
import { Heading } from './heading.tsx'
import type { HeadingLevel } from './heading.tsx'
import { classNames } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

export type FeedbackProps = {
  title: Content
  /** Plain words become a paragraph; elements stay as they are. */
  children?: ComponentChildren
} & Styled &
  Optional<{ headingLevel: HeadingLevel }>

export function Feedback(props: FeedbackProps) {
  const isText = toChildArray(props.children).every((child) => typeof child === 'string')
  return (
    <div
      class={classNames('govuk-feedback govuk-width-container', props.classes)}
      {...props.attributes}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Heading level={props.headingLevel ?? 2} class="govuk-feedback__title">
            {props.title}
          </Heading>
          {props.children && (
            <div class="govuk-feedback__body">
              {isText ? <p class="govuk-body">{props.children}</p> : props.children}
            </div>
          )}
        </div>
      </div>
    </div>
  )
}
