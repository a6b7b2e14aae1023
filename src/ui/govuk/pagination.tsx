import { classNames } from './options.ts'
import type { Attributes, Content, Optional, Styled } from './options.ts'

type PageLink = { href: string } & Optional<{
  text: Content
  labelText: string
  attributes: Attributes
}>

export type PaginationItem =
  | { ellipsis: true }
  | ({ number: number | string; href: string } & Optional<{
      current: boolean
      visuallyHiddenText: string
      attributes: Attributes
    }>)

export type PaginationProps = Styled &
  Optional<{
    /** Without items the two links stand below each other as blocks. */
    items: (PaginationItem | null)[]
    previous: PageLink
    next: PageLink
    landmarkLabel: string
  }>

export function Pagination(props: PaginationProps) {
  const { items, previous, next } = props
  const isBlock = !items && Boolean(next || previous)
  return (
    <nav
      class={classNames('govuk-pagination', isBlock && 'govuk-pagination--block', props.classes)}
      aria-label={props.landmarkLabel || 'Pagination'}
      {...props.attributes}
    >
      {previous?.href && <ArrowLink type="prev" isBlock={isBlock} {...previous} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map((item) => item && Object.keys(item).length > 0 && <Page item={item} />)}
        </ul>
      )}
      {next?.href && <ArrowLink type="next" isBlock={isBlock} {...next} />}
    </nav>
  )
}

function Page({ item }: { item: PaginationItem }) {
  if ('ellipsis' in item && item.ellipsis)
    return <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  if (!('number' in item)) return null
  return (
    <li
      class={classNames(
        'govuk-pagination__item',
        item.current && 'govuk-pagination__item--current',
      )}
    >
      <a
        class="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  )
}

function ArrowLink(props: PageLink & { type: 'prev' | 'next'; isBlock: boolean }) {
  const { type, isBlock } = props
  return (
    <div class={`govuk-pagination__${type}`}>
      <a
        class="govuk-link govuk-pagination__link"
        href={props.href}
        rel={type}
        {...props.attributes}
      >
        {(isBlock || type === 'prev') && <Arrow type={type} />}{' '}
        <span
          class={classNames(
            'govuk-pagination__link-title',
            isBlock && !props.labelText && 'govuk-pagination__link-title--decorated',
          )}
        >
          {props.text || (
            <>
              {type === 'prev' ? 'Previous' : 'Next'}
              <span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>{' '}
        {props.labelText && isBlock && (
          <>
            <span class="govuk-visually-hidden">:</span>{' '}
            <span class="govuk-pagination__link-label">{props.labelText}</span>
          </>
        )}
        {!isBlock && type === 'next' && <Arrow type={type} />}
      </a>
    </div>
  )
}

function Arrow({ type }: { type: 'prev' | 'next' }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${type}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={ARROWS[type]} />
    </svg>
  )
}

const ARROWS = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}
