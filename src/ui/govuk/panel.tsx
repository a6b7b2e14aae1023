import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { Heading } from './heading.tsx'
import type { HeadingLevel } from './heading.tsx'
import { classNames } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

type PanelAction = { text: string } & Styled & Optional<{ href: string; type: 'button' | 'submit' }>

export type PanelProps = { title: Content; children?: ComponentChildren } & Styled &
  Optional<{
    headingLevel: HeadingLevel
    /** Only on an interruption panel (`classes="govuk-panel--interruption"`). */
    actions: Styled & { items?: PanelAction[] }
  }>

export function Panel(props: PanelProps) {
  const isInterruption = props.classes?.includes('govuk-panel--interruption') ?? false
  const { actions } = props
  return (
    <div
      class={classNames(
        'govuk-panel',
        !isInterruption && 'govuk-panel--confirmation',
        props.classes,
      )}
      {...props.attributes}
    >
      <Heading level={props.headingLevel ?? 1} class="govuk-panel__title">
        {props.title}
      </Heading>
      {props.children && <div class="govuk-panel__body">{props.children}</div>}
      {isInterruption && actions && (
        <div class={classNames('govuk-panel__actions', actions.classes)} {...actions.attributes}>
          {actions.items && actions.items.length > 0 && (
            <div class="govuk-button-group">
              {actions.items.map((action) => [<Action {...action} />, ' '])}
            </div>
          )}
        </div>
      )}
    </div>
  )
}

function Action({ text, ...action }: PanelAction) {
  if (!action.href || action.type === 'button')
    return (
      <Button
        type={action.type || 'button'}
        classes={classNames('govuk-button--inverse', action.classes)}
        href={action.href}
        attributes={action.attributes}
      >
        {text}
      </Button>
    )
  return (
    <a
      class={classNames('govuk-link govuk-link--inverse', action.classes)}
      href={action.href}
      {...action.attributes}
    >
      {text}
    </a>
  )
}
