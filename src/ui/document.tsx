import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { assetPath } from './assets.ts'
import { ExitOverlay } from './exit-this-page.tsx'
import type { SiteContext } from './site-context.ts'
import { wordsIn } from './words/words.ts'

/** The HTML of a whole page, for `c.html()`. The only place that writes a doctype. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}

export type DocumentProps = {
  site: SiteContext
  /** What the page is about; the site's name is put behind it. */
  title: string
  /** For search engines and shared links, at most 160 characters. */
  description?: string | undefined
  /** A form on it was refused: the title begins with "Error:". */
  hasErrors?: boolean | undefined
  /**
   * A page that somebody may have to leave at once and without traces: it gets the exit button, a
   * neutral title and icon, and its links leave no history.
   */
  isSensitive?: boolean | undefined
  /** A sensitive page that is meant to be shared, such as a campaign's: it keeps its title, icon and picture. */
  keepsItsName?: boolean | undefined
  /** Pages that search engines should pass over: accounts, results, the workspace. */
  isUnlisted?: boolean | undefined
  /** The one address of a page that answers at several: `/guidance/x` for `/guidance/x?nation=england`. */
  canonicalPath?: string | undefined
  /** The picture and the full address for links shared elsewhere. */
  shared?: { url: string; imageUrl?: string } | undefined
  /** The same page in another language. */
  translations?: readonly { language: 'en' | 'cy'; href: string }[] | undefined
  /** Style sheets beside `public.css`, by plain name. */
  styles?: readonly string[] | undefined
  /** Islands this page needs, by plain name: `rich-text-editor.js`. */
  scripts?: readonly string[] | undefined
}

/** The frame that every page has: head, assets, language. */
export function Document({
  bodyClass,
  children,
  ...props
}: DocumentProps & { bodyClass?: string; children: ComponentChildren }) {
  const { site } = props
  return (
    <html
      lang={site.language === 'cy' ? 'cy' : 'en-GB'}
      class="govuk-template"
      data-accent={site.accent}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{titleOf(props)}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#15402f" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0d1511" />
        {['public.css', ...(props.styles ?? [])].map((style) => (
          <link rel="stylesheet" href={assetPath(style)} />
        ))}
        {['400', '700'].map((weight) => (
          <link
            rel="preload"
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
            href={assetPath(`atkinson-hyperlegible-next-latin-${weight}-normal.woff2`)}
          />
        ))}
        {[
          'page.js',
          ...(props.isSensitive ? ['exit-this-page.js'] : []),
          ...(props.scripts ?? []),
        ].map((script) => (
          <script type="module" src={assetPath(script)} />
        ))}
        {isNeutral(props) ? <NeutralHead /> : <OpenHead {...props} />}
      </head>
      <body class={`govuk-template__body ${bodyClass ?? ''}`.trim()}>
        {children}
        {props.isSensitive && <ExitOverlay words={wordsIn(site.language).exit} />}
      </body>
    </html>
  )
}

const isNeutral = ({ isSensitive, keepsItsName }: DocumentProps): boolean =>
  Boolean(isSensitive && !keepsItsName)

function titleOf(props: DocumentProps): string {
  const { site, title, hasErrors } = props
  const words = wordsIn(site.language)
  const parts = isNeutral(props) ? [words.exit.neutralTitle] : [title, site.shortName]
  return `${hasErrors ? `${words.shell.error} ` : ''}${parts.join(' – ')}`
}

/** Nothing that would tell a tab strip, a history list or a shared link what this was. */
function NeutralHead() {
  return (
    <>
      <link rel="icon" href="data:," />
      <meta name="referrer" content="no-referrer" />
    </>
  )
}

function OpenHead(props: DocumentProps) {
  const { site, shared } = props
  const words = wordsIn(site.language).shell
  return (
    <>
      <link rel="icon" type="image/svg+xml" href={assetPath('icon.svg')} />
      <link rel="icon" type="image/png" sizes="32x32" href={assetPath('icon-32.png')} />
      <link rel="apple-touch-icon" href={assetPath('icon-180.png')} />
      {props.description && <meta name="description" content={props.description} />}
      {props.isUnlisted && <meta name="robots" content="noindex" />}
      {props.canonicalPath && <link rel="canonical" href={props.canonicalPath} />}
      {shared && (
        <>
          <meta property="og:type" content="website" />
          <meta property="og:site_name" content={site.partnershipName} />
          <meta property="og:title" content={props.title} />
          <meta property="og:url" content={shared.url} />
          {props.description && <meta property="og:description" content={props.description} />}
          {shared.imageUrl && <meta property="og:image" content={shared.imageUrl} />}
        </>
      )}
      {props.translations?.map(({ language, href }) => (
        <link rel="alternate" hreflang={language} href={href} />
      ))}
      {!props.isUnlisted &&
        (['bulletins', 'campaigns', 'guidance'] as const).map((feed) => (
          <link
            rel="alternate"
            type="application/atom+xml"
            title={`${site.shortName}: ${words[feed]}`}
            href={`/feeds/${feed}.atom`}
          />
        ))}
    </>
  )
}
