import { classNames } from './options.ts'
import type { Attributes, Content, Optional, Styled } from './options.ts'

type FooterLink = { text: Content; href: string } & Optional<{ attributes: Attributes }>

type FooterSection = { title: string } & Optional<{
  items: FooterLink[]
  columns: number
  width: 'full' | 'one-half' | 'one-third' | 'two-thirds' | 'one-quarter'
}>

export type FooterProps = Styled &
  Optional<{
    /** The partnership's own mark; there is no crown here. */
    logo: Content
    navigation: FooterSection[]
    meta: Optional<{ visuallyHiddenTitle: string; items: FooterLink[]; text: Content }>
    /** Shown beside the open government licence's sign. */
    contentLicence: Content
    copyright: { text: Content; href: string }
    containerClasses: string
  }>

export function Footer(props: FooterProps) {
  const { meta } = props
  return (
    <div class={classNames('govuk-footer', props.classes)} {...props.attributes}>
      <div class={classNames('govuk-width-container', props.containerClasses)}>
        {props.logo}
        {props.navigation && props.navigation.length > 0 && (
          <>
            <div class="govuk-footer__navigation">
              {props.navigation.map((section) => (
                <Section {...section} />
              ))}
            </div>
            <hr class="govuk-footer__section-break" />
          </>
        )}
        <div class="govuk-footer__meta">
          <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
            {meta && (
              <>
                <h2 class="govuk-visually-hidden">{meta.visuallyHiddenTitle || 'Support links'}</h2>
                {meta.items && meta.items.length > 0 && (
                  <ul class="govuk-footer__inline-list">
                    {meta.items.map((item) => (
                      <li class="govuk-footer__inline-list-item">
                        <Link {...item} />
                      </li>
                    ))}
                  </ul>
                )}
                {meta.text && <div class="govuk-footer__meta-custom">{meta.text}</div>}
              </>
            )}
            {props.contentLicence && (
              <>
                <LicenceSign />
                <span class="govuk-footer__licence-description">{props.contentLicence}</span>
              </>
            )}
          </div>
          {props.copyright && (
            <div class="govuk-footer__meta-item">
              <a
                class="govuk-footer__link govuk-footer__copyright-logo"
                href={props.copyright.href}
              >
                {props.copyright.text}
              </a>
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

function Section(section: FooterSection) {
  return (
    <div class={`govuk-footer__section govuk-grid-column-${section.width || 'full'}`}>
      <h2 class="govuk-footer__heading govuk-heading-m">{section.title}</h2>
      {section.items && section.items.length > 0 && (
        <ul
          class={classNames(
            'govuk-footer__list',
            Boolean(section.columns) && `govuk-footer__list--columns-${section.columns}`,
          )}
        >
          {section.items.map(
            (item) =>
              item.href &&
              item.text && (
                <li class="govuk-footer__list-item">
                  <Link {...item} />
                </li>
              ),
          )}
        </ul>
      )}
    </div>
  )
}

function Link({ href, text, attributes }: FooterLink) {
  return (
    <a class="govuk-footer__link" href={href} {...attributes}>
      {text}
    </a>
  )
}

function LicenceSign() {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      class="govuk-footer__licence-logo"
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 483.2 195.7"
      height="17"
      width="41"
    >
      <path fill="currentColor" d={LICENCE_SIGN} />
    </svg>
  )
}

const LICENCE_SIGN =
  'M421.5 142.8V.1l-50.7 32.3v161.1h112.4v-50.7zm-122.3-9.6A47.12 47.12 0 0 1 221 97.8c0-26 21.1-47.1 47.1-47.1 16.7 0 31.4 8.7 39.7 21.8l42.7-27.2A97.63 97.63 0 0 0 268.1 0c-36.5 0-68.3 20.1-85.1 49.7A98 98 0 0 0 97.8 0C43.9 0 0 43.9 0 97.8s43.9 97.8 97.8 97.8c36.5 0 68.3-20.1 85.1-49.7a97.76 97.76 0 0 0 149.6 25.4l19.4 22.2h3v-87.8h-80l24.3 27.5zM97.8 145c-26 0-47.1-21.1-47.1-47.1s21.1-47.1 47.1-47.1 47.2 21 47.2 47S123.8 145 97.8 145'
