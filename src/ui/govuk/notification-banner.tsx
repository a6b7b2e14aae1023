import type { ComponentChildren } from 'preact'
import { toChildArray } from 'preact'
import { Heading } from './heading.tsx'
import type { HeadingLevel } from './heading.tsx'
import { classNames } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

export type NotificationBannerProps = {
  /** Plain words become the banner's heading line; elements stay as they are. */
  children?: ComponentChildren
} & Styled &
  Optional<{
    /** A success banner is read out at once. */
    type: 'success'
    title: Content
    titleId: string
    titleHeadingLevel: HeadingLevel
    role: 'alert' | 'region'
    disableAutoFocus: boolean
  }>

export function NotificationBanner(props: NotificationBannerProps) {
  const isSuccess = props.type === 'success'
  const titleId = props.titleId || 'govuk-notification-banner-title'
  const isText = toChildArray(props.children).every((child) => typeof child === 'string')
  return (
    <div
      class={classNames(
        'govuk-notification-banner',
        isSuccess && 'govuk-notification-banner--success',
        props.classes,
      )}
      role={props.role || (isSuccess ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading
          level={props.titleHeadingLevel || 2}
          class="govuk-notification-banner__title"
          id={titleId}
        >
          {props.title || (isSuccess ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {props.children && isText ? (
          <p class="govuk-notification-banner__heading">{props.children}</p>
        ) : (
          props.children
        )}
      </div>
    </div>
  )
}
