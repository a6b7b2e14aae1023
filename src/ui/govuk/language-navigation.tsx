import { classNames } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

type Language = { text: Content } & Styled &
  Optional<{
    href: string
    current: boolean
    lang: string
    hrefLang: string
    dir: 'ltr' | 'rtl' | 'auto'
    /** Read out after the name of the language, in that language. */
    languageDescriptionText: string
  }>

export type LanguageNavigationProps = { items: Language[] } & Styled &
  Optional<{ ariaLabel: string }>

export function LanguageNavigation(props: LanguageNavigationProps) {
  return (
    <nav
      class={classNames('govuk-language-navigation', props.classes)}
      {...props.attributes}
      aria-label={props.ariaLabel ?? 'Language'}
    >
      <ul class="govuk-language-navigation__list">
        {props.items.map((item) => (
          <li class="govuk-language-navigation__list-item">
            {item.current || !item.href ? (
              <Current {...item} />
            ) : (
              <Other {...item} href={item.href} />
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Current(item: Language) {
  return (
    <span
      class={classNames('govuk-language-navigation__text', item.classes)}
      aria-current="true"
      lang={item.lang || undefined}
      dir={item.dir || undefined}
      {...item.attributes}
    >
      {item.text}
    </span>
  )
}

function Other(item: Language & { href: string }) {
  return (
    <a
      class={classNames('govuk-language-navigation__link', item.classes)}
      href={item.href}
      rel="alternate"
      lang={item.lang || undefined}
      hreflang={item.hrefLang || item.lang || undefined}
      dir={item.dir || undefined}
      {...item.attributes}
    >
      {item.text}
      {item.languageDescriptionText && (
        <span class="govuk-visually-hidden"> {item.languageDescriptionText}</span>
      )}
    </a>
  )
}
