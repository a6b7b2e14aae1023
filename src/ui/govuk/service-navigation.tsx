import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Attributes, Content, Optional, Styled } from './options.ts'

export type ServiceNavigationItem = { text: Content } & Optional<{
  href: string
  /** This page. */
  current: boolean
  /** This page lies below it. */
  active: boolean
  attributes: Attributes
}>

export type ServiceNavigationProps = Styled &
  Optional<{
    serviceName: Content
    serviceUrl: string
    navigation: (ServiceNavigationItem | false | null | undefined)[]
    navigationId: string
    navigationClasses: string
    navigationLabel: string
    menuButtonText: string
    menuButtonLabel: string
    collapseNavigationOnMobile: boolean
    ariaLabel: string
    slots: Optional<{
      start: Content
      end: Content
      /** The end slot stands in line with the navigation where there is room. */
      endIsInline: boolean
      navigationStart: Content
      navigationEnd: Content
    }>
  }>

export function ServiceNavigation(props: ServiceNavigationProps) {
  const { slots } = props
  const inner = (
    <div
      class={classNames(
        'govuk-width-container',
        slots?.endIsInline && 'govuk-service-navigation__inlining-container',
      )}
    >
      {slots?.start}
      <div class="govuk-service-navigation__container">
        {props.serviceName && (
          <span class="govuk-service-navigation__service-name">
            {props.serviceUrl ? (
              <a href={props.serviceUrl} class="govuk-service-navigation__link">
                {props.serviceName}
              </a>
            ) : (
              <span class="govuk-service-navigation__text">{props.serviceName}</span>
            )}
          </span>
        )}
        <Navigation {...props} />
      </div>
      {slots?.end}
    </div>
  )
  const shared = {
    class: classNames('govuk-service-navigation', props.classes),
    'data-module': 'govuk-service-navigation',
    ...props.attributes,
  }
  // With a name or other things beside it the navigation is only a part of this region.
  return props.serviceName || slots?.start || slots?.end ? (
    <section aria-label={props.ariaLabel ?? 'Service information'} {...shared}>
      {inner}
    </section>
  ) : (
    <div {...shared}>{inner}</div>
  )
}

function Navigation(props: ServiceNavigationProps) {
  const items = (props.navigation ?? []).filter((item) => Boolean(item)) as ServiceNavigationItem[]
  const { navigationStart, navigationEnd } = props.slots ?? {}
  if (items.length === 0 && !navigationStart && !navigationEnd) return null
  const menuText = props.menuButtonText || 'Menu'
  const id = props.navigationId || 'navigation'
  return (
    <nav
      aria-label={props.navigationLabel || menuText}
      class={classNames('govuk-service-navigation__wrapper', props.navigationClasses)}
    >
      {(props.collapseNavigationOnMobile ?? items.length > 1) && (
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={id}
          aria-label={
            props.menuButtonLabel && props.menuButtonLabel !== menuText
              ? props.menuButtonLabel
              : undefined
          }
          hidden
          aria-hidden="true"
        >
          {menuText}
        </button>
      )}
      <ul class="govuk-service-navigation__list" id={id}>
        {navigationStart}
        {items.map((item) => (
          <Item {...item} />
        ))}
        {navigationEnd}
      </ul>
    </nav>
  )
}

function Item(item: ServiceNavigationItem) {
  const isActive = item.active || item.current
  const ariaCurrent = isActive ? (item.current ? 'page' : 'true') : undefined
  // The strong element still marks the current item where people override our colours.
  const content: ComponentChildren = isActive ? (
    <strong class="govuk-service-navigation__active-fallback">{item.text}</strong>
  ) : (
    item.text
  )
  return (
    <li
      class={classNames(
        'govuk-service-navigation__item',
        isActive && 'govuk-service-navigation__item--active',
      )}
    >
      {item.href ? (
        <a
          class="govuk-service-navigation__link"
          href={item.href}
          aria-current={ariaCurrent}
          {...item.attributes}
        >
          {content}
        </a>
      ) : (
        item.text && (
          <span class="govuk-service-navigation__text" aria-current={ariaCurrent}>
            {content}
          </span>
        )
      )}
    </li>
  )
}
