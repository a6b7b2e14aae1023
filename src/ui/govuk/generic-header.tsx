import { classNames } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

export type GenericHeaderProps = { logo: Content } & Styled &
  Optional<{ url: string; containerClasses: string; block: 'govuk-generic' | 'govuk' }>

export function GenericHeader(props: GenericHeaderProps) {
  const block = `${props.block ?? 'govuk-generic'}-header`
  return (
    <div class={classNames(block, props.classes)} {...props.attributes}>
      <div
        class={classNames(`${block}__container`, props.containerClasses || 'govuk-width-container')}
      >
        <div class={`${block}__logo`}>
          <a href={props.url || '/'} class={`${block}__homepage-link`}>
            {props.logo}
          </a>
        </div>
      </div>
    </div>
  )
}
