import { classNames } from './options.ts'
import type { Attributes, Content, Optional, Styled } from './options.ts'

export type ErrorSummaryItem = { text: Content } & Optional<{
  /** The field the error is about, as `#id`. */
  href: string
  attributes: Attributes
}>

export type ErrorSummaryProps = Styled &
  Optional<{
    title: Content
    description: Content
    errorList: ErrorSummaryItem[]
    disableAutoFocus: boolean
  }>

export function ErrorSummary(props: ErrorSummaryProps) {
  return (
    <div
      class={classNames('govuk-error-summary', props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
      data-module="govuk-error-summary"
    >
      {/* The role sits on a child: on the element that takes focus some words are not read out. */}
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.title ?? 'There is a problem'}</h2>
        <div class="govuk-error-summary__body">
          {props.description && <p>{props.description}</p>}
          {props.errorList && props.errorList.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errorList.map((item) => (
                <li>
                  {item.href ? (
                    <a href={item.href} {...item.attributes}>
                      {item.text}
                    </a>
                  ) : (
                    item.text
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}
