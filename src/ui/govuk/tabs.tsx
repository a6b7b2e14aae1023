import { classNames, wordingOf } from './options.ts'
import type { Attributes, Optional, Styled, Wording } from './options.ts'

export type Tab = {
  label: string
  /** A string becomes a paragraph; elements stay as they are. */
  panel: Wording
} & Optional<{ id: string; attributes: Attributes }>

export type TabsProps = { items: (Tab | false | null | undefined)[] } & Styled &
  Optional<{ id: string; idPrefix: string; title: string }>

export function Tabs(props: TabsProps) {
  const panelId = (tab: Tab, index: number) => tab.id || `${props.idPrefix ?? ''}-${index + 1}`
  return (
    <div
      id={props.id || undefined}
      class={classNames('govuk-tabs', props.classes)}
      {...props.attributes}
      data-module="govuk-tabs"
    >
      <h2 class="govuk-tabs__title">{props.title ?? 'Contents'}</h2>
      {props.items.length > 0 && (
        <>
          <ul class="govuk-tabs__list">
            {props.items.map(
              (tab, index) =>
                tab && (
                  <li
                    class={classNames(
                      'govuk-tabs__list-item',
                      index === 0 && 'govuk-tabs__list-item--selected',
                    )}
                  >
                    <a class="govuk-tabs__tab" href={`#${panelId(tab, index)}`} {...tab.attributes}>
                      {tab.label}
                    </a>
                  </li>
                ),
            )}
          </ul>
          {props.items.map((tab, index) => {
            if (!tab) return null
            const { text, attributes } = wordingOf(tab.panel)
            return (
              <div
                class={classNames('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}
                id={panelId(tab, index)}
                {...attributes}
              >
                {text && typeof text === 'string' ? <p class="govuk-body">{text}</p> : text}
              </div>
            )
          })}
        </>
      )}
    </div>
  )
}
