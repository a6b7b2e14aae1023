import type { ComponentChildren } from 'preact'
import { Document } from './document.tsx'
import type { DocumentProps } from './document.tsx'
import { ExitButton, ExitSkipLink, ExitWithoutScripts } from './exit-this-page.tsx'
import { BackLink } from './govuk/back-link.tsx'
import { Breadcrumbs } from './govuk/breadcrumbs.tsx'
import type { Breadcrumb } from './govuk/breadcrumbs.tsx'
import { LanguageNavigation } from './govuk/language-navigation.tsx'
import { NotificationBanner } from './govuk/notification-banner.tsx'
import type { Content } from './govuk/options.ts'
import { SkipLink } from './govuk/skip-link.tsx'
import { Mark } from './mark.tsx'
import type { SiteContext } from './site-context.ts'
import { wordsIn } from './words/words.ts'

export { renderPage } from './document.tsx'

export type PageProps = DocumentProps & {
  /** The way up from here, without this page itself. Sensitive pages need this or `backLink`. */
  breadcrumbs?: Breadcrumb[] | undefined
  backLink?: { href: string; text?: string } | undefined
  /** Said once after something was done. */
  success?: Content
  /** Stands over the whole width, before the main column: a page's opening with its picture. */
  opening?: Content
  children: ComponentChildren
}

/** A public page. The heading belongs to the page; everything around it is here. */
export function Page(props: PageProps) {
  const { site, isSensitive } = props
  const words = wordsIn(site.language)
  return (
    <Document {...props} bodyClass={isSensitive ? 'cairn-sensitive' : 'cairn-public'}>
      <SkipLink href="#main">{words.shell.skipToContent}</SkipLink>
      {isSensitive && <ExitSkipLink words={words.exit} />}
      {site.isDemonstration && <DemonstrationBanner site={site} />}
      <SiteHeader site={site} isSensitive={isSensitive ?? false} />
      <SiteBar site={site} isSensitive={isSensitive ?? false} />
      <Way {...props} />
      <main id="main" tabindex={-1}>
        {isSensitive && <ExitWithoutScripts words={words.exit} />}
        {props.opening}
        <div class="govuk-width-container cairn-main">
          {site.language === 'cy' && <p class="cairn-draft-notice">{words.welshDraft.notice}</p>}
          {props.success && <NotificationBanner type="success">{props.success}</NotificationBanner>}
          {props.children}
        </div>
      </main>
      <SiteFooter site={site} />
    </Document>
  )
}

/** Says everywhere on a demonstration that nobody reads what is reported there. */
export function DemonstrationBanner({ site }: { site: SiteContext }) {
  const words = wordsIn(site.language).demonstration
  return (
    <section class="cairn-demonstration" aria-label={words.title}>
      <p class="govuk-width-container">
        <strong>{words.notService}</strong> {words.emergency}
      </p>
    </section>
  )
}

/** The partnership's own mark or, without one, the three stones. */
export function PartnershipMark({ site, size }: { site: SiteContext; size: number }) {
  return site.markUrl ? (
    <img src={site.markUrl} alt="" width={size} height={size} class="cairn-mark" />
  ) : (
    <Mark class="cairn-mark" size={size} />
  )
}

function SiteHeader({ site, isSensitive }: { site: SiteContext; isSensitive: boolean }) {
  const words = wordsIn(site.language).shell
  return (
    <header class="cairn-header">
      <div class="govuk-width-container cairn-header__row">
        <a class="cairn-header__name" href="/">
          <PartnershipMark site={site} size={40} />
          <span>{site.partnershipName}</span>
        </a>
        <form
          class="cairn-search"
          action="/search"
          method="get"
          role="search"
          aria-label={words.searchLabel}
        >
          <label class="govuk-visually-hidden" for="site-search">
            {words.searchLabel}
          </label>
          <input
            class="cairn-search__input"
            id="site-search"
            name="q"
            type="search"
            placeholder={words.search}
            autocomplete={isSensitive ? 'off' : undefined}
          />
          <button class="cairn-search__button" type="submit">
            <SearchSign />
            <span class="govuk-visually-hidden">{words.search}</span>
          </button>
        </form>
        <div class="cairn-header__signs">
          <a class="cairn-header__sign" href={site.person ? '/account' : '/sign-in'}>
            <AccountSign />
            <span class="govuk-visually-hidden">{site.person ? words.account : words.signIn}</span>
          </a>
          <a class="cairn-header__sign" href="/search">
            <SearchSign />
            <span class="govuk-visually-hidden">{words.search}</span>
          </a>
        </div>
      </div>
    </header>
  )
}

/** Navigation, and the ways out that stay in sight: reporting a concern, and leaving. */
function SiteBar({ site, isSensitive }: { site: SiteContext; isSensitive: boolean }) {
  const words = wordsIn(site.language)
  const items = [
    { text: words.shell.campaigns, href: '/campaigns' },
    { text: words.shell.guidance, href: '/guidance' },
    { text: words.shell.training, href: '/training' },
    { text: words.shell.bulletins, href: '/bulletins' },
    ...accountLinks(site).map((link) => ({ ...link, isAccount: true })),
  ]
  return (
    <div class="cairn-bar">
      <div class="govuk-width-container cairn-bar__row">
        <nav aria-label={words.shell.mainNavigation} class="cairn-nav">
          <ul>
            {items.map((item) => (
              <li class={'isAccount' in item ? 'cairn-nav__account' : undefined}>
                <a href={item.href} aria-current={ariaCurrent(item.href, site.path)}>
                  {item.text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <section class="cairn-bar__help" aria-label={words.shell.help}>
          <a
            class="govuk-button cairn-report"
            href="/report"
            aria-current={ariaCurrent('/report', site.path)}
          >
            {words.shell.reportConcern}
          </a>
          {isSensitive && <ExitButton words={words.exit} />}
        </section>
      </div>
    </div>
  )
}

function accountLinks(site: SiteContext): { text: string; href: string }[] {
  const words = wordsIn(site.language).shell
  if (!site.person)
    return [
      { text: words.register, href: '/register' },
      { text: words.signIn, href: '/sign-in' },
    ]
  return [
    ...(site.workspaceParts.length > 0 ? [{ text: words.workspace, href: '/manage' }] : []),
    { text: words.account, href: '/account' },
  ]
}

/** `page` on the page itself, `true` on pages below it. */
function ariaCurrent(href: string, path: string): 'page' | 'true' | undefined {
  if (path === href) return 'page'
  return path.startsWith(`${href}/`) ? 'true' : undefined
}

function Way({ site, breadcrumbs, backLink, translations }: PageProps) {
  if (!breadcrumbs && !backLink && !translations) return null
  const words = wordsIn(site.language)
  return (
    <div class="govuk-width-container cairn-way">
      {breadcrumbs && (
        <Breadcrumbs items={breadcrumbs} collapseOnMobile labelText={words.shell.breadcrumb} />
      )}
      {backLink && (
        <nav aria-label={words.shell.breadcrumb}>
          <BackLink href={backLink.href}>{backLink.text ?? words.shell.back}</BackLink>
        </nav>
      )}
      {translations && (
        <LanguageNavigation
          ariaLabel={words.shell.language}
          items={translations.map(({ language, href }) => ({
            text: wordsIn(language).languageName,
            lang: language,
            href,
            current: language === site.language,
          }))}
        />
      )}
    </div>
  )
}

function SiteFooter({ site }: { site: SiteContext }) {
  const words = wordsIn(site.language).shell
  return (
    <footer class="cairn-footer">
      <div class="govuk-width-container">
        <div class="cairn-footer__row">
          <p class="cairn-footer__name">
            <PartnershipMark site={site} size={28} /> {site.partnershipName}
          </p>
          <p class="cairn-footer__emergency">
            {words.emergency} <a href="/report">{words.reportConcern}</a>
          </p>
        </div>
        <nav aria-label={words.footerLinks}>
          <ul class="cairn-footer__links">
            <li>
              <a href="/accessibility">{words.accessibility}</a>
            </li>
            <li>
              <a href="/privacy">{words.privacy}</a>
            </li>
            <li>
              <a href="/feeds/bulletins.atom">{words.feeds}</a>
            </li>
            {accountLinks(site).map((link) => (
              <li>
                <a href={link.href}>{link.text}</a>
              </li>
            ))}
            {site.person && (
              <li>
                <SignOut text={words.signOut} />
              </li>
            )}
          </ul>
        </nav>
      </div>
    </footer>
  )
}

/** Signing out changes something, so it is a form. */
export function SignOut({ text }: { text: string }) {
  return (
    <form action="/sign-out" method="post" class="cairn-sign-out">
      <button type="submit">{text}</button>
    </form>
  )
}

function AccountSign() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="10" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="2.5" />
      <path
        d="M2.5 19c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7"
        fill="none"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linecap="round"
      />
    </svg>
  )
}

function SearchSign() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="8.5" cy="8.5" r="6" fill="none" stroke="currentColor" stroke-width="2.5" />
      <path d="m13 13 5.5 5.5" stroke="currentColor" stroke-width="3" stroke-linecap="round" />
    </svg>
  )
}
