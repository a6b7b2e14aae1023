import { GenericHeader } from './generic-header.tsx'
import type { Content, Optional, Styled } from './options.ts'

export type HeaderProps = {
  /** The partnership's own mark; there is no GOV.UK logo here. */
  logo: Content
  homepageUrl: string
} & Styled &
  Optional<{ productName: string; containerClasses: string }>

export function Header({ logo, homepageUrl, productName, ...rest }: HeaderProps) {
  return (
    <GenericHeader
      {...rest}
      block="govuk"
      url={homepageUrl}
      logo={
        <>
          {logo} {productName && <span class="govuk-header__product-name">{productName}</span>}
        </>
      }
    />
  )
}
