import { Heading } from './heading.tsx'
import type { HeadingLevel } from './heading.tsx'
import { classNames, translations } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

type AccordionSection = {
  heading: Content
  /** A string becomes a paragraph; elements stay as they are. */
  content: Content
} & Optional<{ summary: Content; expanded: boolean }>

export type AccordionProps = {
  id: string
  items: (AccordionSection | false | null | undefined)[]
} & Styled &
  Optional<{
    headingLevel: HeadingLevel
    /** Remember in the browser which sections are open. Never on sensitive pages. */
    rememberExpanded: boolean
    hideAllSectionsText: string
    hideSectionText: string
    hideSectionAriaLabelText: string
    showAllSectionsText: string
    showSectionText: string
    showSectionAriaLabelText: string
  }>

export function Accordion(props: AccordionProps) {
  return (
    <div
      class={classNames('govuk-accordion', props.classes)}
      data-module="govuk-accordion"
      id={props.id}
      {...translations({
        'hide-all-sections': props.hideAllSectionsText,
        'hide-section': props.hideSectionText,
        'hide-section-aria-label': props.hideSectionAriaLabelText,
        'show-all-sections': props.showAllSectionsText,
        'show-section': props.showSectionText,
        'show-section-aria-label': props.showSectionAriaLabelText,
      })}
      data-remember-expanded={props.rememberExpanded}
      {...props.attributes}
    >
      {props.items.map(
        (item, index) =>
          item && (
            <Section
              id={props.id}
              number={index + 1}
              headingLevel={props.headingLevel ?? 2}
              {...item}
            />
          ),
      )}
    </div>
  )
}

function Section(
  props: AccordionSection & { id: string; number: number; headingLevel: HeadingLevel },
) {
  const { id, number } = props
  return (
    <div
      class={classNames(
        'govuk-accordion__section',
        props.expanded && 'govuk-accordion__section--expanded',
      )}
    >
      <div class="govuk-accordion__section-header">
        <Heading level={props.headingLevel} class="govuk-accordion__section-heading">
          <span class="govuk-accordion__section-button" id={`${id}-heading-${number}`}>
            {props.heading}
          </span>
        </Heading>
        {props.summary && (
          <div class="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${number}`}>
            {props.summary}
          </div>
        )}
      </div>
      <div id={`${id}-content-${number}`} class="govuk-accordion__section-content">
        {typeof props.content === 'string' ? (
          <p class="govuk-body">{props.content}</p>
        ) : (
          props.content
        )}
      </div>
    </div>
  )
}
