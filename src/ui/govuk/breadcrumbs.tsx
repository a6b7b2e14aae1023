import { classNames } from './options.ts'
import type { Attributes, Content, Optional, Styled } from './options.ts'

export type Breadcrumb = { text: Content } & Optional<{ href: string; attributes: Attributes }>

export type BreadcrumbsProps = { items: Breadcrumb[] } & Styled &
  Optional<{ collapseOnMobile: boolean; labelText: string }>

export function Breadcrumbs(props: BreadcrumbsProps) {
  return (
    <nav
      class={classNames(
        'govuk-breadcrumbs',
        props.classes,
        props.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
      )}
      {...props.attributes}
      aria-label={props.labelText ?? 'Breadcrumb'}
    >
      <ol class="govuk-breadcrumbs__list">
        {props.items.map((item) =>
          item.href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
                {item.text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {item.text}
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}
