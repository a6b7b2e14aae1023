import { Button } from './button.tsx'
import { classNames } from './options.ts'
import type { Attributes, Content, Optional, Styled } from './options.ts'

type CookieAction = { text: string } & Styled &
  Optional<{ href: string; type: 'button' | 'submit'; name: string; value: string }>

type CookieMessage = Styled &
  Optional<{
    heading: Content
    /** A string becomes a paragraph; elements stay as they are. */
    text: Content
    actions: CookieAction[]
    hidden: boolean
    role: 'alert'
  }>

export type CookieBannerProps = { messages: CookieMessage[] } & Styled &
  Optional<{ ariaLabel: string; hidden: boolean }>

export function CookieBanner(props: CookieBannerProps) {
  const nosnippet: Attributes = { 'data-nosnippet': '' }
  return (
    <div
      class={classNames('govuk-cookie-banner', props.classes)}
      {...nosnippet}
      role="region"
      aria-label={props.ariaLabel || 'Cookie banner'}
      hidden={props.hidden}
      {...props.attributes}
    >
      {props.messages.map((message) => (
        <Message {...message} />
      ))}
    </div>
  )
}

function Message(props: CookieMessage) {
  return (
    <div
      class={classNames('govuk-cookie-banner__message', props.classes, 'govuk-width-container')}
      role={props.role || undefined}
      {...props.attributes}
      hidden={props.hidden}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {props.heading && (
            <h2 class="govuk-cookie-banner__heading govuk-heading-m">{props.heading}</h2>
          )}
          <div class="govuk-cookie-banner__content">
            {props.text && typeof props.text === 'string' ? (
              <p class="govuk-body">{props.text}</p>
            ) : (
              props.text
            )}
          </div>
        </div>
      </div>
      {props.actions && (
        <div class="govuk-button-group">
          {props.actions.map((action) => (
            <Action {...action} />
          ))}
        </div>
      )}
    </div>
  )
}

function Action({ text, ...action }: CookieAction) {
  if (!action.href || action.type === 'button')
    return (
      <Button {...action} type={action.type || 'button'}>
        {text}
      </Button>
    )
  return (
    <a class={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
      {text}
    </a>
  )
}
